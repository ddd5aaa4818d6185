/** Dates as whole numbers, so that reckoning with them is arithmetic: a day is counted from 1970-01-01. */

export type Day = number

const MS_PER_DAY = 86_400_000

export function dayOf(isoDate: string): Day {
  const [year = 0, month = 1, day = 1] = isoDate.slice(0, 10).split('-').map(Number)
  return Math.floor(Date.UTC(year, month - 1, day) / MS_PER_DAY)
}

export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Month is 1 to 12. Null for a date that no calendar has, such as 31 June. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  const day = Math.floor(Date.UTC(year, month - 1, date) / MS_PER_DAY)
  const parts = partsOf(day)
  return parts.month === month && parts.date === date ? day : null
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  const moment = new Date(day * MS_PER_DAY)
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, date: moment.getUTCDate() }
}

/** 0 = Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

/** Monday of its ISO week. */
export function mondayOf(day: Day): Day {
  return day - ((weekdayOf(day) + 6) % 7)
}

/** First and last day of the month that is `ahead` months after that of `day`. */
export function monthOf(day: Day, ahead = 0): { from: Day; to: Day } {
  const { year, month } = partsOf(day)
  const first = Date.UTC(year, month - 1 + ahead, 1) / MS_PER_DAY
  const next = Date.UTC(year, month + ahead, 1) / MS_PER_DAY
  return { from: first, to: next - 1 }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The date and minute of the day that a clock in the zone shows. Throws `RangeError` for an unknown zone or instant. */
export function localClock(instant: string, timeZone: string): { day: Day; minute: number } {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-u-ca-iso8601-hc-h23', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(timeZone, clock)
  }
  const shown: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(new Date(instant))) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown
  return { day: Date.UTC(year, month - 1, day) / MS_PER_DAY, minute: hour * 60 + minute }
}
