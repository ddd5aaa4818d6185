/** Forms as the API answers them. */
import type { LintIssue } from '@foyer/forms'
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/forms/schemas.ts'
import type { QuestionnaireVersion } from '../desk/forms/find-questionnaires.ts'
import type { ResponseRecord, ResponseSummary } from '../desk/forms/find-responses.ts'
import type { FormRequest } from '../desk/forms/form-request.ts'
import type { QuestionnaireRecord, QuestionnaireSummary } from '../desk/forms/questionnaire.ts'
import { lintDraft } from '../desk/forms/save-questionnaire.ts'
import { instant, instantOrNull } from './present.ts'

type Wire<Name extends keyof typeof wire> = (typeof wire)[Name] extends z.ZodType
  ? z.infer<(typeof wire)[Name]>
  : never

export function presentQuestionnaireSummary(one: QuestionnaireSummary): Wire<'QuestionnaireSummary'> {
  return {
    id: one.id,
    key: one.key,
    title: one.title,
    version: one.version,
    approved_by: one.approvedBy,
    published_at: instantOrNull(one.publishedAt),
    has_draft: one.hasDraft,
    revision: one.revision,
    updated_at: instant(one.updatedAt),
  }
}

export function presentQuestionnaire(one: QuestionnaireRecord): Wire<'Questionnaire'> {
  return {
    ...presentQuestionnaireSummary(one),
    draft: one.draft && { ...one.draft },
    published: one.published && { ...one.published },
    issues: one.draft ? lintDraft(one.draft).map(presentIssue) : [],
  }
}

export function presentIssue({ severity, code, linkId, detail }: LintIssue): Wire<'QuestionnaireIssue'> {
  return { severity, code, link_id: linkId, detail }
}

export function presentVersion(one: QuestionnaireVersion): Wire<'QuestionnaireVersion'> {
  return {
    version: one.version,
    approved_by: one.approvedBy,
    published_at: instant(one.publishedAt),
    body: { ...one.body },
  }
}

export function presentFormRequest(
  one: FormRequest & { responseId: string | null; needsReview: boolean },
  link: string,
): Wire<'FormRequest'> {
  return {
    id: one.id,
    questionnaire_id: one.questionnaireId,
    version: one.version,
    title: one.title,
    contact_id: one.contactId,
    patient_profile_id: one.profileId,
    appointment_id: one.appointmentId,
    language: one.language,
    status: one.status,
    link,
    expires_at: instant(one.expiresAt),
    opened_at: instantOrNull(one.openedAt),
    completed_at: instantOrNull(one.completedAt),
    created_at: instant(one.createdAt),
    response_id: one.responseId,
    needs_review: one.needsReview,
  }
}

export function presentResponseSummary(one: ResponseSummary): Wire<'FormResponseSummary'> {
  return {
    id: one.id,
    request_id: one.requestId,
    title: one.title,
    status: one.status,
    contact_id: one.contactId,
    contact_name: one.contactName,
    patient_profile_id: one.profileId,
    appointment_id: one.appointmentId,
    flags: one.flags.map(({ linkId, ...flag }) => ({ link_id: linkId, ...flag })),
    differences: one.differences,
    needs_review: one.needsReview,
    reviewed_at: instantOrNull(one.reviewedAt),
    completed_at: instantOrNull(one.completedAt),
  }
}

export function presentResponse(one: ResponseRecord): Wire<'FormResponse'> {
  return {
    ...presentResponseSummary(one),
    body: { ...one.body },
    questionnaire: { ...one.questionnaire },
  }
}
