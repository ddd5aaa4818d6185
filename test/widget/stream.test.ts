/** The widget's stream: what one visitor is told of their one conversation, and that nothing of it is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addNote } from '../../src/desk/conversations/add-note.ts'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { writeToPerson } from '../../src/desk/outreach/write-to-person.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { ask, type Chat, openChat, silenceAssistant, textsOf, visit } from './visitor.ts'

let desk: TestDesk
let chat: Chat

beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  chat = await openChat(desk)
  await silenceAssistant(desk, desk.clinic)
})
afterAll(() => desk.close())

describe('a stream', () => {
  test('tells lines as they come, each once, and who answers', async () => {
    const ana = await visit(desk, chat)
    const key = await ana.write('Hello')
    const stream = await ana.listen()
    await expect.poll(() => textsOf(stream)).toEqual(['Hello'])
    expect([...stream.lines.values()][0]).toMatchObject({ key, from: 'visitor' })
    await ana.isAnswered('Good morning!')
    await expect.poll(() => textsOf(stream)).toEqual(['Hello', 'Good morning!'])
    await expect.poll(() => stream.state?.answers).toBe('person')
    expect(stream.state?.is_seen).toBe(true)
    expect(new Set(stream.told).size).toBe(stream.told.length)
    await stream.close()
  })

  test('begins for whoever has written nothing, and then tells what they write', async () => {
    const ana = await visit(desk, chat)
    const stream = await ana.listen()
    await ana.write('First words')
    await expect.poll(() => textsOf(stream)).toEqual(['First words'])
    await stream.close()
  })

  test('says that the assistant is writing', async () => {
    const ana = await visit(desk, chat)
    await ana.write('Hello')
    const conversationId = await ana.conversationId()
    const stream = await ana.listen()
    await expect.poll(() => stream.state).toBeDefined()
    await desk.rows(`update conversations set answer_due_at = '2027-01-01T00:00:00Z' where id = $1`, [
      conversationId,
    ])
    // Its state is told with the next event of the conversation.
    await chat.inClinic((tx) => releaseConversation(tx, system, conversationId))
    await desk.rows(
      `update conversations set answer_due_at = '2027-01-01T00:00:00Z', status = 'assistant' where id = $1`,
      [conversationId],
    )
    await chat.inClinic((tx) => addNote(tx, system, { conversationId, text: 'A note' }))
    await expect.poll(() => stream.state?.is_typing).toBe(true)
    await desk.rows('update conversations set answer_due_at = null where id = $1', [conversationId])
    await stream.close()
  })

  test('resumes behind the last line, and misses none that was sent late', async () => {
    const ana = await visit(desk, chat)
    await ana.write('One')
    const conversationId = await ana.conversationId()
    // Queued before the next line and sent after it: its place is above what was told last.
    await chat.inClinic((tx) =>
      writeToPerson(tx, system, { conversationId, userId: null, requestKey: null, text: 'Two' }),
    )
    await desk.settle()
    await desk.rows(`update messages set status = 'held' where conversation_id = $1`, [conversationId])
    await ana.write('Three')
    const first = await ana.listen()
    await expect.poll(() => textsOf(first)).toEqual(['One', 'Three'])
    const { lastId } = first
    await first.close()
    await desk.rows(`update messages set status = 'sent' where conversation_id = $1`, [conversationId])
    const second = await ana.listen(lastId)
    await expect.poll(() => textsOf(second)).toContain('Two')
    await second.close()
    desk.clock.advance({ minutes: 30 })
    await ana.write('Four')
    const third = await ana.listen()
    await expect.poll(() => third.lines.size).toBe(4)
    const fourth = await ana.listen(third.lastId)
    await expect.poll(() => fourth.state).toBeDefined()
    expect(textsOf(fourth)).toEqual(['Four'])
    await Promise.all([third.close(), fourth.close()])
  })

  test('tells no notes, nothing of other conversations, and nothing that was not sent', async () => {
    const [ana, emma] = [await visit(desk, chat), await visit(desk, chat)]
    await ana.write('Ana is here')
    await emma.write('Emma is here')
    const stream = await ana.listen()
    await expect.poll(() => textsOf(stream)).toEqual(['Ana is here'])
    const conversationId = await ana.conversationId()
    await chat.inClinic((tx) => addNote(tx, system, { conversationId, text: 'She is always late' }))
    await emma.isAnswered('Hello Emma')
    await chat.inClinic((tx) =>
      writeToPerson(tx, system, { conversationId, userId: null, requestKey: null, text: 'Refused' }),
    )
    await desk.rows(
      `update messages set status = 'refused', reason = 'opted_out' where conversation_id = $1 and status = 'queued'`,
      [conversationId],
    )
    await desk.settle()
    await ana.isAnswered('Hello Ana')
    await expect.poll(() => textsOf(stream)).toContain('Hello Ana')
    expect(JSON.stringify([...stream.lines.values()])).not.toMatch(/late|Emma/)
    const { body } = await ask(desk, `${chat.slug}/session`, { body: { token: ana.token } })
    expect(JSON.stringify(body)).not.toMatch(/late|Emma/)
    await stream.close()
  })

  test('is not held open more often than anybody needs', async () => {
    const ana = await visit(desk, chat)
    const streams = []
    for (let i = 0; i < 6; i++) streams.push(await ana.listen())
    const refused = await ask(desk, `${chat.slug}/events`, { method: 'GET', token: ana.token })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('30')
    await streams[0]?.close()
    await expect
      .poll(async () => {
        const response = await desk.foyer.request(`/widget/${chat.slug}/events`, {
          headers: { authorization: `Bearer ${ana.token}` },
        })
        await response.body?.cancel()
        return response.status
      })
      .toBe(200)
    await Promise.all(streams.map((stream) => stream.close()))
  })

  test('refuses a place to begin that is none', async () => {
    const ana = await visit(desk, chat)
    const answer = await ask(desk, `${chat.slug}/events?after=here`, { method: 'GET', token: ana.token })
    expect(answer.status).toBe(400)
  })

  test('ends when the server stops', async () => {
    const other = await openDesk({ listens: true })
    const ours = await openChat(other)
    const ana = await visit(other, ours)
    const open = (signal?: AbortSignal) =>
      fetch(`${other.address}/widget/${ours.slug}/events`, {
        headers: { authorization: `Bearer ${ana.token}` },
        ...(signal ? { signal } : {}),
      })
    // Whoever goes away makes room.
    const gone = new AbortController()
    const held: Response[] = []
    for (let i = 0; i < 6; i++) held.push(await open(gone.signal))
    expect((await open()).status).toBe(429)
    // Kept until here: a response that is collected as garbage lets its stream go.
    expect(held.map(({ status }) => status)).toEqual(Array(6).fill(200))
    gone.abort()
    let response = await open()
    for (let i = 0; i < 50 && !response.ok; i++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      response = await open()
    }
    expect(response.status).toBe(200)
    const reading = response.text()
    const startedAt = performance.now()
    await other.close()
    expect(await reading).toContain('event: state')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
