import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { findService } from '../services/find-services.ts'
import { findFreeTime } from './find-availability.ts'
import { blockedTime } from './place.ts'

export interface FreedPlace {
  /** The hold under which it is offered; it does not stand in its own way. */
  holdId: string
  serviceId: string
  practitionerId: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}

/**
 * Whether the clinic would sell a place that became free: open then and staffed, by the service's rules, and no sooner
 * than in so many minutes. Whoever is asked to come shall find somebody there.
 */
export async function isOfferable(tx: Tx, place: FreedPlace & { noticeMinutes: number }): Promise<boolean> {
  return isFree(tx, place, { noticeMinutes: place.noticeMinutes })
}

/** Whether an offer can still be kept: the clinic has not closed, nobody's day off was entered. Rules held when it was made. */
export async function isOfferKept(tx: Tx, place: FreedPlace): Promise<boolean> {
  return isFree(tx, place, { byStaff: true })
}

/** At any minute: a place that was booked by hand may lie beside the grid. */
async function isFree(
  tx: Tx,
  place: FreedPlace,
  { noticeMinutes = 0, byStaff }: { noticeMinutes?: number; byStaff?: boolean },
): Promise<boolean> {
  const clinic = await findClinic(tx)
  const service = await findService(tx, place.serviceId)
  if (!clinic || !service || service.archivedAt) return false
  const { startAt, endAt, practitionerId, holdId } = place
  const minimumNoticeMinutes = Math.max(service.minimumNoticeMinutes, noticeMinutes)
  const free = await findFreeTime(tx, clinic, {
    service: {
      ...service,
      minimumNoticeMinutes,
      intervalMinutes: 1,
      offsetMinutes: 0,
      shortGapMinutes: null,
    },
    byStaff,
    startAt,
    durationMinutes: endAt.since(startAt).total('minutes'),
    practitionerId,
    exceptId: holdId,
  })
  return free !== null
}

/**
 * Until when visitors of the page hold something of a place, who may book it or not. Null where nobody does.
 */
export async function findHeldUntil(tx: Tx, place: FreedPlace): Promise<Temporal.Instant | null> {
  const service = await findService(tx, place.serviceId)
  if (!service) return null
  const performers = service.practitioners.map((performer) => performer.practitionerId)
  const whom = place.practitionerId && service.assignment !== 'all' ? [place.practitionerId] : performers
  const units = service.pools.flatMap((pool) => pool.resourceIds)
  const { from, to } = blockedTime({ ...service, ...place })
  const row = await tx.one(sql<{ until: Temporal.Instant | null }>`
    select max(held_until) as until
    from appointment_allocations
    where clinic_id = ${tx.clinicId} and resource_id = any(${[...whom, ...units]}::uuid[])
      and blocked && tstzrange(${from}, ${to}) and held_until > ${tx.clock.now()} and appointment_id <> ${place.holdId}`)
  return row?.until ?? null
}
