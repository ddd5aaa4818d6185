/** The values that a message names. */
import { dayOf, localClock } from './calendar.ts'
import { DATE_MARK, type TimeContext } from './clock-phrases.ts'
import { findEmails, findFigures, findPhones } from './contact-details.ts'
import type { DateContext } from './date-phrases.ts'
import { findDates, wantedDate } from './dates.ts'
import { blank, correctWords, type Folded, fold, LONGEST, placeIn } from './fold.ts'
import { findName } from './names.ts'
import { optionsOf } from './offers.ts'
import { findPeople, isForOther } from './people.ts'
import type { DateWish, Offer, Question, State, TimeWish } from './question.ts'
import type { Span } from './reading.ts'
import { findPractitioner, findService } from './services.ts'
import { respell } from './spelling.ts'
import { findTimes, wantedTime } from './times.ts'

/** What dates and times are read against, where a reading is not of a whole message. */
export interface SpanContext {
  /** ISO 8601 instant with a zone. */
  now: string
  /** IANA, of the clinic. */
  timeZone: string
  /** ISO 3166-1 alpha-2; default `US`. */
  country?: string
  offer?: Offer | null
  state?: State
}

/** The date that a phrase means, from today on; null for none. */
export function readDate(span: string, context: SpanContext): DateWish | null {
  const folded = correctWords(fold(span.slice(0, LONGEST)), respell)
  return wantedDate(findDates(folded.text, dateContext(context)).dates)?.wish ?? null
}

/** The time of day that a phrase means; null for none. */
export function readTime(span: string, context: SpanContext): TimeWish | null {
  const folded = correctWords(fold(span.slice(0, LONGEST)), respell)
  const text = blank(folded.text, findFigures(folded.text))
  const { dates } = findDates(text, dateContext(context))
  const expected = { ...timeContext(context.offer ?? null), isTimeExpected: true }
  return wantedTime(findTimes(withoutDates(text, dates), expected))?.wish ?? null
}

export interface Said {
  slots: Partial<State>
  spans: Span[]
  wishes: {
    date: DateWish | null
    time: TimeWish | null
    practitioner: string | null
    service: string | null
  }
  /** Dates and times that will not do. */
  ruledOut: { date?: DateWish; time?: TimeWish }[]
  isAnyPractitioner: boolean
}

/** Details first, since they are made of figures too; then names, dates, and the times in what is left. */
export function readSaid(question: Question, original: string, folded: Folded): Said {
  const { offer, country } = question
  const slots: Partial<State> = {}
  const spans: Span[] = []
  const note = (slot: string, place: { start: number; end: number }) => spans.push({ slot, ...place })
  const emails = findEmails(folded.text)
  const phones = findPhones(blank(folded.text, emails), country)
  const email = emails.at(-1)
  const phone = phones.at(-1)
  if (email) {
    slots.email = email.value
    note('email', placeIn(folded, email.start, email.end))
  }
  if (phone) {
    slots.phone = phone.value
    note('phone', placeIn(folded, phone.start, phone.end))
  }
  const plain = blank(folded.text, [...emails, ...phones, ...findFigures(folded.text)])
  const asked = offer?.kind === 'ask' ? offer.slot : null
  const name = findName(original, asked === 'name')
  if (name) {
    slots.name = name.name
    note('name', { start: name.start, end: name.end })
  }
  const service = findService(name ? blankName(plain, folded, name) : plain, question.services)
  if (service) {
    slots.service = service.id
    note('service', placeIn(folded, service.start, service.end))
  }
  const practitioner = findPractitioner(name && asked === 'name' ? '' : plain, question.practitioners)
  if (practitioner && practitioner !== 'any') {
    slots.practitioner = practitioner.id
    note('practitioner', placeIn(folded, practitioner.start, practitioner.end))
  }
  const { dates, taken } = findDates(plain, dateContext(question))
  const date = wantedDate(dates)
  if (date) {
    slots.date = date.wish
    note('date', placeIn(folded, date.start, date.end))
  }
  const times = findTimes(withoutDates(plain, taken), timeContext(offer))
  const time = wantedTime(times)
  if (time) {
    slots.time = time.wish
    note('time', placeIn(folded, time.start, time.end))
  }
  if (time?.isRelative && !date) {
    const start = optionsOf(offer)[0]?.start.slice(0, 10)
    if (start) slots.date = { from: start, to: start }
  }
  // `by friday at 3` is friday at 3.
  if (date?.isDeadline && time && 'at' in time.wish) slots.date = { from: date.wish.to, to: date.wish.to }
  const people = findPeople(folded.text)
  if (people) {
    slots.people = people.people
    note('people', placeIn(folded, people.start, people.end))
  }
  if (isForOther(folded.text) && !people) slots.forOther = true
  return {
    slots,
    spans: spans.sort((a, b) => a.start - b.start),
    wishes: {
      date: date?.wish ?? null,
      time: time?.wish ?? null,
      practitioner: slots.practitioner ?? null,
      service: slots.service ?? null,
    },
    ruledOut: [
      ...dates.filter(({ isExcluded }) => isExcluded).map(({ wish }) => ({ date: wish })),
      ...times.filter(({ isExcluded }) => isExcluded).map(({ wish }) => ({ time: wish })),
    ],
    isAnyPractitioner: practitioner === 'any',
  }
}

/** A name that was given is no service: `Rosa` is nobody's skin care. */
function blankName(plain: string, folded: Folded, name: { start: number; end: number }): string {
  const from = folded.starts.findIndex((start) => start >= name.start)
  const to = folded.ends.findLastIndex((end) => end <= name.end) + 1
  return from === -1 || to <= from ? plain : blank(plain, [{ start: from, end: to }])
}

const dayPart = /(?:morning|afternoon|evening|tonight|manana|tarde|noche|mediodia)s?$/

/** `this afternoon` is a date and a time: its part of the day stays for the times to read. */
function withoutDates(text: string, dates: readonly { start: number; end: number }[]): string {
  return blank(
    text,
    dates.flatMap(({ start, end }) => {
      const said = text.slice(start, end)
      if (
        /^(?:(?:later |earlier )?this (?:morning|afternoon|evening)|tonight|est[ae] (?:misma )?(?:manana|tarde|noche|mediodia))$/.test(
          said,
        )
      )
        return []
      const part = dayPart.exec(said)
      return part && /(?:this|esta|est[ae]) /.test(said)
        ? [{ start, end: start + part.index }]
        : [{ start, end }]
    }),
    DATE_MARK,
  )
}

const monthFirst = new Set(['US', 'PR', 'CA', 'PH', 'FM', 'BZ', 'GU', 'VI'])

function dateContext({ now, timeZone, country = 'US', offer = null, state = {} }: SpanContext): DateContext {
  const today = localClock(now, timeZone).day
  const offered = optionsOf(offer).map(({ start }) => dayOf(start))
  const settled = state.date && state.date.from === state.date.to ? dayOf(state.date.from) : null
  const distinct = new Set(offered)
  return {
    today,
    offered,
    anchor: distinct.size === 1 ? (offered[0] as number) : distinct.size > 1 ? Math.max(...offered) : settled,
    isMonthFirst: monthFirst.has(country.toUpperCase()),
  }
}

function timeContext(offer: Offer | null): TimeContext {
  return {
    offered: optionsOf(offer).map(
      ({ start }) => Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)),
    ),
    isTimeExpected:
      offer?.kind === 'times' ||
      offer?.kind === 'confirm' ||
      (offer?.kind === 'ask' && (offer.slot === 'time' || offer.slot === 'date')),
  }
}
