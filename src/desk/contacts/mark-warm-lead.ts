import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { leadWarmed } from './events.ts'
import { lockContacts } from './recognize-contact.ts'

/** So long after the last word of either side a warm lead is quiet (REQUIREMENTS B1). */
export const QUIET_AFTER = { hours: 48 }

/**
 * Keeps that somebody wants something and has not booked it. `serviceId`: what they asked about; null leaves what is known.
 * Whoever is warm already stays so since then, unless they had gone quiet. False where there is no such person.
 */
export async function markWarmLead(
  tx: Tx,
  actor: Actor,
  { contactId, serviceId }: { contactId: string; serviceId: string | null },
): Promise<boolean> {
  const known = await tx.one(sql<{ root: string }>`
    select coalesce(merged_into_id, id) as root
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  if (!known) return false
  await lockContacts(tx, [known.root])
  const now = tx.clock.now()
  const lead = await tx.one(sql<{ is_new: boolean }>`
    insert into leads (clinic_id, contact_id, service_id, warm_since, look_at)
    values (${tx.clinicId}, ${known.root}, ${serviceId}, ${now}, ${now.add(QUIET_AFTER)})
    on conflict (clinic_id, contact_id) do update
    set service_id = coalesce(excluded.service_id, leads.service_id), quiet_since = null, look_at = excluded.look_at,
      warm_since = case when leads.look_at is null then excluded.warm_since else leads.warm_since end
    returning warm_since = ${now} as is_new`)
  if (lead?.is_new) await record(tx, leadWarmed, { actor, contactId: known.root, payload: { serviceId } })
  return true
}
