/** The documented shape, aliases, templates without envelope (REQUIREMENTS D7). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking, documentedBooking, templated } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, booked, messagesOf, snapshot, taken } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

let count = 0

function documented(more: Body = {}): Body {
  const number = ++count
  return documentedBooking({
    id: `cal_booking_${50_000 + number}`,
    attendees: [
      { name: `Doc Umented ${number}`, email: `doc${number}@example.com`, timeZone: 'America/New_York' },
    ],
    ...more,
  })
}

describe('the documented shape', () => {
  test('is a booking like any other', async () => {
    const body = documented({
      responses: { phone: '+1-555-123-4567', age: '35', where_are_you_from: 'Chicago' },
    })
    expect(await booked(desk, body)).toMatchObject({
      status: 'booked',
      title: 'Botox consultation',
      start_at: '2026-12-01T16:00:00.000Z',
      time_zone: 'America/New_York',
      attendee_phone_e164: '+15551234567',
      place: 'Chicago',
      answers: [expect.objectContaining({ key: 'age', value: '35' })],
    })
  })

  test('again, or told anew, changes nothing', async () => {
    const body = documented()
    await booked(desk, body)
    const before = await snapshot(desk)
    await taken(desk, body)
    await taken(desk, JSON.stringify(body, null, 1))
    expect(await snapshot(desk)).toEqual(before)
  })

  // The order in which Cal.com itself would tell it; each ends in the state on the right.
  test.each([
    ['BOOKING_REQUESTED', 'pending'],
    ['BOOKING_REQUESTED BOOKING_CREATED', 'booked'],
    ['BOOKING_REQUESTED BOOKING_REJECTED', 'cancelled'],
    ['BOOKING_CREATED BOOKING_CANCELLED', 'cancelled'],
    ['BOOKING_CREATED BOOKING_NO_SHOW_UPDATED', 'noshow'],
    ['BOOKING_CREATED BOOKING_PAID', 'booked'],
    ['BOOKING_CREATED MEETING_STARTED MEETING_ENDED', 'booked'],
    ['BOOKING_CREATED PING', 'booked'],
    ['booking.requested', 'pending'],
    ['booking.requested booking.created', 'booked'],
    ['booking.requested booking.rejected', 'cancelled'],
    ['booking.created booking.cancelled', 'cancelled'],
    ['booking.created booking.noShow', 'noshow'],
    ['booking.created booking.paid', 'booked'],
    ['booking.created meeting.started meeting.ended', 'booked'],
    ['booking.created ping', 'booked'],
  ])('%s ends %s', async (types, status) => {
    const { data } = documented()
    for (const type of types.split(' ')) {
      const delivery = await taken(desk, { type, data })
      expect(['done', 'kept'], `${type}: ${delivery.reason}`).toContain(delivery.status)
    }
    expect((await appointmentOf(desk, data.id)).status).toBe(status)
  })

  test.each(['BOOKING_RESCHEDULED', 'booking.rescheduled'])(
    '%s under the same id moves the appointment',
    async (type) => {
      const { data } = documented()
      const first = await booked(desk, { type: 'BOOKING_CREATED', data })
      await taken(desk, {
        type,
        data: { ...data, startTime: '2026-12-02T16:00:00Z', endTime: '2026-12-02T16:45:00Z' },
      })
      const second = await appointmentOf(desk, data.id)
      expect(second).toMatchObject({ id: first.id, start_at: '2026-12-02T16:00:00.000Z' })
      expect(second.sequence).toBeGreaterThan(first.sequence)
    },
  )

  test.each(['BOOKING_RESCHEDULED', 'booking.rescheduled'])(
    '%s with a rescheduleUid moves the former one',
    async (type) => {
      const { data } = documented()
      const first = await booked(desk, { type: 'BOOKING_CREATED', data })
      const next = {
        ...data,
        id: `${data.id}_next`,
        rescheduleUid: data.id,
        startTime: '2026-12-02T16:00:00Z',
        endTime: '2026-12-02T16:45:00Z',
      }
      await taken(desk, { type, data: next })
      expect(await appointmentOf(desk, next.id)).toMatchObject({
        id: first.id,
        start_at: '2026-12-02T16:00:00.000Z',
      })
    },
  )

  test('a request that is confirmed for another time has a higher sequence', async () => {
    const { data } = documented()
    const asked = await booked(desk, { type: 'BOOKING_REQUESTED', data })
    const elsewhen = { startTime: '2026-12-02T16:00:00Z', endTime: '2026-12-02T16:45:00Z' }
    const confirmed = await booked(desk, { type: 'BOOKING_CREATED', data: { ...data, ...elsewhen } })
    expect(confirmed).toMatchObject({
      id: asked.id,
      status: 'booked',
      start_at: '2026-12-02T16:00:00.000Z',
      sequence: asked.sequence + 1,
    })
    const messages = await messagesOf(desk, { contact_id: asked.contact.id })
    expect(messages.map(({ kind }) => kind)).toEqual(['confirmation', 'request_received'])
    expect(messages[0]?.body).toContain('December 2')
  })

  test('a confirmation from before the request was moved confirms it and leaves its time', async () => {
    const { data } = documented()
    const told = (createdAt: string, triggerEvent: string, startTime: string) => ({
      triggerEvent,
      createdAt,
      payload: {
        ...data,
        uid: data.id,
        startTime,
        endTime: Temporal.Instant.from(startTime).add({ minutes: 45 }).toString(),
      },
    })
    const moved = told('2026-11-23T12:00:00Z', 'BOOKING_REQUESTED', '2026-12-03T16:00:00Z')
    const confirmed = told('2026-11-23T11:00:00Z', 'BOOKING_CREATED', '2026-12-01T16:00:00Z')
    const { id, sequence } = await booked(desk, moved)
    await taken(desk, confirmed)
    expect(await appointmentOf(desk, data.id)).toMatchObject({
      id,
      status: 'booked',
      start_at: '2026-12-03T16:00:00.000Z',
      sequence,
    })
  })

  test('a paid booking keeps that it was paid', async () => {
    const { data } = documented()
    await booked(desk, { type: 'booking.created', data })
    await taken(desk, { type: 'booking.paid', data })
    expect((await appointmentOf(desk, data.id)).paid_at).toBeTruthy()
  })

  test('a no-show that is undone is booked again', async () => {
    const { data } = documented()
    await booked(desk, { type: 'BOOKING_CREATED', data })
    const attendees = data.attendees.map((one: Body) => ({ ...one, noShow: true }))
    await taken(desk, { type: 'BOOKING_NO_SHOW_UPDATED', data: { ...data, attendees } })
    expect((await appointmentOf(desk, data.id)).status).toBe('noshow')
    const shown = data.attendees.map((one: Body) => ({ ...one, noShow: false }))
    await taken(desk, { type: 'BOOKING_NO_SHOW_UPDATED', data: { ...data, attendees: shown } })
    expect((await appointmentOf(desk, data.id)).status).toBe('booked')
  })

  test('without a zone, without responses, without a title: the booking stands in the clinic’s zone', async () => {
    const body = documented({
      attendees: [{ name: 'Spare Sam', email: 'sam@example.com' }],
      responses: undefined,
      title: undefined,
    })
    expect(await booked(desk, body)).toMatchObject({ status: 'booked', time_zone: 'America/Chicago' })
  })
})

describe('aliases in the real envelope', () => {
  test.each([
    ['created', 'booking.created', 'booked'],
    ['requested', 'booking.requested', 'pending'],
    ['cancelled', 'booking.cancelled', 'cancelled'],
    ['rejected', 'booking.rejected', 'cancelled'],
    ['noShow', 'booking.noShow', 'noshow'],
  ] as const)('%s as %s', async (happening, alias, status) => {
    const booking = calcomBooking()
    if (happening !== 'created' && happening !== 'requested') await booked(desk, booking.created())
    await taken(desk, { ...booking[happening](), triggerEvent: alias })
    expect((await appointmentOf(desk, booking.uid)).status).toBe(status)
  })

  test('rescheduled as booking.rescheduled', async () => {
    const booking = calcomBooking()
    await booked(desk, { ...booking.created(), triggerEvent: 'booking.created' })
    const moved = booking.movedTo({ startAt: '2026-12-05T16:00:00Z' })
    await taken(desk, { ...moved.rescheduled(), triggerEvent: 'booking.rescheduled' })
    expect(await appointmentOf(desk, booking.uid)).toMatchObject({ start_at: '2026-12-05T16:00:00.000Z' })
  })
})

describe('a template without envelope', () => {
  test('is read like the payload that it was made of', async () => {
    const booking = calcomBooking({ phone: '+13125550901', answers: { age: '35' } })
    expect(await booked(desk, templated(booking.created()))).toMatchObject({
      status: 'booked',
      attendee_phone_e164: '+13125550901',
      answers: [expect.objectContaining({ key: 'age', value: '35' })],
    })
    const moved = booking.movedTo({ startAt: '2026-12-05T16:00:00Z' })
    await taken(desk, templated(moved.rescheduled()))
    await taken(desk, templated(moved.noShow()))
    expect(await appointmentOf(desk, booking.uid)).toMatchObject({
      status: 'noshow',
      start_at: '2026-12-05T16:00:00.000Z',
    })
    await taken(desk, templated(moved.noShowUndone()))
    await taken(desk, templated(moved.cancelled()))
    expect((await appointmentOf(desk, booking.uid)).status).toBe('cancelled')
  })

  // webhooks.md: "or x-www-form-urlencoded when a non-JSON template is set"; one with `{{bookingId}}` unquoted is none.
  test('is read as JSON although Cal.com calls it a form', async () => {
    const booking = calcomBooking()
    const delivery = await taken(desk, templated(booking.created()), 'application/x-www-form-urlencoded')
    expect(delivery).toMatchObject({ status: 'done' })
    expect((await appointmentOf(desk, booking.uid)).status).toBe('booked')
  })

  test('that leaves the trigger out is understood by the status that it tells', async () => {
    const booking = calcomBooking()
    await taken(desk, booking.requested().payload)
    expect((await appointmentOf(desk, booking.uid)).status).toBe('pending')
    await taken(desk, booking.created().payload)
    expect((await appointmentOf(desk, booking.uid)).status).toBe('booked')
    const moved = booking.movedTo({ startAt: '2026-12-05T16:00:00Z' })
    await taken(desk, moved.rescheduled().payload)
    expect(await appointmentOf(desk, booking.uid)).toMatchObject({ start_at: '2026-12-05T16:00:00.000Z' })
    await taken(desk, moved.cancelled().payload)
    expect((await appointmentOf(desk, booking.uid)).status).toBe('cancelled')
  })

  test('that holds the least a booking needs is enough', async () => {
    const body = {
      triggerEvent: 'BOOKING_CREATED',
      uid: 'leastTemplateUid00001',
      startTime: '2026-12-01T16:00:00Z',
      endTime: '2026-12-01T16:30:00Z',
      attendees: [{ name: 'Lea Least', email: 'lea@example.com' }],
    }
    expect(await booked(desk, body)).toMatchObject({
      status: 'booked',
      attendee_name: 'Lea Least',
      duration_minutes: 30,
    })
  })
})
