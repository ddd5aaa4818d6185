/** What must be so when a race is over and everything that died has been made good. */
import { expect } from 'vitest'
import { isAboutVisit } from './deeds.ts'
import type { Race } from './race.ts'

interface Step {
  id: string
  key: string
  status: string
  reason: string | null
  appointment_sequence: number | null
  enrollment: 'live' | 'done' | 'stopped'
  end_reason: string | null
  message_id: string | null
  message: string | null
  message_reason: string | null
}

export async function expectEnded(race: Race): Promise<void> {
  const steps = await stepsOf(race)
  expectOneStateEach(race, steps)
  await expectOneMessageEach(race, steps)
  if (isAboutVisit(race.world.deed)) expectPlannedAnew(race, steps)
  else await expectOneLive(race)
  for (const step of steps) expectNobodyForgotten(race, step)
}

/** The first of a sequence, or the reminder of the day before. */
const DUE = ['first', '1_day_before']

function stepsOf({ lane, people }: Race): Promise<Step[]> {
  return lane.rows(
    `select t.id, t.step_key as key, t.status, t.reason, t.appointment_sequence, e.status as enrollment, e.end_reason,
       t.message_id, m.status as message, m.reason as message_reason
     from touchpoints t
     join enrollments e on e.id = t.enrollment_id
     left join messages m on m.id = t.message_id
     where t.contact_id = any($1)
     order by t.id`,
    [people.map(({ contactId }) => contactId)],
  )
}

const STATE_OF: Record<string, readonly string[]> = {
  // What had begun to go out when the deed came may have arrived.
  cancelled: ['withdrawn', 'sent', 'failed', 'refused', 'none'],
  sent: ['sent'],
  skipped: ['refused', 'withdrawn', 'none'],
  failed: ['failed'],
  planned: ['none'],
}

function expectOneStateEach({ promises }: Race, steps: readonly Step[]): void {
  for (const { key, status, message, message_id, enrollment } of steps) {
    expect(STATE_OF[status], `${key} is ${status}, its message ${message ?? 'none'}`).toContain(
      message ?? 'none',
    )
    expect(status === 'planned' && enrollment !== 'live', `${key} is planned and its journey is over`).toBe(
      false,
    )
    if (message !== 'sent' || !message_id) continue
    expect(promises.callsOf(message_id), `calls of the vendor for ${key}, which is called sent`).not.toEqual(
      [],
    )
  }
}

/** Of each step the vendor has one message at most. */
async function expectOneMessageEach({ lane, people, taken }: Race, steps: readonly Step[]): Promise<void> {
  const messages = await lane.rows(
    `select id, status, dedupe_key from messages where contact_id = any($1) and kind in ('reminder', 'journey_step')`,
    [people.map(({ contactId }) => contactId)],
  )
  // What did not get through may go another way, with a message of its own.
  const byStep = Map.groupBy(messages, ({ dedupe_key }) => dedupe_key.split(':')[1])
  const spoken = steps.filter(({ message_id }) => message_id).map(({ id }) => id)
  expect(byStep.keys().toArray().toSorted(), 'steps that have a message').toEqual(spoken.toSorted())
  for (const ways of byStep.values()) {
    const gone = ways.filter(({ id }) => taken.has(id))
    expect(gone.length, 'ways that one step has gone').toBeLessThanOrEqual(1)
    expect(ways.filter(({ status }) => status === 'sent').length).toBeLessThanOrEqual(1)
  }
}

async function expectOneLive({ lane, people, world, promises }: Race): Promise<void> {
  const enrollments: { status: string; end_reason: string | null }[] = await lane.rows(
    `select e.status, e.end_reason
     from enrollments e
     where e.contact_id = any($1) and e.lane = 'winback'`,
    [people.map(({ contactId }) => contactId)],
  )
  const live = enrollments.filter(({ status }) => status === 'live')
  const { deed } = world
  const hasHappened = promises.deedAt !== null
  expect(enrollments.length, 'enrollments, one for each who was there at first').toBeLessThanOrEqual(
    people.length,
  )
  if (deed === 'merge') {
    expect(live, 'live enrollments of one person, or of two').toHaveLength(hasHappened ? 1 : 2)
  } else if (hasHappened && deed !== 'stop') {
    expect(live, `live enrollments after the ${deed}`).toEqual([])
  } else if (!hasHappened) {
    expect(enrollments, 'enrollments of somebody who did nothing').toHaveLength(1)
    expect(live, 'live enrollments of somebody who did nothing').toHaveLength(1)
  } else expect(live.length, 'live enrollments in one lane').toBeLessThanOrEqual(1)
}

/** A visit that moved has its reminders once, around the new time; one that was cancelled has none. */
function expectPlannedAnew({ world, promises }: Race, steps: readonly Step[]): void {
  const planned = steps.filter(({ status }) => status === 'planned')
  const hasMoved = promises.deedAt !== null && world.deed === 'move'
  const isOver = promises.deedAt !== null && world.deed === 'cancellation'
  const expected = isOver
    ? []
    : hasMoved
      ? ['1_day_before', '2_hours_before', '3_days_before']
      : ['2_hours_before']
  expect(planned.map(({ key }) => key).toSorted(), `planned after the ${world.deed}`).toEqual(expected)
  expect(planned.every((step) => step.appointment_sequence === (hasMoved ? 1 : 0))).toBe(true)
}

/** What no deed has stopped was sent, or it is said why not. */
function expectNobodyForgotten({ promises, world, taken }: Race, step: Step): void {
  if (!DUE.includes(step.key) || step.status === 'planned') return
  if (promises.deedAt !== null) return
  const { message_id, status, message_reason } = step
  if (status === 'failed' && message_reason === 'outcome_unknown') {
    expect(promises.interruptions, 'interruptions before it is called failed').toBeGreaterThan(1)
    return
  }
  if (world.fates.includes('refused') && (status === 'failed' || status === 'skipped')) return
  expect(status, `${step.key}, which nothing stopped (${step.reason ?? message_reason})`).toBe('sent')
  expect(taken.has(message_id ?? ''), 'whether the vendor has what is called sent').toBe(true)
}
