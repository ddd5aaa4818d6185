/** How much may be booked in a day, week, month or year: counted by the local dates on which appointments begin. */
import type { Limits, Period } from './input.ts'
import { DAY, MINUTE, modulo, type TimeZone } from './time-zone.ts'

export interface Quota {
  /** The limit that an appointment of this length would break; null when it fits. */
  brokenBy(
    start: number,
    minutes: number,
  ): { period: Period; kind: 'count' | 'minutes'; limit: number } | null
}

export const NO_QUOTA: Quota = { brokenBy: () => null }

const PERIODS: readonly Period[] = ['day', 'week', 'month', 'year']

export function quotaOf(
  limits: Limits | undefined,
  bookings: readonly (readonly [start: number, end: number])[],
  zone: TimeZone,
  weekStartsOn: number,
): Quota {
  const rules = PERIODS.flatMap((period) =>
    (['count', 'minutes'] as const).flatMap((kind) => {
      const limit = limits?.[kind]?.[period]
      return limit === undefined ? [] : [{ period, kind, limit, used: new Map<number, number>() }]
    }),
  )
  if (rules.length === 0) return NO_QUOTA
  const bucketOf = (start: number, period: Period) => bucket(zone.dayOf(start), period, weekStartsOn)
  for (const [start, end] of bookings) {
    for (const { period, kind, used } of rules) {
      const key = bucketOf(start, period)
      used.set(key, (used.get(key) ?? 0) + (kind === 'count' ? 1 : (end - start) / MINUTE))
    }
  }
  return {
    brokenBy(start, minutes) {
      for (const { period, kind, limit, used } of rules) {
        const before = used.get(bucketOf(start, period)) ?? 0
        if (before + (kind === 'count' ? 1 : minutes) > limit) return { period, kind, limit }
      }
      return null
    },
  }
}

function bucket(day: number, period: Period, weekStartsOn: number): number {
  if (period === 'day') return day
  // 1970-01-01 was a Thursday.
  if (period === 'week') return day - modulo(day + 4 - weekStartsOn, 7)
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  return period === 'year' ? year : year * 12 + date.getUTCMonth()
}
