/**
 * Hours in which a clinic's messages leave people alone. Source: 47 CFR 64.1200(c)(1) (no solicitation before 8:00 or
 * after 21:00 at the called party's location), taken as the floor for every automated text; marketing is narrower.
 */
import type { Purpose } from './message.ts'

interface Window {
  /** Minutes after midnight, wall time. */
  opens: number
  closes: number
}

const DAILY: Window = { opens: 8 * 60, closes: 21 * 60 }
const MARKETING: Window = { opens: 9 * 60, closes: 20 * 60 }
const MARKETING_SUNDAY: Window = { opens: 12 * 60, closes: 20 * 60 }
const SUNDAY = 7

function windowOn(day: Temporal.PlainDate, purpose: Purpose): Window {
  if (purpose !== 'marketing') return DAILY
  return day.dayOfWeek === SUNDAY ? MARKETING_SUNDAY : MARKETING
}

/** True when every zone that the person may be in has its window open. */
export function isOpen(at: Temporal.Instant, zones: readonly string[], purpose: Purpose): boolean {
  return zones.every((zone) => {
    const local = at.toZonedDateTimeISO(zone)
    const minute = local.hour * 60 + local.minute
    const { opens, closes } = windowOn(local.toPlainDate(), purpose)
    return minute >= opens && minute < closes
  })
}

/** Wall-clock windows overlap within two days for any two zones on earth, or they never do. */
const SEARCH_DAYS = 3

/** The first instant from `at` on at which all windows are open; null where the zones have no common hour. */
export function nextOpening(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
): Temporal.Instant | null {
  if (isOpen(at, zones, purpose)) return at
  const found = edges(at, zones, purpose, 'opens')
    .filter((edge) => Temporal.Instant.compare(edge, at) >= 0)
    .sort(Temporal.Instant.compare)
    .find((edge) => isOpen(edge, zones, purpose))
  return found ?? null
}

/** The last minute up to `at` at which all windows are open; null where the zones have no common hour. */
export function lastOpening(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
): Temporal.Instant | null {
  if (isOpen(at, zones, purpose)) return at
  const found = edges(at, zones, purpose, 'closes')
    .map((edge) => edge.subtract({ minutes: 1 }))
    .filter((edge) => Temporal.Instant.compare(edge, at) <= 0)
    .sort((a, b) => Temporal.Instant.compare(b, a))
    .find((edge) => isOpen(edge, zones, purpose))
  return found ?? null
}

function edges(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
  which: keyof Window,
): Temporal.Instant[] {
  const days = Array.from({ length: 2 * SEARCH_DAYS + 1 }, (_, index) => index - SEARCH_DAYS)
  return zones.flatMap((zone) => {
    const today = at.toZonedDateTimeISO(zone).toPlainDate()
    return days.map((offset) => {
      const day = today.add({ days: offset })
      const minutes = windowOn(day, purpose)[which]
      const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60)
      return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
    })
  })
}
