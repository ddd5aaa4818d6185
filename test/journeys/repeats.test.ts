/** Bodies that name no moment, told again in the same bytes (docs/decisions/0010): a repeat, or news. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking, documentedBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, deliveriesOf, messagesOf, snapshot, taken, timelineOf } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

let count = 0

const TIMES: Record<string, string> = {
  c: '2026-12-01T16:00:00Z',
  '1': '2026-12-02T16:00:00Z',
  '2': '2026-12-03T16:00:00Z',
}

/** The documented bodies of one booking, a letter each: created, moved to `1` or `2`, cancelled, missed, not missed. */
function documented() {
  const { data } = documentedBooking({
    id: `cal_repeat_${++count}`,
    attendees: [
      { name: `Rita Repeat ${count}`, email: `rita${count}@example.com`, timeZone: 'America/Chicago' },
    ],
  })
  const at = (letter: string) => {
    const startTime = TIMES[letter] ?? TIMES.c ?? ''
    return { ...data, startTime, endTime: Temporal.Instant.from(startTime).add({ minutes: 45 }).toString() }
  }
  const attendees = (noShow: boolean) => data.attendees.map((one: Body) => ({ ...one, noShow }))
  const bodies: Record<string, Body> = {
    c: { type: 'BOOKING_CREATED', data: at('c') },
    '1': { type: 'BOOKING_RESCHEDULED', data: at('1') },
    '2': { type: 'BOOKING_RESCHEDULED', data: at('2') },
    x: { type: 'BOOKING_CANCELLED', data: at('c') },
    n: { type: 'BOOKING_NO_SHOW_UPDATED', data: { ...data, attendees: attendees(true) } },
    u: { type: 'BOOKING_NO_SHOW_UPDATED', data: { ...data, attendees: attendees(false) } },
  }
  return { id: data.id as string, body: (letter: string) => bodies[letter] as Body }
}

/** Delivered one after the other, a second between; `settled` lets each be processed before the next comes. */
async function play(happenings: string, settled: boolean): Promise<string> {
  const { id, body } = documented()
  for (const letter of happenings) {
    desk.clock.advance({ seconds: 1 })
    expect((await desk.deliver(body(letter))).status).toBe(200)
    if (settled) await desk.settle()
  }
  await desk.settle()
  return id
}

const ENDS = [
  ['c121', 'booked', '1'],
  ['c1212', 'booked', '2'],
  ['c12c', 'booked', '2'],
  ['c11', 'booked', '1'],
  ['c12cc2', 'booked', '2'],
  ['cnun', 'noshow', 'c'],
  ['cnunu', 'booked', 'c'],
  ['cx1', 'booked', '1'],
] as const

describe('told again, the last telling counts', () => {
  test.each(ENDS)('%s, each processed before the next, ends %s at %s', async (happenings, status, time) => {
    const id = await play(happenings, true)
    expect(await appointmentOf(desk, id)).toMatchObject({ status, start_at: instantOf(time) })
  })

  test.each([
    // A move that was told before the end, and comes again, brings nothing back.
    ['c1x1', 'cancelled'],
    ['c12x1', 'cancelled'],
    ['c1xx', 'cancelled'],
    ['cx1x', 'cancelled'],
  ])('%s, each processed before the next, ends %s', async (happenings, status) => {
    const id = await play(happenings, true)
    expect(await appointmentOf(desk, id)).toMatchObject({ status })
  })

  test.each(ENDS)('%s, all within a moment, ends %s at %s', async (happenings, status, time) => {
    const id = await play(happenings, false)
    expect(await appointmentOf(desk, id)).toMatchObject({ status, start_at: instantOf(time) })
  })

  test('each move is told to the patient once, and the repeat is counted', async () => {
    const id = await play('c121', true)
    const { contact, sequence } = await appointmentOf(desk, id)
    expect(sequence).toBe(3)
    const messages = await messagesOf(desk, { contact_id: contact.id })
    expect(messages.filter(({ kind }) => kind === 'rescheduled')).toHaveLength(3)
    expect(await deliveriesOf(desk)).toContainEqual(
      expect.objectContaining({ trigger: 'BOOKING_RESCHEDULED', repeats: 1, status: 'done' }),
    )
  })
})

test('the same move again, with nothing between, changes nothing and tells nobody', async () => {
  const { body } = documented()
  await taken(desk, body('c'))
  await taken(desk, body('1'))
  const before = withoutTold(await snapshot(desk))
  desk.clock.advance({ seconds: 30 })
  const repeat = await taken(desk, body('1'))
  expect(repeat).toMatchObject({ status: 'done', repeats: 1 })
  expect(withoutTold(await snapshot(desk))).toEqual(before)
})

test('playing an old move again is no news: it happened when it was told', async () => {
  const { id, body } = documented()
  const deliveries: Body[] = []
  for (const letter of 'c12') {
    desk.clock.advance({ seconds: 1 })
    deliveries.push(await taken(desk, body(letter)))
  }
  await desk.api('POST', `/api/deliveries/${deliveries[1]?.id}/replay`)
  await desk.settle()
  expect(await appointmentOf(desk, id)).toMatchObject({ start_at: instantOf('2') })
})

test('a real body names its moment: told again, it is not even looked at', async () => {
  const booking = calcomBooking()
  await taken(desk, booking.created())
  const moved = booking.movedTo({ startAt: '2026-12-04T16:00:00Z' }).rescheduled()
  const first = await taken(desk, moved)
  desk.clock.advance({ seconds: 30 })
  const again = await taken(desk, moved)
  expect(again).toMatchObject({ id: first.id, repeats: 1, reason: null, processed_at: first.processed_at })
})

describe('played again', () => {
  test.each(['meeting', 'payment'])('a notice of a %s stands on the timeline once', async (what) => {
    const booking = calcomBooking({ price: 15_000 })
    const { appointment_id: id } = await taken(desk, booking.created())
    const { body } = await desk.api('GET', `/api/appointments/${id}`)
    const notice = await taken(
      desk,
      what === 'meeting' ? booking.meetingStarted() : booking.paymentInitiated(),
    )
    for (let turn = 0; turn < 2; turn++) {
      await desk.api('POST', `/api/deliveries/${notice.id}/replay`)
      await desk.settle()
    }
    const { contact } = body.appointment
    expect(await timelineOf(desk, contact.id, 'appointment.noticed')).toHaveLength(1)
    // Another delivery of the same is another notice.
    await taken(desk, what === 'meeting' ? booking.meetingEnded() : booking.paymentInitiated())
    expect(await timelineOf(desk, contact.id, 'appointment.noticed')).toHaveLength(2)
  })

  test('a notice that came before its booking is noted when it is played after it, once', async () => {
    const booking = calcomBooking()
    const created = booking.created()
    const notice = await taken(desk, booking.meetingStarted())
    expect(notice).toMatchObject({ status: 'kept', appointment_id: null })
    await taken(desk, created)
    for (let turn = 0; turn < 2; turn++) {
      await desk.api('POST', `/api/deliveries/${notice.id}/replay`)
      await desk.settle()
    }
    const { contact } = await appointmentOf(desk, booking.uid)
    expect(await timelineOf(desk, contact.id, 'appointment.noticed')).toHaveLength(1)
  })
})

/** Without when the vendor's word was last heard: that is what a repeat tells. */
function withoutTold(kept: Body): Body {
  const appointments = kept.appointments.map((row: Body) => ({ ...row, vendor_changed_at: null }))
  return { ...kept, appointments }
}

function instantOf(letter: string): string {
  return Temporal.Instant.from(TIMES[letter] ?? '').toString({ fractionalSecondDigits: 3 })
}
