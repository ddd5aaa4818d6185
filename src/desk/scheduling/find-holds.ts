import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { HoldPurpose } from './hold.ts'

export interface HoldRecord {
  id: string
  serviceId: string
  serviceName: string
  practitionerId: string | null
  /** Rooms and devices. */
  resourceIds: string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  expiresAt: Temporal.Instant
  purpose: HoldPurpose
}

/** What somebody is booking right now, as far as it reaches into the time between (its end excluded), by start. */
export function findHolds(
  tx: Tx,
  between: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<HoldRecord[]> {
  return tx.many(sql<HoldRecord>`
    select h.id, h.service_id as "serviceId", s.name as "serviceName", h.practitioner_id as "practitionerId",
      array(
        select taken.resource_id
        from appointment_allocations taken
        where taken.clinic_id = h.clinic_id and taken.appointment_id = h.id and taken.resource_kind <> 'practitioner'
        order by taken.resource_id) as "resourceIds",
      h.start_at as "startAt", h.end_at as "endAt", h.expires_at as "expiresAt", h.purpose
    from holds h
    join services s on s.clinic_id = h.clinic_id and s.id = h.service_id
    where h.clinic_id = ${tx.clinicId} and h.start_at < ${between.to} and h.end_at > ${between.from}
      -- What waits to be offered in the morning has no place: it is anybody's.
      and exists (
        select
        from appointment_allocations kept
        where kept.clinic_id = h.clinic_id and kept.appointment_id = h.id and kept.held_until > ${tx.clock.now()})
    order by h.start_at, h.id`)
}
