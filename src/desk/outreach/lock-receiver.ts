import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'

/**
 * Takes the lock on the contact of a message, ours by its id or the vendor's: before the message's own, as everywhere, for whoever
 * writes what a failure teaches or looks for another way.
 */
export async function lockReceiver(
  tx: Tx,
  of: { messageId: string | null; vendorMessageId?: string },
): Promise<void> {
  const row = await tx.one(sql<{ root: string }>`
    select coalesce(c.merged_into_id, c.id) as root
    from messages m
    join contacts c on c.clinic_id = m.clinic_id and c.id = m.contact_id
    where m.clinic_id = ${tx.clinicId} and (m.id = ${of.messageId}::uuid or m.vendor_message_id = ${of.vendorMessageId ?? null})
    order by (m.id = ${of.messageId}::uuid) desc nulls last
    limit 1`)
  if (row) await lockContacts(tx, [row.root])
}
