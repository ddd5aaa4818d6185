/** What vendors tell of a person's will, what they hold back by themselves, and how long staff are told that somebody waits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertStaff } from '../../src/desk/conversations/alert-staff.ts'
import { handOver } from '../../src/desk/conversations/hand-over-conversation.ts'
import { applyChatNotice } from '../../src/desk/outreach/apply-chat-notice.ts'
import { findConsents } from '../../src/desk/outreach/find-consents.ts'
import { noteDelivery } from '../../src/desk/outreach/note-delivery.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat } from '../receptionist/chat.ts'
import { furnish } from '../receptionist/clinic.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)
const statesOf = async (chat: Chat) => {
  const { contact_id } = await chat.row()
  const consents = await inClinic((tx) => findConsents(tx, contact_id))
  return consents.map(({ purpose, channel, state }) => [purpose, channel, state])
}

async function failed(chat: Chat, code: string, vendorCode: string) {
  await chat.say('hello')
  const [{ id }] = await desk.rows('select id from messages where conversation_id = $1', [
    chat.conversationId(),
  ])
  await desk.rows(`update messages set status = 'sent' where id = $1`, [id])
  const note = {
    vendorMessageId: `v-${id}`,
    messageId: id,
    at: desk.clock.now(),
    failure: { code, vendorCode },
  }
  for (let i = 0; i < 2; i++) await inClinic((tx) => noteDelivery(tx, { ...note, status: 'failed' }))
}

describe('a status that says why a message failed', () => {
  test('keeps the person’s no to everything, once', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await failed(chat, 'opted_out', '21610')
    expect(await statesOf(chat)).toEqual([['all', 'sms', 'withdrawn']])
  })

  test('keeps the person’s no to marketing', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await failed(chat, 'marketing_stopped', '131050')
    expect(await statesOf(chat)).toEqual([['marketing', 'whatsapp', 'withdrawn']])
  })

  test('says nothing of the person where Meta held it back by itself', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await failed(chat, 'marketing_held_back', '130472')
    expect(await statesOf(chat)).toEqual([])
  })
})

describe('a word that Twilio has answered by itself', () => {
  const hear = async (chat: Chat, text: string, optOut: 'stop' | 'start' | 'help') => {
    const { connection_id: connectionId, address } = await chat.row()
    await inClinic((tx) =>
      applyChatNotice(tx, system, {
        connectionId,
        receivedAt: desk.clock.now(),
        notice: {
          kind: 'message',
          vendorMessageId: uuidv7(),
          thread: { id: null, channel: 'sms', account: '+15125550100' },
          from: { id: address, aliases: [], phone: address, name: null, email: null },
          at: desk.clock.now(),
          ...{
            text,
            attachments: [],
            choice: null,
            repliesTo: null,
            optOut,
            isUnsupported: false,
            canReply: null,
          },
        },
      }),
    )
  }

  test('is kept, whatever the word, and nothing is sent in answer', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('hello')
    await hear(chat, 'FIN', 'stop')
    expect(await statesOf(chat)).toEqual([['all', 'all', 'withdrawn']])
    expect(await chat.answer()).toBeNull()
    await hear(chat, 'YES', 'start')
    await hear(chat, 'HELP', 'help')
    expect(await chat.answer()).toBeNull()
    expect((await statesOf(chat)).map(([, , state]) => state)).toEqual(['withdrawn', 'granted'])
  })

  test('and was the yes to our question is an answer too', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('skin check on december 3 at 10 am')
    expect((await chat.say('Mia Fox'))?.body).toMatch(/Shall I book it/)
    await hear(chat, 'Yes', 'start')
    expect((await chat.answer())?.body).toMatch(/booked/)
    expect((await statesOf(chat)).map(([, , state]) => state)).toEqual(['granted'])
    await hear(chat, 'Yes', 'start')
    await hear(chat, 'START', 'start')
    expect((await chat.answer())?.body ?? '').not.toMatch(/Shall I book/)
  })

  test('and may have meant the visit stops messages, keeps the visit, and is left to staff', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('skin check on december 4 at 10 am')
    await chat.say('Mia Fox')
    await chat.say('yes')
    await hear(chat, 'CANCEL', 'stop')
    expect(await chat.answer()).toBeNull()
    expect((await statesOf(chat)).at(-1)).toEqual(['all', 'all', 'withdrawn'])
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'not_understood' })
    const visits = await desk.rows(`select status from appointments where contact_id = $1`, [
      (await chat.row()).contact_id,
    ])
    expect(visits).toEqual([{ status: 'booked' }])
    const other = await openChat(desk, { channel: 'sms' })
    await other.say('hello')
    await hear(other, 'CANCEL', 'stop')
    expect((await other.row()).status).toBe('assistant')
  })
})

describe('who waits for a person', () => {
  test('is told to each in line three times, and then stays among those who wait', async () => {
    await inClinic((tx) => saveReceptionistSettings(tx, system, { alertOrder: ['u1', 'u2'] }))
    const chat = await openChat(desk)
    await chat.say('hello')
    const conversationId = chat.conversationId()
    await inClinic((tx) => handOver(tx, system, { conversationId, reason: 'asked_for_person' }))
    const told: unknown[] = []
    for (let i = 0; i < 24; i++) {
      desk.clock.advance({ minutes: 5 })
      if (await inClinic((tx) => alertStaff(tx, conversationId))) told.push((await chat.row()).assignee_id)
    }
    expect(told).toEqual(['u2', 'u1', 'u2', 'u1', 'u2', 'u1'])
    expect(await chat.row()).toMatchObject({ status: 'waiting', alert_due_at: null })
    const { body } = await desk.api('GET', '/api/conversations?status=waiting')
    expect(body.conversations.map(({ id }: { id: string }) => id)).toContain(conversationId)
  })
})
