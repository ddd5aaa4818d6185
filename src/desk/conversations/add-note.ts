import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { conversationNoted } from './events.ts'

/** A line that only staff see; it is never sent and never shown to the assistant. Null where there is none of this id. */
export async function addNote(
  tx: Tx,
  actor: Actor,
  input: { conversationId: string; text: string },
): Promise<string | null> {
  const { conversationId, text } = input
  const now = tx.clock.now()
  const id = uuidv7(now)
  const row = await tx.one(sql<{ contact_id: string }>`
    insert into received_messages (clinic_id, id, conversation_id, contact_id, author, author_id, body, occurred_at, created_at)
    select clinic_id, ${id}::uuid, id, contact_id, 'note', ${actor.id}, ${text}, ${now}::timestamptz, ${now}::timestamptz
    from conversations
    where clinic_id = ${tx.clinicId} and id = ${conversationId}
    returning contact_id`)
  if (!row) return null
  await record(tx, conversationNoted, {
    actor,
    contactId: row.contact_id,
    payload: { conversationId, messageId: id },
  })
  return id
}
