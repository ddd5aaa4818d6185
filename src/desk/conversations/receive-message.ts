import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { ChatChannel, ReceivedAttachment } from './conversation.ts'
import { conversationStarted, messageReceived } from './events.ts'
import { recognizeWriter, type Writer } from './recognize-writer.ts'

export interface ReceiveMessage {
  connectionId: string
  channel: ChatChannel
  writer: Writer
  /** The vendor's thread, where it has threads. */
  threadId: string | null
  /** The same again is a repeat. */
  vendorMessageId: string
  /** When the person wrote it, by the vendor's clock. */
  at: Temporal.Instant
  /** When it came to our door: bubbles that are worked off at the same time keep their order. Default: now. */
  receivedAt?: Temporal.Instant
  text: string
  attachments: readonly ReceivedAttachment[]
  choice: { id: string | null; title: string } | null
  repliesTo: string | null
}

export interface Received {
  conversationId: string
  contactId: string
  messageId: string
  /** The same message came before; nothing was done now. */
  isRepeat: boolean
}

/**
 * Keeps what a person wrote, in their one conversation on this account, which is begun or opened again where there is none
 * that runs. Refuses nothing; the same message twice is one.
 */
export async function receiveMessage(tx: Tx, actor: Actor, input: ReceiveMessage): Promise<Received> {
  const { contactId } = await recognizeWriter(tx, actor, input)
  const conversation = await openConversation(tx, { ...input, contactId })
  const about = { actor: { kind: 'contact', id: contactId } as const, contactId }
  if (conversation.isNew) {
    await record(tx, conversationStarted, {
      ...about,
      payload: { conversationId: conversation.id, channel: input.channel },
    })
  }
  const now = tx.clock.now()
  const messageId = uuidv7(now)
  const kept = await tx.one(sql<{ id: string }>`
    insert into received_messages (clinic_id, id, conversation_id, contact_id, author, vendor_message_id, body, attachments, choice,
      replies_to, occurred_at, created_at)
    values (${tx.clinicId}, ${messageId}, ${conversation.id}, ${contactId}, 'contact', ${input.vendorMessageId}, ${input.text},
      ${JSON.stringify(input.attachments)}::jsonb, ${input.choice && JSON.stringify(input.choice)}::jsonb, ${input.repliesTo},
      ${input.at}, ${input.receivedAt ?? now})
    on conflict on constraint received_messages_once do nothing
    returning id`)
  if (!kept) return { conversationId: conversation.id, contactId, messageId, isRepeat: true }
  tx.send(sql`
    update conversations
    set last_message_at = greatest(last_message_at, ${input.at}::timestamptz),
      last_inbound_at = greatest(last_inbound_at, ${input.at}::timestamptz),
      last_text = ${summaryOf(input)}, unread = unread + 1, thread_id = coalesce(${input.threadId}, thread_id),
      status = case when status = 'closed' then 'assistant' else status end, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${conversation.id}`)
  await record(tx, messageReceived, {
    ...about,
    occurredAt: input.at,
    payload: { conversationId: conversation.id, messageId, channel: input.channel },
  })
  return { conversationId: conversation.id, contactId, messageId, isRepeat: false }
}

/** One line for the list. */
export function summaryOf(message: Pick<ReceiveMessage, 'text' | 'attachments'>): string {
  const text = message.text.replace(/\s+/g, ' ').trim()
  if (text) return text.slice(0, 200)
  const [first] = message.attachments
  return first ? `[${first.kind}]` : ''
}

async function openConversation(
  tx: Tx,
  input: ReceiveMessage & { contactId: string },
): Promise<{ id: string; isNew: boolean }> {
  const { writer } = input
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
  if (known) return { id: known.id, isNew: false }
  const id = uuidv7(now)
  await tx.run(sql`
    insert into conversations (clinic_id, id, contact_id, connection_id, channel, address, thread_id, last_message_at, created_at, updated_at)
    values (${tx.clinicId}, ${id}, ${input.contactId}, ${input.connectionId}, ${input.channel}, ${writer.id}, ${input.threadId}, ${input.at}, ${now}, ${now})`)
  return { id, isNew: true }
}
