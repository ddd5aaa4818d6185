/**
 * In which hours a clinic's messages may go out, by region: tested data, not legal advice. Sources: 47 CFR 64.1200(c)(1)
 * (8:00 to 21:00 at the called party's location) as the floor for every automated text; the states' rules for solicitations
 * as secondary tables of 2026 give them, the narrower where these differ. A region that is not listed gets the strictest.
 */
import { placeOf } from './area-codes.ts'
import type { Purpose } from './message.ts'

/** Minutes after midnight, wall time; `closes` is not included. */
export interface Window {
  opens: number
  closes: number
}

/** A US state as `US-TX`, or a country as `ES`; `unknown` where nobody can say. */
export type Region = string

const hours = (opens: number, closes: number): Window => ({ opens: opens * 60, closes: closes * 60 })

const FLOOR = hours(8, 21)

interface Rule {
  weekdays: Window
  /** Null: nothing is sent on that day. */
  saturday: Window | null
  sunday: Window | null
}

/** Our own default for marketing, narrower than the law asks; every state's rule is taken together with it. */
const MARKETING: Rule = { weekdays: hours(9, 20), saturday: hours(9, 20), sunday: hours(12, 20) }

const daily = (window: Window): Rule => ({ weekdays: window, saturday: window, sunday: window })
const notOnSunday = (window: Window): Rule => ({ weekdays: window, saturday: window, sunday: null })

const STATE_RULES: Record<string, Rule> = {
  'US-AL': notOnSunday(hours(8, 20)),
  'US-CT': daily(hours(9, 20)),
  'US-FL': daily(hours(8, 20)),
  'US-KY': daily(hours(10, 21)),
  'US-LA': notOnSunday(hours(8, 20)),
  'US-MA': daily(hours(8, 20)),
  'US-MD': daily(hours(8, 20)),
  'US-MS': notOnSunday(hours(8, 20)),
  'US-NJ': daily(hours(8, 20)),
  'US-NV': daily(hours(9, 20)),
  'US-OK': daily(hours(8, 20)),
  'US-RI': { weekdays: hours(9, 18), saturday: hours(10, 17), sunday: hours(10, 17) },
  'US-TX': { weekdays: hours(9, 21), saturday: hours(9, 21), sunday: hours(12, 21) },
}

/** What all rules together leave. */
const STRICTEST: Rule = { weekdays: hours(10, 18), saturday: hours(10, 17), sunday: null }

/** The window of a purpose on a day of a region's wall calendar; null: nothing on that day. */
export function windowOn(day: Temporal.PlainDate, purpose: Purpose, region: Region): Window | null {
  if (purpose !== 'marketing') return FLOOR
  if (!region.startsWith('US-')) return windowOf(STRICTEST, day)
  if (isFederalHoliday(day)) return null
  const own = windowOf(MARKETING, day)
  const rule = STATE_RULES[region]
  return rule ? both(own, windowOf(rule, day)) : own
}

const SATURDAY = 6
const SUNDAY = 7

function windowOf({ weekdays, saturday, sunday }: Rule, { dayOfWeek }: Temporal.PlainDate): Window | null {
  if (dayOfWeek === SUNDAY) return sunday
  return dayOfWeek === SATURDAY ? saturday : weekdays
}

function both(a: Window | null, b: Window | null): Window | null {
  if (!a || !b) return null
  const window = { opens: Math.max(a.opens, b.opens), closes: Math.min(a.closes, b.closes) }
  return window.opens < window.closes ? window : null
}

export interface Whereabouts {
  /** What the person told, or their browser; null: nobody knows. */
  ownZone: string | null
  clinicZone: string
  /** E.164. */
  phone: string | null
  clinicPhone: string | null
}

/**
 * Every zone and region in which the person may be: where nobody knows their zone, that of their number and the clinic's
 * together, and a message has to suit all of them. Whoever has no number that tells may be anywhere: the strictest rules.
 */
export function candidatesOf({ ownZone, clinicZone, phone, clinicPhone }: Whereabouts): {
  zones: string[]
  regions: Region[]
} {
  const theirs = phone ? placeOf(phone) : null
  const clinics = clinicPhone ? placeOf(clinicPhone) : null
  const zones = ownZone ? [ownZone] : [...new Set([clinicZone, ...(theirs?.zones ?? [])])]
  const regions = [theirs, clinics].flatMap((place) => (place ? [`US-${place.state}`] : []))
  return { zones, regions: theirs ? [...new Set(regions)] : ['unknown'] }
}

/** 5 U.S.C. 6103(a), with the day on which one that falls on a weekend is observed. */
export function isFederalHoliday(day: Temporal.PlainDate): boolean {
  return [day, day.add({ days: 1 }), day.subtract({ days: 1 })].some((date, i) => {
    const isObservedHere = i === 0 || date.dayOfWeek === (i === 1 ? SATURDAY : SUNDAY)
    return isObservedHere && isHoliday(date)
  })
}

/** January 1, Juneteenth, July 4, Veterans Day, Christmas. */
const FIXED = ['01-01', '06-19', '07-04', '11-11', '12-25']
/** Month, weekday, which one of the month: Dr. King, Washington, Labor Day, Columbus, Thanksgiving. */
const NTH: readonly [month: number, weekday: number, nth: number][] = [
  [1, 1, 3],
  [2, 1, 3],
  [9, 1, 1],
  [10, 1, 2],
  [11, 4, 4],
]

function isHoliday(day: Temporal.PlainDate): boolean {
  const isNth = NTH.some(
    ([month, weekday, nth]) =>
      day.month === month && day.dayOfWeek === weekday && Math.ceil(day.day / 7) === nth,
  )
  const isMemorialDay = day.month === 5 && day.dayOfWeek === 1 && day.day > 24
  return isNth || isMemorialDay || FIXED.includes(day.toString().slice(5))
}
