import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Mailbox, startMailbox } from '../mailbox.ts'

let mailbox: Mailbox
let desk: TestDesk

beforeAll(async () => {
  mailbox = await startMailbox()
  desk = await openDesk({
    env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Riverside <frontdesk@riverside.example>' },
  })
})
afterAll(async () => {
  await desk.close()
  await mailbox.close()
})

let bookingId = 100

/** What Cal.com's own code sent (test/fixtures/calcom), with another uid, person and time. */
function booking(trigger: string, overrides: Record<string, unknown>) {
  const { body } = JSON.parse(readFileSync(`test/fixtures/calcom/${trigger}.json`, 'utf8'))
  const attendee = {
    ...body.payload.attendees[0],
    timeZone: 'America/Chicago',
    ...(overrides.attendee as object),
  }
  return {
    ...body,
    createdAt: overrides.createdAt ?? '2026-11-23T14:00:00Z',
    payload: {
      ...body.payload,
      bookingId: bookingId++,
      startTime: '2026-11-30T16:00:00Z',
      endTime: '2026-11-30T16:30:00Z',
      ...overrides,
      responses: {
        ...body.payload.responses,
        email: { value: attendee.email },
        name: { value: attendee.name },
      },
      attendees: [attendee],
    },
  }
}

function event(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content))
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event in the calendar')
  return { method: calendar.getFirstPropertyValue('method'), event: new ICAL.Event(component), component }
}

async function messagesTo(address: string) {
  const { body } = await desk.api('GET', '/api/messages?limit=200')
  return body.messages.filter((message: { to_address: string }) => message.to_address === address)
}

test('a visit’s life in the patient’s calendar: invited, moved, cancelled, one UID and a rising SEQUENCE', async () => {
  const attendee = { email: 'ana@example.com', name: 'Ana Ruiz' }
  const of = (subject: RegExp) =>
    mailbox.waitFor((mail) => mail.to.address === attendee.email && subject.test(mail.subject))

  await desk.deliver(booking('BOOKING_CREATED', { uid: 'u1', attendee }))
  await desk.settle()
  const confirmed = await of(/Your appointment/)
  expect(confirmed.text).toContain('Monday, November 30, 2026 at 10:00')
  const invited = event(confirmed.calendar?.content ?? '')
  expect(invited.method).toBe('REQUEST')
  expect(invited.event.sequence).toBe(0)
  expect(invited.event.startDate.toJSDate().toISOString()).toBe('2026-11-30T16:00:00.000Z')
  expect(invited.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  // A scheme's letters may be of either case (RFC 3986, 3.1).
  expect(String(invited.component.getFirstPropertyValue('attendee')).toLowerCase()).toBe(
    'mailto:ana@example.com',
  )
  // Neutral: whoever sees the calendar learns nothing of what for.
  expect(invited.event.summary).toBe('Riverside')

  await desk.deliver(
    booking('BOOKING_RESCHEDULED', {
      uid: 'u2',
      rescheduleUid: 'u1',
      attendee,
      startTime: '2026-12-01T17:00:00Z',
      endTime: '2026-12-01T17:30:00Z',
      createdAt: '2026-11-23T14:10:00Z',
    }),
  )
  await desk.settle()
  const moved = event((await of(/New time/)).calendar?.content ?? '')
  expect(moved.method).toBe('REQUEST')
  expect(moved.event.uid).toBe(invited.event.uid)
  expect(moved.event.sequence).toBe(1)
  expect(moved.event.startDate.toJSDate().toISOString()).toBe('2026-12-01T17:00:00.000Z')

  await desk.deliver(booking('BOOKING_CANCELLED', { uid: 'u2', attendee, createdAt: '2026-11-23T14:20:00Z' }))
  await desk.settle()
  const cancelled = event((await of(/Cancelled/)).calendar?.content ?? '')
  expect(cancelled.method).toBe('CANCEL')
  expect(cancelled.event.uid).toBe(invited.event.uid)
  expect(cancelled.event.sequence).toBe(2)
  expect(cancelled.component.getFirstPropertyValue('status')).toBe('CANCELLED')
})

test('the patient reads their own language', async () => {
  const attendee = { email: 'luz@example.com', name: 'Luz Marín', language: { locale: 'es' } }
  await desk.deliver(booking('BOOKING_CREATED', { uid: 'es1', attendee }))
  await desk.settle()
  const mail = await mailbox.waitFor((one) => one.to.address === attendee.email)
  expect(mail.subject).toBe('Su cita en Riverside: lunes, 30 de noviembre de 2026')
  expect(mail.text).toContain('Hola, Luz:')
})

describe('a mail server that', () => {
  test('refuses an address: the message is failed with the reason, the visit stands', async () => {
    mailbox.refuse(550)
    const attendee = { email: 'gone@example.com', name: 'Gil Gone' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r1', attendee }))
    await desk.settle()
    mailbox.refuse(null)
    const [message] = await messagesTo(attendee.email)
    expect(message).toMatchObject({ status: 'failed', reason: 'refused' })
    const { body } = await desk.api('GET', '/api/appointments?search=gone@example.com')
    expect(body.appointments).toHaveLength(1)
    expect(body.appointments[0].status).toBe('booked')
  })

  test('asks to come back later gets the message later, once', async () => {
    mailbox.refuse(451)
    const attendee = { email: 'later@example.com', name: 'Lea Later' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r2', attendee }))
    await desk.settle()
    expect((await messagesTo(attendee.email))[0]).toMatchObject({ status: 'held', reason: 'deferred' })
    mailbox.refuse(null)
    await desk.pass({ minutes: 2 })
    expect((await messagesTo(attendee.email))[0]).toMatchObject({ status: 'sent', carrier: 'smtp' })
    const received = mailbox.messages.filter((mail) => mail.to.address === attendee.email)
    expect(received).toHaveLength(1)
  })

  test('hangs up after the message gets it again under the same Message-ID', async () => {
    mailbox.hangUp('after_message')
    const attendee = { email: 'twice@example.com', name: 'Tia Twice' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r3', attendee }))
    const toHer = () => mailbox.messages.filter((mail) => mail.to.address === attendee.email)
    await desk.settle()
    expect(toHer()).toHaveLength(1)
    mailbox.hangUp(null)
    await desk.pass({ minutes: 2 })
    expect((await messagesTo(attendee.email))[0].status).toBe('sent')
    expect(toHer()).toHaveLength(2)
    expect(new Set(toHer().map((mail) => mail.messageId)).size).toBe(1)
  })

  test('hangs up again and again gets it twice at most, and then it is failed with the reason', async () => {
    mailbox.hangUp('after_message')
    const attendee = { email: 'never@example.com', name: 'Nia Never' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r4', attendee }))
    for (let pass = 0; pass < 5; pass++) await desk.pass({ minutes: 2 })
    mailbox.hangUp(null)
    expect((await messagesTo(attendee.email))[0]).toMatchObject({
      status: 'failed',
      reason: 'outcome_unknown',
    })
    expect(mailbox.messages.filter((mail) => mail.to.address === attendee.email)).toHaveLength(2)
  })

  test('was away while the visit was cancelled: no confirmation follows the cancellation', async () => {
    mailbox.refuse(451)
    const attendee = { email: 'cancelled@example.com', name: 'Cal Cancelled' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r5', attendee }))
    await desk.settle()
    await desk.deliver(
      booking('BOOKING_CANCELLED', { uid: 'r5', attendee, createdAt: '2026-11-23T14:30:00Z' }),
    )
    await desk.settle()
    mailbox.refuse(null)
    await desk.pass({ minutes: 10 })
    const kinds = (await messagesTo(attendee.email)).map((message: { kind: string; status: string }) => [
      message.kind,
      message.status,
    ])
    expect(kinds).toEqual([
      ['cancellation', 'sent'],
      ['confirmation', 'withdrawn'],
    ])
  })

  test('gets a message once though two jobs send it at one moment', async () => {
    const attendee = { email: 'once@example.com', name: 'Ona Once' }
    await desk.deliver(booking('BOOKING_CREATED', { uid: 'r6', attendee }))
    await desk.rows(
      `insert into pgboss.job (name, data) select name, data from pgboss.job where data ->> 'name' = 'dispatchMessage'`,
    )
    await desk.settle()
    expect(mailbox.messages.filter((mail) => mail.to.address === attendee.email)).toHaveLength(1)
  })
})
