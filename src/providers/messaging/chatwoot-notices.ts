/** Chatwoot's webhooks as notices. One event a body, the same one perhaps twice and in any order. */

import { threadOf, userOf } from './chatwoot-contact.ts'
import {
  type ChatwootAttachment,
  type ChatwootConversation,
  ChatwootEvent,
  conversationOf,
} from './chatwoot-payload.ts'
import { instagramFailure, whatsappFailure } from './meta-failures.ts'
import type { Attachment, MessagingFailure, MessagingNotice, Read, Thread } from './port.ts'
import { twilioFailure } from './twilio-failures.ts'
import { type Delivery, parseObject, receivedAt, unreadable } from './wire.ts'

/** Whose notices are wanted: an agent bot may serve several inboxes. */
export interface ChatwootAccount {
  account_id: string
  inbox_id: string
}

export function readChatwoot(delivery: Delivery, own?: ChatwootAccount): Read {
  const body = parseObject(delivery.rawBody)
  if (!body) {
    return unreadable(null, 'The delivery is no JSON object; check that Chatwoot itself calls this address.')
  }
  const event = ChatwootEvent.parse(body)
  const trigger = event.event
  if (trigger === null) {
    return unreadable(null, 'The delivery names no event; enter this address in Chatwoot at a bot.')
  }
  const at = event.created_at ?? receivedAt(delivery)
  switch (trigger) {
    case 'message_created':
    case 'message_updated':
      return readMessageEvent(event, { trigger, own, at })
    case 'conversation_created':
      return kept(ignored(trigger, 'Who answers is told when that changes'))
    case 'conversation_status_changed':
      return readConversation(conversationOf(body), { trigger, own })
    default:
      return kept(ignored(trigger, 'Nothing follows from this event'))
  }
}

/** Names the event rather than the attempt, since bot and webhook may both tell of it; null where it cannot be told. */
export function chatwootDeliveryId(rawBody: Uint8Array): string | null {
  const body = parseObject(rawBody)
  if (!body) return null
  const { event, id, account, conversation } = ChatwootEvent.parse(body)
  if (event === null || id === null) return null
  if (event === 'message_created') return account.id === null ? null : `${event}:${account.id}:${id}`
  if (event === 'message_updated') {
    const changedAt = conversation.messages.find((message) => message.id === id)?.updated_at ?? null
    return account.id === null || changedAt === null ? null : `${event}:${account.id}:${id}:${changedAt}`
  }
  if (!event.startsWith('conversation_')) return null
  const { inbox_id, updated_at } = conversationOf(body)
  return inbox_id === null || updated_at === null ? null : `${event}:${inbox_id}:${id}:${updated_at}`
}

interface Around {
  trigger: string
  own: ChatwootAccount | undefined
}

function kept(...notices: MessagingNotice[]): Read {
  return { ok: true, notices }
}

function ignored(trigger: string, why: string): MessagingNotice {
  return { kind: 'ignored', trigger, why }
}

function readMessageEvent(
  event: ChatwootEvent,
  { trigger, own, at }: Around & { at: Temporal.Instant },
): Read {
  const { id, account, inbox, conversation } = event
  const inboxId = inbox.id ?? conversation.inbox_id
  if (id === null || conversation.id === null) {
    return unreadable(trigger, 'The message has no id or no conversation; look at it in Chatwoot.')
  }
  if (own && (account.id !== own.account_id || inboxId !== own.inbox_id)) {
    return kept(ignored(trigger, `It is of another inbox of this Chatwoot, ${account.id}:${inboxId}`))
  }
  const thread = threadOf(conversation, { accountId: account.id, inboxId })
  const about: Message = { event, id, thread, at }
  if (trigger === 'message_updated') return kept(...readUpdate(about))
  if (event.message_type === 'incoming') return kept(readIncoming(about))
  if (event.message_type === 'activity' || event.message_type === null) {
    return kept(ignored(trigger, 'It is a line of Chatwoot’s own about the conversation'))
  }
  return kept(readEcho(about))
}

interface Message {
  event: ChatwootEvent
  id: string
  thread: Thread
  at: Temporal.Instant
}

function readIncoming({ event, id, thread, at }: Message): MessagingNotice {
  const { conversation, content_attributes: attributes } = event
  const from =
    userOf(event.sender, conversation, thread) ?? userOf(conversation.meta.sender, conversation, thread)
  if (from === null) return ignored('message_created', 'The message has no contact')
  const text = event.content ?? ''
  const attachments = attachmentsOf(event)
  return {
    kind: 'message',
    vendorMessageId: id,
    thread,
    from,
    at,
    text,
    attachments,
    // Of a tapped button only its title comes, as the text; the widget's taps come as an update.
    choice: null,
    repliesTo: attributes.in_reply_to,
    optOut: null,
    isUnsupported: attributes.is_unsupported || (text === '' && attachments.length === 0),
    canReply: conversation.can_reply,
  }
}

function readEcho({ event, id, thread, at }: Message): MessagingNotice {
  const { conversation, content_attributes: attributes } = event
  return {
    kind: 'echo',
    vendorMessageId: id,
    messageId: attributes.fd_msg_id,
    thread,
    to: userOf(conversation.meta.sender, conversation, thread),
    at,
    text: event.content ?? '',
    attachments: attachmentsOf(event),
    author: authorOf(event),
    isPrivate: event.private,
  }
}

/** By Chatwoot's own `human_response?`: a user without a rule or campaign behind, or the channel's own app. */
function authorOf({
  message_type,
  sender,
  content_attributes: attributes,
  additional_attributes,
}: ChatwootEvent): 'staff' | 'us' | 'vendor' {
  if (attributes.fd_msg_id !== null || sender.type === 'agent_bot') return 'us'
  if (message_type !== 'outgoing') return 'vendor'
  if (attributes.automation_rule_id !== null || additional_attributes.campaign_id !== null) return 'vendor'
  return sender.type === 'user' || attributes.external_echo ? 'staff' : 'vendor'
}

function readUpdate({ event, id, thread, at }: Message): MessagingNotice[] {
  const { conversation, content_attributes: attributes, message_type: type } = event
  // Of an older message's update, or a private note's, what is nested is another message.
  const nested = conversation.messages.find((message) => message.id === id)
  const changedAt = nested?.updated_at ?? null
  if (attributes.deleted) return [{ kind: 'removed', vendorMessageId: id, thread, at: changedAt }]
  if (type !== 'outgoing' && type !== 'template') {
    return [ignored('message_updated', 'A message that came in was changed; nothing follows')]
  }
  const tapped = readTapped({ event, id, thread, at: changedAt ?? at })
  const status = attributes.external_error === null ? nested?.status : 'failed'
  if (event.private || !isStatus(status)) {
    return tapped ? [tapped] : [ignored('message_updated', 'It does not say what became of the message')]
  }
  const failure = status === 'failed' ? failureOf(attributes.external_error) : null
  const about = { vendorMessageId: id, messageId: attributes.fd_msg_id, status, at: changedAt, failure }
  return [{ kind: 'status', ...about }, ...(tapped ? [tapped] : [])]
}

function isStatus(status: string | null | undefined): status is 'sent' | 'delivered' | 'read' | 'failed' {
  return ['sent', 'delivered', 'read', 'failed'].some((known) => known === status)
}

/** In the widget a tap is no message: Chatwoot writes it into ours (`submitted_values`), value included. */
function readTapped({ event, id, thread, at }: Message): MessagingNotice | null {
  const { conversation, content_attributes: attributes } = event
  const [tapped] = attributes.submitted_values
  const from = userOf(conversation.meta.sender, conversation, thread)
  if (!tapped || tapped.title === null || from === null) return null
  return {
    kind: 'message',
    // Told again with every later update, so it keeps an id of its own.
    vendorMessageId: `${id}/tapped`,
    thread,
    from,
    at,
    text: tapped.title,
    attachments: [],
    choice: { id: tapped.value, title: tapped.title },
    repliesTo: id,
    optOut: null,
    isUnsupported: false,
    canReply: conversation.can_reply,
  }
}

/**
 * `131047: Re-engagement message`, `21610 - Attempt to send …`, `[HTTP 400] 21614 : …`: the channel's own number among
 * words. A short one counts only where it stands first.
 */
function failureOf(error: string | null): { code: MessagingFailure; vendorCode: string | null } {
  if (error?.startsWith('Template not found')) return { code: 'template_refused', vendorCode: null }
  const [, leading] = /^\D{0,20}(\d{1,7})\b/.exec(error ?? '') ?? []
  const numbers = [
    ...(leading === undefined ? [] : [leading]),
    ...((error ?? '').match(/\b\d{5,7}\b/g) ?? []),
  ]
  for (const vendorCode of numbers) {
    const refused = { code: Number(vendorCode), subcode: Number(vendorCode) }
    const code = whatsappFailure(refused) ?? instagramFailure(refused) ?? twilioFailure(refused.code)
    if (code) return { code, vendorCode }
  }
  return { code: 'failed', vendorCode: numbers[0] ?? null }
}

const STATES = new Map<string | null, 'assistant' | 'person' | 'closed' | 'snoozed'>([
  ['pending', 'assistant'],
  ['open', 'person'],
  ['resolved', 'closed'],
  ['snoozed', 'snoozed'],
])

function readConversation(conversation: ChatwootConversation, { trigger, own }: Around): Read {
  const { id, inbox_id: inboxId, status } = conversation
  // The event names no account, only its messages do; the signature vouches for the bot's own.
  const accountId = conversation.messages[0]?.account_id ?? own?.account_id ?? null
  if (id === null) return unreadable(trigger, 'The conversation has no id; look at it in Chatwoot.')
  if (own && (accountId !== own.account_id || inboxId !== own.inbox_id)) {
    return kept(ignored(trigger, `It is of another inbox of this Chatwoot, ${accountId}:${inboxId}`))
  }
  const state = STATES.get(status)
  if (!state) return kept(ignored(trigger, 'The conversation has no status that is known here'))
  const thread = threadOf(conversation, { accountId, inboxId })
  return kept({ kind: 'thread', thread, state, at: conversation.updated_at })
}

const KINDS = new Map<string, Attachment['kind']>([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['ig_reel', 'video'],
  ['file', 'document'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['story_mention', 'story'],
  ['ig_story', 'story'],
])

function attachmentsOf({
  attachments,
  content_attributes: { story_id, story_url },
}: ChatwootEvent): Attachment[] {
  const story = { kind: 'story', url: story_url, mediaId: null, contentType: null, fileName: null } as const
  return [
    ...attachments.map(attachmentOf),
    ...(story_id === null && story_url === null ? [] : [{ ...story, transcript: null }]),
  ]
}

function attachmentOf(attachment: ChatwootAttachment): Attachment {
  const { coordinates_lat: latitude, coordinates_long: longitude, file_type } = attachment
  const place = latitude !== null && longitude !== null ? `geo:${latitude},${longitude}` : null
  return {
    kind: KINDS.get(file_type ?? '') ?? 'other',
    url: attachment.data_url ?? (file_type === 'location' ? place : null),
    mediaId: null,
    contentType: attachment.content_type,
    fileName: attachment.fallback_title,
    transcript: attachment.transcribed_text,
  }
}
