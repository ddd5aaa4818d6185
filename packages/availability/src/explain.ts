/** "Why is nothing free?": every start that the hours alone would give, and what keeps it from being offered. */
import { findSlots, hasFreeUnits, isWithinWindow, startsOf, type Team, teamsOf } from './find-slots.ts'
import type { Period, Question } from './input.ts'
import { formatDate, formatInstant, parseInstant } from './iso.ts'
import { overlaps } from './ranges.ts'
import { type Request, readQuestion } from './read-question.ts'
import { MINUTE } from './time-zone.ts'
import { closureOn, windowsOn } from './working-time.ts'

export type Reason = {
  text: string /** Index of the host who lacks it; absent where it holds for all. */
  host?: number
} & (
  | { code: 'too_soon'; until: string }
  | { code: 'outside_booking_window' }
  | { code: 'ends_after_hours' }
  | { code: 'not_working' }
  | { code: 'busy' | 'buffer'; from: string; until: string }
  | { code: 'limit'; period: Period; kind: 'count' | 'minutes'; limit: number; of: 'service' | 'host' }
  | { code: 'no_resource'; pool: string }
  | { code: 'seats_taken' }
  | { code: 'short_gap' }
  | { code: 'off_grid' }
)

export interface Candidate {
  start: string
  isOffered: boolean
  /** Why not, for each host who cannot; empty when it is offered. */
  reasons: Reason[]
}

export interface DayExplanation {
  date: string
  offered: number
  candidates: number
  /** Why nobody works on this date; null where somebody does. */
  closed: { code: 'closure' | 'override' | 'no_hours'; name: string | null; text: string } | null
}

export interface Explanation {
  candidates: Candidate[]
  /** By the dates of the question's `timeZone`. */
  days: DayExplanation[]
}

/** Offers exactly what `findSlots` offers. Throws `InvalidQuestion`. */
export function explainSlots(question: Question): Explanation {
  const request = readQuestion(question)
  const offered = new Set(findSlots(question).map(({ start }) => parseInstant(start)))
  const teams = teamsOf(request)
  const starts = new Set(offered)
  for (const team of teams) for (const start of startsByHours(team, request)) starts.add(start)
  const candidates = [...starts]
    .sort((a, b) => a - b)
    .map((start): Candidate => {
      const isOffered = offered.has(start)
      const reasons = isOffered ? [] : teams.flatMap((team) => reasonsAgainst(start, team, request))
      return { start: formatInstant(start), isOffered, reasons: withoutRepeats(reasons) }
    })
  return { candidates, days: explainDays(candidates, request) }
}

/** The grid as if nobody were busy and nothing too soon, to the last minute of the hours. */
function startsByHours(team: Team, request: Request): number[] {
  const idle: Team = { ...team, free: team.time.hours }
  return startsOf(idle, 1, { ...request, earliest: Number.NEGATIVE_INFINITY, shortGap: 0 })
}

function reasonsAgainst(start: number, team: Team, request: Request): Reason[] {
  if (start < request.earliest) {
    return [{ code: 'too_soon', until: formatInstant(request.earliest), text: 'Too soon: notice is needed' }]
  }
  const host = team.members.length === 1 ? { host: team.members[0] as number } : {}
  if (!isWithinWindow(start, team)) {
    return [{ code: 'outside_booking_window', ...host, text: 'Outside the dates that can be booked' }]
  }
  const shortest = request.durations[0] as number
  const end = start + shortest * MINUTE
  const against = [
    ...presence(start, end, team),
    ...limits(start, shortest, team, request),
    ...rooms(start, end, request),
  ]
  if (against.length > 0) return against
  const isOnGrid = startsOf(team, shortest, { ...request, shortGap: 0 }).includes(start)
  return isOnGrid
    ? [{ code: 'short_gap', ...host, text: 'Would leave a gap too short to sell' }]
    : [{ code: 'off_grid', ...host, text: 'Starts are offered at other minutes here' }]
}

/** Is everybody of the team there, and free? */
function presence(start: number, end: number, team: Team): Reason[] {
  const { hours } = team.time
  const isOpenAtStart = overlaps(hours, start, start + 1)
  if (!isOpenAtStart) return [{ code: 'not_working', ...soleHost(team), text: 'Outside working hours' }]
  const fits = hours.starts.some((from, i) => from <= start && end <= (hours.ends[i] as number))
  if (!fits) return [{ code: 'ends_after_hours', ...soleHost(team), text: 'Would end after working hours' }]
  return team.hosts.flatMap((each, i) => {
    const host = team.members[i] as number
    const session = each.sessions.find((one) => one.start === start)
    if (session) return [{ code: 'seats_taken', host, text: 'All seats are taken' }]
    return each
      .busyItems()
      .filter(({ blocked }) => blocked[0] < end && start < blocked[1])
      .slice(0, 1)
      .map((busy): Reason => {
        const span = { from: formatInstant(busy.start), until: formatInstant(busy.end) }
        return busy.start < end && start < busy.end
          ? { code: 'busy', host, ...span, text: busy.reason ?? 'Busy' }
          : {
              code: 'buffer',
              host,
              ...span,
              text: 'Too close to another appointment: the buffer is kept free',
            }
      })
  })
}

function limits(start: number, minutes: number, team: Team, request: Request): Reason[] {
  const ofService = request.quota.brokenBy(start, minutes)
  if (ofService)
    return [{ code: 'limit', of: 'service', ...ofService, text: limitText(ofService, 'of this service') }]
  return team.hosts.flatMap((each, i) => {
    const broken = each.quota.brokenBy(start, minutes)
    if (!broken) return []
    return [
      {
        code: 'limit',
        of: 'host',
        host: team.members[i] as number,
        ...broken,
        text: limitText(broken, 'of this person'),
      },
    ]
  })
}

function limitText(
  { period, kind, limit }: { period: Period; kind: string; limit: number },
  whose: string,
): string {
  return `The limit ${whose} is reached: ${limit} ${kind === 'count' ? 'appointments' : 'minutes'} a ${period}`
}

function rooms(start: number, end: number, { pools }: Request): Reason[] {
  return pools
    .filter((pool) => !hasFreeUnits(pool, start, end))
    .map(({ name }) => ({ code: 'no_resource', pool: name, text: `No ${name} is free` }))
}

function soleHost(team: Team): { host?: number } {
  return team.members.length === 1 ? { host: team.members[0] as number } : {}
}

function withoutRepeats(reasons: Reason[]): Reason[] {
  const seen = new Set<string>()
  return reasons.filter((reason) => {
    const key = JSON.stringify(reason)
    return !seen.has(key) && seen.add(key)
  })
}

function explainDays(candidates: Candidate[], request: Request): DayExplanation[] {
  const { zone } = request
  const days = new Map<number, DayExplanation>()
  for (let day = zone.dayOf(request.from); zone.startOfDay(day) < request.to; day++) {
    days.set(day, { date: formatDate(day), offered: 0, candidates: 0, closed: closedOn(day, request) })
  }
  for (const { start, isOffered } of candidates) {
    const day = days.get(zone.dayOf(parseInstant(start)))
    if (!day) continue
    day.candidates++
    if (isOffered) day.offered++
  }
  // Hours that began the evening before.
  return [...days.values()].map((day) => (day.candidates > 0 ? { ...day, closed: null } : day))
}

function closedOn(day: number, { hosts }: Request): DayExplanation['closed'] {
  if (hosts.some(({ calendar }) => windowsOn(calendar, day).length > 0)) return null
  const closure = hosts.map(({ calendar }) => closureOn(calendar, day)).find((each) => each !== null)
  if (closure)
    return { code: 'closure', name: closure.name, text: closure.name ? `Closed: ${closure.name}` : 'Closed' }
  const isOverridden = hosts.some(({ calendar }) => calendar.overrides.has(day))
  return isOverridden
    ? { code: 'override', name: null, text: 'Closed on this date' }
    : { code: 'no_hours', name: null, text: 'Nobody works on this day of the week' }
}
