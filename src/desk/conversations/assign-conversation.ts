import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationAssigned } from './events.ts'

/** Whose it is, without taking it over: that is theirs to do. Null: nobody's. False where there is none of this id. */
export async function assignConversation(
  tx: Tx,
  actor: Actor,
  input: { conversationId: string; assigneeId: string | null },
): Promise<boolean> {
  const { conversationId, assigneeId } = input
  const row = await tx.one(sql<{ contact_id: string }>`
    update conversations
    set assignee_id = ${assigneeId}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${conversationId}
    returning contact_id`)
  if (!row) return false
  await record(tx, conversationAssigned, {
    actor,
    contactId: row.contact_id,
    payload: { conversationId, assigneeId },
  })
  return true
}
