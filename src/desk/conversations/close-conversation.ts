import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationClosed } from './events.ts'

/** It is over until the person writes again, and then the assistant answers. What was understood is forgotten. */
export async function closeConversation(tx: Tx, actor: Actor, conversationId: string): Promise<boolean> {
  const row = await tx.one(sql<{ contact_id: string }>`
    update conversations
    set status = 'closed', assignee_id = null, waiting_since = null, waiting_reason = null, alert_due_at = null,
      answer_due_at = null, memory = '{}', unread = 0, updated_at = ${tx.clock.now()},
      answered_up_to = coalesce((
        select max(id::text)::uuid
        from received_messages
        where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId}), answered_up_to)
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and status <> 'closed'
    returning contact_id`)
  if (!row) return false
  await record(tx, conversationClosed, { actor, contactId: row.contact_id, payload: { conversationId } })
  return true
}
