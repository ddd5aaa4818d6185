/** Finds warm leads that fell silent (REQUIREMENTS B1). */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Desk, record, system } from '../../kit/events.ts'
import { mintClinicId } from '../../kit/ids.ts'
import { QUIET_AFTER } from '../contacts/mark-warm-lead.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { leadQuiet } from './events.ts'

const BATCH = 200

/** Returns how many were found. Twice at once, one of the two finds nothing to do. */
export async function sweepQuiet(desk: Desk): Promise<number> {
  const { database } = desk
  const due = await database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; contact_id: string }>`
      select clinic_id, contact_id
      from leads
      where look_at <= ${desk.clock.now()}
      order by look_at
      limit ${BATCH}`),
  )
  let found = 0
  for (const { clinic_id, contact_id } of due) {
    const isQuiet = await database.inClinic(mintClinicId(clinic_id), (tx) => noteQuiet(tx, contact_id))
    if (isQuiet) found++
  }
  return found
}

/** Under the contact's lock: a booking or a word that came meanwhile counts. */
async function noteQuiet(tx: Tx, contactId: string): Promise<boolean> {
  const root = await tx.one(sql<{ id: string }>`
    select coalesce(merged_into_id, id) as id
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  if (!root) return false
  await lockContacts(tx, [root.id])
  const now = tx.clock.now()
  const lead = await tx.one(
    sql<{ warm_since: Temporal.Instant; has_booked: boolean; last_word_at: Temporal.Instant | null }>`
      with family as (
        select id
        from contacts
        where clinic_id = ${tx.clinicId} and (id = ${root.id} or merged_into_id = ${root.id})
      )
      select l.warm_since, exists (
          select
          from appointments a
          where a.clinic_id = l.clinic_id and a.contact_id in (select id from family) and (a.created_at >= l.warm_since or a.start_at > ${now})
            and a.status in ('pending', 'booked', 'arrived', 'fulfilled')) as has_booked,
        (select max(talk.last_message_at)
          from conversations talk
          where talk.clinic_id = l.clinic_id and talk.contact_id in (select id from family)) as last_word_at
      from leads l
      where l.clinic_id = ${tx.clinicId} and l.contact_id = ${contactId} and l.look_at <= ${now}`,
  )
  if (!lead) return false
  const silentSince = lead.last_word_at ?? lead.warm_since
  const isTalking = Temporal.Instant.compare(silentSince, now.subtract(QUIET_AFTER)) > 0
  const isQuiet = !lead.has_booked && !isTalking
  await tx.run(sql`
    update leads
    set look_at = ${!lead.has_booked && isTalking ? silentSince.add(QUIET_AFTER) : null}::timestamptz, quiet_since = ${isQuiet ? now : null}::timestamptz
    where clinic_id = ${tx.clinicId} and contact_id = ${contactId}`)
  if (!isQuiet) return false
  await record(tx, leadQuiet, {
    actor: system,
    contactId: root.id,
    payload: { warmSince: lead.warm_since.toString() },
  })
  return true
}
