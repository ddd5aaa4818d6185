import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'
import { SHORTAGES } from './model-share.ts'

export const receptionistChanged = eventKind(
  'receptionist.changed',
  z.strictObject({ fields: z.array(z.string()) }),
)
export const answerApproved = eventKind(
  'receptionist.answer_saved',
  z.strictObject({ answerId: z.string(), isApproved: z.boolean() }),
)
export const answerRemoved = eventKind(
  'receptionist.answer_removed',
  z.strictObject({ answerId: z.string() }),
)
/**
 * A message was answered. `by`: who worded it; `gated`: why sentences were taken out, each reason once; `unasked`: why no model
 * was asked where one would have been.
 */
export const messageAnswered = eventKind(
  'receptionist.answered',
  z.strictObject({
    conversationId: z.string(),
    messageId: z.string().nullable(),
    by: z.enum(['rules', 'model']),
    gated: z.array(z.string()),
    unasked: z.enum(SHORTAGES).optional(),
  }),
)
/** A model was asked and of no use, so the rules answered. `code`: of the model's port, or of `ask-model.ts`. */
export const modelFailed = eventKind('receptionist.model_failed', z.strictObject({ code: z.string() }))
/** What was learned of a person from their own words, or unlearned; ids only. */
export const preferenceLearned = eventKind(
  'preference.learned',
  z.strictObject({
    preferenceId: z.string(),
    kind: z.string(),
    messageId: z.string(),
    supports: z.boolean(),
  }),
)
export const preferenceCorrected = eventKind(
  'preference.corrected',
  z.strictObject({ preferenceId: z.string(), kind: z.string() }),
)
export const preferenceErased = eventKind(
  'preference.erased',
  z.strictObject({ preferenceId: z.string(), kind: z.string() }),
)
