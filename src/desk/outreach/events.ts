import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'
import { CHANNELS } from './message.ts'

const message = {
  messageId: z.string(),
  kind: z.string(),
  channel: z.enum(CHANNELS),
  /** The first message of the same deed, which this one does in another way. */
  insteadOf: z.string().optional(),
}

export const messageQueued = eventKind('message.queued', z.strictObject(message))
export const messageHeld = eventKind(
  'message.held',
  z.strictObject({ ...message, until: z.string(), reason: z.string() }),
)
export const messageSent = eventKind('message.sent', z.strictObject({ ...message, carrier: z.string() }))
export const messageFailed = eventKind('message.failed', z.strictObject({ ...message, reason: z.string() }))
export const messageRefused = eventKind('message.refused', z.strictObject({ ...message, reason: z.string() }))
export const messageWithdrawn = eventKind(
  'message.withdrawn',
  z.strictObject({ ...message, reason: z.string() }),
)
/** The vendor says that it arrived. */
export const messageDelivered = eventKind('message.delivered', z.strictObject(message))
export const messageRead = eventKind('message.read', z.strictObject(message))
