import type { Questionnaire } from '@foyer/forms'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { QuestionnaireRecord, QuestionnaireSummary } from './questionnaire.ts'

const summary: RawBuilder<unknown> = sql`
  q.id, q.key, q.title, q.version, v.approved_by as "approvedBy", v.created_at as "publishedAt",
  q.draft is not null as "hasDraft", q.revision, q.updated_at as "updatedAt"`
const source: RawBuilder<unknown> = sql`
  from questionnaires q
  left join questionnaire_versions v on v.clinic_id = q.clinic_id and v.questionnaire_id = q.id and v.version = q.version`

/** What the clinic asks, by title. */
export function findQuestionnaires(tx: Tx): Promise<QuestionnaireSummary[]> {
  return tx.many(sql<QuestionnaireSummary>`
    select ${summary} ${source}
    where q.clinic_id = ${tx.clinicId} and q.archived_at is null
    order by q.title, q.id`)
}

/** With its draft and what is sent now. */
export function findQuestionnaire(tx: Tx, id: string): Promise<QuestionnaireRecord | undefined> {
  return tx.one(sql<QuestionnaireRecord>`
    select ${summary}, q.draft, v.body as published ${source}
    where q.clinic_id = ${tx.clinicId} and q.id = ${id}`)
}

export interface QuestionnaireVersion {
  version: number
  approvedBy: string
  publishedAt: Temporal.Instant
  body: Questionnaire
}

/** Everything that was ever sent, the newest first. */
export function findVersions(tx: Tx, questionnaireId: string): Promise<QuestionnaireVersion[]> {
  return tx.many(sql<QuestionnaireVersion>`
    select version, approved_by as "approvedBy", created_at as "publishedAt", body
    from questionnaire_versions
    where clinic_id = ${tx.clinicId} and questionnaire_id = ${questionnaireId}
    order by version desc`)
}

/** The clinic's questionnaire of a key that every clinic starts with, `medical_history`. */
export async function findQuestionnaireId(tx: Tx, key: string): Promise<string | undefined> {
  const found = await tx.one(sql<{ id: string }>`
    select id
    from questionnaires
    where clinic_id = ${tx.clinicId} and key = ${key}`)
  return found?.id
}
