import { dayOf, mondayOf, monthOf, partsOf } from './calendar.ts'
import {
  addUnits,
  clip,
  type DateContext,
  type DatePhrase,
  type DateRule,
  day,
  dayOfMonth,
  dayOfYear,
  OPEN_DAYS,
  partOf,
  past,
  stretch,
  weekday,
  weekdayOfWeek,
  weekend,
  wholeMonth,
} from './date-phrases.ts'
import {
  count,
  countOf,
  dayPart,
  earlierOrLater,
  monthName,
  monthNumber,
  part,
  partWord,
  rule,
  type Unit,
  unit,
  weekdayName,
  weekdayNumber,
} from './english-date-words.ts'
import { ordinalOf, said } from './number-words.ts'

export const englishDates: DateRule[] = [
  rule(
    '(?:later |early |earlier )?(?:(?<!\\b(?:help|assistance|service|all|everything|set|patience|kindness) )today|this (?:very )?day|this (?:morning|afternoon|evening)|tonight)',
    (_, { today }) => day(today),
  ),
  rule('(?:the )?day after (?:tomorrow|tom)|overmorrow', (_, { today }) => day(today + 2)),
  rule('tomorrow', (_, { today }) => day(today + 1)),
  rule(
    `yesterday|last (?:night|week|month|year|time|${dayPart})|(?:the )?(?:other day|day before yesterday)|${count} ${unit} ago`,
    () => past,
  ),
  rule(
    `(?:last|past|previous) (?:${weekdayName}|${monthName}|(?:few |couple of )?(?:day|week|month)s)`,
    () => past,
  ),
  rule(`in (?:about |around )?${count} ${unit}(?:'?s)?(?: time)?`, readAhead),
  rule(`${count} ${unit} (?:from (?:now|today)|hence)`, readAhead),
  rule(`${count} ${unit} (?:from|after) tomorrow`, (groups, context) =>
    readAhead(groups, { ...context, today: context.today + 1 }),
  ),
  rule(`(?:with)?in the (?:next|coming|following) (?:${count} )?${unit}`, readWithin),
  rule(`(?:over|during) the (?:next|coming) (?:${count} )?${unit}`, readWithin),
  rule(`within (?:the next )?${count} ${unit}`, readWithin),
  rule(
    `(?<which>next|this coming|coming|the coming|the following|following|this)? ?(?:of )?(?<name>${weekdayName})(?<plural>s)?(?:'s)?`,
    ({ which, name, plural }, context) => {
      const wanted = weekdayNumber(name)
      if (plural) return stretch(context.today, context.today + OPEN_DAYS, [wanted])
      const { today, anchor } = context
      if (which === 'next') return day(weekdayOfWeek(wanted, today, 1))
      if (which?.endsWith('following')) {
        const from = anchor ?? today
        return day(from + ((wanted - ((from + 4) % 7) + 7) % 7 || 7))
      }
      const found = weekday(wanted, context)
      if (which === 'this' && context.offered.length === 0)
        return { ...found, from: weekdayToday(found, today), to: weekdayToday(found, today) }
      return found
    },
  ),
  rule(
    `(?<name>${weekdayName}),? (?<date>1[3-9]|2\\d|3[01])(?! ?(?:of |${monthName}|am\\b|pm\\b|:|h\\b|min))`,
    readWeekdayDate,
  ),
  rule(`(?:any|every|each) (?<name>${weekdayName})`, ({ name }, { today }) =>
    stretch(today, today + OPEN_DAYS, [weekdayNumber(name)]),
  ),
  rule(
    'weekdays?|(?:on )?(?:a )?week ?days?|during the week|(?:any )?work(?:ing|days?) days?',
    (_, { today }) => stretch(today, today + OPEN_DAYS, [1, 2, 3, 4, 5]),
  ),
  rule('(?:on )?(?:weekends|a weekend|any weekend)', (_, { today }) =>
    stretch(today, today + OPEN_DAYS, [6, 0]),
  ),
  rule('(?<which>next|this|this coming|the|coming|following)? ?week ?end', ({ which }, { today }) =>
    weekend(today, which === 'next' || which === 'following' ? 1 : 0),
  ),
  rule(
    `(?:the )?week ?end of (?:the )?(?:(?<month>${monthName}) )?(?<date>${said.ordinal}|\\d{1,2})(?: of (?<month2>${monthName}))?`,
    ({ month, month2, date }, context) => {
      const number = ordinalOf(date ?? '')
      const named = month ?? month2
      const found =
        number === null
          ? null
          : named
            ? dayOfYear(monthNumber(named), number, context)
            : dayOfMonth(number, context)
      return found === null ? null : stretch(mondayOf(found) + 5, mondayOf(found) + 6, [6, 0])
    },
  ),
  rule('(?:the )?week after next', (_, { today }) => stretch(mondayOf(today) + 14, mondayOf(today) + 20)),
  rule('(?:the )?(?:next|coming) week', (_, { today }) => stretch(mondayOf(today) + 7, mondayOf(today) + 13)),
  rule('(?:the )?(?:following week|week after(?! (?:the|next|my|i|we)))', (_, { today, anchor }) => {
    const monday = mondayOf(anchor ?? today)
    return stretch(monday + 7, monday + 13)
  }),
  rule('this (?:coming )?week|(?:later |the rest of )(?:in )?(?:the|this) week', (_, { today }) =>
    stretch(today, mondayOf(today) + 6),
  ),
  rule(
    `${part}(?:-| |(?: of| in)? (?:the |this )?)(?<which>next |this )?(?<each>week|month)`,
    ({ part: said, which, each }, { today }) => {
      const ahead = which === 'next ' ? 1 : 0
      const { from, to } =
        each === 'week'
          ? { from: mondayOf(today) + 7 * ahead, to: mondayOf(today) + 7 * ahead + 6 }
          : monthOf(today, ahead)
      if (said === 'rest' || said === 'later') return clip(stretch(from, to), today)
      return partOf(stretch(from, to), partWord(said), today)
    },
  ),
  rule(`${part}(?:-| )(?:of |in )?(?<name>${monthName})`, ({ part: said, name }, { today }) => {
    const { from, to } = wholeMonth(monthNumber(name), today)
    return partOf(stretch(from, to), partWord(said), today)
  }),
  rule('(?:the )?(?:next|following) month', (_, { today }) =>
    stretch(monthOf(today, 1).from, monthOf(today, 1).to),
  ),
  rule('(?:later )?this month', (_, { today }) => stretch(today, monthOf(today).to)),
  rule('(?:the )?month after next', (_, { today }) => stretch(monthOf(today, 2).from, monthOf(today, 2).to)),
  rule(
    `(?<=\\b(?:in|during|for|by|until|till|before|after|next|this|of|from)(?: the month of)? )(?<name>${monthName})(?! ?\\d)`,
    ({ name }, { today }) => wholeMonth(monthNumber(name), today),
  ),
  rule(`(?<=\\bthe )(?<name>${monthName})(?= (?:one|slot|appointment|date|option))`, ({ name }, { today }) =>
    wholeMonth(monthNumber(name), today),
  ),
  rule(
    `(?:the )?week (?:of|beginning|commencing|starting)(?: on)?(?: the)? (?:(?<name>${monthName}) )?(?<date>${said.ordinal}|\\d{1,2})(?: (?:of )?(?<month>${monthName}))?`,
    ({ name, month, date }, context) => {
      const number = ordinalOf(date ?? '')
      const named = name ?? month
      if (number === null) return null
      const found = named ? dayOfYear(monthNumber(named), number, context) : dayOfMonth(number, context)
      return found === null ? null : clip(stretch(mondayOf(found), mondayOf(found) + 6), context.today)
    },
  ),
  rule(
    `(?:the )?(?<date>${said.ordinal})(?: day)? of (?<which>this|the|next|the (?:next|following)) month`,
    ({ date, which }, { today }) => {
      const ahead = /next|following/.test(which ?? '') ? 1 : 0
      const number = ordinalOf(date ?? '')
      const { year, month } = partsOf(monthOf(today, ahead).from)
      return number === null
        ? null
        : day(dayOfYear(month, number, { today, offered: [], anchor: null, isMonthFirst: true }, year))
    },
  ),
  rule(
    `(?:the )?(?<date>${said.ordinal}|\\d{1,2}) ?(?:day )?(?:of |-)?(?<month>${monthName})(?:,? (?<year>20\\d\\d))?`,
    readDated,
  ),
  rule(
    `(?<month>${monthName})[ ,]*(?:the )?(?<date>${said.ordinal}|\\d{1,2}(?! ?(?:am|pm|a\\.m|p\\.m|:|o'?clock)))(?:,? (?<year>20\\d\\d))?`,
    readDated,
  ),
  rule(
    `(?:the )?(?<date>\\d{1,2} ?(?:st|nd|rd|th))(?! (?:of |${monthName}|grade|floor|street|st\\b|avenue|ave\\b|time|visit|session|treatment|appointment|one\\b|option|birthday))`,
    ({ date }, context) => readOrdinal(date, context),
  ),
  rule(
    `(?<=\\b(?:on|for|by|until|till|before|after|from|to|about|is|say|make it|or|and) )the (?<date>${said.ordinal}|\\d{1,2})(?! ?(?:of |${monthName}|one|option|time|slot|appointment|visit|session|treatment|available|opening|%|floor|st\\b|street|am\\b|pm\\b|:|o'?clock|thing|to\\b))`,
    ({ date }, context) =>
      /^(?:first|second|third|\d{1,2})$/.test(date ?? '') && !/^\d+$/.test(date ?? '')
        ? null
        : readOrdinal(date, context),
  ),
  rule('(?:on )?(?:that|the) same day|(?:on )?that day', (_, { anchor, today }) =>
    anchor !== null && anchor >= today ? day(anchor) : null,
  ),
  rule(
    '(?:the )?(?:next|following) day|(?:the )?day after(?! (?:the|next|my|i|we|tom|that (?:date|is)|christmas|thanks|new|valent|mon|tues|wed|thur|fri|sat|sun|\\d))(?: that)?',
    (_, { anchor, today }) => day((anchor ?? today) + 1),
  ),
  rule('(?:the )?(?:day before|previous day)(?: that)?', (_, { anchor, today }) =>
    anchor !== null && anchor - 1 >= today ? day(anchor - 1) : null,
  ),
  rule(`${count} ${unit} ${earlierOrLater}`, readShift),
  rule(
    `(?<=\\b(?:push|move|bring|shift|bump|delay|pushed|moved)\\b[^.?!]{0,30})${earlierOrLater} (?:by )?${count} ${unit}`,
    readShift,
  ),
  rule(`(?:the )?(?<name>${weekdayName}) after next`, ({ name }, context) =>
    day(weekday(weekdayNumber(name), { ...context, offered: [] }).from + 7),
  ),
  rule('thanksgiving(?: day)?', (_, { today }) => day(thanksgiving(today))),
  rule(
    `(?<which>first|1st|second|2nd|third|3rd|fourth|4th|last) (?<name>${weekdayName}) (?:of|in) (?:(?<ahead>this|next|the) month|(?<month>${monthName}))`,
    ({ which, name, ahead, month }, { today }) => {
      const { from, to } = month
        ? wholeMonthBounds(monthNumber(month), today)
        : monthOf(today, ahead === 'next' ? 1 : 0)
      const wanted = weekdayNumber(name)
      const first = from + ((wanted - ((from + 4) % 7) + 7) % 7)
      const last = to - ((((to + 4) % 7) - wanted + 7) % 7)
      const found = which === 'last' ? last : first + 7 * ((ordinalOf(which ?? '') ?? 1) - 1)
      return found >= today && found <= to ? day(found) : null
    },
  ),
  rule('christmas eve', (_, context) => day(dayOfYear(12, 24, context))),
  rule('christmas(?: day)?', (_, context) => day(dayOfYear(12, 25, context))),
  rule("new year'?s eve", (_, context) => day(dayOfYear(12, 31, context))),
  rule("new year'?s(?: day)?", (_, context) => day(dayOfYear(1, 1, context))),
  rule("valentine'?s(?: day)?", (_, context) => day(dayOfYear(2, 14, context))),
]

/** `a week from tuesday`, said before the date; `tuesday week`, behind it. */
export const englishShifts = {
  before: new RegExp(
    `(?<![a-z0-9])(?:(?<count>${said.small}|a) (?<unit>day|week|fortnight|month)s? (?:from|after|on|before)|(?:the )?(?<one>day) (?:after|before))(?: the)?\\s*$`,
  ),
  behind: /^ ?week(?![a-z])/,
}

function weekdayToday(found: DatePhrase, today: number): number {
  return found.from === today + 7 ? today : found.from
}

function wholeMonthBounds(month: number, today: number) {
  return monthOf(today, (month - partsOf(today).month + 12) % 12)
}

/** `monday 14`, where the 14th is a monday. */
function readWeekdayDate({ name, date }: Record<string, string | undefined>, context: DateContext) {
  return day(dayOfMonth(Number(date), context, weekdayNumber(name)))
}

/** Counted from the day under discussion. */
function readShift({ count, unit, way }: Record<string, string | undefined>, { anchor, today }: DateContext) {
  const number = countOf(count)
  if (number === null || number > 60) return null
  const found = addUnits(
    anchor ?? today,
    /earlier|sooner|up/.test(way ?? '') ? -number : number,
    unit as Unit,
  )
  return found >= today ? day(found) : null
}

/** The fourth thursday of November. */
function thanksgiving(today: number): number {
  const year = partsOf(today).year
  const fourth = (each: number) => {
    const first = dayOf(`${each}-11-01`)
    return first + ((4 - ((first + 4) % 7) + 7) % 7) + 21
  }
  return fourth(year) >= today ? fourth(year) : fourth(year + 1)
}

function readAhead({ count, unit }: Record<string, string | undefined>, { today }: DateContext) {
  const number = countOf(count)
  return number === null || number > 400 ? null : day(addUnits(today, number, unit as Unit))
}

function readWithin({ count, unit }: Record<string, string | undefined>, { today }: DateContext) {
  const number = countOf(count) ?? 1
  return stretch(today, addUnits(today, Math.min(number, 400), unit as Unit))
}

function readDated({ date, month, year }: Record<string, string | undefined>, context: DateContext) {
  const number = ordinalOf(date ?? '')
  if (number === null) return null
  const found = dayOfYear(monthNumber(month), number, context, year ? Number(year) : undefined)
  return found === null ? (year ? past : null) : day(found)
}

function readOrdinal(date: string | undefined, context: DateContext) {
  const number = ordinalOf(date ?? '')
  return number === null ? null : day(dayOfMonth(number, context))
}
