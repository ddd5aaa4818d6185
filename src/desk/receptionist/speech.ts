/** How days, times, prices and lengths are said to a person, in the language of the conversation. */
import { dateFormatOf } from '../../kit/kept-formats.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { WeeklyHours } from '../services/hours.ts'
import { english } from './english-phrases.ts'
import { spanish } from './spanish-phrases.ts'

export type Language = 'en' | 'es'
export type Phrase = keyof typeof english

const CATALOGUES: Record<Language, Record<Phrase, string>> = { en: english, es: spanish }

export interface Speech {
  language: Language
  /** Fills `{gaps}`; a gap without a value stays empty. */
  say(phrase: Phrase, values?: Record<string, string | number>): string
  /** `Tuesday, December 1` */
  day(at: Temporal.Instant): string
  /** `10:00 AM` */
  time(at: Temporal.Instant): string
  /** `Tuesday, December 1 at 10:00 AM` */
  moment(at: Temporal.Instant): string
  /** Short enough for a button: `Tue Dec 1, 10:00 AM`. */
  briefly(at: Temporal.Instant): string
  /** `$120`, `$89.50` */
  price(amountMinor: number, currency: string): string
  /** `30 minutes` */
  length(minutes: number): string
  /** `a, b and c` */
  list(parts: readonly string[]): string
  /** `Monday to Friday 9:00 AM to 5:00 PM` */
  hours(hours: readonly WeeklyHours[]): string
}

export function speechOf(
  language: Language,
  clinic: Pick<Clinic, 'locale' | 'country' | 'timeZone'>,
): Speech {
  const home = new Intl.Locale(clinic.locale)
  const locale = home.language === language ? clinic.locale : `${language}-${clinic.country}`
  const { timeZone } = clinic
  const show = (options: Intl.DateTimeFormatOptions) => {
    const format = dateFormatOf(locale, { ...options, timeZone })
    return (at: Temporal.Instant) => plain(format.format(at.epochMilliseconds))
  }
  const day = show({ weekday: 'long', month: 'long', day: 'numeric' })
  const time = show({ hour: 'numeric', minute: '2-digit' })
  const brief = show({ weekday: 'short', month: 'short', day: 'numeric' })
  const say: Speech['say'] = (phrase, values = {}) =>
    CATALOGUES[language][phrase]
      .replace(/\{(\w+)\}/g, (_, gap: string) => String(values[gap] ?? ''))
      // An hour in Spanish ends with a full stop of its own.
      .replace(/(\p{L}\.)\.(?!\.)/gu, '$1')
      .trim()
  return {
    language,
    say,
    day,
    time,
    moment: (at) => say('day_at_time', { day: day(at), time: time(at) }),
    briefly: (at) => `${brief(at).replace(',', '')}, ${time(at)}`,
    price(amountMinor, currency) {
      const money = { style: 'currency', currency } as const
      const digits = new Intl.NumberFormat(locale, money).resolvedOptions().maximumFractionDigits ?? 2
      const amount = amountMinor / 10 ** digits
      const whole = Number.isInteger(amount) ? { minimumFractionDigits: 0 } : {}
      return plain(new Intl.NumberFormat(locale, { ...money, ...whole }).format(amount))
    },
    length: (minutes) =>
      plain(
        new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes),
      ),
    list: (parts) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
    hours(hours) {
      const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
      const shown = (wall: string) => {
        const [hour = 0, minute = 0] = wall.split(':').map(Number)
        return plain(clock.format((hour * 60 + minute) * 60_000))
      }
      return groupHours(hours)
        .map(({ days, windows }) => {
          const times = windows.map(({ start, end }) =>
            say('from_to', { from: shown(start), to: shown(end) }),
          )
          return `${runsOf(days)
            .map((run) => nameRun(run, locale, say))
            .join(', ')}: ${times.join(', ')}`
        })
        .join('\n')
    },
  }
}

/** Intl separates with narrow no-break spaces, for which an SMS would cost twice as much. */
function plain(text: string): string {
  return text.replace(/[\u00A0\u202F\u2009]/g, ' ')
}

/** Days with the same windows together, from Monday on. */
function groupHours(
  hours: readonly WeeklyHours[],
): { days: number[]; windows: { start: string; end: string }[] }[] {
  const groups = new Map<string, { days: number[]; windows: { start: string; end: string }[] }>()
  for (const day of [1, 2, 3, 4, 5, 6, 0]) {
    const windows = hours.filter(({ days }) => days.includes(day)).map(({ start, end }) => ({ start, end }))
    windows.sort((a, b) => (a.start < b.start ? -1 : 1))
    if (windows.length === 0) continue
    const key = JSON.stringify(windows)
    const group = groups.get(key) ?? { days: [], windows }
    group.days.push(day)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** `[1, 2, 3, 5]` → `[[1, 2, 3], [5]]`; Sunday follows Saturday. */
function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && ((run.at(-1) ?? 0) + 1) % 7 === day) run.push(day)
    else runs.push([day])
  }
  return runs
}

function nameRun(run: readonly number[], locale: string, say: Speech['say']): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // The first of January 2023 was a Sunday.
  const name = (day: number) =>
    format.format(Temporal.Instant.from(`2023-01-0${day + 1}T12:00Z`).epochMilliseconds)
  const [first = 0] = run
  const last = run.at(-1) ?? first
  if (run.length === 1) return name(first)
  return say('from_to', { from: name(first), to: name(last) })
}
