/** Which free times fit what a person wished for, and the three that are offered. */
import type { DateWish, TimeWish } from '@foyer/understanding'
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { type FreeTime, findAvailability } from '../scheduling/find-availability.ts'
import type { Service } from '../services/service.ts'

export interface TimesQuery {
  service: Service
  durationMinutes?: number
  practitionerId: string | null
  date: DateWish | null
  time: TimeWish | null
  wantsSoonest: boolean
  /** The time of day that they like, where nothing else is said: offered first, where there is enough of it. */
  likes?: { from: string; to: string } | null
  /** A visit that is moved, or a hold of one's own, does not stand in its own way. */
  exceptId?: string | null
  /** Starts that were offered before and did not suit; ISO 8601. */
  passed: readonly string[]
}

export interface Slot {
  startAt: Temporal.Instant
  practitionerId: string
}

export interface Times {
  /** The one time that was asked for, free. */
  exact: Slot | null
  /** At most three. */
  offers: Slot[]
  /** What was wished for is not to be had: these are the nearest. */
  areOthers: boolean
}

export const OFFERED = 3
/** How far ahead is looked, step by step, where no date was named: most often the next days have it. */
const STEPS_DAYS = [7, 21, 60]

export async function findTimes(tx: Tx, clinic: Clinic, query: TimesQuery): Promise<Times> {
  const { date, time } = query
  if (date) {
    const free = await lookUp(tx, clinic, query, date)
    const fitting = free.filter((slot) => fits(slot, query, clinic))
    const isOneTime = date.from === date.to && time !== null && 'at' in time
    const [first] = fitting
    if (isOneTime && first) return { exact: first, offers: [], areOthers: false }
    if (fitting.length > 0) return { exact: null, offers: choose(fitting, query, clinic), areOthers: false }
    const near = free.filter(
      (slot) => fitsDay(slot, date, clinic) && !query.passed.includes(slot.startAt.toString()),
    )
    if (near.length > 0) return { exact: null, offers: nearest(near, time, clinic), areOthers: true }
  }
  const today = tx.clock.now().toZonedDateTimeISO(clinic.timeZone).toPlainDate()
  const wished = date ? Temporal.PlainDate.from(date.from) : today
  const begin = Temporal.PlainDate.compare(wished, today) < 0 ? today : wished
  for (const days of STEPS_DAYS) {
    const span = { from: begin.toString(), to: begin.add({ days }).toString() }
    const free = await lookUp(tx, clinic, query, span)
    const fitting = free.filter((slot) => fits(slot, { ...query, date: null }, clinic))
    const liked = query.likes ? fitting.filter((slot) => fitsTime(slot, query.likes as TimeWish, clinic)) : []
    if (!time && liked.length >= OFFERED) {
      return {
        exact: null,
        offers: choose(liked, { ...query, date: span }, clinic),
        areOthers: date !== null,
      }
    }
    const found = fitting.length > 0 ? fitting : days === STEPS_DAYS.at(-1) ? free : []
    if (found.length === 0) continue
    const areOthers = date !== null || (fitting.length === 0 && time !== null)
    return { exact: null, offers: choose(found, { ...query, date: span }, clinic), areOthers }
  }
  return { exact: null, offers: [], areOthers: true }
}

async function lookUp(
  tx: Tx,
  clinic: Clinic,
  query: TimesQuery,
  { from, to }: { from: string; to: string },
): Promise<Slot[]> {
  const now = tx.clock.now()
  const start = Temporal.PlainDate.from(from).toZonedDateTime(clinic.timeZone).toInstant()
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(clinic.timeZone).toInstant()
  // An engine's question spans three years at most, and nobody waits that long.
  const last = now.add({ hours: 24 * 366 })
  // Who answers an old offer names a day that is over.
  if (Temporal.Instant.compare(start, last) > 0 || Temporal.Instant.compare(end, now) <= 0) return []
  const free: FreeTime[] = await findAvailability(tx, clinic, {
    service: query.service,
    practitionerId: query.practitionerId,
    from: Temporal.Instant.compare(start, now) < 0 ? now : start,
    to: Temporal.Instant.compare(end, last) > 0 ? last : end,
    exceptId: query.exceptId ?? null,
    ...(query.durationMinutes ? { durationMinutes: query.durationMinutes } : {}),
  })
  return free.map(({ startAt, practitionerIds }) => ({ startAt, practitionerId: practitionerIds[0] ?? '' }))
}

function fits(
  slot: Slot,
  { date, time, passed }: Pick<TimesQuery, 'date' | 'time' | 'passed'>,
  clinic: Clinic,
) {
  if (passed.includes(slot.startAt.toString())) return false
  return (!date || fitsDay(slot, date, clinic)) && (!time || fitsTime(slot, time, clinic))
}

function fitsDay({ startAt }: Slot, { from, to, weekdays }: DateWish, { timeZone }: Clinic): boolean {
  const day = startAt.toZonedDateTimeISO(timeZone).toPlainDate()
  if (weekdays && !weekdays.includes(day.dayOfWeek % 7)) return false
  return day.toString() >= from && day.toString() <= to
}

function fitsTime({ startAt }: Slot, time: TimeWish, { timeZone }: Clinic): boolean {
  const wall = wallOf(startAt, timeZone)
  if ('at' in time) return wall === time.at
  return (
    (time.from === null || wall >= time.from) && (time.to === null || wall < time.to || wall === time.from)
  )
}

function wallOf(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** Of one day early, middle and late; of several days the first of each; the soonest where that is wanted. */
function choose(slots: readonly Slot[], query: TimesQuery, clinic: Clinic): Slot[] {
  if (query.wantsSoonest || slots.length <= OFFERED) return slots.slice(0, OFFERED)
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = slot.startAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString()
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  if (days.size === 1) {
    return [0, Math.floor(slots.length / 2), slots.length - 1].map((i) => slots[i] as Slot)
  }
  if (days.size === 2) {
    const [one = [], two = []] = [...days.values()]
    const late = one[Math.floor(one.length / 2)]
    return [one[0], one.length > 1 ? late : two[1], two[0]]
      .filter((slot) => slot !== undefined)
      .toSorted((a, b) => Temporal.Instant.compare(a.startAt, b.startAt))
  }
  // Not three times nine o'clock: whoever works in the morning finds an afternoon.
  return [...days.values()]
    .slice(0, OFFERED)
    .map((day, i) => day[Math.floor((i * (day.length - 1)) / 2)] as Slot)
}

function nearest(slots: readonly Slot[], time: TimeWish | null, { timeZone }: Clinic): Slot[] {
  if (!time) return slots.slice(0, OFFERED)
  const wanted = minutesOf('at' in time ? time.at : (time.from ?? time.to ?? '12:00'))
  const distance = ({ startAt }: Slot) => Math.abs(minutesOf(wallOf(startAt, timeZone)) - wanted)
  return slots
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, OFFERED)
    .toSorted((a, b) => Temporal.Instant.compare(a.startAt, b.startAt))
}

function minutesOf(wall: string): number {
  const [hour = 0, minute = 0] = wall.split(':').map(Number)
  return hour * 60 + minute
}
