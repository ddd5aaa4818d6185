/** What keeps a service from being saved, by the path of its field. The server has the last word. */
import { isDay } from '../../clinic-time.ts'
import { numberOrNull, whyNotWhole } from '../field-number.ts'
import { PERIODS } from '../limits.ts'
import { optionsOf, type QuestionValues, type ServiceValues, type WindowValues } from './service-values.ts'
import { whyNoLabels } from './translation-values.ts'

const LENGTH = { min: 5, max: 1440 }
const GAP = { min: 0, max: 1440 }

export function flawsOfService(values: ServiceValues): Record<string, string> {
  const found: Record<string, string | null> = {
    name: values.name.trim() ? null : 'Enter a name',
    duration_minutes: whyNotWhole(values.duration_minutes, LENGTH),
    interval_minutes: values.interval_minutes === '' ? null : whyNotWhole(values.interval_minutes, LENGTH),
    offset_minutes: whyNotWhole(values.offset_minutes, GAP),
    buffer_before_minutes: whyNotWhole(values.buffer_before_minutes, GAP),
    buffer_after_minutes: whyNotWhole(values.buffer_after_minutes, GAP),
    short_gap_minutes: values.short_gap_minutes === '' ? null : whyNotWhole(values.short_gap_minutes, GAP),
    seats: whyNotWhole(values.seats, { min: 1, max: 500 }),
    rebooking_window_days:
      values.rebooking_window_days === ''
        ? null
        : whyNotWhole(values.rebooking_window_days, { min: 1, max: 730 }),
    price_minor: values.pricing === 'price' ? whyNoPrice(values) : null,
    ...flawsOfWindow(values.booking_window),
    ...flawsOfLimits(values),
    ...flawsOfQuestions(values.questions),
    ...flawsOfPools(values),
  }
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

function whyNoPrice({ price_minor }: ServiceValues): string | null {
  const amount = numberOrNull(price_minor)
  return amount !== null && amount >= 0 ? null : 'Enter the price'
}

function flawsOfWindow({ kind, days, from, to }: WindowValues): Record<string, string | null> {
  if (kind === 'days') return { 'booking_window.days': whyNotWhole(days, { min: 0, max: 730 }) }
  if (kind === 'open') return {}
  return {
    'booking_window.from': isDay(from) ? null : 'Enter the first date',
    'booking_window.to': !isDay(to) ? 'Enter the last date' : to < from ? 'Lies before the first date' : null,
  }
}

function flawsOfLimits({ limits }: ServiceValues): Record<string, string | null> {
  return Object.fromEntries(
    (['count', 'minutes'] as const).flatMap((kind) =>
      PERIODS.map((period) => {
        const value = limits[kind][period]
        return [
          `limits.${kind}.${period}`,
          value === '' ? null : whyNotWhole(value, { min: 0, max: 1_000_000 }),
        ]
      }),
    ),
  )
}

function flawsOfQuestions(questions: readonly QuestionValues[]): Record<string, string | null> {
  return Object.fromEntries(
    questions.flatMap(({ label, kind, options, words }, index) => [
      [`questions.${index}.label`, label.trim() ? null : 'Enter the question'],
      [
        `questions.${index}.options`,
        kind === 'choice' && optionsOf(options).length === 0 ? 'Enter what can be chosen' : null,
      ],
      ...Object.entries(words).map(([language, texts]) => [
        `questions.${index}.words.${language}.options`,
        kind === 'choice' ? whyNoLabels(optionsOf(options), texts) : null,
      ]),
    ]),
  )
}

function flawsOfPools({ pools }: ServiceValues): Record<string, string | null> {
  return Object.fromEntries(
    pools.flatMap(({ pool, resource_ids }, index) => [
      [`pools.${index}.pool`, whyNoPoolName(pool, pools.slice(0, index))],
      [`pools.${index}.resource_ids`, resource_ids.length > 0 ? null : 'Choose at least one'],
    ]),
  )
}

function whyNoPoolName(name: string, before: readonly { pool: string }[]): string | null {
  if (!name.trim()) return 'Enter a name'
  return before.some(({ pool }) => pool.trim() === name.trim()) ? 'This name is used above' : null
}
