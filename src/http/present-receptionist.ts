/** The assistant as the API answers it. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/receptionist/schemas.ts'
import type { ApprovedAnswer } from '../desk/actions/find-approved-answers.ts'
import type { Preference } from '../desk/receptionist/find-preferences.ts'
import type { Receipt } from '../desk/receptionist/find-receipts.ts'
import type { ModelUse } from '../desk/receptionist/model-budget.ts'
import type { ReceptionistSettings } from '../desk/receptionist/receptionist-settings.ts'
import { instant, instantOrNull } from './present.ts'

type Wire<Name extends keyof typeof wire> = (typeof wire)[Name] extends z.ZodType
  ? z.infer<(typeof wire)[Name]>
  : never

export function presentSettings(settings: ReceptionistSettings): Wire<'ReceptionistSettings'> {
  return {
    is_on: settings.isOn,
    tone: settings.tone,
    languages: settings.languages,
    may_book: settings.mayBook,
    may_move: settings.mayMove,
    may_cancel: settings.mayCancel,
    presence: settings.presence,
    alert_order: settings.alertOrder,
    emergency_number: settings.emergencyNumber,
    uses_model: settings.usesModel,
    model_calls_per_day: settings.modelCallsPerDay,
  }
}

export function presentModelUse(use: ModelUse): Wire<'ModelUse'> {
  return {
    day: String(use.day),
    calls: use.calls,
    failures: use.failures,
    input_tokens: Number(use.inputTokens),
    output_tokens: Number(use.outputTokens),
  }
}

/** `names`: of users by id. */
export function presentAnswer(
  answer: ApprovedAnswer,
  names: ReadonlyMap<string, string>,
): Wire<'ApprovedAnswer'> {
  return {
    id: answer.id,
    service_id: answer.serviceId,
    // As they were checked when they were written.
    question_kind: answer.questionKind as Wire<'QuestionKind'>,
    question: answer.question,
    answer: answer.answer,
    language: answer.language as Wire<'AnswerLanguage'>,
    approved_at: instantOrNull(answer.approvedAt),
    approved_by: (answer.approvedBy && names.get(answer.approvedBy)) || null,
  }
}

export function presentPreference(
  preference: Preference,
  receipts: ReadonlyMap<string, Receipt>,
): Wire<'Preference'> {
  return {
    id: preference.id,
    kind: preference.kind,
    value: preference.value,
    is_corrected: preference.isCorrected,
    confidence: preference.confidence,
    receipts: preference.evidence.map(({ messageId, supports, at }) => {
      const receipt = receipts.get(messageId)
      return {
        message_id: messageId,
        supports,
        at: instant(at),
        conversation_id: receipt?.conversationId ?? null,
        channel: receipt?.channel ?? null,
        text: receipt?.body ?? null,
      }
    }),
  }
}
