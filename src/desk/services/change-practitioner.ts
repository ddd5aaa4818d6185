import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { isTimeZone } from '../clinics/clinic.ts'
import { practitionerChanged } from './events.ts'
import { findPractitioner } from './find-practitioners.ts'
import type { Practitioner, PractitionerFields, PractitionerRefusal } from './practitioner.ts'
import { given } from './service.ts'

export type PractitionerChange = Partial<PractitionerFields> & { isArchived?: boolean }

/** Changes what is given and leaves the rest. Whoever is archived keeps their appointments and gets no new ones. */
export async function changePractitioner(
  tx: Tx,
  actor: Actor,
  id: string,
  change: PractitionerChange,
): Promise<{ ok: true; practitioner: Practitioner } | PractitionerRefusal> {
  await tx.run(
    sql`select from practitioners where clinic_id = ${tx.clinicId} and id = ${id} for no key update`,
  )
  const known = await findPractitioner(tx, id)
  if (!known) return { ok: false, reason: 'no_practitioner' }
  const { isArchived, ...changed } = given(change)
  if (changed.timeZone && !isTimeZone(changed.timeZone)) return { ok: false, reason: 'unknown_time_zone' }
  const next = { ...known, ...changed, email: (changed.email ?? known.email)?.toLowerCase() ?? null }
  if (changed.email === null) next.email = null
  if (next.email !== known.email && (await isTaken(tx, { id, email: next.email }))) {
    return { ok: false, reason: 'email_taken' }
  }
  const archivedAt =
    isArchived === undefined ? known.archivedAt : isArchived ? (known.archivedAt ?? tx.clock.now()) : null
  await tx.run(sql`
    update practitioners
    set name = ${next.name}, email = ${next.email}, title = ${next.title}, color = ${next.color}, position = ${next.position},
      time_zone = ${next.timeZone}, is_bookable = ${next.isBookable}, limits = ${next.limits}::jsonb, archived_at = ${archivedAt}
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  await record(tx, practitionerChanged, {
    actor,
    payload: { practitionerId: id, fields: Object.keys(given(change)) },
  })
  const practitioner = await findPractitioner(tx, id)
  invariant(practitioner, 'a changed practitioner vanished')
  return { ok: true, practitioner }
}

async function isTaken(tx: Tx, wanted: { id: string; email: string | null }): Promise<boolean> {
  const other = await tx.one(sql`
    select 1
    from practitioners
    where clinic_id = ${tx.clinicId} and email = ${wanted.email} and id <> ${wanted.id}`)
  return other !== undefined
}
