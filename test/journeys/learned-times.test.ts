/** A message comes when this person usually writes, inside the window of its step (REQUIREMENTS B6). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { enrollContacts } from '../../src/desk/journeys/enroll-contacts.ts'
import { findSubjects } from '../../src/desk/journeys/find-subjects.ts'
import { findJourney } from '../../src/desk/journeys/start-journeys.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { addVersion, message, switchOffSequences } from './writing.ts'

const CHICAGO = 'America/Chicago'
let desk: TestDesk
let connectionId: string
beforeAll(async () => {
  // The clocks of Chicago go back on 2026-11-01, three days later.
  desk = await openDesk({ now: '2026-10-29T14:00:00Z', env: { ROLE: 'web' } })
  await switchOffSequences(desk)
  const made = await inClinic((tx) =>
    createConnection(tx, system, { vendor: 'widget', name: 'Chat', keyring: desk.foyer.keyring }),
  )
  connectionId = made.id
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)

/** Somebody who wrote at these times of their own wall clock. */
async function writer(walls: readonly string[], zone = CHICAGO): Promise<string> {
  const id = uuidv7()
  let contactId = ''
  for (const wall of walls) {
    const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant()
    const received = await inClinic((tx) =>
      receiveMessage(tx, system, {
        ...{ connectionId, channel: 'widget', threadId: null, vendorMessageId: uuidv7(), at, receivedAt: at },
        writer: { id, aliases: [], phone: null, name: 'Ana' },
        ...{ text: 'Hello', attachments: [], choice: null, repliesTo: null },
      }),
    )
    contactId = received.contactId
  }
  await desk.rows('update contacts set time_zone = $2 where id = $1', [contactId, zone])
  return contactId
}

async function usualOf(contactId: string): Promise<string | null> {
  const [subject] = await inClinic((tx) => findSubjects(tx, [{ contactId, appointmentId: null }]))
  const minute = subject?.usualMinute ?? null
  return minute === null
    ? null
    : new Temporal.PlainTime(Math.floor(minute / 60), minute % 60).toString().slice(0, 5)
}

describe('the usual time', () => {
  const evenings = ['2026-10-20T18:10', '2026-10-22T17:50', '2026-10-27T18:05']
  test.each<[string, string[], string | null]>([
    ['of three evenings is the one in the middle', evenings, '18:05'],
    ['is known from the third day on', evenings.slice(1), null],
    [
      'is not told by many sentences of one evening',
      ['2026-10-27T18:05', '2026-10-27T18:06', '2026-10-27T18:07', '2026-10-27T18:20'],
      null,
    ],
    ['stands against one morning', [...evenings, '2026-10-28T08:00'], '17:50'],
    [
      'is lost where mornings come as often',
      [...evenings, '2026-10-23T08:00', '2026-10-24T08:05', '2026-10-28T08:00'],
      null,
    ],
    ['is none of who writes at any hour', ['2026-10-20T07:00', '2026-10-22T13:00', '2026-10-27T22:00'], null],
    ['is of the first message of a day', [...evenings, '2026-10-20T23:00', '2026-10-22T23:00'], '18:05'],
  ])('%s', async (_, walls, usual) => {
    expect(await usualOf(await writer(walls))).toBe(usual)
  })

  test('is the same wall time on both sides of a clock change, in the person’s own zone', async () => {
    // Berlin went back on 2026-10-25.
    const walls = ['2026-10-22T19:00', '2026-10-24T19:00', '2026-10-26T19:00', '2026-10-27T19:00']
    expect(await usualOf(await writer(walls, 'Europe/Berlin'))).toBe('19:00')
  })

  test('is that of both where two entries were one person', async () => {
    const [one, other] = [await writer(evenings.slice(0, 2)), await writer(evenings.slice(2))]
    expect([await usualOf(one), await usualOf(other)]).toEqual([null, null])
    await inClinic((tx) =>
      mergeContacts(tx, system, {
        ...{ fromContactId: other, intoContactId: one, reason: 'staff' },
        evidence: { phone: null, email: null, name: null },
      }),
    )
    expect(await usualOf(one)).toBe('18:05')
  })
})

test('a step that may moves to it within its window, also over a clock change, and others keep their time', async () => {
  const day = { offset: { days: 1 }, window: { from: '09:00', to: '20:00' } }
  await addVersion(desk, 'drip', {
    ...{ trigger: { event: 'patient.lapsed' }, anchor: 'enrolled', lane: 'drip', exits: [] },
    steps: [
      message('at_its_time', day),
      message('when_they_write', { ...day, isLearned: true }),
      message('in_a_week', { ...day, offset: { days: 7 }, isLearned: true }),
      message('by_noon', { offset: { days: 1 }, window: { from: '09:00', to: '12:00' }, isLearned: true }),
    ],
  })
  const contactId = await writer(['2026-10-20T18:10', '2026-10-22T18:00', '2026-10-27T18:05'])
  await inClinic(async (tx) => {
    const journey = await findJourney(tx, 'drip')
    if (!journey) throw new Error('the drip takes nobody in')
    await enrollContacts(tx, journey, await findSubjects(tx, [{ contactId, appointmentId: null }]))
  })
  const rows = await desk.rows('select step_key, due_at from touchpoints where contact_id = $1', [contactId])
  const walls = rows.map(({ step_key, due_at }) => [
    step_key,
    Temporal.Instant.from(due_at.toISOString()).toZonedDateTimeISO(CHICAGO).toPlainDateTime().toString(),
  ])
  expect(Object.fromEntries(walls)).toEqual({
    at_its_time: '2026-10-30T09:00:00',
    when_they_write: '2026-10-30T18:05:00',
    in_a_week: '2026-11-05T18:05:00',
    by_noon: '2026-10-30T09:00:00',
  })
  const { body } = await desk.api('GET', `/api/contacts/${contactId}/steps`)
  const reasons = body.steps.map((step: { step_key: string; usual_time: string | null }) => [
    step.step_key,
    step.usual_time,
  ])
  expect(Object.fromEntries(reasons), 'staff read why').toEqual({
    ...{ at_its_time: null, by_noon: null, when_they_write: '18:05', in_a_week: '18:05' },
  })
})
