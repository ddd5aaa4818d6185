import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface StepRecord {
  id: string
  appointmentId: string | null
  journey: string
  stepKey: string
  dueAt: Temporal.Instant
  status: 'planned' | 'due' | 'sent' | 'skipped' | 'cancelled' | 'failed'
  reason: string | null
  messageId: string | null
}

/** What journeys sent a person and will send, by time. */
export function findSteps(tx: Tx, contactId: string): Promise<StepRecord[]> {
  return tx.many(sql<StepRecord>`
    select t.id, t.appointment_id as "appointmentId", j.name as journey, t.step_key as "stepKey", t.due_at as "dueAt", t.status,
      t.reason, t.message_id as "messageId"
    from touchpoints t
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
    where t.clinic_id = ${tx.clinicId} and coalesce(c.merged_into_id, c.id) = ${contactId}
    order by t.due_at, t.id
    limit 500`)
}
