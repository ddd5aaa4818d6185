import type { Flag, Questionnaire, QuestionnaireResponse } from '@foyer/forms'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { Difference } from './form-request.ts'

export interface ResponseSummary {
  id: string
  requestId: string
  title: string
  status: 'in-progress' | 'completed' | 'amended'
  contactId: string
  contactName: string
  profileId: string | null
  appointmentId: string | null
  flags: Flag[]
  differences: Difference[]
  /** Staff have something to look at, and nobody has. */
  needsReview: boolean
  reviewedBy: string | null
  reviewedAt: Temporal.Instant | null
  completedAt: Temporal.Instant | null
}

export interface ResponseRecord extends ResponseSummary {
  body: QuestionnaireResponse
  questionnaire: Questionnaire
}

const columns: RawBuilder<unknown> = sql`
  s.id, s.request_id as "requestId", v.body ->> 'title' as title, s.status, root.id as "contactId",
  root.display_name as "contactName", coalesce(p.merged_into_id, p.id) as "profileId", r.appointment_id as "appointmentId",
  s.flags, s.differences, s.needs_review and s.reviewed_at is null as "needsReview", s.reviewed_by as "reviewedBy",
  s.reviewed_at as "reviewedAt", r.completed_at as "completedAt"`
const source: RawBuilder<unknown> = sql`
  from questionnaire_responses s
  join form_requests r on r.clinic_id = s.clinic_id and r.id = s.request_id
  join questionnaire_versions v on v.clinic_id = r.clinic_id and v.questionnaire_id = r.questionnaire_id and v.version = r.version
  join contacts c on c.clinic_id = r.clinic_id and c.id = r.contact_id
  join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
  left join patient_profiles p on p.clinic_id = r.clinic_id and p.id = r.patient_profile_id`

/** Those that somebody of the staff has to look at, the one that waits longest first. */
export function findResponsesToReview(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<ResponseSummary[]> {
  return tx.many(sql<ResponseSummary>`
    select ${columns} ${source}
    where s.clinic_id = ${tx.clinicId} and s.needs_review and s.reviewed_at is null
    order by r.completed_at, s.id
    limit ${page.limit} offset ${page.offset}`)
}

/** With the words that it answers. */
export function findResponse(tx: Tx, id: string): Promise<ResponseRecord | undefined> {
  return tx.one(sql<ResponseRecord>`
    select ${columns}, s.body, v.body as questionnaire ${source}
    where s.clinic_id = ${tx.clinicId} and s.id = ${id}`)
}
