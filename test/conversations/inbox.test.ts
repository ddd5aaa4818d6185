/** The inbox through the API: what staff read of conversations, and what they do with them. */

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { keepTemplates } from '../../src/desk/connections/keep-templates.ts'
import type { VendorTemplate } from '../../src/desk/connections/vendor-template.ts'
import { findVisitorConversation } from '../../src/desk/conversations/find-visitor-thread.ts'
import { handOver } from '../../src/desk/conversations/hand-over-conversation.ts'
import { type ReceiveMessage, receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { queueMessage } from '../../src/desk/outreach/queue-message.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { type Browser, bringIn, emailOf, signUp } from '../access/browser.ts'
import { openDesk, type TestDesk } from '../desk.ts'

let desk: TestDesk
let maria: Browser
let connections: Record<'whatsapp' | 'twilio', string>
let number = 0

beforeAll(async () => {
  desk = await openDesk()
  const { clinicId } = desk.clinic
  maria = await signUp(desk, 'Maria Lopez')
  await desk.rows(
    `insert into auth.organization (id, name, slug, "createdAt") values ($1, 'Riverside', 'r', now())`,
    [clinicId],
  )
  await desk.rows(
    `insert into auth.member (id, "organizationId", "userId", role, "createdAt")
     select gen_random_uuid(), $1, id, 'owner', now() from auth."user" where email = $2`,
    [clinicId, emailOf('Maria Lopez')],
  )
  await maria.auth('/organization/set-active', { organizationId: clinicId })
  const made = async (vendor: 'whatsapp' | 'twilio') =>
    (
      await inClinic((tx) =>
        createConnection(tx, system, {
          vendor,
          name: vendor,
          credentials: {},
          // No account at the vendor: what it would carry is kept here.
          settings: { is_local: 'yes' },
          keyring: desk.foyer.keyring,
        }),
      )
    ).id
  connections = { whatsapp: await made('whatsapp'), twilio: await made('twilio') }
})
afterAll(() => desk.close())

beforeEach(async () => {
  for (const { id } of await desk.rows(`select id from conversations where status <> 'closed'`))
    await desk.api('POST', `/api/conversations/${id}/close`)
})

function inClinic<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, work)
}

/** Somebody writes; each time somebody new, unless told. */
async function writes(text: string, more: Partial<ReceiveMessage> & { name?: string } = {}) {
  number += 1
  const { name = `Visitor ${number}`, ...rest } = more
  return inClinic((tx) =>
    receiveMessage(tx, system, {
      connectionId: connections.twilio,
      channel: 'sms',
      writer: { id: `+1512555${1000 + number}`, aliases: [], phone: `+1512555${1000 + number}`, name },
      threadId: null,
      vendorMessageId: `m${number}`,
      at: tx.clock.now(),
      text,
      attachments: [],
      choice: null,
      repliesTo: null,
      ...rest,
    }),
  )
}

const waits = (
  conversationId: string,
  reason: 'asked_for_person' | 'complaint' | 'emergency' = 'asked_for_person',
) => inClinic((tx) => handOver(tx, system, { conversationId, reason }))

const open = async (id: string) => (await maria.get(`/api/conversations/${id}`)).body.conversation
const threadOf = async (id: string, query = '') =>
  (await maria.get(`/api/conversations/${id}/thread${query}`)).body
const send = (id: string, body: object, headers: Record<string, string> = {}) =>
  maria.call('POST', `/api/conversations/${id}/messages`, { body, headers })

describe('the list', () => {
  test('has those that wait for a person first, the longest waiting before all, then the latest', async () => {
    const first = await writes('one')
    await desk.pass({ minutes: 1 })
    const second = await writes('two')
    await desk.pass({ minutes: 1 })
    const third = await writes('three')
    await waits(third.conversationId)
    await desk.pass({ minutes: 1 })
    await waits(first.conversationId)
    await desk.pass({ minutes: 1 })
    const last = await writes('four')
    const { body } = await maria.get('/api/conversations?limit=4')
    expect(body.conversations.map(({ id }: { id: string }) => id)).toEqual(
      [third, first, last, second].map(({ conversationId }) => conversationId),
    )
    expect(body.counts).toEqual({ waiting: 2, mine: 0, unread: 4 })
    expect((await maria.get('/api/tasks')).body.tasks.waiting_conversations).toBe(2)
  })

  test('has what may be an emergency before who waits longer, with the words that were written', async () => {
    const first = await writes('I would like to talk to a person')
    await waits(first.conversationId)
    await desk.pass({ minutes: 1 })
    const hurt = await writes('my face is swollen and I cannot breathe')
    await waits(hurt.conversationId, 'emergency')
    const { body } = await maria.get('/api/conversations?status=waiting')
    const [before] = body.conversations
    expect(before).toMatchObject({
      id: hurt.conversationId,
      last_heard: 'my face is swollen and I cannot breathe',
    })
  })

  test('is filtered by what waits, is mine, unread, a channel, a person, and by words', async () => {
    const ana = await writes('do you treat migraine?', { name: 'Ana Ruiz' })
    const ben = await writes('running late', { name: 'Ben Cole' })
    await waits(ana.conversationId)
    await maria.call('POST', `/api/conversations/${ben.conversationId}/take-over`)
    await maria.call('POST', `/api/conversations/${ben.conversationId}/read`, {
      body: { up_to: ben.messageId },
    })
    const found = async (query: string) =>
      (await maria.get(`/api/conversations?${query}`)).body.conversations.map(
        (one: { contact_name: string }) => one.contact_name,
      )
    expect(await found('status=waiting')).toEqual(['Ana Ruiz'])
    expect(await found('status=mine')).toEqual(['Ben Cole'])
    expect(await found('status=unread')).toEqual(['Ana Ruiz'])
    expect(await found('channel=whatsapp')).toEqual([])
    expect(await found(`contact_id=${ben.contactId}`)).toEqual(['Ben Cole'])
    expect(await found('search=migraine')).toEqual(['Ana Ruiz'])
    expect(await found('search=ben%20c')).toEqual(['Ben Cole'])
    const { body } = await desk.api('GET', '/api/conversations?status=mine')
    expect(body).toMatchObject({ conversations: [], counts: { mine: 0 } })
  })
})

describe('the thread', () => {
  test('says who wrote each line, and a note is never sent', async () => {
    const { conversationId: id } = await writes('hello')
    await maria.call('POST', `/api/conversations/${id}/notes`, { body: { text: 'She called before.' } })
    expect((await send(id, { text: 'Hello, how can we help?' })).status).toBe(201)
    await desk.settle()
    const { lines, has_more } = await threadOf(id)
    expect(has_more).toBe(false)
    expect(
      lines.map((line: Record<string, unknown>) => [line.author, line.author_name, line.body, line.status]),
    ).toEqual([
      ['contact', null, 'hello', null],
      ['note', 'Maria Lopez', 'She called before.', null],
      ['user', 'Maria Lopez', 'Hello, how can we help?', 'kept'],
    ])
    expect(await desk.rows('select body from messages where conversation_id = $1', [id])).toEqual([
      { body: 'Hello, how can we help?' },
    ])
  })

  test('is read in pages, back from the latest and on from a line', async () => {
    const { conversationId: id } = await writes('hello')
    for (const text of ['1', '2', '3', '4']) {
      await desk.pass({ milliseconds: 500 })
      await maria.call('POST', `/api/conversations/${id}/notes`, { body: { text } })
    }
    const bodies = ({ lines }: { lines: { body: string }[] }) => lines.map(({ body }) => body)
    const latest = await threadOf(id, '?limit=2')
    expect([bodies(latest), latest.has_more]).toEqual([['3', '4'], true])
    const older = await threadOf(id, `?limit=3&before=${latest.lines[0].id}`)
    expect([bodies(older), older.has_more]).toEqual([['hello', '1', '2'], false])
    expect(bodies(await threadOf(id, `?after=${older.lines[2].id}`))).toEqual(['3', '4'])
  })

  test('gives links of the web only, and says what staff can do about a failure', async () => {
    const attachment = { kind: 'image', mediaId: null, contentType: null, fileName: null, transcript: null }
    const { conversationId: id } = await writes('look', {
      attachments: [
        { ...attachment, url: 'https://cdn.example/a.jpg' },
        { ...attachment, url: 'javascript:alert(1)' },
      ],
    })
    await send(id, { text: 'Thank you.' })
    await desk.settle()
    await desk.rows(
      `update messages set status = 'failed', reason = 'unreachable_person', vendor_code = '131026', carrier = 'whatsapp' where conversation_id = $1`,
      [id],
    )
    const { lines } = await threadOf(id)
    expect(lines[0].attachments.map(({ url }: { url: string }) => url)).toEqual([
      'https://cdn.example/a.jpg',
      null,
    ])
    expect(lines[1]).toMatchObject({
      status: 'failed',
      reason: 'unreachable_person',
      remedy: 'This channel does not reach the person; another one may.',
      vendor_code: '131026',
    })
  })
})

describe('what somebody has seen', () => {
  const see = (id: string, upTo: string) =>
    desk.api('POST', `/api/conversations/${id}/read`, { body: { up_to: upTo } })

  test('is read; what came after their look stays unread, and the visitor is not told otherwise', async () => {
    const { conversationId: id, messageId } = await writes('hello', { name: 'Lia Late' })
    const number = (await desk.rows('select address from conversations where id = $1', [id]))[0].address
    const again = { writer: { id: number, aliases: [], phone: number, name: 'Lia Late' } }
    const { messageId: later } = await writes('are you there?', again)
    expect((await see(id, messageId)).status).toBe(200)
    expect(await open(id)).toMatchObject({ unread: 1 })
    const visitor = () =>
      inClinic((tx) => findVisitorConversation(tx, { connectionId: connections.twilio, address: number }))
    expect((await visitor())?.isSeen).toBe(false)
    await see(id, later)
    expect(await open(id)).toMatchObject({ unread: 0 })
    expect((await visitor())?.isSeen).toBe(true)
    const read = await desk.rows(
      `select payload ->> 'messages' as messages from events where type = 'conversation.read' and payload ->> 'conversationId' = $1 order by id`,
      [id],
    )
    expect(read).toEqual([{ messages: '1' }, { messages: '1' }])
  })

  test('makes nothing unread again that was read before', async () => {
    const { conversationId: id, messageId } = await writes('hello')
    const number = (await desk.rows('select address from conversations where id = $1', [id]))[0].address
    await writes('anybody?', { writer: { id: number, aliases: [], phone: number, name: null } })
    await send(id, { text: 'Yes.' })
    await see(id, messageId)
    expect(await open(id)).toMatchObject({ unread: 0 })
  })

  test('is not more than that, where a message is being kept at the same moment', async () => {
    const { conversationId: id, messageId } = await writes('hello')
    const number = (await desk.rows('select address from conversations where id = $1', [id]))[0].address
    const kept = Promise.withResolvers<void>()
    const commit = Promise.withResolvers<void>()
    const writing = inClinic(async (tx) => {
      await receiveMessage(tx, system, {
        ...{
          connectionId: connections.twilio,
          channel: 'sms',
          threadId: null,
          vendorMessageId: `race-${id}`,
        },
        ...{ writer: { id: number, aliases: [], phone: number, name: null }, at: tx.clock.now() },
        ...{ text: 'one more thing', attachments: [], choice: null, repliesTo: null },
      })
      await tx.one(sql`select`)
      kept.resolve()
      await commit.promise
    })
    await kept.promise
    const seen = see(id, messageId)
    await new Promise((resolve) => setTimeout(resolve, 200))
    commit.resolve()
    await Promise.all([writing, seen])
    expect(await open(id)).toMatchObject({ unread: 1 })
  })

  test('is named by its line', async () => {
    const { conversationId: id } = await writes('hello')
    expect((await desk.api('POST', `/api/conversations/${id}/read`)).status).toBe(400)
    expect((await see(id, 'yesterday')).status).toBe(400)
    expect((await see(uuidv7(), uuidv7())).status).toBe(404)
  })
})

describe('whoever writes', () => {
  test('has the conversation from then on, and has seen it', async () => {
    const { conversationId: id } = await writes('a person please')
    await waits(id)
    expect(await open(id)).toMatchObject({ status: 'waiting', waiting_reason: 'asked_for_person', unread: 1 })
    await send(id, { text: 'I am here.' })
    expect(await open(id)).toMatchObject({
      status: 'person',
      assignee: { name: 'Maria Lopez' },
      waiting_since: null,
      unread: 0,
    })
  })

  test('sends once under one key, and another text under it is refused', async () => {
    const { conversationId: id } = await writes('hello')
    const headers = { 'idempotency-key': 'key-of-a-message' }
    const [first, again] = [
      await send(id, { text: 'Hello.' }, headers),
      await send(id, { text: 'Hello.' }, headers),
    ]
    expect(again.body.message_id).toBe(first.body.message_id)
    const other = await send(id, { text: 'Something else.' }, headers)
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
    expect(
      await desk.rows('select count(*)::int as count from messages where conversation_id = $1', [id]),
    ).toEqual([{ count: 1 }])
  })

  test('gives one thing to send, of this clinic', async () => {
    const { conversationId: id } = await writes('hello')
    expect((await send(id, {})).status).toBe(400)
    expect((await send(id, { text: 'a', saved_reply_id: id })).status).toBe(400)
    expect((await send(id, { saved_reply_id: id })).status).toBe(422)
    const lakeside = await desk.openClinic('Lakeside')
    const as = lakeside.keys.owner
    const foreign = await desk.api('POST', `/api/conversations/${id}/messages`, { as, body: { text: 'x' } })
    expect(foreign.status).toBe(404)
    expect((await desk.api('POST', `/api/conversations/${id}/close`, { as })).status).toBe(404)
  })

  test('sends after a closed window what was approved, and nothing else', async () => {
    const { conversationId: id } = await writes('hello', {
      connectionId: connections.whatsapp,
      channel: 'whatsapp',
    })
    expect((await open(id)).window_closes_at).toBe(
      desk.clock.now().add({ hours: 24 }).toString({ smallestUnit: 'millisecond' }),
    )
    await desk.pass({ seconds: 10 })
    await desk.pass({ hours: 24 })
    expect(await send(id, { text: 'Are you there?' })).toMatchObject({
      status: 409,
      body: { type: '/problems/window-closed' },
    })
    expect((await open(id)).status).toBe('assistant')
    const approved: VendorTemplate = {
      ...{ name: 'results_ready', language: 'en_US', category: 'utility', status: 'approved', reason: null },
      ...{ pattern: 'Hello {{1}}, your results are here. Call us: {{2}}', gaps: ['1', '2'] },
      ...{ isNamed: false, needs: null },
    }
    await inClinic((tx) => keepTemplates(tx, { connectionId: connections.whatsapp, templates: [approved] }))
    const template = { name: 'results_ready', language: 'en_US', parameters: ['Ana', '(312) 555-0100'] }
    expect((await send(id, { template: { ...template, parameters: ['Ana'] } })).status).toBe(422)
    expect((await send(id, { template })).status).toBe(201)
    await desk.settle()
    const { lines } = await threadOf(id)
    expect(lines.at(-1)).toMatchObject({
      body: 'Hello Ana, your results are here. Call us: (312) 555-0100',
      status: 'kept',
    })
    expect((await maria.get(`/api/conversations/${id}/templates`)).body.templates).toEqual([
      {
        ...{ name: 'results_ready', language: 'en_US', category: 'utility', status: 'approved' },
        ...{ pattern: approved.pattern, gaps: ['1', '2'], is_sendable: true, hindrance: null },
      },
    ])
  })

  test('has templates where the channel has them alone', async () => {
    const { conversationId: id } = await writes('hello')
    const template = { name: 'x', language: 'en', parameters: [] }
    expect((await send(id, { template })).body.errors).toMatchObject([{ pointer: '/template' }])
  })
})

describe('a conversation', () => {
  test('is taken over, given back, assigned to one of the team, and closed', async () => {
    const { conversationId: id } = await writes('hello')
    const tom = await bringIn(desk, maria, { name: 'Tom Becker', role: 'operator' })
    const { body: me } = await tom.get('/api/me')
    const deed = (name: string, body?: object) =>
      maria.call('POST', `/api/conversations/${id}/${name}`, body ? { body } : {})
    expect((await deed('take-over')).body.conversation.status).toBe('person')
    expect((await deed('assign', { user_id: me.user.id })).body.conversation.assignee).toEqual({
      id: me.user.id,
      name: 'Tom Becker',
    })
    expect((await deed('assign', { user_id: 'somebody' })).status).toBe(422)
    expect((await deed('release')).body.conversation).toMatchObject({ status: 'assistant', assignee: null })
    expect((await deed('close')).body.conversation.status).toBe('closed')
    expect((await deed('close')).body.conversation.status).toBe('closed')
    const told = await desk.rows(
      `select type from events where payload ->> 'conversationId' = $1 and type like 'conversation.%' order by id`,
      [id],
    )
    expect(told.map(({ type }) => type)).toEqual([
      'conversation.started',
      'conversation.taken',
      'conversation.assigned',
      'conversation.released',
      'conversation.closed',
    ])
  })

  test('is marked as read by somebody, on the person’s timeline, once for what was new', async () => {
    const { conversationId: id, contactId, messageId } = await writes('hello')
    const body = { up_to: messageId }
    for (let i = 0; i < 2; i++) await maria.call('POST', `/api/conversations/${id}/read`, { body })
    const read = async () =>
      (await maria.get(`/api/contacts/${contactId}/timeline`)).body.events.filter(
        ({ type }: { type: string }) => type === 'conversation.read',
      )
    expect(await read()).toMatchObject([
      { payload: { conversationId: id, messages: 1 }, actor: { kind: 'user' } },
    ])
    await send(id, { text: 'Hello.' })
    expect(await read()).toHaveLength(1)
    const lakeside = await desk.openClinic('Lakeside')
    expect(
      (await desk.api('POST', `/api/conversations/${id}/read`, { as: lakeside.keys.owner, body })).status,
    ).toBe(404)
  })

  test('is read by a viewer and changed by none', async () => {
    const { conversationId: id } = await writes('hello')
    const as = desk.clinic.keys.viewer
    expect((await desk.api('GET', `/api/conversations/${id}/thread`, { as })).status).toBe(200)
    for (const deed of ['take-over', 'release', 'close', 'read'])
      expect((await desk.api('POST', `/api/conversations/${id}/${deed}`, { as })).status).toBe(403)
  })

  test('names its visit to come and what the assistant said', async () => {
    const { conversationId: id, contactId } = await writes('hello')
    await inClinic((tx) =>
      queueMessage(
        tx,
        { kind: 'agent', id: null },
        {
          contactId,
          appointmentId: null,
          appointmentSequence: null,
          kind: 'reply',
          purpose: 'transactional',
          channel: 'sms',
          to: { name: 'Ana', address: '+15125550000' },
          text: { hash: null, subject: null, body: 'When would you like to come?' },
          invitation: null,
          author: { kind: 'assistant', id: null },
          conversationId: id,
          choices: [{ id: 'mon', title: 'Monday' }],
          dedupeKey: `reply:${id}`,
        },
      ),
    )
    const { lines } = await threadOf(id)
    expect(lines.at(-1)).toMatchObject({
      author: 'assistant',
      choices: [{ id: 'mon', title: 'Monday' }],
      body: 'When would you like to come?',
    })
    expect(await open(id)).toMatchObject({
      next_visit_at: null,
      last_text: 'When would you like to come?',
      is_last_ours: true,
    })
  })
})

describe('saved replies', () => {
  test('are kept, found by title, sent, written anew and forgotten', async () => {
    const save = (title: string, body: string) =>
      maria.call('POST', '/api/saved-replies', { body: { title, body } })
    const { body: way } = await save('Way', 'Two doors from the station.')
    await save('hours', 'Eight to six.')
    expect((await save('Way', 'Another one.')).body.errors).toMatchObject([{ pointer: '/title' }])
    const list = async () =>
      (await maria.get('/api/saved-replies')).body.saved_replies.map(({ title }: { title: string }) => title)
    expect(await list()).toEqual(['hours', 'Way'])
    const { conversationId: id } = await writes('where are you?')
    await send(id, { saved_reply_id: way.saved_reply.id })
    expect((await threadOf(id)).lines.at(-1).body).toBe('Two doors from the station.')
    const path = `/api/saved-replies/${way.saved_reply.id}`
    const put = (body: object) => maria.call('PUT', path, { body })
    expect((await put({ title: 'hours', body: 'x' })).status).toBe(422)
    expect((await put({ title: 'Directions', body: 'x' })).body.saved_reply).toMatchObject({
      title: 'Directions',
    })
    expect((await put({ title: 'Directions', body: 'x' })).status).toBe(200)
    expect((await maria.call('DELETE', path)).status).toBe(200)
    expect((await maria.call('DELETE', path)).status).toBe(404)
    const told = await desk.rows(
      `select type, actor_kind from events where payload ->> 'replyId' = $1 order by id`,
      [way.saved_reply.id],
    )
    expect(told).toEqual(
      ['created', 'changed', 'removed'].map((what) => ({ type: `saved_reply.${what}`, actor_kind: 'user' })),
    )
    expect(await list()).toEqual(['hours'])
    expect((await threadOf(id)).lines.at(-1).body).toBe('Two doors from the station.')
  })
})
