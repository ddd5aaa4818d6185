/** From JSON to numbers. What cannot be understood is refused with the place, the reason and the remedy. */
import type { Host, Pool, Question } from './input.ts'
import { parseInstant } from './iso.ts'
import { NO_QUOTA, type Quota, quotaOf } from './limits.ts'
import type { Ranges } from './ranges.ts'
import { type Buffers, readBusy, unfold, type WidenedBusy, widen } from './read-busy.ts'
import { makeCalendar } from './read-calendar.ts'
import { count, InvalidQuestion, minutes, readDate, readInstant, readZone } from './read-values.ts'
import { DAY, MINUTE, type TimeZone, weekdayOf } from './time-zone.ts'
import type { Calendar } from './working-time.ts'

export interface Request {
  zone: TimeZone
  bookerZone: TimeZone
  /** The earliest instant that notice allows. */
  earliest: number
  from: number
  to: number
  /** Minutes, shortest first. */
  durations: number[]
  /** Milliseconds from one start to the next. */
  step: number
  offset: number
  /** Stretches begin on multiples of so many minutes past the hour. */
  grain: number
  shortGap: number
  seats: number
  quota: Quota
  mode: 'SINGLE' | 'ROUND_ROBIN' | 'COLLECTIVE'
  hosts: HostRequest[]
  pools: { name: string; needed: number; units: Ranges[] }[]
}

export interface HostRequest {
  /** Two hosts of one calendar object work the same hours. */
  calendar: Calendar
  /** Buffers included. */
  busy: Ranges
  /** The same one by one, for explanations. */
  busyItems(): WidenedBusy[]
  sessions: { start: number; end: number; seatsTaken: number }[]
  quota: Quota
  /** Local dates of the host on which starts may lie. */
  firstDay: number
  lastDay: number
}

const LONGEST = 1100 * DAY
const GRAINS = [60, 30, 20, 15, 10, 5]

export function readQuestion(question: Question): Request {
  const zone = readZone(question.timeZone, 'timeZone')
  const now = question.now === undefined ? Date.now() : readInstant(question.now, 'now')
  const from = readInstant(question.from, 'from')
  const to = readInstant(question.to, 'to')
  if (to < from) throw new InvalidQuestion('to', 'lies before `from`')
  if (to - from > LONGEST)
    throw new InvalidQuestion('to', 'lies more than three years after `from`: ask for less')
  const durations = [question.durationMinutes]
    .flat()
    .map((each) => minutes(each, 'durationMinutes', 1))
    .sort((a, b) => a - b)
  const shortest = durations[0]
  if (shortest === undefined) throw new InvalidQuestion('durationMinutes', 'is empty: give at least one')
  const interval = minutes(question.slotIntervalMinutes ?? shortest, 'slotIntervalMinutes', 1)
  const offset = minutes(question.offsetStartMinutes ?? 0, 'offsetStartMinutes', 0)
  const shared: Shared = { question, zone, now, buffers: readBuffers(question), calendars: new Map() }
  const hosts = question.hosts ?? [{}]
  if (hosts.length === 0) throw new InvalidQuestion('hosts', 'is empty: leave it out, or name at least one')
  return {
    zone,
    bookerZone: readZone(question.bookerTimeZone ?? question.timeZone, 'bookerTimeZone'),
    earliest:
      now + minutes(question.minimumNoticeMinutes ?? 0, 'minimumNoticeMinutes', 0, 10 * 366 * 1440) * MINUTE,
    from,
    to,
    durations,
    step: (interval + offset) * MINUTE,
    offset: offset * MINUTE,
    grain: GRAINS.find((each) => interval % each === 0 && !(question.optimized && each > 15)) ?? 1,
    shortGap: minutes(question.shortGapMinutes ?? 0, 'shortGapMinutes', 0, 1440) * MINUTE,
    seats: count(question.seats ?? 1, 'seats'),
    quota: readQuota(question.limits, question.bookings, zone, question, ''),
    mode: question.mode ?? (hosts.length === 1 ? 'SINGLE' : 'ROUND_ROBIN'),
    hosts: hosts.map((host, i) => readHost(host, i, shared)),
    pools: (question.pools ?? []).map((pool, i) => readPool(pool, i, shared)),
  }
}

/** What the service keeps free before and after itself widens what is busy after and before it. */
function readBuffers({ bufferBefore, bufferAfter }: Question): Buffers {
  return {
    before: minutes(bufferBefore ?? 0, 'bufferBefore', 0) * MINUTE,
    after: minutes(bufferAfter ?? 0, 'bufferAfter', 0) * MINUTE,
  }
}

interface Shared {
  question: Question
  zone: TimeZone
  now: number
  buffers: Buffers
  calendars: Map<string, Calendar>
}

const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** The same for the same object, so that a schedule which many hosts share is read once. */
function identityOf(object: object | undefined): number {
  if (object === undefined) return 0
  let identity = identities.get(object)
  if (identity === undefined) {
    identity = ++lastIdentity
    identities.set(object, identity)
  }
  return identity
}

function readHost(host: Host, index: number, shared: Shared): HostRequest {
  const { question, now } = shared
  const place = `hosts[${index}]`
  const zone = host.timeZone === undefined ? shared.zone : readZone(host.timeZone, `${place}.timeZone`)
  const [firstDay, lastDay] = readWindow(question, zone.dayOf(now))
  const lists = [
    { items: question.busy ?? [], place: 'busy' },
    { items: host.busy ?? [], place: `${place}.busy` },
  ]
  const sessions = question.seats
    ? lists.flatMap(({ items }) => items.filter((each) => each.seatsTaken !== undefined))
    : []
  return {
    calendar: readCalendar(host, zone, place, shared),
    busy: readBusy(lists, host.blocked, shared.buffers),
    busyItems: () => [
      ...lists.flatMap(({ items }) => items.map((each) => widen(each, shared.buffers))),
      ...unfold(host.blocked, shared.buffers),
    ],
    sessions: sessions.map((each) => ({
      start: parseInstant(each.start),
      end: parseInstant(each.end),
      seatsTaken: each.seatsTaken as number,
    })),
    quota: readQuota(host.limits, host.bookings, zone, question, `${place}.`),
    firstDay,
    lastDay,
  }
}

function readCalendar(host: Host, zone: TimeZone, place: string, shared: Shared): Calendar {
  const { question, calendars } = shared
  const schedule = host.schedule ?? question.schedule
  const overrides = host.overrides ?? question.overrides
  const travel = host.travel ?? question.travel
  const key = `${zone.name} ${identityOf(schedule)} ${identityOf(overrides)} ${identityOf(travel)}`
  let calendar = calendars.get(key)
  if (!calendar) {
    const { closures } = question
    calendar = makeCalendar(zone, { schedule, overrides, travel, closures }, (name) =>
      host[name as keyof Host] ? `${place}.${name}` : name,
    )
    calendars.set(key, calendar)
  }
  return calendar
}

function readPool(pool: Pool, index: number, shared: Shared): Request['pools'][number] {
  return {
    name: pool.name,
    needed: count(pool.needed ?? 1, `pools[${index}].needed`),
    units: pool.units.map(({ busy, blocked }, i) =>
      readBusy([{ items: busy ?? [], place: `pools[${index}].units[${i}].busy` }], blocked, shared.buffers),
    ),
  }
}

function readQuota(
  limits: Question['limits'],
  bookings: Question['bookings'],
  zone: TimeZone,
  question: Question,
  place: string,
): Quota {
  if (!limits) return NO_QUOTA
  const read = (bookings ?? []).map(
    ({ start, end }, i) =>
      [
        readInstant(start, `${place}bookings[${i}].start`),
        readInstant(end, `${place}bookings[${i}].end`),
      ] as const,
  )
  return quotaOf(limits, read, zone, question.weekStartsOn ?? 1)
}

function readWindow({ bookingWindow }: Question, today: number): [firstDay: number, lastDay: number] {
  if (!bookingWindow) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if ('from' in bookingWindow) {
    return [
      readDate(bookingWindow.from, 'bookingWindow.from'),
      readDate(bookingWindow.to, 'bookingWindow.to'),
    ]
  }
  const days = minutes(bookingWindow.days, 'bookingWindow.days', 0)
  if (bookingWindow.count !== 'business') return [Number.NEGATIVE_INFINITY, today + days]
  let last = today
  for (let left = days; left > 0; ) {
    last++
    const weekday = weekdayOf(last)
    if (weekday !== 0 && weekday !== 6) left--
  }
  return [Number.NEGATIVE_INFINITY, last]
}
