/** Which channel converts: conversations of every channel, and the bookings that come of them (REQUIREMENTS A10). */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vendor } from '../../src/desk/connections/connection.ts'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { lockContacts } from '../../src/desk/contacts/recognize-contact.ts'
import type { ChatChannel } from '../../src/desk/conversations/conversation.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { tellChatOfBooking } from '../../src/desk/outreach/tell-chat-of-booking.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { silenceAssistant } from '../widget/visitor.ts'

let desk: TestDesk
let clinic: TestClinic
const connections = new Map<string, string>()

const CHANNELS: [ChatChannel, Vendor][] = [
  ['whatsapp', 'whatsapp'],
  ['instagram', 'instagram'],
  ['sms', 'twilio'],
  ['widget', 'widget'],
  ['facebook', 'chatwoot'],
]

beforeAll(async () => {
  desk = await openDesk()
  clinic = await desk.openClinic('Reported')
  await silenceAssistant(desk, clinic)
  for (const [channel, vendor] of CHANNELS) {
    const settings = { is_local: 'yes' }
    const { id } = await inClinic((tx) =>
      createConnection(tx, system, {
        ...{ vendor, name: vendor, settings, keyring: desk.foyer.keyring },
        ...(vendor === 'widget' ? {} : { credentials: {} }),
      }),
    )
    connections.set(channel, id)
  }
})
afterAll(() => desk.close())

function inClinic<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.foyer.database.inClinic(clinic.clinicId, work)
}

/** Somebody new begins a conversation. */
async function writes(channel: ChatChannel): Promise<{ conversationId: string; contactId: string }> {
  const { conversationId } = await inClinic((tx) =>
    receiveMessage(tx, system, {
      ...{
        connectionId: connections.get(channel) ?? '',
        channel,
        threadId: null,
        vendorMessageId: randomUUID(),
      },
      writer: { id: randomUUID(), aliases: [], phone: null, name: null },
      ...{ at: tx.clock.now(), text: 'hello', attachments: [], choice: null, repliesTo: null },
    }),
  )
  await desk.settle()
  const [row] = await desk.rows('select contact_id from conversations where id = $1', [conversationId])
  return { conversationId, contactId: row.contact_id }
}

let people = 0
/** A booking that came by a link which says `source`. */
async function books(source: string): Promise<{ appointmentId: string; contactId: string }> {
  people += 1
  const attendee = { name: `Person ${people}`, email: `person${people}@example.com` }
  await desk.deliver(calcomBooking({ attendee, answers: { utm_source: source } }).created(), {
    to: clinic.calcom,
  })
  await desk.settle()
  const [row] = await desk.rows('select id, contact_id from appointments order by id desc limit 1')
  return { appointmentId: row.id, contactId: row.contact_id }
}

async function reported(as = clinic.keys.owner) {
  const { body } = await desk.api('GET', '/api/reports/channels', { as })
  return Object.fromEntries(
    body.channels.map(({ channel, ...row }: Record<string, unknown>) => [channel, row]),
  )
}

test('a conversation of every channel counts where it began, and as booked where a booking came of it', async () => {
  for (const [channel] of CHANNELS) {
    const { conversationId } = await writes(channel)
    await writes(channel)
    await desk.pass({ minutes: 1 })
    // The link said nothing of where it stood: the conversation does.
    const { appointmentId } = await books('')
    await inClinic((tx) =>
      tellChatOfBooking(tx, { conversationId, appointmentId, kind: 'confirmation', text: 'Booked' }),
    )
  }
  const row = { conversations: 2, conversations_booked: 1, bookings: 1, first_touches: 1 }
  const rows = await reported()
  for (const [channel] of CHANNELS) expect(rows[channel], channel).toMatchObject(row)
  expect(rows).not.toHaveProperty('direct')
})

test('whoever wrote first and booked by another way came first where they wrote', async () => {
  const before = await reported()
  const { contactId: writer } = await writes('instagram')
  await desk.pass({ minutes: 1 })
  const { contactId: booker } = await books('email')
  await inClinic(async (tx) => {
    await lockContacts(tx, [writer, booker])
    await mergeContacts(tx, system, {
      ...{ fromContactId: writer, intoContactId: booker, reason: 'staff', evidence: {} },
    })
  })
  const rows = await reported()
  expect(rows.email).toMatchObject({ conversations: 0, bookings: 1, first_touches: 0 })
  expect(rows.instagram.first_touches).toBe(before.instagram.first_touches + 1)
  expect(rows.instagram.bookings).toBe(before.instagram.bookings)
})

test('who booked first and wrote later came by the booking; another clinic sees nothing of it', async () => {
  const before = await reported()
  const { contactId: booker } = await books('email')
  await desk.pass({ minutes: 1 })
  const { contactId: writer } = await writes('whatsapp')
  await inClinic(async (tx) => {
    await lockContacts(tx, [writer, booker])
    await mergeContacts(tx, system, {
      ...{ fromContactId: writer, intoContactId: booker, reason: 'staff', evidence: {} },
    })
  })
  const rows = await reported()
  expect(rows.email.first_touches).toBe(before.email.first_touches + 1)
  expect(rows.whatsapp.first_touches).toBe(before.whatsapp.first_touches)
  expect(await reported((await desk.openClinic('Lakeside')).keys.owner)).toEqual({})
})
