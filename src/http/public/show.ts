/** Dates, times, zones, prices and lengths as a visitor reads them. */
import { dateFormatOf, kept } from '../../kit/kept-formats.ts'
import type { Speech } from './language.ts'

const numberOf = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const listOf = kept((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options))

/** `10:30 AM`, `10:30`. */
export function showTime({ locale }: Speech, at: Temporal.Instant, timeZone: string): string {
  return dateFormatOf(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(at.epochMilliseconds)
}

/** With the zone's short name, for a time that the clock shows twice that night: `1:30 AM CDT`. */
export function showTimeInZone({ locale }: Speech, at: Temporal.Instant, timeZone: string): string {
  return dateFormatOf(locale, { hour: 'numeric', minute: '2-digit', timeZone, timeZoneName: 'short' }).format(
    at.epochMilliseconds,
  )
}

/** `Thursday, March 18`; with its year where that is another than this one. */
export function showDay(speech: Speech, date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const isFar = date.year !== today.year
  return atNoon(speech, date, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(isFar ? { year: 'numeric' } : {}),
  })
}

/** `Thu, Mar 18`. */
export function showDayBriefly(speech: Speech, date: Temporal.PlainDate): string {
  return atNoon(speech, date, { weekday: 'short', month: 'short', day: 'numeric' })
}

/** `Thursday, March 18, 2027`. */
export function showDate(speech: Speech, at: Temporal.Instant, timeZone: string): string {
  return atNoon(speech, at.toZonedDateTimeISO(timeZone).toPlainDate(), {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  })
}

/** `March 2027`. */
export function showMonth(speech: Speech, month: Temporal.PlainYearMonth): string {
  return atNoon(speech, month.toPlainDate({ day: 1 }), { month: 'long', year: 'numeric' })
}

/** Seven, from the day that the locale's weeks begin with. */
export function showWeekdays(speech: Speech): { short: string; long: string }[] {
  // A Monday.
  const monday = Temporal.PlainDate.from('2027-03-01')
  return Array.from({ length: 7 }, (_, i) => {
    const date = monday.add({ days: firstDayOfWeek(speech) - 1 + i })
    return {
      short: atNoon(speech, date, { weekday: 'short' }),
      long: atNoon(speech, date, { weekday: 'long' }),
    }
  })
}

/** 1 is Monday, 7 Sunday (CLDR). */
export function firstDayOfWeek({ locale }: Speech): number {
  return new Intl.Locale(locale).getWeekInfo().firstDay
}

function atNoon(speech: Speech, date: Temporal.PlainDate, options: Intl.DateTimeFormatOptions): string {
  const noon = date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
  return dateFormatOf(speech.locale, { ...options, timeZone: 'UTC' }).format(noon.epochMilliseconds)
}

/** Intl lists some places under names that they have given up (CLDR keeps its ids). */
const RENAMED: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
}

/** Every zone, by the name that its people know. */
export function listZones(): string[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone)
}

/** `Central Time (Chicago)`: the zone's name, which holds in summer and winter, and whose clock it is. */
export function showZone({ locale }: Speech, timeZone: string): string {
  const city = (RENAMED[timeZone] ?? timeZone).split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
  const name = dateFormatOf(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(Date.now())
    .find((part) => part.type === 'timeZoneName')?.value
  return name && timeZone.includes('/') ? `${name} (${city})` : timeZone
}

/** `$120`, `$89.50`. */
export function showPrice({ locale }: Speech, amountMinor: number, currency: string): string {
  const money = { style: 'currency', currency } as const
  const digits = numberOf(locale, money).resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  const isWhole = Number.isInteger(amount)
  return numberOf(locale, isWhole ? { ...money, minimumFractionDigits: 0 } : money).format(amount)
}

/** `45 minutes`, `1 hour`, `1 hour, 30 minutes`. */
export function showLength({ locale }: Speech, minutes: number): string {
  const show = (value: number, unit: 'hour' | 'minute') =>
    numberOf(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  const hours = Math.floor(minutes / 60)
  const rest = minutes - hours * 60
  const parts = [
    ...(hours > 0 ? [show(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [show(rest, 'minute')] : []),
  ]
  return listOf(locale, { type: 'unit' }).format(parts)
}

/** `30 minutes or 1 hour`. */
export function showEither({ locale }: Speech, parts: string[]): string {
  return listOf(locale, { type: 'disjunction' }).format(parts)
}
