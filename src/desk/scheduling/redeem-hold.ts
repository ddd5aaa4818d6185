import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { Place } from './place.ts'

export interface LockedHold {
  id: string
  serviceId: string
  practitionerId: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}

/** The hold that this token belongs to, locked; undefined where it is gone, for instance booked by the same click before. */
export function lockHold(tx: Tx, hold: { id: string; token: string }): Promise<LockedHold | undefined> {
  return tx.one(sql<LockedHold>`
    select id, service_id as "serviceId", practitioner_id as "practitionerId", start_at as "startAt", end_at as "endAt"
    from holds
    where clinic_id = ${tx.clinicId} and id = ${hold.id} and token_hash = ${sha256Hex(hold.token)}
    for update`)
}

/** Whether the hold keeps what is wanted now: people go back and choose another time. */
export function isFor(
  hold: LockedHold,
  wish: {
    bookable: { serviceId: string; assignment: string }
    startAt: Temporal.Instant
    endAt: Temporal.Instant
    practitionerIds: readonly string[] | null
  },
): boolean {
  const { bookable, startAt, endAt, practitionerIds } = wish
  const isWithWanted =
    practitionerIds === null ||
    bookable.assignment === 'all' ||
    (hold.practitionerId !== null && practitionerIds.includes(hold.practitionerId))
  return (
    hold.serviceId === bookable.serviceId &&
    hold.startAt.equals(startAt) &&
    hold.endAt.equals(endAt) &&
    isWithWanted
  )
}

/** What was held becomes taken for good. Null where the hold has expired: then it is taken like any other place. */
export async function keepHeldPlace(tx: Tx, hold: LockedHold): Promise<Place | null> {
  const kept = await tx.many(sql<{ resource_kind: string; resource_id: string }>`
    update appointment_allocations
    set held_until = null
    where clinic_id = ${tx.clinicId} and appointment_id = ${hold.id} and held_until > ${tx.clock.now()}
    returning resource_kind, resource_id`)
  if (kept.length === 0) return null
  const practitioners = kept
    .filter((one) => one.resource_kind === 'practitioner')
    .map((one) => one.resource_id)
  return {
    practitionerIds: practitioners.toSorted((a) => (a === hold.practitionerId ? -1 : 1)),
    resourceIds: kept.filter((one) => one.resource_kind !== 'practitioner').map((one) => one.resource_id),
  }
}
