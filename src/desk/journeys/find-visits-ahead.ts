import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * Of these people those who have a pending or booked visit that is not over, under whatever contact they booked it before a
 * merge; `contactId` is the root. The visit `visitId`, of which one is just speaking, does not count.
 */
export async function findVisitsAhead(
  tx: Tx,
  whom: readonly { contactId: string; visitId: string | null }[],
): Promise<Set<string>> {
  if (whom.length === 0) return new Set()
  const rows = await tx.many(sql<{ id: string }>`
    select distinct whom."contactId" as id
    from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb) as whom("contactId" uuid, "visitId" uuid)
    join contacts c on c.clinic_id = ${tx.clinicId} and (c.id = whom."contactId" or c.merged_into_id = whom."contactId")
    join appointments a on a.clinic_id = c.clinic_id and a.contact_id = c.id
    where a.id is distinct from whom."visitId" and a.status in ('pending', 'booked', 'arrived') and a.end_at > ${tx.clock.now()}`)
  return new Set(rows.map(({ id }) => id))
}
