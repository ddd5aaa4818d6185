/** The preview says when a step will really begin to go out, and that is when it does (REQUIREMENTS F4, F6). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import { WAKING } from '../../src/desk/journeys/default-sequences-words.ts'
import type { Step } from '../../src/desk/journeys/definition.ts'
import { switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { booked, messagesOf, stepsOf } from './reading.ts'
import { openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

const CHICAGO = 'America/Chicago'
const MADRID = 'Europe/Madrid'

let ways: Ways
let week = Temporal.PlainDate.from('2026-11-30')
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
// Weeks that begin on a Monday without a holiday, each with nothing of the one before.
beforeEach(() => {
  week = week.add({ days: 14 })
  if (week.toString() === '2026-12-28') week = Temporal.PlainDate.from('2027-02-01')
})

/** A wall time of the test's own week; 1 is its Monday. */
function wall(weekday: number, time: string, zone = CHICAGO): Temporal.Instant {
  const day = week.add({ days: weekday - 1 })
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

const text = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })
const toTime = (at: Temporal.Instant) => ways.pass(ways.desk.clock.now().until(at))

let numbers = 0
const spanish = () => `+346120000${10 + ++numbers}`

/** Somebody who agreed to everything, of a clinic here or in Spain. */
async function somebody(zone: string): Promise<string> {
  const isSpain = zone === MADRID
  await ways.desk.rows('update clinics set time_zone = $1, phone_e164 = $2', [
    zone,
    isSpain ? '+34915550100' : '+13125550100',
  ])
  const { contactId } = await ways.person({ email: null, ...(isSpain ? { phone: spanish() } : {}) })
  await ways.desk.rows('update contacts set time_zone = $2 where id = $1', [contactId, zone])
  await ways.agree(contactId)
  return contactId
}

async function planned(contactId: string): Promise<Record<string, Body>> {
  const { body } = await ways.desk.api('GET', `/api/contacts/${contactId}/steps`)
  return Object.fromEntries(body.steps.map((step: Body) => [step.step_key, step]))
}

async function stepOf(contactId: string, key = 'hello'): Promise<Body> {
  const step = (await planned(contactId))[key]
  expect(step, key).toBeDefined()
  return step as Body
}

/** Nothing begins before the time that was told, and at that time this text does, by this channel. */
async function expectAt(contactId: string, step: Body, at: Temporal.Instant): Promise<void> {
  await toTime(at.subtract({ seconds: 1 }))
  const isSaid = ({ body, sent_at }: Body) => sent_at && body === step.preview.body
  expect((await messagesOf(ways.desk, { contact_id: contactId })).filter(isSaid)).toEqual([])
  await toTime(at)
  const said = (await messagesOf(ways.desk, { contact_id: contactId })).filter(isSaid)
  expect(said).toMatchObject([
    { channel: step.preview.channel, to_address: step.preview.to_address, sent_at: text(at) },
  ])
}

/** Begins a journey of one or more steps for somebody now. */
async function begin(
  contactId: string,
  { purpose, steps }: { purpose: 'care' | 'marketing'; steps: Step[] },
  key = `held_${purpose}`,
): Promise<void> {
  await ways.journey({ purpose, steps }, key)
  await ways.begin(contactId, key)
}

const hello = (hours: number, more: Partial<Step> = {}) => message('hello', { offset: { hours }, ...more })

describe('hours in which no advertising goes out by text message', () => {
  type Moment = [weekday: number, time: string]
  test.each<[string, zone: string, from: Moment, hours: number, due: Moment, until: Moment]>([
    ['in Spain at 9:00, an hour later', MADRID, [2, '18:00'], 14, [3, '09:00'], [3, '10:00']],
    ['in Spain at 19:00, on the next day', MADRID, [2, '18:00'], 1, [2, '19:00'], [3, '10:00']],
    ['in Spain on a Sunday, on Monday', MADRID, [6, '18:00'], 14, [7, '09:00'], [8, '10:00']],
    ['in Illinois on a Sunday at 9:00, at noon', CHICAGO, [6, '18:00'], 14, [7, '09:00'], [7, '12:00']],
  ])('%s', async (_, zone, from, hours, dueAt, heldUntil) => {
    const at = ([weekday, time]: Moment) => wall(weekday, time, zone)
    const [due, until] = [at(dueAt), at(heldUntil)]
    await toTime(at(from))
    const contactId = await somebody(zone)
    await begin(contactId, { purpose: 'marketing', steps: [hello(hours, { window: WAKING })] })
    const foreseen = await stepOf(contactId)
    expect(foreseen).toMatchObject({
      ...{ status: 'planned', due_at: text(due), obstacle: null },
      ...{ held_until: text(until), held_because: 'quiet_hours' },
      preview: { channel: 'sms' },
    })
    await toTime(due.add({ seconds: 5 }))
    expect(await stepOf(contactId), 'while it waits in the Outbox').toMatchObject({
      ...{ status: 'due', preview: null },
      ...{ held_until: foreseen.held_until, held_because: 'quiet_hours' },
    })
    await expectAt(contactId, foreseen, until)
    expect(await stepOf(contactId)).toMatchObject({ status: 'sent', held_until: null, held_because: null })
  })

  test('a step that may go out when it is due is held by nothing', async () => {
    await toTime(wall(2, '18:00'))
    const contactId = await somebody(CHICAGO)
    await begin(contactId, { purpose: 'marketing', steps: [hello(14, { window: WAKING })] })
    const foreseen = await stepOf(contactId)
    expect(foreseen).toMatchObject({ due_at: text(wall(3, '09:00')), held_until: null, held_because: null })
    await expectAt(contactId, foreseen, wall(3, '09:00'))
  })

  test('a reminder of a Sunday at 9:00 is moved by none of them', async () => {
    await toTime(wall(2, '12:00'))
    await somebody(CHICAGO)
    await ways.inClinic((tx) => switchJourney(tx, system, { key: REMINDERS.key, isActive: true }))
    const startAt = wall(10, '09:00').toString()
    const booking = calcomBooking({ startAt, phone: '+13125550160', attendee: { email: '' } })
    const appointment = await booked(ways.desk, booking.created())
    const step = (await stepsOf(ways.desk, appointment))['3_days_before'] as Body
    expect(step).toMatchObject({ due_at: text(wall(7, '09:00')), held_until: null, held_because: null })
    await expectAt(appointment.contact.id, step, wall(7, '09:00'))
  })
})

describe('room among other messages', () => {
  test('one went out today: the next waits for a day from then', async () => {
    await toTime(wall(2, '10:00'))
    const contactId = await somebody(CHICAGO)
    await begin(contactId, { purpose: 'marketing', steps: [hello(2)] })
    await toTime(wall(2, '12:00'))
    await begin(
      contactId,
      { purpose: 'marketing', steps: [message('more', { offset: { hours: 3 } })] },
      'more',
    )
    const foreseen = await stepOf(contactId, 'more')
    expect(foreseen).toMatchObject({
      ...{ due_at: text(wall(2, '15:00')), obstacle: null },
      ...{ held_until: text(wall(3, '12:00')), held_because: 'daily_cap' },
    })
    await expectAt(contactId, foreseen, wall(3, '12:00'))
  })

  test('what is planned before it takes the room too, whichever of them is looked at', async () => {
    await toTime(wall(2, '10:00'))
    const contactId = await somebody(CHICAGO)
    const steps = [hello(2), message('more', { offset: { hours: 3 } })]
    await begin(contactId, { purpose: 'marketing', steps })
    const { hello: first, more } = await planned(contactId)
    expect(first).toMatchObject({ due_at: text(wall(2, '12:00')), held_until: null })
    const waits = { held_until: text(wall(3, '12:00')), held_because: 'daily_cap' }
    expect(more).toMatchObject({ due_at: text(wall(2, '13:00')), ...waits })
    const shown = await ways.desk.api('POST', `/api/steps/${more?.id}/preview`)
    expect(shown.body.step).toMatchObject(waits)
    await expectAt(contactId, first as Body, wall(2, '12:00'))
    await expectAt(contactId, more as Body, wall(3, '12:00'))
  })

  test('advertising waits for a question of care that is due after it', async () => {
    await toTime(wall(2, '10:00'))
    const contactId = await somebody(CHICAGO)
    await begin(contactId, { purpose: 'marketing', steps: [hello(2)] })
    await begin(contactId, { purpose: 'care', steps: [message('well', { offset: { hours: 5 } })] })
    const { hello: first, well } = await planned(contactId)
    expect(first).toMatchObject({ held_until: text(wall(3, '15:00')), held_because: 'makes_room' })
    expect(well).toMatchObject({ due_at: text(wall(2, '15:00')), held_until: null })
    await expectAt(contactId, well as Body, wall(2, '15:00'))
    await expectAt(contactId, first as Body, wall(3, '15:00'))
  })

  test('until its room comes it has lost its use: it will not go out, and why', async () => {
    await toTime(wall(1, '10:00'))
    const contactId = await somebody(CHICAGO)
    const keys = ['hello', 'second', 'third', 'fourth']
    const steps = keys.map((key, place) => message(key, { offset: { hours: 2 + 25 * place } }))
    await begin(contactId, { purpose: 'care', steps })
    const foreseen = await planned(contactId)
    for (const key of keys.slice(0, 3))
      expect(foreseen[key]).toMatchObject({ obstacle: null, held_until: null })
    expect(foreseen.fourth).toMatchObject({ obstacle: 'weekly_cap', held_until: null, held_because: null })
    for (const key of keys) await toTime(Temporal.Instant.from(foreseen[key]?.due_at).add({ seconds: 5 }))
    expect(await stepOf(contactId, 'third')).toMatchObject({ status: 'sent' })
    expect(await stepOf(contactId, 'fourth')).toMatchObject({ status: 'skipped', reason: 'weekly_cap' })
  })

  test('a clinic that advertises once a week: the second waits for the next one, and the third is told to be too late', async () => {
    await toTime(wall(1, '10:00'))
    const contactId = await somebody(CHICAGO)
    await ways.desk.api('PATCH', '/api/clinic', { body: { marketing_per_week: 1 } })
    try {
      const keys = ['hello', 'second', 'third']
      const steps = keys.map((key, place) => message(key, { offset: { hours: 2 + 25 * place } }))
      await begin(contactId, { purpose: 'marketing', steps })
      const { hello: first, second, third } = await planned(contactId)
      expect(first).toMatchObject({ obstacle: null, held_until: null })
      expect(second).toMatchObject({ held_until: text(wall(8, '12:00')), held_because: 'weekly_cap' })
      expect(third).toMatchObject({ obstacle: 'weekly_cap' })
      await expectAt(contactId, first as Body, wall(1, '12:00'))
      for (const step of [second, third])
        await toTime(Temporal.Instant.from(step?.due_at).add({ seconds: 5 }))
      await expectAt(contactId, second as Body, wall(8, '12:00'))
      expect(await stepOf(contactId, 'third')).toMatchObject({
        status: 'skipped',
        reason: 'weekly_cap',
      })
    } finally {
      await ways.desk.api('PATCH', '/api/clinic', { body: { marketing_per_week: 3 } })
    }
  })
})

test('what is still being written is previewed with the same times', async () => {
  await toTime(wall(2, '18:00', MADRID))
  const contactId = await somebody(MADRID)
  const steps = [hello(14, { window: WAKING })]
  await begin(contactId, { purpose: 'marketing', steps })
  const { id, definition } = (await ways.desk.api('GET', '/api/journeys')).body.journeys.find(
    ({ key }: Body) => key === 'held_marketing',
  )
  const { body } = await ways.desk.api('POST', '/api/journeys/preview', {
    body: { contact_id: contactId, journey_id: id, definition },
  })
  expect(body.steps).toMatchObject([
    {
      ...{ due_at: text(wall(3, '09:00', MADRID)), held_because: 'quiet_hours' },
      held_until: text(wall(3, '10:00', MADRID)),
    },
  ])
})
