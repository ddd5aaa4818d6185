/** What a clinic offers, by whom, with which rooms and in which hours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockTime, unblockTime } from '../../src/desk/scheduling/block-time.ts'
import { findBusyTimes } from '../../src/desk/scheduling/find-busy-times.ts'
import { changePractitioner } from '../../src/desk/services/change-practitioner.ts'
import { changeResource } from '../../src/desk/services/change-resource.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import { closeClinic, reopenClinic } from '../../src/desk/services/close-clinic.ts'
import { createPractitioner, type NewPractitioner } from '../../src/desk/services/create-practitioner.ts'
import { createResource } from '../../src/desk/services/create-resource.ts'
import { createService, type NewService } from '../../src/desk/services/create-service.ts'
import { findClinicHours, findClosures } from '../../src/desk/services/find-hours.ts'
import { findPractitioners } from '../../src/desk/services/find-practitioners.ts'
import { findResources } from '../../src/desk/services/find-resources.ts'
import { findService, findServiceBySlug, findServices } from '../../src/desk/services/find-services.ts'
import { saveClinicHours, saveHours } from '../../src/desk/services/save-hours.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>, clinic: TestClinic = desk.clinic) =>
  desk.foyer.database.inClinic(clinic.clinicId, work)

async function addService(input: Partial<NewService> = {}) {
  const created = await inClinic((tx) =>
    createService(tx, system, { name: 'Consultation', durationMinutes: 30, ...input }),
  )
  if (!created.ok) throw new Error(created.reason)
  return created.service
}

async function addPractitioner(input: Partial<NewPractitioner> = {}) {
  const created = await inClinic((tx) => createPractitioner(tx, system, { name: 'Dr. Demir', ...input }))
  if (!created.ok) throw new Error(created.reason)
  return created.practitioner
}

describe('a service', () => {
  test('has an address of its own, which stays when its name changes', async () => {
    const first = await addService({ name: 'Botox & More' })
    const second = await addService({ name: 'Botox, more!' })
    expect([first.slug, second.slug]).toEqual(['botox-more', 'botox-more-2'])
    await inClinic((tx) => changeService(tx, system, first.id, { name: 'Smoothing' }))
    expect(await inClinic((tx) => findServiceBySlug(tx, 'botox-more'))).toMatchObject({
      id: first.id,
      name: 'Smoothing',
    })
  })

  test('two of one name at the same moment get two addresses', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => addService({ name: 'At Once' })))
    expect(new Set(made.map((service) => service.slug)).size).toBe(6)
  })

  test('may always be booked at its usual length', async () => {
    const service = await addService({ durationMinutes: 45, durationsMinutes: [60, 30, 30] })
    expect(service.durationsMinutes).toEqual([30, 45, 60])
    const simple = await addService({ durationMinutes: 20 })
    const changed = await inClinic((tx) => changeService(tx, system, simple.id, { durationMinutes: 25 }))
    expect(changed).toMatchObject({ ok: true, service: { durationMinutes: 25, durationsMinutes: [25] } })
  })

  test('keeps what a change does not name, and knows which consent text was read', async () => {
    const { id } = await addService({
      consentText: 'I agree',
      limits: { count: { day: 3 } },
      bookingWindow: { days: 30, count: 'business' },
      questions: [{ id: 'age', label: 'Age', kind: 'text', required: true }],
      priceMinor: 12_000,
      currency: 'USD',
    })
    const same = await inClinic((tx) => changeService(tx, system, id, { seats: 4, name: undefined }))
    expect(same).toMatchObject({
      ok: true,
      service: { name: 'Consultation', seats: 4, consentVersion: 1, limits: { count: { day: 3 } } },
    })
    const other = await inClinic((tx) => changeService(tx, system, id, { consentText: 'I agree to more' }))
    expect(other).toMatchObject({ ok: true, service: { consentVersion: 2, priceMinor: 12_000 } })
  })

  test('is done by practitioners and takes rooms that the clinic has', async () => {
    const demir = await addPractitioner()
    const room = await inClinic((tx) => createResource(tx, system, { kind: 'room', name: 'Room 1' }))
    const service = await addService({
      practitioners: [{ practitionerId: demir.id, weight: 100, priority: 2 }],
      pools: [{ pool: 'room', resourceIds: [room.id] }],
    })
    expect(service).toMatchObject({
      practitioners: [{ practitionerId: demir.id }],
      pools: [{ pool: 'room', resourceIds: [room.id] }],
    })
    const refused = (input: Partial<NewService>) =>
      inClinic((tx) => createService(tx, system, { name: 'X', durationMinutes: 30, ...input }))
    const stranger = [{ practitionerId: uuidv7(), weight: 100, priority: 2 }]
    expect(await refused({ practitioners: stranger })).toMatchObject({ reason: 'unknown_practitioner' })
    const nowhere = [{ pool: 'room', resourceIds: [uuidv7()] }]
    expect(await refused({ pools: nowhere })).toMatchObject({ reason: 'unknown_resource' })
    const twice = ['a', 'b'].map((pool) => ({ pool, resourceIds: [room.id] }))
    expect(await refused({ pools: twice })).toMatchObject({ reason: 'resource_in_two_pools' })
    expect(await refused({ priceMinor: 100 })).toMatchObject({ reason: 'price_without_currency' })

    await inClinic((tx) => changeResource(tx, system, room.id, { isArchived: true }))
    await inClinic((tx) => changePractitioner(tx, system, demir.id, { isArchived: true }))
    const [alone] = (await inClinic((tx) => findServices(tx))).filter(({ id }) => id === service.id)
    expect(alone).toMatchObject({ practitioners: [], pools: [{ pool: 'room', resourceIds: [] }] })
    // Another change takes neither the room nor who did it for dispensable.
    await inClinic((tx) => changeService(tx, system, service.id, { name: 'Renamed' }))
    await inClinic((tx) =>
      changeService(tx, system, service.id, { pools: [{ pool: 'room', resourceIds: [] }] }),
    )
    await inClinic((tx) => changeResource(tx, system, room.id, { isArchived: false }))
    await inClinic((tx) => changePractitioner(tx, system, demir.id, { isArchived: false }))
    expect(await inClinic((tx) => findService(tx, service.id))).toMatchObject({
      name: 'Renamed',
      practitioners: [{ practitionerId: demir.id }],
      pools: [{ pool: 'room', resourceIds: [room.id] }],
    })
    await inClinic((tx) => changeService(tx, system, service.id, { pools: [], practitioners: [] }))
    expect(await inClinic((tx) => findService(tx, service.id))).toMatchObject({
      practitioners: [],
      pools: [],
    })
  })

  test('that is archived is offered no longer, and can come back', async () => {
    const { id, slug } = await addService({ name: 'Old' })
    await inClinic((tx) => changeService(tx, system, id, { isArchived: true }))
    expect(await inClinic((tx) => findServiceBySlug(tx, slug))).toBeUndefined()
    expect((await inClinic((tx) => findServices(tx))).map((service) => service.id)).not.toContain(id)
    expect((await inClinic((tx) => findServices(tx, { archived: 'with' }))).map((s) => s.id)).toContain(id)
    await inClinic((tx) => changeService(tx, system, id, { isArchived: false }))
    expect(await inClinic((tx) => findServiceBySlug(tx, slug))).toMatchObject({ archivedAt: null })
  })
})

describe('a practitioner', () => {
  test('has an address that nobody else of the clinic has', async () => {
    await addPractitioner({ email: 'Demir@Example.com' })
    const again = await inClinic((tx) =>
      createPractitioner(tx, system, { name: 'Other', email: 'demir@example.com' }),
    )
    expect(again).toEqual({ ok: false, reason: 'email_taken' })
    const other = await addPractitioner({ name: 'Other' })
    const change = await inClinic((tx) =>
      changePractitioner(tx, system, other.id, { email: 'DEMIR@example.com' }),
    )
    expect(change).toEqual({ ok: false, reason: 'email_taken' })
  })

  test('has hours, days off and travel, replaced as a whole', async () => {
    const { id } = await addPractitioner()
    const week = { days: [1, 2, 3], start: '09:00', end: '17:00' }
    const dayOff = { date: '2026-12-24', windows: [], name: 'Christmas' }
    const travel = { fromDate: '2026-12-01', toDate: '2026-12-05', timeZone: 'America/New_York' }
    await inClinic((tx) =>
      saveHours(tx, system, id, { hours: [week], overrides: [dayOff], travels: [travel] }),
    )
    const night = { days: [5], start: '22:00', end: '02:00' }
    const saved = await inClinic((tx) => saveHours(tx, system, id, { hours: [night] }))
    expect(saved).toMatchObject({
      ok: true,
      practitioner: { hours: [night], overrides: [dayOff], travels: [travel] },
    })
  })

  test('is in one zone at a time', async () => {
    const { id } = await addPractitioner()
    const travel = { fromDate: '2026-12-01', toDate: '2026-12-05', timeZone: 'America/New_York' }
    const save = (travels: (typeof travel)[]) =>
      inClinic((tx) => saveHours(tx, system, id, { hours: [], travels }))
    expect(await save([travel, { ...travel, fromDate: '2026-12-05', toDate: '2026-12-09' }])).toMatchObject({
      reason: 'travels_overlap',
    })
    expect(await save([{ ...travel, timeZone: '+02:00' }])).toMatchObject({ reason: 'unknown_time_zone' })
    expect(await save([{ ...travel, toDate: '2026-11-30' }])).toMatchObject({ reason: 'ends_before_start' })
  })
})

describe('the clinic', () => {
  test('has hours for practitioners without their own, and closes on dates', async () => {
    const clinic = await desk.openClinic('Hours')
    const week = { days: [1, 2, 3, 4, 5], start: '09:00', end: '18:00' }
    await inClinic((tx) => saveClinicHours(tx, system, [week]), clinic)
    expect(await inClinic(findClinicHours, clinic)).toEqual([week])

    const closed = await inClinic(
      (tx) => closeClinic(tx, system, { date: '2026-12-24', toDate: '2026-12-26', name: 'Christmas' }),
      clinic,
    )
    if (!closed.ok) throw new Error(closed.reason)
    expect(closed.closures.map((closure) => closure.date)).toEqual(['2026-12-24', '2026-12-25', '2026-12-26'])
    const half = { date: '2026-12-24', windows: [{ start: '09:00', end: '12:00' }] }
    await inClinic((tx) => closeClinic(tx, system, half), clinic)
    expect(await inClinic((tx) => findClosures(tx, { to: '2026-12-24' }), clinic)).toMatchObject([half])
    const [, second] = closed.closures
    expect(await inClinic((tx) => reopenClinic(tx, system, second?.id ?? ''), clinic)).toBe(true)
    expect(await inClinic((tx) => reopenClinic(tx, system, second?.id ?? ''), clinic)).toBe(false)
    expect(await inClinic((tx) => findClosures(tx), clinic)).toHaveLength(2)
  })

  test('blocks time of one or of all, and gives it back', async () => {
    const { id: practitionerId } = await addPractitioner()
    const startAt = Temporal.Instant.from('2026-12-01T15:00:00Z')
    const endAt = startAt.add({ hours: 1 })
    const lunch = { practitionerId, resourceId: null, startAt, endAt, title: 'Lunch' }
    const blocked = await inClinic((tx) => blockTime(tx, system, lunch))
    if (!blocked.ok) throw new Error(blocked.reason)
    const between = { from: endAt.subtract({ minutes: 1 }), to: endAt.add({ hours: 1 }) }
    expect(await inClinic((tx) => findBusyTimes(tx, between))).toEqual([blocked.busyTime])
    expect(await inClinic((tx) => findBusyTimes(tx, { ...between, from: endAt }))).toEqual([])
    expect(await inClinic((tx) => blockTime(tx, system, { ...lunch, endAt: startAt }))).toMatchObject({
      reason: 'ends_before_start',
    })
    expect(await inClinic((tx) => unblockTime(tx, system, blocked.busyTime.id))).toBe(true)
    expect(await inClinic((tx) => findBusyTimes(tx, between))).toEqual([])
  })

  test('sees nothing of another’s', async () => {
    const other = await desk.openClinic('Other')
    expect(await inClinic((tx) => findServices(tx, { archived: 'with' }), other)).toEqual([])
    expect(await inClinic((tx) => findPractitioners(tx, { archived: 'with' }), other)).toEqual([])
    expect(await inClinic((tx) => findResources(tx, { archived: 'with' }), other)).toEqual([])
    const { id } = await addService()
    expect(await inClinic((tx) => changeService(tx, system, id, { name: 'Mine' }), other)).toEqual({
      ok: false,
      reason: 'no_service',
    })
    const { id: practitionerId } = await addPractitioner()
    const stolen = { practitioners: [{ practitionerId, weight: 1, priority: 1 }] }
    const made = await inClinic(
      (tx) => createService(tx, system, { name: 'X', durationMinutes: 30, ...stolen }),
      other,
    )
    expect(made).toEqual({ ok: false, reason: 'unknown_practitioner' })
  })
})
