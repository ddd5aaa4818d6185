import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

export const templateChanged = eventKind(
  'template.changed',
  z.strictObject({ key: z.string(), channel: z.string(), language: z.string(), version: z.int() }),
)
