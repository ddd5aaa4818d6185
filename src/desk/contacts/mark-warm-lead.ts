import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { leadWarmed } from './events.ts'
import { lockPerson } from './lock-person.ts'

/** So long after the last word of either side a warm lead is quiet (REQUIREMENTS B1). */
export const QUIET_AFTER = { hours: 48 }

/**
 * Keeps that somebody wants something and has not booked it. `serviceId`: what they asked about; null leaves what is known.
 * Whoever is warm already stays so since then, unless they had gone quiet or have booked meanwhile. False where there is no such
 * person.
 */
export async function markWarmLead(
  tx: Tx,
  actor: Actor,
  { contactId, serviceId }: { contactId: string; serviceId: string | null },
): Promise<boolean> {
  const root = await lockPerson(tx, contactId)
  if (!root) return false
  const now = tx.clock.now()
  const lead = await tx.one(sql<{ is_new: boolean }>`
    with standing as (
      select exists (
        select
        from leads l
        where l.clinic_id = ${tx.clinicId} and l.contact_id = ${root} and l.look_at is not null and not exists (
          select
          from appointments a
          where a.clinic_id = l.clinic_id and a.contact_id = any(${partsOf(tx, root)}) and a.created_at >= l.warm_since
            and a.status in ('pending', 'booked', 'arrived', 'fulfilled'))) as is_warm
    )
    insert into leads (clinic_id, contact_id, service_id, warm_since, look_at)
    values (${tx.clinicId}, ${root}, ${serviceId}, ${now}, ${now.add(QUIET_AFTER)})
    on conflict (clinic_id, contact_id) do update
    set service_id = coalesce(excluded.service_id, leads.service_id), quiet_since = null, look_at = excluded.look_at,
      warm_since = case when (select is_warm from standing) then leads.warm_since else excluded.warm_since end
    returning (select not is_warm from standing) as is_new`)
  if (lead?.is_new) await record(tx, leadWarmed, { actor, contactId: root, payload: { serviceId } })
  return true
}
