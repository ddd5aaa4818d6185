/** Visits that were booked elsewhere name what they are for: they are of the service that bears this name (REQUIREMENTS B1). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countSegment, type Segment } from '../../src/desk/journeys/enroll-segment.ts'
import { findLapsed } from '../../src/desk/journeys/sweep-lapsed.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'
import { addVersion, enrollmentsOf, switchOffSequences, task } from './writing.ts'

const PEOPLE = ['Ana Souza', 'Bo Lind', 'Cleo Marsh', 'Dee Ross']

let desk: TestDesk
let botox: string
beforeEach(async () => {
  desk = await openDesk()
  await switchOffSequences(desk)
  botox = await offer({ name: 'Botox', translations: { es: { name: 'Toxina botulínica' } } })
})
afterEach(() => desk?.close())

async function offer(fields: Body): Promise<string> {
  const body = { duration_minutes: 30, rebooking_window_days: 90, ...fields }
  const { status, body: made } = await desk.api('POST', '/api/services', { body })
  expect(status).toBe(201)
  return made.service.id
}

/** A visit of this name, an hour ago unless told, of whoever stands at this place of the list; returns who came. */
async function came(
  eventTitle: string,
  { place = 0, startAt = '2026-11-23T14:00:00Z' } = {},
): Promise<string> {
  const visit = await book(eventTitle, { place, startAt })
  const answer = await desk.api('POST', `/api/appointments/${visit.id}/status`, {
    body: { status: 'fulfilled' },
  })
  expect(answer.status).toBe(200)
  return visit.contact.id
}

function book(eventTitle: string, { place = 0, startAt = '2026-11-23T14:00:00Z' } = {}): Promise<Body> {
  const attendee = { name: PEOPLE[place], email: `person-${place}@example.com` }
  const booking = calcomBooking({ attendee, phone: `+1312555014${place}`, startAt })
  return booked(desk, booking.created({ eventTitle }))
}

/** Who has lapsed after so many days, each with the service of their last visit. */
async function lapsedAfter(days: number): Promise<string[][]> {
  await desk.pass({ hours: 24 * days })
  await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) => findLapsed(tx, null))
  const events = await desk.rows(
    `select contact_id, payload ->> 'serviceId' as service_id from events where type = 'patient.lapsed' order by contact_id`,
  )
  return events.map(({ contact_id, service_id }) => [contact_id, service_id])
}

describe('a visit at Cal.com', () => {
  test('lapses with the window of the service of its name, however that is spelled, and of its Spanish name', async () => {
    const ids = [
      await came('Botox'),
      await came(' BOTOX ', { place: 1 }),
      await came('toxina Botulínica', { place: 2 }),
    ]
    expect(await lapsedAfter(89)).toEqual([])
    expect(await lapsedAfter(3)).toEqual(ids.sort().map((id) => [id, botox]))
    expect(await lapsedAfter(2)).toHaveLength(ids.length)
  })

  test('does not lapse by a name that no service bears, nor by a part of one', async () => {
    await came('Consultation')
    await came('Botox, second session', { place: 1 })
    const contactId = await came('Botox', { place: 2 })
    expect(await lapsedAfter(100)).toEqual([[contactId, botox]])
  })

  test('does not lapse while a later visit is booked or has taken place, of whatever name', async () => {
    await came('Botox')
    await book('Consultation', { startAt: '2027-03-01T16:00:00Z' })
    await came('Botox', { place: 1, startAt: '2026-11-23T13:00:00Z' })
    await came('Consultation', { place: 1, startAt: '2026-11-23T14:30:00Z' })
    expect(await lapsedAfter(92)).toEqual([])
  })

  test('is of the service that is offered, not of one of that name that is archived', async () => {
    await desk.api('PATCH', `/api/services/${botox}`, { body: { is_archived: true } })
    const now = await offer({ name: 'Botox', rebooking_window_days: 30 })
    const contactId = await came('Botox')
    expect(await lapsedAfter(31)).toEqual([[contactId, now]])
  })
})

test('visits of both kinds lapse together', async () => {
  const [elsewhere, here] = [await came('Botox'), await came('Consultation', { place: 1 })]
  await desk.rows('update appointments set service_id = $1 where contact_id = $2', [botox, here])
  expect(await lapsedAfter(92)).toEqual([elsewhere, here].sort().map((id) => [id, botox]))
})

test('people who were not seen since a day are chosen by the service of their last visit, booked elsewhere or not', async () => {
  const laser = await offer({ name: 'Laser' })
  await came('Toxina botulínica')
  await came('Consultation', { place: 1 })
  await came('Botox', { place: 2, startAt: '2026-11-23T13:00:00Z' })
  await came('Laser', { place: 2, startAt: '2026-11-23T14:30:00Z' })
  const before = Temporal.Instant.from('2026-12-01T00:00:00Z')
  const count = (serviceIds?: string[]) => {
    const segment: Segment = { is: 'not_seen_since', before, ...(serviceIds ? { serviceIds } : {}) }
    return desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) => countSegment(tx, segment))
  }
  expect(await count()).toBe(3)
  expect(await count([botox])).toBe(1)
  expect(await count([laser])).toBe(1)
  expect(await count([botox, laser])).toBe(2)
  expect(await count([await offer({ name: 'Peel' })])).toBe(0)
})

test('a journey for one service begins with a visit that was booked elsewhere under its name', async () => {
  await addVersion(desk, 'botox_call', {
    trigger: { event: 'appointment.booked', filter: { serviceIds: [botox] } },
    steps: [task('call', { offset: { days: -1 } })],
  })
  await book('Something else', { place: 1 })
  expect(await enrollmentsOf(desk, 'botox_call')).toEqual([])
  await book('Toxina botulínica', { startAt: '2026-12-03T17:00:00Z' })
  expect(await enrollmentsOf(desk, 'botox_call')).toEqual(['live'])
})
