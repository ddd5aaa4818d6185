/** What stands in the patient's calendar when Cal.com's news comes out of order, or when the mail server is away. */
import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, booked, messagesOf, taken } from './reading.ts'

let desk: TestDesk
afterEach(() => desk?.close())

/** Who is in whose calendar after all of a patient's mail was read, in the order in which it was sent. */
async function calendarOf(contactId: string): Promise<Record<string, { start: string; sequence: number }>> {
  const invitations = await desk.rows(
    `select invitation from messages where contact_id = $1 and invitation is not null and status = 'sent' order by id`,
    [contactId],
  )
  const entries: Record<string, { start: string; sequence: number }> = {}
  for (const { invitation } of invitations) {
    const calendar = new ICAL.Component(ICAL.parse(invitation))
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component)
    const known = entries[event.uid]
    expect(event.sequence, 'a calendar takes nothing older than what it has').toBeGreaterThanOrEqual(
      known?.sequence ?? 0,
    )
    if (calendar.getFirstPropertyValue('method') === 'CANCEL') delete entries[event.uid]
    else entries[event.uid] = { start: event.startDate.toJSDate().toISOString(), sequence: event.sequence }
  }
  return entries
}

/** Created, moved, moved again; the middle comes last, so that the second move makes an appointment of its own. */
async function playOutOfOrder(): Promise<{ appointment: Body; replay(): Promise<void> }> {
  const booking = calcomBooking()
  const moved = booking.movedTo({ startAt: '2026-12-03T17:00:00Z' })
  const again = moved.movedTo({ startAt: '2026-12-04T15:00:00Z' })
  await taken(desk, booking.created())
  const middle = moved.rescheduled()
  await taken(desk, again.rescheduled())
  const { id } = await taken(desk, middle)
  return {
    appointment: await appointmentOf(desk, booking.uid),
    async replay() {
      await desk.api('POST', `/api/deliveries/${id}/replay`)
      await desk.settle()
    },
  }
}

const corrections = async (contactId: string) =>
  (await messagesOf(desk, { contact_id: contactId })).filter(({ kind }) => kind === 'calendar_correction')

describe('a reschedule that overtook what it moves', () => {
  beforeEach(async () => {
    desk = await openDesk()
  })

  test('leaves one entry in the calendar: the other, which went out meanwhile, is taken back kindly', async () => {
    const { appointment, replay } = await playOutOfOrder()
    const { contact } = appointment
    expect(await calendarOf(contact.id)).toEqual({
      [appointment.uid]: { start: '2026-12-04T15:00:00.000Z', sequence: appointment.sequence },
    })
    const [correction, ...others] = await corrections(contact.id)
    expect(others).toEqual([])
    expect(correction).toMatchObject({ channel: 'email', has_invitation: true })
    expect(correction?.body).toContain('It cancels nothing')
    await replay()
    expect(await corrections(contact.id)).toHaveLength(1)
  })

  test('runs twice, acts once', async () => {
    const { appointment } = await playOutOfOrder()
    const [job] = await desk.rows(`select data from pgboss.job where data ->> 'name' = 'correctCalendar'`)
    await desk.foyer.database.acrossClinics((tx) => tx.enqueue([job.data]))
    await desk.settle()
    expect(await corrections(appointment.contact.id)).toHaveLength(1)
  })

  test('takes nothing back twice where the second entry was cancelled before', async () => {
    const booking = calcomBooking()
    const moved = booking.movedTo({ startAt: '2026-12-03T17:00:00Z' })
    const again = moved.movedTo({ startAt: '2026-12-04T15:00:00Z' })
    const bodies = [booking.created(), moved.rescheduled(), again.rescheduled(), again.cancelled()]
    for (const at of [0, 2, 3, 1]) await taken(desk, bodies[at])
    const { contact, status } = await appointmentOf(desk, booking.uid)
    expect(status).toBe('cancelled')
    expect(await calendarOf(contact.id)).toEqual({})
    expect(await corrections(contact.id)).toEqual([])
  })

  test('says nothing of an entry that is over', async () => {
    const booking = calcomBooking()
    const moved = booking.movedTo({ startAt: '2026-12-03T17:00:00Z' })
    const again = moved.movedTo({ startAt: '2026-12-04T15:00:00Z' })
    const [created, middle] = [booking.created(), moved.rescheduled()]
    await taken(desk, created)
    await taken(desk, again.rescheduled())
    await desk.pass({ hours: 24 * 14 })
    await taken(desk, middle)
    const { contact } = await appointmentOf(desk, booking.uid)
    expect(await corrections(contact.id)).toEqual([])
  })
})

describe('while the mail server is away', () => {
  beforeEach(async () => {
    desk = await openDesk({
      env: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Riverside <frontdesk@riverside.example>' },
    })
  })

  test('an entry that never went out is withdrawn, and there is nothing to take back', async () => {
    const { appointment } = await playOutOfOrder()
    expect(await corrections(appointment.contact.id)).toEqual([])
    const messages = await messagesOf(desk, { contact_id: appointment.contact.id })
    expect(messages.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
      'confirmation withdrawn',
      'confirmation withdrawn',
      'rescheduled held',
    ])
  })

  test('a cancellation that waits is withdrawn when the visit is booked again', async () => {
    const booking = calcomBooking()
    const { contact } = await booked(desk, booking.created())
    await taken(desk, booking.cancelled({ requestReschedule: true }))
    expect(await statusesOf(contact.id)).toEqual({ confirmation: 'withdrawn', cancellation: 'held' })
    await taken(desk, booking.movedTo({ startAt: '2026-12-03T17:00:00Z' }).rescheduled())
    expect(await statusesOf(contact.id)).toEqual({
      confirmation: 'withdrawn',
      cancellation: 'withdrawn',
      rescheduled: 'held',
    })
  })

  test('one that was being sent in that moment is not tried again', async () => {
    const booking = calcomBooking()
    const { contact } = await booked(desk, booking.created())
    await taken(desk, booking.cancelled({ requestReschedule: true }))
    await desk.rows(`update messages set status = 'sending' where kind = 'cancellation'`)
    await taken(desk, booking.movedTo({ startAt: '2026-12-03T17:00:00Z' }).rescheduled())
    // The server said that it did not take it: it waits for another try.
    await desk.rows(`update messages set status = 'held' where kind = 'cancellation'`)
    await desk.pass({ minutes: 2 })
    expect(await statusesOf(contact.id)).toMatchObject({ cancellation: 'refused' })
  })

  test('where both halves of a chain ended, the cancellation still goes out', async () => {
    const booking = calcomBooking()
    const moved = booking.movedTo({ startAt: '2026-12-03T17:00:00Z' })
    const again = moved.movedTo({ startAt: '2026-12-04T15:00:00Z' })
    const [created, first, middle, last] = [
      booking.created(),
      booking.cancelled({ requestReschedule: true }),
      moved.rescheduled(),
      again.cancelled({ rescheduleUid: moved.uid }),
    ]
    for (const body of [created, first, last, middle]) await taken(desk, body)
    const { contact, status } = await appointmentOf(desk, booking.uid)
    expect(status).toBe('cancelled')
    expect(await statusesOf(contact.id)).toMatchObject({ cancellation: 'held' })
  })

  async function statusesOf(contactId: string): Promise<Record<string, string>> {
    const messages = await messagesOf(desk, { contact_id: contactId })
    return Object.fromEntries(messages.map(({ kind, status }) => [kind, status]))
  }
})
