/** The hours of one calendar on real dates, for a screen that shades what is closed. */
import type { Closure, Host } from './input.ts'
import { formatDate, formatInstant } from './iso.ts'
import { readCalendarOf } from './read-calendar.ts'
import { readDate } from './read-values.ts'
import { windowInstants, windowsOn } from './working-time.ts'

export interface WorkingDay {
  date: string
  /** As they begin on this date; one that lasts past midnight ends on the next. */
  windows: { start: string; end: string }[]
}

/** From one date to another, both included. Throws `InvalidQuestion`. */
export function workingDays(
  host: Required<Pick<Host, 'timeZone' | 'schedule'>> &
    Pick<Host, 'overrides' | 'travel'> & { closures?: Closure[] },
  from: string,
  to: string,
): WorkingDay[] {
  const calendar = readCalendarOf(host)
  const last = readDate(to, 'to')
  const days: WorkingDay[] = []
  for (let day = readDate(from, 'from'); day <= last; day++) {
    const windows = windowsOn(calendar, day)
      .map((window) => windowInstants(calendar, day, window))
      .filter(([start, end]) => start < end)
      .sort((a, b) => a[0] - b[0])
      .map(([start, end]) => ({ start: formatInstant(start), end: formatInstant(end) }))
    days.push({ date: formatDate(day), windows })
  }
  return days
}
