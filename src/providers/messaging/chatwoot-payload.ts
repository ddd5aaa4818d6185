/**
 * What Chatwoot puts into its webhooks, parsed once: every field is optional, and a wrong type counts as absent. A message
 * event is flat, with names (`incoming`) where the conversation's own messages have numbers (0). Nothing beyond what stands
 * here is kept: `contact_inbox.pubsub_token` is a secret.
 */

import { z } from 'zod'
import { Flag, Id, isRecord, Line, List, Moment, Part, Text } from './wire.ts'

const KINDS = ['incoming', 'outgoing', 'activity', 'template'] as const
const MessageType = z.preprocess(
  (value) => (typeof value === 'number' ? KINDS[value] : KINDS.find((kind) => kind === value)) ?? null,
  z.enum(KINDS).nullable(),
)

const Attributes = Part({
  fd_msg_id: Id,
  in_reply_to: Id,
  external_echo: Flag,
  external_error: Text,
  automation_rule_id: Id,
  deleted: Flag,
  is_unsupported: Flag,
  story_id: Id,
  story_url: Text,
  /** What was tapped in the website's widget. */
  submitted_values: List(Part({ title: Text, value: Id })),
})

const Contact = Part({
  id: Id,
  type: Line,
  name: Line,
  email: Line,
  phone_number: Line,
})
export type ChatwootContact = z.infer<typeof Contact>

const Attachment = Part({
  file_type: Line,
  content_type: Line,
  data_url: Text,
  fallback_title: Line,
  transcribed_text: Text,
  coordinates_lat: Id,
  coordinates_long: Id,
})
export type ChatwootAttachment = z.infer<typeof Attachment>

const NestedMessage = Part({
  id: Id,
  account_id: Id,
  status: Line,
  updated_at: Moment,
})

const Conversation = Part({
  /** The display id, which the API wants too. */
  id: Id,
  inbox_id: Id,
  channel: Line,
  status: Line,
  can_reply: z.preprocess((value) => (typeof value === 'boolean' ? value : null), z.boolean().nullable()),
  updated_at: Moment,
  additional_attributes: Part({ type: Line }),
  contact_inbox: Part({ source_id: Id }),
  meta: Part({ sender: Contact }),
  /** At most one, and of a private note's event it is the last public one. */
  messages: List(NestedMessage),
})
export type ChatwootConversation = z.infer<typeof Conversation>

/** One event: of a message its fields stand at the top, of a conversation those of `Conversation`. */
export const ChatwootEvent = z.object({
  event: Line,
  id: Id,
  account: Part({ id: Id }),
  inbox: Part({ id: Id }),
  content: Text,
  content_type: Line,
  message_type: MessageType,
  private: Flag,
  created_at: Moment,
  content_attributes: Attributes,
  additional_attributes: Part({ campaign_id: Id }),
  sender: Contact,
  attachments: List(Attachment),
  conversation: Conversation,
})
export type ChatwootEvent = z.infer<typeof ChatwootEvent>

/** The conversation that a conversation event is itself. */
export function conversationOf(body: unknown): ChatwootConversation {
  return Conversation.parse(isRecord(body) ? body : {})
}
