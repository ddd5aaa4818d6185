/** How the journeys read the desk: through the API, as staff and partners do. */
import { expect } from 'vitest'
import type { Body } from '../calcom.ts'
import type { TestDesk } from '../desk.ts'

export async function appointmentsOf(desk: TestDesk, query: Record<string, string> = {}): Promise<Body[]> {
  const parameters = new URLSearchParams({ limit: '200', ...query })
  const { status, body } = await desk.api('GET', `/api/appointments?${parameters}`)
  expect(status).toBe(200)
  return body.appointments
}

/** The one appointment that this reference, name or number finds. */
export async function appointmentOf(desk: TestDesk, search: string): Promise<Body> {
  const found = await appointmentsOf(desk, { search })
  expect(found, `appointments found by ${search}`).toHaveLength(1)
  return found[0] as Body
}

export async function contactsOf(desk: TestDesk, search?: string): Promise<Body[]> {
  const parameters = new URLSearchParams({ limit: '200', ...(search ? { search } : {}) })
  return (await desk.api('GET', `/api/contacts?${parameters}`)).body.contacts
}

export async function contactPage(desk: TestDesk, contactId: string): Promise<Body> {
  return (await desk.api('GET', `/api/contacts/${contactId}`)).body.contact
}

export async function timelineOf(desk: TestDesk, contactId: string, type?: string): Promise<Body[]> {
  const { body } = await desk.api('GET', `/api/contacts/${contactId}/timeline?limit=200`)
  return body.events.filter((event: Body) => !type || event.type === type)
}

export async function messagesOf(desk: TestDesk, query: Record<string, string> = {}): Promise<Body[]> {
  const parameters = new URLSearchParams({ limit: '200', ...query })
  return (await desk.api('GET', `/api/messages?${parameters}`)).body.messages
}

/** Steps of one appointment by key. */
export async function stepsOf(desk: TestDesk, appointment: Body): Promise<Record<string, Body>> {
  const { body } = await desk.api('GET', `/api/contacts/${appointment.contact.id}/steps`)
  const own = body.steps.filter((step: Body) => step.appointment_id === appointment.id)
  return Object.fromEntries(own.map((step: Body) => [step.step_key, step]))
}

/** The newest first. */
export async function deliveriesOf(desk: TestDesk): Promise<Body[]> {
  const { body } = await desk.api('GET', `/api/connections/${desk.clinic.calcom.id}/deliveries?limit=200`)
  return body.deliveries
}

/** Delivers, settles, and says what became of it. */
export async function taken(desk: TestDesk, body: unknown, contentType?: string): Promise<Body> {
  const response = await desk.deliver(body, { contentType })
  expect(response.status, 'the answer to the delivery').toBe(200)
  const { delivery_id: id } = (await response.json()) as Body
  await desk.settle()
  return (await desk.api('GET', `/api/deliveries/${id}`)).body.delivery
}

/** Delivers a booking that must become an appointment, and returns it. */
export async function booked(desk: TestDesk, body: Body): Promise<Body> {
  const delivery = await taken(desk, body)
  expect(delivery, 'the delivery').toMatchObject({ status: 'done', reason: null })
  const { body: found } = await desk.api('GET', `/api/appointments/${delivery.appointment_id}`)
  return found.appointment
}

/** Everything that a repeated delivery must leave as it is, by table; that somebody pressed Replay is a fact of its own. */
export async function snapshot(desk: TestDesk): Promise<Body> {
  const tables = [
    'contacts',
    'contact_identifiers',
    'contact_merges',
    'patient_profiles',
    'appointments',
    'appointment_references',
    'identity_conflicts',
    'attribution_touches',
    'events',
    'composed_texts',
    'messages',
    'enrollments',
    'touchpoints',
  ]
  const kept: Body = {}
  for (const table of tables) {
    const only = table === 'events' ? `where type not like 'delivery.%'` : ''
    kept[table] = await desk.rows(`select * from ${table} ${only} order by 1, 2, 3, 4`)
  }
  return kept
}
