/** What a vendor asks of a clinic, and whether that was given. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/schemas.ts'
import type { Credentials, Vendor } from '../desk/connections/connection.ts'
import { normalizePhone } from '../kit/phone.ts'
import type { Problem } from '../kit/problem.ts'
import type { CredentialField, MessagingVendor } from '../providers/messaging/port.ts'
import { unfit } from './api/api.ts'

export function presentVendor(
  vendor: Vendor,
  file: MessagingVendor | undefined,
): z.infer<typeof wire.ConnectionVendor> {
  return {
    vendor,
    fields: (file?.credentialFields ?? []).map(({ name, label, hint, isSecret, isOptional }) => ({
      name,
      label,
      hint,
      is_secret: isSecret,
      is_optional: isOptional ?? false,
    })),
    can_check: file !== undefined,
    guide: `docs/integrations/${vendor}.md`,
  }
}

/**
 * The credentials as they are kept: trimmed, in the field's form, each of a field that the vendor has.
 * @throws Problem 422 that names the first field that is unknown, missing or of the wrong form. `isChange`: what is
 * missing is known already, and an empty text takes away what is optional.
 */
export function readCredentials(
  fields: readonly CredentialField[],
  given: Credentials,
  { isChange }: { isChange: boolean },
): Credentials {
  const read: Credentials = {}
  for (const [name, text] of Object.entries(given)) {
    const field = fields.find((one) => one.name === name)
    const names = fields.map((one) => one.name).join(', ')
    if (!field)
      throw refuse(
        name,
        names ? `There is no such field; this vendor has ${names}` : 'This vendor takes no credentials',
      )
    const value = text.trim()
    if (value === '' && !field.isOptional) throw refuse(name, lacks(field))
    if (/\p{Cc}/u.test(value))
      throw refuse(name, `${field.label} is one line; copy it again without line breaks`)
    if (name === 'base_url' && value !== '' && !isWebAddress(value)) {
      throw refuse(name, `${field.label} is an address such as https://chat.example.com`)
    }
    if (value !== '' || isChange) read[name] = asKept(field, value)
  }
  const missing = isChange ? undefined : fields.find((field) => !field.isOptional && !read[field.name])
  if (missing) throw refuse(missing.name, lacks(missing))
  return read
}

/** An empty one stays so: it takes away what is optional. */
function asKept(field: CredentialField, value: string): string {
  const { name, label, hint, form } = field
  if (value === '' || !form) return value
  if (form === 'digits') {
    const digits = value.replace(/\s/g, '')
    if (!/^\d+$/.test(digits)) throw refuse(name, `${label} is digits alone. ${hint}`)
    return digits
  }
  // Of no country: whose number it is stands in its country code.
  const { e164, warning } = normalizePhone(value, '')
  if (!e164 || warning === 'not_a_possible_number') {
    throw refuse(name, `${label} is no number with its country code, such as +15125550100. ${hint}`)
  }
  return e164
}

function lacks({ label, hint }: CredentialField): string {
  return `Enter the ${label}. ${hint}`
}

function refuse(name: string, detail: string): Problem {
  return unfit(`/credentials/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail)
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
