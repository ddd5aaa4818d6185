import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationReleased } from './events.ts'

/**
 * Gives the conversation back to the assistant, which answers what comes from now on: whatever was written before is the
 * person's who had it, so that a released conversation is not answered twice nor handed over again for the same words. `at`:
 * when it was given back, where a vendor tells; what was written since then is the assistant's, and is answered.
 */
export async function releaseConversation(
  tx: Tx,
  actor: Actor,
  conversationId: string,
  { at }: { at?: Temporal.Instant } = {},
): Promise<boolean> {
  const now = tx.clock.now()
  const since = at ?? now
  const row = await tx.one(sql<{ contact_id: string }>`
    update conversations
    set status = 'assistant', assignee_id = null, waiting_since = null, waiting_reason = null, alert_due_at = null,
      memory = '{}', status_as_of = greatest(status_as_of, ${since}), updated_at = ${now}, answered_up_to = coalesce(before.answered_up_to, conversations.answered_up_to),
      answer_due_at = case when before.is_followed then ${now}::timestamptz end
    from (
      select max(id::text) filter (where not is_behind)::uuid as answered_up_to, coalesce(bool_or(is_behind), false) as is_followed
      from (
        select id, ${at !== undefined} and author = 'contact' and removed_at is null and occurred_at > ${since} as is_behind
        from received_messages
        where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId}
      ) line
    ) before
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and status <> 'assistant'
    returning contact_id`)
  if (!row) return false
  await record(tx, conversationReleased, { actor, contactId: row.contact_id, payload: { conversationId } })
  return true
}
