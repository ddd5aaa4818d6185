/** The assistant as the API answers it. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/receptionist/schemas.ts'
import type { ApprovedAnswer } from '../desk/actions/find-approved-answers.ts'
import type { Preference } from '../desk/receptionist/find-preferences.ts'
import type { Receipt } from '../desk/receptionist/find-receipts.ts'
import type { ModelFailure, ModelUse } from '../desk/receptionist/model-budget.ts'
import type { ReceptionistSettings } from '../desk/receptionist/receptionist-settings.ts'
import { MODEL_FAILURES } from '../providers/models/port.ts'
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

/** What a model of sound mind does not answer, by the codes of `ask-model.ts`. */
const NONSENSE = {
  refused: 'The model refused to answer. If that is frequent, choose another model.',
  length: 'The model’s answer was too long and was cut off. Choose a model that answers more briefly.',
  empty: 'The model answered nothing. If that is frequent, choose another model.',
  bad_tag: 'The model wrote an action in a way that cannot be read. Choose a model that takes tools.',
  bad_input: 'The model asked for an action in a wrong form. Choose a model that is better with tools.',
  unknown_action:
    'The model asked for an action that it was not offered. Choose one that is better with tools.',
  too_many_calls: 'The model looked things up without end. Choose one that is better with tools.',
  too_many_rounds: 'The model looked things up without end. Choose one that is better with tools.',
}
const REMEDIES: Record<string, string> = { ...NONSENSE, ...MODEL_FAILURES }

export function presentModelFailure({ code, at }: ModelFailure): Wire<'ModelFailure'> {
  return {
    code,
    remedy: REMEDIES[code] ?? 'Asking the model failed. The server’s log says more.',
    at: instant(at),
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
