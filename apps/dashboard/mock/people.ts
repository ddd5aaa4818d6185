/** People: what is known of them, what happened, what they will be sent, and of whom staff must say who it is. */
import { randomUUID } from 'node:crypto'
import { type Body, has, ok, page, problem, type Route } from './answers.ts'
import { ago, at, contact, people, visits } from './cast.ts'
import { plan } from './plan.ts'

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
const leads: Record<string, Body | null> = {}

const steps = [
  ['3_days_before', at(9, 0, -3), 'sent', null],
  ['1_day_before', at(9, 0, -1), 'skipped', 'later_step_is_due'],
  ['2_hours_before', at(23, 30), 'planned', null],
].map(([step_key, due_at, status, reason]) => ({
  id: randomUUID(),
  appointment_id: null,
  kind: 'notice',
  outcome: null,
  with_step_id: null,
  journey: 'reminders',
  step_key,
  due_at,
  status,
  reason,
  message_id: null,
  preview:
    status === 'planned'
      ? {
          text_hash: 'b'.repeat(64),
          channel: 'sms',
          to_address: '+13125550187',
          subject: null,
          body: 'Riverside Family Clinic: Ana, we expect you on Monday, November 23 at 8:45 AM. Reply STOP to opt out.',
          is_recomposed: true,
          previewed_at: ago(60),
          wording: { by: 'approved', objective: null, reason: null, memories: [] },
        }
      : null,
  obstacle: null,
  moved_from: status === 'planned' ? at(6, 0, 1) : null,
  stops:
    status === 'planned' ? [{ event: 'appointment.cancelled', meaning: 'The appointment is cancelled' }] : [],
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
  has_known_reactions: true,
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
export const openConflicts = () => (resolved ? [] : conflicts())

export const peopleRoutes: Route[] = [
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
              open_conflict_id: found.display_name === 'Hana Ito' ? (openConflicts()[0]?.id ?? null) : null,
            },
          })
        : problem(404, 'There is no such person here.')
    },
  ],
  ['GET', '/api/contacts/([^/]+)/timeline', () => ok({ events: timeline })],
  ['GET', '/api/contacts/([^/]+)/steps', () => ok({ steps })],
  ['GET', '/api/contacts/([^/]+)/lead', ({ params }) => ok({ lead: leads[params[0] ?? ''] ?? null })],
  [
    'POST',
    '/api/contacts/([^/]+)/lead',
    ({ params, body }) => {
      const lead = {
        service_id: body.service_id ?? null,
        service_name: plan.services.find(({ id }) => id === body.service_id)?.name ?? null,
        warm_since: ago(0),
        quiet_at: ago(-48 * 60),
        quiet_since: null,
      }
      leads[params[0] ?? ''] = lead
      return ok({ lead })
    },
  ],
  [
    'DELETE',
    '/api/contacts/([^/]+)/lead',
    ({ params }) => {
      leads[params[0] ?? ''] = null
      return ok({ ok: true })
    },
  ],
  ['GET', '/api/contacts/([^/]+)/forms', () => ok({ requests: [] })],
  ['GET', '/api/questionnaires', () => ok({ questionnaires: [] })],
  [
    'POST',
    '/api/steps/([^/]+)/preview',
    ({ params }) => {
      const step = steps.find(({ id }) => id === params[0])
      const shown = structuredClone(step)
      if (step?.preview) step.preview.is_recomposed = false
      return ok({ step: shown })
    },
  ],
  [
    'POST',
    '/api/contacts/([^/]+)/consents',
    ({ params, body }) => {
      const id = params[0] ?? ''
      consents[id] = [...(consents[id] ?? []), { ...body, source: 'Maria Lopez', created_at: ago(0) }]
      return [201, { ok: true }]
    },
  ],
  ['GET', '/api/identity-conflicts', () => ok({ conflicts: openConflicts() })],
  [
    'POST',
    '/api/identity-conflicts/([^/]+)/resolve',
    () => {
      resolved = true
      return ok({ contact_id: people['Hana Ito']?.id })
    },
  ],
]
