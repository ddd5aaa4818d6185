/** Dates and moments of a request, as instants: a date is a whole day of a zone, whatever the clocks do that night. */
import type { Problem } from '../kit/problem.ts'
import { unfit } from './api/api.ts'

const MOST_DAYS = 62

/** A date is its midnight. */
export function startOf(moment: string, zone: string): Temporal.Instant {
  return isDate(moment)
    ? Temporal.PlainDate.from(moment).toZonedDateTime(zone).toInstant()
    : Temporal.Instant.from(moment)
}

/** A date is the whole day: up to the last microsecond before the next midnight. */
export function endOf(moment: string, zone: string): Temporal.Instant {
  return isDate(moment) ? endOfDay(moment, zone).subtract({ microseconds: 1 }) : Temporal.Instant.from(moment)
}

/** The midnight that ends it. */
export function endOfDay(date: string, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/** Throws where the dates are not in order, or more than a screen shows at once. */
export function demandFewDays({ from, to }: { from: string; to: string }): void {
  const days = Temporal.PlainDate.from(from).until(to).days
  if (days < 0) throw disordered()
  if (days > MOST_DAYS) throw unfit('/to', `More than ${MOST_DAYS} days after from; ask for less at a time`)
}

/** From one moment to another, of any length. */
export function stretchOf(query: { from: string; to: string }, zone: string) {
  const stretch = { from: startOf(query.from, zone), to: endOf(query.to, zone) }
  if (Temporal.Instant.compare(stretch.from, stretch.to) > 0) throw disordered()
  return stretch
}

function disordered(): Problem {
  return unfit('/to', 'Lies before from; exchange the two')
}

function isDate(moment: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(moment)
}
