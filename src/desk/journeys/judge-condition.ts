import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Condition } from './definition.ts'
import { isOfPatient } from './find-form.ts'

/**
 * Whether it holds now, counted from when the person was enrolled; an answer, from when the journey last wrote to them: what
 * they wrote before answers nothing. A form that was asked for with the visit counts whenever it was filled in, since a visit
 * that moves is enrolled anew; one for another patient or another visit does not.
 */
export async function isTrue(
  tx: Tx,
  condition: Condition,
  {
    enrollmentId,
    contactId,
    appointmentId,
    enrolledAt,
  }: { enrollmentId: string; contactId: string; appointmentId: string | null; enrolledAt: Temporal.Instant },
): Promise<boolean> {
  if ('form' in condition) {
    const completed = await tx.one(sql`
      select 1
      from form_requests r
      join questionnaires q on q.clinic_id = r.clinic_id and q.id = r.questionnaire_id
      join contacts c on c.clinic_id = r.clinic_id and c.id = r.contact_id
      where r.clinic_id = ${tx.clinicId} and q.key = ${condition.form} and r.completed_at is not null
        and (c.id = ${contactId} or c.merged_into_id = ${contactId})
        and (r.appointment_id = ${appointmentId}::uuid or r.completed_at >= ${enrolledAt})
        and (${appointmentId}::uuid is null
          or (r.appointment_id is null or r.appointment_id = ${appointmentId}::uuid) and ${isOfPatient(tx, appointmentId)})`)
    return (completed !== undefined) === (condition.is === 'completed')
  }
  const type = 'happened' in condition ? condition.happened : 'message.received'
  const since = 'answered' in condition ? ((await lastWrittenTo(tx, enrollmentId)) ?? enrolledAt) : enrolledAt
  const happened = await tx.one(sql`
    select 1
    from events e
    join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
    where e.clinic_id = ${tx.clinicId} and e.type = ${type} and e.recorded_at >= ${since}
      and (c.id = ${contactId} or c.merged_into_id = ${contactId})
    limit 1`)
  const expected = 'answered' in condition ? condition.answered : true
  return (happened !== undefined) === expected
}

async function lastWrittenTo(tx: Tx, enrollmentId: string): Promise<Temporal.Instant | null> {
  const last = await tx.one(sql<{ at: Temporal.Instant | null }>`
    select max(m.sending_since) as at
    from touchpoints t
    join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id
    where t.clinic_id = ${tx.clinicId} and t.enrollment_id = ${enrollmentId} and m.status in ('sending', 'sent')`)
  return last?.at ?? null
}
