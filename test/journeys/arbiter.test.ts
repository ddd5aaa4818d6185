/** What may be said when, and why not (REQUIREMENTS A6, F4, F5, F6). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, booked, messagesOf, snapshot, stepsOf, taken } from './reading.ts'

const CHICAGO = 'America/Chicago'
const PHONE = '+13125550150'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

function instant(wall: string, zone = CHICAGO): string {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant().toString()
}

function optOut(contactId: string, body: Body = { purpose: 'all', channel: 'all', state: 'withdrawn' }) {
  return desk.api('POST', `/api/contacts/${contactId}/consents`, { body })
}

async function sentReminders(contactId: string): Promise<Body[]> {
  // No vendor is connected: what would have been sent is kept.
  const messages = await messagesOf(desk, { contact_id: contactId, status: 'kept' })
  return messages.filter(({ kind }) => kind === 'reminder')
}

/** Every refusal, hold, skip and stop has its reason. */
async function expectReasons() {
  const silent = await desk.rows(`
    select 'message' as what, status from messages
    where status in ('held', 'refused', 'withdrawn', 'failed') and coalesce(reason, '') = ''
    union all
    select 'step', status from touchpoints
    where status in ('skipped', 'cancelled', 'failed') and coalesce(reason, '') = ''`)
  expect(silent).toEqual([])
}

describe('the confirmation', () => {
  test('is sent once, at once, also at night, with what to know before the visit, and names no procedure', async () => {
    desk.clock.advance({ hours: 14 })
    const booking = calcomBooking({
      startAt: instant('2026-12-01T10:00'),
      title: 'Botox between Dr. Demir and Ana',
    })
    const { contact } = await booked(desk, booking.created({ eventTitle: 'Botox' }))
    const messages = await messagesOf(desk, { contact_id: contact.id })
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({
      kind: 'confirmation',
      purpose: 'transactional',
      channel: 'email',
      status: 'kept',
      has_invitation: true,
    })
    const text = `${messages[0]?.subject} ${messages[0]?.body}`
    expect(text).toContain('Tuesday, December 1, 2026')
    expect(text).toContain('10:00')
    expect(text.toLowerCase()).toContain('what to know before your visit')
    expect(text).not.toMatch(/botox/i)
    const [row] = await desk.rows('select invitation from messages')
    expect(row.invitation).not.toMatch(/botox/i)
  })

  test('speaks in the patient’s zone', async () => {
    const attendee = { timeZone: 'Europe/Berlin' }
    const { contact } = await booked(
      desk,
      calcomBooking({ startAt: '2026-12-01T16:00:00Z', attendee }).created(),
    )
    const [message] = await messagesOf(desk, { contact_id: contact.id })
    expect(message?.body).toMatch(/5:00|17:00/)
  })

  test('of a booking that was told in every way is one, for each appointment', async () => {
    const booking = calcomBooking({ startAt: instant('2026-12-01T10:00') })
    const created = booking.created()
    for (const body of [
      booking.requested(),
      created,
      created,
      { ...created, createdAt: '2026-11-23T16:00:00.000Z' },
    ])
      await taken(desk, body)
    const second = calcomBooking({ startAt: instant('2026-12-02T10:00'), attendee: booking.attendee })
    const { contact } = await booked(desk, second.created())
    const confirmations = (await messagesOf(desk, { contact_id: contact.id })).filter(
      ({ kind }) => kind === 'confirmation',
    )
    expect(new Set(confirmations.map((message) => message.appointment_id)).size).toBe(2)
    expect(confirmations).toHaveLength(2)
  })
})

describe('quiet hours', () => {
  test('move a reminder earlier, never past its use, in the patient’s zone', async () => {
    // Two hours before 9:00 is 7:00, when a telephone has to be silent.
    const { contact, ...appointment } = await booked(
      desk,
      calcomBooking({ startAt: instant('2026-12-01T09:00'), phone: PHONE }).created(),
    )
    const step = (await stepsOf(desk, { ...appointment, contact }))['2_hours_before']
    const due = Temporal.Instant.from(step?.due_at).toZonedDateTimeISO(CHICAGO)
    expect(Temporal.Instant.compare(due.toInstant(), instant('2026-12-01T07:00'))).toBe(-1)
    expect(due.hour).toBeGreaterThanOrEqual(8)
    expect(due.hour).toBeLessThan(21)
    await desk.pass({ days: 7, hours: 20 })
    for (let hour = 0; hour < 10; hour++) await desk.pass({ hours: 1 })
    for (const { sent_at } of await sentReminders(contact.id)) {
      const { hour } = Temporal.Instant.from(sent_at).toZonedDateTimeISO(CHICAGO)
      expect(hour).toBeGreaterThanOrEqual(8)
      expect(hour).toBeLessThan(21)
    }
  })

  test('count in the zone of the patient, who is not where the clinic is', async () => {
    // 10:00 in Chicago is 6:00 in Honolulu.
    const zone = 'Pacific/Honolulu'
    const booking = calcomBooking({
      startAt: instant('2026-12-01T10:00'),
      phone: PHONE,
      attendee: { timeZone: zone },
    })
    const appointment = await booked(desk, booking.created())
    for (const { due_at, status } of Object.values(await stepsOf(desk, appointment))) {
      expect(status).toBe('planned')
      const { hour } = Temporal.Instant.from(due_at).toZonedDateTimeISO(zone)
      expect(hour >= 8 && hour < 21, `${hour} o’clock in Honolulu`).toBe(true)
    }
  })

  test('are nothing to an e-mail', async () => {
    const appointment = await booked(desk, calcomBooking({ startAt: instant('2026-12-01T23:30') }).created())
    const steps = await stepsOf(desk, appointment)
    expect(Temporal.Instant.from(steps['1_day_before']?.due_at).toString()).toBe(instant('2026-11-30T23:30'))
  })

  test('hold what a late sweep would send at night, and send it in the morning', async () => {
    const booking = calcomBooking({ startAt: instant('2026-12-03T10:00'), phone: PHONE })
    const { contact } = await booked(desk, booking.created())
    // The machine slept for days, and wakes at 1:00 in the night before the last day.
    await desk.pass({ days: 8, hours: 16 })
    expect(await sentReminders(contact.id)).toEqual([])
    const [held] = await messagesOf(desk, { contact_id: contact.id, status: 'held' })
    expect(held).toMatchObject({ kind: 'reminder', channel: 'sms', reason: 'quiet_hours' })
    expect(Temporal.Instant.from(held?.due_at).toString()).toBe(instant('2026-12-02T08:00'))
    await desk.pass({ hours: 7 })
    expect((await sentReminders(contact.id)).map(({ id }) => id)).toEqual([held?.id])
  })

  test('refuse by text message what would come too late in the morning, say so, and send it by mail', async () => {
    const booking = calcomBooking({ startAt: instant('2026-12-03T08:15'), phone: PHONE })
    const { contact } = await booked(desk, booking.created())
    await desk.pass({ days: 9, hours: 20 })
    const refused = await messagesOf(desk, { contact_id: contact.id, status: 'refused' })
    expect(refused.map(({ channel, reason }) => `${channel} ${reason}`)).toEqual(['sms visit_too_close'])
    expect((await sentReminders(contact.id)).map(({ channel }) => channel)).toEqual(['email'])
    await expectReasons()
  })
})

describe('who opts out', () => {
  test('gets no reminder more, and the reason is kept', async () => {
    const appointment = await booked(
      desk,
      calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE }).created(),
    )
    expect((await optOut(appointment.contact.id)).status).toBe(201)
    await desk.pass({ days: 5, hours: 3 })
    await desk.pass({ days: 4 })
    expect(await sentReminders(appointment.contact.id)).toEqual([])
    const steps = Object.values(await stepsOf(desk, appointment))
    expect(steps.map(({ status }) => status)).not.toContain('kept')
    expect(JSON.stringify([steps, await messagesOf(desk, { contact_id: appointment.contact.id })])).toContain(
      'opted_out',
    )
    await expectReasons()
    expect((await appointmentOf(desk, PHONE)).status, 'the appointment stands').toBe('booked')
  })

  test('of SMS alone is not written to by SMS', async () => {
    const appointment = await booked(
      desk,
      calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE }).created(),
    )
    await optOut(appointment.contact.id, { purpose: 'all', channel: 'sms', state: 'withdrawn' })
    await desk.pass({ days: 5, hours: 3 })
    expect(
      await messagesOf(desk, { contact_id: appointment.contact.id, channel: 'sms', status: 'kept' }),
    ).toEqual([])
    await expectReasons()
  })

  test('of marketing alone is reminded of the visit', async () => {
    const appointment = await booked(
      desk,
      calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE }).created(),
    )
    await optOut(appointment.contact.id, { purpose: 'marketing', channel: 'all', state: 'withdrawn' })
    await desk.pass({ days: 5, hours: 3 })
    expect(await sentReminders(appointment.contact.id)).toHaveLength(1)
  })

  test('and agrees again is reminded again', async () => {
    const appointment = await booked(
      desk,
      calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE }).created(),
    )
    await optOut(appointment.contact.id)
    await optOut(appointment.contact.id, { purpose: 'all', channel: 'all', state: 'granted' })
    await desk.pass({ days: 5, hours: 3 })
    expect(await sentReminders(appointment.contact.id)).toHaveLength(1)
  })

  test('is not a viewer’s to say, nor another clinic’s', async () => {
    const { contact } = await booked(desk, calcomBooking({ startAt: instant('2026-12-01T11:00') }).created())
    const lakeside = await desk.openClinic('Lakeside')
    const body = { purpose: 'all', channel: 'all', state: 'withdrawn' }
    const path = `/api/contacts/${contact.id}/consents`
    expect((await desk.api('POST', path, { body, as: desk.clinic.keys.viewer })).status).toBe(403)
    expect((await desk.api('POST', path, { body, as: lakeside.keys.owner })).status).toBe(404)
  })
})

test('nothing announces a visit that was cancelled, moved or is past, and each refusal says which', async () => {
  const booking = calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE })
  const { contact } = await booked(desk, booking.created())
  // Two weeks without a sweep: everything is past.
  await desk.pass({ days: 14 })
  expect(await sentReminders(contact.id)).toEqual([])
  await expectReasons()
  await taken(
    desk,
    calcomBooking({ startAt: instant('2026-12-01T12:00'), attendee: booking.attendee }).created(),
  )
  const past = (await messagesOf(desk, { contact_id: contact.id })).filter(({ status }) => status !== 'kept')
  expect(past.map(({ reason }) => reason)).toContain('appointment_past')
  await expectReasons()
})

test('steps that fall together become one message', async () => {
  const appointment = await booked(
    desk,
    calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE }).created(),
  )
  // Nobody swept until one hour before.
  await desk.pass({ days: 8, hours: 1 })
  expect((await sentReminders(appointment.contact.id)).length).toBeLessThanOrEqual(1)
  await expectReasons()
})

test('runs twice, acts once: every job of a whole life done again changes nothing', async () => {
  const booking = calcomBooking({ startAt: instant('2026-12-01T11:00'), phone: PHONE })
  await taken(desk, booking.requested())
  await taken(desk, booking.created())
  await desk.pass({ days: 5, hours: 3 })
  const moved = booking.movedTo({ startAt: instant('2026-12-10T11:00') })
  await taken(desk, moved.rescheduled())
  await desk.pass({ days: 9, hours: 3 })
  await taken(desk, moved.cancelled())
  const before = await snapshot(desk)
  const jobs = await desk.rows(`select name, data from pgboss.job where state = 'completed'`)
  expect(jobs.length).toBeGreaterThan(8)
  for (let round = 0; round < 2; round++) {
    for (const { name, data } of [...jobs, ...jobs])
      await desk.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, data])
    await desk.settle()
  }
  expect(await snapshot(desk)).toEqual(before)
})
