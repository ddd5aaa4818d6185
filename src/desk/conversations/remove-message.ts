import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * The person has taken a message back: its text is gone, what was understood of it too, and the list shows the line before it.
 * False for a message that never came to this account.
 */
export async function removeMessage(
  tx: Tx,
  {
    connectionId,
    vendorMessageId,
    at,
  }: { connectionId: string; vendorMessageId: string; at: Temporal.Instant },
): Promise<boolean> {
  const removed = await tx.one(sql<{ conversation_id: string }>`
    update received_messages
    set removed_at = coalesce(removed_at, ${at}), body = '', attachments = '[]', reading = null
    where clinic_id = ${tx.clinicId} and vendor_message_id = ${vendorMessageId} and conversation_id in (
      select id
      from conversations
      where clinic_id = ${tx.clinicId} and connection_id = ${connectionId})
    returning conversation_id`)
  if (!removed) return false
  await tx.run(sql`
    update conversations
    set last_text = (
      select left(trim(regexp_replace(body, '\\s+', ' ', 'g')), 200)
      from (
        select id, body
        from received_messages
        where clinic_id = ${tx.clinicId} and conversation_id = ${removed.conversation_id} and author <> 'note' and removed_at is null
        union all
        select id, body
        from messages
        where clinic_id = ${tx.clinicId} and conversation_id = ${removed.conversation_id}
      ) line
      order by id desc
      limit 1)
    where clinic_id = ${tx.clinicId} and id = ${removed.conversation_id}`)
  return true
}
