/** The clinics of the simulation: in two countries, open on weekdays, with all journeys and forms that ship approved and switched on. */
import { sql } from 'kysely'
import { createApiKey } from '../../src/desk/access/create-api-key.ts'
import { changeClinic } from '../../src/desk/clinics/change-clinic.ts'
import { createClinic } from '../../src/desk/clinics/create-clinic.ts'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { findQuestionnaires } from '../../src/desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { approveVersion, switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { createPractitioner } from '../../src/desk/services/create-practitioner.ts'
import { createService } from '../../src/desk/services/create-service.ts'
import { saveClinicHours } from '../../src/desk/services/save-hours.ts'
import type { Foyer } from '../../src/foyer.ts'
import { system } from '../../src/kit/events.ts'
import { type ClinicId, mintClinicId } from '../../src/kit/ids.ts'
import { diceOf, uuidsBy } from './dice.ts'

/** What each is signed in with. */
type Vendors = Record<'twilio' | 'whatsapp', Record<string, string>>

export interface SimulatedClinic {
  number: number
  clinicId: ClinicId
  name: string
  timeZone: string
  country: 'US' | 'ES'
  key: string
  calcom: { path: string; secret: string }
  twilioPath: string
  whatsappPath: string
  services: { id: string; name: string; durationMinutes: number }[]
}

const PLACES = [
  { name: 'Riverside', timeZone: 'America/Chicago', country: 'US', phoneE164: '+13125550100' },
  { name: 'Casa Blanca', timeZone: 'Europe/Madrid', country: 'ES', phoneE164: '+34915550100' },
  { name: 'Golden Gate', timeZone: 'America/Los_Angeles', country: 'US', phoneE164: '+14155550100' },
  { name: 'Harbor', timeZone: 'America/New_York', country: 'US', phoneE164: '+12125550100' },
] as const

/** After `rebookingWindowDays` people come again. */
const SERVICES = [
  { name: 'Botox', procedure: 'botox', durationMinutes: 30, rebookingWindowDays: 90 },
  { name: 'Dermal filler', procedure: 'filler', durationMinutes: 45, rebookingWindowDays: 120 },
  { name: 'Laser hair removal', procedure: 'laser', durationMinutes: 30, rebookingWindowDays: 21 },
  { name: 'Chemical peel', procedure: 'chemical_peel', durationMinutes: 45, rebookingWindowDays: 14 },
  { name: 'HydraFacial', procedure: 'hydrafacial', durationMinutes: 60, rebookingWindowDays: 14 },
  { name: 'Dental hygiene', procedure: 'dental_hygiene', durationMinutes: 30, rebookingWindowDays: 120 },
  { name: 'Consultation', procedure: 'consultation', durationMinutes: 20, rebookingWindowDays: 14 },
]
/** Of a practitioner, so that people find a time and yet meet others who want the same. */
const PEOPLE_EACH = 100

/** Known before the clinic is opened. */
export function clinicIdOf(seed: number, number: number): ClinicId {
  return mintClinicId(uuidsBy(diceOf(seed, 'clinic', number))())
}

export async function openClinics(
  foyer: Foyer,
  options: { seed: number; clinics: readonly number[]; contacts: number; vendors: Vendors },
): Promise<SimulatedClinic[]> {
  const opened: SimulatedClinic[] = []
  for (const number of options.clinics) opened.push(await openClinic(foyer, { ...options, number }))
  return opened
}

async function openClinic(
  { database, keyring }: Foyer,
  { seed, number, contacts, vendors }: { seed: number; number: number; contacts: number; vendors: Vendors },
): Promise<SimulatedClinic> {
  const place = PLACES[number % PLACES.length] ?? PLACES[0]
  const name = number < PLACES.length ? place.name : `${place.name} ${number}`
  const { timeZone, country, phoneE164 } = place
  const clinicId = clinicIdOf(seed, number)
  return database.inClinic(clinicId, async (tx) => {
    const locale = country === 'ES' ? 'es-ES' : 'en-US'
    const address = `${number + 1} Main Street`
    await createClinic(tx, system, {
      ...{ name, timeZone, country, locale, address, phoneE164 },
      plan: 'business',
      bookingEnabled: true,
    })
    // One clinic advertises once a week, the next twice, and so on.
    await changeClinic(tx, system, { marketingPerWeek: 1 + (number % 3) })
    const key = await createApiKey(tx, { ...system, role: 'owner' }, { name: 'Simulation', role: 'owner' })
    if (!key.ok) throw new Error(key.reason)
    const calcom = await createConnection(tx, system, { vendor: 'calcom', name: 'Cal.com', keyring })
    const phone = await createConnection(tx, system, {
      ...{ vendor: 'twilio' as const, name: 'Twilio', keyring },
      credentials: vendors.twilio,
    })
    const whatsapp = await createConnection(tx, system, {
      ...{ vendor: 'whatsapp' as const, name: 'WhatsApp', keyring },
      credentials: vendors.whatsapp,
    })
    await saveClinicHours(tx, system, [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '18:00' }])
    const practitioners: { practitionerId: string; weight: number; priority: number }[] = []
    for (let one = 0; one < 1 + Math.ceil(contacts / PEOPLE_EACH); one += 1) {
      const made = await createPractitioner(tx, system, { name: `Dr. ${name} ${one + 1}` })
      if (!made.ok) throw new Error(made.reason)
      practitioners.push({ practitionerId: made.practitioner.id, weight: 100, priority: 2 })
    }
    const services: SimulatedClinic['services'] = []
    for (const { procedure, ...offered } of SERVICES) {
      const made = await createService(tx, system, {
        ...{ ...offered, practitioners, assignment: 'any' as const },
      })
      if (!made.ok) throw new Error(made.reason)
      await tx.run(sql`
        update services
        set procedure = ${procedure}
        where clinic_id = ${clinicId} and id = ${made.service.id}`)
      services.push({ id: made.service.id, ...offered })
    }
    for (const { id, revision, version } of await findQuestionnaires(tx)) {
      if (version !== null) continue
      const published = await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Amy Lee' })
      if (!published.ok) throw new Error(`a form was refused: ${published.reason}`)
    }
    const journeys = await tx.many(sql<{ key: string; version: number }>`
      select key, current_version as version
      from journeys
      where clinic_id = ${clinicId}`)
    const practitionerId = practitioners[0]?.practitionerId ?? null
    for (const { key, version } of journeys) {
      const approved = await approveVersion(tx, system, { key, version, practitionerId })
      if (!approved.ok) throw new Error(`a journey was refused: ${approved.reason}`)
      await switchJourney(tx, system, { key, isActive: true })
    }
    return {
      ...{ number, clinicId, name, timeZone, country, services },
      key: key.text,
      calcom: { path: `/webhooks/calcom/${calcom.id}`, secret: calcom.secret },
      twilioPath: `/webhooks/twilio/${phone.id}`,
      whatsappPath: `/webhooks/whatsapp/${whatsapp.id}`,
    }
  })
}
