/**
 * The one place where instants become the clinic's wall clock. A day is a string `YYYY-MM-DD` of the clinic's
 * calendar and is never read as an instant; `Temporal` is not in every browser yet, so `Intl` does the zones.
 */

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const DAY_MINUTES = 1440

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

/** Days of `to` after `from`; negative where it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noonUtc(to).getTime() - noonUtc(from).getTime()) / DAY_MS)
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return noonUtc(day).getUTCDay()
}

/** The first of its month. */
export function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`
}

export function addMonths(day: string, months: number): string {
  const first = noonUtc(monthStart(day))
  first.setUTCMonth(first.getUTCMonth() + months)
  return first.toISOString().slice(0, 10)
}

export interface ClinicTime {
  zone: string
  /** On which day weeks begin where the clinic is; 0 is Sunday. */
  firstWeekday: number
  today(): string
  /** The clinic's calendar day of an instant. */
  day(instant: string | number): string
  /** Minutes on the clinic's clock since midnight: 8:15 is 495, also on the days on which the clocks change. */
  minutes(instant: string | number): number
  /**
   * The instant at which the clinic's clock shows these minutes since midnight. Of a time that comes twice the first;
   * a time that the clocks skip is as much later.
   */
  instantAt(day: string, minutes: number): string
  /** `CDT` */
  zoneName(instant: string | number): string
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
  /** `Apr 2, 1988`; as it is where it is no full day, which FHIR's `date` need not be. */
  writtenDay(day: string): string
  /** `Nov 23` */
  shortDay(day: string): string
  /** `Mon 23` */
  weekday(day: string): string
  /** `November 2026` */
  month(day: string): string
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
  const fullClock = format('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

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

  /** What the clinic's clock shows, as if it were UTC. */
  const wall = (instant: number) => {
    const parts = Object.fromEntries(fullClock.formatToParts(instant).map(({ type, value }) => [type, value]))
    return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`)
  }

  return {
    zone,
    firstWeekday: firstWeekday(locale),
    today,
    day,
    time,
    dateTime,
    minutes(instant) {
      const [hours = 0, minutes = 0] = clock.format(new Date(instant)).split(':').map(Number)
      return hours * 60 + minutes
    },
    instantAt(value, minutes) {
      const shown = noonUtc(value).getTime() + (minutes - DAY_MINUTES / 2) * MINUTE_MS
      // The clock's distance from UTC, the day before and the day after: between them it may change.
      const distances = [shown - DAY_MS, shown + DAY_MS].map((instant) => wall(instant) - instant)
      const found = distances.map((distance) => shown - distance).find((instant) => wall(instant) === shown)
      return new Date(found ?? shown - (distances[0] ?? 0)).toISOString()
    },
    zoneName: (instant) =>
      inZone({ timeZoneName: 'short' })
        .formatToParts(new Date(instant))
        .find(({ type }) => type === 'timeZoneName')?.value ?? '',
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
    writtenDay: (value) =>
      isDay(value)
        ? inUtc({ month: 'short', day: 'numeric', year: 'numeric' }).format(noonUtc(value))
        : value,
    shortDay: (value) => inUtc({ month: 'short', day: 'numeric' }).format(noonUtc(value)),
    weekday: (value) => `${inUtc({ weekday: 'short' }).format(noonUtc(value))} ${Number(value.slice(8))}`,
    month: (value) => inUtc({ month: 'long', year: 'numeric' }).format(noonUtc(value)),
    ago(instant) {
      const minutes = Math.round((Date.now() - Date.parse(instant)) / MINUTE_MS)
      if (minutes < 1) return 'just now'
      if (minutes < 60) return `${minutes} min ago`
      return named(instant, { 0: 'today', [-1]: 'yesterday' })
    },
    ahead: (instant) => named(instant, { 0: 'today', 1: 'tomorrow', [-1]: 'yesterday' }),
  }
}

/** Not every browser knows the week of a country: then Sunday in the Americas' English, Monday elsewhere. */
function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } }
  return (known.getWeekInfo?.().firstDay ?? (/-(US|CA|MX)$/.test(locale) ? 7 : 1)) % 7
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
