import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { ChatChannel } from './conversation.ts'
import { conversationStarted } from './events.ts'
import { recognizeWriter, type Writer } from './recognize-writer.ts'

export interface OpenConversation {
  connectionId: string
  channel: ChatChannel
  writer: Writer
  /** The vendor's thread, where it has threads. */
  threadId: string | null
  /** When it was begun, by the vendor's clock. */
  at: Temporal.Instant
  /** Who wrote first. */
  startedBy: 'contact' | 'clinic'
}

/**
 * The one conversation with this person on this account, begun where there is none, and their contact, whose lock is held until
 * the transaction ends.
 */
export async function openConversation(
  tx: Tx,
  actor: Actor,
  input: OpenConversation,
): Promise<{ conversationId: string; contactId: string }> {
  const { writer, channel } = input
  const { contactId } = await recognizeWriter(tx, actor, input)
  const ids = [writer.id, ...writer.aliases]
  const now = tx.clock.now()
  const known = await tx.one(sql<{ id: string }>`
    update conversations
    set address = ${writer.id}
    where clinic_id = ${tx.clinicId} and id = (
      select id
      from conversations
      where clinic_id = ${tx.clinicId} and connection_id = ${input.connectionId} and address = any(${ids})
      order by array_position(${ids}::text[], address)
      limit 1)
    returning id`)
  if (known) return { conversationId: known.id, contactId }
  const conversationId = uuidv7(now)
  await tx.run(sql`
    insert into conversations (clinic_id, id, contact_id, connection_id, channel, address, thread_id, last_message_at, created_at, updated_at)
    values (${tx.clinicId}, ${conversationId}, ${contactId}, ${input.connectionId}, ${channel}, ${writer.id}, ${input.threadId}, ${input.at}, ${now}, ${now})`)
  await record(tx, conversationStarted, {
    actor: input.startedBy === 'contact' ? { kind: 'contact', id: contactId } : actor,
    contactId,
    payload: { conversationId, channel },
  })
  return { conversationId, contactId }
}
