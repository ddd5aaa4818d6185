/** What a vendor tells late or out of order undoes nothing that was decided since, and no message is lost by it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { applyChatNotice, type Heard } from '../../src/desk/outreach/apply-chat-notice.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import type { ChannelUser, MessagingNotice } from '../../src/providers/messaging/notice.ts'
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

let threads = 500

/** Somebody who writes through Chatwoot, and what it tells of their thread and of their lines. */
async function openThread() {
  threads += 1
  const id = String(threads)
  const user: ChannelUser = { id: `contact-${id}`, aliases: [], phone: null, name: 'Ana Ruiz', email: null }
  const chat = await openChat(desk, { channel: 'instagram', id: user.id })
  const thread = { id, channel: 'instagram', account: '1:11' } as const
  const tell = async (notice: MessagingNotice): Promise<Heard> => {
    const connectionId = (await desk.rows(`select id from connections where vendor = 'instagram'`))[0].id
    return inClinic((tx) =>
      applyChatNotice(tx, system, { connectionId, notice, receivedAt: desk.clock.now() }),
    )
  }
  return {
    chat,
    /** The person writes, and Chatwoot's thread is known from then on. */
    async begin(text: string) {
      const answer = await chat.say(text)
      await desk.rows('update conversations set thread_id = $2 where id = $1', [chat.conversationId(), id])
      return answer
    },
    says: (state: 'assistant' | 'person' | 'closed' | 'snoozed', at: Temporal.Instant) =>
      tell({ kind: 'thread', thread, state, at }),
    staffWrite: (text: string, at: Temporal.Instant, isPrivate = false) =>
      tell({
        ...{ kind: 'echo', vendorMessageId: uuidv7(), messageId: null, thread, to: user, at, text },
        ...{ attachments: [], author: 'staff', isPrivate },
      }),
  }
}

async function statusOf(chat: Chat): Promise<string> {
  return (await chat.row()).status
}

describe('Chatwoot’s “pending” of before', () => {
  test('takes back no request for a person', async () => {
    const { chat, begin, says } = await openThread()
    const began = desk.clock.now()
    await begin('I want to talk to a person')
    expect(await says('assistant', began)).toMatchObject({ is: 'kept', why: expect.stringMatching(/late/) })
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'asked_for_person' })
  })

  test('takes no conversation from whoever has it: the assistant stays silent', async () => {
    const { chat, begin, says } = await openThread()
    await begin('hello')
    const before = desk.clock.now()
    desk.clock.advance({ seconds: 5 })
    await inClinic((tx) => takeOver(tx, system, { conversationId: chat.conversationId(), assigneeId: 'u1' }))
    await says('assistant', before)
    expect(await chat.say('how much is a skin check?')).toBeNull()
    expect(await statusOf(chat)).toBe('person')
  })

  test('overtaken by a later “open” is old as well', async () => {
    const { chat, begin, says } = await openThread()
    await begin('I want to talk to a person')
    const pending = desk.clock.now().add({ seconds: 1 })
    const open = desk.clock.now().add({ seconds: 2 })
    desk.clock.advance({ seconds: 10 })
    await says('person', open)
    await says('assistant', pending)
    expect(await statusOf(chat)).toBe('waiting')
  })
})

test('what Chatwoot says in the order in which it was is followed, however late it comes', async () => {
  const { chat, begin, says } = await openThread()
  await begin('hello')
  const open = desk.clock.now().add({ seconds: 1 })
  const pending = desk.clock.now().add({ seconds: 2 })
  desk.clock.advance({ minutes: 3 })
  await says('person', open)
  expect(await statusOf(chat)).toBe('waiting')
  await says('assistant', pending)
  expect(await statusOf(chat)).toBe('assistant')
  expect((await chat.say('how much is a skin check?'))?.body).toMatch(/95/)
})

test('what was written after staff gave the conversation back is answered, also where it came here first', async () => {
  const { chat, begin, says } = await openThread()
  await begin('I want to talk to a person')
  desk.clock.advance({ seconds: 10 })
  const givenBack = desk.clock.now()
  desk.clock.advance({ seconds: 10 })
  expect(await chat.say('how much is a skin check?')).toBeNull()
  await says('assistant', givenBack)
  expect((await chat.answer())?.body).toMatch(/95/)
})

describe('Chatwoot’s “resolved”', () => {
  test('of before a message neither closes nor swallows it', async () => {
    const { chat, begin, says } = await openThread()
    await begin('hello')
    const resolved = desk.clock.now()
    desk.clock.advance({ seconds: 5 })
    await chat.write('how much is a skin check?')
    await says('closed', resolved)
    expect((await chat.answer())?.body).toMatch(/95/)
    expect(await statusOf(chat)).toBe('assistant')
  })

  test('closes, and what the assistant was about to answer is answered', async () => {
    const { chat, begin, says } = await openThread()
    await begin('hello')
    await chat.write('how much is a skin check?')
    desk.clock.advance({ milliseconds: 100 })
    await says('closed', desk.clock.now())
    expect(await statusOf(chat)).toBe('closed')
    expect((await chat.answer())?.body).toMatch(/95/)
  })

  test('closes what staff had, and nothing of it is answered', async () => {
    const { chat, begin, says } = await openThread()
    await begin('I want to talk to a person')
    await chat.write('how much is a skin check?')
    desk.clock.advance({ minutes: 5 })
    await says('closed', desk.clock.now())
    expect(await chat.row()).toMatchObject({ status: 'closed', answer_due_at: null })
  })
})

describe('what staff wrote in the vendor’s app', () => {
  test('first makes the talk theirs: the person’s answer is not met by the assistant', async () => {
    const { chat, staffWrite } = await openThread()
    await openChat(desk, { channel: 'instagram' }).then((other) => other.say('hello'))
    await staffWrite('Hi Ana, could you send me your insurance number?', desk.clock.now())
    desk.clock.advance({ minutes: 2 })
    expect(await chat.say('sure, it is A 123')).toBeNull()
    const row = await chat.row()
    expect(row).toMatchObject({ status: 'person', last_text: 'sure, it is A 123' })
    const lines = await desk.rows(
      'select author, body from received_messages where conversation_id = $1 order by id',
      [row.id],
    )
    expect(lines.map(({ author }) => author)).toEqual(['staff', 'contact'])
    const started = await desk.rows(
      `select actor_kind from events where type = 'conversation.started' and payload ->> 'conversationId' = $1`,
      [row.id],
    )
    expect(started).toHaveLength(1)
  })

  test('for staff alone begins no talk with anybody', async () => {
    const { staffWrite } = await openThread()
    expect(await staffWrite('call her on Monday', desk.clock.now(), true)).toMatchObject({ is: 'kept' })
  })

  test('before they gave it back is kept, and takes nothing over again', async () => {
    const { chat, begin, says, staffWrite } = await openThread()
    await begin('I want to talk to a person')
    const wrote = desk.clock.now().add({ seconds: 1 })
    desk.clock.advance({ minutes: 1 })
    await says('assistant', desk.clock.now())
    await staffWrite('We open at nine.', wrote)
    expect(await statusOf(chat)).toBe('assistant')
    expect((await chat.say('how much is a skin check?'))?.body).toMatch(/95/)
  })
})
