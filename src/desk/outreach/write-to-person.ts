import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { type ChatChannel, type Conversation, windowClosesAt } from '../conversations/conversation.ts'
import { findReply } from '../conversations/find-replies.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'
import { markRead } from '../conversations/mark-read.ts'
import { takeOver } from '../conversations/take-over-conversation.ts'
import { queueMessage } from './queue-message.ts'

export interface WriteToPerson {
  conversationId: string
  /** Who of the staff writes; null: a partner's program. */
  userId: string | null
  /** One of these three. */
  text?: string
  savedReplyId?: string
  template?: {
    name: string
    language: string
    category: 'utility' | 'marketing'
    /** The approved text, with `{{1}}` where the first parameter goes. */
    pattern: string
    parameters: string[]
  }
  /** The same key again sends nothing and answers with the same message. */
  requestKey: string | null
}

export type WriteRefusal =
  | 'not_found'
  | 'no_such_reply'
  | 'window_closed'
  | 'no_templates'
  | 'gaps_unfilled'
  | 'key_reused'

/**
 * What one of the staff writes in a conversation: from then on they have it, and the assistant is silent. Refuses free text
 * after the channel's window, which the arbiter would refuse later: whoever writes learns it now.
 */
export async function writeToPerson(
  tx: Tx,
  actor: Actor,
  input: WriteToPerson,
): Promise<{ ok: true; messageId: string } | { ok: false; reason: WriteRefusal }> {
  const conversation = await lockConversation(tx, input.conversationId)
  if (!conversation) return { ok: false, reason: 'not_found' }
  const { template = null, requestKey } = input
  const body = await bodyOf(tx, conversation, input)
  if (!body.ok) return body
  const dedupeKey = `staff:${conversation.id}:${requestKey ?? uuidv7(tx.clock.now())}`
  const messageId = await queueMessage(tx, actor, {
    contactId: conversation.contactId,
    appointmentId: null,
    appointmentSequence: null,
    kind: 'staff_message',
    purpose: template?.category === 'marketing' ? 'marketing' : 'transactional',
    channel: conversation.channel,
    to: { name: await nameOf(tx, conversation.contactId), address: conversation.address },
    text: { hash: null, subject: null, body: body.text },
    invitation: null,
    author: { kind: 'user', id: input.userId },
    conversationId: conversation.id,
    template,
    dedupeKey,
  })
  if (!messageId) return sentBefore(tx, dedupeKey, body.text)
  await takeOver(tx, actor, { conversationId: conversation.id, assigneeId: input.userId })
  await markRead(tx, conversation.id)
  return { ok: true, messageId }
}

async function bodyOf(
  tx: Tx,
  conversation: Conversation,
  { text, savedReplyId, template }: WriteToPerson,
): Promise<{ ok: true; text: string } | { ok: false; reason: WriteRefusal }> {
  if (template) {
    if (!hasTemplates(conversation.channel)) return { ok: false, reason: 'no_templates' }
    const filled = fillGaps(template.pattern, template.parameters)
    return filled === null ? { ok: false, reason: 'gaps_unfilled' } : { ok: true, text: filled }
  }
  const reply = savedReplyId ? await findReply(tx, savedReplyId) : undefined
  if (savedReplyId && !reply) return { ok: false, reason: 'no_such_reply' }
  const closesAt = windowClosesAt(conversation.channel, conversation.lastInboundAt, 'user')
  if (closesAt && Temporal.Instant.compare(tx.clock.now(), closesAt) >= 0) {
    return { ok: false, reason: 'window_closed' }
  }
  return { ok: true, text: reply?.body ?? text ?? '' }
}

/** WhatsApp alone has texts that are approved beforehand and go out when the window is closed. */
export function hasTemplates(channel: ChatChannel): boolean {
  return channel === 'whatsapp'
}

/** Null where gaps and parameters are not as many: WhatsApp refuses those. */
function fillGaps(pattern: string, parameters: readonly string[]): string | null {
  const gaps = new Set([...pattern.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number)))
  const isComplete = gaps.size === parameters.length && parameters.every((_, i) => gaps.has(i + 1))
  if (!isComplete) return null
  return pattern.replace(/\{\{(\d+)\}\}/g, (_, number) => parameters[Number(number) - 1] ?? '')
}

async function nameOf(tx: Tx, contactId: string): Promise<string> {
  const row = await tx.one(sql<{ name: string }>`
    select display_name as name
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  return row?.name ?? ''
}

async function sentBefore(
  tx: Tx,
  dedupeKey: string,
  text: string,
): Promise<{ ok: true; messageId: string } | { ok: false; reason: WriteRefusal }> {
  const sent = await tx.one(sql<{ id: string; body: string }>`
    select id, body
    from messages
    where clinic_id = ${tx.clinicId} and dedupe_key = ${dedupeKey}`)
  return sent?.body === text ? { ok: true, messageId: sent.id } : { ok: false, reason: 'key_reused' }
}
