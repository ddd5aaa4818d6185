/** A journey looks after a person over time: it begins with an event and takes steps around an anchor. */
import { z } from 'zod'
import type { Purpose } from '../outreach/message.ts'
import { lastOpening } from '../outreach/quiet-hours.ts'

/** `days` are calendar days at the same wall time (they cross a clock change), `hours` are exact. */
export const Offset = z.union([
  z.strictObject({ days: z.int().min(-365).max(365) }),
  z.strictObject({ hours: z.int().min(-8760).max(8760) }),
])
export type Offset = z.infer<typeof Offset>

export const Step = z.strictObject({
  /** Names the step within its journey, for instance `3_days_before`. */
  key: z.string().regex(/^[a-z0-9_]{1,60}$/),
  offset: Offset,
  template: z.enum(['reminder']),
})
export type Step = z.infer<typeof Step>

export type Anchor = 'enrolled' | 'appointment.start' | 'appointment.end'

export interface JourneyVersion {
  journeyId: string
  key: string
  version: number
  purpose: Purpose
  anchor: Anchor
  lane: string
  steps: Step[]
}

export interface Planned {
  step: Step
  dueAt: Temporal.Instant
  /** Null for a step that will be taken. */
  skip: 'too_late_for_this_step' | null
}

/** A reminder so soon after the booking says what the confirmation just said. */
const AFTER_BOOKING = { minutes: 60 }

/**
 * When each step is due, for somebody who begins now. `isQuieted`: it may come as a text, so a step that falls into
 * quiet hours moves earlier, never past its use (e-mail wakes nobody); one that would come before now, or within an hour, is skipped: a late booking gets the steps that still
 * make sense.
 */
export function plan(
  journey: { steps: readonly Step[]; purpose: Purpose },
  around: { anchorAt: Temporal.Instant; timeZone: string; now: Temporal.Instant; isQuieted: boolean },
): Planned[] {
  const earliest = around.now.add(AFTER_BOOKING)
  return journey.steps.map((step) => {
    const exact = offsetFrom(around.anchorAt, step.offset, around.timeZone)
    const dueAt = (around.isQuieted && lastOpening(exact, [around.timeZone], journey.purpose)) || exact
    const isTooLate = Temporal.Instant.compare(dueAt, earliest) < 0
    return { step, dueAt, skip: isTooLate ? 'too_late_for_this_step' : null }
  })
}

export function offsetFrom(anchorAt: Temporal.Instant, offset: Offset, timeZone: string): Temporal.Instant {
  if ('hours' in offset) return anchorAt.add({ hours: offset.hours })
  // A wall time that the clocks skip moves forward, a repeated one is the first (Temporal's "compatible").
  return anchorAt.toZonedDateTimeISO(timeZone).add({ days: offset.days }).toInstant()
}

/** What may end a journey before a step of it is taken, in words. */
const ENDINGS: Record<string, string> = {
  'appointment.cancelled': 'The appointment is cancelled',
  'appointment.rescheduled': 'The appointment is moved; the step is then planned anew for the new time',
  'appointment.no_show': 'The patient is marked as a no-show',
  'appointment.absorbed': 'The appointment turns out to be the same as another one',
  'contact.consent_changed': 'The patient asks not to get such messages',
}

/** The exits of a journey; that the visit moves, where steps are planned around it; that the patient says stop. */
export function stopsOf(journey: {
  exits: readonly string[]
  anchor: Anchor
}): { event: string; meaning: string }[] {
  const moves = journey.anchor === 'enrolled' ? [] : ['appointment.rescheduled']
  const events = new Set([...journey.exits, ...moves, 'contact.consent_changed'])
  return [...events].map((event) => ({ event, meaning: ENDINGS[event] ?? event }))
}
