import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOpen } from '../outreach/quiet-hours.ts'
import { REMINDERS } from './default-journeys.ts'
import type { Step } from './definition.ts'
import { offsetFrom, plan, stopsOf, usualTimeOf } from './journey.ts'

const at = (text: string) => Temporal.Instant.from(text)
const wall = (instant: Temporal.Instant, zone: string) =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString()

function reminders(startAt: string, now: string, timeZone = 'America/Chicago') {
  return plan(REMINDERS.definition, {
    anchorAt: at(startAt),
    previousAt: at(now),
    timeZone,
    now: at(now),
    isQuieted: true,
  })
}

test('three days, one day and two hours before', () => {
  const steps = reminders('2026-11-30T16:00:00Z', '2026-11-20T16:00:00Z')
  expect(steps.map(({ dueAt }) => wall(dueAt, 'America/Chicago'))).toEqual([
    '2026-11-27T10:00:00',
    '2026-11-29T10:00:00',
    '2026-11-30T08:00:00',
  ])
  expect(steps.every((step) => step.skip === null)).toBe(true)
})

describe('a late booking gets the steps that still make sense', () => {
  test.each([
    ['two days before', '2026-11-28T16:00:00Z', [true, false, false]],
    ['twenty hours before', '2026-11-29T20:00:00Z', [true, true, false]],
    [
      'three hours before: half an hour later there would be two messages',
      '2026-11-30T13:30:00Z',
      [true, true, true],
    ],
    ['after the start', '2026-11-30T17:00:00Z', [true, true, true]],
  ])('booked %s', (_, now, skipped) => {
    expect(reminders('2026-11-30T16:00:00Z', now).map((step) => step.skip !== null)).toEqual(skipped)
  })
})

describe('on the night the clocks change', () => {
  test('a day before is the same wall time, two hours before is two hours', () => {
    // Chicago falls back on 2026-11-01 at 2:00, Berlin on 2026-10-25 at 3:00, both spring forward in March.
    for (const [start, zone] of [
      ['2026-11-01T16:00:00Z', 'America/Chicago'],
      ['2026-10-25T12:00:00Z', 'Europe/Berlin'],
      ['2026-03-08T17:00:00Z', 'America/Chicago'],
    ] as const) {
      const day = offsetFrom(at(start), { days: -1 }, zone)
      expect(wall(day, zone).slice(11)).toBe(wall(at(start), zone).slice(11))
      expect(offsetFrom(at(start), { hours: -2 }, zone).until(at(start)).total('hours')).toBe(2)
    }
  })

  test('a wall time that the clocks skip moves forward', () => {
    // 2:30 does not exist in Chicago on 2026-03-08.
    expect(
      wall(offsetFrom(at('2026-03-09T07:30:00Z'), { days: -1 }, 'America/Chicago'), 'America/Chicago'),
    ).toBe('2026-03-08T03:30:00')
  })
})

test('a step in the night moves to the evening before, never past its use', () => {
  const steps = reminders('2026-11-30T14:00:00Z', '2026-11-20T16:00:00Z')
  // 8:00 in Chicago: two hours before is 6:00.
  expect(wall(steps[2]?.dueAt ?? at('2026-01-01T00:00:00Z'), 'America/Chicago')).toBe('2026-11-29T20:30:00')
})

test('an e-mail wakes nobody: its step stays where it is', () => {
  const around = {
    anchorAt: at('2026-11-30T14:00:00Z'),
    timeZone: 'America/Chicago',
    now: at('2026-11-20T16:00:00Z'),
    previousAt: at('2026-11-20T16:00:00Z'),
  }
  const last = plan(REMINDERS.definition, { ...around, isQuieted: false })[2]
  expect(last?.dueAt.toString()).toBe('2026-11-30T12:00:00Z')
})

test('every step is due in waking hours, at or before its exact time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 366 * 24 * 4 }),
      fc.constantFrom('America/Chicago', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
      (quarters, timeZone) => {
        const anchorAt = at('2026-01-01T00:00:00Z').add({ minutes: quarters * 15 })
        const steps = plan(REMINDERS.definition, {
          anchorAt,
          timeZone,
          now: at('2025-06-01T00:00:00Z'),
          previousAt: at('2025-06-01T00:00:00Z'),
          isQuieted: true,
        })
        for (const { step, dueAt } of steps) {
          expect(isOpen(dueAt, [timeZone], 'transactional')).toBe(true)
          const exact = offsetFrom(anchorAt, step.offset, timeZone)
          expect(Temporal.Instant.compare(dueAt, exact)).toBeLessThanOrEqual(0)
          expect(dueAt.until(exact).total('hours')).toBeLessThan(13)
        }
      },
    ),
    { seed: 11, numRuns: 300 },
  )
})

test('a move stops what is planned around the visit, and not what only waits since the booking', () => {
  const events = (anchor: 'enrolled' | 'appointment.end') =>
    stopsOf({ exits: ['appointment.cancelled'], anchor }).map(({ event }) => event)
  expect(events('appointment.end')).toEqual([
    'appointment.cancelled',
    'appointment.rescheduled',
    'contact.consent_changed',
  ])
  expect(events('enrolled')).toEqual(['appointment.cancelled', 'contact.consent_changed'])
  const meant = (anchor: 'enrolled' | 'appointment.start') =>
    stopsOf({ exits: ['appointment.rescheduled'], anchor })[0]?.meaning
  expect(meant('appointment.start')).toContain('planned anew')
  expect(meant('enrolled')).toBe('The visit gets another time')
})

describe('a step that may move to when this person usually answers', () => {
  const step = { do: 'task', key: 'call', title: 'Call', offset: { days: 1 }, isLearned: true } as Step
  const windowed = { ...step, window: { from: '09:00', to: '20:00' } } as Step
  const EVENING = 18 * 60 + 5
  const due = (one: Step, usualMinute: number | null, now = '2026-10-31T15:00:00Z') =>
    plan(
      { anchor: 'enrolled', purpose: 'marketing', steps: [one] },
      {
        ...{ anchorAt: at(now), previousAt: at(now), now: at(now), timeZone: 'America/Chicago' },
        ...{ isQuieted: true, usualMinute },
      },
    )[0]?.dueAt ?? at(now)

  test.each<[string, Step, number | null, string, string | null]>([
    ['is due then, on the night the clocks change too', windowed, EVENING, '2026-11-01T18:05:00', '18:05:00'],
    ['keeps its time where nobody knows', windowed, null, '2026-11-01T10:00:00', null],
    [
      'keeps to its window',
      { ...step, window: { from: '09:00', to: '12:00' } } as Step,
      EVENING,
      '2026-11-01T10:00:00',
      null,
    ],
    ['keeps its time where that has passed on its day', windowed, 9 * 60 + 30, '2026-11-01T10:00:00', null],
    [
      'and is another step’s where it may not',
      { ...windowed, isLearned: false },
      EVENING,
      '2026-11-01T10:00:00',
      null,
    ],
  ])('%s', (_, one, usualMinute, expected, usual) => {
    const dueAt = due(one, usualMinute)
    expect(wall(dueAt, 'America/Chicago')).toBe(expected)
    const found = usualTimeOf({ step: one, dueAt }, { timeZone: 'America/Chicago', usualMinute })
    expect(found?.toString() ?? null).toBe(usual)
  })
})
