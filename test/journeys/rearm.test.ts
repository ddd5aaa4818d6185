/** What a move does to journeys that run: what is planned around the visit moves with it, on the version it began with. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

const LATER = { startAt: '2026-12-08T17:00:00Z' }

/** As superuser: no screen writes journeys yet. */
async function addVersion(key: string, version: number, steps: Body[]): Promise<void> {
  await desk.rows(
    `insert into journey_versions (clinic_id, journey_id, version, steps, created_at)
     select clinic_id, id, $2, $3, now() from journeys where key = $1 and clinic_id = $4`,
    [key, version, JSON.stringify(steps), desk.clinic.clinicId],
  )
  await desk.rows('update journeys set current_version = $2 where key = $1', [key, version])
}

async function addJourney(key: string, journey: { trigger: string; anchor: string; isActive?: boolean }) {
  await desk.rows(
    `insert into journeys (clinic_id, id, key, name, purpose, trigger_type, anchor, lane, is_active, created_at)
     values ($1, gen_random_uuid(), $2, $2, 'care', $3, $4, 'appointment', $5, now())`,
    [desk.clinic.clinicId, key, journey.trigger, journey.anchor, journey.isActive ?? true],
  )
  await addVersion(key, 1, [{ key: 'only', offset: { days: 1 }, template: 'reminder' }])
}

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

const BEFORE = [{ key: 'week_before', offset: { days: -7 }, template: 'reminder' }]

test('a running journey keeps the version it began with, a new booking has the new one', async () => {
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id } = await booked(desk, booking.created())
  await addVersion('reminders', 2, BEFORE)
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
  await addJourney('after_payment', { trigger: 'appointment.paid', anchor: 'appointment.end' })
  const booking = calcomBooking({ startAt: '2026-12-03T17:00:00Z' })
  const { id, contact } = await booked(desk, booking.created())
  await desk.rows(
    `insert into enrollments (clinic_id, id, journey_id, version, contact_id, appointment_id, lane, status, enrolled_at)
     select clinic_id, gen_random_uuid(), id, 1, $2, $1::uuid, 'after_payment:' || $1::uuid, 'live', now()
     from journeys where key = 'after_payment'`,
    [id, contact.id],
  )
  await booked(desk, booking.movedTo(LATER).rescheduled())
  expect((await runningOf(id))['after_payment 1']).toEqual(['only 12-09'])
})

test('a journey that only waits since the booking goes on as it was', async () => {
  await addJourney('welcome', { trigger: 'appointment.booked', anchor: 'enrolled' })
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
    { status: 'sent' },
  ])
})
