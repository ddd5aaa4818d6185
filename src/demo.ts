/** The demo clinic Riverside: what somebody who tries Foyer finds after the first start. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settleDemoCare } from './demo-care.ts'
import { connectDemo, type DemoChannels, isComplete } from './demo-channels.ts'
import { approveDemoForms } from './demo-forms.ts'
import { furnishDemo } from './demo-services.ts'
import { createApiKey } from './desk/access/create-api-key.ts'
import { removeLeftovers } from './desk/access/remove-organization.ts'
import { createClinic } from './desk/clinics/create-clinic.ts'
import { findClinicIds } from './desk/clinics/find-clinic.ts'
import { createConnection } from './desk/connections/create-connection.ts'
import type { Foyer } from './foyer.ts'
import { webhookUrl } from './http/present.ts'
import { system } from './kit/events.ts'
import { type ClinicId, mintClinicId } from './kit/ids.ts'
import { invariant } from './kit/problem.ts'

export interface Demo extends DemoChannels {
  url: string
  email: string
  password: string
  api_key: string
  clinic_slug: string
  /** Where patients book. */
  booking_url: string
  calcom: { webhook_url: string; secret: string }
}

/** As a former version may have left it. */
type KeptDemo = Omit<Demo, keyof DemoChannels | 'booking_url'> & Partial<Demo>

const EMAIL = 'demo@riverside.example'
const SLUG = 'riverside'

/**
 * Makes the demo clinic where the database has no clinic yet, and writes how to get in to `<dataDir>/demo.json`, for
 * the owner of the folder alone. Returns what stands there; null where the installation is no demo.
 */
export async function prepareDemo(foyer: Foyer, dataDir: string): Promise<Demo | null> {
  const path = join(dataDir, 'demo.json')
  const clinics = await findClinicIds(foyer.database)
  if (clinics.length > 0) return readDemo(foyer, path, clinics)

  // What a first start left that was killed half-way; there is no clinic yet, so nobody else's.
  await removeLeftovers(foyer.database, { email: EMAIL, slug: SLUG })
  const password = randomBytes(9).toString('base64url')
  const { user } = await foyer.signIn.api.signUpEmail({
    body: { name: 'Riverside Demo', email: EMAIL, password },
  })
  const organization = await foyer.signIn.api.createOrganization({
    body: { name: 'Riverside', slug: SLUG, userId: user.id },
  })
  invariant(organization, 'sign-in made no organization')
  const clinicId = mintClinicId(organization.id)
  return foyer.database.inClinic(clinicId, async (tx) => {
    await createClinic(tx, system, {
      name: 'Riverside',
      timeZone: 'America/Chicago',
      country: 'US',
      locale: 'en-US',
      plan: 'business',
      bookingEnabled: true,
      address: '12 Main Street, Chicago, IL 60601',
      phoneE164: '+13125550100',
      email: 'frontdesk@riverside.example',
    })
    await furnishDemo(tx)
    await settleDemoCare(tx, { kind: 'user', id: user.id })
    await approveDemoForms(tx)
    const key = await createApiKey(tx, { ...system, role: 'owner' }, { name: 'Demo', role: 'owner' })
    invariant(key.ok, 'the demo key was refused')
    const connection = await createConnection(tx, system, {
      vendor: 'calcom',
      name: 'Cal.com',
      keyring: foyer.keyring,
    })
    const demo: Demo = {
      url: foyer.url,
      email: EMAIL,
      password,
      api_key: key.text,
      clinic_slug: SLUG,
      booking_url: bookingUrl(foyer.url),
      calcom: {
        webhook_url: webhookUrl(foyer.url, { id: connection.id, vendor: 'calcom' }),
        secret: connection.secret,
      },
      ...(await connectDemo(tx, { keyring: foyer.keyring, url: foyer.url, slug: SLUG })),
    }
    // Before the commit: a clinic without the file would be one that nobody can enter.
    writeDemo(path, demo)
    return demo
  })
}

/** Started on another port, or made by a version that knew less: then it is completed. */
async function readDemo(
  foyer: Foyer,
  path: string,
  clinics: readonly { clinicId: ClinicId; slug: string }[],
): Promise<Demo | null> {
  if (!existsSync(path)) return null
  const kept = JSON.parse(readFileSync(path, 'utf8')) as KeptDemo
  const { url } = foyer
  const demo = kept.url === url && kept.booking_url ? kept : moved(kept, url)
  const clinic = clinics.find(({ slug }) => slug === demo.clinic_slug)
  if (isComplete(demo) || !clinic) {
    if (demo !== kept) writeDemo(path, demo)
    return demo as Demo
  }
  return foyer.database.inClinic(clinic.clinicId, async (tx) => {
    const channels = await connectDemo(tx, { keyring: foyer.keyring, url, slug: clinic.slug, known: demo })
    const completed = { ...demo, ...channels } as Demo
    writeDemo(path, completed)
    return completed
  })
}

function moved(kept: KeptDemo, url: string): KeptDemo {
  const entries = Object.entries(kept).map(([name, value]) => {
    if (typeof value !== 'object') return [name, value]
    return [name, { ...value, webhook_url: value.webhook_url.replace(kept.url, url) }]
  })
  return { ...(Object.fromEntries(entries) as KeptDemo), url, booking_url: bookingUrl(url) }
}

function bookingUrl(url: string): string {
  return `${url}/${SLUG}`
}

function writeDemo(path: string, demo: KeptDemo): void {
  const draft = `${path}.new`
  writeFileSync(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, path)
}
