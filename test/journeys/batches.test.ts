/** What is due at the same time is taken and sent together; nobody pays for that (REQUIREMENTS F4, B7). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockContacts, recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { enrollSegment, type Segment } from '../../src/desk/journeys/enroll-segment.ts'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import { queueMessages } from '../../src/desk/outreach/queue-message.ts'
import { sendOne } from '../../src/desk/outreach/reactors/dispatch-message.ts'
import { beginSending } from '../../src/desk/outreach/send-message.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import type { EmailPort } from '../../src/providers/email/port.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, messagesOf } from './reading.ts'
import { addVersion, message, switchOffSequences } from './writing.ts'

let desk: TestDesk
/** `ROLE: 'web'`: no worker takes what is due or queued; the test does. */
function opens(env: Record<string, string> = {}): void {
  beforeEach(async () => {
    desk = await openDesk({ env })
    await switchOffSequences(desk)
  })
}
afterEach(() => desk?.close())

const outside = { carried: [] }
const NAMES = ['Ana Souza', 'Bo Lind', 'Cleo Marsh']

/** Three people, each with a visit in the first days of December. */
async function three(): Promise<Body[]> {
  const visits: Body[] = []
  for (const [place, name] of NAMES.entries()) {
    const booking = calcomBooking({
      attendee: { name },
      phone: `+1312555014${place}`,
      startAt: `2026-12-0${place + 1}T16:00:00Z`,
    })
    visits.push(await booked(desk, booking.created()))
  }
  return visits
}

const sequence = {
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled' as const,
  lane: 'winback',
  exits: [],
  steps: [message('soon', { offset: { hours: 3 } })],
}

const enroll = (segment: Segment, after: string | null = null) =>
  desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    enrollSegment(tx, system, { journey: 'call_back', segment, after }),
  )

/** A message of care to each of these contacts. */
function queueCare(contactIds: readonly string[]): Promise<string[]> {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    const ids = await queueMessages(
      tx,
      system,
      contactIds.map((contactId, place) => ({
        contactId,
        appointmentId: null,
        appointmentSequence: null,
        kind: 'journey_step' as const,
        purpose: 'care' as const,
        channel: 'email' as const,
        to: { name: 'You', address: `you${place}@example.com` },
        text: { hash: null, subject: 'Hello', body: `Number ${place}` },
        invitation: null,
        dedupeKey: `care ${place}`,
      })),
    )
    return ids.flatMap((id) => id ?? [])
  })
}

const stepMessages = async () => (await messagesOf(desk)).filter(({ kind }) => kind === 'journey_step')

describe('what is due together', () => {
  opens()

  test('is taken in one transaction, each for its own person', async () => {
    await three()
    await addVersion(desk, 'call_back', sequence)
    expect(await enroll({ is: 'everybody' })).toEqual({ ok: true, enrolled: 3, next: null })
    await desk.pass({ hours: 4 })
    expect((await stepMessages()).map(({ status }) => status)).toEqual(['kept', 'kept', 'kept'])
    // Events are never changed, so that of each is still known which transaction wrote it.
    const [queued] = await desk.rows(
      `select count(distinct contact_id)::int as people, count(distinct xmin::text)::int as transactions
       from events
       where type = 'message.queued' and payload ->> 'kind' = 'journey_step'`,
    )
    expect(queued).toEqual({ people: 3, transactions: 1 })
  })

  test('a step that cannot be taken stops no other, and is taken when it can be', async () => {
    await three()
    await addVersion(desk, 'call_back', sequence)
    await enroll({ is: 'everybody' })
    // One person's messages are refused by the database, as a bug of ours would have it.
    const [bo] = await desk.rows(`select id from contacts where display_name = 'Bo Lind'`)
    await desk.rows(`
      create function refuse_bo() returns trigger language plpgsql as $$
      begin
        if new.contact_id = '${bo.id}' and new.kind = 'journey_step' then raise exception 'not now'; end if;
        return new;
      end $$`)
    await desk.rows(
      'create trigger refuse_bo before insert on messages for each row execute function refuse_bo()',
    )
    desk.clock.advance({ hours: 4 })
    await sweepTouchpoints(desk.foyer.desk, outside)
    await expect.poll(async () => (await stepMessages()).length, { timeout: 10_000 }).toBe(2)
    await desk.rows('drop trigger refuse_bo on messages')
    await desk.settle()
    expect((await stepMessages()).map(({ status }) => status)).toEqual(['kept', 'kept', 'kept'])
  })

  test('of messages to one person that go out together each counts those before it', async () => {
    const [visit, ...others] = await three()
    await queueCare([visit, visit, visit, ...others].map((each) => each?.contact.id))
    await desk.settle()
    const made = await desk.rows(
      `select contact_id = $1 as hers, status = 'sent' as is_sent, reason
       from messages
       where kind = 'journey_step'
       order by 1, 2`,
      [visit?.contact.id],
    )
    expect(made).toEqual([
      { hers: false, is_sent: true, reason: null },
      { hers: false, is_sent: true, reason: null },
      { hers: true, is_sent: false, reason: 'daily_cap' },
      { hers: true, is_sent: false, reason: 'daily_cap' },
      { hers: true, is_sent: true, reason: null },
    ])
  })
})

describe('messages that are begun together', () => {
  opens({ ROLE: 'web' })

  const inClinic = <T>(work: (tx: Tx) => Promise<T>) =>
    desk.foyer.database.inClinic(desk.clinic.clinicId, work)
  const statuses = async () =>
    (await desk.rows('select status from messages order by id')).map(({ status }) => status)

  /** Ana, Bo and Cleo, without visits. */
  async function people(): Promise<[string, string, string]> {
    const ids = ['', '', '']
    for (const [place, name] of NAMES.entries()) {
      const evidence = { name, phone: `+1312555014${place}`, phoneRaw: null, email: null }
      const known = { timeZone: null, locale: null, source: 'test' }
      const { contactId } = await inClinic((tx) => recognizeContact(tx, system, { ...evidence, ...known }))
      ids[place] = contactId
    }
    return ids as [string, string, string]
  }

  /** Mail that is taken as it comes, and how often each was. */
  function mail() {
    const handed: string[] = []
    const port: EmailPort = {
      async send({ messageId }) {
        handed.push(messageId)
        return { vendorMessageId: messageId }
      },
      check: async () => {},
    }
    const carriers = { email: { port, from: { name: 'Riverside', address: 'desk@example.com' } }, chat: null }
    const send = (id: string) => sendOne(desk.foyer.desk, carriers, { clinicId: desk.clinic.clinicId, id })
    return { handed, send }
  }

  test('wait for nobody: whoever is locked is left to a try of their own', async () => {
    const [ana, bo, cleo] = await people()
    const ids = await queueCare([ana, bo, cleo])
    await inClinic(async (tx) => {
      await lockContacts(tx, [bo])
      const begun = await inClinic((other) => beginSending(other, ids))
      expect(begun.keys().toArray().toSorted()).toEqual([ids[0], ids[2]].toSorted())
    })
    expect(await statuses()).toEqual(['sending', 'queued', 'sending'])
    expect((await inClinic((tx) => beginSending(tx, [ids[1] ?? '']))).get(ids[1] ?? '')).toBeTruthy()
  })

  test('hold one of each contact: the next sees what the first has counted', async () => {
    const [ana, bo] = await people()
    const ids = await queueCare([ana, ana, bo])
    const begun = await inClinic((tx) => beginSending(tx, ids))
    expect(begun.keys().toArray().toSorted()).toEqual([ids[0], ids[2]].toSorted())
    const next = await inClinic((tx) => beginSending(tx, [ids[1] ?? '']))
    expect(next.get(ids[1] ?? '')).toBeNull()
  })

  test('go out once each, also those that are asked for twice in one breath', async () => {
    const ids = await queueCare(await people())
    const { handed, send } = mail()
    await Promise.all([...ids, ...ids].map(send))
    expect(handed.map((id) => id.slice(1, 37)).toSorted()).toEqual(ids.toSorted())
    expect(await statuses()).toEqual(['sent', 'sent', 'sent'])
  })

  test('are tried one by one where their batch is refused, so that one stops no other', async () => {
    const [ana, bo, cleo] = await people()
    const ids = await queueCare([ana, bo, cleo])
    await desk.rows(`
      create function refuse_bo() returns trigger language plpgsql as $$
      begin
        if new.contact_id = '${bo}' and new.status = 'sending' then raise exception 'not now'; end if;
        return new;
      end $$`)
    await desk.rows(
      'create trigger refuse_bo before update on messages for each row execute function refuse_bo()',
    )
    const { handed, send } = mail()
    const ended = await Promise.allSettled(ids.map(send))
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(handed).toHaveLength(2)
    expect(await statuses()).toEqual(['sent', 'queued', 'sent'])
    await desk.rows('drop trigger refuse_bo on messages')
    await send(ids[1] ?? '')
    expect(await statuses()).toEqual(['sent', 'sent', 'sent'])
  })
})

describe('a segment', () => {
  opens()

  test('leaves out who has a visit ahead where a booking ends the journey, and takes nobody in twice', async () => {
    await three()
    const booking = calcomBooking({ attendee: { name: 'Dee Ross' }, phone: '+13125550149' })
    const visit = await booked(desk, booking.created())
    await booked(desk, booking.cancelled())
    await addVersion(desk, 'call_back', { ...sequence, exits: ['appointment.booked'] })
    expect(await enroll({ is: 'everybody' })).toEqual({ ok: true, enrolled: 1, next: null })
    expect(await enroll({ is: 'contacts', ids: [visit.contact.id] })).toMatchObject({ enrolled: 0 })
  })

  test('of those who were not seen since a day counts the last visit', async () => {
    const [visit] = await three()
    await addVersion(desk, 'call_back', sequence)
    await desk.pass({ days: 9 })
    const fulfilled = { body: { status: 'fulfilled' } }
    const { status } = await desk.api('POST', `/api/appointments/${visit?.id}/status`, fulfilled)
    expect(status).toBe(200)
    const unseenSince = (day: string) => ({
      is: 'not_seen_since' as const,
      before: Temporal.Instant.from(day),
    })
    expect(await enroll(unseenSince('2026-12-01T00:00:00Z'))).toMatchObject({ enrolled: 0 })
    expect(await enroll(unseenSince('2026-12-02T00:00:00Z'))).toMatchObject({ enrolled: 1 })
  })

  test('is refused for a journey around a visit and for one that takes nobody in', async () => {
    await three()
    expect(await enroll({ is: 'everybody' })).toEqual({ ok: false, reason: 'not_found' })
    await addVersion(desk, 'call_back', {
      ...sequence,
      trigger: { event: 'appointment.booked' },
      anchor: 'appointment.end' as const,
      lane: 'appointment',
    })
    expect(await enroll({ is: 'everybody' })).toEqual({ ok: false, reason: 'about_a_visit' })
  })

  test('another clinic sees nothing of it', async () => {
    await three()
    await addVersion(desk, 'call_back', sequence)
    const other = await desk.openClinic('Lakeside')
    const answer = await desk.foyer.database.inClinic(other.clinicId, (tx) =>
      enrollSegment(tx, system, { journey: 'call_back', segment: { is: 'everybody' }, after: null }),
    )
    expect(answer).toEqual({ ok: false, reason: 'not_found' })
  })
})
