/** The engine: working time less busy time, cut into starts, less what the rules forbid. */
import type { Question } from './input.ts'
import { formatDate, formatInstant, parseInstant } from './iso.ts'
import { firstEndingAfter, NO_TIME, overlaps, type Ranges, subtract, union } from './ranges.ts'
import { type HostRequest, type Request, readQuestion } from './read-question.ts'
import { DAY, MINUTE, timeZone } from './time-zone.ts'
import { type Calendar, closureOn, commonTime, type WorkingTime, workingTime } from './working-time.ts'

export interface Slot {
  /** ISO 8601 in UTC with milliseconds. */
  start: string
  /** Minutes: those of the lengths asked for that fit, shortest first. */
  durations: number[]
  /** Who can hold it, as indices of the question's hosts, in their order. */
  hosts: number[]
  seatsLeft: number
}

/**
 * Every start that can be offered, in order. Depends on nothing but the question: not on the process's time zone, nor
 * on where `from` and `to` cut. Throws `InvalidQuestion`.
 */
export function findSlots(question: Question): Slot[] {
  const request = readQuestion(question)
  const found = new Map<number, Slot>()
  const offer = (start: number, minutes: number, members: readonly number[], seatsLeft: number) => {
    const slot = found.get(start)
    if (!slot) {
      found.set(start, { start: '', durations: [minutes], hosts: [...members], seatsLeft })
      return
    }
    if (!slot.durations.includes(minutes)) slot.durations = [...slot.durations, minutes].sort((a, b) => a - b)
    // Teams come in the order of their hosts, so only the last can be known already.
    if (slot.hosts[slot.hosts.length - 1] !== members[members.length - 1]) slot.hosts.push(...members)
    if (seatsLeft > slot.seatsLeft) slot.seatsLeft = seatsLeft
  }
  for (const team of teamsOf(request)) {
    for (const minutes of request.durations) {
      for (const start of startsOf(team, minutes, request)) {
        if (isAllowed(start, minutes, team, request)) offer(start, minutes, team.members, request.seats)
      }
    }
    for (const { start, minutes, seatsLeft } of openSessions(team, request))
      offer(start, minutes, team.members, seatsLeft)
  }
  const starts = Float64Array.from(found.keys()).sort()
  return Array.from(starts, (start) => {
    const slot = found.get(start) as Slot
    slot.start = formatInstant(start)
    return slot
  })
}

/** The starts by the dates of a zone, as a calendar shows them. */
export function groupByDate(slots: readonly Slot[], zoneName: string): Map<string, Slot[]> {
  const zone = timeZone(zoneName)
  const groups = new Map<string, Slot[]>()
  let group: Slot[] | undefined
  let day = Number.NaN
  for (const slot of slots) {
    const own = zone.dayOf(parseInstant(slot.start))
    if (own !== day || !group) {
      day = own
      group = []
      groups.set(formatDate(day), group)
    }
    group.push(slot)
  }
  return groups
}

/** Those who hold an appointment together: one host, or all of them. */
export interface Team {
  members: readonly number[]
  hosts: readonly HostRequest[]
  time: WorkingTime
  /** Working time less busy time, buffers included. */
  free: Ranges
}

export function teamsOf(request: Request): Team[] {
  const { hosts, mode } = request
  const timeOf = workingTimes(request)
  if (mode === 'COLLECTIVE') {
    const time = commonTime(
      hosts.map(({ calendar }) => timeOf(calendar)),
      request.zone,
    )
    const busy = union(hosts.map((host) => host.busy))
    return [{ members: hosts.map((_, i) => i), hosts, time, free: subtract(time.hours, busy) }]
  }
  return hosts.slice(0, mode === 'SINGLE' ? 1 : undefined).map((host, i) => {
    const time = timeOf(host.calendar)
    return { members: [i], hosts: [host], time, free: subtract(time.hours, host.busy) }
  })
}

/** So far beside what is asked for may hours reach in: a whole day restarts the grid, travel shifts a date. */
const MARGIN_DAYS = 4

function workingTimes(request: Request): (calendar: Calendar) => WorkingTime {
  const { from, to, durations, shortGap } = request
  const reach =
    Math.ceil(((durations[durations.length - 1] as number) * MINUTE + shortGap) / DAY) + MARGIN_DAYS
  const known = new Map<Calendar, WorkingTime>()
  return (calendar) => {
    let time = known.get(calendar)
    if (!time) {
      time = workingTime(calendar, calendar.zone.dayOf(from) - reach, calendar.zone.dayOf(to) + reach)
      known.set(calendar, time)
    }
    return time
  }
}

/** Starts on the grid at which the team is free for this long, not before notice allows, within what is asked for. */
export function startsOf(team: Team, minutes: number, request: Request): number[] {
  const { from, to, earliest, shortGap } = request
  const duration = minutes * MINUTE
  const lower = Math.max(from, earliest)
  const starts: number[] = []
  const { free } = team
  for (let i = firstEndingAfter(free, lower); i < free.starts.length; i++) {
    const begin = free.starts[i] as number
    const end = free.ends[i] as number
    if (begin >= to) break
    if (end - begin < duration) continue
    if (shortGap === 0) {
      forEachStart(team, i, lower, Math.min(to - 1, end - duration), request, (start) => {
        starts.push(start)
      })
    } else {
      starts.push(...withoutShortGaps(team, i, minutes, request))
    }
  }
  return starts
}

/** Of a free stretch, the starts beside which no other within a day, that nothing forbids, wastes less. */
function withoutShortGaps(team: Team, stretch: number, minutes: number, request: Request): number[] {
  const { from, to, earliest, shortGap } = request
  const duration = minutes * MINUTE
  const end = team.free.ends[stretch] as number
  const begin = Math.max(team.free.starts[stretch] as number, earliest)
  const wasted = (gap: number) => (gap < shortGap ? gap : 0)
  const allowed: { start: number; waste: number }[] = []
  const lower = Math.max(earliest, from - DAY)
  forEachStart(team, stretch, lower, Math.min(to + DAY, end - duration), request, (start) => {
    if (!isAllowed(start, minutes, team, request)) return
    allowed.push({ start, waste: wasted(start - begin) + wasted(end - start - duration) })
  })
  const isBest = ({ start, waste }: (typeof allowed)[number]) =>
    waste === 0 || !allowed.some((other) => other.waste < waste && Math.abs(other.start - start) <= DAY)
  return allowed.filter((one) => one.start >= from && one.start < to && isBest(one)).map(({ start }) => start)
}

/**
 * The grid of one free stretch: from its beginning, and anew from each midnight of a day that is open whole, so that
 * hours without an end give the same grid wherever one looks. `lower` and `upper` are included.
 */
function forEachStart(
  team: Team,
  stretch: number,
  lower: number,
  upper: number,
  request: Request,
  each: (start: number) => void,
): void {
  const begin = team.free.starts[stretch] as number
  const end = team.free.ends[stretch] as number
  const { wholeDays } = team.time
  let anchor = begin
  let next = wholeDays.length === 0 ? 0 : firstAfter(wholeDays, begin)
  while (anchor <= upper) {
    const following = wholeDays[next]
    const stop = following !== undefined && following < end ? following : end
    if (stop > lower) runGrid(anchor, stop, lower, upper, request, each)
    if (stop === end) return
    anchor = stop
    next++
  }
}

function runGrid(
  anchor: number,
  stop: number,
  lower: number,
  upper: number,
  { bookerZone, grain, offset, step }: Request,
  each: (start: number) => void,
): void {
  const first = bookerZone.roundUp(anchor, grain) + offset
  const skipped = first < lower ? Math.ceil((lower - first) / step) : 0
  for (let start = first + skipped * step; start < stop && start <= upper; start += step) each(start)
}

export function isAllowed(start: number, minutes: number, team: Team, request: Request): boolean {
  return (
    isWithinWindow(start, team) &&
    request.quota.brokenBy(start, minutes) === null &&
    team.hosts.every((host) => host.quota.brokenBy(start, minutes) === null) &&
    request.pools.every((pool) => hasFreeUnits(pool, start, start + minutes * MINUTE))
  )
}

export function isWithinWindow(start: number, team: Team): boolean {
  return team.hosts.every(({ calendar, firstDay, lastDay }) => {
    if (firstDay === Number.NEGATIVE_INFINITY && lastDay === Number.POSITIVE_INFINITY) return true
    const day = calendar.zone.dayOf(start)
    return day >= firstDay && day <= lastDay
  })
}

export function hasFreeUnits(
  { units, needed }: Request['pools'][number],
  start: number,
  end: number,
): boolean {
  let free = 0
  for (const unit of units) {
    if ((unit === NO_TIME || !overlaps(unit, start, end)) && ++free === needed) return true
  }
  return false
}

/**
 * Group appointments that already stand and have seats left: they have their time, their host, their room and their place
 * in the limits. Of a team everybody must be in it. Where a closure or an override speaks of their date, they must lie
 * within what it leaves: nobody new is sent to a closed door.
 */
function openSessions(team: Team, request: Request): { start: number; minutes: number; seatsLeft: number }[] {
  if (request.seats === 1) return []
  const [first, ...others] = team.hosts
  const lower = Math.max(request.from, request.earliest)
  return (first?.sessions ?? []).flatMap(({ start, end, seatsTaken }) => {
    const minutes = (end - start) / MINUTE
    const isAsked = start >= lower && start < request.to && request.durations.includes(minutes)
    if (!isAsked || !isWithinWindow(start, team) || isShut(start, end, team)) return []
    const theirs = others.map((host) => host.sessions.find((one) => one.start === start && one.end === end))
    const taken = [seatsTaken, ...theirs.map((session) => session?.seatsTaken ?? request.seats)]
    const seatsLeft = request.seats - Math.max(...taken)
    return seatsLeft > 0 ? [{ start, minutes, seatsLeft }] : []
  })
}

function isShut(start: number, end: number, { hosts, time }: Team): boolean {
  const isRuled = hosts.some(({ calendar }) => {
    const day = calendar.zone.dayOf(start)
    return closureOn(calendar, day) !== null || calendar.overrides.has(day)
  })
  if (!isRuled) return false
  const { starts, ends } = time.hours
  return !starts.some((from, i) => from <= start && end <= (ends[i] as number))
}

function firstAfter(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}
