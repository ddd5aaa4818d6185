/** One case for each route of the API: what a right request to it looks like, and what it may give to another clinic. */
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
  conflict: string
  connection: string
  delivery: string
  key: string
  invitation: string
  member: string
}

export interface RouteCase {
  /** Which of the clinic's things `{id}` names. */
  id?: keyof Things
  body?: unknown
  /** Queries that ask for what is not the caller's. */
  queries?: (things: Things) => string[]
  /** Answered to a person only: a key has no business there, whatever its role. */
  isForPeople?: true
}

export const CASES: Record<string, RouteCase> = {
  'GET /api/me': {},
  'POST /api/clinics': { body: { name: 'Another', time_zone: 'America/Chicago' }, isForPeople: true },
  'GET /api/clinic': {},
  'PATCH /api/clinic': { body: { default_booking_duration: 30 } },
  'POST /api/live/token': {},
  'GET /api/appointments': { queries: () => ['search=Riverside', 'from=2020-01-01&to=2030-01-01&limit=200'] },
  'GET /api/appointments/{id}': { id: 'appointment' },
  'GET /api/contacts': { queries: () => ['search=Riverside', 'search=ana@riverside.example', 'limit=200'] },
  'GET /api/contacts/{id}': { id: 'contact' },
  'GET /api/contacts/{id}/timeline': { id: 'contact' },
  'GET /api/contacts/{id}/steps': { id: 'contact' },
  'POST /api/contacts/{id}/consents': {
    id: 'contact',
    body: { purpose: 'care', channel: 'sms', state: 'withdrawn' },
  },
  'GET /api/identity-conflicts': { queries: () => ['limit=200'] },
  'POST /api/identity-conflicts/{id}/resolve': { id: 'conflict', body: { resolution: 'another_person' } },
  'GET /api/messages': { queries: ({ contact }) => [`contact_id=${contact}`, 'limit=200'] },
  'GET /api/templates': {},
  'PUT /api/templates': {
    body: { key: 'reminder', channel: 'sms', language: 'en', subject: null, body: 'See you, {{first_name}}' },
  },
  'POST /api/templates/preview': { body: { language: 'en', subject: null, body: 'See you, {{first_name}}' } },
  'GET /api/connections': {},
  'POST /api/connections': { body: { vendor: 'calcom', name: 'Second' } },
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
    conflict: await one(`select id from identity_conflicts where clinic_id = $1 and status = 'open' limit 1`),
    connection: clinic.calcom.id,
    delivery: await one('select id from inbound_deliveries where clinic_id = $1 limit 1'),
    key: await one(`select id from api_keys where clinic_id = $1 and role = 'viewer' limit 1`),
    invitation: await one(
      `select id from auth.invitation where "organizationId" = $1 and status = 'pending' limit 1`,
    ),
    member: await one(`select id from auth.member where "organizationId" = $1 and role = 'viewer' limit 1`),
  }
}
