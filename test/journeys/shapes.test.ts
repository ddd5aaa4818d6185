/** Every trigger of Cal.com in every shape in which it comes (REQUIREMENTS D7, B1). */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking, formSubmitted, ping } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import {
  appointmentOf,
  appointmentsOf,
  booked,
  contactsOf,
  messagesOf,
  snapshot,
  taken,
  timelineOf,
} from './reading.ts'

const RECORDINGS = new URL('../fixtures/calcom/', import.meta.url)

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

describe('what Cal.com really sent', () => {
  test.each(readdirSync(RECORDINGS))('%s is taken without an error', async (file) => {
    const recorded = JSON.parse(readFileSync(new URL(file, RECORDINGS), 'utf8'))
    const delivery = await taken(desk, recorded.body)
    expect(['done', 'kept', 'waiting']).toContain(delivery.status)
    expect(delivery.trigger).toBe(recorded._event)
  })

  test('the signature over the recorded bytes opens a connection that has the recorded secret', async () => {
    const { rawBody, secretUsed, headers } = JSON.parse(
      readFileSync(new URL('BOOKING_CREATED.json', RECORDINGS), 'utf8'),
    )
    // Cal.com lets people choose short secrets; ours asks for 16 letters when it is made, so this one is set past it.
    const made = await desk.api('POST', '/api/connections', {
      body: { vendor: 'calcom', name: 'Recorded', secret: `${secretUsed}-of-16` },
    })
    expect(made.status).toBe(201)
    const path = `/webhooks/calcom/${made.body.connection.id}`
    const wrong = await desk.deliver(rawBody, { path, signature: headers['x-cal-signature-256'] })
    expect(wrong.status).toBe(401)
    const right = await desk.deliver(rawBody, { path, secret: `${secretUsed}-of-16` })
    expect(right.status).toBe(200)
  })
})

describe('the life of a booking', () => {
  test('requested is pending, and the confirmation by the clinic makes it booked', async () => {
    const booking = calcomBooking()
    const pending = await booked(desk, booking.requested())
    expect(pending.status).toBe('pending')
    expect(await kindsSentTo(pending)).toEqual(['request_received'])
    const confirmed = await booked(desk, booking.created())
    expect(confirmed).toMatchObject({ id: pending.id, status: 'booked', sequence: 0 })
    expect(await kindsSentTo(pending)).toEqual(['confirmation', 'request_received'])
  })

  test('rejected ends a request, and the patient is told so', async () => {
    const booking = calcomBooking()
    const { id } = await booked(desk, booking.requested())
    await taken(desk, booking.rejected())
    const rejected = await appointmentOf(desk, booking.uid)
    expect(rejected).toMatchObject({ id, status: 'cancelled' })
    expect(await kindsSentTo(rejected)).toEqual(['rejection', 'request_received'])
  })

  test('cancelled keeps the reason and frees nothing twice', async () => {
    const booking = calcomBooking()
    await booked(desk, booking.created())
    await taken(desk, booking.cancelled({ cancellationReason: 'My train is late' }))
    const cancelled = await appointmentOf(desk, booking.uid)
    expect(cancelled).toMatchObject({ status: 'cancelled', cancellation_reason: 'My train is late' })
    expect(await timelineOf(desk, cancelled.contact.id, 'appointment.cancelled')).toHaveLength(1)
  })

  test('rescheduled has a new uid there and is the same appointment with a higher sequence here', async () => {
    const booking = calcomBooking()
    const first = await booked(desk, booking.created())
    const moved = booking.movedTo({ startAt: '2026-12-03T18:00:00Z' })
    const second = await booked(desk, moved.rescheduled())
    expect(second).toMatchObject({
      id: first.id,
      uid: first.uid,
      status: 'booked',
      start_at: '2026-12-03T18:00:00.000Z',
      end_at: '2026-12-03T18:45:00.000Z',
    })
    expect(second.sequence).toBeGreaterThan(first.sequence)
    for (const reference of [booking.uid, moved.uid, String(booking.bookingId), String(moved.bookingId)])
      expect((await appointmentOf(desk, reference)).id).toBe(first.id)
    const uids = second.external_references.filter((one: Body) => one.kind === 'uid')
    expect(Object.fromEntries(uids.map((one: Body) => [one.value, one.is_superseded]))).toEqual({
      [booking.uid]: true,
      [moved.uid]: false,
    })
    expect(await kindsSentTo(first)).toEqual(['rescheduled', 'confirmation'])
  })

  test('a request that the patient moves stays pending', async () => {
    const booking = calcomBooking()
    const first = await booked(desk, booking.requested())
    // With confirmation required, the move is told as a new request that names the former booking.
    const moved = booking.movedTo({ startAt: '2026-12-04T18:00:00Z' })
    await taken(desk, moved.rescheduled({ status: 'PENDING' }))
    expect(await appointmentOf(desk, moved.uid)).toMatchObject({
      id: first.id,
      status: 'pending',
      start_at: '2026-12-04T18:00:00.000Z',
    })
  })

  test('a booking that the clinic sends back for another time is booked again once the patient chose', async () => {
    const booking = calcomBooking()
    const { id } = await booked(desk, booking.created())
    await taken(desk, booking.cancelled({ requestReschedule: true }))
    expect((await appointmentOf(desk, booking.uid)).status).toBe('cancelled')
    const moved = booking.movedTo({ startAt: '2026-12-04T16:00:00Z' })
    await taken(desk, moved.rescheduled())
    const live = (await appointmentsOf(desk, { search: booking.attendee.email })).filter(
      ({ status }) => status === 'booked',
    )
    expect(live).toEqual([expect.objectContaining({ id, start_at: '2026-12-04T16:00:00.000Z' })])
  })

  test('no-show marks, and its undo brings back what was before', async () => {
    const booking = calcomBooking()
    const { contact } = await booked(desk, booking.created())
    await taken(desk, booking.noShow())
    expect((await appointmentOf(desk, booking.uid)).status).toBe('noshow')
    await taken(desk, booking.noShowUndone())
    expect((await appointmentOf(desk, booking.uid)).status).toBe('booked')
    expect(await timelineOf(desk, contact.id, 'appointment.no_show')).toHaveLength(1)
    expect(await timelineOf(desk, contact.id, 'appointment.no_show_undone')).toHaveLength(1)
  })

  test('a guest who does not show up is not the patient', async () => {
    const guests = [{ name: 'Gus Guest', email: 'gus@example.com' }]
    const booking = calcomBooking({ guests })
    await booked(desk, booking.created())
    await taken(desk, booking.noShow('gus@example.com'))
    expect((await appointmentOf(desk, booking.uid)).status).toBe('booked')
  })

  test('nobody joined the video call is kept, and is no verdict about the patient', async () => {
    const booking = calcomBooking()
    await booked(desk, booking.created())
    for (const whose of ['HOSTS', 'GUESTS'] as const)
      expect((await taken(desk, booking.videoNoShow(whose))).status).not.toBe('failed')
    expect((await appointmentOf(desk, booking.uid)).status).toBe('booked')
  })

  test('paid is kept on the timeline once, however often it is told', async () => {
    const booking = calcomBooking({ price: 15_000 })
    await taken(desk, booking.paymentInitiated())
    const { contact } = await booked(desk, booking.created())
    const paid = booking.paid()
    await taken(desk, paid)
    await taken(desk, paid)
    await taken(desk, booking.paid())
    const appointment = await appointmentOf(desk, booking.uid)
    expect(appointment.status).toBe('booked')
    expect(appointment.paid_at).toBeTruthy()
    const told = await timelineOf(desk, contact.id, 'appointment.paid')
    expect(told.map(({ payload }) => payload)).toEqual([
      expect.objectContaining({ amountMinor: 15_000, currency: 'USD' }),
    ])
  })

  test('paid before created waits, and is known once the booking is', async () => {
    const booking = calcomBooking({ price: 15_000 })
    const created = booking.created()
    await taken(desk, booking.paid())
    await taken(desk, created)
    const appointment = await appointmentOf(desk, booking.uid)
    expect(appointment.status).toBe('booked')
    expect(appointment.paid_at).toBeTruthy()
  })

  test('meeting started and ended come flat, are kept with their appointment, and change nothing of it', async () => {
    const booking = calcomBooking()
    const before = await booked(desk, booking.created())
    for (const body of [booking.meetingStarted(), booking.meetingEnded()]) {
      const delivery = await taken(desk, body)
      expect(delivery).toMatchObject({ trigger: body.triggerEvent, appointment_id: before.id })
      expect(['done', 'kept']).toContain(delivery.status)
    }
    const after = await appointmentOf(desk, booking.uid)
    expect(after).toMatchObject({ status: 'booked', start_at: before.start_at })
    expect(JSON.stringify(await timelineOf(desk, before.contact.id))).toContain('MEETING_ENDED')
  })

  test('a meeting frozen before the reschedule does not move the appointment back', async () => {
    const booking = calcomBooking()
    await booked(desk, booking.created())
    const ended = booking.meetingEnded()
    await taken(desk, booking.movedTo({ startAt: '2026-12-04T18:00:00Z' }).rescheduled())
    await taken(desk, ended)
    expect(await appointmentOf(desk, booking.uid)).toMatchObject({ start_at: '2026-12-04T18:00:00.000Z' })
  })
})

describe('what is no booking', () => {
  test('a ping is noted at the connection and makes no John Doe', async () => {
    const before = await snapshot(desk)
    expect((await taken(desk, ping())).status).not.toBe('failed')
    expect(await snapshot(desk)).toEqual(before)
    const { body } = await desk.api('GET', '/api/connections')
    const own = body.connections.find((one: Body) => one.id === desk.clinic.calcom.id)
    expect(own.last_ping_at).toBe('2026-11-23T15:00:00.000Z')
    expect(await contactsOf(desk, 'jdoe@example.com')).toEqual([])
  })

  test('a submitted form is kept and shown', async () => {
    expect(await taken(desk, formSubmitted('Fay Form'))).toMatchObject({
      status: 'kept',
      trigger: 'FORM_SUBMITTED',
    })
    expect(await contactsOf(desk, 'Fay Form')).toEqual([])
  })

  test.each([
    'RECORDING_READY',
    'RECORDING_TRANSCRIPTION_GENERATED',
    'OOO_CREATED',
    'INSTANT_MEETING',
    'DELEGATION_CREDENTIAL_ERROR',
    'WRONG_ASSIGNMENT_REPORT',
    'FORM_SUBMITTED_NO_EVENT',
    'SOMETHING_OF_NEXT_YEAR',
  ])('%s is kept and shown with a reason, never an error', async (trigger) => {
    const before = await snapshot(desk)
    const delivery = await taken(desk, {
      triggerEvent: trigger,
      createdAt: '2026-11-23T15:00:00.000Z',
      payload: { oooEntry: {} },
    })
    expect(delivery).toMatchObject({ status: 'kept', trigger })
    expect(delivery.reason).toBeTruthy()
    expect(await snapshot(desk)).toEqual(before)
    // The same about a booking that we know, and about one that we do not.
    const booking = calcomBooking()
    const { status, start_at } = await booked(desk, booking.created())
    expect((await taken(desk, booking.other(trigger))).status).not.toBe('failed')
    expect(await appointmentOf(desk, booking.uid)).toMatchObject({ status, start_at })
    const unknown = calcomBooking()
    expect((await taken(desk, unknown.other(trigger))).status).not.toBe('failed')
    expect(await appointmentsOf(desk, { search: unknown.uid })).toEqual([])
  })
})

async function kindsSentTo(appointment: Body): Promise<string[]> {
  const messages = await messagesOf(desk, { contact_id: appointment.contact.id })
  return messages.filter((message) => message.appointment_id === appointment.id).map(({ kind }) => kind)
}
