/**
 * The one place where instants become the clinic's wall clock. A day is a string `YYYY-MM-DD` of the clinic's
 * calendar and is never read as an instant; `Temporal` is not in every browser yet, so `Intl` does the zones.
 */

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** Noon UTC of a calendar day: safe to do arithmetic and formatting with, in UTC only. */
function noonUtc(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date, 12))
}

export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = noonUtc(value)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}

export function addDays(day: string, days: number): string {
  return new Date(noonUtc(day).getTime() + days * DAY_MS).toISOString().slice(0, 10)
}

/** The words are English like the rest of the dashboard; the country decides on 12 or 24 hours and the order. */
export function displayLocale(country: string): string {
  return /^[A-Z]{2}$/.test(country) ? `en-${country}` : 'en-US'
}

export interface ClinicTime {
  zone: string
  today(): string
  /** The clinic's calendar day of an instant. */
  day(instant: string | number): string
  /** Minutes on the clinic's clock since midnight: 8:15 is 495, also on the days on which the clocks change. */
  minutes(instant: string | number): number
  /** `8:15 AM` */
  time(instant: string): string
  /** `8:15`: for cards, where the column says morning or afternoon. */
  bareTime(instant: string): string
  /** `8 AM` on the rim of a day view. */
  hour(minutes: number): string
  /** `Mon, Nov 23, 8:15 AM`, with the year where it is not this one. */
  dateTime(instant: string): string
  /** `Mon, Nov 23`, with the year where it is not this one. */
  date(instant: string): string
  /** `8:15 AM – 8:45 AM` */
  timeRange(start: string, end: string): string
  /** `Monday, November 23`, with the year where it is not this one. */
  longDay(day: string): string
  /** `Nov 23` */
  shortDay(day: string): string
  /** `2 min ago`, `yesterday, 8:15 AM`, else the date and time. */
  ago(instant: string): string
  /** `today, 4:00 PM`, `tomorrow, 8:15 AM`, else the date and time. */
  ahead(instant: string): string
}

export function clinicTime(zone: string, locale: string): ClinicTime {
  const inZone = (options: Intl.DateTimeFormatOptions) => format(locale, { ...options, timeZone: zone })
  const inUtc = (options: Intl.DateTimeFormatOptions) => format(locale, { ...options, timeZone: 'UTC' })
  const isoDay = format('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const clock = format('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

  const day = (instant: string | number) => isoDay.format(new Date(instant))
  const time = (instant: string) => inZone({ hour: 'numeric', minute: '2-digit' }).format(new Date(instant))
  const today = () => day(Date.now())
  const shortDate = (instant: string): Intl.DateTimeFormatOptions => ({
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(day(instant).slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' }),
  })
  const dateTime = (instant: string) =>
    inZone({ ...shortDate(instant), hour: 'numeric', minute: '2-digit' }).format(new Date(instant))

  const named = (instant: string, names: Record<number, string>): string => {
    for (const [offset, name] of Object.entries(names)) {
      if (day(instant) === addDays(today(), Number(offset))) return `${name}, ${time(instant)}`
    }
    return dateTime(instant)
  }

  return {
    zone,
    today,
    day,
    time,
    dateTime,
    minutes(instant) {
      const [hours = 0, minutes = 0] = clock.format(new Date(instant)).split(':').map(Number)
      return hours * 60 + minutes
    },
    bareTime: (instant) =>
      inZone({ hour: 'numeric', minute: '2-digit' })
        .formatToParts(new Date(instant))
        .filter((part) => part.type !== 'dayPeriod')
        .map((part) => part.value)
        .join('')
        .trim(),
    hour: (minutes) =>
      inUtc({ hour: 'numeric', minute: '2-digit' }).format(new Date(Date.UTC(2000, 0, 1, 0, minutes))),
    date: (instant) => inZone(shortDate(instant)).format(new Date(instant)),
    timeRange: (start, end) => `${time(start)} – ${time(end)}`,
    longDay: (value) =>
      inUtc({
        weekday: 'long',
        month: 'long',
        day: 'numeric',
        ...(value.slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' }),
      }).format(noonUtc(value)),
    shortDay: (value) => inUtc({ month: 'short', day: 'numeric' }).format(noonUtc(value)),
    ago(instant) {
      const minutes = Math.round((Date.now() - Date.parse(instant)) / MINUTE_MS)
      if (minutes < 1) return 'just now'
      if (minutes < 60) return `${minutes} min ago`
      return named(instant, { 0: 'today', [-1]: 'yesterday' })
    },
    ahead: (instant) => named(instant, { 0: 'today', 1: 'tomorrow', [-1]: 'yesterday' }),
  }
}

/** The zones that this browser knows, the detected one first; the server has the last word. */
export function knownZones(): string[] {
  const detected = detectedZone()
  const all = Intl.supportedValuesOf('timeZone')
  return [detected, ...all.filter((zone) => zone !== detected)]
}

export function detectedZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** `3:15 PM there now`: lets somebody see at once whether the zone is theirs. */
export function clockIn(zone: string, locale: string): string | null {
  try {
    return format(locale, { timeZone: zone, weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(
      new Date(),
    )
  } catch {
    return null
  }
}
