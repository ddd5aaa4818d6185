/** A booking is one transaction: contact, profile and appointment, or nothing but the delivery (REQUIREMENTS D1). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, messagesOf, snapshot, stepsOf, taken } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
  await desk.rows(`
    create function break_down() returns trigger language plpgsql as $$
    begin
      raise exception 'the disk is full' using errcode = 'disk_full';
    end $$`)
})
afterEach(mend)
afterAll(() => desk?.close())

let broken: string[] = []

async function breakDown(table: string, when = 'insert') {
  await desk.rows(
    `create trigger break_down before ${when} on ${table} for each row execute function break_down()`,
  )
  broken.push(table)
}

async function mend() {
  for (const table of broken) await desk.rows(`drop trigger break_down on ${table}`)
  broken = []
}

/** A transient failure may be tried again by itself for a while. */
async function untilFailed(id: string): Promise<Body> {
  for (let hours = 0; hours < 48; hours++) {
    const { body } = await desk.api('GET', `/api/deliveries/${id}`)
    if (body.delivery.status === 'failed') return body.delivery
    await desk.pass({ hours: 1 })
  }
  throw new Error('the delivery was never marked failed')
}

async function deliverAndFail(body: Body): Promise<Body> {
  const response = await desk.deliver(body)
  expect(response.status).toBe(200)
  const { delivery_id: id } = (await response.json()) as Body
  await desk.settle()
  return untilFailed(id)
}

let people = 0

describe.each([
  'contacts',
  'contact_identifiers',
  'patient_profiles',
  'appointments',
  'appointment_references',
  'attribution_touches',
  'events',
  'enrollments',
  'touchpoints',
])('when %s cannot be written', (table) => {
  test('nothing is kept but the delivery, marked failed; sent again after the fix it is processed', async () => {
    const phone = `+1312555${1000 + ++people}`
    const booking = calcomBooking({ phone, startAt: '2027-03-01T16:00:00Z' })
    const body = booking.created()
    const before = await snapshot(desk)
    await breakDown(table)
    const failed = await deliverAndFail(body)
    expect(failed.reason).toBeTruthy()
    expect(failed.reason, 'the inner cause is for the log').not.toContain('disk')
    expect(await snapshot(desk)).toEqual(before)

    await mend()
    expect((await desk.deliver(body)).status).toBe(200)
    await desk.settle()
    const appointment = await appointmentOf(desk, booking.uid)
    expect(appointment).toMatchObject({ status: 'booked', contact: { phone_e164: phone } })
    const { body: after } = await desk.api('GET', `/api/deliveries/${failed.id}`)
    expect(after.delivery).toMatchObject({ status: 'done', reason: null, appointment_id: appointment.id })
    const confirmations = await desk.rows(`select 1 from messages where appointment_id = $1`, [
      appointment.id,
    ])
    expect(confirmations).toHaveLength(1)
    expect(Object.values(await stepsOf(desk, appointment)).map(({ status }) => status)).toEqual([
      'planned',
      'planned',
      'planned',
    ])
  })
})

test('a failed delivery can be replayed by staff after the fix', async () => {
  const booking = calcomBooking({ startAt: '2027-03-02T16:00:00Z' })
  await breakDown('patient_profiles')
  const failed = await deliverAndFail(booking.created())
  await mend()
  expect((await desk.api('POST', `/api/deliveries/${failed.id}/replay`)).status).toBeLessThan(300)
  await desk.settle()
  expect(await appointmentOf(desk, booking.uid)).toMatchObject({ status: 'booked' })
})

test('a failure that passes by itself needs nobody: the delivery is processed within minutes', async () => {
  const booking = calcomBooking({ startAt: '2027-03-03T16:00:00Z' })
  await breakDown('appointments')
  await desk.deliver(booking.created())
  await desk.settle()
  await mend()
  await desk.pass({ minutes: 10 })
  expect(await appointmentOf(desk, booking.uid)).toMatchObject({ status: 'booked' })
})

test('one failing delivery does not hold up the others', async () => {
  const nonsense = await taken(desk, { triggerEvent: 'BOOKING_CREATED', payload: {} })
  expect(nonsense.status).toBe('failed')
  const booking = calcomBooking({ startAt: '2027-03-04T16:00:00Z' })
  expect(await taken(desk, booking.created())).toMatchObject({ status: 'done' })
})

test('a reschedule that fails half way leaves time and reminders as they were', async () => {
  const booking = calcomBooking({ startAt: '2027-03-05T16:00:00Z' })
  await taken(desk, booking.created())
  const before = await appointmentOf(desk, booking.uid)
  const steps = await stepsOf(desk, before)
  await breakDown('touchpoints', 'insert or update')
  const moved = booking.movedTo({ startAt: '2027-03-08T16:00:00Z' })
  await deliverAndFail(moved.rescheduled())
  expect(await appointmentOf(desk, booking.uid)).toEqual(before)
  expect(await stepsOf(desk, before)).toEqual(steps)
  expect((await messagesOf(desk, { contact_id: before.contact.id })).map(({ kind }) => kind)).toEqual([
    'confirmation',
  ])
  await mend()
  await desk.deliver(moved.rescheduled())
  await desk.settle()
  expect(await appointmentOf(desk, booking.uid)).toMatchObject({
    id: before.id,
    start_at: '2027-03-08T16:00:00.000Z',
  })
})

test('a cancellation that fails half way leaves the appointment booked and its reminders planned', async () => {
  const booking = calcomBooking({ startAt: '2027-03-09T16:00:00Z' })
  await taken(desk, booking.created())
  const before = await appointmentOf(desk, booking.uid)
  const steps = await stepsOf(desk, before)
  await breakDown('touchpoints', 'insert or update')
  await deliverAndFail(booking.cancelled())
  expect(await appointmentOf(desk, booking.uid)).toEqual(before)
  expect(await stepsOf(desk, before)).toEqual(steps)
})
