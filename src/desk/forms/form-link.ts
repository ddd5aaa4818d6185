/** A form's link lets whoever has it fill in one form, until it ends. It says which clinic's, since its address does not. */
import type { Keyring } from '../../kit/crypto.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'

export interface FormAddress {
  clinicId: ClinicId
  requestId: string
}

/** Where a patient fills in a form, as messages give it to them. */
export type FormLink = (address: FormAddress) => string

/** The same for one request however often it is sent. When it ends stands with the request. */
export function formLinks({ keyring, publicUrl }: { keyring: Keyring; publicUrl: string }): FormLink {
  return (address) => `${publicUrl}/f/${formToken(keyring, address)}`
}

export function formToken(keyring: Keyring, { clinicId, requestId }: FormAddress): string {
  const ids = Buffer.concat([clinicId, requestId].map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')))
  return `${ids.toString('base64url')}.${keyring.sign(LABEL, ids)}`
}

/** Whose form it is; undefined for a link that was not made here, was changed, or is for something else. */
export function readFormToken(keyring: Keyring, token: string): FormAddress | undefined {
  const [encoded = '', signature = ''] = token.split('.')
  const ids = Buffer.from(encoded, 'base64url')
  const isOurs = keyring.verify(LABEL, ids, signature)
  if (!isOurs || ids.length !== 32 || `${ids.toString('base64url')}.${signature}` !== token) return undefined
  // Our own signature over the clinic's id: nobody else can name one.
  return { clinicId: mintClinicId(uuidOf(ids.subarray(0, 16))), requestId: uuidOf(ids.subarray(16)) }
}

const LABEL = 'form-link'

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
