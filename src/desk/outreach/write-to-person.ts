import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { findTemplate } from '../connections/find-templates.ts'
import { fillTemplate, isSendable } from '../connections/vendor-template.ts'
import { type ChatChannel, type Conversation, windowClosesAt } from '../conversations/conversation.ts'
import { findReply } from '../conversations/find-replies.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'
import { markRead } from '../conversations/mark-read.ts'
import { takeOver } from '../conversations/take-over-conversation.ts'
import type { SentTemplate } from './lock-message.ts'
import { queueMessage } from './queue-message.ts'

export interface WriteToPerson {
  conversationId: string
  /** Who of the staff writes; null: a partner's program. */
  userId: string | null
  /** One of these three. */
  text?: string
  savedReplyId?: string
  /** One that the vendor has approved; `parameters` in the order of its gaps. */
  template?: { name: string; language: string; parameters: string[] }
  /** The same key again sends nothing and answers with the same message. */
  requestKey: string | null
}

export type WriteRefusal =
  | 'not_found'
  | 'no_such_reply'
  | 'window_closed'
  | 'no_templates'
  /** The vendor has none of this name and language, or none that goes out from here. */
  | 'not_approved'
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
  const { requestKey } = input
  const body = await bodyOf(tx, conversation, input)
  if (!body.ok) return body
  const { template = null } = body
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
  await markRead(tx, actor, { conversationId: conversation.id, upTo: null })
  return { ok: true, messageId }
}

async function bodyOf(
  tx: Tx,
  conversation: Conversation,
  { text, savedReplyId, template }: WriteToPerson,
): Promise<{ ok: true; text: string; template?: SentTemplate } | { ok: false; reason: WriteRefusal }> {
  if (template) return fillApproved(tx, conversation, template)
  const reply = savedReplyId ? await findReply(tx, savedReplyId) : undefined
  if (savedReplyId && !reply) return { ok: false, reason: 'no_such_reply' }
  const closesAt = windowClosesAt(conversation.channel, conversation.lastInboundAt, 'user')
  if (closesAt && Temporal.Instant.compare(tx.clock.now(), closesAt) >= 0) {
    return { ok: false, reason: 'window_closed' }
  }
  return { ok: true, text: reply?.body ?? text ?? '' }
}

async function fillApproved(
  tx: Tx,
  { channel, connectionId }: Conversation,
  { name, language, parameters }: NonNullable<WriteToPerson['template']>,
): Promise<{ ok: true; text: string; template: SentTemplate } | { ok: false; reason: WriteRefusal }> {
  if (!hasTemplates(channel)) return { ok: false, reason: 'no_templates' }
  const approved = await findTemplate(tx, { connectionId, name, language })
  if (!approved || !isSendable(approved)) return { ok: false, reason: 'not_approved' }
  const text = fillTemplate(approved, parameters)
  if (text === null) return { ok: false, reason: 'gaps_unfilled' }
  const { category, pattern, gaps, isNamed } = approved
  return {
    ok: true,
    text,
    template: { name, language, category, pattern, parameters, parameterNames: isNamed ? gaps : null },
  }
}

/** WhatsApp alone has texts that are approved beforehand and go out when the window is closed. */
export function hasTemplates(channel: ChatChannel): boolean {
  return channel === 'whatsapp'
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
