/** Why a start or a day is not offered, in words for staff. */
import type { Candidate, DayExplanation, Reason } from '@foyer/availability'
import type { Practitioner } from '../desk/services/practitioner.ts'
import type { Service } from '../desk/services/service.ts'

/** In whose zone and locale times are said, by what name the hosts go, and what is past. */
export interface Reading {
  timeZone: string
  locale: string
  now: Temporal.Instant
  nameOf(host: number): string
}

export function reasonInWords(reason: Reason, start: string, reading: Reading): string {
  const who = reason.host === undefined ? null : reading.nameOf(reason.host)
  const text = textOf(reason, start, reading)
  return who ? `${who}: ${text}` : capitalized(text)
}

function textOf(reason: Reason, start: string, reading: Reading): string {
  const at = (instant: string) => timeInWords(instant, start, reading)
  switch (reason.code) {
    case 'too_soon':
      return isPast(start, reading) ? 'already past' : `too soon, the first start is ${at(reason.until)}`
    case 'outside_booking_window':
      return 'outside the dates that can be booked'
    case 'not_working':
      return 'not working then'
    case 'ends_after_hours':
      return 'would end after working hours'
    case 'busy':
      return `busy until ${at(reason.until)}`
    case 'buffer':
      return `the time around an appointment from ${at(reason.from)} to ${at(reason.until)} is kept free`
    case 'limit':
      return `${limitOf(reason)} reached`
    case 'no_resource':
      return `no ${reason.pool} is free`
    case 'seats_taken':
      return 'all seats are taken'
    case 'short_gap':
      return 'would leave a gap too short to book'
    case 'off_grid':
      return 'starts are offered at other minutes'
  }
}

function limitOf({ kind, limit, period, of }: Extract<Reason, { code: 'limit' }>): string {
  const much =
    kind === 'count' ? `${limit} ${limit === 1 ? 'appointment' : 'appointments'}` : `${limit} minutes`
  return `the limit${of === 'service' ? ' of this service' : ''}, ${much} a ${period}, is`
}

/** With the date where that is another one than the start's. */
function timeInWords(instant: string, start: string, { timeZone, locale }: Reading): string {
  const dayOf = (text: string) => Temporal.Instant.from(text).toZonedDateTimeISO(timeZone).toPlainDate()
  const date: Intl.DateTimeFormatOptions = dayOf(instant).equals(dayOf(start))
    ? {}
    : { weekday: 'short', month: 'short', day: 'numeric' }
  return Temporal.Instant.from(instant)
    .toLocaleString(locale, { timeZone, hour: 'numeric', minute: '2-digit', ...date })
    .replace(/\u202f/g, ' ')
}

/** Why nothing can be free, whatever the day; null where something might be. `hosts`: how many can be booked for it. */
export function obstacleInWords(asked: {
  service: Service
  practitioner: Practitioner | null
  hosts: number
}): string | null {
  const { service, practitioner, hosts } = asked
  if (service.archivedAt) return `${service.name} is not offered any more`
  if (service.practitioners.length === 0)
    return `Nobody does ${service.name} yet: choose who does at Settings > Services`
  if (practitioner && !service.practitioners.some(({ practitionerId }) => practitionerId === practitioner.id))
    return `${practitioner.name} does not do ${service.name}`
  if (hosts > 0) return null
  return practitioner
    ? `${practitioner.name} cannot be booked: switch it on at Settings > Practitioners`
    : `Nobody who does ${service.name} can be booked: switch it on at Settings > Practitioners`
}

/** Reasons that hold at the edge of every day say nothing about this one. */
const EDGES: ReadonlySet<Reason['code']> = new Set([
  'not_working',
  'ends_after_hours',
  'off_grid',
  'short_gap',
])

/** Null where something is offered; else what keeps most of the day's starts from it. */
export function dayInWords(
  candidates: readonly Candidate[],
  closed: DayExplanation['closed'],
  reading: Reading,
): string | null {
  if (candidates.some(({ isOffered }) => isOffered)) return null
  if (candidates.length === 0) return closed?.text ?? 'No start fits into the working hours'
  const all = candidates.flatMap(({ start, reasons }) => reasons.map((reason) => ({ start, reason })))
  const telling = all.filter(({ reason }) => !EDGES.has(reason.code))
  const texts = (telling.length > 0 ? telling : all).map((each) => dayTextOf(each, reading))
  const counts = Map.groupBy(texts, (text) => text)
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  return most ? most[0] : 'Nothing is free'
}

function dayTextOf({ start, reason }: { start: string; reason: Reason }, reading: Reading): string {
  switch (reason.code) {
    case 'busy':
    case 'buffer':
    case 'seats_taken':
      return 'Fully booked'
    case 'not_working':
    case 'ends_after_hours':
      return 'No start fits into the working hours'
    default:
      return capitalized(textOf(reason, start, reading))
  }
}

function isPast(start: string, { now }: Reading): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(start), now) < 0
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
