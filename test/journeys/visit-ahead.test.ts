/** Whoever has a visit ahead is asked for no other, and a visit that has begun is prepared no more (REQUIREMENTS B7). */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { WINBACK_LANE } from '../../src/desk/journeys/definition.ts'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from '../scheduling/cast.ts'
import { booked, contactPage } from './reading.ts'
import { addVersion, enrollmentsOf, message, switchOffSequences, task, touchpointsOf } from './writing.ts'

let desk: TestDesk
let cast: Cast
beforeEach(async () => {
  desk = await openDesk()
  cast = castOf(desk)
  await switchOffSequences(desk)
})
afterEach(() => desk?.close())

const ana = { attendee: { name: 'Ana Souza' }, phone: '+13125550140' }
const MISSED = { ...ana, startAt: '2026-11-23T14:00:00Z' }
const AHEAD = { ...ana, startAt: '2026-11-30T17:00:00Z' }
const sequence = { anchor: 'enrolled' as const, lane: WINBACK_LANE }
const recovery = {
  ...sequence,
  trigger: { event: 'appointment.no_show' },
  exits: ['appointment.booked'],
  steps: [message('soon', { offset: { hours: 3 } })],
}

async function staffSay(visit: Body, status: string): Promise<void> {
  const said = await desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status } })
  expect(said.status).toBe(200)
  await desk.settle()
}

test('a missed visit is not won back where another one is booked already', async () => {
  await addVersion(desk, 'recovery', recovery)
  const missed = await booked(desk, calcomBooking(MISSED).created())
  await booked(desk, calcomBooking(AHEAD).created())
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual([])
})

test('nor where it was booked by who turned out to be the same person', async () => {
  await addVersion(desk, 'recovery', recovery)
  const [name, email, { phone }] = ['Ana Souza', 'ana@example.com', ana]
  const nowhere = { name, email: '' }
  const missed = await booked(desk, calcomBooking({ ...MISSED, attendee: nowhere }).created())
  await booked(desk, calcomBooking({ attendee: { name, email }, startAt: AHEAD.startAt }).created())
  await desk.pass({ minutes: 1 })
  const both = calcomBooking({ attendee: { name, email }, phone, startAt: '2026-12-03T17:00:00Z' })
  const { contact } = await booked(desk, both.created())
  await booked(desk, both.cancelled())
  expect((await contactPage(desk, contact.id)).merges).toHaveLength(1)
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual([])
})

test('the visit that was missed is no visit ahead, nor is one that was cancelled', async () => {
  await addVersion(desk, 'recovery', recovery)
  const missed = await booked(desk, calcomBooking(MISSED).created())
  const cancelled = calcomBooking(AHEAD)
  await booked(desk, cancelled.created())
  await booked(desk, cancelled.cancelled())
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['live'])
})

test('what follows a sequence does not begin beside a visit that was booked meanwhile', async () => {
  await addVersion(desk, 'monthly', {
    ...sequence,
    trigger: { event: 'journey.completed' },
    exits: ['appointment.booked'],
    steps: [message('month_1', { offset: { days: 30 } })],
  })
  // A booking ends nothing of this one: it runs to its end beside the visit.
  await addVersion(desk, 'recovery', {
    ...recovery,
    exits: [],
    follows: 'monthly',
    steps: [task('call', { offset: { hours: 3 } })],
  })
  const missed = await booked(desk, calcomBooking(MISSED).created())
  await staffSay(missed, 'noshow')
  await booked(desk, calcomBooking(AHEAD).created())
  await desk.pass({ hours: 4 })
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['done steps_taken'])
  expect(await enrollmentsOf(desk, 'monthly')).toEqual([])
})

test('a journey that no booking ends takes in whoever has a visit ahead', async () => {
  await addVersion(desk, 'survey', { ...recovery, lane: 'survey', exits: [] })
  const missed = await booked(desk, calcomBooking(MISSED).created())
  await booked(desk, calcomBooking(AHEAD).created())
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'survey')).toEqual(['live'])
})

test('the word on the day of the missed visit goes out beside another visit', async () => {
  await addVersion(desk, 'missed_note', { ...recovery, lane: 'missed', purpose: 'transactional' })
  const missed = await booked(desk, calcomBooking(MISSED).created())
  await booked(desk, calcomBooking(AHEAD).created())
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'missed_note')).toEqual(['live'])
})

test('who turns out to have a visit ahead is out of what a booking would have ended', async () => {
  await addVersion(desk, 'recovery', recovery)
  await addVersion(desk, 'survey', { ...recovery, lane: 'survey', exits: [] })
  const missed = await booked(
    desk,
    calcomBooking({ ...MISSED, attendee: { name: 'Ana Souza', email: '' } }).created(),
  )
  const attendee = { name: 'Ana Souza', email: 'ana@example.com' }
  const ahead = await booked(desk, calcomBooking({ attendee, startAt: AHEAD.startAt }).created())
  await staffSay(missed, 'noshow')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['live'])
  await cast.inClinic((tx) =>
    mergeContacts(tx, system, {
      ...{ fromContactId: ahead.contact.id, intoContactId: missed.contact.id },
      ...{ reason: 'staff', evidence: {} },
    }),
  )
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['stopped appointment.booked'])
  expect(await enrollmentsOf(desk, 'survey')).toEqual(['live'])
})

test('so is who gets a cancelled visit back', async () => {
  await addVersion(desk, 'recovery', recovery)
  const serviceId = await cast.service({ by: [await cast.practitioner()] })
  const missed = await cast.book({ serviceId, startAt: at('2026-11-23T16:00:00Z') }, 1)
  const ahead = await cast.book({ serviceId, startAt: at('2026-11-30T17:00:00Z') }, 1)
  await staffSay({ id: ahead }, 'cancelled')
  desk.clock.set(at('2026-11-23T17:00:00Z'))
  await staffSay({ id: missed }, 'noshow')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['live'])
  await staffSay({ id: ahead }, 'booked')
  expect(await enrollmentsOf(desk, 'recovery')).toEqual(['stopped appointment.booked'])
})

test('a monthly word ends when the missed visit gets another time', async () => {
  await desk.rows(`update journeys set is_active = true where key = 'drip'`)
  await addVersion(desk, 'drip', {})
  const booking = calcomBooking(MISSED)
  const missed = await booked(desk, booking.created())
  await staffSay(missed, 'noshow')
  await cast.inClinic((tx) =>
    enrollSegment(tx, system, {
      ...{ journey: 'drip', after: null },
      segment: { is: 'contacts', ids: [missed.contact.id] },
    }),
  )
  expect(await enrollmentsOf(desk, 'drip')).toEqual(['live'])
  await booked(desk, booking.movedTo({ startAt: '2026-12-08T17:00:00Z' }).rescheduled())
  expect(await enrollmentsOf(desk, 'drip')).toEqual(['stopped appointment.rescheduled'])
})

test('a no-show that is undone after the visit plans nothing that would have been before it', async () => {
  const visit = await booked(desk, calcomBooking(MISSED).created())
  const before = await touchpointsOf(desk, 'reminders')
  await desk.pass({ hours: 1 })
  await staffSay(visit, 'noshow')
  await staffSay(visit, 'fulfilled')
  expect(Object.keys(await touchpointsOf(desk, 'reminders'))).toEqual(Object.keys(before))
  const [{ enrollments }] = await desk.rows(
    `select count(*) as enrollments from enrollments e join journeys j on j.id = e.journey_id where j.key = 'reminders'`,
  )
  expect(Number(enrollments)).toBe(1)
})

test('a no-show that is undone before the visit has its reminders again', async () => {
  const booking = calcomBooking({ ...ana, startAt: '2026-12-03T17:00:00Z' })
  const visit = await booked(desk, booking.created())
  await booked(desk, booking.noShow())
  await booked(desk, booking.noShowUndone())
  const planned = await desk.rows(
    `select t.step_key from touchpoints t where t.appointment_id = $1 and t.status = 'planned' and t.step_key like '%before' order by t.due_at`,
    [visit.id],
  )
  expect(planned.map(({ step_key }) => step_key)).toEqual(
    expect.arrayContaining(['3_days_before', '1_day_before', '2_hours_before']),
  )
})
