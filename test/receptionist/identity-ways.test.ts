/** What a stranger typed in beside a patient's address is no way to the patient, until staff confirm it (docs/decisions/0023). */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRecipient } from '../../src/desk/journeys/find-recipient.ts'
import { findConsents } from '../../src/desk/outreach/find-consents.ts'
import { findRoutes } from '../../src/desk/outreach/find-routes.ts'
import { keepRefusal } from '../../src/desk/outreach/keep-refusal.ts'
import { queueMessage } from '../../src/desk/outreach/queue-message.ts'
import { recognizePerson } from '../../src/desk/scheduling/recognize-person.ts'
import type { Service } from '../../src/desk/services/service.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { type BookingCast, openBookings } from '../booking/cast.ts'
import type { TestDesk } from '../desk.ts'
import { type Chat, openChat } from './chat.ts'

const VERA = { name: 'Vera Bloom', phone: '+13125558101', email: 'vera@example.com' }
const MALLORY = { name: 'Mallory Rowe', phone: '+13125558102', email: 'mallory@example.com' }

let desk: TestDesk
let cast: BookingCast
let service: Service
let contactId = ''
let mallory: Chat

beforeAll(async () => {
  ;({ desk, cast } = await openBookings({ env: { ROLE: 'web' } }))
  service = await cast.make({ name: 'Skin check' })
  await books(VERA, '2026-12-01T16:00:00Z')
  await books({ ...MALLORY, email: VERA.email }, '2026-12-01T17:00:00Z')
  await books({ ...MALLORY, phone: VERA.phone }, '2026-12-01T18:00:00Z')
  const [row] = await desk.rows('select contact_id from contact_identifiers where value = $1', [VERA.phone])
  contactId = row.contact_id
  mallory = await openChat(desk, { channel: 'sms', phone: MALLORY.phone })
  await mallory.say('hello there')
})
afterAll(() => desk.close())

async function books(fields: typeof VERA, start: string) {
  const form = { start, duration: '30', key: randomUUID(), ...fields }
  expect((await cast.guest.post(`/riverside/${service.slug}/book`, form)).status).toBe(303)
}

const reach = (phone: string | null, email: string | null) =>
  cast.inClinic(async (tx) => {
    const routes = await findRoutes(tx, { contactId, phone, email, purpose: 'transactional', carried: [] })
    return routes.map(({ address }) => address)
  })

test('her reminders do not go into the conversation of that number; its own visit’s do', async () => {
  expect((await mallory.row()).contact_id).toBe(contactId)
  expect(await reach(VERA.phone, VERA.email)).toEqual([VERA.phone, VERA.email])
  expect(await reach(null, VERA.email)).toEqual([VERA.email])
  expect(await reach(MALLORY.phone, null)).toEqual([MALLORY.phone])
})

test('what speaks of no visit goes to what was there before, and so does what staff book for her', async () => {
  const [recipient, attendee] = await cast.inClinic((tx) =>
    Promise.all([
      findRecipient(tx, { contactId, appointmentId: null }),
      recognizePerson(tx, system, { person: { contactId }, country: 'US', source: 'foyer' }),
    ]),
  )
  expect(recipient).toMatchObject({ phone: VERA.phone, email: VERA.email })
  expect(attendee).toMatchObject({ phoneE164: VERA.phone, email: VERA.email })
})

test('a STOP from it, or a refusal of the vendor, counts for what goes to it and nothing else', async () => {
  await mallory.say('STOP')
  const statesFor = (address: string) =>
    cast.inClinic(async (tx) => {
      const messageId = await queue(tx, address)
      return (await findConsents(tx, contactId, { messageId })).map(({ state }) => state)
    })
  expect(await statesFor(MALLORY.phone)).toEqual(['withdrawn'])
  expect(await statesFor(VERA.phone)).toEqual([])
  await cast.inClinic(async (tx) => {
    const messageId = await queue(tx, MALLORY.phone)
    await keepRefusal(tx, { messageId, contactId, channel: 'sms', code: 'opted_out', vendor: 'twilio' })
  })
  expect(await statesFor(MALLORY.phone)).toEqual(['withdrawn', 'withdrawn'])
  expect(await statesFor(VERA.phone)).toEqual([])
})

test('staff see which were typed in, and confirm one; from then on it is hers', async () => {
  const page = async () => (await desk.api('GET', `/api/contacts/${contactId}`)).body.contact.identifiers
  const standings = async () =>
    Object.fromEntries(
      (await page()).map((one: { value: string; standing: string }) => [one.value, one.standing]),
    )
  expect(await standings()).toEqual({
    [VERA.phone]: 'own',
    [VERA.email]: 'own',
    [MALLORY.phone]: 'claimed',
    [MALLORY.email]: 'claimed',
  })
  const claimed = (await page()).find(({ value }: { value: string }) => value === MALLORY.phone)
  const path = `/api/identifiers/${claimed.id}/confirm`
  const readOnly = await desk.api('POST', path, { as: desk.clinic.keys.viewer })
  expect(readOnly.status).toBe(403)
  expect((await desk.api('POST', path)).body).toEqual({ ok: true })
  expect((await standings())[MALLORY.phone]).toBe('confirmed')
  expect((await desk.api('POST', path.replace(claimed.id, randomUUID()))).status).toBe(404)
  expect(await reach(VERA.phone, VERA.email)).toContain(MALLORY.phone)
})

async function queue(tx: Tx, address: string): Promise<string> {
  const id = await queueMessage(tx, system, {
    ...{
      contactId,
      appointmentId: null,
      appointmentSequence: null,
      kind: 'reminder',
      purpose: 'transactional',
    },
    ...{ channel: 'sms', to: { name: '', address }, invitation: null, dedupeKey: randomUUID() },
    text: { hash: null, subject: null, body: 'Your visit is tomorrow.' },
  })
  if (!id) throw new Error('queued twice')
  return id
}
