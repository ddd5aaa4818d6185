import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

export const apiKeyCreated = eventKind(
  'api_key.created',
  z.strictObject({ apiKeyId: z.string(), role: z.string() }),
)
export const apiKeyRevoked = eventKind('api_key.revoked', z.strictObject({ apiKeyId: z.string() }))
