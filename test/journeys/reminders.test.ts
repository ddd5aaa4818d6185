/** When reminders are due: three days, one day, two hours before, as the wall clock says (REQUIREMENTS A7, F2). */
import { afterEach, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, messagesOf, stepsOf, taken, timelineOf } from './reading.ts'

let desk: TestDesk
afterEach(() => desk?.close())

/** A booking in this zone, `startAt` being its wall time; SMS reaches the patient. */
function visit(zone: string, startAt: string, more: Parameters<typeof calcomBooking>[0] = {}) {
  const start = Temporal.PlainDateTime.from(startAt).toZonedDateTime(zone).toInstant().toString()
  return calcomBooking({ startAt: start, attendee: { timeZone: zone }, phone: '+13125550140', ...more })
}

/** Due times as wall times in a zone. */
async function wallTimes(appointment: Body, zone: string): Promise<Record<string, string>> {
  const steps = await stepsOf(desk, appointment)
  return Object.fromEntries(
    Object.entries(steps).map(([key, { due_at }]) => [
      key,
      Temporal.Instant.from(due_at)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' }),
    ]),
  )
}

const dueAt = (step: Body | undefined) => new Date(step?.due_at).toISOString()

describe('three steps', () => {
  test('three days and one day before at the same wall time, two hours before exactly', async () => {
    desk = await openDesk()
    const appointment = await booked(desk, visit('America/Chicago', '2026-12-01T11:00').created())
    expect(await wallTimes(appointment, 'America/Chicago')).toEqual({
      '3_days_before': '2026-11-28T11:00',
      '1_day_before': '2026-11-30T11:00',
      '2_hours_before': '2026-12-01T09:00',
    })
  })

  test.each([
    [
      'America/Chicago',
      'autumn',
      '2026-10-20T15:00:00Z',
      '2026-11-02T11:00',
      '2026-10-30T11:00',
      '2026-11-01T11:00',
    ],
    [
      'America/Chicago',
      'spring',
      '2027-03-01T15:00:00Z',
      '2027-03-15T11:00',
      '2027-03-12T11:00',
      '2027-03-14T11:00',
    ],
    [
      'Europe/Berlin',
      'autumn',
      '2026-10-10T10:00:00Z',
      '2026-10-26T11:00',
      '2026-10-23T11:00',
      '2026-10-25T11:00',
    ],
    [
      'Europe/Berlin',
      'spring',
      '2027-03-15T10:00:00Z',
      '2027-03-29T11:00',
      '2027-03-26T11:00',
      '2027-03-28T11:00',
    ],
  ])(
    '%s in %s: over the night the clocks change the wall time stays',
    async (zone, _, now, start, three, one) => {
      desk = await openDesk({ now })
      const clinic = await desk.openClinic('Here', zone)
      const booking = visit(zone, start)
      await desk.deliver(booking.created(), { to: clinic.calcom })
      await desk.settle()
      const as = clinic.keys.owner
      const [appointment] = (await desk.api('GET', '/api/appointments', { as })).body.appointments
      const { body } = await desk.api('GET', `/api/contacts/${appointment.contact.id}/steps`, { as })
      const wall = body.steps.map(({ due_at }: Body) =>
        Temporal.Instant.from(due_at)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' }),
      )
      expect(wall).toEqual([three, one, start.replace('T11', 'T09')])
    },
  )

  test.each([
    // 3:30 in Chicago on the morning that skips 2 to 3 o'clock: two hours earlier it was half past midnight.
    ['America/Chicago', '2027-03-01T15:00:00Z', '2027-03-14T03:30', '2027-03-14T00:30'],
    ['Europe/Berlin', '2026-10-10T10:00:00Z', '2026-10-25T03:30', '2026-10-25T02:30'],
  ])(
    '%s: two hours are two hours also in the night itself, told by e-mail, which has no quiet hours',
    async (zone, now, start, due) => {
      desk = await openDesk({ now })
      const booking = visit(zone, start, { phone: undefined })
      const appointment = await booked(desk, booking.created())
      const steps = await stepsOf(desk, appointment)
      const exact = Temporal.Instant.from(booking.startAt).subtract({ hours: 2 }).toString()
      expect(dueAt(steps['2_hours_before'])).toBe(new Date(exact).toISOString())
      expect((await wallTimes(appointment, zone))['2_hours_before']).toBe(due)
    },
  )

  test('each is sent at its time, once, and says weekday, date and time in the patient’s zone', async () => {
    desk = await openDesk()
    const booking = visit('America/New_York', '2026-12-01T12:00')
    const appointment = await booked(desk, booking.created())
    const seen: string[][] = []
    for (let day = 0; day < 10; day++) {
      await desk.pass({ hours: 24 })
      const sent = await messagesOf(desk, { contact_id: appointment.contact.id, status: 'kept' })
      seen.push(sent.filter(({ kind }) => kind === 'reminder').map(({ id }) => id))
    }
    // The clock is at 9:00 in Chicago each day: what was due at 11:00 the day before is sent late, what is past is not.
    const counts = seen.map(({ length }) => length)
    expect(counts.at(-1)).toBeLessThanOrEqual(3)
    expect(counts).toEqual([...counts].sort())
    const [reminder] = await messagesOf(desk, { contact_id: appointment.contact.id, channel: 'sms' })
    expect(reminder?.body).toContain('Tuesday, December 1')
    expect(reminder?.body).toContain('12:00')
  })

  test('a clock that moves minute by minute sends all three', async () => {
    desk = await openDesk({ now: '2026-11-28T14:00:00Z' })
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    const appointment = await booked(desk, booking.created())
    const sentAt: string[] = []
    for (let hour = 0; hour < 78; hour++) {
      await desk.pass({ hours: 1 })
      const sent = await messagesOf(desk, {
        contact_id: appointment.contact.id,
        status: 'kept',
        channel: 'sms',
      })
      sentAt.splice(0, sentAt.length, ...sent.map((message) => message.sent_at).reverse())
    }
    expect(sentAt).toEqual([
      '2026-11-28T17:00:00.000Z',
      '2026-11-30T17:00:00.000Z',
      '2026-12-01T15:00:00.000Z',
    ])
    expect(Object.values(await stepsOf(desk, appointment)).map(({ status }) => status)).toEqual([
      'kept',
      'kept',
      'kept',
    ])
    expect(await messagesOf(desk, { contact_id: appointment.contact.id })).toHaveLength(4)
  })
})

describe('a late booking gets the steps that still make sense', () => {
  test.each([
    // now is Monday 9:00 in Chicago
    ['in two days', '2026-11-25T15:00', ['skipped', 'planned', 'planned']],
    ['tomorrow afternoon', '2026-11-24T15:00', ['skipped', 'planned', 'planned']],
    ['today, in six hours', '2026-11-23T15:00', ['skipped', 'skipped', 'planned']],
    ['in an hour and a half', '2026-11-23T10:30', ['skipped', 'skipped', 'skipped']],
  ])('%s', async (_, start, statuses) => {
    desk = await openDesk()
    const appointment = await booked(desk, visit('America/Chicago', start).created())
    const steps = await stepsOf(desk, appointment)
    const inOrder = ['3_days_before', '1_day_before', '2_hours_before'].map((key) => steps[key])
    expect(inOrder.map((step) => step?.status)).toEqual(statuses)
    for (const step of inOrder)
      expect(Boolean(step?.reason), 'a skipped step says why').toBe(step?.status === 'skipped')
    const kinds = (await messagesOf(desk, { contact_id: appointment.contact.id })).map(({ kind }) => kind)
    expect(kinds, 'the confirmation at once, no reminder at once').toEqual(['confirmation'])
  })
})

describe('what happens to the visit happens to its reminders, in the same transaction', () => {
  test('a reschedule re-arms them', async () => {
    desk = await openDesk()
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    await booked(desk, booking.created())
    const next = Temporal.PlainDateTime.from('2026-12-10T14:00')
      .toZonedDateTime('America/Chicago')
      .toInstant()
      .toString()
    const moved = await booked(desk, booking.movedTo({ startAt: next }).rescheduled())
    const live = await desk.rows(
      `select step_key, due_at, xmin::text from touchpoints where appointment_id = $1 and status = 'planned' order by due_at`,
      [moved.id],
    )
    expect(live.map(({ due_at }) => due_at.toISOString())).toEqual([
      '2026-12-07T20:00:00.000Z',
      '2026-12-09T20:00:00.000Z',
      '2026-12-10T18:00:00.000Z',
    ])
    const [event] = await desk.rows(`select xmin::text from events where type = 'appointment.rescheduled'`)
    expect(new Set(live.map(({ xmin }) => xmin))).toEqual(new Set([event.xmin]))
    const old = await desk.rows(`select xmin::text, reason from touchpoints where status = 'cancelled'`)
    expect(old).toEqual([1, 2, 3].map(() => ({ xmin: event.xmin, reason: expect.any(String) })))
  })

  test('a step that was sent for the old time comes again for the new one', async () => {
    desk = await openDesk({ now: '2026-11-28T14:00:00Z' })
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    const appointment = await booked(desk, booking.created())
    await desk.pass({ hours: 4 })
    await booked(desk, booking.movedTo({ startAt: '2026-12-08T17:00:00Z' }).rescheduled())
    await desk.pass({ hours: 24 * 7 })
    await desk.pass({ hours: 24 })
    const reminders = (await messagesOf(desk, { contact_id: appointment.contact.id, status: 'kept' })).filter(
      ({ kind }) => kind === 'reminder',
    )
    expect(reminders.length).toBeGreaterThanOrEqual(2)
    expect(reminders[0]?.body).toContain('December 8')
  })

  test('a cancellation stops them', async () => {
    desk = await openDesk()
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    const { id, contact } = await booked(desk, booking.created())
    await taken(desk, booking.cancelled())
    const steps = await desk.rows(
      'select status, reason, xmin::text from touchpoints where appointment_id = $1',
      [id],
    )
    const [event] = await desk.rows(`select xmin::text from events where type = 'appointment.cancelled'`)
    expect(steps).toEqual(
      [1, 2, 3].map(() => ({ status: 'cancelled', reason: expect.any(String), xmin: event.xmin })),
    )
    await desk.pass({ hours: 24 * 9 })
    expect((await messagesOf(desk, { contact_id: contact.id })).map(({ kind }) => kind)).toEqual([
      'cancellation',
      'confirmation',
    ])
  })

  test('a no-show stops them, and one of two appointments leaves the other’s alone', async () => {
    desk = await openDesk()
    const first = visit('America/Chicago', '2026-12-01T11:00')
    const second = calcomBooking({
      attendee: first.attendee,
      phone: '+13125550140',
      startAt: '2026-12-10T17:00:00Z',
    })
    const missed = await booked(desk, first.created())
    const other = await booked(desk, second.created())
    await taken(desk, first.noShow())
    const stopped = Object.entries(await stepsOf(desk, missed)).filter(([key]) => key.endsWith('_before'))
    expect(stopped.map(([, { status }]) => status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(Object.values(await stepsOf(desk, other)).map(({ status }) => status)).toEqual([
      'planned',
      'planned',
      'planned',
    ])
  })

  test('a no-show that is undone before the visit has its reminders again', async () => {
    desk = await openDesk()
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    const { id } = await booked(desk, booking.created())
    await taken(desk, booking.noShow())
    await taken(desk, booking.noShowUndone())
    const planned = await desk.rows(
      `select 1 from touchpoints where appointment_id = $1 and status = 'planned'`,
      [id],
    )
    expect(planned).toHaveLength(3)
  })

  test('a request has no reminders until the clinic confirms it', async () => {
    desk = await openDesk()
    const booking = visit('America/Chicago', '2026-12-01T11:00')
    const pending = await booked(desk, booking.requested())
    expect(await stepsOf(desk, pending)).toEqual({})
    await booked(desk, booking.created())
    expect(Object.keys(await stepsOf(desk, pending))).toHaveLength(3)
    expect(await timelineOf(desk, pending.contact.id, 'journey.started')).toHaveLength(1)
  })
})
