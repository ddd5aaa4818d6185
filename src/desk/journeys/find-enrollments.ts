import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'

export interface EnrollmentRecord {
  id: string
  /** Of whoever was merged, the person that they are now. */
  contactId: string
  contactName: string
  appointmentId: string | null
  version: number
  status: 'live' | 'done' | 'stopped'
  endReason: string | null
  isHoldout: boolean
  enrolledAt: Temporal.Instant
  endedAt: Temporal.Instant | null
  nextStepKey: string | null
  nextDueAt: Temporal.Instant | null
}

/** Who is or was in a journey, the newest first. */
export function findEnrollments(
  tx: Tx,
  {
    journeyId,
    status,
    limit,
    offset,
  }: { journeyId: string; status?: EnrollmentRecord['status']; limit: number; offset: number },
): Promise<EnrollmentRecord[]> {
  return tx.many(sql<EnrollmentRecord>`
    select e.id, root.id as "contactId", root.display_name as "contactName", e.appointment_id as "appointmentId", e.version,
      e.status, e.end_reason as "endReason", e.is_holdout as "isHoldout", e.enrolled_at as "enrolledAt", e.ended_at as "endedAt",
      next.step_key as "nextStepKey", next.due_at as "nextDueAt"
    from enrollments e
    join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    left join lateral (
      select t.step_key, t.due_at
      from touchpoints t
      where t.clinic_id = e.clinic_id and t.enrollment_id = e.id and t.status in ('planned', 'due')
      order by t.due_at, t.id
      limit 1
    ) next on true
    where e.clinic_id = ${tx.clinicId} and e.journey_id = ${journeyId} and (${status ?? null}::text is null or e.status = ${status ?? null})
    order by e.enrolled_at desc, e.id desc
    limit ${limit}
    offset ${offset}`)
}
