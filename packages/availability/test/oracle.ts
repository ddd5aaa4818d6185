/**
 * The rules of availability once more, slow and obvious, to hold the engine against. It shares no code with it: wall
 * times are read by `Temporal`, everything after that is lists of intervals, searched from end to end.
 */
import type { Blocked, Busy, Host, Hours, Interval, Limits, Period, Question } from '../src/input.ts'

export interface Offer {
  start: string
  /** Ascending, without repetition. */
  durations: number[]
  /** Places in `hosts`, ascending. */
  hosts: number[]
  /** How many can book it together, with the host who has most room. */
  seatsLeft: number
}

/** From `start` until before `end`, in epoch milliseconds. */
interface Span {
  start: number
  end: number
}

const MINUTE = 60_000

// Hours are laid out this far beyond what is asked, so that no stretch that reaches into the question is cut off near
// it. A stretch longer than this covers whole dates, and each of those begins the grid anew.
const MARGIN_DAYS = 10

/** Every start that can be offered, ascending. */
export function oracle(question: Question): Offer[] {
  const offers = new Map<number, { durations: Set<number>; hosts: Set<number>; seatsLeft: number }>()
  for (const team of teamsOf(question)) {
    for (const candidate of [...findFreeStarts(question, team), ...findOpenSessions(question, team)]) {
      const { start, duration, seatsLeft } = candidate
      const offer = offers.get(start) ?? { durations: new Set(), hosts: new Set(), seatsLeft }
      offer.durations.add(duration)
      for (const { index } of team) offer.hosts.add(index)
      offer.seatsLeft = Math.max(offer.seatsLeft, seatsLeft)
      offers.set(start, offer)
    }
  }
  return [...offers]
    .sort(([a], [b]) => a - b)
    .map(([start, { durations, hosts, seatsLeft }]) => ({
      start: instantAt(start).toString({ smallestUnit: 'millisecond' }),
      durations: [...durations].sort((a, b) => a - b),
      hosts: [...hosts].sort((a, b) => a - b),
      seatsLeft,
    }))
}

interface Member {
  index: number
  timeZone: string
  host: Host
  busy: Busy[]
}

/** Those who would hold an appointment together: one host, or in `COLLECTIVE` all of them. */
function teamsOf(question: Question): Member[][] {
  const hosts = question.hosts ?? [{}]
  const members = hosts.map((host, index) => ({
    index,
    timeZone: host.timeZone ?? question.timeZone,
    host: {
      ...host,
      schedule: host.schedule ?? question.schedule ?? [],
      overrides: host.overrides ?? question.overrides ?? [],
      travel: host.travel ?? question.travel ?? [],
    },
    busy: [...(question.busy ?? []), ...(host.busy ?? [])],
  }))
  const mode = question.mode ?? (hosts.length > 1 ? 'ROUND_ROBIN' : 'SINGLE')
  if (mode === 'COLLECTIVE') return [members]
  const alone = members.map((member) => [member])
  return mode === 'SINGLE' ? alone.slice(0, 1) : alone
}

interface Candidate {
  start: number
  duration: number
  seatsLeft: number
}

function findFreeStarts(question: Question, team: Member[]): Candidate[] {
  const { from, to, earliest } = boundsOf(question)
  const hours = team.map((member) => hoursOf(question, member)).reduce(intersect)
  const taken = team.flatMap(({ busy, host }) => takenOf(question, busy, host.blocked))
  const midnights = wholeDaysOf(question, team, hours)
  const found: Candidate[] = []

  for (const stretch of taken.reduce(subtract, hours)) {
    if (stretch.end <= from || stretch.start >= to) continue
    const grid = gridOf(question, stretch, midnights)
    for (const duration of durationsOf(question)) {
      const fitting = grid.filter((start) => start + duration * MINUTE <= stretch.end && start >= earliest)
      const wasteOf = (start: number) => {
        const least = (question.shortGapMinutes ?? 0) * MINUTE
        const gaps = [start - Math.max(stretch.start, earliest), stretch.end - (start + duration * MINUTE)]
        return gaps.filter((gap) => gap > 0 && gap < least).reduce((sum, gap) => sum + gap, 0)
      }
      const isFull = (start: number) =>
        isOverLimit(question.limits, question.bookings, question, question.timeZone, start, duration) ||
        team.some(({ host, timeZone }) =>
          isOverLimit(host.limits, host.bookings, question, timeZone, start, duration),
        )
      const bookable = fitting.filter(
        (start) =>
          team.every((member) => isInBookingWindow(question, member, start)) &&
          !isFull(start) &&
          hasUnits(question, start, duration),
      )
      for (const start of bookable) {
        if (start < from || start >= to) continue
        const within = bookable.filter((other) => Math.abs(other - start) <= 24 * 60 * MINUTE)
        if (within.some((other) => wasteOf(other) < wasteOf(start))) continue
        found.push({ start, duration, seatsLeft: question.seats ?? 1 })
      }
    }
  }
  return found
}

/**
 * Group appointments with a seat left. They have their hosts, their rooms and their place in the limits already, but on a
 * date with a closure or an override no hours beside it.
 */
function findOpenSessions(question: Question, team: Member[]): Candidate[] {
  const seats = question.seats ?? 1
  const { from, to, earliest } = boundsOf(question)
  if (seats <= 1) return []
  const hours = team.map((member) => hoursOf(question, member)).reduce(intersect)
  const openSessions = team.map(({ busy }) =>
    busy
      .filter(({ seatsTaken }) => seatsTaken !== undefined && seatsTaken < seats)
      .map((each) => ({ ...spanOf(each), seatsLeft: seats - (each.seatsTaken ?? 0) }))
      .filter(({ start, end }) => end > start),
  )
  return openSessions
    .flat()
    .filter(({ start }) => start >= earliest && start >= from && start < to)
    .filter(({ start }) => team.every((member) => isInBookingWindow(question, member, start)))
    .filter(({ start, end }) => {
      const isOrdinary = team.every(({ host, timeZone }) => {
        const date = dateAt(start, timeZone)
        return (
          !(question.closures ?? []).some(({ from, to }) => isBetween(date, from, to)) &&
          !(host.overrides ?? []).some((override) => override.date === date.toString())
        )
      })
      return isOrdinary || hours.some((span) => span.start <= start && end <= span.end)
    })
    .flatMap(({ start, end }) => {
      const ofEach = openSessions.map((sessions) =>
        sessions.filter((one) => one.start === start && one.end === end),
      )
      if (ofEach.some((sessions) => sessions.length === 0)) return []
      const mostLeft = ofEach.map((sessions) => Math.max(...sessions.map(({ seatsLeft }) => seatsLeft)))
      return durationsOf(question)
        .filter((duration) => end - start === duration * MINUTE)
        .map((duration) => ({ start, duration, seatsLeft: Math.min(...mostLeft) }))
    })
}

function boundsOf(question: Question) {
  const now = question.now === undefined ? Date.now() : msOf(question.now)
  const earliest = now + (question.minimumNoticeMinutes ?? 0) * MINUTE
  return { now, earliest, from: msOf(question.from), to: msOf(question.to) }
}

function durationsOf({ durationMinutes }: Question): number[] {
  return [...new Set([durationMinutes].flat())]
}

// Working hours

/** A host's hours before anything is booked; windows that touch are one. */
function hoursOf(question: Question, { host, timeZone }: Member): Span[] {
  const windows = datesAround(question, timeZone).flatMap((date) => {
    const isClosed = (question.closures ?? []).some(({ from, to }) => isBetween(date, from, to))
    if (isClosed) return []
    const zone = zoneOn(date, host, timeZone)
    return windowsOn(date, host).flatMap(({ start, end, crossesMidnight }) => {
      if (start === end && !crossesMidnight) return []
      const isOvernight = minuteOfDay(end) <= minuteOfDay(start)
      const span = {
        start: readWallTime(date, start, zone),
        end: readWallTime(isOvernight ? date.add({ days: 1 }) : date, end, zone),
      }
      return span.end > span.start ? [span] : []
    })
  })
  return merge(windows)
}

function windowsOn(date: Temporal.PlainDate, host: Host): Pick<Hours, 'start' | 'end' | 'crossesMidnight'>[] {
  const overrides = (host.overrides ?? []).filter((override) => override.date === date.toString())
  if (overrides.length > 0) return overrides.flatMap(({ windows }) => windows)
  const dayOfWeek = date.dayOfWeek % 7
  return (host.schedule ?? []).filter((hours) =>
    'days' in hours ? hours.days.includes(dayOfWeek) : hours.day === dayOfWeek,
  )
}

function zoneOn(date: Temporal.PlainDate, host: Host, timeZone: string): string {
  return (host.travel ?? []).find(({ from, to }) => isBetween(date, from, to))?.timeZone ?? timeZone
}

/**
 * Where a date begins that the hours cover from end to end: by the host's calendar, or the question's where hosts come
 * together. A date that its zone skips has nothing to cover.
 */
function wholeDaysOf(question: Question, [member]: Member[], hours: Span[]): number[] {
  if (!member) return []
  const isTogether = question.mode === 'COLLECTIVE'
  return datesAround(question, isTogether ? question.timeZone : member.timeZone).flatMap((date) => {
    const zone = isTogether ? question.timeZone : zoneOn(date, member.host, member.timeZone)
    const start = readWallTime(date, '00:00', zone)
    const end = readWallTime(date, '24:00', zone)
    return end > start && hours.some((span) => span.start <= start && end <= span.end) ? [start] : []
  })
}

function datesAround(question: Question, timeZone: string): Temporal.PlainDate[] {
  const { from, to } = boundsOf(question)
  const longest = Math.ceil(Math.max(...durationsOf(question)) / 1_440)
  const last = dateAt(to, timeZone).add({ days: MARGIN_DAYS + longest })
  const dates = [dateAt(from, timeZone).subtract({ days: MARGIN_DAYS })]
  for (let date = dates[0]; date && Temporal.PlainDate.compare(date, last) < 0; ) {
    date = date.add({ days: 1 })
    dates.push(date)
  }
  return dates
}

/** Times that a zone skips move forward by what it skips; of times that come twice, the first. */
function readWallTime(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const day = hour === 24 ? date.add({ days: 1 }) : date
  return day
    .toPlainDateTime({ hour: hour % 24, minute })
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

function minuteOfDay(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

// The grid

function gridOf(question: Question, stretch: Span, midnights: number[]): number[] {
  const durations = durationsOf(question)
  const interval = question.slotIntervalMinutes ?? Math.min(...durations)
  const offset = question.offsetStartMinutes ?? 0
  const bookerTimeZone = question.bookerTimeZone ?? question.timeZone
  const rounds = question.optimized ? [15, 10, 5] : [60, 30, 20, 15, 10, 5]
  const round = rounds.find((minutes) => interval % minutes === 0) ?? 1

  const inside = midnights.filter((midnight) => midnight > stretch.start && midnight < stretch.end)
  const anchors = [...new Set([stretch.start, ...inside])].sort((a, b) => a - b)
  return anchors.flatMap((anchor, index) => {
    const next = anchors[index + 1] ?? stretch.end
    let start = Math.ceil(anchor / MINUTE) * MINUTE
    while (instantAt(start).toZonedDateTimeISO(bookerTimeZone).minute % round !== 0) start += MINUTE
    const starts: number[] = []
    for (start += offset * MINUTE; start < next; start += (interval + offset) * MINUTE) starts.push(start)
    return starts
  })
}

// The rules on a single start

function isInBookingWindow(question: Question, { timeZone }: Member, start: number): boolean {
  const window = question.bookingWindow
  if (!window) return true
  const date = dateAt(start, timeZone)
  if ('from' in window) return isBetween(date, window.from, window.to)
  let last = dateAt(boundsOf(question).now, timeZone)
  for (let left = window.days; left > 0; ) {
    last = last.add({ days: 1 })
    if (window.count !== 'business' || last.dayOfWeek <= 5) left -= 1
  }
  return Temporal.PlainDate.compare(date, last) <= 0
}

function isOverLimit(
  limits: Limits | undefined,
  bookings: Interval[] | undefined,
  question: Question,
  timeZone: string,
  start: number,
  duration: number,
): boolean {
  const weekStart = question.weekStartsOn ?? 1
  const date = dateAt(start, timeZone)
  const held = (period: Period) =>
    (bookings ?? [])
      .map(spanOf)
      .filter((booking) => isSamePeriod(period, date, dateAt(booking.start, timeZone), weekStart))
  const counts = entriesOf(limits?.count).some(([period, limit]) => held(period).length >= limit)
  const minutes = entriesOf(limits?.minutes).some(
    ([period, limit]) =>
      held(period).reduce((sum, booking) => sum + (booking.end - booking.start) / MINUTE, duration) > limit,
  )
  return counts || minutes
}

function isSamePeriod(
  period: Period,
  a: Temporal.PlainDate,
  b: Temporal.PlainDate,
  weekStart: number,
): boolean {
  if (period === 'day') return a.equals(b)
  if (period === 'month') return a.year === b.year && a.month === b.month
  if (period === 'year') return a.year === b.year
  const firstOfWeek = (date: Temporal.PlainDate) => {
    let first = date
    while (first.dayOfWeek % 7 !== weekStart) first = first.subtract({ days: 1 })
    return first
  }
  return firstOfWeek(a).equals(firstOfWeek(b))
}

function hasUnits(question: Question, start: number, duration: number): boolean {
  const end = start + duration * MINUTE
  return (question.pools ?? []).every(({ units, needed = 1 }) => {
    const free = units.filter(({ busy = [], blocked }) =>
      takenOf(question, busy, blocked).every((each) => each.end <= start || each.start >= end),
    )
    return free.length >= needed
  })
}

/** What is kept free around the busy times, too: theirs, and the buffers of the appointment that is sought. */
function takenOf(question: Question, busy: Busy[], blocked: Blocked = { starts: [], ends: [] }): Span[] {
  const times = busy.map((each) => ({ ...each, ...spanOf(each) }))
  const columns = blocked.starts.map((start, row) => ({ start, end: blocked.ends[row] ?? start }))
  return [...times, ...columns.map((each): Omit<Busy, 'start' | 'end'> & Span => each)]
    .filter(({ start, end }) => end > start)
    .map(({ start, end, bufferBefore = 0, bufferAfter = 0 }) => ({
      start: start - ((question.bufferAfter ?? 0) + bufferBefore) * MINUTE,
      end: end + ((question.bufferBefore ?? 0) + bufferAfter) * MINUTE,
    }))
}

// Intervals and instants

function merge(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

function intersect(some: Span[], others: Span[]): Span[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) }))
      .filter(({ start, end }) => end > start),
  )
}

function subtract(spans: Span[], taken: Span): Span[] {
  return spans.flatMap(({ start, end }) =>
    [
      { start, end: Math.min(end, taken.start) },
      { start: Math.max(start, taken.end), end },
    ].filter((rest) => rest.end > rest.start),
  )
}

function spanOf({ start, end }: Interval): Span {
  return { start: msOf(start), end: msOf(end) }
}

function msOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds
}

function instantAt(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms)
}

function dateAt(ms: number, timeZone: string): Temporal.PlainDate {
  return instantAt(ms).toZonedDateTimeISO(timeZone).toPlainDate()
}

function isBetween(date: Temporal.PlainDate, from: string, to: string): boolean {
  return from <= date.toString() && date.toString() <= to
}

function entriesOf(limits: Partial<Record<Period, number>> | undefined): [Period, number][] {
  return Object.entries(limits ?? {}) as [Period, number][]
}
