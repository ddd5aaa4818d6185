/** Single values of a question. What cannot be understood is refused with the place, the reason and the remedy. */
import { parseDate, parseInstant } from './iso.ts'
import { type TimeZone, timeZone } from './time-zone.ts'

export class InvalidQuestion extends Error {
  override name = 'InvalidQuestion'
  /** Where in the question, as `hosts[2].busy[0].end`. */
  readonly place: string

  constructor(place: string, remedy: string) {
    super(`${place}: ${remedy}`)
    this.place = place
  }
}

const MOST_MINUTES = 30 * 1440

export function readZone(name: string, place: string): TimeZone {
  try {
    return timeZone(name)
  } catch {
    throw new InvalidQuestion(
      place,
      `${JSON.stringify(name)} is no time zone: give an IANA name as "Europe/Berlin"`,
    )
  }
}

export function readInstant(text: string, place: string): number {
  const instant = parseInstant(text)
  if (Number.isNaN(instant)) throw notAnInstant(place, text)
  return instant
}

export function notAnInstant(place: string, text: unknown): InvalidQuestion {
  return new InvalidQuestion(
    place,
    `${JSON.stringify(text)} is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"`,
  )
}

export function readDate(text: string, place: string): number {
  const day = parseDate(text)
  if (Number.isNaN(day))
    throw new InvalidQuestion(place, `${JSON.stringify(text)} is no date: give "2027-03-01"`)
  return day
}

export function readTime(text: string, place: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  const time = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN
  if (!(time <= 1440)) {
    throw new InvalidQuestion(place, `${JSON.stringify(text)} is no time of day: give "00:00" to "24:00"`)
  }
  return time
}

export function minutes(value: number, place: string, least: number, most = MOST_MINUTES): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidQuestion(place, `is ${value}: give a whole number from ${least} to ${most}`)
  }
  return value
}

export function count(value: number, place: string): number {
  return minutes(value, place, 1, 100_000)
}
