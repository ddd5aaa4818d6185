import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'
import { CHAT_CHANNELS, WAITING_REASONS } from './conversation.ts'

const conversation = { conversationId: z.string() }

export const conversationStarted = eventKind(
  'conversation.started',
  z.strictObject({ ...conversation, channel: z.enum(CHAT_CHANNELS) }),
)
/** `occurredAt` of the event is when the person wrote, by the vendor's clock. */
export const messageReceived = eventKind(
  'message.received',
  z.strictObject({ ...conversation, messageId: z.string(), channel: z.enum(CHAT_CHANNELS) }),
)
/** Staff wrote in the vendor's own app. */
export const messageEchoed = eventKind(
  'message.echoed',
  z.strictObject({ ...conversation, messageId: z.string(), channel: z.enum(CHAT_CHANNELS) }),
)
export const conversationHandedOver = eventKind(
  'conversation.handed_over',
  z.strictObject({ ...conversation, reason: z.enum(WAITING_REASONS), assigneeId: z.string().nullable() }),
)
/** Nobody took it: the next in line is told. `alert` counts from 1. */
export const conversationAlerted = eventKind(
  'conversation.alerted',
  z.strictObject({ ...conversation, alert: z.number(), assigneeId: z.string().nullable() }),
)
export const conversationTaken = eventKind('conversation.taken', z.strictObject(conversation))
export const conversationReleased = eventKind('conversation.released', z.strictObject(conversation))
export const conversationClosed = eventKind('conversation.closed', z.strictObject(conversation))
export const conversationAssigned = eventKind(
  'conversation.assigned',
  z.strictObject({ ...conversation, assigneeId: z.string().nullable() }),
)
export const conversationNoted = eventKind(
  'conversation.noted',
  z.strictObject({ ...conversation, messageId: z.string() }),
)
/** One of the staff has seen what was new; `messages`: how many. */
export const conversationRead = eventKind(
  'conversation.read',
  z.strictObject({ ...conversation, messages: z.number() }),
)

/** Texts that the desk sends often. They are nobody's in particular: on no patient's timeline. */
const reply = { replyId: z.string() }

export const replyCreated = eventKind('saved_reply.created', z.strictObject(reply))
export const replyChanged = eventKind('saved_reply.changed', z.strictObject(reply))
export const replyRemoved = eventKind('saved_reply.removed', z.strictObject(reply))
