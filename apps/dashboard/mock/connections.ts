/** Cal.com as a connection, and what came in through it. */
import { randomUUID } from 'node:crypto'
import { type Body, ok, type Route } from './answers.ts'
import { ago, visits } from './cast.ts'

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
