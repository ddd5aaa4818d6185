import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { isTimeZone } from '../clinics/clinic.ts'
import { practitionerCreated } from './events.ts'
import { findPractitioner } from './find-practitioners.ts'
import {
  NEW_PRACTITIONER,
  type Practitioner,
  type PractitionerFields,
  type PractitionerRefusal,
} from './practitioner.ts'
import { given } from './service.ts'

export type NewPractitioner = Pick<PractitionerFields, 'name'> & Partial<PractitionerFields>

/** Adds a practitioner, who keeps the clinic's hours until there are own ones. */
export async function createPractitioner(
  tx: Tx,
  actor: Actor,
  input: NewPractitioner,
): Promise<{ ok: true; practitioner: Practitioner } | PractitionerRefusal> {
  const fields: PractitionerFields = { ...NEW_PRACTITIONER, ...given(input) }
  if (fields.timeZone && !isTimeZone(fields.timeZone)) return { ok: false, reason: 'unknown_time_zone' }
  const now = tx.clock.now()
  const id = uuidv7(now)
  const created = await tx.run(sql`
    insert into practitioners (clinic_id, id, name, email, title, color, position, time_zone, is_bookable, limits, created_at)
    values (${tx.clinicId}, ${id}, ${fields.name}, ${fields.email?.toLowerCase() ?? null}, ${fields.title}, ${fields.color},
      ${fields.position}, ${fields.timeZone}, ${fields.isBookable}, ${fields.limits}::jsonb, ${now})
    on conflict on constraint practitioners_email_key do nothing`)
  if (created === 0) return { ok: false, reason: 'email_taken' }
  await record(tx, practitionerCreated, { actor, payload: { practitionerId: id } })
  const practitioner = await findPractitioner(tx, id)
  invariant(practitioner, 'a new practitioner was not found')
  return { ok: true, practitioner }
}
