import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

export const journeyStarted = eventKind(
  'journey.started',
  z.strictObject({ journey: z.string(), enrollmentId: z.string(), planned: z.int(), skipped: z.int() }),
)
export const journeyStopped = eventKind(
  'journey.stopped',
  z.strictObject({ enrollmentId: z.string(), cause: z.string(), cancelled: z.int() }),
)
