import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record, system } from '../../kit/events.ts'
import { conversationAlerted } from './events.ts'
import { ALERT_AFTER } from './hand-over-conversation.ts'

/** How often everybody in line is told; then it waits among the tasks, where it stays until somebody takes it. */
const ROUNDS = 3

/**
 * Nobody has taken a conversation that waits for a person: the next in line is told, and after the last one the first again,
 * three times round and no more. False where somebody took it meanwhile.
 */
export async function alertStaff(tx: Tx, conversationId: string): Promise<boolean> {
  const now = tx.clock.now()
  const row = await tx.one(sql<{ contact_id: string; alerts: number; assignee_id: string | null }>`
    update conversations
    set alerts = alerts + 1, alert_due_at = case when alerts + 1 < ${ROUNDS} * greatest(1, coalesce((
        select cardinality(alert_order)
        from receptionist_settings
        where clinic_id = ${tx.clinicId}), 1)) then ${now.add(ALERT_AFTER)}::timestamptz end,
      assignee_id = coalesce((
        select alert_order[1 + (conversations.alerts + 1) % cardinality(alert_order)]
        from receptionist_settings
        where clinic_id = ${tx.clinicId} and cardinality(alert_order) > 0), assignee_id),
      updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and status = 'waiting' and alert_due_at <= ${now}
    returning contact_id, alerts, assignee_id`)
  if (!row) return false
  await record(tx, conversationAlerted, {
    actor: system,
    contactId: row.contact_id,
    payload: { conversationId, alert: row.alerts, assigneeId: row.assignee_id },
  })
  return true
}
