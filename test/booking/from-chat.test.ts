/** A booking page that the chat opened: what is booked there belongs to the conversation, and stands in it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { chatReference, readChatReference } from '../../src/http/public/booking-chat.ts'
import { newVisitor, type VisitorId } from '../../src/http/public/widget-visitor.ts'
import { createKeyring } from '../../src/kit/crypto.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'
import { type Chat, openChat, silenceAssistant } from '../widget/visitor.ts'
import { type BookingCast, fieldIn, openBookings } from './cast.ts'

let desk: TestDesk
let cast: BookingCast
let chat: Chat
let service: Service
let day = Temporal.PlainDate.from('2026-11-23')
let people = 0

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
  chat = await openChat(desk)
  await silenceAssistant(desk, desk.clinic)
  service = await cast.make()
})
afterAll(() => desk.close())

const reference = (visitor: VisitorId, clinicId = desk.clinic.clinicId) =>
  chatReference(desk.foyer.keyring, { clinicId, visitor, now: desk.clock.now() })

/** The conversation of a visitor who has written. */
async function writes(visitor: VisitorId): Promise<string> {
  const received = await chat.inClinic((tx) =>
    receiveMessage(tx, system, {
      ...{
        connectionId: chat.connectionId,
        channel: 'widget',
        threadId: null,
        vendorMessageId: randomUUID(),
      },
      writer: { id: visitor, aliases: [], phone: null, name: null },
      ...{ at: tx.clock.now(), text: 'do you have time this week?', attachments: [], choice: null },
      repliesTo: null,
    }),
  )
  await desk.settle()
  return received.conversationId
}

/** From the page that the chat opens to the booking, through every page between. */
async function books(query: Record<string, string>, of: Service = service) {
  day = day.add({ days: day.dayOfWeek === 5 ? 3 : 1 })
  const search = new URLSearchParams({ source: 'widget', embed: '1', ...query })
  const page = await cast.guest.get(`/${cast.slug}/${of.slug}?${search}`)
  expect(page.status).toBe(200)
  const [, action = ''] = /<form[^>]+action="([^"]+\/hold[^"]*)"/.exec(page.text) ?? []
  const held = await cast.guest.post(action.replaceAll('&amp;', '&'), { start: `${day}T16:00:00Z` })
  const form = await cast.guest.get(held.location ?? '')
  const hidden = ['start', 'duration', 'practitioner', 'hold', 'key', 'consent_version']
  const [, target = ''] = /<form[^>]+action="([^"]+\/book[^"]*)"/.exec(form.text) ?? []
  const fields = {
    ...Object.fromEntries(hidden.map((name) => [name, fieldIn(form.text, name)])),
    ...{ name: 'Ana Ruiz', phone: `(312) 555-30${String(++people).padStart(2, '0')}`, email: '' },
  }
  const send = () => cast.guest.post(target.replaceAll('&amp;', '&'), fields)
  const booked = await send()
  expect(booked.location).toContain('/booked/')
  await desk.settle()
  const [touch] = await desk.rows(
    `select appointment_id, conversation_id, first_channel, last_channel, campaign from attribution_touches order by id desc limit 1`,
  )
  return { touch, send }
}

const linesOf = async (conversationId: string) =>
  (await desk.api('GET', `/api/conversations/${conversationId}/thread`)).body.lines

test('its touch has the conversation and the widget, and the thread shows it once, however often the form is sent', async () => {
  const visitor = newVisitor()
  const conversationId = await writes(visitor)
  const before = (await linesOf(conversationId)).length
  const { touch, send } = await books({ chat: reference(visitor), utm_campaign: 'spring', lang: 'en' })
  expect(touch).toMatchObject({
    ...{
      conversation_id: conversationId,
      first_channel: 'widget',
      last_channel: 'widget',
      campaign: 'spring',
    },
  })
  await send()
  await desk.settle()
  const added = (await linesOf(conversationId)).slice(before)
  expect(added).toMatchObject([
    {
      author: 'system',
      status: 'sent',
      body: `Booked: ${service.name}, Tuesday, November 24, 2026, 10:00 AM`,
    },
  ])
})

test('what has to be confirmed is a request in the thread, in the language of the page', async () => {
  const asked = await cast.make({ requiresConfirmation: true })
  const visitor = newVisitor()
  const conversationId = await writes(visitor)
  await books({ chat: reference(visitor), lang: 'es' }, asked)
  const said = (await linesOf(conversationId)).at(-1)
  expect(said).toMatchObject({ author: 'system', body: expect.stringContaining(asked.name) })
  expect(said.body).toMatch(/noviembre/)
  expect(said.body).not.toMatch(/^Reservad/)
})

test('a visitor who has not written yet has no conversation: the widget alone is known', async () => {
  const { touch } = await books({ chat: reference(newVisitor()), source: 'instagram' })
  expect(touch).toMatchObject({ conversation_id: null, last_channel: 'widget' })
})

test('a reference that is forged, old, cut or another clinic’s says nothing, and the booking is made all the same', async () => {
  const visitor = newVisitor()
  const conversationId = await writes(visitor)
  const before = (await linesOf(conversationId)).length
  const other = await desk.openClinic('Lakeside')
  const old = reference(visitor)
  desk.clock.advance({ hours: 2 })
  const right = reference(visitor)
  const stranger = createKeyring({ current: 'another secret of at least thirty-two characters' })
  const forged = chatReference(stranger, { clinicId: desk.clinic.clinicId, visitor, now: desk.clock.now() })
  for (const text of [old, forged, right.slice(0, -2), reference(visitor, other.clinicId), visitor, 'x']) {
    const { touch } = await books({ chat: text, source: 'instagram' })
    expect(touch, text).toMatchObject({ conversation_id: null, last_channel: 'instagram' })
  }
  expect(await linesOf(conversationId)).toHaveLength(before)
  expect((await books({ chat: right, source: 'instagram' })).touch.conversation_id).toBe(conversationId)
})

test('a reference shows nothing of whom it names, and another clinic cannot read it', () => {
  const { clinicId } = desk.clinic
  const visitor = 'user:ana.ruiz@example.com'
  const text = reference(visitor)
  const readable = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect([text, ...readable].join(' ')).not.toContain('ana')
  const now = desk.clock.now()
  expect(readChatReference(desk.foyer.keyring, { clinicId, text, now })).toBe(visitor)
  expect(readChatReference(desk.foyer.keyring, { clinicId, text, now: now.add({ hours: 2 }) })).toBeNull()
})
