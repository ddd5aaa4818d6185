import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Limits, Period } from '../services/service.ts'
import type { Bookable } from './find-bookable.ts'
import { countedBookings, sessionName } from './find-counted-bookings.ts'
import { minutesBetween } from './place.ts'

export interface KeepLimits {
  bookable: Pick<Bookable, 'serviceId' | 'seats' | 'assignment'>
  /** Who would hold it together. */
  team: readonly string[]
  limits: Limits | null
  of: { serviceId: string } | { practitionerId: string }
  /** In whose dates is counted: the service's clinic's, the practitioner's own. */
  timeZone: string
  appointmentId: string
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Starts of visits of the same length that are not written yet. */
  besides?: readonly Temporal.Instant[]
}

/**
 * Whether one more still fits, beside what is booked or asked for and what is held; a seat of a group that counts already
 * is no further one. Where there is a limit, those who ask at once take turns until their transactions end, so that the
 * last one is given once.
 */
export async function isWithinLimits(tx: Tx, input: KeepLimits): Promise<boolean> {
  const { limits, of, appointmentId, startAt, endAt, besides = [] } = input
  const periods = periodsOf(limits)
  if (!limits || periods.length === 0) return true
  const owner = 'serviceId' in of ? of.serviceId : of.practitionerId
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('limits ' || ${owner}::text, 0))`)
  const spans = periods.map((name) => ({ name, ...spanOf(name, startAt, input.timeZone) }))
  const counted = countedBookings(tx, {
    serviceId: 'serviceId' in of ? of.serviceId : null,
    practitionerIds: 'serviceId' in of ? [] : [of.practitionerId],
    from: earliestOf(spans.map(({ from }) => from)),
    to: latestOf(spans.map(({ to }) => to)),
    exceptId: appointmentId,
  })
  const rows = await tx.many(sql<{ name: Period; count: number; minutes: number; is_joined: boolean }>`
    select span.name, count(one.id), coalesce(sum(extract(epoch from one.end_at - one.start_at) / 60), 0)::int as minutes,
      coalesce(bool_or(one.session = ${sessionOf(input)}), false) as is_joined
    from unnest(${spans.map(({ name }) => name)}::text[], ${spans.map(({ from }) => from.toString())}::timestamptz[],
      ${spans.map(({ to }) => to.toString())}::timestamptz[]) as span(name, starts, ends)
    left join (${counted}) one on one.start_at >= span.starts and one.start_at < span.ends
    group by span.name`)
  if (rows.some((row) => row.is_joined)) return true
  const duration = minutesBetween(startAt, endAt)
  return spans.every(({ name, from, to }) => {
    const others = besides.filter((start) => isIn(start, from, to)).length
    const { count = 0, minutes = 0 } = rows.find((row) => row.name === name) ?? {}
    const most = limits.count?.[name] ?? Number.POSITIVE_INFINITY
    const longest = limits.minutes?.[name] ?? Number.POSITIVE_INFINITY
    return count + others < most && minutes + duration * (others + 1) <= longest
  })
}

/** Of a service without seats each appointment is one, and bears its own name. */
function sessionOf({ bookable, team, startAt, endAt }: KeepLimits) {
  if (bookable.seats === 1) return sql`null`
  return sessionName({
    serviceId: sql`${bookable.serviceId}::uuid`,
    practitionerId: sql`${bookable.assignment === 'all' ? null : (team[0] ?? null)}::uuid`,
    startAt: sql`${startAt}::timestamptz`,
    endAt: sql`${endAt}::timestamptz`,
  })
}

function earliestOf(instants: readonly Temporal.Instant[]): Temporal.Instant {
  return instants.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b))
}

function latestOf(instants: readonly Temporal.Instant[]): Temporal.Instant {
  return instants.reduce((a, b) => (Temporal.Instant.compare(a, b) >= 0 ? a : b))
}

function periodsOf(limits: Limits | null): Period[] {
  const named = { ...limits?.count, ...limits?.minutes }
  return (['day', 'week', 'month', 'year'] as const).filter((period) => named[period] !== undefined)
}

/** The day, week (from Monday), month or year of the zone's calendar in which the start lies. */
function spanOf(
  period: Period,
  startAt: Temporal.Instant,
  timeZone: string,
): { from: Temporal.Instant; to: Temporal.Instant } {
  const date = startAt.toZonedDateTimeISO(timeZone).toPlainDate()
  const first = {
    day: date,
    week: date.subtract({ days: date.dayOfWeek - 1 }),
    month: date.with({ day: 1 }),
    year: date.with({ month: 1, day: 1 }),
  }[period]
  const next = first.add({ [`${period}s`]: 1 })
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  return { from: midnight(first), to: midnight(next) }
}

function isIn(instant: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, to) < 0
}
