/** A clinic with everything that its own scheduling can have: services, people, rooms, hours, closures, blocked times. */
import { expect } from 'vitest'
import { holdSlot } from '../../src/desk/scheduling/hold-slot.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export async function fillSchedule(desk: TestDesk, clinic: TestClinic, mark: string): Promise<void> {
  const as = clinic.keys.owner
  async function send(method: string, path: string, body: unknown, headers?: Record<string, string>) {
    const answered = await desk.api(method, path, { as, body, headers })
    expect(answered.status, `${method} ${path}: ${JSON.stringify(answered.body)}`).toBeLessThan(300)
    return answered.body
  }
  await send('PUT', '/api/hours', { hours: [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }] })
  const { practitioner } = await send('POST', '/api/practitioners', {
    name: `Dr. ${mark}`,
    email: `doctor@${mark.toLowerCase()}.example`,
  })
  await send('PUT', `/api/practitioners/${practitioner.id}/hours`, {
    hours: [{ days: [1, 2, 3, 4, 5], start: '10:00', end: '20:00' }],
    overrides: [{ date: '2026-12-24', windows: [], name: `Off ${mark}` }],
    travels: [{ from_date: '2027-01-04', to_date: '2027-01-05', time_zone: 'America/New_York' }],
  })
  const { resource: room } = await send('POST', '/api/resources', { kind: 'room', name: `Room ${mark}` })
  const { service } = await send('POST', '/api/services', {
    name: `Consultation ${mark}`,
    duration_minutes: 30,
    buffer_after_minutes: 5,
    practitioners: [{ practitioner_id: practitioner.id, weight: 100, priority: 2 }],
    pools: [{ pool: 'room', resource_ids: [room.id] }],
  })
  await send('POST', '/api/closures', { date: '2026-12-25', name: `Holiday ${mark}` })
  await send('POST', '/api/busy-times', {
    practitioner_id: practitioner.id,
    start_at: '2026-12-03T16:00:00Z',
    end_at: '2026-12-03T17:00:00Z',
    title: `Lunch ${mark}`,
  })
  const booking = {
    service_id: service.id,
    contact: { name: `Cara ${mark}`, email: `cara@${mark.toLowerCase()}.example` },
    notes: `Own ${mark}`,
  }
  const headers = { 'idempotency-key': `key of ${mark}` }
  await send('POST', '/api/appointments', { ...booking, start_at: '2026-12-07T17:00:00Z' }, headers)
  await desk.foyer.database.inClinic(clinic.clinicId, (tx) =>
    holdSlot(tx, { serviceId: service.id, startAt: instant('2026-12-07T19:00:00Z'), purpose: 'page' }),
  )
  const weekly = { rrule: 'FREQ=WEEKLY;COUNT=3' }
  await send('POST', '/api/appointments', { ...booking, start_at: '2027-01-12T17:00:00Z', repeat: weekly })
  // Somebody waits, and is offered what becomes free.
  const { body } = await desk.api('GET', '/api/contacts?search=ana', { as })
  const waiting = { contact_id: body.contacts[0].id, service_id: service.id, earliest_date: '2026-12-01' }
  await send('POST', '/api/waitlist', waiting)
  const gone = { ...booking, start_at: '2026-12-08T17:00:00Z' }
  const { appointment } = await send('POST', '/api/appointments', gone)
  await send('POST', `/api/appointments/${appointment.id}/status`, { status: 'cancelled' })
  // Longer than a wrong click may be taken back.
  await desk.pass({ seconds: 31 })
}

const instant = (text: string) => Temporal.Instant.from(text)
