/** Bubbles are answered once and in their order, in whatever order they are worked off; what comes days late reaches staff. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { applyChatNotice } from '../../src/desk/outreach/apply-chat-notice.ts'
import { findConsents } from '../../src/desk/outreach/find-consents.ts'
import { answerConversation } from '../../src/desk/receptionist/answer-conversation.ts'
import { WAITS_MS } from '../../src/desk/receptionist/gather.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
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

function inClinic<T>(work: Parameters<typeof desk.foyer.database.inClinic<T>>[1]): Promise<T> {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, work)
}

let people = 0

async function openWhatsApp() {
  people += 1
  const phone = `+1312557${String(1000 + people)}`
  const chat = await openChat(desk, { channel: 'whatsapp', phone })
  await chat.say('hello')
  const { connection_id: connectionId } = await chat.row()
  const id = phone.slice(1)
  return {
    chat,
    connectionId,
    /** A delivery that came to the door at `receivedAt` is worked off now. */
    workOff: (text: string, receivedAt: Temporal.Instant, at = receivedAt) =>
      inClinic((tx) =>
        receiveMessage(tx, system, {
          ...{ connectionId, channel: 'whatsapp', writer: { id, aliases: [], phone, name: null } },
          ...{ threadId: null, vendorMessageId: uuidv7(), at, receivedAt, text, attachments: [] },
          ...{ choice: null, repliesTo: null },
        }),
      ),
  }
}

/** Lets every wait pass several times; the answers that came. */
async function answersTo(chat: Chat): Promise<string[]> {
  const links = {
    publicUrl: 'http://foyer.test',
    manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
  }
  const [before] = await desk.rows('select max(id::text) as last from messages where conversation_id = $1', [
    chat.conversationId(),
  ])
  for (let i = 0; i < 4; i++) {
    desk.clock.advance({ seconds: 5 })
    await answerConversation(
      desk.foyer.desk,
      { links, model: null },
      { clinicId: desk.clinic.clinicId, id: chat.conversationId() },
    )
  }
  const rows = await desk.rows(
    'select body from messages where conversation_id = $1 and id > $2::uuid order by id',
    [chat.conversationId(), before.last],
  )
  return rows.map(({ body }) => body)
}

async function linesOf(chat: Chat): Promise<string[]> {
  const rows = await desk.rows(
    `select body from received_messages where conversation_id = $1 and author = 'contact' order by id`,
    [chat.conversationId()],
  )
  return rows.map(({ body }) => body)
}

describe('bubbles that are worked off in another order than they came', () => {
  test('are answered once, in the order in which they came', async () => {
    const { chat, workOff } = await openWhatsApp()
    const first = desk.clock.now()
    desk.clock.advance({ milliseconds: 400 })
    await workOff('and how much is a skin check?', first.add({ milliseconds: 300 }))
    await workOff('where are you?', first)
    expect(await answersTo(chat)).toHaveLength(1)
    expect(await linesOf(chat)).toEqual(['hello', 'where are you?', 'and how much is a skin check?'])
  })

  test('of five, in any order, are one answer', async () => {
    const { chat, workOff } = await openWhatsApp()
    const first = desk.clock.now()
    desk.clock.advance({ milliseconds: 900 })
    const bubbles = ['I would like', 'a skin check', 'next week', 'in the morning', 'what does it cost?']
    for (const i of [4, 1, 3, 0, 2]) {
      await workOff(bubbles[i] as string, first.add({ milliseconds: 100 * i }))
    }
    expect(await answersTo(chat)).toHaveLength(1)
    expect((await linesOf(chat)).slice(1)).toEqual(bubbles)
  })

  test('are all answered where the first came to be worked off after the answer', async () => {
    const { chat, workOff } = await openWhatsApp()
    const first = desk.clock.now()
    desk.clock.advance({ milliseconds: 400 })
    await workOff('how much is a skin check?', first.add({ milliseconds: 300 }))
    expect((await answersTo(chat)).join()).toMatch(/95/)
    await workOff('where are you?', first)
    expect((await answersTo(chat)).join()).toMatch(/12 Main Street/)
    expect(await answersTo(chat)).toEqual([])
  })

  test('are answered where a clock of another node was ahead', async () => {
    const { chat, workOff } = await openWhatsApp()
    await workOff('how much is a skin check?', desk.clock.now())
    await desk.rows(
      `update received_messages set id = overlay(id::text placing 'ffff' from 1 for 4)::uuid where conversation_id = $1 and body like 'how%'`,
      [chat.conversationId()],
    )
    expect((await answersTo(chat)).join()).toMatch(/95/)
    await workOff('where are you?', desk.clock.now())
    expect((await answersTo(chat)).join()).toMatch(/12 Main Street/)
  })
})

test.each(['hi', 'Hello', 'hola', 'ok', 'sí'])('%s is answered after the short pause', async (text) => {
  const { chat, workOff } = await openWhatsApp()
  const now = desk.clock.now()
  await workOff(text, now)
  const { answer_due_at: due } = await chat.row()
  expect(due.getTime() - now.epochMilliseconds).toBe(WAITS_MS.short)
})

describe('a message that comes days late', () => {
  test('waits for a person, and the assistant says nothing', async () => {
    const { chat, workOff } = await openWhatsApp()
    const now = desk.clock.now()
    await workOff('can I come today at 3?', now, now.subtract({ hours: 48 }))
    expect(await answersTo(chat)).toEqual([])
    const row = await chat.row()
    expect(row).toMatchObject({ status: 'waiting', waiting_reason: 'late_message' })
    expect(row.alert_due_at).not.toBeNull()
  })

  test('is still a STOP', async () => {
    const { chat, workOff } = await openWhatsApp()
    const now = desk.clock.now()
    await workOff('STOP', now, now.subtract({ hours: 3 }))
    await answersTo(chat)
    const { contact_id: contactId } = await chat.row()
    const consents = await inClinic((tx) => findConsents(tx, contactId))
    expect(consents).toMatchObject([{ purpose: 'all', state: 'withdrawn' }])
  })

  test('is still an emergency', async () => {
    const { chat, workOff } = await openWhatsApp()
    const now = desk.clock.now()
    await workOff('I have crushing chest pain and cannot breathe', now, now.subtract({ hours: 5 }))
    expect((await answersTo(chat)).join()).toMatch(/call 911 now/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'emergency' })
  })

  test('leaves what is written behind it to that person as well', async () => {
    const { chat, workOff } = await openWhatsApp()
    const now = desk.clock.now()
    await workOff('can I come today at 3?', now, now.subtract({ hours: 48 }))
    await workOff('how much is a skin check?', now.add({ milliseconds: 300 }))
    expect(await answersTo(chat)).toEqual([])
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'late_message' })
  })

  test('stands in the inbox with its reason, also where the channel takes no answer any more', async () => {
    const { chat, workOff } = await openWhatsApp()
    desk.clock.advance({ hours: 72 })
    const now = desk.clock.now()
    await workOff('can I come today at 3?', now, now.subtract({ hours: 48 }))
    const { body } = await desk.api('GET', '/api/conversations?status=waiting&limit=50')
    const found = body.conversations.find(({ id }: { id: string }) => id === chat.conversationId())
    expect(found).toMatchObject({ waiting_reason: 'late_message', last_heard: 'can I come today at 3?' })
    expect(found.window_closes_at < now.toString()).toBe(true)
  })

  test('of the clinic itself, which was away for an hour, is a person’s too', async () => {
    const { chat, workOff } = await openWhatsApp()
    await workOff('how much is a skin check?', desk.clock.now())
    desk.clock.advance({ minutes: 61 })
    expect(await answersTo(chat)).toEqual([])
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'late_message' })
  })

  test('by minutes is answered as ever', async () => {
    const { chat, workOff } = await openWhatsApp()
    const now = desk.clock.now()
    await workOff('how much is a skin check?', now, now.subtract({ minutes: 20 }))
    expect((await answersTo(chat)).join()).toMatch(/95/)
  })
})

test('what was taken back is nowhere shown or found, nor what was understood of it', async () => {
  const { chat, connectionId, workOff } = await openWhatsApp()
  await workOff('my password is hunter2', desk.clock.now())
  await answersTo(chat)
  const [line] = await desk.rows(
    `select vendor_message_id, reading from received_messages where body like '%hunter2'`,
  )
  expect(line.reading).not.toBeNull()
  await desk.rows(`update conversations set last_text = 'my password is hunter2' where id = $1`, [
    chat.conversationId(),
  ])
  const notice = {
    ...({ kind: 'removed', vendorMessageId: line.vendor_message_id, at: null } as const),
    thread: { id: null, channel: 'whatsapp', account: 'x' } as const,
  }
  await inClinic((tx) => applyChatNotice(tx, system, { connectionId, notice, receivedAt: desk.clock.now() }))
  const found = await desk.api('GET', '/api/conversations?search=hunter2')
  expect(found.body.conversations).toEqual([])
  expect((await chat.row()).last_text).not.toMatch(/hunter2/)
  const [after] = await desk.rows(
    'select body, reading from received_messages where vendor_message_id = $1',
    [line.vendor_message_id],
  )
  expect(after).toEqual({ body: '', reading: null })
})

test('a number that was changed is not written to any more', async () => {
  const { chat, connectionId } = await openWhatsApp()
  const { address: previous } = await chat.row()
  const user = { id: '13125579999', aliases: [], phone: '+13125579999', name: null, email: null }
  const thread = { id: null, channel: 'whatsapp', account: 'x' } as const
  const notice = { kind: 'identity', previous, user, thread, at: null } as const
  await inClinic((tx) => applyChatNotice(tx, system, { connectionId, notice, receivedAt: desk.clock.now() }))
  expect((await chat.row()).address).toBe('13125579999')
})
