/** An API in memory for `npm run dev -- --mode mock`. `POST /api/mock/book` lets a booking arrive. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'vite'
import { type WebSocket, WebSocketServer } from 'ws'
import { ago, at, contact, people, visit, visits, ZONE } from './cast.ts'

type Body = Record<string, unknown>
type Answer = [status: number, body: unknown]
type Handler = (context: { params: string[]; query: URLSearchParams; body: Body }) => Answer

const problem = (status: number, detail: string): Answer => [
  status,
  { type: '/problems/mock', title: 'Problem', status, detail },
]
const ok = (body: unknown = { ok: true }): Answer => [200, body]

let user: Body | null = {
  id: 'u1',
  name: 'Maria Lopez',
  email: 'maria@riverside.example',
  two_factor_enabled: false,
}
let role = process.env.MOCK_ROLE ?? 'owner'
let clinic: Body | null = {
  id: randomUUID(),
  slug: 'riverside',
  name: 'Riverside Family Clinic',
  time_zone: ZONE,
  locale: 'en',
  country: 'US',
  address: '12 Water Street, Chicago',
  phone_e164: '+13125550100',
  email: 'desk@riverside.example',
  plan: 'business',
  booking_enabled: false,
  default_booking_duration: 30,
  names_procedures: false,
}

const DESK = ['connections:read', 'deliveries:replay', 'contacts:write']
const ALL = [
  ...DESK,
  'clinic:write',
  'team:write',
  'keys:read',
  'keys:write',
  'connections:write',
  'templates:write',
]
const permissions = () => (['owner', 'admin'].includes(role) ? ALL : role === 'operator' ? DESK : [])

const contacts = () =>
  Object.values(people).map((person) => {
    const last = visits.filter((item) => item.contact.id === person.id).at(-1)
    return {
      ...person,
      patient_profiles: last ? [last.patient_profile] : [],
      last_booking: last
        ? {
            appointment_id: last.id,
            service_name: last.service_name,
            start_at: last.start_at,
            status: last.status,
            booking_channel: last.booking_channel,
          }
        : null,
    }
  })

const consents: Record<string, Body[]> = {}

const message = (name: string, kind: string, channel: string, status: string, more: Body = {}) => ({
  id: randomUUID(),
  contact_id: people[name]?.id,
  contact_name: name,
  appointment_id: null,
  kind,
  purpose: 'transactional',
  channel,
  to_address: channel === 'email' ? people[name]?.email : people[name]?.phone_e164,
  subject: channel === 'email' ? 'Your appointment at Riverside Family Clinic: Monday, November 23' : null,
  body:
    channel === 'email'
      ? `Hello ${name.split(' ')[0]},\n\nyour appointment at Riverside Family Clinic is booked for Monday, November 23 at 8:45 AM.\n\nWhere: 12 Water Street, Chicago\nWith: Dr. Amy Lee\n\nHere's what to know before your visit:\n- Please come ten minutes early and bring a photo ID.\n- Bring a list of the medicines that you take.\n\nQuestions? Call us at (312) 555-0100.\nRiverside Family Clinic`
      : `Riverside Family Clinic: ${name.split(' ')[0]}, you are booked for Monday, November 23 at 8:45 AM. Reply STOP to opt out.`,
  has_invitation: channel === 'email' && kind === 'confirmation',
  status,
  reason: null,
  carrier: status === 'sent' ? 'outbox' : null,
  due_at: null,
  sent_at: status === 'sent' ? ago(90) : null,
  created_at: ago(91),
  ...more,
})

const messages = [
  message('Ben Cole', 'confirmation', 'email', 'sent'),
  message('Ana Ruiz', 'reminder', 'sms', 'held', { reason: 'quiet_hours', due_at: at(8, 0, 1) }),
  message('Chloe Tran', 'confirmation', 'email', 'failed', {
    reason: 'The mail server refused the address: 550 no such user.',
  }),
  message('Derek Osei', 'request_received', 'email', 'sent', { carrier: 'smtp' }),
  message('Gus Hart', 'reminder', 'sms', 'refused', { reason: 'opted_out' }),
  message('Omar Said', 'reminder', 'sms', 'withdrawn', { reason: 'cancelled' }),
  message('Omar Said', 'cancellation', 'email', 'sent'),
  message('Lena Fox', 'confirmation', 'sms', 'queued'),
]

const steps = [
  ['3_days_before', at(9, 0, -3), 'sent', null],
  ['1_day_before', at(9, 0, -1), 'skipped', 'later_step_is_due'],
  ['2_hours_before', at(23, 30), 'planned', null],
].map(([step_key, due_at, status, reason]) => ({
  id: randomUUID(),
  appointment_id: null,
  journey: 'reminders',
  step_key,
  due_at,
  status,
  reason,
  message_id: null,
}))

const event = (
  type: string,
  minutes: number,
  payload: Body,
  reactions: [string, string, string?][] = [],
  actor: Body = { kind: 'integration', name: 'Cal.com' },
) => ({
  id: randomUUID(),
  type,
  actor,
  appointment_id: null,
  payload,
  occurred_at: ago(minutes),
  recorded_at: ago(minutes),
  reactions: reactions.map(([reactor, status, error]) => ({
    reactor,
    when: 'then',
    status,
    attempts: error ? 3 : 1,
    error: error ?? null,
  })),
})

const timeline = [
  event(
    'message.sent',
    88,
    { kind: 'confirmation', channel: 'email', carrier: 'outbox' },
    [['endStepWithItsMessage', 'done']],
    { kind: 'system', name: null },
  ),
  event(
    'message.queued',
    89,
    { kind: 'confirmation', channel: 'email' },
    [['dispatchMessage', 'failed', 'connect ECONNREFUSED']],
    { kind: 'system', name: null },
  ),
  event(
    'appointment.rescheduled',
    90,
    { fromStartAt: at(8), startAt: at(8, 45), sequence: 1, isPending: false },
    [
      ['withdrawOutdatedMessages', 'done'],
      ['rearmJourneys', 'done'],
      ['sendNewTime', 'waiting'],
    ],
  ),
  event('journey.started', 1440, { journey: 'reminders', planned: 2, skipped: 1 }, [], {
    kind: 'system',
    name: null,
  }),
  event('appointment.booked', 1440, { startAt: at(8), sequence: 0 }, [
    ['startJourneys', 'done'],
    ['sendConfirmation', 'done'],
  ]),
  event('contact.created', 1441, { source: 'calcom', isProvisional: false }),
]

const provisional = { ...contact('Samantha Green'), is_provisional: true }
const conflicts = () => [
  {
    id: 'c0ffee00-0000-4000-8000-000000000001',
    status: 'open',
    evidence: {
      name: 'Sam Green',
      phone: people['Hana Ito']?.phone_e164,
      phone_raw: '312 555 0187',
      email: people['Lena Fox']?.email,
    },
    provisional_contact: {
      ...provisional,
      patient_profiles: [],
      last_booking: {
        appointment_id: randomUUID(),
        service_name: 'Consultation',
        start_at: at(15),
        status: 'booked',
        booking_channel: 'direct',
      },
    },
    phone_contact: contacts().find(({ display_name }) => display_name === 'Hana Ito'),
    email_contact: contacts().find(({ display_name }) => display_name === 'Lena Fox'),
    created_at: ago(6),
  },
]
let resolved = false

const connections = [
  {
    id: randomUUID(),
    vendor: 'calcom',
    name: 'Cal.com',
    webhook_url: 'http://localhost:3000/webhooks/calcom/0197b2c4',
    last_ping_at: ago(300),
    refused_last_30_days: 2,
    created_at: ago(60 * 24 * 20),
  },
]
const delivery = (trigger: string | null, status: string, minutes: number, more: Body = {}) => ({
  id: randomUUID(),
  connection_id: connections[0]?.id,
  status,
  trigger,
  reason: null,
  attempts: 1,
  repeats: 0,
  appointment_id: visits[0]?.id ?? null,
  received_at: ago(minutes),
  processed_at: ago(minutes),
  ...more,
})
const deliveries = [
  delivery('BOOKING_CREATED', 'done', 4),
  delivery('BOOKING_RESCHEDULED', 'failed', 12, {
    reason: 'Processing failed. Nothing was changed; use Replay after the cause is mended.',
    attempts: 3,
    appointment_id: null,
  }),
  delivery('BOOKING_CREATED', 'done', 44, { repeats: 1, reason: 'Known already; nothing to change.' }),
  delivery('BOOKING_NO_SHOW_UPDATED', 'waiting', 80, {
    reason: 'Waits for its booking, which has not arrived yet.',
    appointment_id: null,
  }),
  delivery('PING', 'kept', 300, {
    reason: 'A test from the other side: the connection works.',
    appointment_id: null,
  }),
]

const TEXTS = ['confirmation', 'request_received', 'rescheduled', 'cancellation', 'rejection', 'reminder']
const templates = TEXTS.flatMap((key) =>
  ['email', 'sms'].flatMap((channel) =>
    ['en', 'es'].map((language) => ({
      key,
      channel,
      language,
      version: 0,
      changed_at: null,
      subject: channel === 'email' ? 'Your appointment at {{clinic_name}}: {{weekday}}, {{date}}' : null,
      body:
        channel === 'email'
          ? 'Hello {{first_name}},\n\nyour appointment at {{clinic_name}} is booked for {{weekday}}, {{date}} at {{time}}.\n\nWhere: {{location}}\nWith: {{practitioner}}\n\nQuestions? Call us at {{clinic_phone}}.\n{{clinic_name}}'
          : '{{clinic_name}}: {{first_name}}, you are booked for {{weekday}}, {{date}} at {{time}}. Reply STOP to opt out.',
    })),
  ),
)
const VALUES: Record<string, string> = {
  first_name: 'Ana',
  patient_name: 'Ana Ruiz',
  clinic_name: 'Riverside Family Clinic',
  clinic_phone: '(312) 555-0100',
  clinic_address: '12 Water Street',
  weekday: 'Monday',
  date: 'November 23',
  time: '8:15 AM',
  location: '12 Water Street, Chicago',
  practitioner: 'Dr. Amy Lee',
  service: '',
}
const variables = Object.keys(VALUES).map((name) => ({ name, meaning: `The ${name.replaceAll('_', ' ')}` }))
const fill = (text: string) => text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => VALUES[name] ?? '')

const members = [
  {
    id: 'm1',
    user_id: 'u1',
    name: 'Maria Lopez',
    email: 'maria@riverside.example',
    role: 'owner',
    is_you: true,
    created_at: ago(99999),
  },
  {
    id: 'm2',
    user_id: 'u2',
    name: 'Tom Becker',
    email: 'tom@riverside.example',
    role: 'operator',
    is_you: false,
    created_at: ago(9999),
  },
]
const invitations: Body[] = [
  {
    id: 'i1',
    email: 'lucy@riverside.example',
    role: 'viewer',
    link: 'http://localhost:3000/invitations/i1',
    expires_at: at(9, 0, 2),
  },
]
const keys: Body[] = [
  {
    id: randomUUID(),
    name: 'Website',
    role: 'viewer',
    prefix: 'foyer_8Kd2',
    created_at: ago(9000),
    last_used_at: ago(30),
    revoked_at: null,
  },
]

const dayOf = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(instant))
const has = (text: unknown, search: string | null) =>
  !search || JSON.stringify(text).toLowerCase().includes(search.toLowerCase())
const page = <T>(list: T[], query: URLSearchParams) =>
  list.slice(
    Number(query.get('offset') ?? 0),
    Number(query.get('offset') ?? 0) + Number(query.get('limit') ?? 50),
  )
const sockets = new Set<WebSocket>()
const tell = (events: Body[]) => {
  for (const socket of sockets) socket.send(JSON.stringify({ type: 'events', events }))
}

const routes: [string, string, Handler][] = [
  [
    'POST',
    '/api/mock/book',
    ({ body }) => {
      const person = contact(String(body.name ?? 'Zoe Winter'))
      people[person.display_name] = person
      const made = visit(person, 1, at(13, 30), 30, 'Check-up', String(body.status ?? 'booked'))
      visits.push(made)
      tell([{ type: 'appointment.booked', contact_id: person.id, appointment_id: made.id }])
      return ok({ id: made.id })
    },
  ],
  [
    'POST',
    '/api/mock/as',
    ({ body }) => {
      role = String(body.role ?? role)
      if (body.clinic === null) clinic = null
      if (body.signedOut) user = null
      if (body.empty) visits.length = 0
      return ok()
    },
  ],
  [
    'POST',
    '/api/auth/sign-in/email',
    ({ body }) => {
      if (body.password === 'wrong')
        return [401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }]
      user = { id: 'u1', name: 'Maria Lopez', email: body.email, two_factor_enabled: false }
      return ok(String(body.email).startsWith('two') ? { twoFactorRedirect: true } : {})
    },
  ],
  [
    'POST',
    '/api/auth/sign-up/email',
    ({ body }) => {
      user = { id: 'u1', name: body.name, email: body.email, two_factor_enabled: false }
      clinic = null
      return ok({})
    },
  ],
  [
    'POST',
    '/api/auth/sign-out',
    () => {
      user = null
      return ok({})
    },
  ],
  [
    'POST',
    '/api/auth/two-factor/enable',
    () =>
      ok({
        totpURI:
          'otpauth://totp/Foyer:maria@riverside.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Foyer&digits=6&period=30',
        backupCodes: ['a1B2c-3D4e5', 'f6G7h-8I9j0', 'k1L2m-3N4o5', 'p6Q7r-8S9t0'],
      }),
  ],
  [
    'GET',
    '/api/auth/organization/get-invitation',
    () =>
      user
        ? ok({
            id: 'i1',
            email: 'maria@riverside.example',
            role: 'operator',
            organizationId: 'o1',
            organizationName: 'Lakeview Dental',
            inviterEmail: 'owner@lakeview.example',
          })
        : [401, { message: 'Not authenticated' }],
  ],
  ['POST', '/api/auth/(.*)', () => ok({})],
  [
    'GET',
    '/api/me',
    () =>
      user
        ? ok({
            user,
            clinic,
            role,
            permissions: permissions(),
            clinics: clinic
              ? [
                  { id: clinic.id, name: clinic.name, role },
                  { id: 'o2', name: 'Lakeview Dental', role: 'viewer' },
                ]
              : [],
          })
        : problem(401, 'You are not signed in; sign in or send an API key'),
  ],
  [
    'POST',
    '/api/clinics',
    ({ body }) => {
      clinic = {
        id: randomUUID(),
        slug: 'new',
        locale: 'en',
        address: null,
        phone_e164: null,
        email: null,
        plan: 'free',
        booking_enabled: false,
        default_booking_duration: 30,
        names_procedures: false,
        country: 'US',
        ...body,
      }
      return [201, { clinic }]
    },
  ],
  [
    'PATCH',
    '/api/clinic',
    ({ body }) => {
      clinic = { ...clinic, ...body }
      return ok({ clinic })
    },
  ],
  ['POST', '/api/live/token', () => ok({ token: 'mock', expires_at: at(23) })],
  [
    'GET',
    '/api/appointments',
    ({ query }) =>
      ok({
        appointments: page(
          visits
            .filter(
              (item) =>
                (!query.get('from') || dayOf(item.start_at) >= String(query.get('from'))) &&
                (!query.get('to') || dayOf(item.start_at) <= String(query.get('to'))) &&
                (!query.get('status') || item.status === query.get('status')) &&
                has([item.attendee_name, item.contact], query.get('search')),
            )
            .sort((a, b) => a.start_at.localeCompare(b.start_at)),
          query,
        ),
      }),
  ],
  [
    'GET',
    '/api/appointments/([^/]+)',
    ({ params }) => {
      const appointment = visits.find(({ id }) => id === params[0])
      return appointment ? ok({ appointment }) : problem(404, 'There is no such appointment.')
    },
  ],
  [
    'GET',
    '/api/contacts',
    ({ query }) =>
      ok({
        contacts: page(
          contacts().filter((item) => has([item.display_name, item.identifiers], query.get('search'))),
          query,
        ),
      }),
  ],
  [
    'GET',
    '/api/contacts/([^/]+)',
    ({ params }) => {
      const found = contacts().find(({ id }) => id === params[0])
      return found
        ? ok({
            contact: {
              ...found,
              appointments: visits.filter((item) => item.contact.id === found.id),
              consents: consents[found.id] ?? [],
              merges: [
                {
                  from_contact_id: randomUUID(),
                  from_name: 'A. Ruiz',
                  reason: 'one_booking_names_both',
                  created_at: ago(9000),
                },
              ],
              open_conflict_id: found.display_name === 'Hana Ito' && !resolved ? conflicts()[0]?.id : null,
            },
          })
        : problem(404, 'There is no such person here.')
    },
  ],
  ['GET', '/api/contacts/([^/]+)/timeline', () => ok({ events: timeline })],
  ['GET', '/api/contacts/([^/]+)/steps', () => ok({ steps })],
  [
    'POST',
    '/api/contacts/([^/]+)/consents',
    ({ params, body }) => {
      const id = params[0] ?? ''
      consents[id] = [...(consents[id] ?? []), { ...body, source: 'Maria Lopez', created_at: ago(0) }]
      return [201, { ok: true }]
    },
  ],
  ['GET', '/api/identity-conflicts', () => ok({ conflicts: resolved ? [] : conflicts() })],
  [
    'POST',
    '/api/identity-conflicts/([^/]+)/resolve',
    () => {
      resolved = true
      return ok({ contact_id: people['Hana Ito']?.id })
    },
  ],
  [
    'GET',
    '/api/messages',
    ({ query }) =>
      ok({
        messages: page(
          messages.filter((item) =>
            ['contact_id', 'status', 'channel'].every(
              (key) => !query.get(key) || item[key as 'status'] === query.get(key),
            ),
          ),
          query,
        ),
      }),
  ],
  ['GET', '/api/templates', () => ok({ templates, variables })],
  [
    'PUT',
    '/api/templates',
    ({ body }) => {
      for (const item of templates)
        if (item.key === body.key && item.channel === body.channel && item.language === body.language)
          Object.assign(item, body, { version: item.version + 1, changed_at: ago(0) })
      return ok({ version: 1 })
    },
  ],
  [
    'POST',
    '/api/templates/preview',
    ({ body }) =>
      ok({
        subject: body.subject === null ? null : fill(String(body.subject)),
        body: fill(String(body.body)),
        unknown_variables: [...String(body.body).matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
          .map((match) => match[1] ?? '')
          .filter((name) => !(name in VALUES)),
      }),
  ],
  ['GET', '/api/connections', () => ok({ connections })],
  [
    'POST',
    '/api/connections',
    ({ body }) => {
      const made = {
        id: randomUUID(),
        vendor: 'calcom',
        name: String(body.name),
        webhook_url: 'http://localhost:3000/webhooks/calcom/01new',
        last_ping_at: null as never,
        refused_last_30_days: 0,
        created_at: ago(0),
      }
      connections.push(made)
      return [
        201,
        {
          connection: {
            id: made.id,
            webhook_url: made.webhook_url,
            secret: 'whsec_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
          },
        },
      ]
    },
  ],
  [
    'POST',
    '/api/connections/([^/]+)/secret',
    ({ params }) =>
      ok({
        connection: {
          id: params[0],
          webhook_url: connections[0]?.webhook_url,
          secret: 'whsec_new_9f86d081884c7d659a2feaa0c55ad015',
        },
      }),
  ],
  [
    'DELETE',
    '/api/connections/([^/]+)',
    ({ params }) => {
      connections.splice(
        connections.findIndex(({ id }) => id === params[0]),
        1,
      )
      return ok()
    },
  ],
  [
    'GET',
    '/api/connections/([^/]+)/deliveries',
    ({ params }) => ok({ deliveries: deliveries.filter((item) => item.connection_id === params[0]) }),
  ],
  [
    'GET',
    '/api/deliveries/([^/]+)',
    ({ params }) =>
      ok({
        delivery: {
          ...deliveries.find(({ id }) => id === params[0]),
          body: '{"triggerEvent":"BOOKING_CREATED","createdAt":"2026-11-20T09:30:00.538Z","payload":{"type":"30min","title":"Check-up between Riverside and Ana Ruiz","attendees":[{"email":"ana@example.com","name":"Ana Ruiz"}]}}',
        },
      }),
  ],
  [
    'POST',
    '/api/deliveries/([^/]+)/replay',
    ({ params }) => {
      for (const item of deliveries)
        if (item.id === params[0]) Object.assign(item, { status: 'done', reason: null })
      return ok()
    },
  ],
  ['GET', '/api/team', () => ok({ members, invitations })],
  [
    'POST',
    '/api/team/invitations',
    ({ body }) => {
      const invitation = {
        id: `i${invitations.length + 1}`,
        ...body,
        link: `http://localhost:3000/invitations/i${invitations.length + 1}`,
        expires_at: at(9, 0, 2),
      }
      invitations.push(invitation)
      return [201, { invitation }]
    },
  ],
  [
    'DELETE',
    '/api/team/invitations/([^/]+)',
    ({ params }) => {
      invitations.splice(
        invitations.findIndex(({ id }) => id === params[0]),
        1,
      )
      return ok()
    },
  ],
  [
    'PATCH',
    '/api/team/([^/]+)',
    ({ params, body }) => {
      for (const item of members) if (item.id === params[0]) item.role = String(body.role)
      return ok()
    },
  ],
  [
    'DELETE',
    '/api/team/([^/]+)',
    ({ params }) => {
      if (params[0] === 'm1') {
        return problem(409, 'A clinic keeps at least one owner. Make somebody else an owner first.')
      }
      members.splice(1, 1)
      return ok()
    },
  ],
  ['GET', '/api/keys', () => ok({ keys })],
  [
    'POST',
    '/api/keys',
    ({ body }) => {
      keys.push({
        id: randomUUID(),
        ...body,
        prefix: 'foyer_Zx81',
        created_at: ago(0),
        last_used_at: null,
        revoked_at: null,
      })
      return [201, { id: keys.at(-1)?.id, api_key: 'foyer_Zx81mKq0rT5vWbY3nLc7' }]
    },
  ],
  [
    'DELETE',
    '/api/keys/([^/]+)',
    ({ params }) => {
      keys.splice(
        keys.findIndex(({ id }) => id === params[0]),
        1,
      )
      return ok()
    },
  ],
  [
    'GET',
    '/api/reports/channels',
    () =>
      ok({
        from: ago(40000),
        to: ago(0),
        channels: [
          ['whatsapp', 48, 61, 39, 4, 3],
          ['direct', 31, 20, 27, 3, 1],
          ['widget', 17, 33, 12, 3, 1],
          ['voice', 9, 8, 8, 1, 0],
          ['instagram', 4, 12, 2, 1, 1],
        ].map(([channel, bookings, first_touches, kept, cancelled, no_shows]) => ({
          channel,
          bookings,
          first_touches,
          kept,
          cancelled,
          no_shows,
        })),
      }),
  ],
]

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text ? (JSON.parse(text) as Body) : {}
}

export function mockApi(): Plugin {
  return {
    name: 'foyer-mock-api',
    configureServer(server) {
      const live = new WebSocketServer({ noServer: true })
      server.httpServer?.on('upgrade', (request, socket, head) => {
        if (request.url !== '/api/live') return
        live.handleUpgrade(request, socket, head, (opened) => {
          opened.once('message', () => {
            sockets.add(opened)
            opened.send(JSON.stringify({ type: 'ready' }))
          })
          opened.on('close', () => sockets.delete(opened))
        })
      })
      server.middlewares.use(async (request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://mock')
        if (!url.pathname.startsWith('/api/')) return next()
        const body = await bodyOf(request)
        for (const [method, path, handle] of routes) {
          const match = request.method === method && new RegExp(`^${path}$`).exec(url.pathname)
          if (!match) continue
          const [status, answer] = handle({ params: match.slice(1), query: url.searchParams, body })
          response.writeHead(status, {
            'content-type': status < 400 ? 'application/json' : 'application/problem+json',
          })
          return response.end(JSON.stringify(answer))
        }
        response.writeHead(404, { 'content-type': 'application/problem+json' })
        response.end(JSON.stringify({ status: 404, detail: 'The mock does not know this address.' }))
      })
    },
  }
}
