import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationRead } from './events.ts'

/**
 * One of the staff has seen what the person wrote, up to the line `upTo`: what came behind it stays unread. Null: all of it, by
 * whoever answers it. Where nothing of it was unread nothing happens. False where there is no conversation of this id.
 */
export async function markRead(
  tx: Tx,
  actor: Actor,
  { conversationId, upTo }: { conversationId: string; upTo: string | null },
): Promise<boolean> {
  // Locked by itself: a message that is kept meanwhile is seen by the count, which begins afterwards.
  const before = await tx.one(sql<{ contact_id: string; unread: number }>`
    select contact_id, unread
    from conversations
    where clinic_id = ${tx.clinicId} and id = ${conversationId}
    for update`)
  if (!before) return false
  const after = await tx.one(sql<{ unread: number }>`
    update conversations
    set unread = least(unread, (
      select count(*)
      from received_messages m
      where m.clinic_id = conversations.clinic_id and m.conversation_id = conversations.id and m.author = 'contact'
        and m.removed_at is null and m.id > ${upTo}::uuid))
    where clinic_id = ${tx.clinicId} and id = ${conversationId}
    returning unread`)
  const messages = before.unread - (after?.unread ?? 0)
  if (messages > 0) {
    await record(tx, conversationRead, {
      actor,
      contactId: before.contact_id,
      payload: { conversationId, messages },
    })
  }
  return true
}
