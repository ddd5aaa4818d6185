import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { WaitingReason } from './conversation.ts'
import { conversationHandedOver } from './events.ts'

/** Until then somebody should have taken it; afterwards the next in line is told. */
export const ALERT_AFTER = { minutes: 5 }

/**
 * Leaves the conversation to a person: the assistant is silent from now on, and the first in line is told. False where a
 * person has it or is awaited already; an emergency is told again even then.
 */
export async function handOver(
  tx: Tx,
  actor: Actor,
  input: { conversationId: string; reason: WaitingReason },
): Promise<boolean> {
  const { conversationId, reason } = input
  const now = tx.clock.now()
  const row = await tx.one(sql<{ contact_id: string; assignee_id: string | null }>`
    update conversations
    set status = 'waiting', waiting_since = coalesce(waiting_since, ${now}), waiting_reason = ${reason}, alerts = 0,
      alert_due_at = ${now.add(ALERT_AFTER)}, answer_due_at = null,
      assignee_id = coalesce(assignee_id, (
        select alert_order[1]
        from receptionist_settings
        where clinic_id = ${tx.clinicId})),
      updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${conversationId} and (status in ('assistant', 'closed')
      or ${reason} = 'emergency' and waiting_reason is distinct from 'emergency')
    returning contact_id, assignee_id`)
  if (!row) return false
  await record(tx, conversationHandedOver, {
    actor,
    contactId: row.contact_id,
    payload: { conversationId, reason, assigneeId: row.assignee_id },
  })
  return true
}
