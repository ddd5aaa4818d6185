import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface TaskCounts {
  /** Conversations in which a person is awaited. */
  conversations: number
  /** Bookings of whom staff have to say who it is. */
  conflicts: number
  /** Deliveries of the clinic's connections that could not be processed. */
  deliveries: number
  /** Messages that failed lately; about older ones nothing is left to do. */
  messages: number
  /** Visits to come that nobody has confirmed. */
  requests: number
  /** Visits to come that were booked elsewhere at a time that was taken here. */
  overlaps: number
  /** Filled-in forms with answers that staff should see, and that nobody has looked at. */
  forms: number
  /** What journeys ask staff to do, and nobody has done. */
  staffTasks: number
}

/** How much waits for a person, all of it. */
export async function findTaskCounts(
  tx: Tx,
  from: { messages: Temporal.Instant; visits: Temporal.Instant },
): Promise<TaskCounts> {
  const counts = await tx.one(sql<TaskCounts>`
    select
      (select count(*)
        from conversations
        where clinic_id = ${tx.clinicId} and status = 'waiting') as conversations,
      (select count(*)
        from identity_conflicts
        where clinic_id = ${tx.clinicId} and status = 'open') as conflicts,
      (select count(*)
        from inbound_deliveries d
        join connections k on k.clinic_id = d.clinic_id and k.id = d.connection_id and k.status = 'active'
        where d.clinic_id = ${tx.clinicId} and d.status = 'failed') as deliveries,
      (select count(*)
        from messages
        where clinic_id = ${tx.clinicId} and status = 'failed' and created_at >= ${from.messages}) as messages,
      (select count(*)
        from appointments
        where clinic_id = ${tx.clinicId} and status = 'pending' and start_at >= ${from.visits}
          and absorbed_into_id is null) as requests,
      (select count(*)
        from appointments
        where clinic_id = ${tx.clinicId} and is_conflicting and start_at >= ${from.visits}
          and status in ('pending', 'booked', 'arrived') and absorbed_into_id is null) as overlaps,
      (select count(*)
        from questionnaire_responses
        where clinic_id = ${tx.clinicId} and needs_review and reviewed_at is null) as forms,
      (select count(*)
        from staff_tasks
        where clinic_id = ${tx.clinicId} and status = 'open') as "staffTasks"`)
  return (
    counts ?? {
      conversations: 0,
      conflicts: 0,
      deliveries: 0,
      messages: 0,
      requests: 0,
      overlaps: 0,
      forms: 0,
      staffTasks: 0,
    }
  )
}
