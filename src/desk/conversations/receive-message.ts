import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { type ChatChannel, isLate, type ReceivedAttachment } from './conversation.ts'
import { messageReceived } from './events.ts'
import { handOver } from './hand-over-conversation.ts'
import { epochMsOf, idBehind, idBetween } from './message-order.ts'
import { openConversation } from './open-conversation.ts'
import type { Writer } from './recognize-writer.ts'

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
 * that runs. What comes an hour late or more waits for a person: an assistant would answer what may be over. Refuses nothing;
 * the same message twice is one.
 */
export async function receiveMessage(tx: Tx, actor: Actor, input: ReceiveMessage): Promise<Received> {
  const { conversationId, contactId } = await openConversation(tx, actor, { ...input, startedBy: 'contact' })
  const now = tx.clock.now()
  const { messageId, arrivedAt } = await placeInOrder(tx, conversationId, input.receivedAt ?? now)
  const kept = await tx.one(sql<{ id: string }>`
    insert into received_messages (clinic_id, id, conversation_id, contact_id, author, vendor_message_id, body, attachments, choice,
      replies_to, occurred_at, created_at)
    values (${tx.clinicId}, ${messageId}, ${conversationId}, ${contactId}, 'contact', ${input.vendorMessageId}, ${input.text},
      ${JSON.stringify(input.attachments)}::jsonb, ${input.choice && JSON.stringify(input.choice)}::jsonb, ${input.repliesTo},
      ${input.at}, ${arrivedAt})
    on conflict on constraint received_messages_once do nothing
    returning id`)
  if (!kept) return { conversationId, contactId, messageId, isRepeat: true }
  tx.send(sql`
    update conversations
    set last_message_at = greatest(last_message_at, ${input.at}::timestamptz),
      last_inbound_at = greatest(last_inbound_at, ${input.at}::timestamptz),
      last_text = ${summaryOf(input)}, unread = unread + 1, thread_id = coalesce(${input.threadId}, thread_id),
      status = case when status = 'closed' then 'assistant' else status end, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  await record(tx, messageReceived, {
    actor: { kind: 'contact', id: contactId },
    contactId,
    occurredAt: input.at,
    payload: { conversationId, messageId, channel: input.channel },
  })
  if (isLate(input.at, now)) await leaveLate(tx, actor, conversationId)
  return { conversationId, contactId, messageId, isRepeat: false }
}

/** It is still read at its time: a STOP and an emergency count however late they come. */
async function leaveLate(tx: Tx, actor: Actor, conversationId: string): Promise<void> {
  if (!(await handOver(tx, actor, { conversationId, reason: 'late_message' }))) return
  tx.send(sql`
    update conversations
    set answer_due_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
}

/** In milliseconds. Nothing is answered sooner after it was kept: until then an earlier bubble may still be put before it. */
const UNANSWERED_FOR_MS = 100

/**
 * Which id a message gets, and as when it came. Ids say how far the assistant has answered, so under the contact's lock each is
 * greater than those before it, whatever this node's clock says. A bubble that was overtaken on its way through here is put
 * before the one that came later, so that both are answered at once and in their order; where the later one may have been
 * answered already, this one counts as coming now.
 */
async function placeInOrder(
  tx: Tx,
  conversationId: string,
  receivedAt: Temporal.Instant,
): Promise<{ messageId: string; arrivedAt: Temporal.Instant }> {
  const now = tx.clock.now()
  const row = await tx.one(sql<{
    last: string | null
    lastAt: Temporal.Instant | null
    before: string | null
    behind: string | null
  }>`
    select max(m.id::text) as last, max(m.created_at) as "lastAt", max(m.id::text) filter (where m.author = 'contact' and m.created_at <= ${receivedAt} or m.id = c.answered_up_to) as before,
      min(m.id::text) filter (where m.created_at > ${receivedAt} and m.author = 'contact' and m.id is distinct from c.answered_up_to) as behind
    from received_messages m
    join conversations c on c.clinic_id = m.clinic_id and c.id = m.conversation_id
    where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${conversationId}
      and (c.answered_up_to is null or m.id >= c.answered_up_to)`)
  const { last = null, lastAt = null, before = null, behind = null } = row ?? {}
  if (behind && now.epochMilliseconds - epochMsOf(behind) < UNANSWERED_FOR_MS) {
    return { messageId: idBetween(before, behind), arrivedAt: receivedAt }
  }
  const messageId = uuidv7(now)
  const isOvertaken = lastAt !== null && Temporal.Instant.compare(receivedAt, lastAt) < 0
  return {
    messageId: last !== null && last >= messageId ? idBehind(last) : messageId,
    arrivedAt: isOvertaken ? now : receivedAt,
  }
}

/** One line for the list. */
export function summaryOf(message: Pick<ReceiveMessage, 'text' | 'attachments'>): string {
  const text = message.text.replace(/\s+/g, ' ').trim()
  if (text) return text.slice(0, 200)
  const [first] = message.attachments
  return first ? `[${first.kind}]` : ''
}
