/** The widget's door over real PostgreSQL: who may write, what is kept once, and what a visitor is told. */
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { readChatReference } from '../../src/http/public/booking-chat.ts'
import { system } from '../../src/kit/events.ts'
import { type ClinicId, uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { ask, type Chat, openChat, silenceAssistant, type Visitor, visit } from './visitor.ts'

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
  await silenceAssistant(desk, desk.clinic)
  await silenceAssistant(desk, lakeside)
})
afterAll(() => desk.close())

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
    expect(body.state).toEqual({ answers: 'person', is_typing: false, is_seen: false, is_stopped: false })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await desk.rows('select count(*)::int from contacts')).toEqual(before)
  })

  test('says under which reference the booking page belongs to this chat, and tells nobody whose it is', async () => {
    const { body } = await ask(desk, `${chat.slug}/session`, { body: {} })
    const written = await ask(desk, `${chat.slug}/messages`, {
      token: body.token,
      body: { id: randomUUID(), text: 'Do you have time on Friday?' },
    })
    expect(written.status).toBe(202)
    const [{ address }] = await desk.rows('select address from conversations order by id desc limit 1')
    const now = desk.clock.now()
    const read = (clinicId: ClinicId) =>
      readChatReference(desk.foyer.keyring, { clinicId, text: body.booking, now })
    expect(read(desk.clinic.clinicId)).toBe(address)
    expect(read(lakeside.clinicId)).toBeNull()
    expect(body.booking).not.toContain(address)
  })

  test('resumes with its token, and the thread is there', async () => {
    const ana = await visit(desk, chat)
    await ana.write('Do you have parking?')
    await ana.isAnswered('Yes, behind the house.')
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
    await chat.inClinic((tx) => releaseConversation(tx, system, conversationId))
    expect((await ana.post('person', { id: randomUUID() })).body.is_asked).toBe(true)
    await desk.settle()
    const notices = await desk.rows(
      `select status from messages where conversation_id = $1 and kind = 'handoff_notice'`,
      [conversationId],
    )
    expect(notices).toEqual([{ status: 'sent' }, { status: 'sent' }])
  })
})

test('after a stop nobody is said to answer, not even the person who was asked, until the visitor writes again', async () => {
  const ana = await visit(desk, chat)
  const stateNow = async () => {
    desk.clock.advance({ seconds: 20 })
    await desk.settle()
    return (await ask(desk, `${chat.slug}/session`, { body: { token: ana.token } })).body.state
  }
  await ana.post('person', { id: randomUUID() })
  expect(await stateNow()).toMatchObject({ answers: 'waiting', is_stopped: false })
  await ana.write('STOP')
  expect(await stateNow()).toMatchObject({ is_stopped: true })
  await ana.write('START')
  expect(await stateNow()).toMatchObject({ is_stopped: false })
})

test('what the visitor has read is read, and never somebody else’s', async () => {
  const [ana, emma] = [await visit(desk, chat), await visit(desk, chat)]
  await ana.write('Hello')
  await emma.write('Hello')
  await ana.isAnswered('Good morning, Ana')
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

test('what was read long ago is not written again at each new line, and no line is left out', async () => {
  const ana = await visit(desk, chat)
  await ana.write('Hello')
  const conversationId = await ana.conversationId()
  const [{ contact_id: contactId }] = await desk.rows('select contact_id from conversations where id = $1', [
    conversationId,
  ])
  await desk.rows(
    `insert into messages (clinic_id, id, contact_id, kind, purpose, channel, to_address, to_name, body, author_kind, conversation_id,
       status, dedupe_key, created_at, updated_at, sent_at)
     select $1, id, $2, 'reply', 'transactional', 'widget', 'x', '', 'Good morning', 'assistant', $3, 'sent', id::text, now(), now(), now()
     from unnest($4::uuid[]) as id`,
    [
      desk.clinic.clinicId,
      contactId,
      conversationId,
      Array.from({ length: 60 }, () => uuidv7(desk.clock.now())),
    ],
  )
  const lines = () =>
    desk.rows('select id, xmin::text, read_at from messages where conversation_id = $1 order by id', [
      conversationId,
    ])
  const reads = async () =>
    (await desk.rows(`select 1 from events where type = 'message.read' and contact_id = $1`, [contactId]))
      .length
  const first = await lines()
  await ana.post('read', { up_to: first[58].id })
  const [before, last] = [(await lines()).slice(0, 59), (await lines())[59]]
  expect(before.every(({ read_at }) => read_at !== null)).toBe(true)
  expect(last.read_at).toBeNull()
  expect(await reads()).toBe(59)
  await ana.post('read', { up_to: last.id })
  expect((await lines()).slice(0, 59)).toEqual(before)
  expect((await lines())[59].read_at).not.toBeNull()
  expect(await reads()).toBe(60)
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
