/** Dates with other hours than in any week, days off and holidays, as stretches of days that belong together. */
import type { Schemas } from '../../api.ts'
import { addDays } from '../../clinic-time.ts'
import type { HoursWindow } from './weekly-hours.ts'

export type HoursOverride = Schemas['HoursOverride']

/** Both dates included. Without windows: off all day. */
export interface Stretch<Dated extends HoursOverride = HoursOverride> {
  from: string
  to: string
  windows: HoursWindow[]
  name: string | null
  /** One for each date. */
  days: Dated[]
}

/** Dates that follow each other with the same name and hours are one stretch: a holiday is not ten entries. */
export function stretchesOf<Dated extends HoursOverride>(days: readonly Dated[]): Stretch<Dated>[] {
  const stretches: Stretch<Dated>[] = []
  for (const day of days.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const last = stretches.at(-1)
    if (last && addDays(last.to, 1) === day.date && last.name === day.name && hasSameHours(last, day)) {
      last.to = day.date
      last.days.push(day)
    } else {
      stretches.push({ from: day.date, to: day.date, windows: day.windows, name: day.name, days: [day] })
    }
  }
  return stretches
}

function hasSameHours(a: { windows: HoursWindow[] }, b: { windows: HoursWindow[] }): boolean {
  const text = ({ windows }: { windows: HoursWindow[] }) =>
    windows.map(({ start, end }) => `${start} ${end}`).join()
  return text(a) === text(b)
}

/** What stood for one of its dates is replaced. */
export function withStretch(
  days: readonly HoursOverride[],
  { from, to, windows, name }: Pick<Stretch, 'from' | 'to' | 'windows' | 'name'>,
): HoursOverride[] {
  const added = datesBetween(from, to).map((date) => ({ date, windows, name }))
  return [...days.filter(({ date }) => date < from || date > to), ...added].sort((a, b) =>
    a.date.localeCompare(b.date),
  )
}

export function withoutStretch(
  days: readonly HoursOverride[],
  { from, to }: Pick<Stretch, 'from' | 'to'>,
): HoursOverride[] {
  return days.filter(({ date }) => date < from || date > to)
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date)
  return dates
}
