import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationReleased } from './events.ts'

/**
 * Gives the conversation back to the assistant, which answers what comes from now on: whatever was written before is the
 * person's who had it, so that a released conversation is not answered twice nor handed over again for the same words.
 */
export async function releaseConversation(tx: Tx, actor: Actor, conversationId: string): Promise<boolean> {
  const row = await tx.one(sql<{ contact_id: string }>`
    update conversations
    set status = 'assistant', assignee_id = null, waiting_since = null, waiting_reason = null, alert_due_at = null,
      answer_due_at = null, memory = '{}', updated_at = ${tx.clock.now()},
      answered_up_to = coalesce((
        select max(id::text)::uuid
        from received_messages
        where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId}), answered_up_to)
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and status <> 'assistant'
    returning contact_id`)
  if (!row) return false
  await record(tx, conversationReleased, { actor, contactId: row.contact_id, payload: { conversationId } })
  return true
}
