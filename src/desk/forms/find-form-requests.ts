import type { Questionnaire } from '@foyer/forms'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { FormRequest, KeptResponse, OpenedForm } from './form-request.ts'

const columns: RawBuilder<unknown> = sql`
  r.id, r.questionnaire_id as "questionnaireId", r.version, v.body ->> 'title' as title,
  coalesce(c.merged_into_id, c.id) as "contactId", coalesce(p.merged_into_id, p.id) as "profileId",
  r.appointment_id as "appointmentId", r.language, r.status,
  greatest(r.expires_at, a.end_at + interval '24 hours') as "expiresAt",
  r.opened_at as "openedAt", r.completed_at as "completedAt", r.created_at as "createdAt"`
const source: RawBuilder<unknown> = sql`
  from form_requests r
  join questionnaire_versions v on v.clinic_id = r.clinic_id and v.questionnaire_id = r.questionnaire_id and v.version = r.version
  join contacts c on c.clinic_id = r.clinic_id and c.id = r.contact_id
  left join patient_profiles p on p.clinic_id = r.clinic_id and p.id = r.patient_profile_id
  left join appointments a on a.clinic_id = r.clinic_id and a.id = r.appointment_id`

export function findFormRequest(tx: Tx, id: string): Promise<FormRequest | undefined> {
  return tx.one(sql<FormRequest>`
    select ${columns} ${source}
    where r.clinic_id = ${tx.clinicId} and r.id = ${id}`)
}

/** Everything that a person was asked, and whoever was merged into them, the newest first. */
export async function findRequestsOf(
  tx: Tx,
  contactId: string,
): Promise<(FormRequest & { responseId: string | null; needsReview: boolean })[]> {
  return tx.many(sql<FormRequest & { responseId: string | null; needsReview: boolean }>`
    select ${columns}, s.id as "responseId", coalesce(s.needs_review and s.reviewed_at is null, false) as "needsReview" ${source}
    left join questionnaire_responses s on s.clinic_id = r.clinic_id and s.request_id = r.id and s.status <> 'in-progress'
    where r.clinic_id = ${tx.clinicId}
      and r.contact_id in (
        select id
        from contacts
        where clinic_id = ${tx.clinicId} and (id = ${contactId} or merged_into_id = ${contactId}))
    order by r.id desc
    limit 200`)
}

/** A request with its words and what was answered so far; `for update` keeps others from answering meanwhile. */
export async function findOpenedForm(
  tx: Tx,
  id: string,
  lock: 'for update' | 'to read' = 'to read',
): Promise<OpenedForm | undefined> {
  if (lock === 'for update') {
    await tx.run(sql`select 1 from form_requests where clinic_id = ${tx.clinicId} and id = ${id} for update`)
  }
  const request = await findFormRequest(tx, id)
  if (!request) return undefined
  const words = await tx.one(sql<{ body: Questionnaire }>`
    select body
    from questionnaire_versions
    where clinic_id = ${tx.clinicId} and questionnaire_id = ${request.questionnaireId} and version = ${request.version}`)
  const response = await tx.one(sql<KeptResponse>`
    select id, status, revision, body
    from questionnaire_responses
    where clinic_id = ${tx.clinicId} and request_id = ${id}`)
  return words && { request, questionnaire: words.body, response: response ?? null }
}
