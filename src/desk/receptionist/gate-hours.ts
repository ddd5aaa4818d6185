/** Whether a sentence tells the clinic's opening hours as they are. */
import type { HoursWindow } from '../services/hours.ts'
import type { Mention } from './gate-moments.ts'
import type { Known, Wall } from './gate-times.ts'

export const CLOSED =
  /\b(?:clos(?:ed|es|e)|not open|aren’t open|isn’t open|cerr\p{L}+|cierr\p{L}+|no abr\p{L}+)\b/iu
const CLOSES = /\b(?:clos(?:es?|ing)|cierr\p{L}+|cerramos)\s+(?:(?:at|by|a)\s+)?(?:las?\s+)?$/iu
const OPENS = /\b(?:opens?|opening|abr\p{L}+)\s+(?:(?:at|a)\s+)?(?:las?\s+)?$/iu

/** A stretch is one of the clinic's, an opening and a closing time are theirs, any other time lies within them. */
export function areHoursTrue(
  mentions: readonly Mention[],
  { text, isClosed, known, wall }: { text: string; isClosed: boolean; known: Known; wall: Wall },
): boolean {
  const now = wall.now.toZonedDateTimeISO(wall.timeZone)
  const named = mentions.filter(({ kind }) => kind !== 'clock' && kind !== 'part')
  const clocks = mentions.flatMap(({ clock }) => clock ?? [])
  const days = Array.from({ length: named.some(({ kind }) => kind === 'date') ? 370 : 7 }, (_, i) =>
    now.add({ days: i }),
  )
  const meant = named.flatMap((mention) => days.find((day) => mention.fits(day, now)) ?? [])
  if (meant.length < named.length) return false
  if (isClosed && clocks.length === 0) return meant.every((day) => windowsOn(day, known).length === 0)
  const windows = (meant.length > 0 ? meant : days).flatMap((day) => windowsOn(day, known))
  if (meant.some((day) => windowsOn(day, known).length === 0)) return false
  return clocks.every(({ minutes, until, bound, at }) => {
    const before = text.slice(0, at)
    return windows.some(({ start, end }) => {
      if (until !== undefined) return minutes.includes(start) && until === end
      if (bound === 'until' || CLOSES.test(before)) return minutes.includes(end)
      if (bound === 'from' || OPENS.test(before)) return minutes.includes(start)
      return minutes.some((minute) => minute >= start && minute <= end)
    })
  })
}

function windowsOn(day: Temporal.ZonedDateTime, { hours, closures }: Known) {
  const date = day.toPlainDate().toString()
  const other = closures.find((closure) => closure.date === date)
  const windows: readonly HoursWindow[] =
    other?.windows ?? hours.filter(({ days }) => days.includes(day.dayOfWeek % 7))
  return windows.map(({ start, end }) => ({ start: minuteOf(start), end: minuteOf(end) }))
}

function minuteOf(wall: string): number {
  const [hour = 0, minute = 0] = wall.split(':').map(Number)
  return hour * 60 + minute
}
