import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'

export interface OpenTaskRecord {
  id: string
  title: string
  detail: string | null
  isUrgent: boolean
  contactId: string | null
  contactName: string | null
  appointmentId: string | null
  /** The name of the journey that asks for it. */
  journey: string | null
  createdAt: Temporal.Instant
}

/** What staff are asked to do and nobody has done: what is urgent first, then what waits longest. */
export function findOpenTasks(
  tx: Tx,
  { limit, offset }: { limit: number; offset: number },
): Promise<OpenTaskRecord[]> {
  return tx.many(sql<OpenTaskRecord>`
    select s.id, s.title, s.detail, s.is_urgent as "isUrgent", root.id as "contactId", root.display_name as "contactName",
      s.appointment_id as "appointmentId", j.name as journey, s.created_at as "createdAt"
    from staff_tasks s
    left join contacts c on c.clinic_id = s.clinic_id and c.id = s.contact_id
    left join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    left join touchpoints t on t.clinic_id = s.clinic_id and t.id = s.touchpoint_id
    left join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    left join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    where s.clinic_id = ${tx.clinicId} and s.status = 'open'
    order by s.is_urgent desc, s.created_at, s.id
    limit ${limit}
    offset ${offset}`)
}
