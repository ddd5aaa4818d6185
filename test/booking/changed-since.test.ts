/** What a patient reads of an appointment that is not what it was, and of one that would be another's. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { manageToken } from '../../src/desk/scheduling/manage-link.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'
import { at } from '../scheduling/cast.ts'
import { type BookingCast, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

const TEN = at('2026-12-01T16:00:00Z')
const NOON = at('2026-12-01T18:00:00Z')
const pathOf = (id: string) =>
  `/riverside/manage/${manageToken(desk.foyer.keyring, desk.clinic.clinicId, id)}`
const rowOf = async (id: string) => (await desk.rows('select * from appointments where id = $1', [id]))[0]

describe('the page that says it worked', () => {
  const requested = async () => {
    const service = await cast.make({ name: `Request ${randomUUID()}`, requiresConfirmation: true })
    const sent = await cast.guest.post(`/riverside/${service.slug}/book`, {
      start: TEN.toString(),
      key: randomUUID(),
      name: 'Nora Vidal',
      phone: `(312) 555-${String(1000 + Math.floor(Math.random() * 8999))}`,
    })
    const [row] = await desk.rows('select id from appointments where service_id = $1', [service.id])
    return { id: String(row.id), page: sent.location ?? '' }
  }
  const become = (appointmentId: string, status: 'booked' | 'cancelled' | 'noshow') =>
    cast.inClinic((tx) => changeStatus(tx, system, { appointmentId, status }))

  test('says of a request that it is one, and that it worked once it is confirmed', async () => {
    const { id, page } = await requested()
    expect(wordsOf((await cast.guest.get(page)).text)).toContain('This is not confirmed yet')
    await become(id, 'booked')
    expect(wordsOf((await cast.guest.get(page)).text)).toContain('You are booked')
  })

  test('leads on to the appointment as it stands, where the clinic has refused', async () => {
    const { id, page } = await requested()
    await become(id, 'cancelled')
    const answer = await cast.guest.get(page)
    expect(answer).toMatchObject({ status: 303, location: pathOf(id) })
    const words = wordsOf((await cast.guest.get(answer.location ?? '')).text)
    expect(words).toContain('Cancelled')
    expect(words).not.toContain('kept for you')
  })

  test('in a frame says it itself, tells the site around it of no booking, and leads nowhere that cannot be framed', async () => {
    const { id, page } = await requested()
    await become(id, 'cancelled')
    const { status, text } = await cast.guest.get(`${page}?embed=1`)
    expect(status).toBe(200)
    expect(wordsOf(text)).toContain('Your appointment Cancelled')
    expect(text).not.toContain('data-booked')
    expect(text).not.toContain('/manage/')
    expect(text).toContain('Book another time')
  })
})

describe('moving', () => {
  async function team(assignment: 'one' | 'any' | 'all') {
    const own = await cast.practitioner({ name: 'Dr. Lee' })
    const other = await cast.practitioner({ name: 'Dr. Chen' })
    const service = await cast.make({ name: `With ${randomUUID()}`, by: [own, other], assignment })
    const practitionerIds = assignment === 'all' ? null : [own]
    const id = await cast.book({ serviceId: service.id, startAt: TEN, practitionerIds })
    return { service, id, own, other, path: pathOf(id) }
  }
  const isTaken = (serviceId: string, practitionerId: string, startAt = NOON) =>
    cast.book({ serviceId, startAt, practitionerIds: [practitionerId] })

  test('whoever chose their practitioner is offered that one’s times, and others only when asked', async () => {
    const { service, id, own, other, path } = await team('one')
    await isTaken(service.id, own)
    const day = '?month=2026-12&date=2026-12-01'
    const shown = await cast.guest.get(`${path}/move${day}`)
    expect(wordsOf(shown.text)).toContain('Times with Dr. Chen Dr. Lee Anyone')
    expect(shown.text).toMatch(/practitioner-[^"]*" href="[^"]*" aria-current="true">Dr. Lee</)
    expect(shown.text).not.toContain(`value="${NOON}"`)
    const others = await cast.guest.get(`${path}/move${day}&practitioner=${other}`)
    expect(others.text).toContain(`value="${NOON}"`)

    // Said before it is done, and done as it was said.
    const asked = await cast.guest.get(`${path}/move?start=${NOON}&practitioner=${other}`)
    expect(wordsOf(asked.text)).toContain('With Dr. Chen instead of Dr. Lee')
    await cast.guest.post(`${path}/move`, { start: NOON.toString(), practitioner: other })
    expect((await rowOf(id)).practitioner_id).toBe(other)
  })

  test('by an address that was kept, to a time at which their own is taken, is no longer offered', async () => {
    const { service, id, own, path } = await team('one')
    await isTaken(service.id, own)
    const asked = await cast.guest.get(`${path}/move?start=${NOON}`)
    expect(asked.status).toBe(303)
    expect(asked.location).toContain('lost=1')
    await cast.guest.post(`${path}/move`, { start: NOON.toString(), practitioner: own })
    expect(await rowOf(id)).toMatchObject({ practitioner_id: own, sequence: 0 })
  })

  test('where whoever is free takes it, another one is named before the button', async () => {
    const { service, id, own, other, path } = await team('any')
    const same = await cast.guest.get(`${path}/move?start=${NOON}`)
    expect(wordsOf(same.text)).not.toContain('instead of')
    await isTaken(service.id, own)
    const asked = await cast.guest.get(`${path}/move?start=${NOON}`)
    expect(wordsOf(asked.text)).toContain('With Dr. Chen instead of Dr. Lee')
    expect(asked.text).toContain(`name="practitioner" value="${other}"`)
    // Who was named has been booked meanwhile: nobody else is put in their place.
    await isTaken(service.id, other)
    const lost = await cast.guest.post(`${path}/move`, { start: NOON.toString(), practitioner: other })
    expect(lost.location).toContain('lost=1')
    expect(await rowOf(id)).toMatchObject({ practitioner_id: own, sequence: 0 })
  })

  test('a team stays a team, and no one of it is named', async () => {
    const { id, path } = await team('all')
    const asked = await cast.guest.get(`${path}/move?start=${NOON}`)
    expect(wordsOf(asked.text)).not.toMatch(/instead of|Times with/)
    expect(asked.text).not.toContain('name="practitioner"')
    await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect(await rowOf(id)).toMatchObject({ sequence: 1 })
  })

  test('until when is said in the time that stands above it, and in another it is named', async () => {
    const service = await cast.make({ name: 'Deadline', changeNoticeMinutes: 24 * 60 })
    const path = pathOf(await cast.book({ serviceId: service.id, startAt: TEN }))
    const here = wordsOf((await cast.guest.get(path)).text)
    expect(here).toContain('You can change it here until Monday, November 30, 2026, 10:00 AM.')
    const there = wordsOf((await cast.guest.get(`${path}?tz=Europe/Madrid`)).text)
    expect(there).toContain('until Monday, November 30, 2026, 5:00 PM, Central European Time (Madrid).')
  })
})
