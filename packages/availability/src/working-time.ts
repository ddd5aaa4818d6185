/** Weekly hours, overrides, closures and travel, read on real dates. */
import { intersect, merge, type Ranges } from './ranges.ts'
import { DAY, HOUR, MINUTE, type TimeZone, weekdayOf } from './time-zone.ts'

/** Minutes of the wall clock since the date's midnight; the end may lie on the next date. */
export type Window = readonly [start: number, end: number]

export interface Calendar {
  zone: TimeZone
  /** Windows of each weekday, Sunday first. */
  weekly: readonly (readonly Window[])[]
  overrides: ReadonlyMap<number, readonly Window[]>
  closures: readonly { from: number; to: number; name: string | null }[]
  travels: readonly { from: number; to: number; zone: TimeZone }[]
}

export interface WorkingTime {
  hours: Ranges
  /** Beginnings of dates that are open from midnight to midnight. */
  wholeDays: number[]
}

/** The day may be short where the clocks change (Troll skips two hours), but not so short. */
const SHORTEST_DAY = 20 * HOUR

/** What is open on the dates from `firstDay` to `lastDay`. A window belongs to the date on which it begins. */
export function workingTime(calendar: Calendar, firstDay: number, lastDay: number): WorkingTime {
  const spans: [number, number][] = []
  for (let day = firstDay; day <= lastDay; day++) {
    const windows = windowsOn(calendar, day)
    if (windows.length === 0) continue
    const zone = zoneOn(calendar, day)
    const midnight = day * DAY
    const offset = zone.steadyOffset(midnight - DAY, midnight + 3 * DAY)
    for (const [start, end] of windows) {
      const from = midnight + start * MINUTE
      const to = midnight + end * MINUTE
      spans.push(offset === null ? [zone.instantOf(from), zone.instantOf(to)] : [from - offset, to - offset])
    }
  }
  const hours = merge(spans)
  return { hours, wholeDays: wholeDaysOf(hours, (day) => zoneOn(calendar, day), calendar.zone) }
}

/** When all of them are open. Whole days are counted by the zone that they are booked in. */
export function commonTime(all: WorkingTime[], zone: TimeZone): WorkingTime {
  const hours = all.map((each) => each.hours).reduce(intersect)
  return { hours, wholeDays: wholeDaysOf(hours, () => zone, zone) }
}

export function windowInstants(calendar: Calendar, day: number, [start, end]: Window): [number, number] {
  const zone = zoneOn(calendar, day)
  return [zone.instantOf(day * DAY + start * MINUTE), zone.instantOf(day * DAY + end * MINUTE)]
}

export function windowsOn(calendar: Calendar, day: number): readonly Window[] {
  if (closureOn(calendar, day)) return []
  return calendar.overrides.get(day) ?? (calendar.weekly[weekdayOf(day)] as readonly Window[])
}

export function closureOn({ closures }: Calendar, day: number): Calendar['closures'][number] | null {
  return closures.find(({ from, to }) => day >= from && day <= to) ?? null
}

function zoneOn({ travels, zone }: Calendar, day: number): TimeZone {
  return travels.find(({ from, to }) => day >= from && day <= to)?.zone ?? zone
}

function wholeDaysOf({ starts, ends }: Ranges, zoneOf: (day: number) => TimeZone, home: TimeZone): number[] {
  const wholeDays: number[] = []
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] as number
    const end = ends[i] as number
    if (end - start < SHORTEST_DAY) continue
    // Travel may be a day off home.
    const last = home.dayOf(end) + 1
    for (let day = home.dayOf(start) - 1; day <= last; day++) {
      const zone = zoneOf(day)
      const midnight = zone.startOfDay(day)
      const next = zone.startOfDay(day + 1)
      if (midnight >= start && next <= end && next > midnight) wholeDays.push(midnight)
    }
  }
  return wholeDays.sort((a, b) => a - b)
}
