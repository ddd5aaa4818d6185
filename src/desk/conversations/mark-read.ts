import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { conversationRead } from './events.ts'

/** One of the staff has seen what the person wrote. Where nothing was unread nothing happens. False where there is none of this id. */
export async function markRead(tx: Tx, actor: Actor, conversationId: string): Promise<boolean> {
  const row = await tx.one(sql<{ contact_id: string; was: number }>`
    update conversations
    set unread = 0
    from (
      select id, unread
      from conversations
      where clinic_id = ${tx.clinicId} and id = ${conversationId}
      for update
    ) before
    where conversations.clinic_id = ${tx.clinicId} and conversations.id = before.id
    returning contact_id, before.unread as was`)
  if (!row) return false
  if (row.was > 0) {
    await record(tx, conversationRead, {
      actor,
      contactId: row.contact_id,
      payload: { conversationId, messages: row.was },
    })
  }
  return true
}
