import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationTaken } from './events.ts'

/**
 * One of the staff answers from now on, and the assistant is silent until released. `at`: when they did, where a vendor tells;
 * whoever gave the conversation back or closed it later has said the last word. False where it is not taken, or there is none of
 * this id.
 */
export async function takeOver(
  tx: Tx,
  actor: Actor,
  input: { conversationId: string; assigneeId: string | null; at?: Temporal.Instant },
): Promise<boolean> {
  const { conversationId, assigneeId } = input
  const now = tx.clock.now()
  const at = input.at ?? now
  const row = await tx.one(sql<{ contact_id: string; was: string }>`
    update conversations
    set status = 'person', assignee_id = coalesce(${assigneeId}, conversations.assignee_id), waiting_since = null,
      waiting_reason = null, alert_due_at = null, answer_due_at = null,
      status_as_of = greatest(conversations.status_as_of, ${at}::timestamptz), updated_at = ${now}
    from (
      select id, status, assignee_id
      from conversations
      where clinic_id = ${tx.clinicId} and id = ${conversationId}
        and (${input.at === undefined} or status in ('waiting', 'person') or status_as_of is null or status_as_of <= ${at})
      for update
    ) before
    where conversations.clinic_id = ${tx.clinicId} and conversations.id = before.id
    returning contact_id, before.status as was`)
  if (!row) return false
  if (row.was === 'person') return true
  await record(tx, conversationTaken, { actor, contactId: row.contact_id, payload: { conversationId } })
  return true
}
