/** What a patient does by the link of their appointment, and what nobody does by any other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findClinic } from '../../src/desk/clinics/find-clinic.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { manageToken, readManageToken } from '../../src/desk/scheduling/manage-link.ts'
import { moveOnline } from '../../src/desk/scheduling/move-online.ts'
import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { createKeyring } from '../../src/kit/crypto.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { NOW, type TestDesk } from '../desk.ts'
import { at } from '../scheduling/cast.ts'
import { type BookingCast, bookingsOf, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

const TEN = at('2026-12-01T16:00:00Z')
const NOON = at('2026-12-01T18:00:00Z')
const DAY = 24 * 60

const tokenOf = (appointmentId: string, clinicId = desk.clinic.clinicId) =>
  manageToken(desk.foyer.keyring, clinicId, appointmentId)

async function booked(input: Parameters<BookingCast['make']>[0] = {}, startAt = TEN) {
  const service = await cast.make(input)
  const id = await cast.book({ serviceId: service.id, startAt })
  return { service, id, path: `/riverside/manage/${tokenOf(id)}` }
}

const rowOf = async (id: string) => (await desk.rows('select * from appointments where id = $1', [id]))[0]
const startOf = async (id: string) => (await rowOf(id)).start_at.toISOString()

describe('the link', () => {
  test('shows the appointment, in the time by which it was booked, and is for nobody’s index or frame', async () => {
    const { path } = await booked({ name: 'Shown' })
    const { status, text, headers } = await cast.guest.get(path)
    expect(status).toBe(200)
    expect(wordsOf(text)).toContain(
      'Your appointment Booked Appointment Shown When Tuesday, December 1, 2026, 10:00 AM',
    )
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const madrid = await cast.guest.get(`${path}?tz=Europe/Madrid`)
    expect(wordsOf(madrid.text)).toContain('5:00 PM Central European Time (Madrid) At the clinic 10:00 AM')
  })

  test('leads to the same appointment after it was moved, and after the secret was changed', async () => {
    const { path, id } = await booked({ name: 'Lasting' })
    await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect(wordsOf((await cast.guest.get(path)).text)).toContain('12:00 PM')
    const former = createKeyring({ current: 'a former secret of at least thirty-two characters' })
    const rotated = createKeyring({
      current: 'a newer secret of at least thirty-two characters',
      previous: ['a former secret of at least thirty-two characters'],
    })
    const token = manageToken(former, desk.clinic.clinicId, id)
    expect(readManageToken(rotated, desk.clinic.clinicId, token)).toBe(id)
  })

  test('that is changed, of another clinic, of nothing or too old is answered alike', async () => {
    const { path, id } = await booked({ name: 'Dead' })
    const harbor = await desk.openClinic('Harbor')
    const token = tokenOf(id)
    const [half = '', signature = ''] = token.split('.')
    const dead = [
      `/riverside/manage/${half}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
      `/riverside/manage/${half}A.${signature}`,
      `/riverside/manage/${half}=.${signature}`,
      `/riverside/manage/${half}.`,
      `/riverside/manage/.${signature}`,
      `/riverside/manage/${token}.x`,
      `/riverside/manage/${tokenOf(uuidv7())}`,
      `/riverside/manage/${tokenOf(id, harbor.clinicId)}`,
      `/harbor/manage/${token}`,
      `/harbor/manage/${tokenOf(id, harbor.clinicId)}`,
    ]
    const answers = new Set<string>()
    for (const each of dead) {
      for (const rest of ['', '/move', '/cancel', '/calendar.ics']) {
        const { status, text } = await cast.guest.get(`${each}${rest}`)
        expect(status, each).toBe(404)
        answers.add(wordsOf(text).replaceAll('Harbor', 'Riverside'))
      }
      expect((await cast.guest.post(`${each}/cancel`, {})).status).toBe(404)
      expect((await cast.guest.post(`${each}/move`, { start: NOON.toString() })).status).toBe(404)
    }
    desk.clock.set(at('2026-12-08T16:31:00Z'))
    answers.add(wordsOf((await cast.guest.get(path)).text))
    desk.clock.set(at('2026-12-08T16:29:00Z'))
    expect((await cast.guest.get(path)).status).toBe(200)
    desk.clock.set(NOW)
    expect([...answers]).toHaveLength(1)
    expect([...answers][0]).toContain('This link no longer works')
    expect((await rowOf(id)).status).toBe('booked')
  })
})

describe('moving', () => {
  test('shows the months, asks once more, and moves; the old place is free again', async () => {
    const { path, id, service } = await booked({ name: 'Moved' })
    const months = await cast.guest.get(`${path}/move?date=2026-12-01`)
    // Its own place does not stand in its way.
    expect(months.text).toContain(`value="${TEN}"`)
    const asked = await cast.guest.get(`${path}/move?start=${NOON}`)
    expect(wordsOf(asked.text)).toMatch(
      /From Tuesday, December 1, 2026, 10:00 AM To Tuesday, December 1, 2026, 12:00 PM/,
    )
    expect(await startOf(id)).toBe('2026-12-01T16:00:00.000Z')
    const moved = await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect(moved).toMatchObject({ status: 303, location: `${path}?done=moved` })
    expect(wordsOf((await cast.guest.get(moved.location ?? '')).text)).toContain(
      'Your appointment has been moved.',
    )
    expect(await rowOf(id)).toMatchObject({ sequence: 1, status: 'booked' })
    // Sent twice.
    await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect(await rowOf(id)).toMatchObject({ sequence: 1 })
    expect(await cast.book({ serviceId: service.id, startAt: TEN })).toBeTruthy()
    const [event] = await desk.rows(
      `select actor_kind, actor_id, contact_id from events where appointment_id = $1 and type = 'appointment.rescheduled'`,
      [id],
    )
    expect(event).toMatchObject({ actor_kind: 'contact', actor_id: event.contact_id })
  })

  test('is a request again where the clinic confirms each, with reminders only once it has', async () => {
    const service = await cast.make({ name: 'Confirmed', requiresConfirmation: true })
    const id = await cast.book({ serviceId: service.id, startAt: TEN })
    await cast.inClinic((tx) => changeStatus(tx, system, { appointmentId: id, status: 'booked' }))
    const reminders = async () =>
      (
        await desk.rows(
          `select count(*)::int as n from touchpoints where appointment_id = $1 and status = 'planned'`,
          [id],
        )
      )[0].n
    const planned = await reminders()
    expect(planned).toBeGreaterThan(0)
    await cast.guest.post(`/riverside/manage/${tokenOf(id)}/move`, { start: NOON.toString() })
    expect(await rowOf(id)).toMatchObject({ status: 'pending', sequence: 1 })
    expect(await reminders()).toBe(0)
    await desk.settle()
    const [told] = await desk.rows(
      'select kind from messages where appointment_id = $1 order by id desc limit 1',
      [id],
    )
    expect(told).toEqual({ kind: 'request_received' })
    await cast.inClinic((tx) => changeStatus(tx, system, { appointmentId: id, status: 'booked' }))
    expect(await reminders()).toBe(planned)
  })

  test('goes to whom the page has shown for that time, or to nobody', async () => {
    const [one, two] = [
      await cast.practitioner({ name: 'Dr. A' }),
      await cast.practitioner({ name: 'Dr. B' }),
    ]
    const service = await cast.make({ name: 'Shown whom', assignment: 'one', by: [one, two] })
    const id = await cast.book({ serviceId: service.id, startAt: TEN, practitionerIds: [one] })
    await cast.book({ serviceId: service.id, startAt: NOON, practitionerIds: [two] })
    const move = (practitionerId: string) =>
      cast.inClinic(async (tx) => {
        const clinic = await findClinic(tx)
        if (!clinic) throw new Error('no clinic')
        return moveOnline(tx, { clinic, appointmentId: id, startAt: NOON, practitionerId })
      })
    await expect(move(two)).rejects.toThrow(SlotTaken)
    expect(await move(one)).toEqual({ ok: true })
    expect((await rowOf(id)).practitioner_id).toBe(one)
  })

  test('keeps the practitioner where they are free, and takes another where they are not', async () => {
    const one = await cast.practitioner({ name: 'Dr. One' })
    const two = await cast.practitioner({ name: 'Dr. Two' })
    const { path, id, service } = await booked({ name: 'Team', by: [one, two] })
    const before = (await rowOf(id)).practitioner_id
    await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect((await rowOf(id)).practitioner_id).toBe(before)
    const three = at('2026-12-01T21:00:00Z')
    await cast.book({ serviceId: service.id, startAt: three, practitionerIds: [before] })
    await cast.guest.post(`${path}/move`, { start: three.toString() })
    expect((await rowOf(id)).practitioner_id).toBe(before === one ? two : one)
  })

  test('to a time that has just gone is answered with others, and it stays where it was', async () => {
    const { path, id, service } = await booked({ name: 'Lost' })
    await cast.book({ serviceId: service.id, startAt: NOON })
    const lost = await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    expect(lost.location).toBe(`${path}/move?month=2026-12&date=2026-12-01&lost=1`)
    expect(wordsOf((await cast.guest.get(lost.location ?? '')).text)).toContain(
      'Somebody has just taken that time.',
    )
    expect(await startOf(id)).toBe('2026-12-01T16:00:00.000Z')
    const [place] = await desk.rows(
      'select lower(blocked) as since from appointment_allocations where appointment_id = $1',
      [id],
    )
    expect(place.since.toISOString()).toBe('2026-12-01T16:00:00.000Z')
  })

  test.each(['', 'nonsense', '2026-12-01T03:00:00Z', '2019-01-01T16:00:00Z', '9999-12-31T23:59:59Z'])(
    'to what the page does not offer (%s) moves nothing',
    async (start) => {
      const { path, id } = await booked({ name: 'Rules' })
      expect((await cast.guest.post(`${path}/move`, { start })).status).toBe(303)
      expect(await startOf(id)).toBe('2026-12-01T16:00:00.000Z')
    },
  )
})

describe('cancelling', () => {
  test('asks first, keeps the reason for staff, and tells the patient', async () => {
    const { path, id } = await booked({ name: 'Cancelled' })
    const asked = await cast.guest.get(`${path}/cancel`)
    expect(wordsOf(asked.text)).toContain('Cancel this appointment?')
    expect((await rowOf(id)).status).toBe('booked')
    const done = await cast.guest.post(`${path}/cancel`, { reason: `  I am ill.\u0000 ${'x'.repeat(600)}` })
    const { text } = await cast.guest.get(done.location ?? '')
    expect(wordsOf(text)).toContain('Your appointment has been cancelled.')
    expect(wordsOf(text)).toContain('Book another time')
    const row = await rowOf(id)
    expect(row.status).toBe('cancelled')
    expect(row.cancellation_reason).toMatch(/^I am ill\. x+$/)
    expect(row.cancellation_reason).toHaveLength(500)
    // Again: nothing more happens.
    expect((await cast.guest.post(`${path}/cancel`, {})).location).toBe(`${path}?done=cancelled`)
    expect((await rowOf(id)).sequence).toBe(row.sequence)
    await desk.settle()
    const messages = await desk.rows('select kind from messages where appointment_id = $1 order by id', [id])
    expect(messages.map(({ kind }) => kind)).toContain('cancellation')
    expect((await cast.guest.get(`${path}/calendar.ics`)).text).toContain('STATUS:CANCELLED')
  })

  test('a request takes it back: it is not the clinic that refused', async () => {
    const { path, id } = await booked({ name: 'Asked for', requiresConfirmation: true })
    await cast.guest.post(`${path}/cancel`, {})
    const [event] = await desk.rows(
      `select payload from events where appointment_id = $1 and type = 'appointment.cancelled'`,
      [id],
    )
    expect(event.payload.cause).toBe('cancelled')
  })
})

describe('what is not changed by the link', () => {
  const unchangeable = async (path: string, id: string, says: string) => {
    const before = await rowOf(id)
    for (const rest of ['', '/move', '/cancel']) {
      const words = wordsOf((await cast.guest.get(`${path}${rest}`)).text)
      expect(words).toContain(says)
      expect(words).not.toContain('Move to another time')
    }
    await cast.guest.post(`${path}/move`, { start: NOON.toString() })
    await cast.guest.post(`${path}/cancel`, {})
    expect(await rowOf(id)).toEqual(before)
  }

  test('too close to it, by the service’s notice: the page says so and gives the number', async () => {
    await desk.rows(`update clinics set phone_e164 = '+13125550100' where clinic_id = $1`, [
      desk.clinic.clinicId,
    ])
    const { path, id } = await booked({ name: 'Notice', changeNoticeMinutes: DAY })
    expect(wordsOf((await cast.guest.get(path)).text)).toContain('until Monday, November 30, 2026, 10:00 AM')
    desk.clock.set(TEN.subtract({ minutes: DAY }))
    await unchangeable(
      path,
      id,
      'It is too close to the appointment to change it online. Please call Riverside',
    )
    expect((await cast.guest.get(path)).text).toContain('href="tel:+13125550100"')
    desk.clock.set(NOW)
    expect((await cast.guest.get(`${path}/cancel`)).text).toContain('Yes, cancel it')
  })

  test('when it is over, or somebody did not come', async () => {
    const { path, id } = await booked({ name: 'Missed' })
    desk.clock.set(TEN.add({ minutes: 90 }))
    await cast.inClinic((tx) => changeStatus(tx, system, { appointmentId: id, status: 'noshow' }))
    await unchangeable(path, id, 'Missed')
    desk.clock.set(NOW)
  })

  test('what was booked at Cal.com', async () => {
    await desk.deliver(calcomBooking({ startAt: TEN.toString() }).created())
    await desk.settle()
    const [row] = await desk.rows(`select id from appointments where source = 'calcom'`)
    await unchangeable(
      `/riverside/manage/${tokenOf(row.id)}`,
      row.id,
      'This appointment cannot be changed here.',
    )
  })

  test('another clinic’s appointment, with a link of one’s own', async () => {
    const harbor = await bookingsOf(desk, await desk.openClinic('Pier'))
    const service: Service = await harbor.make({ name: 'Theirs' })
    const id = await harbor.book({ serviceId: service.id, startAt: TEN })
    expect((await cast.guest.get(`/riverside/manage/${tokenOf(id)}`)).status).toBe(404)
  })
})

test('a service that was archived meanwhile: the appointment can still be moved and cancelled', async () => {
  const { path, id, service } = await booked({ name: 'Archived' })
  await cast.inClinic((tx) => changeService(tx, system, service.id, { isArchived: true }))
  expect((await cast.guest.get(`${path}/move`)).status).toBe(200)
  await cast.guest.post(`${path}/cancel`, {})
  expect((await rowOf(id)).status).toBe('cancelled')
})
