/** The days and times of day that a sentence names, in English and Spanish, and whether a moment is one of them. */
import { type Clock, findClocks, findFiguresBesideDays } from './gate-clocks.ts'

export interface Mention {
  /** `part`: of a day, `the afternoon`. `span`: of days, `next week`. */
  kind: 'weekday' | 'date' | 'day_of_month' | 'clock' | 'part' | 'span'
  /** Where in the text it begins and ends. */
  at: number
  end: number
  fits(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): boolean
  /** Of a time of day. */
  clock?: Clock
  /** Which day it is goes without saying: `how can I help you today?` */
  isToday?: boolean
}

const WEEKDAYS = [
  /\b(?:mondays?|mon|lunes)\b/gi,
  /\b(?:tuesdays?|tues?|martes)\b/gi,
  /\b(?:wednesdays?|wed|mi[eé]rcoles)(?![\p{L}])/giu,
  /\b(?:thursdays?|thu(?:rs?)?|jueves)\b/gi,
  /\b(?:fridays?|fri|viernes)\b/gi,
  /\b(?:saturdays?|s[aá]bados?|Sat(?=[.,]|\s+(?:at|\d|[A-Z][a-z]{2}\b)))(?![\p{L}])/giu,
  /\b(?:sundays?|domingos?|Sun(?=[.,]|\s+(?:at|\d)))(?![\p{L}])/giu,
]

const MONTHS = [
  'jan(?:uary)?|enero|ene',
  'feb(?:ruary)?|febrero',
  'mar(?:ch|zo)?',
  'apr(?:il)?|abril|abr',
  'may|mayo',
  'june?|junio',
  'july?|julio',
  'aug(?:ust)?|agosto|ago',
  'sept?(?:ember)?|septiembre|setiembre',
  'oct(?:ober|ubre)?',
  'nov(?:ember|iembre)?',
  'dec(?:ember)?|diciembre|dic',
]

const MONTH_PATTERNS = MONTHS.map((names) => [
  new RegExp(`\\b(?:${names})\\.?\\s+(?:the\\s+)?(\\d{1,2})(?!\\d|:)(?:st|nd|rd|th)?`, 'gi'),
  new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|º)?\\s+(?:of\\s+|de\\s+)?(?:${names})\\b`, 'gi'),
])

/** Every mention in the order of the text. */
export function findMentions(text: string): readonly Mention[] {
  const known = recent.get(text)
  if (known) return known
  const found = readMentions(text)
  if (recent.size >= REMEMBERED) recent.clear()
  recent.set(text, found)
  return found
}

/** The gate looks at a sentence and its clauses several times; what they name never changes. */
const recent = new Map<string, readonly Mention[]>()
const REMEMBERED = 200

function readMentions(text: string): Mention[] {
  const days = [...weekdays(text), ...relativeDays(text), ...dates(text), ...spans(text)]
  const times = clocks(text)
  const figures = besideDays(text).filter(
    ({ at }) => ![...days, ...times].some((each) => at >= each.at && at < each.end),
  )
  return [...days, ...times, ...figures, ...parts(text)].toSorted((a, b) => a.at - b.at)
}

/**
 * What is named together: a day with its time. `Friday at 3 or 4 PM` are two moments, `3 PM on Friday` is one, and so is
 * `Friday or Monday, 9 AM` beside a Friday without a time.
 */
export function momentsOf(mentions: readonly Mention[], text: string): Mention[][] {
  const units: { isDay: boolean; mentions: Mention[] }[] = []
  for (const mention of mentions) {
    const isDay = mention.kind !== 'clock' && mention.kind !== 'part'
    const last = units.at(-1)
    const before = last?.mentions.at(-1)
    const gap = before ? text.slice(before.end, mention.at) : ''
    const isWith = isDay
      ? /^[\s,()]*(?:(?:the|el|on|of|de)\s+)?$/iu.test(gap)
      : /^[\s,()]*(?:(?:in the|at|de la|por la|a las?|la)\s+)?$/iu.test(gap)
    const isOther = before?.kind === mention.kind
    if (last && before && last.isDay === isDay && isWith && !isOther) last.mentions.push(mention)
    else units.push({ isDay, mentions: [mention] })
  }
  const moments: Mention[][] = []
  const isTimeFirst = units[0]?.isDay === false
  units.forEach((unit, i) => {
    if (unit.isDay) {
      const neighbour = units[isTimeFirst ? i - 1 : i + 1]
      if (!neighbour || neighbour.isDay) moments.push(unit.mentions)
      return
    }
    const behind = units.slice(i).find(({ isDay }) => isDay)
    const before = units.slice(0, i).findLast(({ isDay }) => isDay)
    const day = isTimeFirst ? (behind ?? before) : before
    moments.push([...(day?.mentions ?? []), ...unit.mentions])
  })
  return moments
}

/** The sentence with `@` for each moment: its grammar. */
export function maskMoments(text: string): string {
  return stretchesOf(text).reduceRight(
    (rest, { at, end }) => `${rest.slice(0, at)}@${rest.slice(Math.max(end, at))}`,
    text,
  )
}

const JOINT = '\uE003'

/** Splits a text, but none of its moments: "half past three, on Friday" stays whole, and so does "las 3 y media". */
export function splitAround(text: string, split: (text: string) => string[]): string[] {
  const joined = stretchesOf(text).reduceRight(
    (rest, { at, end }) =>
      `${rest.slice(0, at)}${rest.slice(at, end).replace(/\s/g, JOINT)}${rest.slice(end)}`,
    text,
  )
  return split(joined).map((part) => part.replaceAll(JOINT, ' '))
}

/** Where days and times stand that belong together. */
function stretchesOf(text: string): { at: number; end: number }[] {
  const stretches: { at: number; end: number }[] = []
  for (const { at, end } of findMentions(text)) {
    const last = stretches.at(-1)
    if (last && CONNECTED.test(text.slice(last.end, at))) last.end = Math.max(last.end, end)
    else stretches.push({ at, end })
  }
  return stretches
}

const CONNECTED =
  /^(?:[\s,()·|–-]|\b(?:at|on|the|of|in|this|next|el|la|los|las|a|de|por|del|este|esta)\b)*$/iu

function weekdays(text: string): Mention[] {
  return WEEKDAYS.flatMap((pattern, i) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => ({
      kind: 'weekday' as const,
      at: index,
      end: index + said.length,
      fits: (moment: Temporal.ZonedDateTime) => moment.dayOfWeek === i + 1,
    })),
  )
}

function relativeDays(text: string): Mention[] {
  const patterns: [RegExp, number][] = [
    [/\b(?:the day after tomorrow|pasado ma[nñ]ana)/gi, 2],
    [/(?<!day after |pasado )\btomorrow\b/gi, 1],
    // "Por la mañana" is the morning.
    [/(?<!\b(?:la|las|una|cada|esta|pasado)\s)(?<![\p{L}])ma[nñ]ana(?![\p{L}])/giu, 1],
    [
      /\b(?:today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:tarde|noche|ma[nñ]ana))(?![\p{L}])/giu,
      0,
    ],
  ]
  return patterns.flatMap(([pattern, days]) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => ({
      kind: 'date' as const,
      at: index,
      end: index + said.length,
      isToday: days === 0,
      fits: (moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime) =>
        moment.toPlainDate().equals(now.toPlainDate().add({ days })),
    })),
  )
}

function dates(text: string): Mention[] {
  const found: Mention[] = []
  const add = (
    { 0: said, index = 0 }: RegExpMatchArray,
    fits: (moment: Temporal.ZonedDateTime) => boolean,
    kind: Mention['kind'] = 'date',
  ) => found.push({ kind, at: index, end: index + said.length, fits })
  MONTH_PATTERNS.forEach((patterns, i) => {
    const month = i + 1
    for (const pattern of patterns) {
      for (const match of text.matchAll(pattern)) {
        add(match, (moment) => moment.month === month && moment.day === Number(match[1]))
      }
    }
  })
  for (const match of text.matchAll(/\b(\d{4})-(\d\d)-(\d\d)/g)) {
    add(match, (moment) => moment.toPlainDate().toString() === match[0])
  }
  for (const match of text.matchAll(
    /(?<![\d/:$€£.-])(\d{1,2})[/-](\d{1,2})(?![\d-]|\/\d{3}|\s*(?:%|[ap]\.?m|min|hour|hora|day|d[ií]as|week|semana|month|mes|year|año|\/))/giu,
  )) {
    const [, a = 0, b = 0] = match.map(Number)
    // "24/7" and "20-30 minutes" are no dates.
    if (Math.min(a, b) < 1 || Math.min(a, b) > 12 || Math.max(a, b) > 31 || match[0] === '24/7') continue
    // Whichever way round the reader's country writes it.
    add(match, ({ month, day }) => (month === a && day === b) || (day === a && month === b))
  }
  for (const match of text.matchAll(
    /\b(?:the|el(?: d[ií]a)?|al)\s+(\d{1,2})(?:(?:st|nd|rd|th)(?!\p{L})|(?=[,.!?]|$|\s+(?:at|is|are|for|would|with|works?|or|and|between|from|a las?|está|sería|con|o|y|en)\b))/giu,
  )) {
    add(match, (moment) => moment.day === Number(match[1]), 'day_of_month')
  }
  return found
}

function clocks(text: string): Mention[] {
  return findClocks(text).map((clock) => ({
    kind: 'clock',
    at: clock.at,
    end: clock.end,
    clock,
    fits: (moment) => clock.fits(minuteOf(moment)),
  }))
}

function besideDays(text: string): Mention[] {
  return findFiguresBesideDays(text).map(({ at, end, figure }) => ({
    kind: 'clock',
    at,
    end,
    fits: (moment) => moment.day === figure || (moment.minute === 0 && moment.hour % 12 === figure % 12),
  }))
}

/** Hours of the clinic's wall clock, from and until. A greeting names none. */
const PARTS: [RegExp, number, number][] = [
  [/(?<!\bgood )\bmornings?\b|(?<=\b(?:la|las|una|cada|esta) )ma[nñ]anas?(?![\p{L}])/giu, 0, 12.5],
  [/(?<!\bgood )\bafternoons?\b/giu, 12, 18],
  [/(?<!\bbuenas )\btardes?\b(?!\s+o temprano)/giu, 12, 21],
  [/(?<!\bgood )\b(?:evenings?|tonight|nights?)\b|(?<!\bbuenas )\bnoches?\b/giu, 17, 24],
]

function parts(text: string): Mention[] {
  return PARTS.flatMap(([pattern, from, until]) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => ({
      kind: 'part' as const,
      at: index,
      end: index + said.length,
      fits: (moment: Temporal.ZonedDateTime) =>
        minuteOf(moment) >= from * 60 && minuteOf(moment) <= until * 60,
    })),
  )
}

/** Days from the Monday of this week, both included. */
const SPANS: [RegExp, number, number][] = [
  [/\b(?:this week|esta semana)\b/gi, 0, 6],
  [/\b(?:next week|(?:la )?(?:pr[oó]xima semana|semana que viene))\b/giu, 7, 13],
  [/\b(?:(?:this|the) weekend|(?:este|el) fin de semana)\b/gi, 5, 6],
]

function spans(text: string): Mention[] {
  return SPANS.flatMap(([pattern, first, last]) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => ({
      kind: 'span' as const,
      at: index,
      end: index + said.length,
      fits: (moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime) => {
        const monday = now.toPlainDate().subtract({ days: now.dayOfWeek - 1 })
        const days = monday.until(moment.toPlainDate()).days
        return days >= first && days <= last
      },
    })),
  )
}

function minuteOf({ hour, minute }: Temporal.ZonedDateTime): number {
  return hour * 60 + minute
}
