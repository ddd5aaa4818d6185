/** A journey looks after a person over time: it begins with an event and takes steps around an anchor. */
import type { Purpose } from '../outreach/message.ts'
import { lastOpening } from '../outreach/quiet-hours.ts'
import {
  type Anchor,
  isSpoken,
  isStop,
  type JourneyDefinition,
  type Offset,
  type Step,
} from './definition.ts'

export interface JourneyVersion {
  journeyId: string
  key: string
  version: number
  definition: JourneyDefinition
}

export interface Planned {
  step: Step
  dueAt: Temporal.Instant
  /** Null for a step that will be taken. */
  skip: 'too_late_for_this_step' | null
}

export interface Around {
  /** When the anchor is; of steps after a wait or branch, when that was over. */
  anchorAt: Temporal.Instant
  previousAt: Temporal.Instant
  timeZone: string
  now: Temporal.Instant
  /** It may come as a text, which quiet hours move. */
  isQuieted: boolean
  /** Minutes after midnight at which this person usually answers. */
  usualMinute?: number | null
}

/** A message so soon after what began the journey says what was just said. */
const AFTER_BEGINNING = { minutes: 60 }

/**
 * When each step is due, for somebody who begins at `steps[0]` now: as far as the first wait or branch, since what comes
 * after it is not known yet. Around a visit a text that falls into quiet hours moves earlier, never past its use; one that
 * would come before now, or within an hour, is skipped: a late booking gets the steps that still make sense.
 */
export function plan(
  journey: { anchor: Anchor; purpose: Purpose; steps: readonly Step[] },
  around: Around,
): Planned[] {
  const stop = journey.steps.findIndex(isStop)
  const reached = stop === -1 ? journey.steps : journey.steps.slice(0, stop + 1)
  const earliest = around.now.add(AFTER_BEGINNING)
  return reached.map((step) => {
    const dueAt = dueTime(journey, step, around)
    const isAroundVisit = journey.anchor !== 'enrolled' && step.from !== 'previous'
    const isTooLate = isAroundVisit && isSpoken(step) && Temporal.Instant.compare(dueAt, earliest) < 0
    return { step, dueAt, skip: isTooLate ? 'too_late_for_this_step' : null }
  })
}

function dueTime(
  journey: { anchor: Anchor; purpose: Purpose },
  step: Step,
  { anchorAt, previousAt, timeZone, isQuieted, usualMinute = null }: Around,
): Temporal.Instant {
  const from = step.from === 'previous' ? previousAt : anchorAt
  const exact = offsetFrom(from, step.offset, timeZone)
  const placed = intoWindow(exact, step, { timeZone, usualMinute })
  const isBeforeVisit = journey.anchor !== 'enrolled' && Temporal.Instant.compare(exact, anchorAt) < 0
  if (!isBeforeVisit || !isQuieted || !isSpoken(step)) return placed
  return lastOpening(placed, [timeZone], journey.purpose) ?? placed
}

export function offsetFrom(anchorAt: Temporal.Instant, offset: Offset, timeZone: string): Temporal.Instant {
  if ('hours' in offset) return anchorAt.add({ hours: offset.hours })
  // A wall time that the clocks skip moves forward, a repeated one is the first (Temporal's "compatible").
  return anchorAt.toZonedDateTimeISO(timeZone).add({ days: offset.days }).toInstant()
}

const DAYS_IN_WEEK = 7

/** The next instant from `exact` on within the step's hours and weekdays; with a usual time, that one if it still comes that day. */
function intoWindow(
  exact: Temporal.Instant,
  { window, weekdays, isLearned }: Step,
  { timeZone, usualMinute }: { timeZone: string; usualMinute: number | null },
): Temporal.Instant {
  if (!window && !weekdays && !(isLearned && usualMinute !== null)) return exact
  const local = exact.toZonedDateTimeISO(timeZone)
  const opens = Temporal.PlainTime.from(window?.from ?? '00:00')
  const closes = Temporal.PlainTime.from(window?.to ?? '23:59')
  const usual = isLearned && usualMinute !== null ? timeOf(usualMinute) : null
  for (let days = 0; days <= DAYS_IN_WEEK; days++) {
    const day = local.toPlainDate().add({ days })
    if (weekdays && !weekdays.includes(day.dayOfWeek)) continue
    const earliest = days === 0 ? later(local.toPlainTime(), opens) : opens
    if (Temporal.PlainTime.compare(earliest, closes) > 0) continue
    const isUsual =
      usual &&
      Temporal.PlainTime.compare(usual, earliest) >= 0 &&
      Temporal.PlainTime.compare(usual, closes) <= 0
    return day.toZonedDateTime({ timeZone, plainTime: isUsual ? usual : earliest }).toInstant()
  }
  return exact
}

/** When this person usually answers, where that is why a step is due when it is. */
export function usualTimeOf(
  { step, dueAt }: { step: Step; dueAt: Temporal.Instant },
  { timeZone, usualMinute }: { timeZone: string; usualMinute: number | null },
): Temporal.PlainTime | null {
  if (!step.isLearned || usualMinute === null) return null
  const usual = timeOf(usualMinute)
  return dueAt.toZonedDateTimeISO(timeZone).toPlainTime().equals(usual) ? usual : null
}

function later(a: Temporal.PlainTime, b: Temporal.PlainTime): Temporal.PlainTime {
  return Temporal.PlainTime.compare(a, b) >= 0 ? a : b
}

function timeOf(minute: number): Temporal.PlainTime {
  return new Temporal.PlainTime(Math.floor(minute / 60), minute % 60)
}

/** The steps behind a wait or branch, from the one that it leads to; none where it ends the journey. */
export function stepsAfter(definition: JourneyDefinition, step: Step, goTo: string | null): Step[] {
  if (goTo === 'end') return []
  const from =
    goTo === null
      ? definition.steps.findIndex(({ key }) => key === step.key) + 1
      : definition.steps.findIndex(({ key }) => key === goTo)
  return from === -1 ? [] : definition.steps.slice(from)
}

/** What may end a journey before a step of it is taken, in words. */
const ENDINGS: Record<string, string> = {
  'appointment.booked': 'The patient books a visit',
  'appointment.requested': 'The patient asks for a visit',
  'appointment.cancelled': 'The appointment is cancelled',
  'appointment.rescheduled': 'The visit gets another time',
  'appointment.no_show': 'The patient is marked as a no-show',
  'appointment.no_show_undone': 'The no-show turns out to be a mistake',
  'appointment.fulfilled': 'The visit has taken place',
  'appointment.absorbed': 'The appointment turns out to be the same as another one',
  'contact.consent_changed': 'The patient asks not to get such messages',
  'message.received': 'The patient writes back',
  'form.completed': 'The patient sends the form',
}

const PLANNED_ANEW = 'The appointment is moved; the step is then planned anew for the new time'

/** The exits of a journey; that the visit moves, where steps are planned around it; that the patient says stop. */
export function stopsOf(journey: {
  exits: readonly string[]
  anchor: Anchor
}): { event: string; meaning: string }[] {
  const moves = journey.anchor === 'enrolled' ? [] : ['appointment.rescheduled']
  const events = new Set([...journey.exits, ...moves, 'contact.consent_changed'])
  return [...events].map((event) => ({
    event,
    meaning: moves.includes(event) ? PLANNED_ANEW : (ENDINGS[event] ?? event),
  }))
}
