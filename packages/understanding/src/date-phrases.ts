/** What phrases for dates have in common, whatever the language. */
import { type Day, dayFrom, mondayOf, monthOf, partsOf, weekdayOf } from './calendar.ts'

/** What a date is understood against. */
export interface DateContext {
  today: Day
  /** Days of the last offer, in its order. */
  offered: Day[]
  /** The day under discussion: of the offer or settled before. */
  anchor: Day | null
  /** `3/4` is 4 March. */
  isMonthFirst: boolean
}

/** One phrase, read. */
export interface DatePhrase {
  /**
   * `weekday` and `stretch` are open to be narrowed by a neighbour (`tuesday` + `next week`); a `day` is settled;
   * `past` is over and only keeps others from reading it.
   */
  kind: 'day' | 'weekday' | 'stretch' | 'past'
  from: Day
  to: Day
  weekdays?: number[]
}

export interface DateRule {
  /** Global, for folded text. */
  pattern: RegExp
  read(groups: Record<string, string | undefined>, context: DateContext, match: string): DatePhrase | null
}

export const past: DatePhrase = { kind: 'past', from: 0, to: 0 }

export function day(value: Day | null): DatePhrase | null {
  return value === null ? null : { kind: 'day', from: value, to: value }
}

export function stretch(from: Day, to: Day, weekdays?: number[]): DatePhrase {
  return { kind: 'stretch', from, to, ...(weekdays ? { weekdays } : {}) }
}

/** How far a wish without an end reaches. */
export const OPEN_DAYS = 27

export function weekday(wanted: number, { today, offered }: DateContext): DatePhrase {
  const inOffer = offered.find((each) => weekdayOf(each) === wanted && each >= today)
  const ahead = (wanted - weekdayOf(today) + 7) % 7 || 7
  const found = inOffer ?? today + ahead
  return { kind: 'weekday', from: found, to: found, weekdays: [wanted] }
}

/** That weekday in the ISO week `weeks` after this one. */
export function weekdayOfWeek(wanted: number, today: Day, weeks: number): Day {
  return mondayOf(today) + 7 * weeks + ((wanted + 6) % 7)
}

/** The next day of this number, the offered one if there is one; `wanted` is the weekday it must fall on. */
export function dayOfMonth(date: number, { today, offered }: DateContext, wanted?: number): Day | null {
  const inOffer = offered.find(
    (each) =>
      partsOf(each).date === date && each >= today && (wanted === undefined || weekdayOf(each) === wanted),
  )
  if (inOffer !== undefined) return inOffer
  for (let ahead = 0; ahead < (wanted === undefined ? 3 : 4); ahead++) {
    const first = monthOf(today, ahead).from
    const { year, month } = partsOf(first)
    const found = dayFrom(year, month, date)
    if (found === null || found < today) continue
    if (wanted === undefined || weekdayOf(found) === wanted) return found
  }
  return null
}

/** The next such date; a year that is given is kept, and a date that is over is none. */
export function dayOfYear(month: number, date: number, { today }: DateContext, year?: number): Day | null {
  if (year !== undefined) {
    const found = dayFrom(year < 100 ? 2000 + year : year, month, date)
    return found !== null && found >= today ? found : null
  }
  const thisYear = partsOf(today).year
  for (let ahead = 0; ahead < 9; ahead++) {
    const found = dayFrom(thisYear + ahead, month, date)
    if (found !== null && found >= today) return found
  }
  return null
}

/** The month of that number, this year's or the next; what is over of it is cut off. */
export function wholeMonth(month: number, today: Day): DatePhrase {
  const ahead = (month - partsOf(today).month + 12) % 12
  const { from, to } = monthOf(today, ahead)
  return stretch(Math.max(from, today), to)
}

/** A third of a stretch. */
export function partOf(phrase: DatePhrase, part: 'early' | 'mid' | 'late', today: Day): DatePhrase | null {
  const length = phrase.to - phrase.from + 1
  if (length <= 7) {
    const monday = mondayOf(phrase.from)
    const [first, last] = { early: [0, 1], mid: [2, 2], late: [3, 4] }[part] as [number, number]
    return clip(stretch(monday + first, monday + last), today)
  }
  const first = monthOf(phrase.from).from
  const last = monthOf(phrase.from).to
  const [from, to] = { early: [first, first + 9], mid: [first + 10, first + 19], late: [first + 20, last] }[
    part
  ] as [number, number]
  return clip(stretch(from, to), today)
}

/** Without what is over; null where all of it is. */
export function clip(phrase: DatePhrase, today: Day): DatePhrase | null {
  if (phrase.to < today) return null
  return { ...phrase, from: Math.max(phrase.from, today) }
}

/** The week's end of the ISO week `weeks` after this one. */
export function weekend(today: Day, weeks: number): DatePhrase {
  const saturday = mondayOf(today) + 5 + 7 * weeks
  return stretch(Math.max(saturday, today), saturday + 1, [6, 0])
}

export function addUnits(from: Day, count: number, unit: 'day' | 'week' | 'fortnight' | 'month'): Day {
  if (unit === 'day') return from + count
  if (unit === 'week') return from + 7 * count
  if (unit === 'fortnight') return from + 14 * count
  const { date } = partsOf(from)
  const { from: first, to: last } = monthOf(from, count)
  return Math.min(first + date - 1, last)
}

const numeric =
  /(?<!(?:pain|dolor|rate|rating|score|level|scale|about an?|like an?)[^.?!]{0,20})(?<![\d/.:-])(?<a>\d{1,2})\s?(?<mark>[/.-])\s?(?<b>\d{1,2})(?:\s?\k<mark>\s?(?<year>\d{4}|\d{2}))?\.?(?![\d/:]|-\d|\.\d)/g

/** `2027-03-13`, `3/13`, `13.3.27`. */
export const numericRules: DateRule[] = [
  {
    pattern: /(?<!\d)(?<year>20\d\d)[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})(?!\d)/g,
    read: ({ year, month, date }, context) =>
      day(dayOfYear(Number(month), Number(date), context, Number(year))) ?? past,
  },
  {
    pattern: /(?<![\d/])\d{1,2}[/.-]\d{1,2}[/.-](?:19\d\d|20\d\d|\d\d)(?![\d/])/g,
    read: (_, context, match) => {
      const [a = 0, b = 0, year = 0] = match.split(/[/.-]/).map(Number)
      return readNumeric(a, b, context, year) ?? past
    },
  },
  {
    pattern: numeric,
    read: ({ a, b, year, mark }, context, match) => {
      if (match === '24/7' || (mark !== '/' && year === undefined && !isDotted(match))) return null
      return readNumeric(Number(a), Number(b), context, year === undefined ? undefined : Number(year))
    },
  },
]

/** `13.3.`: with its closing point it is a date, without it may be a time of day. */
function isDotted(match: string): boolean {
  return /^\d{1,2}\.\d{1,2}\.$/.test(match)
}

function readNumeric(a: number, b: number, context: DateContext, year?: number): DatePhrase | null {
  const [month, date] = (context.isMonthFirst && a <= 12) || b > 12 ? [a, b] : [b, a]
  return day(dayOfYear(month, date, context, year))
}
