/** `sent` is what a vendor took; what no vendor is connected for is kept here, and nobody received it. */
import { afterEach, describe, expect, test } from 'vitest'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { startMailbox } from '../mailbox.ts'
import { booked, messagesOf, stepsOf, timelineOf } from './reading.ts'

let desk: TestDesk
afterEach(() => desk?.close())

const visit = (more: Parameters<typeof calcomBooking>[0] = {}) =>
  calcomBooking({ startAt: '2026-12-01T17:00:00Z', ...more }).created()

describe('without a mail server', () => {
  test('a confirmation and a reminder are kept, told as such, and found as such', async () => {
    desk = await openDesk()
    const appointment = await booked(desk, visit())
    await desk.pass({ days: 5, hours: 2 })
    const kept = await messagesOf(desk, { status: 'kept' })
    expect(kept).toMatchObject([
      { kind: 'reminder', status: 'kept', carrier: 'outbox' },
      { kind: 'confirmation', status: 'kept', carrier: 'outbox' },
    ])
    expect(await messagesOf(desk, { status: 'sent' })).toEqual([])
    expect((await stepsOf(desk, appointment))['3_days_before']).toMatchObject({ status: 'kept' })
    const told = await timelineOf(desk, appointment.contact.id, 'message.sent')
    expect(told.map(({ payload }) => payload.carrier)).toEqual(['outbox', 'outbox'])
  })
})

describe('with a mail server', () => {
  test('mail is sent, and a text message is kept where the person left no address', async () => {
    const mailbox = await startMailbox()
    desk = await openDesk({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'frontdesk@riverside.example' } })
    await booked(desk, visit())
    await booked(desk, visit({ phone: '+13125550170', attendee: { email: '' } }))
    expect(await messagesOf(desk, { status: 'sent' })).toMatchObject([{ channel: 'email', carrier: 'smtp' }])
    expect(await messagesOf(desk, { status: 'kept' })).toMatchObject([{ channel: 'sms', carrier: 'outbox' }])
    await mailbox.close()
  })
})
