import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

const about = z.strictObject({ connectionId: z.string(), vendor: z.string() })

export const connectionCreated = eventKind('connection.created', about)
export const connectionSecretChanged = eventKind('connection.secret_changed', about)
export const connectionRemoved = eventKind('connection.removed', about)
export const deliveryReplayed = eventKind('delivery.replayed', z.strictObject({ deliveryId: z.string() }))
