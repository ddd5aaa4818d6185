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

/** All dates from the first to the last, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  const last = Temporal.PlainDate.from(to)
  let date = Temporal.PlainDate.from(from)
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    dates.push(date.toString())
  return dates
}
