import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Case, type Consent, decide } from './arbiter.ts'
import { isOpen } from './quiet-hours.ts'

const at = (text: string) => Temporal.Instant.from(text)

/** A Monday, noon in Chicago. */
const NOON = at('2026-11-23T18:00:00Z')

function message(overrides: Partial<Case> = {}): Case {
  return {
    now: NOON,
    kind: 'reminder',
    purpose: 'transactional',
    channel: 'sms',
    zones: ['America/Chicago'],
    consents: [],
    sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0 },
    appointment: { status: 'booked', startAt: NOON.add({ hours: 24 }), sequence: 0 },
    speaksOfSequence: 0,
    author: 'system',
    talk: null,
    isTemplate: false,
    isPersonTalking: false,
    ...overrides,
  }
}

const withdrawn: Consent = { purpose: 'all', channel: 'all', state: 'withdrawn', at: NOON }
const granted: Consent = { purpose: 'all', channel: 'all', state: 'granted', at: NOON }

test('a reminder at noon is sent', () => {
  expect(decide(message())).toEqual({ verdict: 'send' })
})

describe('consent', () => {
  test.each<[string, Partial<Case>, string | null]>([
    ['withdrawn from everything', { consents: [withdrawn] }, 'opted_out'],
    ['withdrawn and granted again', { consents: [withdrawn, granted] }, null],
    ['granted and then withdrawn', { consents: [granted, withdrawn] }, 'opted_out'],
    ['withdrawn from e-mail only', { consents: [{ ...withdrawn, channel: 'email' }] }, null],
    ['withdrawn from this channel', { consents: [{ ...withdrawn, channel: 'sms' }] }, 'opted_out'],
    ['withdrawn from marketing only', { consents: [{ ...withdrawn, purpose: 'marketing' }] }, null],
    ['nothing said, marketing', { purpose: 'marketing' }, 'no_marketing_consent'],
    ['granted, marketing', { purpose: 'marketing', consents: [granted] }, null],
    [
      'granted for care only, marketing',
      { purpose: 'marketing', consents: [{ ...granted, purpose: 'care' }] },
      'no_marketing_consent',
    ],
  ])('%s', (_, overrides, reason) => {
    expect(decide(message(overrides))).toEqual(reason ? { verdict: 'refuse', reason } : { verdict: 'send' })
  })
})

describe('the appointment', () => {
  const appointment = { status: 'booked' as const, startAt: NOON.add({ hours: 24 }), sequence: 0 }
  test.each<[string, Partial<Case>, string | null]>([
    ['is cancelled', { appointment: { ...appointment, status: 'cancelled' } }, 'appointment_cancelled'],
    ['was missed', { appointment: { ...appointment, status: 'noshow' } }, 'appointment_cancelled'],
    ['has moved since', { appointment: { ...appointment, sequence: 1 } }, 'appointment_moved'],
    ['has begun', { appointment: { ...appointment, startAt: NOON } }, 'appointment_past'],
    [
      'is cancelled, and this says so',
      { kind: 'cancellation', appointment: { ...appointment, status: 'cancelled', sequence: 1 } },
      null,
    ],
    [
      'was cancelled and is booked again, and this says that it is cancelled',
      { kind: 'cancellation', appointment: { ...appointment, sequence: 2 } },
      'appointment_moved',
    ],
    [
      'is another’s by now, and this takes its entry out of the calendar',
      { kind: 'calendar_correction', appointment: { ...appointment, status: 'cancelled', sequence: 2 } },
      null,
    ],
  ])('%s', (_, overrides, reason) => {
    expect(decide(message(overrides))).toEqual(reason ? { verdict: 'refuse', reason } : { verdict: 'send' })
  })
})

describe('caps', () => {
  test.each<[string, Partial<Case>, string | null]>([
    [
      'one care message today',
      { purpose: 'care', sent: { transactionalLastDay: 0, otherLastDay: 1, otherLastWeek: 1 } },
      'daily_cap',
    ],
    [
      'three care messages this week',
      { purpose: 'care', sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 3 } },
      'weekly_cap',
    ],
    [
      'three care messages, but this is a reminder',
      { sent: { transactionalLastDay: 0, otherLastDay: 1, otherLastWeek: 3 } },
      null,
    ],
    [
      'twenty reminders today',
      { sent: { transactionalLastDay: 20, otherLastDay: 0, otherLastWeek: 0 } },
      'daily_cap',
    ],
  ])('%s', (_, overrides, reason) => {
    expect(decide(message(overrides))).toEqual(reason ? { verdict: 'refuse', reason } : { verdict: 'send' })
  })
})

describe('where there is no room', () => {
  const full = (...hoursAgo: number[]): Case['sent'] => ({
    ...{ transactionalLastDay: 0, otherLastDay: 1, otherLastWeek: hoursAgo.length },
    otherAt: hoursAgo.map((hours) => NOON.subtract({ hours })),
  })
  const checkIn: Partial<Case> = { kind: 'journey_step', purpose: 'care', appointment: null }
  const drip: Partial<Case> = {
    ...{ kind: 'journey_step', purpose: 'marketing', appointment: null, consents: [granted] },
    ...{ regions: ['US-IL'] },
  }
  const visitIn = (hours: number): Partial<Case> => ({
    appointment: { status: 'booked', startAt: NOON.add({ hours }), sequence: 0 },
  })
  const hold = (hours: number, reason: string) => ({
    ...{ verdict: 'hold', until: NOON.add({ minutes: hours * 60 }), reason },
  })
  test.each<[string, Partial<Case>, unknown]>([
    ['a check-in waits until a day after the last', { ...checkIn, sent: full(2) }, hold(22, 'daily_cap')],
    [
      'and then for the morning',
      { ...checkIn, sent: full(12) },
      // Midnight in Chicago.
      hold(20, 'daily_cap'),
    ],
    [
      'a mail does not wait for the morning',
      { ...checkIn, channel: 'email', sent: full(12) },
      hold(12, 'daily_cap'),
    ],
    [
      'a check-in of a full week would come too late',
      { ...checkIn, sent: full(30, 60, 90) },
      { verdict: 'refuse', reason: 'weekly_cap' },
    ],
    [
      'where the clinic advertises once a week an invitation waits for the next one',
      { ...drip, channel: 'email', sent: { ...full(30), marketingPerWeek: 1 } },
      hold(138, 'weekly_cap'),
    ],
    [
      'and a check-in does not',
      { ...checkIn, sent: { ...full(30), marketingPerWeek: 1 } },
      { verdict: 'send' },
    ],
    ['an invitation of a full week waits', { ...drip, sent: full(30, 60, 148) }, hold(21, 'weekly_cap')],
    [
      'one that has waited for a week is past its use',
      { ...drip, sent: full(2), writtenAt: NOON.subtract({ hours: 6 * 24 + 20 }) },
      { verdict: 'refuse', reason: 'daily_cap' },
    ],
    [
      'an invitation leaves the day to a check-in',
      { ...drip, coming: [NOON.add({ hours: 3 })] },
      hold(27, 'makes_room'),
    ],
    [
      'a reminder waits for nothing',
      { sent: full(1), coming: [NOON.add({ hours: 3 })] },
      { verdict: 'send' },
    ],
    [
      'a guide waits while it comes before the visit',
      { ...checkIn, ...visitIn(24), sent: full(1) },
      hold(23, 'daily_cap'),
    ],
    [
      'and is not held until the visit is almost there',
      {
        ...checkIn,
        ...visitIn(23),
        sent: full(1),
      },
      { verdict: 'refuse', reason: 'daily_cap' },
    ],
  ])('%s', (_, overrides, verdict) => {
    expect(decide(message(overrides))).toEqual(verdict)
  })
})

describe('quiet hours', () => {
  /** 22:30 in Chicago. */
  const LATE = at('2026-11-24T04:30:00Z')
  const MORNING = at('2026-11-24T14:00:00Z')

  test('a reminder waits for the morning', () => {
    const appointment = { status: 'booked' as const, startAt: at('2026-11-24T20:00:00Z'), sequence: 0 }
    expect(decide(message({ now: LATE, appointment }))).toEqual({
      verdict: 'hold',
      until: MORNING,
      reason: 'quiet_hours',
    })
  })

  test('a reminder that the morning makes useless is refused', () => {
    const appointment = { status: 'booked' as const, startAt: at('2026-11-24T14:15:00Z'), sequence: 0 }
    expect(decide(message({ now: LATE, appointment }))).toEqual({
      verdict: 'refuse',
      reason: 'visit_too_close',
    })
  })

  test.each<[string, Partial<Case>]>([
    ['the confirmation of the patient’s own act', { kind: 'confirmation' }],
    ['an e-mail', { channel: 'email' }],
  ])('%s is not quieted', (_, overrides) => {
    expect(decide(message({ now: LATE, ...overrides }))).toEqual({ verdict: 'send' })
  })

  test('nothing is sent or held into the quiet of any zone that the person may be in', () => {
    const zones = [
      'America/Chicago',
      'America/New_York',
      'Europe/Berlin',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 366 * 24 * 60 }),
        fc.subarray(zones, { minLength: 1, maxLength: 2 }),
        fc.constantFrom('transactional' as const, 'marketing' as const),
        (minutes, candidates, purpose) => {
          const now = at('2026-01-01T00:00:00Z').add({ minutes })
          const appointment = { status: 'booked' as const, startAt: now.add({ hours: 200 }), sequence: 0 }
          const verdict = decide(
            message({ now, zones: candidates, purpose, consents: [granted], appointment }),
          )
          if (verdict.verdict === 'send') expect(isOpen(now, candidates, purpose)).toBe(true)
          if (verdict.verdict === 'hold') {
            expect(isOpen(verdict.until, candidates, purpose)).toBe(true)
            expect(isOpen(verdict.until.subtract({ minutes: 1 }), candidates, purpose)).toBe(false)
          }
        },
      ),
      { seed: 7, numRuns: 400 },
    )
  })
})

describe('in a conversation', () => {
  const talk = { status: 'assistant' as const, lastInboundAt: NOON, windowClosesAt: NOON.add({ hours: 24 }) }
  const reply: Partial<Case> = {
    kind: 'reply',
    channel: 'whatsapp',
    author: 'assistant',
    talk,
    appointment: null,
  }
  const stopped = [{ ...withdrawn, at: NOON }]
  const later = NOON.add({ minutes: 1 })
  test.each<[string, Partial<Case>, string | null]>([
    ['an answer at night is sent', { now: at('2026-11-23T09:00:00Z') }, null],
    ['a taken conversation is a person’s', { talk: { ...talk, status: 'person' } }, 'human_talking'],
    [
      'whoever waits for a person hears no assistant',
      { talk: { ...talk, status: 'waiting' } },
      'human_talking',
    ],
    [
      'what staff write goes out',
      { talk: { ...talk, status: 'person' }, kind: 'staff_message', author: 'user' },
      null,
    ],
    [
      'that a person will come is told',
      { talk: { ...talk, status: 'waiting' }, kind: 'handoff_notice' },
      null,
    ],
    ['a second before the window closes', { now: NOON.add({ hours: 24 }).subtract({ seconds: 1 }) }, null],
    ['when the window is closed', { now: NOON.add({ hours: 24 }) }, 'window_closed'],
    ['a template when the window is closed', { now: NOON.add({ hours: 30 }), isTemplate: true }, null],
    [
      'a channel without a window',
      { now: NOON.add({ hours: 900 }), talk: { ...talk, windowClosesAt: null } },
      null,
    ],
    ['after a STOP nothing follows', { consents: stopped }, 'opted_out'],
    ['but one acknowledgement', { consents: stopped, kind: 'opt_out_ack' }, null],
    [
      'and the answer to their own next request',
      { consents: stopped, talk: { ...talk, lastInboundAt: later } },
      null,
    ],
    ['no reminder, though they wrote', { consents: stopped, kind: 'reminder', talk: null }, 'opted_out'],
    [
      'answers are not counted',
      { sent: { transactionalLastDay: 99, otherLastDay: 9, otherLastWeek: 9 } },
      null,
    ],
  ])('%s', (_, overrides, reason) => {
    expect(decide(message({ ...reply, ...overrides }))).toEqual(
      reason ? { verdict: 'refuse', reason } : { verdict: 'send' },
    )
  })

  test('care and marketing wait while a person talks', () => {
    const verdict = decide(message({ purpose: 'care', isPersonTalking: true }))
    expect(verdict).toEqual({ verdict: 'hold', until: NOON.add({ hours: 1 }), reason: 'human_talking' })
    expect(decide(message({ isPersonTalking: true }))).toEqual({ verdict: 'send' })
  })
})
