import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { lockPerson } from './lock-person.ts'
import { markWarmLead } from './mark-warm-lead.ts'

export type NoteLeadRefusal = { ok: false; reason: 'no_contact' | 'no_service' | 'visit_ahead' }

/**
 * Keeps what staff say of a caller or walk-in: they asked and have not booked (REQUIREMENTS B1). Refused of whoever has a visit
 * ahead or books in this moment, since `sweepQuiet` would close it unseen, and for a service that is not offered. `serviceId` null leaves what is known.
 */
export async function noteLead(
  tx: Tx,
  actor: Actor,
  { contactId, serviceId }: { contactId: string; serviceId: string | null },
): Promise<{ ok: true } | NoteLeadRefusal> {
  // A booking takes the same lock: none comes between the look and the note.
  const root = await lockPerson(tx, contactId)
  if (!root) return { ok: false, reason: 'no_contact' }
  const now = tx.clock.now()
  const standing = await tx.one(sql<{ is_offered: boolean; has_visit_ahead: boolean }>`
    select ${serviceId}::uuid is null or exists (
        select
        from services
        where clinic_id = ${tx.clinicId} and id = ${serviceId} and archived_at is null) as is_offered,
      exists (
        select
        from appointments
        where clinic_id = ${tx.clinicId} and contact_id = any(${partsOf(tx, root)})
          and (start_at > ${now} or created_at >= ${now}) and status in ('pending', 'booked', 'arrived', 'fulfilled')) as has_visit_ahead`)
  if (!standing?.is_offered) return { ok: false, reason: 'no_service' }
  if (standing.has_visit_ahead) return { ok: false, reason: 'visit_ahead' }
  await markWarmLead(tx, actor, { contactId: root, serviceId })
  return { ok: true }
}
