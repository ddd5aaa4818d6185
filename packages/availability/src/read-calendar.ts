/** Weekly hours, overrides, closures and travel: from JSON to a calendar. */
import type { Hours, Override, Question, Travel } from './input.ts'
import { InvalidQuestion, readDate, readTime, readZone } from './read-values.ts'
import type { TimeZone } from './time-zone.ts'
import type { Calendar, Window } from './working-time.ts'

export type Times = Pick<Question, 'schedule' | 'overrides' | 'travel' | 'closures'>

/** A calendar that stands by itself, with its zone. */
export function readCalendarOf(times: Times & { timeZone: string }): Calendar {
  return makeCalendar(readZone(times.timeZone, 'timeZone'), times, (name) => name)
}

export function makeCalendar(zone: TimeZone, times: Times, placeOf: (name: keyof Times) => string): Calendar {
  const { schedule = [], overrides = [], travel = [], closures = [] } = times
  return {
    zone,
    weekly: readWeek(schedule, placeOf('schedule')),
    overrides: readOverrides(overrides, placeOf('overrides')),
    travels: travel.map((each, i) => readTravel(each, `${placeOf('travel')}[${i}]`)),
    closures: closures.map(({ from, to, name }, i) => ({
      from: readDate(from, `closures[${i}].from`),
      to: readDate(to, `closures[${i}].to`),
      name: name ?? null,
    })),
  }
}

function readWeek(schedule: Hours[], place: string): Window[][] {
  const week: Window[][] = [[], [], [], [], [], [], []]
  schedule.forEach((hours, i) => {
    const window = readWindowTimes(hours, `${place}[${i}]`)
    for (const day of 'days' in hours ? hours.days : [hours.day]) {
      const windows = week[day]
      if (!windows) throw new InvalidQuestion(`${place}[${i}].days`, `${day} is no weekday: 0 (Sunday) to 6`)
      if (window) windows.push(window)
    }
  })
  return week
}

function readOverrides(overrides: Override[], place: string): Map<number, Window[]> {
  const byDay = new Map<number, Window[]>()
  overrides.forEach(({ date, windows }, i) => {
    const day = readDate(date, `${place}[${i}].date`)
    const read = windows
      .map((each, j) => readWindowTimes(each, `${place}[${i}].windows[${j}]`))
      .filter((window) => window !== null)
    byDay.set(day, [...(byDay.get(day) ?? []), ...read])
  })
  return byDay
}

type WallTimes = { start: string; end: string; crossesMidnight?: boolean }

/** Null for a window that begins where it ends. */
function readWindowTimes(
  { start, end, crossesMidnight }: WallTimes,
  place: string,
): readonly [number, number] | null {
  const from = readTime(start, `${place}.start`)
  const to = readTime(end, `${place}.end`)
  if (from === to && !crossesMidnight) return null
  return [from, to <= from ? to + 1440 : to]
}

function readTravel(travel: Travel, place: string): { from: number; to: number; zone: TimeZone } {
  return {
    from: readDate(travel.from, `${place}.from`),
    to: readDate(travel.to, `${place}.to`),
    zone: readZone(travel.timeZone, `${place}.timeZone`),
  }
}
