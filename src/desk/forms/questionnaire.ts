/** A questionnaire is what a clinic asks; it is sent once a clinician has approved its words. */
import type { LintIssue, Questionnaire } from '@foyer/forms'

/** In which every form should read; the lint says where one does not. */
export const FORM_LANGUAGES = ['en', 'es'] as const
export type FormLanguage = (typeof FORM_LANGUAGES)[number]

export interface QuestionnaireSummary {
  id: string
  /** Of those that every clinic starts with. */
  key: string | null
  title: string
  /** Published last; null: never, so it cannot be sent. */
  version: number | null
  /** The clinician who approved that version. */
  approvedBy: string | null
  publishedAt: Temporal.Instant | null
  hasDraft: boolean
  revision: number
  updatedAt: Temporal.Instant
}

export interface QuestionnaireRecord extends QuestionnaireSummary {
  draft: Questionnaire | null
  published: Questionnaire | null
}

export type SaveRefusal =
  | { ok: false; reason: 'not_found' }
  /** Somebody saved meanwhile. */
  | { ok: false; reason: 'changed'; revision: number }
  | { ok: false; reason: 'malformed'; pointer: string; detail: string }

export type PublishRefusal =
  | { ok: false; reason: 'not_found' | 'nothing_new' }
  | { ok: false; reason: 'changed'; revision: number }
  | { ok: false; reason: 'faulty'; issues: LintIssue[] }

/** The best of the two for somebody of this locale, `es-MX`. */
export function formLanguageOf(...locales: (string | null | undefined)[]): FormLanguage {
  const first = locales.find((locale) => locale)
  return first?.toLowerCase().startsWith('es') ? 'es' : 'en'
}
