/** A request asks one person to fill in one questionnaire, for a visit or for itself, until it ends. */
import type { Questionnaire, QuestionnaireResponse } from '@foyer/forms'
import type { FormLanguage } from './questionnaire.ts'

/** Without a visit; for a visit, a day beyond its end. */
export const LASTS = { hours: 14 * 24 }
export const LASTS_BEYOND_VISIT = { hours: 24 }

export interface FormRequest {
  id: string
  questionnaireId: string
  version: number
  title: string
  /** Root of merges. */
  contactId: string
  profileId: string | null
  appointmentId: string | null
  language: FormLanguage
  status: 'open' | 'completed'
  /** By the visit as it stands now, where it is for one. */
  expiresAt: Temporal.Instant
  openedAt: Temporal.Instant | null
  completedAt: Temporal.Instant | null
  createdAt: Temporal.Instant
}

/** What was answered so far. */
export interface KeptResponse {
  id: string
  status: 'in-progress' | 'completed' | 'amended'
  revision: number
  body: QuestionnaireResponse
}

export function hasExpired({ expiresAt }: Pick<FormRequest, 'expiresAt'>, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, expiresAt) > 0
}

export interface Difference {
  field: 'name' | 'birth_date' | 'phone' | 'email' | 'place'
  /** Null: it is known of somebody else. */
  known: string | null
  said: string
}

/** Attachments are named in answers by this address, which leads nowhere by itself. */
export const ATTACHMENT = 'attachments/'

export interface OpenedForm {
  request: FormRequest
  questionnaire: Questionnaire
  response: KeptResponse | null
}
