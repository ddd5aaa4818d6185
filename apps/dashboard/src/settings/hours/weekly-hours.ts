/** A week of working hours as staff edit it: for each weekday its windows, in wall time and in order. */
import type { Schemas } from '../../api.ts'

export type WeeklyHours = Schemas['WeeklyHours']
export type HoursWindow = Schemas['HoursWindow']
/** By weekday, 0 is Sunday. A day without windows is closed. */
export type Week = HoursWindow[][]

const DAY_MINUTES = 1440
const HOUR_MINUTES = 60
const USUAL: HoursWindow = { start: '09:00', end: '17:00' }
export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

/** From the day on which weeks begin. */
export function weekdaysFrom(firstWeekday: number): number[] {
  return WEEKDAYS.map((_, index) => (firstWeekday + index) % 7)
}

export function weekdayName(day: number): string {
  return WEEKDAYS[day] ?? ''
}

export function emptyWeek(): Week {
  return WEEKDAYS.map(() => [])
}

export function weekOf(hours: readonly WeeklyHours[]): Week {
  return emptyWeek().map((_, day) => inOrder(hours.filter(({ days }) => days.includes(day)).map(asEdited)))
}

/** Days with the same window share an entry: Monday to Friday nine to five is one. */
export function hoursOf(week: Week): WeeklyHours[] {
  const entries = new Map<string, WeeklyHours>()
  week.forEach((windows, day) => {
    for (const window of windows.map(asKept)) {
      const key = `${window.start} ${window.end}`
      const entry = entries.get(key) ?? { days: [], ...window }
      if (!entry.days.includes(day)) entry.days.push(day)
      entries.set(key, entry)
    }
  })
  return [...entries.values()].sort(
    (a, b) =>
      (a.days[0] ?? 0) - (b.days[0] ?? 0) || a.start.localeCompare(b.start) || a.end.localeCompare(b.end),
  )
}

/** A time field has no `24:00`; midnight at the end of a day is `00:00` there. */
export function asEdited({ start, end }: HoursWindow): HoursWindow {
  return { start, end: end === '24:00' ? '00:00' : end }
}

export function asKept({ start, end }: HoursWindow): HoursWindow {
  return { start, end: end === '00:00' ? '24:00' : end }
}

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR_MINUTES + minutes
}

function timeOf(minutes: number): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${pad(Math.floor(minutes / HOUR_MINUTES) % 24)}:${pad(minutes % HOUR_MINUTES)}`
}

/** Since the midnight on which its day begins; the end of one past midnight lies beyond 1440. */
export function spanOf({ start, end }: HoursWindow): { from: number; to: number } {
  const from = minutesOf(start)
  const to = minutesOf(end)
  return { from, to: to <= from ? to + DAY_MINUTES : to }
}

export function isPastMidnight(window: HoursWindow): boolean {
  return isComplete(window) && spanOf(window).to > DAY_MINUTES
}

export function isComplete({ start, end }: HoursWindow): boolean {
  return start !== '' && end !== ''
}

/** What is proposed when somebody adds hours to a day: nine to five, else the afternoon after what is there. */
export function nextWindow(windows: readonly HoursWindow[]): HoursWindow {
  const last = windows.at(-1)
  if (!last || !isComplete(last)) return last ? { start: '', end: '' } : USUAL
  const from = spanOf(last).to + HOUR_MINUTES
  if (from + HOUR_MINUTES > DAY_MINUTES) return { start: '', end: '' }
  return { start: timeOf(from), end: timeOf(Math.min(from + 4 * HOUR_MINUTES, DAY_MINUTES)) }
}

export function copyDay(week: Week, from: number, to: readonly number[]): Week {
  const windows = week[from] ?? []
  return week.map((own, day) => (to.includes(day) ? windows.map((window) => ({ ...window })) : own))
}

export function withDay(week: Week, day: number, windows: HoursWindow[]): Week {
  return week.map((own, index) => (index === day ? windows : own))
}

/** What cannot stand in one day's windows, by their index. */
export function flawsOf(windows: readonly HoursWindow[]): Map<number, string> {
  const flaws = new Map<number, string>()
  windows.forEach((window, index) => {
    if (!isComplete(window)) flaws.set(index, 'Enter both times')
    else if (windows.some((other, before) => before < index && isComplete(other) && overlap(other, window)))
      flaws.set(index, 'Overlaps with the hours above')
  })
  return flaws
}

/** What cannot stand in a week, by weekday and index of the window. */
export function weekFlaws(week: Week): Map<number, Map<number, string>> {
  const flaws = week.map(flawsOf)
  week.forEach((windows, day) => {
    const tomorrow = (day + 1) % 7
    windows.forEach((window, index) => {
      if (!isPastMidnight(window) || flaws[day]?.has(index)) return
      const runsInto = (week[tomorrow] ?? []).some(
        (next) => isComplete(next) && spanOf(next).from + DAY_MINUTES < spanOf(window).to,
      )
      if (runsInto) flaws[day]?.set(index, `Runs into the hours of ${weekdayName(tomorrow)}`)
    })
  })
  return new Map(flaws.flatMap((of, day) => (of.size > 0 ? [[day, of]] : [])))
}

export function isOpenAtAll(week: Week): boolean {
  return week.some((windows) => windows.length > 0)
}

/** `Mon–Fri 9:00 AM – 5:00 PM, Sat 10:00 AM – 2:00 PM`; `hour` writes minutes since midnight. */
export function weekInWords(week: Week, firstWeekday: number, hour: (minutes: number) => string): string {
  const days = new Map<string, number[]>()
  for (const day of weekdaysFrom(firstWeekday)) {
    const text = windowsInWords(week[day] ?? [], hour)
    days.set(text, [...(days.get(text) ?? []), day])
  }
  return [...days]
    .filter(([text]) => text !== '')
    .map(([text, same]) => `${daysInWords(same)} ${text}`)
    .join(', ')
}

export function windowsInWords(windows: readonly HoursWindow[], hour: (minutes: number) => string): string {
  return windows
    .filter(isComplete)
    .map(({ start, end }) => `${hour(minutesOf(start))} – ${hour(minutesOf(end))}`)
    .join(' and ')
}

/** `Mon–Fri`, `Mon, Wed, Fri`, `Sun–Tue, Thu`: three and more in a row are a stretch. */
function daysInWords(days: readonly number[]): string {
  if (days.length === 7) return 'Every day'
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && day === ((last.at(-1) ?? 0) + 1) % 7) last.push(day)
    else runs.push([day])
  }
  const short = (day: number | undefined) => weekdayName(day ?? 0).slice(0, 3)
  return runs
    .map((run) => (run.length > 2 ? `${short(run[0])}–${short(run.at(-1))}` : run.map(short).join(', ')))
    .join(', ')
}

function overlap(a: HoursWindow, b: HoursWindow): boolean {
  const [one, other] = [spanOf(a), spanOf(b)]
  return one.from < other.to && other.from < one.to
}

function inOrder(windows: HoursWindow[]): HoursWindow[] {
  return windows.sort((a, b) => a.start.localeCompare(b.start) || a.end.localeCompare(b.end))
}
