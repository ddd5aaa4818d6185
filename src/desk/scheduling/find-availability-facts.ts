/** The facts that decide when a service is free: calendars, what is taken, and what counts toward limits. */
import type { Blocked, Busy, Interval, Override, Travel } from '@foyer/availability'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { WeeklyHours } from '../services/hours.ts'
import type { Service } from '../services/service.ts'
import type { AvailabilityQuery } from './find-availability.ts'
import { findCountedBookings } from './find-counted-bookings.ts'

export interface PractitionerFacts {
  id: string
  name: string
  timeZone: string | null
  limits: Service['limits']
  hours: WeeklyHours[]
  overrides: Override[]
  travels: Travel[]
}

export interface AvailabilityFacts {
  /** Who can be booked of those who do it. */
  practitioners: PractitionerFacts[]
  /** How many do it, whether or not they can be booked. */
  staffSize: number
  clinicHours: WeeklyHours[]
  clinicOverrides: (Override & { name: string | null })[]
  blocked: Map<string, Blocked>
  sessions: Map<string, Busy[]>
  bookings: { ofService: Interval[]; of: Map<string, Interval[]> }
}

/** What may reach in from beside: a working day past midnight, buffers, the engine's margin. */
const MARGIN = { hours: 24 * 8 }

export async function findAvailabilityFacts(tx: Tx, query: AvailabilityQuery): Promise<AvailabilityFacts> {
  const { service } = query
  const span = { from: query.from.subtract(MARGIN), to: query.to.add(MARGIN) }
  const performers = service.practitioners.map(({ practitionerId }) => practitionerId)
  const isOne = query.practitionerId && service.assignment !== 'all'
  const wanted = isOne ? performers.filter((id) => id === query.practitionerId) : performers
  const practitioners = await findCalendars(tx, wanted, span)
  const units = service.pools.flatMap(({ resourceIds }) => resourceIds)
  const clinic = await findClinicCalendar(tx, span)
  const staffSize = await countStaff(tx, service.id)
  const blocked = await findBlocked(
    tx,
    [...practitioners.map(({ id }) => id), ...units],
    span,
    query.exceptId ?? null,
  )
  const sessions = service.seats > 1 ? await findSessions(tx, query, span) : new Map<string, Busy[]>()
  const hasLimits = service.limits !== null || practitioners.some(({ limits }) => limits !== null)
  const bookings =
    hasLimits && !query.byStaff
      ? await findBookings(
          tx,
          query,
          practitioners.map(({ id }) => id),
        )
      : { ofService: [], of: new Map<string, Interval[]>() }
  return { practitioners, staffSize, ...clinic, blocked, sessions, bookings }
}

async function countStaff(tx: Tx, serviceId: string): Promise<number> {
  const row = await tx.one(sql<{ count: number }>`
    select count(*)
    from service_practitioners
    where clinic_id = ${tx.clinicId} and service_id = ${serviceId}`)
  return row?.count ?? 0
}

interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

function findCalendars(tx: Tx, ids: string[], span: Span): Promise<PractitionerFacts[]> {
  return tx.many(sql<PractitionerFacts>`
    select p.id, p.name, p.time_zone as "timeZone", p.limits,
      (select coalesce(json_agg(json_build_object('days', days, 'start', start_time, 'end', end_time)), '[]')
        from weekly_hours h
        where h.clinic_id = p.clinic_id and h.practitioner_id = p.id) as hours,
      (select coalesce(json_agg(json_build_object('date', date, 'windows', windows)), '[]')
        from schedule_overrides o
        where o.clinic_id = p.clinic_id and o.practitioner_id = p.id and o.date between ${dateOf(span.from)} and ${dateOf(span.to)}) as overrides,
      (select coalesce(json_agg(json_build_object('from', from_date, 'to', to_date, 'timeZone', time_zone)), '[]')
        from travels t
        where t.clinic_id = p.clinic_id and t.practitioner_id = p.id) as travels
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
    join practitioners p on p.clinic_id = ${tx.clinicId} and p.id = wanted.id
    where p.is_bookable and p.archived_at is null
    order by wanted.place`)
}

async function findClinicCalendar(
  tx: Tx,
  span: Span,
): Promise<Pick<AvailabilityFacts, 'clinicHours' | 'clinicOverrides'>> {
  const row = await tx.one(sql<Pick<AvailabilityFacts, 'clinicHours' | 'clinicOverrides'>>`
    select
      (select coalesce(json_agg(json_build_object('days', days, 'start', start_time, 'end', end_time)), '[]')
        from weekly_hours
        where clinic_id = ${tx.clinicId} and practitioner_id is null) as "clinicHours",
      (select coalesce(json_agg(json_build_object('date', date, 'windows', windows, 'name', name)), '[]')
        from schedule_overrides
        where clinic_id = ${tx.clinicId} and practitioner_id is null
          and date between ${dateOf(span.from)} and ${dateOf(span.to)}) as "clinicOverrides"`)
  return row ?? { clinicHours: [], clinicOverrides: [] }
}

/**
 * What is taken, of each practitioner, room and device: allocations with their buffers, holds that have not expired,
 * blocked time, and what was booked elsewhere over something else. As lists of seconds, since a month of a clinic has
 * thousands of them.
 */
async function findBlocked(
  tx: Tx,
  ids: string[],
  span: Span,
  exceptId: string | null,
): Promise<Map<string, Blocked>> {
  const during = sql`tstzrange(${span.from}, ${span.to})`
  const rows = await tx.many(sql<{ id: string; starts: string; ends: string }>`
    select id, string_agg(date_part('epoch', lower(during))::text, ',') as starts,
      string_agg(date_part('epoch', upper(during))::text, ',') as ends
    from (
      select wanted.id, taken.blocked as during
      from unnest(${ids}::uuid[]) as wanted (id)
      join appointment_allocations taken on taken.clinic_id = ${tx.clinicId} and taken.resource_id = wanted.id
      where taken.blocked && ${during} and (taken.held_until is null or taken.held_until > ${tx.clock.now()})
        and taken.appointment_id is distinct from ${exceptId}
      union all
      -- Read once, not once for each of them; what is nobody's own is everybody's.
      select coalesce(busy.practitioner_id, busy.resource_id, wanted.id), busy.during
      from busy_times busy
      left join unnest(${ids}::uuid[]) as wanted (id) on busy.practitioner_id is null and busy.resource_id is null
      where busy.clinic_id = ${tx.clinicId} and busy.during && ${during}
      union all
      select practitioner_id, during
      from appointments
      where clinic_id = ${tx.clinicId} and is_conflicting and start_at < ${span.to} and end_at > ${span.from}
        and practitioner_id = any(${ids}::uuid[]) and status in ('pending', 'booked', 'arrived')
        and absorbed_into_id is null and id is distinct from ${exceptId}
    ) taken
    where id = any(${ids}::uuid[])
    group by id`)
  return new Map(
    rows.map(({ id, starts, ends }) => [id, { starts: milliseconds(starts), ends: milliseconds(ends) }]),
  )
}

function milliseconds(list: string): number[] {
  return list.split(',').map((seconds) => Math.round(Number(seconds) * 1000))
}

/** Group appointments of the service, by each who holds them, with how many of their seats are taken. */
async function findSessions(tx: Tx, query: AvailabilityQuery, span: Span): Promise<Map<string, Busy[]>> {
  const of = sql`clinic_id = ${tx.clinicId} and service_id = ${query.service.id} and start_at < ${span.to} and end_at > ${span.from}
          and id is distinct from ${query.exceptId ?? null}`
  const rows = await tx.many(sql<{
    practitionerId: string
    startAt: Temporal.Instant
    endAt: Temporal.Instant
    seatsTaken: number
  }>`
    select taken.resource_id as "practitionerId", seat.start_at as "startAt", seat.end_at as "endAt", count(*) as "seatsTaken"
    from (
      select id, start_at, end_at
      from appointments
      where ${of} and status in ('pending', 'booked', 'arrived') and absorbed_into_id is null
      union all
      select id, start_at, end_at
      from holds
      where ${of}
    ) seat
    join appointment_allocations taken on taken.clinic_id = ${tx.clinicId} and taken.appointment_id = seat.id
    where taken.resource_kind = 'practitioner' and (taken.held_until is null or taken.held_until > ${tx.clock.now()})
    group by taken.resource_id, seat.start_at, seat.end_at`)
  return Map.groupBy(
    rows.map((row) => ({
      ...intervalOf(row),
      seatsTaken: row.seatsTaken,
      practitionerId: row.practitionerId,
    })),
    ({ practitionerId }) => practitionerId,
  )
}

/** What counts toward limits: a year's limit reaches a year back. */
async function findBookings(
  tx: Tx,
  query: AvailabilityQuery,
  ids: string[],
): Promise<AvailabilityFacts['bookings']> {
  const counted = await findCountedBookings(tx, {
    serviceId: query.service.id,
    practitionerIds: ids,
    from: query.from.subtract({ hours: 24 * 367 }),
    to: query.to.add({ hours: 24 * 367 }),
    exceptId: query.exceptId ?? null,
  })
  return {
    ofService: counted.filter(({ serviceId }) => serviceId === query.service.id).map(intervalOf),
    of: new Map(
      ids.map((id) => [
        id,
        counted.filter(({ practitionerIds }) => practitionerIds.includes(id)).map(intervalOf),
      ]),
    ),
  }
}

function intervalOf({ startAt, endAt }: { startAt: Temporal.Instant; endAt: Temporal.Instant }): Interval {
  return { start: startAt.toString(), end: endAt.toString() }
}

/** Dates of calendars are compared with a margin of days, so any zone will do. */
function dateOf(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO('UTC').toPlainDate().toString()
}
