/** Dates in a message, always from today on. */
import { type Day, dayOf, isoOf, weekdayOf } from './calendar.ts'
import { type DateContext, type DatePhrase, type DateRule, numericRules, OPEN_DAYS } from './date-phrases.ts'
import { englishDates, englishShifts } from './date-phrases-english.ts'
import { spanishDates, spanishShifts } from './date-phrases-spanish.ts'
import { numberOf } from './number-words.ts'
import type { DateWish } from './question.ts'

/** A date that a text names: where it stands, and whether it is one that will not do. */
export interface FoundDate {
  wish: DateWish
  start: number
  end: number
  isExcluded: boolean
  /** `by friday`: the last day of it is meant, or any day until then. */
  isDeadline: boolean
}

interface Placed extends DatePhrase {
  start: number
  end: number
}

const rules: DateRule[] = [...numericRules, ...englishDates, ...spanishDates]

/** All dates of a folded text in their order, those that are over left out; `taken` is every stretch that was read. */
export function findDates(
  text: string,
  context: DateContext,
): { dates: FoundDate[]; taken: { start: number; end: number }[] } {
  const phrases = longest(rules.flatMap((rule) => placesOf(rule, text, context)))
  const taken = phrases.map(({ start, end }) => ({ start, end }))
  const shifted = phrases.filter(({ kind }) => kind !== 'past').map((each) => shift(each, text))
  const dates = connect(joinNeighbours(shifted, text, context), text, context)
  return { dates, taken }
}

/** The date that is wanted: the last that is not ruled out, without the days in it that are (`next week but not friday`). */
export function wantedDate(dates: readonly FoundDate[]): FoundDate | null {
  const wanted = dates.findLast(({ isExcluded }) => !isExcluded)
  if (!wanted || wanted.wish.from === wanted.wish.to) return wanted ?? null
  const without = dates.filter(
    ({ isExcluded, wish }) =>
      isExcluded && wish.from === wish.to && wish.from >= wanted.wish.from && wish.from <= wanted.wish.to,
  )
  if (without.length === 0) return wanted
  const excluded = new Set(without.map(({ wish }) => weekdayOf(dayOf(wish.from))))
  const weekdays = (wanted.wish.weekdays ?? weekdaysOf(wanted.wish)).filter((each) => !excluded.has(each))
  return { ...wanted, wish: { ...wanted.wish, weekdays: weekdays.sort((a, b) => a - b) } }
}

function placesOf(rule: DateRule, text: string, context: DateContext): Placed[] {
  const places: Placed[] = []
  for (const match of text.matchAll(rule.pattern)) {
    const phrase = rule.read(match.groups ?? {}, context, match[0])
    if (phrase) places.push({ ...phrase, start: match.index, end: match.index + match[0].length })
  }
  return places
}

/** Of phrases that overlap, the longest; of equally long ones the first rule's. */
function longest(places: Placed[]): Placed[] {
  const kept: Placed[] = []
  for (const place of [...places].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every((each) => place.end <= each.start || place.start >= each.end)) kept.push(place)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function shift(phrase: Placed, text: string): Placed {
  const before = englishShifts.before.exec(text.slice(0, phrase.start))
  if (before) {
    const { unit, one, count } = before.groups ?? {}
    const weeks = { day: 1, week: 7, fortnight: 14, month: 28 }[unit ?? one ?? ''] ?? 0
    const many = count ? (numberOf(count.replace(/ of$/, '')) ?? 1) : 1
    const days = weeks * many * (/before/.test(before[0]) ? -1 : 1)
    return moved(phrase, days, before.index, phrase.end)
  }
  const rest = text.slice(phrase.end)
  const english = phrase.kind === 'weekday' || phrase.kind === 'day' ? englishShifts.behind.exec(rest) : null
  if (english) return moved(phrase, 7, phrase.start, phrase.end + english[0].length)
  const spanish = phrase.kind === 'weekday' ? spanishShifts.behind.exec(rest) : null
  if (spanish) {
    const days = spanish.groups?.count === 'quince' ? 14 : 7
    return moved(phrase, days, phrase.start, phrase.end + spanish[0].length)
  }
  return phrase
}

function moved(phrase: Placed, days: number, start: number, end: number): Placed {
  return { kind: 'day', from: phrase.from + days, to: phrase.to + days, start, end }
}

const apposition = /^[\s,(]*(?:(?:on|of|in|the|el|dia|de|del|la|para|that is|which is|i mean)[\s,]+){0,3}$/

/** `monday the 13th`, `tuesday` + `next week`: two phrases for one date. */
function joinNeighbours(phrases: Placed[], text: string, { today }: DateContext): Placed[] {
  const joined: Placed[] = []
  for (const phrase of phrases) {
    const last = joined.at(-1)
    const relative = last ? weekdayBeside(last, phrase, text.slice(last.end, phrase.start)) : null
    if (last && relative) {
      joined[joined.length - 1] = { ...relative, start: last.start, end: phrase.end }
      continue
    }
    const both =
      last &&
      !(/[^\s]/.test(text.slice(last.end, phrase.start)) && isRuledOut(text.slice(0, last.start), '')) &&
      apposition.test(text.slice(last.end, phrase.start))
        ? narrow(last, phrase, today)
        : null
    if (last && both) joined[joined.length - 1] = { ...both, start: last.start, end: phrase.end }
    else joined.push(phrase)
  }
  return joined
}

/** `the friday after thanksgiving`. */
function weekdayBeside(a: DatePhrase, b: DatePhrase, between: string): DatePhrase | null {
  const way = /^\s*(after|following|before|despues del?|antes del?)\s*(?:the|el)?\s*$/.exec(between)?.[1]
  const wanted = a.weekdays?.[0]
  if (!way || a.kind !== 'weekday' || wanted === undefined || b.kind !== 'day') return null
  const isBefore = /^(?:before|antes)/.test(way)
  const found = isBefore
    ? b.from - ((weekdayOf(b.from) - wanted + 7) % 7 || 7)
    : b.from + ((wanted - weekdayOf(b.from) + 7) % 7 || 7)
  return { kind: 'day', from: found, to: found }
}

function narrow(a: DatePhrase, b: DatePhrase, today: Day): DatePhrase | null {
  const [weekday, other] = a.kind === 'weekday' ? [a, b] : [b, a]
  if (weekday.kind === 'weekday' && other.kind === 'stretch') {
    const wanted = weekday.weekdays?.[0] ?? 0
    const start = other.to - other.from > 6 && other.weekdays ? weekday.from : other.from
    const found = start + ((wanted - weekdayOf(start) + 7) % 7)
    if (found > other.to)
      return {
        kind: 'day',
        from: found - 7 >= today ? found - 7 : found,
        to: found - 7 >= today ? found - 7 : found,
      }
    const isWhole = other.to - other.from > 6
    return isWhole ? { ...other, weekdays: [wanted] } : { kind: 'day', from: found, to: found }
  }
  if (weekday.kind === 'weekday' && other.kind === 'day') return other
  if (a.kind === 'day' && b.kind === 'day')
    return a.from === b.from ? a : weekdayOf(a.from) === weekdayOf(b.from) ? b : null
  if (a.kind === 'day' && b.kind === 'stretch') return a.from >= b.from && a.from <= b.to ? a : null
  if (a.kind === 'stretch' && b.kind === 'day') return b.from >= a.from && b.from <= a.to ? b : null
  return null
}

const isOr =
  /^[\s,]*(?:(?:or|and|o|u|y|&|\/|or maybe|or even|o bien|o el|y el|either)[\s,]*)(?:(?:on|the|el|los|maybe|also|next|para)\s+)*$|^\s*,\s*$/
const isThrough = /^\s*(?:-|to|through|thru|till|until|al?|hasta)\s*(?:el |la |the )?$/
const isAfter =
  /(?:\b(?:after|from|starting|since|later than|past|beginning|as of|despues del?|a partir del?|desde|pasado el)|(?:not|no) (?:before|antes del?)|any ?time (?:after|from))\s*(?:the|el|on|la|este|this|dia)?\s*$/
const isOnOrAfter =
  /(?:from|starting|since|beginning|as of|a partir del?|desde|not before|no antes del?)\s*(?:the|el|on|la|dia)?\s*$/
const isBefore =
  /(?:\b(?:before|by|until|till|no later than|earlier than|sooner than|prior to|antes del?|hasta|a mas tardar))\s*(?:the|el|la|dia)?\s*$/
const isUntil = /(?:by|until|till|no later than|hasta|a mas tardar)\s*(?:the|el|la|dia)?\s*$/
const isNotUntil =
  /\b(?:can'?t|cannot|can not|not|won'?t|no (?:puedo|podria|estoy))(?: [a-z]+){0,4} (?:until|till|before|hasta|antes del?)\s*(?:the|el|on)?\s*$/
const onwards =
  /^\s*(?:onwards?|or (?:later|after)|and (?:after|later|on)|en adelante|o (?:despues|mas tarde))/
const notThis =
  /(?:\b(?:not|except|but not|cannot|can'?t|can ?not|won'?t|don'?t|isn'?t|apart from|other than|anything but|instead of|rather than|excepto|menos|salvo|no puedo|en vez del?|en lugar del?|que no sea)(?: (?:do|make(?: it)?|come|be|work|have|want|free|available|puede ser|ser|va|ir))?(?: (?:on|for|in|this|until|el|la|the|este|para|the one on|en)){0,6}|\bno (?:on |for |el |este |la |para el |en )?)\s*$/
const notBehind =
  /^\s*(?:(?:does|do|did|is|was|will|would|wo)(?: ?n[o']?t|n'?t)\b|(?:is|'s) (?:bad|out|no good|impossible|not|too)|won'?t|i (?:can'?t|cannot|can not|don'?t|won'?t|am not|'?m not)|no (?:puedo|me|es|va|voy|pued)|tampoco|imposible|not (?:good|possible|work)|,? ?no\b(?! hay))/
const isComma = /^\s*,\s*$/
/** `no, friday`: the no is an answer, the friday is wanted. */
const answerNo = /(?:^|[.!?]\s*)(?:no|nope|nah)\s*$/

function connect(phrases: Placed[], text: string, { today }: DateContext): FoundDate[] {
  const found: FoundDate[] = []
  for (let i = 0; i < phrases.length; i++) {
    const first = phrases[i] as Placed
    let last = first
    let wish = wishOf(first)
    for (let next = phrases[i + 1]; next; next = phrases[i + 1]) {
      const between = text.slice(last.end, next.start)
      const isRange =
        isThrough.test(between) && next.from >= last.from && !/\bfrom\s*$/.test(text.slice(0, first.start))
      const isBetween =
        /\b(?:between|entre|from|de|del)\s*(?:the|el)?\s*$/.test(text.slice(0, first.start)) &&
        next.to >= wishFrom(wish)
      if (
        isBetween &&
        (isThrough.test(between) || /^\s*(?:and|y)\s*(?:the |el )?$/.test(between)) &&
        !isMove(text)
      )
        wish = rangeOf(wish, next)
      else if (isRange) wish = rangeOf(wish, next)
      else if (
        isOr.test(between) &&
        last.kind !== 'stretch' &&
        !(isComma.test(between) && isRuledOut(text.slice(0, first.start), ''))
      )
        wish = union(wish, next)
      else break
      last = next
      i++
    }
    const before = text.slice(0, first.start)
    const behind = text.slice(last.end)
    const isSingle = last === first
    if (isSingle && first.to >= first.from) wish = bound(wish, first, { text, before, behind, today })
    const isExcluded = isRuledOut(before, behind)
    const clipped = clipWish(wish, today)
    const isDeadline = isSingle && /\bby\s*(?:the|this)?\s*$/.test(before)
    if (clipped) found.push({ wish: clipped, start: first.start, end: last.end, isExcluded, isDeadline })
  }
  return found
}

function isRuledOut(before: string, behind: string): boolean {
  if (isNotUntil.test(before)) return false
  if (notThis.test(before) && !answerNo.test(before) && !isAfter.test(before)) return true
  return notBehind.test(behind) && !/^\s*,? ?no\b\s*(?:\?|$)/.test(behind)
}

/** `from friday to monday` of a visit that is moved is no stretch of days. */
function isMove(text: string): boolean {
  return /\b(?:move|change|switch|reschedul|push|shift|swap|mover|cambi|pasar|reprogram)\w*/.test(text)
}

function bound(
  wish: DateWish,
  phrase: Placed,
  { text, before, behind, today }: { text: string; before: string; behind: string; today: Day },
): DateWish {
  if (onwards.test(behind) || isOnOrAfter.test(before) || isNotUntil.test(before)) {
    return isMove(text) && /\bfrom\b[^.]*$/.test(before) ? wish : open(phrase.from)
  }
  if (isAfter.test(before)) return open(phrase.to + 1)
  if (isUntil.test(before) && phrase.from > today) return { from: isoOf(today), to: isoOf(phrase.to) }
  if (isBefore.test(before) && phrase.from > today) return { from: isoOf(today), to: isoOf(phrase.from - 1) }
  return wish
}

function open(from: Day): DateWish {
  return { from: isoOf(from), to: isoOf(from + OPEN_DAYS) }
}

function wishFrom(wish: DateWish): Day {
  return dayOf(wish.from)
}

function wishOf({ kind, from, to, weekdays }: DatePhrase): DateWish {
  const only = kind === 'stretch' ? weekdays : undefined
  return { from: isoOf(from), to: isoOf(to), ...(only ? { weekdays: only } : {}) }
}

function rangeOf(wish: DateWish, next: DatePhrase): DateWish {
  return { from: wish.from, to: isoOf(Math.max(next.to, wishFrom(wish))) }
}

function union(wish: DateWish, next: DatePhrase): DateWish {
  const from = Math.min(wishFrom(wish), next.from)
  const to = Math.max(dayOf(wish.to), next.to)
  const days = [...(wish.weekdays ?? weekdaysOf(wish)), ...(next.weekdays ?? weekdaysOf(wishOf(next)))]
  const weekdays = [...new Set(days)].sort((a, b) => a - b)
  return { from: isoOf(from), to: isoOf(to), ...(weekdays.length < 7 && from !== to ? { weekdays } : {}) }
}

function weekdaysOf({ from, to }: DateWish): number[] {
  const first = dayOf(from)
  const length = Math.min(7, dayOf(to) - first + 1)
  return Array.from({ length }, (_, i) => weekdayOf(first + i))
}

function clipWish(wish: DateWish, today: Day): DateWish | null {
  if (dayOf(wish.to) < today) return null
  return dayOf(wish.from) < today ? { ...wish, from: isoOf(today) } : wish
}
