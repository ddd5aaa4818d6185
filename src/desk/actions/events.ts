import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

/** Somebody is close to deciding; `why` is a few words of code, never of the person. */
export const leadHot = eventKind('lead.hot', z.strictObject({ conversationId: z.string(), why: z.string() }))
