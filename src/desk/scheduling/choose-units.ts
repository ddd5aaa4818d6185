import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Bookable } from './find-bookable.ts'
import { blockedTime } from './place.ts'
import type { TakePlace } from './take-place.ts'

/** One room or device of a pool. */
export interface Unit {
  id: string
  kind: 'room' | 'device'
}

/** Whether these are rooms and devices of the service, or those that it has already, and no two of one pool. */
export function fitPools(
  pools: Bookable['pools'],
  resourceIds: readonly string[],
  former: readonly string[] = [],
): boolean {
  const isKnown = (id: string) =>
    former.includes(id) || pools.some(({ units }) => units.some((unit) => unit.id === id))
  return (
    resourceIds.every(isKnown) &&
    pools.every(({ units }) => units.filter(({ id }) => resourceIds.includes(id)).length < 2)
  )
}

/**
 * One unit of each pool of the service: the one that staff chose, the one that the appointment has already, else the
 * first that is free. Null where a pool has none. Keeps others from choosing of these pools until the transaction ends:
 * nobody loses a room while another one is free.
 */
export async function chooseUnits(tx: Tx, input: TakePlace): Promise<Unit[] | null> {
  const { bookable, appointmentId, startAt, endAt, resourceIds = [] } = input
  const all = bookable.pools.flatMap((pool) => pool.units.map((unit) => unit.id))
  if (bookable.pools.some(({ units }) => units.length === 0)) return null
  if (all.length === 0) return []
  // Locked in the order of ids, so that services that share rooms wait for each other instead of deadlocking.
  await tx.run(sql`
    select
    from resources
    where clinic_id = ${tx.clinicId} and id = any(${all}::uuid[])
    order by id
    for no key update`)
  const { from, to } = blockedTime({ ...bookable, startAt, endAt })
  const rows = await tx.many(sql<{ id: string; is_own: boolean }>`
    select unit.id, exists (
        select
        from appointment_allocations own
        where own.clinic_id = ${tx.clinicId} and own.appointment_id = ${appointmentId} and own.resource_id = unit.id) as is_own
    from unnest(${all}::uuid[]) as unit(id)
    where not exists (
        select
        from appointment_allocations taken
        where taken.clinic_id = ${tx.clinicId} and taken.resource_id = unit.id and taken.blocked && tstzrange(${from}, ${to})
          and taken.appointment_id <> ${appointmentId} and (taken.held_until is null or taken.held_until > ${tx.clock.now()}))
      and not exists (
        select
        from busy_times busy
        where busy.clinic_id = ${tx.clinicId} and busy.resource_id = unit.id and busy.during && tstzrange(${from}, ${to}))`)
  const free = new Map(rows.map((row) => [row.id, row.is_own]))
  const chosen: Unit[] = []
  for (const { units } of bookable.pools) {
    const unit =
      units.find(({ id }) => resourceIds.includes(id)) ??
      units.find(({ id }) => free.get(id)) ??
      units.find(({ id }) => free.has(id))
    if (!unit) return null
    chosen.push(unit)
  }
  return chosen
}
