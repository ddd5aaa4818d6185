/** Connections, what each vendor asks for, and what came in through Cal.com. */
import { randomUUID } from 'node:crypto'
import { type Body, ok, problem, type Route } from './answers.ts'
import { ago, visits } from './cast.ts'

const connection = (vendor: string, name: string, more: Body = {}) => ({
  id: randomUUID() as string,
  vendor,
  name,
  webhook_url: vendor === 'widget' ? null : `https://foyer.riverside.clinic/webhooks/${vendor}/0197b2c4`,
  snippet:
    vendor === 'widget'
      ? '<script src="https://foyer.riverside.clinic/widget.js" data-clinic="riverside" async></script>'
      : null,
  settings: {} as Record<string, string>,
  checked_at: null as string | null,
  check_error: null as string | null,
  check_remedy: null as string | null,
  last_ping_at: null as string | null,
  templates: null as object | null,
  token: null as object | null,
  refused_last_30_days: 0,
  created_at: ago(60 * 24 * 20),
  ...more,
})
const connections = [
  connection('calcom', 'Cal.com', {
    webhook_url: 'http://localhost:3000/webhooks/calcom/0197b2c4',
    last_ping_at: ago(300),
    refused_last_30_days: 2,
  }),
  connection('twilio', 'SMS by Twilio', {
    settings: { account_sid: 'AC0123456789abcdef0123456789abcdef', phone_number: '+13125550100' },
  }),
]

const field = (name: string, label: string, hint: string, is_secret = false, is_optional = false) => ({
  name,
  label,
  hint,
  is_secret,
  is_optional,
})
const FIELDS: Record<string, ReturnType<typeof field>[]> = {
  calcom: [],
  chatwoot: [
    field('base_url', 'Address of your Chatwoot', 'As in the browser, up to the first slash'),
    field('bot_token', 'Access Token', 'Settings > Bots > your bot > Edit', true),
  ],
  whatsapp: [
    field('phone_number_id', 'Phone number ID', 'Meta app > WhatsApp > API setup; not the number itself'),
    field('access_token', 'Access token', 'Business settings > Users > System users > Generate token', true),
    field('verify_token', 'Verify token', 'Any words of yours; enter the same at Meta', true),
  ],
  instagram: [field('ig_id', 'Instagram account ID', 'Meta app > Instagram > API setup')],
  twilio: [
    field('account_sid', 'Account SID', 'Twilio Console > Account Dashboard; begins with AC'),
    field('auth_token', 'Auth token', 'Twilio Console > Account Dashboard; the primary one', true),
    field('phone_number', 'Phone number', 'Phone Numbers > Manage > Active numbers, with country code'),
    field(
      'messaging_service_sid',
      'Messaging Service SID',
      'Messaging > Services; begins with MG',
      false,
      true,
    ),
  ],
  widget: [],
}
/** What was entered last, so that a check can find it wrong. */
const entered = new Map<string, Body>()

const delivery = (trigger: string | null, status: string, minutes: number, more: Body = {}) => ({
  id: randomUUID(),
  connection_id: connections[0]?.id,
  status,
  trigger,
  reason: null,
  attempts: 1,
  repeats: 0,
  appointment_id: visits[0]?.id ?? null,
  patient_name: more.appointment_id === null ? null : (visits[0]?.attendee_name ?? null),
  received_at: ago(minutes),
  processed_at: ago(minutes),
  ...more,
})
export const deliveries = [
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

export const connectionRoutes: Route[] = [
  ['GET', '/api/connections', () => ok({ connections })],
  [
    'GET',
    '/api/connections/vendors',
    () =>
      ok({
        vendors: Object.entries(FIELDS).map(([vendor, fields]) => ({
          vendor,
          fields,
          can_check: fields.length > 0,
          guide: `docs/integrations/${vendor}.md`,
        })),
      }),
  ],
  [
    'POST',
    '/api/connections',
    ({ body }) => {
      const vendor = String(body.vendor)
      const credentials = (body.credentials ?? {}) as Record<string, string>
      if (String(credentials.phone_number ?? '+').charAt(0) !== '+') {
        const detail = 'Enter the Phone number with its country code'
        const errors = [{ pointer: '/credentials/phone_number', detail }]
        return [422, { ...(problem(422, detail)[1] as Body), errors }]
      }
      const shown = (FIELDS[vendor] ?? []).filter(({ is_secret }) => !is_secret)
      const made = connection(vendor, String(body.name), {
        settings: Object.fromEntries(
          shown.flatMap(({ name }) => (credentials[name] ? [[name, credentials[name]]] : [])),
        ),
        created_at: ago(0),
      })
      connections.push(made)
      entered.set(made.id, credentials)
      const secret = vendor === 'calcom' ? 'whsec_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b' : null
      return [201, { connection: { id: made.id, webhook_url: made.webhook_url, secret } }]
    },
  ],
  [
    'PUT',
    '/api/connections/([^/]+)/credentials',
    ({ params: [id = ''], body }) => {
      const one = connections.find((known) => known.id === id)
      if (!one) return problem(404, 'There is no such connection')
      entered.set(id, { ...entered.get(id), ...(body.credentials as Body) })
      return ok({
        connection: Object.assign(one, { checked_at: null, check_error: null, check_remedy: null }),
      })
    },
  ],
  [
    'POST',
    '/api/connections/([^/]+)/check',
    ({ params: [id = ''] }) => {
      const one = connections.find((known) => known.id === id)
      if (!one) return problem(404, 'There is no such connection')
      const isWrong = entered.get(id)?.auth_token === 'wrong'
      Object.assign(one, {
        checked_at: ago(0),
        check_error: isWrong ? 'sign_in_failed' : null,
        check_remedy: isWrong ? 'The vendor does not accept these credentials. Change them here.' : null,
      })
      return ok({ connection: one, label: isWrong ? null : 'Riverside Family Clinic, (312) 555-0100' })
    },
  ],
  [
    'POST',
    '/api/connections/([^/]+)/secret',
    ({ params }) =>
      ok({
        connection: {
          id: params[0],
          webhook_url: connections.find(({ id }) => id === params[0])?.webhook_url ?? null,
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
    ({ params, query }) =>
      ok({
        deliveries: deliveries.filter(
          (item) =>
            item.connection_id === params[0] && (!query.get('status') || item.status === query.get('status')),
        ),
      }),
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
]
