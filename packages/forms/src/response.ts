/** A response is what somebody answered to a questionnaire (FHIR R4 `QuestionnaireResponse`). */
import type { Value } from './questionnaire.ts'

export interface Answer extends Value {
  /** What is asked below a question stands with its answer. */
  item?: ResponseItem[]
}

export interface ResponseItem {
  linkId: string
  /** As it was read. */
  text?: string
  answer?: Answer[]
  item?: ResponseItem[]
}

export const RESPONSE_STATUSES = ['in-progress', 'completed', 'amended'] as const
export type ResponseStatus = (typeof RESPONSE_STATUSES)[number]

export interface QuestionnaireResponse {
  resourceType: 'QuestionnaireResponse'
  /** `url|version`. */
  questionnaire?: string
  status: ResponseStatus
  language?: string
  authored?: string
  item?: ResponseItem[]
}
