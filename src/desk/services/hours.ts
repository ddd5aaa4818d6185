/** Hours are wall time of a zone, week by week, with other hours on single dates. */

/** `HH:MM`; `24:00` is the end of the day. An end at or before the start is on the next day. */
export interface HoursWindow {
  start: string
  end: string
}

export interface WeeklyHours extends HoursWindow {
  /** 0 is Sunday. */
  days: number[]
}

/** Replaces the weekly hours of its date; without windows the day is off. */
export interface HoursOverride {
  /** `YYYY-MM-DD` */
  date: string
  windows: HoursWindow[]
  name: string | null
}

/** On these dates, both included, the hours are of another zone. */
export interface Travel {
  fromDate: string
  toDate: string
  /** IANA. */
  timeZone: string
}

export interface Closure extends HoursOverride {
  id: string
}

export type HoursRefusal = {
  ok: false
  reason:
    | 'no_practitioner'
    | 'travels_overlap'
    | 'same_date_twice'
    | 'unknown_time_zone'
    | 'ends_before_start'
}

/** Whether two journeys share a date: then nobody could say in which zone that day's hours are. */
export function travelsOverlap(travels: readonly Travel[]): boolean {
  const inOrder = travels.toSorted((a, b) => (a.fromDate < b.fromDate ? -1 : 1))
  return inOrder.some((travel, i) => travel.fromDate <= (inOrder[i - 1]?.toDate ?? ''))
}

/**
 * In whose zone somebody's hours are. Whoever has none of their own works the clinic's, which are told by the clinic's
 * clock wherever they sit: null.
 */
export function zoneOfHours(own: { timeZone: string | null; hours: readonly WeeklyHours[] }): string | null {
  return own.hours.length > 0 ? own.timeZone : null
}

type DayHours = Pick<HoursOverride, 'date' | 'windows'>

/**
 * Somebody's single days where the clinic has other hours on some dates: whoever works the clinic's hours has those;
 * whoever has hours of their own keeps what of them lies within. A short day of the clinic is nobody's longer one.
 */
export function withinClinicDays(
  own: { hours: readonly WeeklyHours[]; overrides: readonly DayHours[] },
  clinicDays: readonly DayHours[],
): DayHours[] {
  const others = own.overrides.filter(({ date }) => !clinicDays.some((day) => day.date === date))
  const shared = clinicDays.map(({ date, windows }) => {
    const ownDay = own.overrides.find((day) => day.date === date)?.windows
    if (!ownDay && own.hours.length === 0) return { date, windows }
    return { date, windows: overlapsOf(ownDay ?? weeklyWindowsOn(date, own.hours), windows) }
  })
  return [...others, ...shared]
}

function weeklyWindowsOn(date: string, hours: readonly WeeklyHours[]): readonly HoursWindow[] {
  const weekday = Temporal.PlainDate.from(date).dayOfWeek % 7
  return hours.filter(({ days }) => days.includes(weekday))
}

function overlapsOf(some: readonly HoursWindow[], others: readonly HoursWindow[]): HoursWindow[] {
  return some.map(minutesOf).flatMap(([start, end]) =>
    others.map(minutesOf).flatMap(([from, to]) => {
      const [first, last] = [Math.max(start, from), Math.min(end, to)]
      return first < last ? [{ start: wallTime(first), end: last === DAY ? '24:00' : wallTime(last) }] : []
    }),
  )
}

const DAY = 24 * 60

/** Since the midnight on which it begins. */
function minutesOf({ start, end }: HoursWindow): [start: number, end: number] {
  const from = minuteOf(start)
  const to = minuteOf(end)
  return [from, to < from ? to + DAY : to]
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function wallTime(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60]
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** All dates from the first to the last, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  const last = Temporal.PlainDate.from(to)
  let date = Temporal.PlainDate.from(from)
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    dates.push(date.toString())
  return dates
}
