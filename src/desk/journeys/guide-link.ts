/** Behind a guide's link is what a step tells at length: how to prepare for a visit, and what to do after it. */
import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { readSignedIds, signIds } from '../../kit/signed-ids.ts'
import { type Language, languageOf } from '../wording/default-templates.ts'
import type { JourneyDefinition } from './definition.ts'

/** Aftercare is read for weeks. */
const READABLE = { hours: 90 * 24 }

export interface Guide {
  title: string
  body: string
  language: Language
  clinicName: string
  clinicPhone: string | null
}

/** The same for one step however often it is sent. Signed under the clinic's name: at another clinic it is no link. */
export function guideToken(keyring: Keyring, clinicId: ClinicId, touchpointId: string): string {
  return signIds(keyring, labelOf(clinicId), [touchpointId])
}

/** Whose guide it is; undefined for a token that was not made here, or was changed. */
export function readGuideToken(keyring: Keyring, clinicId: ClinicId, token: string): string | undefined {
  return readSignedIds(keyring, labelOf(clinicId), token)[0]
}

/** The guide as the version has it on which the person began; undefined where there is none, or its time is over. */
export async function findGuide(tx: Tx, touchpointId: string): Promise<Guide | undefined> {
  const row = await tx.one(
    sql<{
      definition: JourneyDefinition
      step_key: string
      locale: string
      due_at: Temporal.Instant
      name: string
      phone: string | null
    }>`
      select v.definition, t.step_key, t.due_at, coalesce(a.attendee_locale, c.locale, clinic.locale) as locale, clinic.name, clinic.phone_e164 as phone
      from touchpoints t
      join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
      join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
      join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
      join clinics clinic on clinic.clinic_id = t.clinic_id
      left join appointments a on a.clinic_id = t.clinic_id and a.id = t.appointment_id
      where t.clinic_id = ${tx.clinicId} and t.id = ${touchpointId}`,
  )
  if (!row || Temporal.Instant.compare(tx.clock.now(), row.due_at.add(READABLE)) > 0) return undefined
  const step = row.definition.steps.find(({ key }) => key === row.step_key)
  const guide = step?.do === 'message' ? step.guide : undefined
  const language = languageOf(row.locale)
  return guide && { ...guide[language], language, clinicName: row.name, clinicPhone: row.phone }
}

function labelOf(clinicId: ClinicId): string {
  return `guide-link:${clinicId}`
}
