/** A conversation is everything that one person and the clinic write to each other on one account of one channel. */

export const CHAT_CHANNELS = ['widget', 'whatsapp', 'instagram', 'facebook', 'sms', 'email', 'other'] as const
export type ChatChannel = (typeof CHAT_CHANNELS)[number]

/** Who answers: the assistant; nobody yet, a person was asked for; one of the staff; nobody, it is over. */
export const CONVERSATION_STATUSES = ['assistant', 'waiting', 'person', 'closed'] as const
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number]

export interface Conversation {
  id: string
  contactId: string
  connectionId: string
  channel: ChatChannel
  /** The vendor's id of the person, to write to. */
  address: string
  /** The vendor's thread, where it has threads. */
  threadId: string | null
  status: ConversationStatus
  /** A user; null: nobody in particular. */
  assigneeId: string | null
  waitingSince: Temporal.Instant | null
  waitingReason: WaitingReason | null
  /** BCP 47, as the person writes; null: not known yet. */
  language: string | null
  /** What the assistant has understood and offered so far. */
  memory: Record<string, unknown>
  /** The person was told that an assistant answers. */
  isIntroduced: boolean
  answerDueAt: Temporal.Instant | null
  /** The received message up to which the assistant has answered, or left it to a person. */
  answeredUpTo: string | null
  lastMessageAt: Temporal.Instant
  lastInboundAt: Temporal.Instant | null
  lastText: string | null
  unread: number
  createdAt: Temporal.Instant
}

/** Why a person of the clinic is awaited. */
export const WAITING_REASONS = [
  'asked_for_person',
  'emergency',
  'clinical_question',
  'complaint',
  'not_understood',
  'other_language',
  'language_off',
  'assistant_off',
  'assistant_failed',
  'not_allowed',
  'running_late',
  'staff_wrote',
  'late_message',
] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

/** Meta delivers again for up to seven days what was not answered with 200, and says: drop what is old before answering. */
const LATE_AFTER = { hours: 1 }

/** So long after it was written an assistant would answer what may be over. */
export function isLate(writtenAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(writtenAt, now.subtract(LATE_AFTER)) < 0
}

/** One that a person wrote, or staff in the vendor's own app, or a note that only staff see. */
export interface ReceivedMessage {
  id: string
  conversationId: string
  author: 'contact' | 'staff' | 'note'
  /** The user who wrote a note. */
  authorId: string | null
  vendorMessageId: string | null
  body: string
  attachments: ReceivedAttachment[]
  /** Which of the offered was tapped; `id` null where the channel tells only the title. */
  choice: { id: string | null; title: string } | null
  occurredAt: Temporal.Instant
}

export interface ReceivedAttachment {
  kind: string
  url: string | null
  mediaId: string | null
  contentType: string | null
  fileName: string | null
  /** What the vendor heard in an audio message. */
  transcript: string | null
}

/** Meta, WhatsApp Business and Instagram Messaging: free text until 24 hours after the person last wrote. */
const WINDOW = { hours: 24 }
const WINDOWED: readonly ChatChannel[] = ['whatsapp', 'instagram', 'facebook']
/** Instagram's HUMAN_AGENT tag: what a person of the clinic writes goes out for seven days, and nothing else does. */
const PERSONS_WINDOW = { hours: 7 * 24 }

/** Until when free text may be written; null where the channel sets no limit. */
export function windowClosesAt(
  channel: ChatChannel,
  lastInboundAt: Temporal.Instant | null,
  author: 'system' | 'assistant' | 'user' = 'assistant',
): Temporal.Instant | null {
  if (!WINDOWED.includes(channel)) return null
  const window = channel === 'instagram' && author === 'user' ? PERSONS_WINDOW : WINDOW
  return (lastInboundAt ?? Temporal.Instant.fromEpochMilliseconds(0)).add(window)
}

/** The channel itself proves that the person has the number from which they write. */
export function provesPhone(channel: ChatChannel): boolean {
  return channel === 'whatsapp' || channel === 'sms'
}
