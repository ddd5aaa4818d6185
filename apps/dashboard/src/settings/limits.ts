/** How many appointments, or minutes of them, a day, week, month or year may hold; an empty field is no limit. */
import type { Schemas } from '../api.ts'
import { type FieldNumber, numberOrNull } from './field-number.ts'

type Limits = Schemas['BookingLimits']

export const PERIODS = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]
export type LimitValues = Record<'count' | 'minutes', Record<Period, FieldNumber>>

export function limitValuesOf(limits: Limits | null): LimitValues {
  const fields = (of: Partial<Record<Period, number>> | undefined) =>
    Object.fromEntries(PERIODS.map((period) => [period, of?.[period] ?? ''])) as Record<Period, FieldNumber>
  return { count: fields(limits?.count), minutes: fields(limits?.minutes) }
}

export function limitsOf({ count, minutes }: LimitValues): Limits | null {
  const limits = { ...given('count', count), ...given('minutes', minutes) }
  return Object.keys(limits).length > 0 ? limits : null
}

function given(kind: keyof LimitValues, fields: Record<Period, FieldNumber>): Limits {
  const set = PERIODS.flatMap((period) => {
    const limit = numberOrNull(fields[period])
    return limit === null ? [] : [[period, limit] as const]
  })
  return set.length > 0 ? { [kind]: Object.fromEntries(set) } : {}
}
