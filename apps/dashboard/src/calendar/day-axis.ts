/** How far down a day an instant stands: in minutes, also on the days on which the clinic's clock changes. */
import { addDays, type ClinicTime, daysBetween } from '../clinic-time.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const HALF_HOUR = 30

export interface Mark {
  at: number
  label: string
}

export interface DayAxis {
  day: string
  /** Minutes from midnight to midnight. */
  length: number
  /** Of another day's instants it is negative, or more than `length`. */
  at(instant: string): number
  instant(minutes: number): string
  /** Where the clock shows these minutes since midnight. */
  atClock(minutes: number): number
  /** The clock's full hours. */
  marks: Mark[]
}

/** One day alone: as long as it really is, 23 or 25 hours too, so that each instant has a place of its own. */
export function elapsedAxis(day: string, time: ClinicTime): DayAxis {
  const midnight = Date.parse(time.instantAt(day, 0))
  const length = (Date.parse(time.instantAt(addDays(day, 1), 0)) - midnight) / MINUTE_MS
  const at = (instant: string) => (Date.parse(instant) - midnight) / MINUTE_MS
  const instant = (minutes: number) => new Date(midnight + minutes * MINUTE_MS).toISOString()
  return {
    day,
    length,
    at,
    instant,
    atClock: (minutes) => at(time.instantAt(day, minutes)),
    marks: marksOf(length, instant, time),
  }
}

/**
 * Several days side by side: as long as a clock's day, so that nine o'clock is at the same height in each. What
 * happens twice on one night stands at the same height.
 */
export function clockAxis(day: string, time: ClinicTime): DayAxis {
  const instant = (minutes: number) => time.instantAt(day, minutes)
  return {
    day,
    length: DAY_MINUTES,
    at: (moment) => daysBetween(day, time.day(moment)) * DAY_MINUTES + time.minutes(moment),
    instant,
    atClock: (minutes) => minutes,
    marks: Array.from({ length: 25 }, (_, hour) => ({ at: hour * 60, label: time.hour(hour * 60) })),
  }
}

/** An hour that comes twice is told apart by the zone's name below it: `1:00 AM`, `CDT`. */
function marksOf(length: number, instant: (minutes: number) => string, time: ClinicTime): Mark[] {
  const hours: { at: number; clock: number }[] = []
  for (let at = 0; at <= length; at += HALF_HOUR) {
    const clock = time.minutes(instant(at))
    if (clock % 60 === 0) hours.push({ at, clock })
  }
  return hours.map(({ at, clock }, index) => {
    const isTwice = hours.some(
      (other, there) => there !== index && at < length && other.at < length && other.clock === clock,
    )
    const label = time.hour(clock)
    return { at, label: isTwice ? `${label}\n${time.zoneName(instant(at))}` : label }
  })
}

/** A sentence for the two days of the year that are not 24 hours long. */
export function clockChange(axis: DayAxis): string | null {
  if (axis.length === DAY_MINUTES) return null
  return axis.length > DAY_MINUTES
    ? `The clocks go back: this day has ${axis.length / 60} hours.`
    : `The clocks go forward: this day has ${axis.length / 60} hours.`
}
