import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'

export interface TimelineRecord {
  id: string
  type: string
  actorKind: Actor['kind']
  actorId: string | null
  appointmentId: string | null
  payload: Record<string, unknown>
  occurredAt: Temporal.Instant
  recordedAt: Temporal.Instant
  /** What ran in the recording transaction; null where the event was recorded before this was kept. */
  handlers: string[] | null
  /** What was enqueued with it; null as above. */
  reactors: string[] | null
  /** What became of those that ran. */
  reactions: { reactor: string; status: 'done' | 'failed'; attempts: number; error: string | null }[]
}

/** What happened to a person (and to whoever was merged into them), the newest first. */
export function findTimeline(
  tx: Tx,
  filter: { contactId: string; limit: number; offset: number },
): Promise<TimelineRecord[]> {
  return tx.many(sql<TimelineRecord>`
    select e.id, e.type, e.actor_kind as "actorKind", e.actor_id as "actorId", e.appointment_id as "appointmentId", e.payload,
      e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.handlers, e.reactors,
      (select coalesce(json_agg(json_build_object('reactor', r.reactor, 'status', r.status, 'attempts', r.attempts, 'error', r.error)
          order by r.at), '[]')
        from event_reactions r
        where r.clinic_id = e.clinic_id and r.event_id = e.id) as reactions
    from events e
    where e.clinic_id = ${tx.clinicId}
      and e.contact_id in (
        select id
        from contacts
        where clinic_id = ${tx.clinicId} and (id = ${filter.contactId} or merged_into_id = ${filter.contactId}))
    order by e.id desc
    limit ${filter.limit} offset ${filter.offset}`)
}
