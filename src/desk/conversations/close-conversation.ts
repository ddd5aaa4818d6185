import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationClosed } from './events.ts'

/**
 * It is over until the person writes again, and then the assistant answers. What was understood is forgotten. What the assistant
 * is about to answer it still answers: nobody has. `at`: when it was closed, where a vendor tells.
 */
export async function closeConversation(
  tx: Tx,
  actor: Actor,
  conversationId: string,
  { at }: { at?: Temporal.Instant } = {},
): Promise<boolean> {
  const now = tx.clock.now()
  const row = await tx.one(sql<{ contact_id: string }>`
    update conversations
    set status = 'closed', assignee_id = null, waiting_since = null, waiting_reason = null, alert_due_at = null,
      answer_due_at = case when before.is_open then answer_due_at end, memory = case when before.is_open then memory else '{}' end,
      unread = 0, status_as_of = greatest(status_as_of, ${at ?? now}::timestamptz), updated_at = ${now},
      answered_up_to = case when before.is_open then answered_up_to else coalesce(before.last, answered_up_to) end
    from (
      select max(m.id::text)::uuid as last,
        coalesce(bool_or(c.status = 'assistant' and c.answer_due_at is not null and m.author = 'contact'
          and (c.answered_up_to is null or m.id > c.answered_up_to)), false) as is_open
      from conversations c
      left join received_messages m on m.clinic_id = c.clinic_id and m.conversation_id = c.id
      where c.clinic_id = ${tx.clinicId} and c.id = ${conversationId}
    ) before
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and status <> 'closed'
    returning contact_id`)
  if (!row) return false
  await record(tx, conversationClosed, { actor, contactId: row.contact_id, payload: { conversationId } })
  return true
}
