/** One case for each route of the API: what a right request to it looks like, and what it may give to another clinic. */
import { uuidv7 } from '../../src/kit/ids.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export interface Operation {
  /** `GET /api/contacts/{id}`. */
  key: string
  method: string
  path: string
  permission: string | null
  query: string[]
}

/** Ids of things that a clinic has. */
export interface Things {
  appointment: string
  contact: string
  /** A contact who asked and has no visit ahead. */
  lead: string
  identifier: string
  conflict: string
  connection: string
  delivery: string
  key: string
  invitation: string
  member: string
  step: string
  service: string
  practitioner: string
  resource: string
  closure: string
  busyTime: string
  /** Booked here, not at Cal.com. */
  ownAppointment: string
  waiting: string
  conversation: string
  /** A connection of the website chat. */
  chat: string
  /** One that has credentials. */
  channel: string
  reply: string
  /** What the assistant may say. */
  answer: string
  preference: string
  questionnaire: string
  formResponse: string
  formAttachment: string
  journey: string
  /** One that takes people in by hand. */
  openJourney: string
  enrollment: string
  staffTask: string
}

export interface RouteCase {
  /** Which of the clinic's things `{id}` names. */
  id?: keyof Things
  body?: unknown
  /** Where the body names things of the clinic: made of them, in place of `body`. */
  bodyOf?: (things: Things) => unknown
  /** What a right request asks; it may name things of the clinic. */
  query?: (things: Things) => string
  /** How another clinic is refused that names our things outside of the path. */
  refusal?: 404 | 422
  /** Queries that ask for what is not the caller's. */
  queries?: (things: Things) => string[]
  /** Answered to a person only: a key has no business there, whatever its role. */
  isForPeople?: true
}

/** Of a journey about no visit. */
const DEFINITION = {
  purpose: 'care',
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled',
  lane: 'winback',
  reentryAfterDays: 90,
  replaces: [],
  holdoutPercent: 0,
  exits: ['appointment.booked'],
  follows: null,
  needsClinician: true,
  steps: [{ do: 'task', key: 'call', offset: { days: 1 }, title: 'Call them' }],
}

export const CASES: Record<string, RouteCase> = {
  'GET /api/me': {},
  'POST /api/clinics': { body: { name: 'Another', time_zone: 'America/Chicago' }, isForPeople: true },
  'GET /api/clinic': {},
  'PATCH /api/clinic': { body: { default_booking_duration: 30 } },
  'POST /api/live/token': {},
  'GET /api/appointments': {
    queries: () => ['search=Riverside', 'from=2020-01-01&to=2030-01-01&limit=200', 'has_conflict=true'],
  },
  'GET /api/appointments/{id}': { id: 'appointment' },
  'GET /api/contacts': { queries: () => ['search=Riverside', 'search=ana@riverside.example', 'limit=200'] },
  'GET /api/contacts/{id}': { id: 'contact' },
  'GET /api/contacts/{id}/timeline': { id: 'contact' },
  'GET /api/contacts/{id}/steps': { id: 'contact' },
  'POST /api/steps/{id}/preview': { id: 'step' },
  'POST /api/contacts/{id}/consents': {
    id: 'contact',
    body: { purpose: 'care', channel: 'sms', state: 'withdrawn' },
  },
  'POST /api/identifiers/{id}/confirm': { id: 'identifier' },
  'GET /api/identity-conflicts': { queries: () => ['limit=200'] },
  'POST /api/identity-conflicts/{id}/resolve': { id: 'conflict', body: { resolution: 'another_person' } },
  'GET /api/messages': { queries: ({ contact }) => [`contact_id=${contact}`, 'limit=200'] },
  'GET /api/conversations': {
    queries: ({ contact }) => ['search=Riverside', `contact_id=${contact}`, 'status=unread&limit=200'],
  },
  'GET /api/conversations/{id}': { id: 'conversation' },
  'GET /api/conversations/{id}/thread': { id: 'conversation' },
  'GET /api/conversations/{id}/templates': { id: 'conversation' },
  'POST /api/conversations/{id}/messages': { id: 'conversation', body: { text: 'We are here until six.' } },
  'POST /api/conversations/{id}/suggested-reply': { id: 'conversation' },
  'POST /api/conversations/{id}/notes': { id: 'conversation', body: { text: 'Called; no answer.' } },
  'POST /api/conversations/{id}/take-over': { id: 'conversation' },
  'POST /api/conversations/{id}/release': { id: 'conversation' },
  'POST /api/conversations/{id}/close': { id: 'conversation' },
  'POST /api/conversations/{id}/assign': { id: 'conversation', body: { user_id: null } },
  'POST /api/conversations/{id}/read': { id: 'conversation', body: { up_to: uuidv7() } },
  'GET /api/saved-replies': {},
  'POST /api/saved-replies': { body: { title: 'Opening hours', body: 'We are open from eight to six.' } },
  'PUT /api/saved-replies/{id}': { id: 'reply', body: { title: 'Way', body: 'Two doors from the station.' } },
  'DELETE /api/saved-replies/{id}': { id: 'reply' },
  'GET /api/receptionist': {},
  'PUT /api/receptionist': {
    body: {
      is_on: true,
      tone: 'formal',
      languages: ['en'],
      may_book: true,
      may_move: true,
      may_cancel: false,
      presence: [{ days: [1, 2], start: '09:00', end: '17:00' }],
      alert_order: [],
      emergency_number: null,
      uses_model: false,
      model_calls_per_day: 50,
    },
  },
  'GET /api/receptionist/answers': {},
  'POST /api/receptionist/answers': {
    bodyOf: ({ service }) => ({
      service_id: service,
      question_kind: 'parking',
      question: 'Where can I park?',
      answer: 'Behind the house, free for two hours.',
      language: 'en',
      is_approved: true,
    }),
    refusal: 422,
  },
  'PUT /api/receptionist/answers/{id}': {
    id: 'answer',
    body: {
      service_id: null,
      question_kind: 'other',
      question: 'Do you have a lift?',
      answer: 'Yes, to the left of the door.',
      language: 'en',
      is_approved: false,
    },
  },
  'DELETE /api/receptionist/answers/{id}': { id: 'answer' },
  'POST /api/receptionist/playground': {
    bodyOf: ({ conversation }) => ({ text: 'What does it cost?', conversation_id: conversation }),
    refusal: 404,
  },
  'GET /api/contacts/{id}/preferences': { id: 'contact' },
  'PUT /api/preferences/{id}': { id: 'preference', body: { value: 'morning' } },
  'DELETE /api/preferences/{id}': { id: 'preference' },
  'GET /api/contacts/{id}/lead': { id: 'lead' },
  'POST /api/contacts/{id}/lead': { id: 'lead', bodyOf: ({ service }) => ({ service_id: service }) },
  'DELETE /api/contacts/{id}/lead': { id: 'lead' },
  'GET /api/questionnaires': {},
  'GET /api/questionnaires/{id}': { id: 'questionnaire' },
  'POST /api/questionnaires': { body: { title: 'Another form' } },
  'PUT /api/questionnaires/{id}/draft': {
    id: 'questionnaire',
    body: {
      title: 'Another title',
      body: { resourceType: 'Questionnaire', item: [{ linkId: 'a', type: 'string', text: 'How are you?' }] },
      revision: 2,
    },
  },
  'POST /api/questionnaires/{id}/publish': {
    id: 'questionnaire',
    body: { revision: 3, approved_by: 'Dr. Lee' },
  },
  'GET /api/questionnaires/{id}/versions': { id: 'questionnaire' },
  'GET /api/contacts/{id}/forms': { id: 'contact' },
  'POST /api/contacts/{id}/forms': {
    id: 'contact',
    bodyOf: ({ questionnaire }) => ({ questionnaire_id: questionnaire }),
  },
  'GET /api/form-responses': { queries: () => ['limit=200'] },
  'GET /api/form-responses/{id}': { id: 'formResponse' },
  'POST /api/form-responses/{id}/review': { id: 'formResponse' },
  'GET /api/form-attachments/{id}': { id: 'formAttachment' },
  'GET /api/journeys': { queries: () => ['from=2020-01-01'] },
  'GET /api/journeys/{id}': { id: 'journey' },
  'POST /api/journeys': {
    // A name of its own each time: the key that is made of it says of nobody else's that it is taken.
    bodyOf: () => ({ name: `another ${uuidv7().replaceAll('-', '')}`, definition: DEFINITION }),
  },
  'PUT /api/journeys/{id}': {
    id: 'journey',
    body: { name: 'Reminders', definition: DEFINITION, based_on: 1 },
  },
  'POST /api/journeys/{id}/approve': { id: 'journey', body: { version: 1 }, isForPeople: true },
  'POST /api/journeys/{id}/switch': { id: 'journey', body: { is_active: true } },
  'GET /api/journeys/{id}/enrollments': { id: 'journey' },
  'POST /api/journeys/preview': {
    bodyOf: ({ contact }) => ({ contact_id: contact, definition: DEFINITION }),
    refusal: 422,
  },
  'POST /api/journeys/count-segment': { body: { segment: { is: 'everybody' } } },
  'POST /api/journeys/{id}/enroll': { id: 'openJourney', body: { segment: { is: 'everybody' } } },
  'POST /api/enrollments/{id}/leave': { id: 'enrollment' },
  'GET /api/whatsapp-templates': {},
  'GET /api/notice-templates': {},
  'PUT /api/notice-templates': { body: { kind: 'rejection', whatsapp: null } },
  'GET /api/staff-tasks': { queries: () => ['limit=200'] },
  'POST /api/staff-tasks/{id}/close': { id: 'staffTask' },
  'GET /api/templates': {},
  'PUT /api/templates': {
    body: { key: 'reminder', channel: 'sms', language: 'en', subject: null, body: 'See you, {{first_name}}' },
  },
  'POST /api/templates/preview': { body: { language: 'en', subject: null, body: 'See you, {{first_name}}' } },
  'GET /api/connections': {},
  'POST /api/connections': { body: { vendor: 'calcom', name: 'Second' } },
  'GET /api/connections/vendors': {},
  'PUT /api/connections/{id}/credentials': {
    id: 'channel',
    body: { credentials: { phone_number: '+15125550100' } },
  },
  'POST /api/connections/{id}/check': { id: 'chat' },
  'POST /api/connections/{id}/secret': { id: 'connection' },
  'DELETE /api/connections/{id}': { id: 'connection' },
  'GET /api/connections/{id}/deliveries': { id: 'connection' },
  'GET /api/deliveries/{id}': { id: 'delivery' },
  'POST /api/deliveries/{id}/replay': { id: 'delivery' },
  'GET /api/team': {},
  'POST /api/team/invitations': { body: { email: 'next@example.com', role: 'viewer' }, isForPeople: true },
  'DELETE /api/team/invitations/{id}': { id: 'invitation', isForPeople: true },
  'PATCH /api/team/{id}': { id: 'member', body: { role: 'viewer' }, isForPeople: true },
  'DELETE /api/team/{id}': { id: 'member', isForPeople: true },
  'GET /api/keys': {},
  'POST /api/keys': { body: { name: 'Partner', role: 'viewer' } },
  'DELETE /api/keys/{id}': { id: 'key' },
  'GET /api/tasks': {},
  'GET /api/services': { queries: () => ['archived=true'] },
  'POST /api/services': {
    bodyOf: ({ practitioner, resource }) => ({
      name: 'Physical',
      duration_minutes: 45,
      practitioners: [{ practitioner_id: practitioner, weight: 100, priority: 2 }],
      pools: [{ pool: 'room', resource_ids: [resource] }],
    }),
    refusal: 422,
  },
  'PATCH /api/services/{id}': { id: 'service', body: { position: 3 } },
  'DELETE /api/services/{id}': { id: 'service' },
  'GET /api/practitioners': { queries: () => ['archived=true'] },
  'POST /api/practitioners': { body: { name: 'Dr. Next' } },
  'PATCH /api/practitioners/{id}': { id: 'practitioner', body: { title: 'Pediatrics' } },
  'PUT /api/practitioners/{id}/hours': {
    id: 'practitioner',
    body: { hours: [{ days: [1], start: '08:00', end: '12:00' }] },
  },
  'GET /api/resources': { queries: () => ['archived=true'] },
  'POST /api/resources': { body: { kind: 'room', name: 'Room 9' } },
  'PATCH /api/resources/{id}': { id: 'resource', body: { position: 3 } },
  'DELETE /api/resources/{id}': { id: 'resource' },
  'GET /api/hours': {},
  'PUT /api/hours': { body: { hours: [{ days: [1, 2], start: '08:00', end: '18:00' }] } },
  'GET /api/closures': { queries: () => ['from=2020-01-01&to=2030-01-01'] },
  'POST /api/closures': { body: { date: '2027-07-05', name: 'Independence Day' } },
  'DELETE /api/closures/{id}': { id: 'closure' },
  'GET /api/availability': {
    query: ({ service, practitioner }) =>
      `service_id=${service}&practitioner_id=${practitioner}&from=2026-12-01&to=2026-12-05`,
    refusal: 404,
  },
  'GET /api/availability/explanation': {
    query: ({ service }) => `service_id=${service}&from=2026-12-01&to=2026-12-05`,
    refusal: 404,
  },
  'GET /api/working-days': { query: () => 'from=2026-12-01&to=2026-12-31' },
  'GET /api/calendar/days': {
    query: () => 'from=2026-12-01&to=2026-12-31',
    queries: ({ practitioner, service }) =>
      [`practitioner_id=${practitioner}`, `service_id=${service}`].map(
        (filter) => `from=2026-12-01&to=2026-12-31&${filter}`,
      ),
  },
  'GET /api/busy-times': { query: () => 'from=2020-01-01&to=2030-01-01' },
  'POST /api/busy-times': {
    bodyOf: ({ practitioner }) => ({
      practitioner_id: practitioner,
      start_at: '2026-12-08T16:00:00Z',
      end_at: '2026-12-08T17:00:00Z',
    }),
    refusal: 422,
  },
  'GET /api/holds': { query: () => 'from=2020-01-01&to=2030-01-01' },
  'POST /api/appointments': {
    bodyOf: ({ service, contact }) => ({
      service_id: service,
      contact_id: contact,
      start_at: '2026-12-09T17:00:00Z',
    }),
    refusal: 422,
  },
  'POST /api/appointments/{id}/move': {
    id: 'ownAppointment',
    body: { start_at: '2026-12-10T17:00:00Z', sequence: 0 },
  },
  'POST /api/appointments/{id}/status': { id: 'ownAppointment', body: { status: 'booked' } },
  'GET /api/waitlist': { queries: () => ['status=waiting', 'limit=200'] },
  'POST /api/waitlist': {
    bodyOf: ({ service, contact }) => ({
      service_id: service,
      contact_id: contact,
      earliest_date: '2026-12-01',
    }),
    refusal: 422,
  },
  'DELETE /api/waitlist/{id}': { id: 'waiting' },
  'PATCH /api/busy-times/{id}': { id: 'busyTime', body: { title: 'Lunch' } },
  'DELETE /api/busy-times/{id}': { id: 'busyTime' },
  'GET /api/reports/channels': { queries: () => ['from=2020-01-01&to=2030-01-01'] },
}

interface Described {
  'x-foyer-permission'?: string
  parameters?: { name: string; in: string }[]
}

/** What the server itself says that it answers. */
export async function operationsOf(desk: TestDesk): Promise<Operation[]> {
  const document = (await (await desk.foyer.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Described>>
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      key: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      permission: described['x-foyer-permission'] ?? null,
      query: (described.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name),
    })),
  )
}

export function caseOf(operation: Operation): RouteCase {
  const known = CASES[operation.key]
  if (!known) throw new Error(`${operation.key} has no case in test/access/route-cases.ts`)
  return known
}

export function fillIn(operation: Operation, id: string): string {
  return operation.path.replace('{id}', encodeURIComponent(id))
}

/** A right request, as made by whoever has these things. */
export function requestOf(operation: Operation, things: Things): { path: string; body: unknown } {
  const { id, body, bodyOf, query } = caseOf(operation)
  const path = fillIn(operation, id ? things[id] : '')
  return { path: query ? `${path}?${query(things)}` : path, body: bodyOf ? bodyOf(things) : body }
}

/** Things that nobody has. */
export function noThings(): Things {
  return new Proxy({} as Things, { get: () => uuidv7() })
}

/** Of a clinic that was filled and has people. */
export async function thingsOf(desk: TestDesk, clinic: TestClinic): Promise<Things> {
  const one = async (text: string) => {
    const [row] = await desk.rows(text, [clinic.clinicId])
    if (!row) throw new Error(`the clinic has nothing by ${text}`)
    return row.id as string
  }
  return {
    appointment: await one('select id from appointments where clinic_id = $1 limit 1'),
    contact: await one('select id from contacts where clinic_id = $1 and merged_into_id is null limit 1'),
    lead: await one('select contact_id as id from leads where clinic_id = $1 limit 1'),
    identifier: await one(`select id from contact_identifiers where clinic_id = $1 limit 1`),
    conflict: await one(`select id from identity_conflicts where clinic_id = $1 and status = 'open' limit 1`),
    connection: clinic.calcom.id,
    delivery: await one('select id from inbound_deliveries where clinic_id = $1 limit 1'),
    key: await one(`select id from api_keys where clinic_id = $1 and role = 'viewer' limit 1`),
    invitation: await one(
      `select id from auth.invitation where "organizationId" = $1 and status = 'pending' limit 1`,
    ),
    step: await one(`select id from touchpoints where clinic_id = $1 and status = 'planned' limit 1`),
    service: await one('select id from services where clinic_id = $1 limit 1'),
    practitioner: await one(
      'select practitioner_id as id from service_practitioners where clinic_id = $1 limit 1',
    ),
    resource: await one('select id from resources where clinic_id = $1 limit 1'),
    closure: await one(
      'select id from schedule_overrides where clinic_id = $1 and practitioner_id is null limit 1',
    ),
    ownAppointment: await one(
      `select id from appointments where clinic_id = $1 and source = 'foyer' and status = 'booked' limit 1`,
    ),
    waiting: await one(`select id from waitlist_entries where clinic_id = $1 and status = 'waiting' limit 1`),
    chat: await one(`select id from connections where clinic_id = $1 and vendor = 'widget' limit 1`),
    channel: await one(`select id from connections where clinic_id = $1 and vendor = 'twilio' limit 1`),
    conversation: await one('select id from conversations where clinic_id = $1 limit 1'),
    reply: await one('select id from saved_replies where clinic_id = $1 limit 1'),
    answer: await one('select id from approved_answers where clinic_id = $1 limit 1'),
    preference: await one('select id from preferences where clinic_id = $1 and not is_erased limit 1'),
    questionnaire: await one('select id from questionnaires where clinic_id = $1 and version = 1 limit 1'),
    formResponse: await one('select id from questionnaire_responses where clinic_id = $1 limit 1'),
    formAttachment: await one('select id from form_attachments where clinic_id = $1 limit 1'),
    journey: await one(`select id from journeys where clinic_id = $1 and key = 'reminders'`),
    openJourney: await one(`select id from journeys where clinic_id = $1 and key = 'open'`),
    enrollment: await one('select id from enrollments where clinic_id = $1 order by enrolled_at limit 1'),
    staffTask: await one('select id from staff_tasks where clinic_id = $1 limit 1'),
    busyTime: await one('select id from busy_times where clinic_id = $1 limit 1'),
    member: await one(`select id from auth.member where "organizationId" = $1 and role = 'viewer' limit 1`),
  }
}
