/** How often somebody is written to, and who goes first where there is room for one. Pure. */
import { PURPOSES, type Purpose } from './message.ts'

/**
 * Care and marketing: 1 a day, 3 a week (47 CFR 64.1200(a)(9)(iv) sets these for exempt health messages). A clinic may
 * allow marketing less of the week, and never more; care loses nothing by that.
 */
export const CAPS = { otherPerDay: 1, otherPerWeek: 3, transactionalPerDay: 20 }

/** Of any day and week, whenever they begin. */
export const DAY = { hours: 24 }
export const WEEK = { hours: 7 * 24 }

/** Held longer than this it is past its use: a question how it goes is of its day, an invitation of its week. */
export const OF_USE: Record<Purpose, Temporal.DurationLike | null> = {
  transactional: null,
  care: { hours: 48 },
  marketing: WEEK,
}

export interface Room {
  at: Temporal.Instant
  /** What stands in the way first; it is what staff are told of what waits. */
  reason: 'daily_cap' | 'weekly_cap' | 'makes_room'
  /** What stands in the way last; it is what staff are told where that is too late. */
  last: 'daily_cap' | 'weekly_cap' | 'makes_room'
}

type Obstacle = Omit<Room, 'last'>

/**
 * When one more of care or marketing goes out, and what is in its way until then; null: nothing. `gone`: when others of the
 * last week went out; `coming`: when more important ones are due, which it leaves the room to; `perWeek`: what the clinic allows.
 */
export function nextRoom({
  now,
  gone,
  coming = [],
  perWeek = CAPS.otherPerWeek,
}: {
  now: Temporal.Instant
  gone: readonly Temporal.Instant[]
  coming?: readonly Temporal.Instant[] | undefined
  perWeek?: number
}): Room | null {
  const entries = [...gone, ...coming].toSorted((a, b) => Temporal.Instant.compare(b, a))
  const first = obstacleAt(now, { entries, coming, perWeek })
  let room = first
  while (room) {
    const next = obstacleAt(room.at, { entries, coming, perWeek })
    if (!next) break
    room = next
  }
  return first && room && { at: room.at, reason: first.reason, last: room.reason }
}

/** `entries` newest first. Whatever it names is later than `at`. */
function obstacleAt(
  at: Temporal.Instant,
  {
    entries,
    coming,
    perWeek,
  }: { entries: readonly Temporal.Instant[]; coming: readonly Temporal.Instant[]; perWeek: number },
): Obstacle | null {
  const before = entries.filter((entry) => Temporal.Instant.compare(entry, at) <= 0)
  const lastOfDay = before[CAPS.otherPerDay - 1]
  if (lastOfDay && isLater(lastOfDay.add(DAY), at)) return { at: lastOfDay.add(DAY), reason: 'daily_cap' }
  const lastOfWeek = before[perWeek - 1]
  if (lastOfWeek && isLater(lastOfWeek.add(WEEK), at)) {
    return { at: lastOfWeek.add(WEEK), reason: 'weekly_cap' }
  }
  const rival = coming.find((due) => isLater(due, at) && isLater(at.add(DAY), due))
  return rival ? { at: rival.add(DAY), reason: 'makes_room' } : null
}

function isLater(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

/** The purposes that have the room before this one: care before marketing. What is transactional has room of its own. */
export function outranking(purpose: Purpose): Purpose[] {
  return PURPOSES.slice(0, PURPOSES.indexOf(purpose)).filter((each) => each !== 'transactional')
}
