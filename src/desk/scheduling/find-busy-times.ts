import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { BusyTime } from './busy-time.ts'

/** Of everybody, as far as they reach into the time between (its end excluded), by start. */
export function findBusyTimes(
  tx: Tx,
  between: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<BusyTime[]> {
  return tx.many(sql<BusyTime>`
    select id, practitioner_id as "practitionerId", resource_id as "resourceId", lower(during) as "startAt",
      upper(during) as "endAt", source, title, created_at as "createdAt"
    from busy_times
    where clinic_id = ${tx.clinicId} and during && tstzrange(${between.from}, ${between.to})
    order by lower(during), id`)
}
