/** When a service can be booked: the clinic's facts, read in one transaction, asked of the availability engine. */
import {
  type Blocked,
  type Closure,
  type Explanation,
  explainSlots,
  findSlots,
  type Host,
  type Question,
} from '@foyer/availability'
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { type HoursOverride, withinClinicDays, zoneOfHours } from '../services/hours.ts'
import type { Service } from '../services/service.ts'
import {
  type AvailabilityFacts,
  findAvailabilityFacts,
  type PractitionerFacts,
} from './find-availability-facts.ts'

export interface AvailabilityQuery {
  service: Service
  from: Temporal.Instant
  /** Starts lie before it. At most three years after `from`. */
  to: Temporal.Instant
  /** Default: the service's usual one. */
  durationMinutes?: number
  /** Only this one of the service's practitioners. */
  practitionerId?: string | null
  /** Starts fall on round minutes of this zone's clock. Default: the clinic's. */
  bookerTimeZone?: string
  /** An appointment or hold that is being moved does not stand in its own way. */
  exceptId?: string | null
  /** Staff may book within the notice and beyond the booking window and the limits. Default false. */
  byStaff?: boolean
}

export interface FreeTime {
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Who could take it; with `all` everybody who must be there. */
  practitionerIds: string[]
  seatsLeft: number
}

/** In order; none where nobody does the service. */
export async function findAvailability(
  tx: Tx,
  clinic: Clinic,
  query: AvailabilityQuery,
): Promise<FreeTime[]> {
  const facts = await findAvailabilityFacts(tx, query)
  if (!isStaffed(query, facts)) return []
  const question = questionOf(clinic, query, facts, tx.clock.now())
  const minutes = durationOf(query)
  return findSlots(question).map((slot) => {
    const startAt = Temporal.Instant.from(slot.start)
    return {
      startAt,
      endAt: startAt.add({ minutes }),
      practitionerIds: slot.hosts.map((index) => facts.practitioners[index]?.id as string),
      seatsLeft: slot.seatsLeft,
    }
  })
}

/** The same, with why the other starts are not offered. Hosts are named by the practitioners given beside it. */
export async function explainAvailability(
  tx: Tx,
  clinic: Clinic,
  query: AvailabilityQuery,
): Promise<{
  explanation: Explanation
  practitioners: { id: string; name: string }[]
  /** All who must be there together can be booked. */
  isTeamComplete: boolean
}> {
  const facts = await findAvailabilityFacts(tx, query)
  const isTeamComplete = query.service.assignment !== 'all' || facts.practitioners.length === facts.staffSize
  if (!isStaffed(query, facts)) {
    return { explanation: { candidates: [], days: [] }, practitioners: [], isTeamComplete }
  }
  const explanation = explainSlots(questionOf(clinic, query, facts, tx.clock.now()))
  const practitioners = facts.practitioners.map(({ id, name }) => ({ id, name }))
  return { explanation, practitioners, isTeamComplete }
}

/** Whether a booking page would offer this start, to whom, at this moment. Null when it would not. */
export async function findFreeTime(
  tx: Tx,
  clinic: Clinic,
  query: Omit<AvailabilityQuery, 'from' | 'to'> & { startAt: Temporal.Instant },
): Promise<FreeTime | null> {
  const [free] = await findAvailability(tx, clinic, {
    ...query,
    from: query.startAt,
    to: query.startAt.add({ milliseconds: 1 }),
  })
  return free?.startAt.equals(query.startAt) ? free : null
}

/** Somebody of the service can be booked; where all must be there, everybody. */
function isStaffed({ service }: AvailabilityQuery, { practitioners, staffSize }: AvailabilityFacts): boolean {
  const needed = service.assignment === 'all' ? staffSize : 1
  return practitioners.length >= Math.max(1, needed)
}

function durationOf({ service, durationMinutes }: AvailabilityQuery): number {
  return durationMinutes ?? service.durationMinutes
}

function questionOf(
  clinic: Clinic,
  query: AvailabilityQuery,
  facts: AvailabilityFacts,
  now: Temporal.Instant,
): Question {
  const { service, byStaff } = query
  const minutes = durationOf(query)
  const closures: Closure[] = facts.clinicOverrides
    .filter(({ windows }) => windows.length === 0)
    .map(({ date, name }) => ({ from: date, to: date, ...(name ? { name } : {}) }))
  const clinicDays = facts.clinicOverrides.filter(({ windows }) => windows.length > 0)
  return {
    timeZone: clinic.timeZone,
    ...(query.bookerTimeZone ? { bookerTimeZone: query.bookerTimeZone } : {}),
    now: now.toString(),
    from: query.from.toString(),
    to: query.to.toString(),
    durationMinutes: minutes,
    slotIntervalMinutes: service.intervalMinutes ?? minutes,
    offsetStartMinutes: service.offsetMinutes,
    bufferBefore: service.bufferBeforeMinutes,
    bufferAfter: service.bufferAfterMinutes,
    ...(byStaff
      ? {}
      : {
          minimumNoticeMinutes: service.minimumNoticeMinutes,
          ...(service.bookingWindow ? { bookingWindow: service.bookingWindow } : {}),
          ...(service.limits ? { limits: service.limits, bookings: facts.bookings.ofService } : {}),
        }),
    seats: service.seats,
    shortGapMinutes: service.shortGapMinutes ?? 0,
    mode: service.assignment === 'all' ? 'COLLECTIVE' : 'ROUND_ROBIN',
    closures,
    schedule: facts.clinicHours,
    hosts: facts.practitioners.map((each) => hostOf(each, clinicDays, facts, byStaff ?? false)),
    pools: service.pools.map(({ pool, resourceIds }) => ({
      name: pool,
      units: resourceIds.map((id) => ({ id, ...blockedOf(facts, id) })),
    })),
  }
}

function hostOf(
  each: PractitionerFacts,
  clinicDays: Pick<HoursOverride, 'date' | 'windows'>[],
  facts: AvailabilityFacts,
  byStaff: boolean,
): Host {
  const overrides = withinClinicDays(each, clinicDays)
  const timeZone = zoneOfHours(each)
  const sessions = facts.sessions.get(each.id)
  return {
    id: each.id,
    ...(timeZone ? { timeZone } : {}),
    // Who has no hours of their own works the clinic's.
    ...(each.hours.length > 0 ? { schedule: each.hours } : {}),
    ...(overrides.length > 0 ? { overrides } : {}),
    ...(each.travels.length > 0 ? { travel: each.travels } : {}),
    ...blockedOf(facts, each.id),
    ...(sessions ? { busy: sessions } : {}),
    ...(each.limits && !byStaff
      ? { limits: each.limits, bookings: facts.bookings.of.get(each.id) ?? [] }
      : {}),
  }
}

function blockedOf(facts: AvailabilityFacts, id: string): { blocked?: Blocked } {
  const blocked = facts.blocked.get(id)
  return blocked ? { blocked } : {}
}
