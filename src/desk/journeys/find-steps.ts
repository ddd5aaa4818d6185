import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import type { JourneyDefinition } from './definition.ts'

export interface StepRecord {
  id: string
  enrollmentId: string
  contactId: string
  appointmentId: string | null
  journey: string
  journeyKey: string
  version: number
  /** What it began with. */
  definition: JourneyDefinition
  stepKey: string
  dueAt: Temporal.Instant
  /** `kept`: its message went no further than the Outbox; `holdout`: it is looked at beside others and gets nothing. */
  status: 'planned' | 'due' | 'sent' | 'kept' | 'done' | 'skipped' | 'cancelled' | 'failed' | 'holdout'
  reason: string | null
  /** What was decided of a branch or wait; `went_along` in the message of another step. */
  outcome: string | null
  messageId: string | null
  previewedHash: string | null
  previewedAt: Temporal.Instant | null
}

/** What journeys sent a person and will send, by time. */
export function findSteps(tx: Tx, contactId: string): Promise<StepRecord[]> {
  return tx.many(sql<StepRecord>`
    ${selectSteps}
    where t.clinic_id = ${tx.clinicId} and t.contact_id = any(${partsOf(tx, contactId)})
    order by t.due_at, t.id
    limit 500`)
}

export function findStep(tx: Tx, id: string): Promise<StepRecord | undefined> {
  return tx.one(sql<StepRecord>`
    ${selectSteps}
    where t.clinic_id = ${tx.clinicId} and t.id = ${id}`)
}

const selectSteps: RawBuilder<StepRecord> = sql`
  select t.id, t.enrollment_id as "enrollmentId", coalesce(c.merged_into_id, c.id) as "contactId", t.appointment_id as "appointmentId",
    j.name as journey, j.key as "journeyKey", v.version, v.definition, t.step_key as "stepKey", t.due_at as "dueAt",
    case when t.status = 'sent' and m.carrier = 'outbox' then 'kept' else t.status end as status,
    t.reason, t.outcome, t.message_id as "messageId", t.previewed_hash as "previewedHash", t.previewed_at as "previewedAt"
  from touchpoints t
  join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
  join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
  join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
  join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
  left join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id`
