/** What a Chatwoot account holds, and how its API and its webhooks show it. */
import { randomBytes } from 'node:crypto'

export type ChatwootChannel =
  | 'Channel::Whatsapp'
  | 'Channel::Instagram'
  | 'Channel::FacebookPage'
  | 'Channel::WebWidget'
  | 'Channel::TwilioSms'
  | 'Channel::Api'

export interface ChatwootContact {
  id: number
  name: string
  phone: string | null
  email: string | null
  identifier: string | null
  /** As the channel knows them: digits, a BSUID, E.164 (Twilio), an IGSID (contract.md, Payload rules). */
  sourceId: string
  customAttributes: Record<string, unknown>
}

export interface ChatwootMessage {
  id: number
  content: string | null
  /** 0 incoming, 1 outgoing, 2 activity, 3 template (contract.md, Payload rules). */
  type: 0 | 1 | 2 | 3
  contentType: string
  contentAttributes: Record<string, unknown>
  isPrivate: boolean
  status: 'sent' | 'delivered' | 'read' | 'failed'
  sourceId: string | null
  at: Temporal.Instant
  author: 'contact' | 'bot' | 'staff' | null
  attachments: ChatwootAttachment[]
}

export interface ChatwootAttachment {
  id: number
  fileType: 'image' | 'audio' | 'video' | 'file'
  contentType: string
  dataUrl: string
  transcribedText?: string
}

export interface ChatwootConversation {
  /** The display id. */
  id: number
  contact: ChatwootContact
  status: 'open' | 'pending' | 'resolved' | 'snoozed'
  messages: ChatwootMessage[]
  lastInboundAt: Temporal.Instant | null
  isAssignedToStaff: boolean
  createdAt: Temporal.Instant
  pubsubToken: string
}

export const ACCOUNT = { id: 1, name: 'Bright Smile Clinic' }
export const INBOX = { id: 11, channelId: 4 }
export const BOT = { id: 3, name: 'Front Desk AI', type: 'agent_bot' }
const STAFF = { id: 7, name: 'Dana Lee', email: 'dana@clinic.example', type: 'user' }
const INBOX_NAMES: Record<ChatwootChannel, string> = {
  'Channel::Whatsapp': 'WhatsApp +1 512 555 0100',
  'Channel::Instagram': 'Instagram @brightsmile',
  'Channel::FacebookPage': 'Facebook',
  'Channel::WebWidget': 'Website',
  'Channel::TwilioSms': 'SMS',
  'Channel::Api': 'API',
}

export const inboxName = (channel: ChatwootChannel) => INBOX_NAMES[channel]
export const freshPubsubToken = () => randomBytes(18).toString('base64url')

const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)
const iso = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })

/** contract.md, Payload rules, can_reply: 24 h on WhatsApp, Instagram and Facebook; elsewhere always. */
export function canReply(
  conversation: ChatwootConversation,
  channel: ChatwootChannel,
  now: Temporal.Instant,
) {
  if (!['Channel::Whatsapp', 'Channel::Instagram', 'Channel::FacebookPage'].includes(channel)) return true
  const last = conversation.lastInboundAt
  return last !== null && now.since(last).total('hours') < 24
}

// api.create_message.response.json
export function apiMessage(conversation: ChatwootConversation, message: ChatwootMessage) {
  return {
    ...{ id: message.id, content: message.content, inbox_id: INBOX.id, conversation_id: conversation.id },
    ...{ message_type: message.type, content_type: message.contentType, status: message.status },
    ...{ content_attributes: message.contentAttributes, created_at: seconds(message.at) },
    ...{ private: message.isPrivate, source_id: message.sourceId },
    ...(message.author === 'bot' && { sender: { ...BOT, avatar_url: '' } }),
    ...(message.author === 'staff' && { sender: apiStaff() }),
    ...(message.author === 'contact' && { sender: metaSender(conversation.contact) }),
    ...(message.attachments.length > 0 && { attachments: attachmentsOf(message) }),
  }
}

// api.contacts_search.response.json
export function apiContact(contact: ChatwootContact, channel: ChatwootChannel, now: Temporal.Instant) {
  const { id, name, phone, email, identifier, customAttributes } = contact
  const inbox = {
    ...{ id: INBOX.id, avatar_url: '', channel_id: INBOX.channelId, name: inboxName(channel) },
    channel_type: channel,
  }
  return {
    ...{ additional_attributes: {}, availability_status: 'offline', email, id, name, phone_number: phone },
    ...{ blocked: false, identifier, thumbnail: '', custom_attributes: customAttributes },
    ...{ last_activity_at: seconds(now), created_at: seconds(now) },
    contact_inboxes: [{ source_id: contact.sourceId, inbox }],
  }
}

/** The conversation as it stands in webhooks: `conversation` of a message, the whole body of a conversation event. */
export function hookConversation(
  conversation: ChatwootConversation,
  channel: ChatwootChannel,
  now: Temporal.Instant,
) {
  const { contact, id, status, messages } = conversation
  const at = seconds(now)
  // contract.md, Payload rules: the nested message is the last public one (issue 14023).
  const last = messages.findLast((message) => !message.isPrivate && message.type !== 2)
  return {
    additional_attributes: {},
    ...{ can_reply: canReply(conversation, channel, now), channel },
    contact_inbox: {
      ...{ id: 9000 + id, contact_id: contact.id, inbox_id: INBOX.id, source_id: contact.sourceId },
      ...{ created_at: iso(conversation.createdAt), updated_at: iso(conversation.createdAt) },
      ...{ hmac_verified: false, pubsub_token: conversation.pubsubToken },
    },
    ...{ id, inbox_id: INBOX.id, messages: last ? [nestedMessage(conversation, last)] : [], labels: [] },
    meta: {
      sender: metaSender(contact),
      ...(conversation.isAssignedToStaff
        ? { assignee: apiStaff(), assignee_type: 'User' }
        : { assignee: null, assignee_type: null }),
      ...{ team: null, hmac_verified: false },
    },
    ...{ status, custom_attributes: {}, snoozed_until: null, unread_count: 1, first_reply_created_at: null },
    ...{ priority: null, waiting_since: at, agent_last_seen_at: 0, contact_last_seen_at: 0 },
    ...{ last_activity_at: at, timestamp: at, created_at: seconds(conversation.createdAt) },
    updated_at: now.epochMilliseconds / 1000,
  }
}

/** contract.md, Payload rules: message events are flat, their type is a word. */
export function hookMessage(
  conversation: ChatwootConversation,
  message: ChatwootMessage,
  channel: ChatwootChannel,
  now: Temporal.Instant,
) {
  const sender = { bot: BOT, staff: STAFF, contact: hookContact(conversation.contact) }
  return {
    ...{ account: ACCOUNT, additional_attributes: {}, content_attributes: message.contentAttributes },
    ...{ content_type: message.contentType, content: message.content },
    conversation: hookConversation(conversation, channel, now),
    ...{ created_at: iso(message.at), id: message.id, inbox: { id: INBOX.id, name: inboxName(channel) } },
    message_type: ['incoming', 'outgoing', 'activity', 'template'][message.type],
    private: message.isPrivate,
    sender: message.author ? sender[message.author] : null,
    source_id: message.sourceId,
    ...(message.attachments.length > 0 && { attachments: attachmentsOf(message) }),
  }
}

/** contract.md, Payload rules: contact senders have no `type` key. */
export function hookContact(contact: ChatwootContact) {
  const { type: _, ...rest } = metaSender(contact)
  return { account: ACCOUNT, ...rest, avatar: '' }
}

function metaSender({ id, name, phone, email, identifier, customAttributes }: ChatwootContact) {
  return {
    ...{ additional_attributes: {}, custom_attributes: customAttributes, email, id, identifier, name },
    ...{ phone_number: phone, thumbnail: '', blocked: false, type: 'contact' },
  }
}

function apiStaff() {
  const { id, name, type } = STAFF
  return {
    ...{ id, name, available_name: 'Dana', avatar_url: '', type },
    ...{ availability_status: 'online', thumbnail: '' },
  }
}

const SENDER_TYPES = { contact: 'Contact', bot: 'AgentBot', staff: 'User' }
const SENDER_IDS = { bot: BOT.id, staff: STAFF.id }

function nestedMessage(conversation: ChatwootConversation, message: ChatwootMessage) {
  const { contact } = conversation
  const { author } = message
  return {
    ...apiMessage(conversation, message),
    ...{ account_id: ACCOUNT.id, updated_at: iso(message.at) },
    sender_type: author && SENDER_TYPES[author],
    sender_id: author === 'contact' ? contact.id : author && SENDER_IDS[author],
    ...{ external_source_ids: {}, additional_attributes: {}, processed_message_content: message.content },
    ...{ sentiment: {} },
    conversation: {
      assignee_id: conversation.isAssignedToStaff ? STAFF.id : null,
      ...{ unread_count: 1, last_activity_at: seconds(message.at) },
      contact_inbox: { source_id: contact.sourceId },
    },
  }
}

// webhook.message_created.incoming.instagram_image.json
function attachmentsOf({ id: message_id, attachments }: ChatwootMessage) {
  return attachments.map(({ id, fileType, contentType, dataUrl, transcribedText }) => ({
    ...{ id, message_id, file_type: fileType, account_id: ACCOUNT.id, extension: null },
    ...{ content_type: contentType, data_url: dataUrl, thumb_url: '', file_size: 84211 },
    ...(transcribedText !== undefined && { transcribed_text: transcribedText }),
  }))
}
