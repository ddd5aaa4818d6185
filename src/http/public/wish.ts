/** A wish is what an address of the booking page asks to see: a month, a day, a length, a practitioner, a time. */
import type { Service } from '../../desk/services/service.ts'
import { isUuid } from '../../kit/ids.ts'

export interface Wish {
  month: Temporal.PlainYearMonth | null
  date: Temporal.PlainDate | null
  start: Temporal.Instant | null
  /** Null: the service's usual one. */
  durationMinutes: number | null
  /** Null: anybody. */
  practitionerId: string | null
  /** Something stood there that cannot be read, is over or is not offered; it is left out above. */
  isMisread: boolean
}

/** Addresses are typed, shortened and kept for years: whatever stands there, something sensible is shown. */
export function readWish(
  query: Record<string, string>,
  about: { service: Service; today: Temporal.PlainDate; lastMonth: Temporal.PlainYearMonth },
): Wish {
  const { service, today, lastMonth } = about
  const read = {
    month: readText(query.month, /^\d{4}-\d\d$/, (text) => Temporal.PlainYearMonth.from(text)),
    date: readText(query.date, /^\d{4}-\d\d-\d\d$/, (text) => Temporal.PlainDate.from(text)),
    // Whole minutes: a start between two of them would cost both their times.
    start: readText(query.start, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:00(\.0+)?)?Z$/, (text) =>
      Temporal.Instant.from(text),
    ),
    durationMinutes: readText(query.duration, /^\d{1,4}$/, Number),
    practitionerId: readText(query.practitioner, /^.{36}$/, (text) =>
      isUuid(text) ? text.toLowerCase() : null,
    ),
  }
  const isOffered = {
    month: (month: Temporal.PlainYearMonth) => isBetween(month, today.toPlainYearMonth(), lastMonth),
    date: (date: Temporal.PlainDate) =>
      Temporal.PlainDate.compare(date, today) >= 0 &&
      isBetween(date.toPlainYearMonth(), today.toPlainYearMonth(), lastMonth),
    // A month to either side for the zone's sake; what is free is asked afterwards.
    start: (start: Temporal.Instant) => {
      const month = start.toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth()
      return isBetween(month, today.toPlainYearMonth().subtract({ months: 1 }), lastMonth.add({ months: 1 }))
    },
    durationMinutes: (minutes: number) => service.durationsMinutes.includes(minutes),
    practitionerId: (id: string) =>
      service.practitioners.some((performer) => performer.practitionerId === id),
  }
  const date = keep(read.date, isOffered.date)
  const month = keep(read.month, isOffered.month) ?? date?.toPlainYearMonth() ?? null
  const wish = {
    month,
    date: date && month && date.toPlainYearMonth().equals(month) ? date : null,
    start: keep(read.start, isOffered.start),
    durationMinutes: keep(read.durationMinutes, isOffered.durationMinutes),
    practitionerId: keep(read.practitionerId, isOffered.practitionerId),
  }
  const names = {
    month: 'month',
    date: 'date',
    start: 'start',
    durationMinutes: 'duration',
    practitionerId: 'practitioner',
  } as const
  return {
    ...wish,
    isMisread: Object.entries(names).some(
      ([key, name]) => query[name] && wish[key as keyof typeof wish] === null,
    ),
  }
}

/** Undefined: nothing stood there; null: nothing that can be read. */
function readText<T>(
  text: string | undefined,
  shape: RegExp,
  read: (text: string) => T | null,
): T | null | undefined {
  if (!text) return undefined
  if (!shape.test(text)) return null
  try {
    return read(text)
  } catch {
    return null
  }
}

function keep<T>(value: T | null | undefined, isOffered: (value: T) => boolean): T | null {
  return value !== null && value !== undefined && isOffered(value) ? value : null
}

function isBetween(
  month: Temporal.PlainYearMonth,
  first: Temporal.PlainYearMonth,
  last: Temporal.PlainYearMonth,
) {
  return (
    Temporal.PlainYearMonth.compare(month, first) >= 0 && Temporal.PlainYearMonth.compare(month, last) <= 0
  )
}
