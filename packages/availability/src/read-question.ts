/** From JSON to numbers. What cannot be understood is refused with the place, the reason and the remedy. */
import type { Busy, Host, Hours, Override, Pool, Question, Travel } from './input.ts'
import { parseDate, parseInstant } from './iso.ts'
import { NO_QUOTA, type Quota, quotaOf } from './limits.ts'
import { mergeColumns, type Ranges } from './ranges.ts'
import { DAY, MINUTE, type TimeZone, timeZone, weekdayOf } from './time-zone.ts'
import type { Calendar, Window } from './working-time.ts'

export class InvalidQuestion extends Error {
  override name = 'InvalidQuestion'
  /** Where in the question, as `hosts[2].busy[0].end`. */
  readonly place: string

  constructor(place: string, remedy: string) {
    super(`${place}: ${remedy}`)
    this.place = place
  }
}

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

export interface WidenedBusy {
  start: number
  end: number
  blocked: readonly [start: number, end: number]
  reason: string | null
}

const LONGEST = 1100 * DAY
const MOST_MINUTES = 30 * 1440
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
function readBuffers({ bufferBefore, bufferAfter }: Question): Shared['buffers'] {
  return {
    before: minutes(bufferBefore ?? 0, 'bufferBefore', 0) * MINUTE,
    after: minutes(bufferAfter ?? 0, 'bufferAfter', 0) * MINUTE,
  }
}

interface Shared {
  question: Question
  zone: TimeZone
  now: number
  buffers: { before: number; after: number }
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
    busy: readBusy(lists, shared),
    busyItems: () => lists.flatMap(({ items }) => items.map((each) => widen(each, shared))),
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
    calendar = {
      zone,
      weekly: readWeek(schedule ?? [], host.schedule ? `${place}.schedule` : 'schedule'),
      overrides: readOverrides(overrides ?? [], host.overrides ? `${place}.overrides` : 'overrides'),
      travels: (travel ?? []).map((each, i) =>
        readTravel(each, host.travel ? `${place}.travel[${i}]` : `travel[${i}]`),
      ),
      closures: (question.closures ?? []).map(({ from, to, name }, i) => ({
        from: readDate(from, `closures[${i}].from`),
        to: readDate(to, `closures[${i}].to`),
        name: name ?? null,
      })),
    }
    calendars.set(key, calendar)
  }
  return calendar
}

function readWeek(schedule: Hours[], place: string): Window[][] {
  const week: Window[][] = [[], [], [], [], [], [], []]
  schedule.forEach((hours, i) => {
    const window = readWindowTimes(hours, `${place}[${i}]`)
    for (const day of 'days' in hours ? hours.days : [hours.day]) {
      const windows = week[day]
      if (!windows) throw new InvalidQuestion(`${place}[${i}].days`, `${day} is no weekday: 0 (Sunday) to 6`)
      if (window) windows.push(window)
    }
  })
  return week
}

function readOverrides(overrides: Override[], place: string): Map<number, Window[]> {
  const byDay = new Map<number, Window[]>()
  overrides.forEach(({ date, windows }, i) => {
    const day = readDate(date, `${place}[${i}].date`)
    const read = windows
      .map((each, j) => readWindowTimes(each, `${place}[${i}].windows[${j}]`))
      .filter((window) => window !== null)
    byDay.set(day, [...(byDay.get(day) ?? []), ...read])
  })
  return byDay
}

type Times = { start: string; end: string; crossesMidnight?: boolean }

/** Null for a window that begins where it ends. */
function readWindowTimes(
  { start, end, crossesMidnight }: Times,
  place: string,
): readonly [number, number] | null {
  const from = readTime(start, `${place}.start`)
  const to = readTime(end, `${place}.end`)
  if (from === to && !crossesMidnight) return null
  return [from, to <= from ? to + 1440 : to]
}

function readTravel(travel: Travel, place: string): { from: number; to: number; zone: TimeZone } {
  return {
    from: readDate(travel.from, `${place}.from`),
    to: readDate(travel.to, `${place}.to`),
    zone: readZone(travel.timeZone, `${place}.timeZone`),
  }
}

function readPool(pool: Pool, index: number, shared: Shared): Request['pools'][number] {
  return {
    name: pool.name,
    needed: count(pool.needed ?? 1, `pools[${index}].needed`),
    units: pool.units.map(({ busy }, i) =>
      readBusy([{ items: busy ?? [], place: `pools[${index}].units[${i}].busy` }], shared),
    ),
  }
}

/** Buffers included. This is where most of a question is read, so it makes no objects on its way. */
function readBusy(lists: { items: readonly Busy[]; place: string }[], { buffers }: Shared): Ranges {
  const starts: number[] = []
  const ends: number[] = []
  for (const { items, place } of lists) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Busy
      const start = parseInstant(item.start)
      const end = parseInstant(item.end)
      if (Number.isNaN(start)) throw notAnInstant(`${place}[${i}].start`, item.start)
      if (Number.isNaN(end)) throw notAnInstant(`${place}[${i}].end`, item.end)
      if (end <= start) continue
      starts.push(start - buffers.after - (item.bufferBefore ?? 0) * MINUTE)
      ends.push(end + buffers.before + (item.bufferAfter ?? 0) * MINUTE)
    }
  }
  return mergeColumns(starts, ends)
}

function widen(item: Busy, { buffers }: Shared): WidenedBusy {
  const start = parseInstant(item.start)
  const end = parseInstant(item.end)
  const from = start - buffers.after - (item.bufferBefore ?? 0) * MINUTE
  const to = end + buffers.before + (item.bufferAfter ?? 0) * MINUTE
  return { start, end, blocked: end > start ? [from, to] : [start, start], reason: item.reason ?? null }
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

function readZone(name: string, place: string): TimeZone {
  try {
    return timeZone(name)
  } catch {
    throw new InvalidQuestion(
      place,
      `${JSON.stringify(name)} is no time zone: give an IANA name as "Europe/Berlin"`,
    )
  }
}

function readInstant(text: string, place: string): number {
  const instant = parseInstant(text)
  if (Number.isNaN(instant)) throw notAnInstant(place, text)
  return instant
}

function notAnInstant(place: string, text: unknown): InvalidQuestion {
  return new InvalidQuestion(
    place,
    `${JSON.stringify(text)} is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"`,
  )
}

function readDate(text: string, place: string): number {
  const day = parseDate(text)
  if (Number.isNaN(day))
    throw new InvalidQuestion(place, `${JSON.stringify(text)} is no date: give "2027-03-01"`)
  return day
}

function readTime(text: string, place: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  const time = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN
  if (!(time <= 1440)) {
    throw new InvalidQuestion(place, `${JSON.stringify(text)} is no time of day: give "00:00" to "24:00"`)
  }
  return time
}

function minutes(value: number, place: string, least: number, most = MOST_MINUTES): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidQuestion(place, `is ${value}: give a whole number from ${least} to ${most}`)
  }
  return value
}

function count(value: number, place: string): number {
  return minutes(value, place, 1, 100_000)
}
