import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareDemo } from '../src/demo.ts'
import { mergeContacts } from '../src/desk/contacts/merge-contacts.ts'
import { lockContacts } from '../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../src/desk/contacts/record-consent.ts'
import { queueMessage } from '../src/desk/outreach/queue-message.ts'
import { beginSending } from '../src/desk/outreach/send-message.ts'
import { system } from '../src/kit/events.ts'
import { calcomBooking, documentedBooking } from './calcom.ts'
import { openDesk, type TestDesk } from './desk.ts'
import { appointmentOf, appointmentsOf, deliveriesOf, messagesOf, taken } from './journeys/reading.ts'
import { startMailbox } from './mailbox.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
const log = (...a: unknown[]) => console.log('>>>', ...a)

describe('review', () => {
  test('E1 MAIL_FROM with a name', async () => {
    const mailbox = await startMailbox()
    const d = await openDesk({
      env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Riverside Clinic <desk@example.com>' },
    })
    await d.deliver(calcomBooking({}).created())
    await d.settle()
    log(
      'E1',
      (await messagesOf(d)).map((m) => [m.kind, m.status, m.reason]),
    )
    await d.close()
    await mailbox.close()
  })

  test('E2 cancelled with rescheduleUid overtakes its reschedule', async () => {
    const a = calcomBooking({ uid: 'E2a' })
    await taken(desk, a.created())
    const b = a.movedTo({ startAt: '2026-12-03T17:00:00Z' })
    const resched = b.rescheduled()
    const x = await taken(desk, b.cancelled({ rescheduleUid: 'E2a' }))
    for (let i = 0; i < 8; i++) await desk.pass({ minutes: 2 })
    log(
      'E2 delivery',
      (await deliveriesOf(desk)).slice(0, 1).map((d) => [d.status, d.reason, d.attempts]),
    )
    await taken(desk, resched)
    log(
      'E2',
      (await appointmentsOf(desk, { search: a.attendee.email })).map((p) => [
        p.status,
        p.start_at,
        p.sequence,
      ]),
    )
  })

  test('E3 paid of a moved booking overtakes its reschedule', async () => {
    const a = calcomBooking({ uid: 'E3a' })
    await taken(desk, a.created())
    const b = a.movedTo({ startAt: '2026-12-03T17:00:00Z' })
    const resched = b.rescheduled()
    await taken(desk, b.paid({ rescheduleUid: 'E3a' }))
    for (let i = 0; i < 8; i++) await desk.pass({ minutes: 2 })
    log(
      'E3',
      (await deliveriesOf(desk)).slice(0, 1).map((d) => [d.trigger, d.status, d.reason]),
    )
  })

  test('E4 documented: replay of an older reschedule after a cancel', async () => {
    const d = (over: object, type?: string) =>
      documentedBooking(
        {
          id: 'cal_e4',
          attendees: [{ name: 'Eve Four', email: 'e4@example.com', timeZone: 'America/Chicago' }],
          ...over,
        },
        type,
      )
    await taken(desk, d({}))
    const r1 = await taken(
      desk,
      d({ startTime: '2026-12-02T16:00:00Z', endTime: '2026-12-02T16:45:00Z' }, 'BOOKING_RESCHEDULED'),
    )
    await taken(
      desk,
      d({ startTime: '2026-12-04T16:00:00Z', endTime: '2026-12-04T16:45:00Z' }, 'BOOKING_RESCHEDULED'),
    )
    await taken(
      desk,
      d({ startTime: '2026-12-04T16:00:00Z', endTime: '2026-12-04T16:45:00Z' }, 'BOOKING_CANCELLED'),
    )
    log(
      'E4 before',
      (await appointmentsOf(desk, { search: 'e4@example.com' })).map((p) => [
        p.status,
        p.start_at,
        p.sequence,
      ]),
    )
    await desk.api('POST', `/api/deliveries/${r1.id}/replay`)
    await desk.settle()
    log(
      'E4 after replay',
      (await appointmentsOf(desk, { search: 'e4@example.com' })).map((p) => [
        p.status,
        p.start_at,
        p.sequence,
      ]),
    )
  })

  test('E5 opt-out lost when a merge commits while a send waits', async () => {
    const { database } = desk.foyer
    const clinicId = desk.clinic.clinicId
    await taken(
      desk,
      calcomBooking({ uid: 'E5a', attendee: { name: 'From', email: 'from5@example.com' } }).created(),
    )
    await taken(
      desk,
      calcomBooking({ uid: 'E5b', attendee: { name: 'Into', email: 'into5@example.com' } }).created(),
    )
    const from = (await appointmentOf(desk, 'E5a')).contact.id
    const into = (await appointmentOf(desk, 'E5b')).contact.id
    await database.inClinic(clinicId, (tx) =>
      recordConsent(tx, system, {
        contactId: from,
        purpose: 'all',
        channel: 'all',
        state: 'withdrawn',
        source: 'x',
      }),
    )
    // a message row without its job
    const id = '01900000-0000-7000-8000-0000000000e5'
    await desk.rows(
      `insert into messages (clinic_id,id,contact_id,kind,purpose,channel,to_address,to_name,body,status,dedupe_key,created_at,updated_at)
      values ($1,$2,$3,'confirmation','transactional','email','from5@example.com','From','b','queued','e5',now(),now())`,
      [clinicId, id, from],
    )
    let sending: Promise<unknown> = Promise.resolve()
    await database.inClinic(clinicId, async (tx) => {
      await lockContacts(tx, [from, into].sort())
      await mergeContacts(tx, system, { fromContactId: from, intoContactId: into, reason: 'x', evidence: {} })
      sending = database.inClinic(clinicId, (other) => beginSending(other, id))
      await new Promise((r) => setTimeout(r, 300))
    })
    const begun = await sending
    log(
      'E5 begun (null = refused):',
      begun ? 'SENDS TO OPTED-OUT PERSON' : null,
      await desk.rows('select status, reason from messages where id=$1', [id]),
    )
    await desk.rows('delete from messages where id=$1', [id])
  })

  test('E6 put-off mail goes out after the visit was cancelled', async () => {
    const mailbox = await startMailbox()
    const d = await openDesk({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'desk@example.com' } })
    mailbox.refuse(451)
    const a = calcomBooking({ uid: 'E6a' })
    await d.deliver(a.created())
    await new Promise((r) => setTimeout(r, 1200))
    await d.deliver(a.cancelled())
    await new Promise((r) => setTimeout(r, 700))
    log(
      'E6 mid',
      (await messagesOf(d)).map((m) => [m.kind, m.status, m.reason]),
    )
    mailbox.refuse(null)
    await d.settle()
    log(
      'E6',
      (await messagesOf(d)).map((m) => [m.kind, m.status, m.reason]),
      mailbox.messages.map((m) => m.subject),
    )
    await d.close()
    await mailbox.close()
  })

  test('E8 unknown outcome sent how often', async () => {
    const mailbox = await startMailbox()
    const d = await openDesk({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'desk@example.com' } })
    mailbox.hangUp('answer' as never)
    await d.deliver(calcomBooking({ uid: 'E8a' }).created())
    await new Promise((r) => setTimeout(r, 15000))
    log(
      'E8 copies received',
      mailbox.messages.length,
      (await messagesOf(d)).map((m) => [m.kind, m.status, m.reason]),
    )
    mailbox.hangUp(null as never)
    await d.close()
    await mailbox.close()
  })

  test('E10 first start killed after the demo user was made', async () => {
    const d = await openDesk()
    await d.rows('truncate clinics cascade')
    await d.foyer.signIn.api.signUpEmail({
      body: { name: 'Riverside Demo', email: 'demo@riverside.example', password: 'whatever12345' },
    })
    const out = await prepareDemo(d.foyer, mkdtempSync(`${tmpdir()}/zz`)).then(
      (x) => 'ok ' + JSON.stringify(x),
      (e) => 'THROWS ' + e.message,
    )
    log('E10', out)
    await d.close()
  })
})
