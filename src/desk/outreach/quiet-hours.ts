/** Hours in which a clinic's messages leave people alone; which these are says `policy.ts`. */
import type { Purpose } from './message.ts'
import { type Region, type Window, windowOn } from './policy.ts'

/** Where nobody said which region it is: the purposes that are quieted everywhere alike need none. */
const ANYWHERE: readonly Region[] = ['unknown']

/** True when every zone and region that the person may be in has its window open. */
export function isOpen(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
  regions: readonly Region[] = ANYWHERE,
): boolean {
  return zones.every((zone) => {
    const local = at.toZonedDateTimeISO(zone)
    const minute = local.hour * 60 + local.minute
    return regions.every((region) => {
      const window = windowOn(local.toPlainDate(), purpose, region)
      return window !== null && minute >= window.opens && minute < window.closes
    })
  })
}

/** A Saturday evening before a holiday on Monday waits until Tuesday; two holidays are never nearer to one another. */
const SEARCH_DAYS = 5

/** The first instant from `at` on at which all windows are open; null where there is no common hour. */
export function nextOpening(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
  regions: readonly Region[] = ANYWHERE,
): Temporal.Instant | null {
  if (isOpen(at, zones, purpose, regions)) return at
  const found = edges(at, zones, { purpose, regions, which: 'opens' })
    .filter((edge) => Temporal.Instant.compare(edge, at) >= 0)
    .sort(Temporal.Instant.compare)
    .find((edge) => isOpen(edge, zones, purpose, regions))
  return found ?? null
}

/** What failed at the vendor's in the last minute of an evening could not be tried again before the morning. */
const ROOM_FOR_TRIES = { minutes: 30 }

/**
 * `at` where all windows are open, else the last instant before it that leaves half an hour until they close; null where
 * there is no common hour.
 */
export function lastOpening(
  at: Temporal.Instant,
  zones: readonly string[],
  purpose: Purpose,
  regions: readonly Region[] = ANYWHERE,
): Temporal.Instant | null {
  if (isOpen(at, zones, purpose, regions)) return at
  const found = edges(at, zones, { purpose, regions, which: 'closes' })
    .map((edge) => edge.subtract(ROOM_FOR_TRIES))
    .filter((edge) => Temporal.Instant.compare(edge, at) <= 0)
    .sort((a, b) => Temporal.Instant.compare(b, a))
    .find((edge) => isOpen(edge, zones, purpose, regions))
  return found ?? null
}

function edges(
  at: Temporal.Instant,
  zones: readonly string[],
  { purpose, regions, which }: { purpose: Purpose; regions: readonly Region[]; which: keyof Window },
): Temporal.Instant[] {
  const days = Array.from({ length: 2 * SEARCH_DAYS + 1 }, (_, index) => index - SEARCH_DAYS)
  return zones.flatMap((zone) => {
    const today = at.toZonedDateTimeISO(zone).toPlainDate()
    return days.flatMap((offset) => {
      const day = today.add({ days: offset })
      return regions.flatMap((region) => {
        const window = windowOn(day, purpose, region)
        if (!window) return []
        const time = new Temporal.PlainTime(Math.floor(window[which] / 60), window[which] % 60)
        return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
      })
    })
  })
}
