/** The inbox: conversations of every channel, in every state. `POST /api/mock/message` lets somebody write. */
import { randomUUID } from 'node:crypto'
import { type Body, has, ok, page, problem, type Route, tell } from './answers.ts'
import { people } from './cast.ts'

const MINUTE_MS = 60_000
/** The tests' clock stands still at a Monday, 9:00 in Chicago; a person's own runs. */
let nowMs = Date.now()
const ago = (minutes: number) => new Date(nowMs - minutes * MINUTE_MS).toISOString()
const WINDOW_MINUTES = 24 * 60

interface Line extends Body {
  id: string
  author: string
  body: string
  at: string
}

interface Talk extends Body {
  id: string
  contact_id: string
  contact_name: string
  channel: string
  status: string
  assignee: { id: string; name: string } | null
  last_message_at: string
  last_inbound_at: string
  unread: number
  lines: Line[]
}

export const conversations: Talk[] = []
let replies: { id: string; title: string; body: string; updated_at: string }[] = []
let templates: Body[] = []
let next = 0

/** Ids rise with time, as the server's do. */
function newId(): string {
  next += 1
  return `0197b2c4-0000-7000-8000-${String(next).padStart(12, '0')}`
}

const line = (author: string, body: string, minutes: number, more: Body = {}): Line => ({
  id: newId(),
  author,
  author_name: null,
  body,
  attachments: [],
  choice: null,
  choices: [],
  status: ['contact', 'note', 'staff'].includes(author) ? null : 'sent',
  reason: null,
  remedy: null,
  vendor_code: null,
  delivered_at: null,
  read_at: null,
  is_removed: false,
  at: ago(minutes),
  ...more,
})

const talk = (name: string, channel: string, lines: Line[], more: Body = {}) => {
  const last = lines.at(-1)
  const inbound = lines.findLast(({ author }) => author === 'contact')
  conversations.push({
    id: newId(),
    contact_id: people[name]?.id ?? randomUUID(),
    contact_name: name,
    connection_id: randomUUID(),
    channel,
    status: 'assistant',
    assignee: null,
    waiting_since: null,
    waiting_reason: null,
    language: 'en',
    last_message_at: last?.at ?? ago(0),
    last_inbound_at: inbound?.at ?? ago(0),
    last_text: last?.body ?? null,
    last_heard: inbound?.body ?? null,
    is_last_ours: last !== inbound,
    unread: 0,
    takes_templates: channel === 'whatsapp',
    next_visit_at: null,
    created_at: ago(60 * 24 * 30),
    lines,
    ...more,
  })
}

const attachment = (kind: string, more: Body = {}) => ({
  kind,
  url: null,
  content_type: null,
  file_name: null,
  transcript: null,
  ...more,
})

const template = (name: string, more: Body): Body => ({
  ...{ name, language: 'en_US', category: 'utility', gaps: [], status: 'approved' },
  ...{ is_sendable: true, hindrance: null, ...more },
})

function fill({ now, empty }: { now?: string; empty?: boolean } = {}): void {
  nowMs = now ? Date.parse(now) : Date.now()
  conversations.length = 0
  next = 0
  templates = [
    template('results_ready', { pattern: 'Hello {{1}}, your results are here.', gaps: ['1'] }),
    template('spring_offer', {
      ...{ pattern: 'Spring is here, and so is our offer.', category: 'marketing', status: 'rejected' },
      ...{ is_sendable: false, hindrance: 'WhatsApp has rejected it: INVALID_FORMAT' },
    }),
  ]
  replies = [
    ['Hours', 'We are open Monday to Friday from 8 AM to 6 PM.'],
    ['Parking', 'You can park behind the house, 12 Water Street. The first two hours are free.'],
    ['Way', 'We are at 12 Water Street, two doors from the station. Take the elevator to the second floor.'],
  ].map(([title = '', body = '']) => ({ id: newId(), title, body, updated_at: ago(9000) }))
  if (empty) return
  const maria = { author_name: 'Maria Lopez' }
  talk(
    'Ana Ruiz',
    'whatsapp',
    [
      line('contact', 'Hello, do you have time on Tuesday?', 60 * 26),
      line(
        'assistant',
        'Hello Ana! I am the automated assistant of Riverside Family Clinic. On Tuesday we have:',
        60 * 26 - 1,
        {
          choices: [
            { id: 'a', title: '9:00 AM' },
            { id: 'b', title: '10:30 AM' },
            { id: 'c', title: 'Another day' },
          ],
          delivered_at: ago(60 * 26 - 1),
          read_at: ago(60 * 26 - 2),
        },
      ),
      line('contact', '10:30 AM', 60 * 26 - 3, { choice: { id: 'b', title: '10:30 AM' } }),
      line('system', 'Your appointment is booked for Tuesday, November 24 at 10:30 AM.', 60 * 26 - 4, {
        delivered_at: ago(60 * 26 - 4),
      }),
      line('contact', 'This is the letter of my insurance.', 14, {
        attachments: [
          attachment('image', { url: 'https://cdn.example/letter.jpg', content_type: 'image/jpeg' }),
          attachment('voice', { transcript: 'Does it cover the follow-up as well?' }),
        ],
      }),
      line('contact', 'Can I speak to a person please?', 12),
    ],
    {
      status: 'waiting',
      waiting_since: ago(12),
      waiting_reason: 'asked_for_person',
      unread: 2,
    },
  )
  talk(
    'Hana Ito',
    'widget',
    [
      line('contact', 'My ear hurts since yesterday, is that dangerous?', 31),
      line('assistant', 'I cannot judge that. A person of the clinic will answer you here.', 31),
    ],
    { status: 'waiting', waiting_since: ago(31), waiting_reason: 'clinical_question', unread: 1 },
  )
  talk(
    'Ben Cole',
    'sms',
    [
      line('contact', 'I am ten minutes late', 50),
      line('note', 'Told Dr. Lee; she has time.', 48, maria),
      line('user', 'No problem, see you soon.', 47, { ...maria, delivered_at: ago(47) }),
      line('user', 'Please use the back door, the front one is being painted.', 46, {
        ...maria,
        status: 'failed',
        reason: 'blocked',
        remedy: 'The recipient or the carrier blocks messages of this number.',
        vendor_code: '30007',
      }),
    ],
    { status: 'person', assignee: { id: 'u1', name: 'Maria Lopez' } },
  )
  talk(
    'Lena Fox',
    'whatsapp',
    [
      line('contact', 'Are my results there?', 60 * 24 * 3),
      line('user', 'Not yet; we write as soon as they are.', 60 * 24 * 3 - 20, {
        author_name: 'Tom Becker',
        delivered_at: ago(60 * 24 * 3 - 20),
        read_at: ago(60 * 24 * 3 - 60),
      }),
    ],
    { status: 'person', assignee: { id: 'u2', name: 'Tom Becker' } },
  )
  talk(
    'Marco Diaz',
    'instagram',
    [
      line('contact', 'hola, hacen limpieza facial?', 60 * 5),
      line('assistant', 'Hola Marco. Sí, la hacemos. ¿Qué día le viene bien?', 60 * 5 - 1, {
        read_at: ago(60 * 4),
      }),
    ],
    { language: 'es' },
  )
  talk(
    'Gus Hart',
    'sms',
    Array.from({ length: 120 }, (_, i) =>
      line(
        i % 2 ? 'user' : 'contact',
        `Line ${i + 1} of a long talk`,
        60 * 24 * 9 - i * 30,
        i % 2 ? maria : {},
      ),
    ),
    { status: 'closed' },
  )
  for (const name of ['Chloe Tran', 'Derek Osei', 'Fatima Ali', 'Joy Adeyemi'])
    talk(name, 'sms', [line('contact', 'Thank you!', 60 * 24 * 12)], { status: 'closed' })
}
fill()

const find = (id: string | undefined) => conversations.find((one) => one.id === id)

const present = ({ lines: _, ...conversation }: Talk) => ({
  ...conversation,
  window_closes_at: ['whatsapp', 'instagram', 'facebook'].includes(conversation.channel)
    ? new Date(Date.parse(conversation.last_inbound_at) + WINDOW_MINUTES * MINUTE_MS).toISOString()
    : null,
})

const NONE = problem(404, 'There is no such conversation in this clinic')
const rank = (one: Talk) => (one.status === 'waiting' ? `0 ${one.waiting_since}` : '1')

function matches(one: Talk, query: URLSearchParams): boolean {
  const status = query.get('status')
  return (
    (!query.get('channel') || one.channel === query.get('channel')) &&
    (!query.get('contact_id') || one.contact_id === query.get('contact_id')) &&
    has([one.contact_name, one.lines.map(({ body }) => body)], query.get('search')) &&
    (status !== 'waiting' || one.status === 'waiting') &&
    (status !== 'mine' || one.assignee?.id === 'u1') &&
    (status !== 'unread' || one.unread > 0)
  )
}

const changed = (one: Talk, type: string) =>
  tell([{ type, contact_id: one.contact_id, appointment_id: null }])

function add(one: Talk, added: Line): void {
  one.lines.push(added)
  one.last_message_at = added.at
  if (added.author === 'note') return
  one.last_text = added.body
  one.is_last_ours = added.author !== 'contact'
}

const deed =
  (change: (one: Talk) => void, type: string): Route[2] =>
  ({ params }) => {
    const one = find(params[0])
    if (!one) return NONE
    change(one)
    changed(one, type)
    return ok({ conversation: present(one) })
  }

const settled = { waiting_since: null, waiting_reason: null }
const MARIA = { id: 'u1', name: 'Maria Lopez' }

function write(one: Talk, body: Body): void {
  const chosen = body.template as { name: string; parameters: string[] } | undefined
  if (chosen) {
    const { pattern } = templates.find(({ name }) => name === chosen.name) as { pattern: string }
    const filled = pattern.replace(
      /\{\{(\d+)\}\}/g,
      (_, number) => chosen.parameters[Number(number) - 1] ?? '',
    )
    add(one, line('user', filled, 0, { author_name: 'Maria Lopez' }))
  } else add(one, line('user', String(body.text), 0, { author_name: 'Maria Lopez', status: 'queued' }))
  Object.assign(one, settled, { status: 'person', assignee: MARIA, unread: 0 })
}

export const conversationRoutes: Route[] = [
  [
    'POST',
    '/api/mock/inbox',
    ({ body }) => {
      fill(body)
      return ok()
    },
  ],
  [
    'POST',
    '/api/mock/message',
    ({ body }) => {
      const one = conversations.find(({ contact_name }) => contact_name === body.name)
      if (!one) return NONE
      const author = String(body.author ?? 'contact')
      add(one, line(author, String(body.text), 0))
      if (author === 'contact') {
        one.unread += 1
        one.last_inbound_at = ago(0)
      }
      changed(one, author === 'contact' ? 'message.received' : 'message.sent')
      return ok()
    },
  ],
  [
    'GET',
    '/api/conversations',
    ({ query }) => {
      const found = conversations
        .filter((one) => matches(one, query))
        .toSorted(
          (a, b) => rank(a).localeCompare(rank(b)) || b.last_message_at.localeCompare(a.last_message_at),
        )
      return ok({
        conversations: page(found, query).map(present),
        counts: {
          waiting: conversations.filter(({ status }) => status === 'waiting').length,
          mine: conversations.filter(({ assignee }) => assignee?.id === 'u1').length,
          unread: conversations.filter(({ unread }) => unread > 0).length,
        },
      })
    },
  ],
  [
    'GET',
    '/api/conversations/([^/]+)',
    ({ params }) => {
      const one = find(params[0])
      if (!one) return NONE
      return ok({ conversation: present(one), contact: people[one.contact_name] })
    },
  ],
  [
    'GET',
    '/api/conversations/([^/]+)/thread',
    ({ params, query }) => {
      const one = find(params[0])
      if (!one) return NONE
      const before = query.get('before')
      const limit = Number(query.get('limit') ?? 50)
      const above = one.lines.filter(({ id }) => !before || id < before)
      return ok({ lines: above.slice(-limit), has_more: above.length > limit })
    },
  ],
  ['GET', '/api/conversations/([^/]+)/templates', () => ok({ templates, read_at: ago(5), remedy: null })],
  [
    'POST',
    '/api/conversations/([^/]+)/messages',
    ({ params, body }) => {
      const one = find(params[0])
      if (!one) return NONE
      const closesAt = present(one).window_closes_at
      if (!body.template && closesAt && Date.parse(closesAt) <= nowMs) {
        return problem(409, 'The person has not written for 24 hours: only an approved template reaches them')
      }
      write(one, body)
      changed(one, 'message.queued')
      return [201, { message_id: one.lines.at(-1)?.id }]
    },
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/notes',
    ({ params, body }) => {
      const one = find(params[0])
      if (!one) return NONE
      add(one, line('note', String(body.text), 0, { author_name: 'Maria Lopez' }))
      return [201, { note_id: one.lines.at(-1)?.id }]
    },
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/take-over',
    deed((one) => Object.assign(one, settled, { status: 'person', assignee: MARIA }), 'conversation.taken'),
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/release',
    deed(
      (one) => Object.assign(one, settled, { status: 'assistant', assignee: null }),
      'conversation.released',
    ),
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/close',
    deed(
      (one) => Object.assign(one, settled, { status: 'closed', assignee: null, unread: 0 }),
      'conversation.closed',
    ),
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/assign',
    ({ params, body }) => {
      const one = find(params[0])
      if (!one) return NONE
      const names: Record<string, string> = { u1: 'Maria Lopez', u2: 'Tom Becker' }
      const id = body.user_id as string | null
      one.assignee = id ? { id, name: names[id] ?? '' } : null
      return ok({ conversation: present(one) })
    },
  ],
  [
    'POST',
    '/api/conversations/([^/]+)/read',
    ({ params, body }) => {
      const one = find(params[0])
      if (!one) return NONE
      const behind = one.lines.filter(({ id, author }) => author === 'contact' && id > String(body.up_to))
      one.unread = Math.min(one.unread, behind.length)
      return ok()
    },
  ],
  ['GET', '/api/saved-replies', () => ok({ saved_replies: replies })],
  [
    'POST',
    '/api/saved-replies',
    ({ body }) => {
      if (replies.some(({ title }) => title === body.title)) {
        const detail = 'Another saved reply has this title; choose another one'
        return [422, { ...(problem(422, detail)[1] as Body), errors: [{ pointer: '/title', detail }] }]
      }
      const saved_reply = {
        id: newId(),
        title: String(body.title),
        body: String(body.body),
        updated_at: ago(0),
      }
      replies.push(saved_reply)
      return [201, { saved_reply }]
    },
  ],
  [
    'PUT',
    '/api/saved-replies/([^/]+)',
    ({ params, body }) => {
      const saved_reply = replies.find(({ id }) => id === params[0])
      return saved_reply ? ok({ saved_reply: Object.assign(saved_reply, body) }) : NONE
    },
  ],
  [
    'DELETE',
    '/api/saved-replies/([^/]+)',
    ({ params }) => {
      replies = replies.filter(({ id }) => id !== params[0])
      return ok()
    },
  ],
]
