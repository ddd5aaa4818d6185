/** What a month of a service offers, as a patient turns its pages. */
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { BookingWindow, Service } from '../services/service.ts'
import { type AvailabilityQuery, type FreeTime, findAvailability } from './find-availability.ts'

export type MonthQuery = Omit<AvailabilityQuery, 'from' | 'to'> & {
  /** Null: the first one, from this one on, in which something is free. */
  month: Temporal.PlainYearMonth | null
  /** Whose dates and months these are: the patient's zone. */
  timeZone: string
}

export interface FreeMonth {
  month: Temporal.PlainYearMonth
  /** By date of the patient's zone; days without free times are left out. */
  days: Map<string, FreeTime[]>
  /** Where the month has none: the first free time after it, or else the first of all. */
  nextFree: Temporal.Instant | null
}

/** How far ahead a patient may turn and the next free time is looked for, unless the service's window is shorter. */
const MONTHS_AHEAD = 12

export async function findFreeMonth(tx: Tx, clinic: Clinic, query: MonthQuery): Promise<FreeMonth> {
  const { service, timeZone } = query
  const now = tx.clock.now()
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const month = query.month ?? today.toPlainYearMonth()
  const free = await findAvailability(tx, clinic, { ...query, ...spanOf(month, timeZone) })
  if (free.length > 0) return { month, days: byDate(free, { month, timeZone }), nextFree: null }
  const after = spanOf(month, timeZone).to
  const end = spanOf(lastMonthOf(service, today), timeZone).to
  const nextFree =
    (await findFirst(tx, clinic, query, { from: after, to: end })) ??
    (await findFirst(tx, clinic, query, { from: now, to: spanOf(month, timeZone).from }))
  if (query.month || !nextFree) return { month, days: new Map(), nextFree }
  const next = nextFree.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()
  return findFreeMonth(tx, clinic, { ...query, month: next })
}

/** The last month that may hold something: by the service's booking window, else a year ahead. */
export function lastMonthOf(service: Service, today: Temporal.PlainDate): Temporal.PlainYearMonth {
  const furthest = today.add({ months: MONTHS_AHEAD })
  const last = service.bookingWindow ? lastDateOf(service.bookingWindow, today) : furthest
  return (Temporal.PlainDate.compare(last, furthest) < 0 ? last : furthest).toPlainYearMonth()
}

function lastDateOf(window: BookingWindow, today: Temporal.PlainDate): Temporal.PlainDate {
  if ('to' in window) return Temporal.PlainDate.from(window.to)
  // Five business days are a week, and a weekend may lie before the first.
  const days = window.count === 'business' ? Math.ceil(window.days / 5) * 7 + 2 : window.days
  // A day more: the practitioner's date may be ahead of the patient's.
  return today.add({ days: days + 1 })
}

/** In steps that grow: most often the next weeks have it, and a year of a large clinic is much to look through. */
async function findFirst(
  tx: Tx,
  clinic: Clinic,
  query: MonthQuery,
  span: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Temporal.Instant | null> {
  let from = span.from
  for (let days = 31; Temporal.Instant.compare(from, span.to) < 0; days *= 3) {
    const step = from.add({ hours: 24 * days })
    const to = Temporal.Instant.compare(step, span.to) < 0 ? step : span.to
    const [first] = await findAvailability(tx, clinic, { ...query, from, to })
    if (first) return first.startAt
    from = to
  }
  return null
}

/** Midnights are looked up for each day, not for each of a thousand starts. */
function byDate(
  free: FreeTime[],
  { month, timeZone }: { month: Temporal.PlainYearMonth; timeZone: string },
): Map<string, FreeTime[]> {
  const days = new Map<string, FreeTime[]>()
  let next = 0
  for (let day = 1; day <= month.daysInMonth; day++) {
    const date = month.toPlainDate({ day })
    const end = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
    const first = next
    while ((free[next]?.startAt.epochMilliseconds ?? end) < end) next++
    if (next > first) days.set(date.toString(), free.slice(first, next))
  }
  return days
}

function spanOf(
  month: Temporal.PlainYearMonth,
  timeZone: string,
): { from: Temporal.Instant; to: Temporal.Instant } {
  const first = (each: Temporal.PlainYearMonth) =>
    each.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).toInstant()
  return { from: first(month), to: first(month.add({ months: 1 })) }
}
