/** Which times are known to be free, wished for or open, so that a sentence may name them. */
import type { Closure, WeeklyHours } from '../services/hours.ts'
import { findMentions, type Mention } from './gate-moments.ts'

export interface KnownTime {
  startAt: Temporal.Instant
  /** Null where it was not told. */
  practitioner: string | null
  service: string | null
}

/** One look into the calendar: between these dates, both included, nothing else is free. */
export interface Look {
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  service: string | null
  /** Only of this one; null: of everybody. */
  practitioner: string | null
  times: readonly KnownTime[]
}

/** What was looked up or put before the person, and what they asked for; nothing of it is booked by that. */
export interface Known {
  /** Looked up in this turn; or offered before it, and found free again in it; or kept. */
  offered: readonly KnownTime[]
  looks: readonly Look[]
  /** The person's own words, and what was established of them. */
  wishes: readonly string[]
  wish: { date: { from: string; to: string } | null; time: { from: string | null; to: string | null } | null }
  /** Names of all of the clinic. */
  practitioners: readonly string[]
  services: readonly string[]
  /** Whom the assistant talks with and whom the visit is for. */
  people: readonly string[]
  hours: readonly WeeklyHours[]
  closures: readonly Pick<Closure, 'date' | 'windows'>[]
}

export const NOTHING_KNOWN: Known = {
  offered: [],
  looks: [],
  wishes: [],
  wish: { date: null, time: null },
  practitioners: [],
  services: [],
  people: [],
  hours: [],
  closures: [],
}

export interface Wall {
  now: Temporal.Instant
  timeZone: string
}

/** Who and what for a sentence names, as far as the clinic knows them. */
export interface Named {
  practitioners: readonly string[]
  services: readonly string[]
  /** A doctor of a name that nobody here has. */
  isStranger: boolean
}

export function namedIn(said: string, { practitioners, services }: Known): Named {
  const sentence = said.replace(/[’`´']s(?!\p{L})/gu, '')
  const words = new Set(sentence.match(/[\p{L}\p{M}'’-]+/gu) ?? [])
  const titled = [...sentence.matchAll(TITLED)].map(([, name = '']) => name)
  const known = practitioners.flatMap(partsOf)
  const isNamed = (name: string) => {
    const parts = partsOf(name)
    // A first name alone may be anybody's.
    return words.has(parts.at(-1) ?? '') || parts.some((part) => titled.includes(part))
  }
  return {
    practitioners: practitioners.filter(isNamed),
    services: services.filter((name) => sentence.toLowerCase().includes(name.toLowerCase())),
    isStranger: practitioners.length > 0 && titled.some((name) => !known.includes(name)),
  }
}

/** `dr x` for who is seen, `visit` for what for; whom the assistant talks with is left out. */
export function maskNames(text: string, { practitioners, services, people }: Known): string {
  const replace = (some: string, names: readonly string[], by: string) =>
    names
      .filter(Boolean)
      .reduce(
        (rest, name) => rest.replace(new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'giu'), by),
        some,
      )
  const doctors = replace(text.replace(TITLED_NAME, 'dr x'), practitioners, 'dr x')
  return replace(
    replace(doctors, services, 'visit'),
    people.flatMap((name) => [name, ...name.split(' ')]),
    '',
  )
}

const TITLED_NAME = /\b(?:Dra?\b\.?|[Dd]octora?)\s+\p{Lu}[\p{L}’-]+(?:\s+\p{Lu}[\p{L}’-]+)?/gu

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const TITLED = /\b(?:Dr|Dra|[Dd]octora?)\.?\s+(\p{Lu}[\p{L}'’-]*\p{Ll})/gu

/** `Dr. Amy Lee` is called Amy and Lee. */
function partsOf(name: string): string[] {
  return name
    .replace(/^(?:Dra?|Mrs?|Ms|Prof|Sra?)\.?\s+/i, '')
    .replace(/,.*$/, '')
    .split(/\s+/)
    .filter((part) => part.length > 1)
}

export function isAbout(
  { practitioner, service }: { practitioner?: string | null; service?: string | null },
  named: Named,
): boolean {
  if (named.isStranger) return false
  const fits = (names: readonly string[], own: string | null | undefined) =>
    names.length === 0 || (own !== null && own !== undefined && names.includes(own))
  return fits(named.practitioners, practitioner) && fits(named.services, service)
}

export function isOffered(moment: readonly Mention[], named: Named, known: Known, wall: Wall): boolean {
  return known.offered.some((time) => isAbout(time, named) && fitsAll(moment, time.startAt, wall))
}

/** Nothing is free then, as far as was looked: the whole of it was looked through, and nothing of it was found. */
export function isNoneFree(moment: readonly Mention[], named: Named, known: Known, wall: Wall): boolean {
  const now = wall.now.toZonedDateTimeISO(wall.timeZone)
  const today = now.toPlainDate()
  const isDay = ({ kind }: Mention) => kind !== 'clock' && kind !== 'part'
  const days = moment.filter(isDay)
  return known.looks.some((look) => {
    const isOther =
      named.isStranger ||
      (named.services.length > 0 && !(look.service && named.services.includes(look.service))) ||
      (look.practitioner !== null && !named.practitioners.includes(look.practitioner))
    if (isOther) return false
    if (look.times.some((time) => fitsAll(moment, time.startAt, wall))) return false
    if (days.length === 0) return look.times.length === 0
    const from = Temporal.PlainDate.compare(look.from, today) < 0 ? today : look.from
    // The next day that is meant: "Tuesday" is the coming one, also where it lies behind what was looked through.
    const meant = nextDays(days, now)
    return (
      meant.length > 0 &&
      meant.every(
        (day) =>
          Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, look.until) <= 0,
      )
    )
  })
}

/** The first of the coming days that fit, and those that follow it without a gap. */
function nextDays(days: readonly Mention[], now: Temporal.ZonedDateTime): Temporal.PlainDate[] {
  const found: Temporal.PlainDate[] = []
  for (let i = 0; i < 370; i++) {
    const day = now.add({ days: i })
    if (days.every(({ fits }) => fits(day, now))) found.push(day.toPlainDate())
    else if (found.length > 0) break
  }
  return found
}

export function fitsAll(moment: readonly Mention[], at: Temporal.Instant, { now, timeZone }: Wall): boolean {
  const wall = at.toZonedDateTimeISO(timeZone)
  return moment.every(({ fits }) => fits(wall, now.toZonedDateTimeISO(timeZone)))
}

/** They named it themselves: each day and each time of it. */
export function isWished(moment: readonly Mention[], { wishes, wish }: Known, wall: Wall): boolean {
  const said = wishes.flatMap((text) => findMentions(text))
  const now = wall.now.toZonedDateTimeISO(wall.timeZone)
  const midnight = now.startOfDay()
  const days = Array.from({ length: 370 }, (_, i) => midnight.add({ days: i }))
  const minutes = Array.from({ length: 288 }, (_, i) =>
    midnight.withPlainTime({ hour: Math.floor(i / 12), minute: (i % 12) * 5 }),
  )
  return moment.every((mention) => {
    const isTime = mention.kind === 'clock' || mention.kind === 'part'
    const instants = isTime ? minutes : days
    const own = instants.filter((at) => mention.fits(at, now))
    const isSaid = said.some(
      (other) =>
        (other.kind === 'clock' || other.kind === 'part') === isTime && own.some((at) => other.fits(at, now)),
    )
    return isSaid || own.some((at) => (isTime ? isInTime(at, wish.time) : isInDate(at, wish.date)))
  })
}

function isInDate(at: Temporal.ZonedDateTime, date: Known['wish']['date']): boolean {
  const day = at.toPlainDate().toString()
  return date !== null && day >= date.from && day <= date.to
}

function isInTime(at: Temporal.ZonedDateTime, time: Known['wish']['time']): boolean {
  const clock = at.toPlainTime().toString({ smallestUnit: 'minute' })
  return time !== null && clock >= (time.from ?? '00:00') && clock <= (time.to ?? '24:00')
}
