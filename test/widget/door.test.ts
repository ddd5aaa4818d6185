/** The widget's door over real PostgreSQL: who may write, what is kept once, and what a visitor is told. */
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addNote } from '../../src/desk/conversations/add-note.ts'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { writeToPerson } from '../../src/desk/outreach/write-to-person.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { ask, type Chat, openChat, textsOf, type Visitor, visit } from './visitor.ts'

const BEHIND_PROXY = { TRUST_PROXY: '1' }

let desk: TestDesk
let chat: Chat
let lakeside: TestClinic
let theirs: Chat

beforeAll(async () => {
  desk = await openDesk({ env: BEHIND_PROXY })
  chat = await openChat(desk)
  lakeside = await desk.openClinic('Lakeside', 'Europe/Berlin')
  theirs = await openChat(desk, lakeside)
  // Of these tests every line is a visitor's or written by staff.
  for (const { clinicId } of [desk.clinic, lakeside]) {
    await desk.rows(
      `insert into receptionist_settings (clinic_id, is_on, updated_at) values ($1, false, now())`,
      [clinicId],
    )
  }
})
afterAll(() => desk.close())

function inClinic<T>(work: Parameters<typeof desk.foyer.database.inClinic<T>>[1]) {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, work)
}

async function reply(visitor: Visitor, text: string): Promise<void> {
  const conversationId = await visitor.conversationId()
  await inClinic((tx) => writeToPerson(tx, system, { conversationId, userId: null, requestKey: null, text }))
  await desk.settle()
}

describe('a session', () => {
  test('says who answers and in which language, and makes no patient of whoever only looks', async () => {
    const before = await desk.rows('select count(*)::int from contacts')
    const { status, body, headers } = await ask(desk, `${chat.slug}/session`, { body: { language: 'es-MX' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      clinic: { name: 'Riverside' },
      language: 'es',
      has_written: false,
      lines: [],
    })
    expect(body.texts.person).toBe('Hablar con una persona')
    expect(body.state).toEqual({ answers: 'person', is_typing: false, is_seen: false })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await desk.rows('select count(*)::int from contacts')).toEqual(before)
  })

  test('resumes with its token, and the thread is there', async () => {
    const ana = await visit(desk, chat)
    await ana.write('Do you have parking?')
    await reply(ana, 'Yes, behind the house.')
    const { body } = await ask(desk, `${chat.slug}/session`, { body: { token: ana.token } })
    expect(body.has_written).toBe(true)
    expect(body.lines.map(({ from, text }: { from: string; text: string }) => [from, text])).toEqual([
      ['visitor', 'Do you have parking?'],
      ['staff', 'Yes, behind the house.'],
    ])
    const stranger = await ask(desk, `${chat.slug}/session`, { body: {} })
    expect(stranger.body.lines).toEqual([])
  })

  test('begins anew with a token that is forged, altered or another clinic’s', async () => {
    const ana = await visit(desk, chat)
    await ana.write('Hello')
    const [body = ''] = ana.token.split('.')
    for (const token of [
      'x.y',
      `${body}.${'A'.repeat(43)}`,
      `${body}x.${ana.token.split('.')[1]}`,
      '.',
      'ø.ø',
    ]) {
      const answer = await ask(desk, `${chat.slug}/session`, { body: { token } })
      expect(answer.body.has_written).toBe(false)
      expect(
        (await ask(desk, `${chat.slug}/messages`, { token, body: { id: randomUUID(), text: 'Hi' } })).status,
      ).toBe(401)
    }
    const elsewhere = await ask(desk, `${theirs.slug}/session`, { body: { token: ana.token } })
    expect(elsewhere.body.has_written).toBe(false)
    for (const [path, body] of [
      ['messages', { id: randomUUID(), text: 'Hi' }],
      ['person', { id: randomUUID() }],
      ['read', { up_to: randomUUID() }],
    ] as const) {
      const answer = await ask(desk, `${theirs.slug}/${path}`, { token: ana.token, body })
      expect(answer.status).toBe(401)
      expect(answer.body.detail).toContain('begin a session again')
    }
    const stream = await ask(desk, `${theirs.slug}/events`, { method: 'GET', token: ana.token })
    expect(stream.status).toBe(401)
  })

  test('is not begun without end from one network', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.7' }
    const answers = []
    for (let i = 0; i < 42; i++) answers.push(await ask(desk, `${chat.slug}/session`, { body: {}, headers }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40)
    expect(answers.at(-1)?.status).toBe(429)
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
    await visit(desk, chat)
  })

  test('of a user whom the site vouches for is theirs on every device, and nobody’s who only says so', async () => {
    const prove = (id: string) => createHmac('sha256', chat.secret).update(id).digest('hex')
    const emma = { user_id: 'emma-7', user_hash: prove('emma-7') }
    const atHome = await visit(desk, chat, emma)
    await atHome.write('From home')
    const atWork = await ask(desk, `${chat.slug}/session`, { body: emma })
    expect(atWork.body.lines).toHaveLength(1)
    for (const user_hash of [prove('emma-8'), '', 'f'.repeat(64)]) {
      const answer = await ask(desk, `${chat.slug}/session`, { body: { user_id: 'emma-7', user_hash } })
      expect(answer.status).toBe(401)
      expect(answer.body.type).toBe('/problems/wrong-user-hash')
    }
    expect((await ask(desk, `${chat.slug}/session`, { body: { user_id: 'emma-7' } })).status).toBe(422)
    // Left in a browser it resumes nothing.
    const next = await ask(desk, `${chat.slug}/session`, { body: { token: atHome.token } })
    expect(next.body.has_written).toBe(false)
    const [row] = await desk.rows('select address from conversations where id = $1', [
      await atHome.conversationId(),
    ])
    expect(row.address).toBe('user:emma-7')
  })
})

describe('a message', () => {
  test('sent twice, and at the same moment, is one', async () => {
    const ana = await visit(desk, chat)
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => ana.post('messages', { id, text: 'Only once' })))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(answers.filter(({ body }) => !body.is_repeat)).toHaveLength(1)
    const kept = await desk.rows('select 1 from received_messages where vendor_message_id = $1', [id])
    expect(kept).toHaveLength(1)
  })

  test('may bear the same id as another visitor’s', async () => {
    const [ana, emma] = [await visit(desk, chat), await visit(desk, chat)]
    const id = await ana.write('Mine')
    await emma.write('Mine too', id)
    expect(
      await desk.rows('select 1 from received_messages where vendor_message_id = $1', [id]),
    ).toHaveLength(2)
  })

  test.each([
    ['no JSON', '{', 400],
    ['no text', { id: randomUUID(), text: '   ' }, 422],
    ['a text that is too long', { id: randomUUID(), text: 'x'.repeat(2001) }, 422],
    ['an id that is none', { id: '1', text: 'Hi' }, 422],
    ['a NUL', { id: randomUUID(), text: 'a\0b' }, 422],
    ['half a character', `{"id":"${randomUUID()}","text":"\\ud800"}`, 422],
    ['what nobody asked for', { id: randomUUID(), text: 'Hi', author: 'assistant' }, 422],
    ['far too much', { id: randomUUID(), text: 'x'.repeat(20_000) }, 413],
  ])('with %s is refused and says why', async (_, body, status) => {
    const ana = await visit(desk, chat)
    const answer = await ana.post('messages', body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.body.detail).toMatch(/\w/)
  })

  test('of somebody who writes without end is refused for a while', async () => {
    const robot = await visit(desk, chat)
    const answers = []
    for (let i = 0; i < 25; i++)
      answers.push(await robot.post('messages', { id: randomUUID(), text: `${i}` }))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBe(3)
    // Others write on.
    await (await visit(desk, chat)).write('Hello')
    desk.clock.advance({ seconds: 3 })
    expect((await robot.post('messages', { id: randomUUID(), text: 'Again' })).status).toBe(202)
  })
})

describe('a stream', () => {
  test('tells lines as they come, each once, and who answers', async () => {
    const ana = await visit(desk, chat)
    const key = await ana.write('Hello')
    const stream = await ana.listen()
    await expect.poll(() => textsOf(stream)).toEqual(['Hello'])
    expect([...stream.lines.values()][0]).toMatchObject({ key, from: 'visitor' })
    await reply(ana, 'Good morning!')
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
    await inClinic((tx) => releaseConversation(tx, system, conversationId))
    await desk.rows(
      `update conversations set answer_due_at = '2027-01-01T00:00:00Z', status = 'assistant' where id = $1`,
      [conversationId],
    )
    await inClinic((tx) => addNote(tx, system, { conversationId, text: 'A note' }))
    await expect.poll(() => stream.state?.is_typing).toBe(true)
    await desk.rows('update conversations set answer_due_at = null where id = $1', [conversationId])
    await stream.close()
  })

  test('resumes behind the last line, and misses none that was sent late', async () => {
    const ana = await visit(desk, chat)
    await ana.write('One')
    const conversationId = await ana.conversationId()
    // Queued before the next line and sent after it: its place is above what was told last.
    await inClinic((tx) =>
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
    await inClinic((tx) => addNote(tx, system, { conversationId, text: 'She is always late' }))
    await reply(emma, 'Hello Emma')
    await inClinic((tx) =>
      writeToPerson(tx, system, { conversationId, userId: null, requestKey: null, text: 'Refused' }),
    )
    await desk.rows(
      `update messages set status = 'refused', reason = 'opted_out' where conversation_id = $1 and status = 'queued'`,
      [conversationId],
    )
    await desk.settle()
    await reply(ana, 'Hello Ana')
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
    for (let i = 0; i < 6; i++) expect((await open(gone.signal)).status).toBe(200)
    expect((await open()).status).toBe(429)
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

describe('talking to a person', () => {
  test('is asked for once, tells staff, and is said to the visitor', async () => {
    const ana = await visit(desk, chat)
    const asked = await ana.post('person', { id: randomUUID(), language: 'es' })
    expect(asked.body.is_asked).toBe(true)
    const again = await Promise.all([1, 2].map(() => ana.post('person', { id: randomUUID() })))
    expect(again.map(({ body }) => body.is_asked)).toEqual([false, false])
    await desk.settle()
    const { body } = await ask(desk, `${chat.slug}/session`, { body: { token: ana.token } })
    expect(body.state.answers).toBe('waiting')
    const [request, notice, ...others] = body.lines
    expect(request).toMatchObject({ from: 'visitor', text: 'Quiero hablar con una persona.' })
    expect(notice).toMatchObject({ from: 'notice', text: expect.stringMatching(/equipo/) })
    expect(others).toEqual([])
    const [row] = await desk.rows(
      `select status, waiting_reason from conversations where clinic_id = $1 and status = 'waiting' order by created_at desc limit 1`,
      [desk.clinic.clinicId],
    )
    expect(row).toEqual({ status: 'waiting', waiting_reason: 'asked_for_person' })
  })

  test('can be asked for again after a person has given the conversation back', async () => {
    const ana = await visit(desk, chat)
    const id = await ana.write('Hello')
    expect((await ana.post('person', { id: randomUUID() })).body.is_asked).toBe(true)
    const conversationId = await ana.conversationId()
    expect(id).toBeTruthy()
    await inClinic((tx) => releaseConversation(tx, system, conversationId))
    expect((await ana.post('person', { id: randomUUID() })).body.is_asked).toBe(true)
    await desk.settle()
    const notices = await desk.rows(
      `select status from messages where conversation_id = $1 and kind = 'handoff_notice'`,
      [conversationId],
    )
    expect(notices).toEqual([{ status: 'sent' }, { status: 'sent' }])
  })
})

test('what the visitor has read is read, and never somebody else’s', async () => {
  const [ana, emma] = [await visit(desk, chat), await visit(desk, chat)]
  await ana.write('Hello')
  await emma.write('Hello')
  await reply(ana, 'Good morning, Ana')
  const read = async (visitor: Visitor) => {
    const [row] = await desk.rows(
      `select id, delivered_at is not null as is_delivered, read_at is not null as is_read
       from messages
       where conversation_id = $1`,
      [await visitor.conversationId()],
    )
    return row
  }
  const { id } = await read(ana)
  expect((await emma.post('read', { up_to: id })).status).toBe(204)
  expect(await read(ana)).toMatchObject({ is_delivered: false, is_read: false })
  await ana.post('read', { up_to: id, as: 'delivered' })
  expect(await read(ana)).toMatchObject({ is_delivered: true, is_read: false })
  await ana.post('read', { up_to: id })
  expect(await read(ana)).toMatchObject({ is_delivered: true, is_read: true })
})

test('a clinic without a chat says where to connect it, and an address that is none says so', async () => {
  const none = await desk.openClinic('Hillside')
  const [row] = await desk.rows('select slug from clinics where clinic_id = $1', [none.clinicId])
  const { status, body } = await ask(desk, `${row.slug}/session`, { body: {} })
  expect([status, body.type]).toEqual([404, '/problems/no-widget'])
  expect(body.detail).toContain('Settings > Connections')
  expect((await ask(desk, 'nowhere/session', { body: {} })).body.detail).toContain('data-clinic')
  expect((await ask(desk, 'api/session', { body: {} })).status).toBe(404)
})

test('any site may ask before it asks (CORS), and none with credentials', async () => {
  const { status, headers } = await ask(desk, `${chat.slug}/messages`, {
    method: 'OPTIONS',
    headers: { origin: 'https://riverside.example', 'access-control-request-method': 'POST' },
  })
  expect(status).toBe(204)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('access-control-allow-headers')).toContain('authorization')
  expect(headers.get('access-control-allow-credentials')).toBeNull()
})

// The last here: ids of this process never go back to before its clock.
test('a session ends half a year after the last visit', async () => {
  const other = await openDesk({ env: BEHIND_PROXY })
  const ours = await openChat(other)
  const ana = await visit(other, ours)
  await ana.write('Hello')
  other.clock.advance({ hours: 179 * 24 })
  const renewed = await ask(other, `${ours.slug}/session`, { body: { token: ana.token } })
  expect(renewed.body.has_written).toBe(true)
  other.clock.advance({ hours: 2 * 24 })
  expect((await ana.post('messages', { id: randomUUID(), text: 'Hi' })).status).toBe(401)
  const resumed = await ask(other, `${ours.slug}/session`, { body: { token: renewed.body.token } })
  expect(resumed.body.has_written).toBe(true)
  await other.close()
})
