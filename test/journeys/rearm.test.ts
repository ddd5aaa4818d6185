/** What a move does to journeys that run: what is planned around the visit moves with it, on the version it began with. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Offset, Step } from '../../src/desk/journeys/definition.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'
import { addVersion, task } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

const LATER = { startAt: '2026-12-08T17:00:00Z' }

const only = (offset: Offset): Step[] => [task('only', { offset })]

/** What runs for an appointment: its planned steps by journey and version, with the days on which they are due. */
async function runningOf(appointmentId: string): Promise<Record<string, string[]>> {
  const rows = await desk.rows(
    `select j.key || ' ' || e.version as journey, t.step_key || ' ' || to_char(t.due_at, 'MM-DD') as step
     from touchpoints t
     join enrollments e on e.id = t.enrollment_id
     join journeys j on j.id = e.journey_id
     where t.appointment_id = $1 and t.status = 'planned' and e.status = 'live'
     order by t.due_at`,
    [appointmentId],
  )
  const byJourney = Map.groupBy(rows, ({ journey }) => journey as string)
  return Object.fromEntries([...byJourney].map(([journey, own]) => [journey, own.map(({ step }) => step)]))
}

const BEFORE: Step[] = [{ do: 'notice', key: 'week_before', offset: { days: -7 }, template: 'reminder' }]

test('a running journey keeps the version it began with, a new booking has the new one', async () => {
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id } = await booked(desk, booking.created())
  await addVersion(desk, 'reminders', { steps: BEFORE })
  await booked(desk, booking.movedTo(LATER).rescheduled())
  expect(await runningOf(id)).toEqual({
    'reminders 1': ['3_days_before 12-05', '1_day_before 12-07', '2_hours_before 12-08'],
  })
  const next = await booked(desk, calcomBooking({ startAt: '2026-12-09T17:00:00Z' }).created())
  expect(await runningOf(next.id)).toEqual({ 'reminders 2': ['week_before 12-02'] })
})

test('a journey that was switched off runs on where it runs, and begins nowhere', async () => {
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id } = await booked(desk, booking.created())
  await desk.rows(`update journeys set is_active = false where key = 'reminders'`)
  await booked(desk, booking.movedTo(LATER).rescheduled())
  expect(Object.keys(await runningOf(id))).toEqual(['reminders 1'])
  const next = await booked(desk, calcomBooking({ startAt: '2026-12-09T17:00:00Z' }).created())
  expect(await runningOf(next.id)).toEqual({})
})

test('whatever event began it, a journey around the visit moves with it', async () => {
  await addVersion(desk, 'after_payment', {
    trigger: { event: 'appointment.paid' },
    anchor: 'appointment.end',
    steps: only({ days: 1 }),
  })
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id, contact } = await booked(desk, booking.created())
  await desk.rows(
    `insert into enrollments (clinic_id, id, journey_id, version, contact_id, appointment_id, lane, status, purpose, enrolled_at)
     select clinic_id, gen_random_uuid(), id, 1, $2, $1::uuid, 'after_payment:' || $1::uuid, 'live', 'care', now()
     from journeys where key = 'after_payment'`,
    [id, contact.id],
  )
  await booked(desk, booking.movedTo(LATER).rescheduled())
  expect((await runningOf(id))['after_payment 1']).toEqual(['only 12-09'])
})

test('a journey that only waits since the booking goes on as it was', async () => {
  await addVersion(desk, 'welcome', { anchor: 'enrolled', steps: only({ days: 1 }) })
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id } = await booked(desk, booking.created())
  expect((await runningOf(id))['welcome 1']).toEqual(['only 11-24'])
  await desk.pass({ hours: 2 })
  const moved = booking.movedTo(LATER)
  await booked(desk, moved.rescheduled())
  expect((await runningOf(id))['welcome 1']).toEqual(['only 11-24'])
  await desk.pass({ hours: 24 })
  // Taken, it does not begin again with the next move.
  await booked(desk, moved.movedTo({ startAt: '2026-12-10T17:00:00Z' }).rescheduled())
  expect(await desk.rows(`select status from touchpoints where step_key = 'only'`)).toEqual([
    { status: 'done' },
  ])
})
