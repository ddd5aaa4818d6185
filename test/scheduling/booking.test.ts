/** Booking, holding, moving and ending appointments: what is taken is taken, and what is given up is free. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockTime } from '../../src/desk/scheduling/block-time.ts'
import { bookSlot } from '../../src/desk/scheduling/book-slot.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { holdSlot } from '../../src/desk/scheduling/hold-slot.ts'
import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { expireHold, releaseHold } from '../../src/desk/scheduling/release-hold.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { changePractitioner } from '../../src/desk/services/change-practitioner.ts'
import { changeResource } from '../../src/desk/services/change-resource.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf, staff } from './cast.ts'

let desk: TestDesk
let cast: Cast
let day = 0

beforeAll(async () => {
  desk = await openDesk()
  cast = castOf(desk)
})
afterAll(() => desk.close())

/** Ten o'clock in Chicago, each time of another day. */
const nextDay = () => at('2026-12-01T16:00:00Z').add({ hours: 24 * day++ })

const taken = (appointmentId: string) =>
  cast.rows(
    'select resource_kind, resource_id, seat_no, held_until from appointment_allocations where appointment_id = $1',
    [appointmentId],
  )
const eventsOf = async (appointmentId: string) =>
  (
    await cast.rows('select type, payload from events where appointment_id = $1 order by id', [appointmentId])
  ).filter(({ type }) => /^(appointment|slot)/.test(type))
const move = (input: Parameters<typeof rescheduleAppointment>[2]) =>
  cast.inClinic((tx) => rescheduleAppointment(tx, staff, input))
const become = (appointmentId: string, status: Parameters<typeof changeStatus>[2]['status']) =>
  cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId, status }))

describe('booking', () => {
  test('makes contact, profile and appointment, takes the practitioner, and is followed as any booking', async () => {
    const demir = await cast.practitioner()
    const serviceId = await cast.service({ by: [demir], bufferAfterMinutes: 10 })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt, notes: 'First visit' }, 9001)
    const [appointment] = await cast.rows(
      `select a.*, p.full_name, c.display_name from appointments a
       join patient_profiles p on p.id = a.patient_profile_id join contacts c on c.id = a.contact_id where a.id = $1`,
      [id],
    )
    expect(appointment).toMatchObject({
      status: 'booked',
      source: 'foyer',
      service_name: 'Consultation',
      practitioner_id: demir,
      display_name: 'Patient 9001',
      full_name: 'Patient 9001',
      attendee_phone_e164: '+13122009001',
      buffer_after_minutes: 10,
    })
    expect(await taken(id)).toEqual([
      { resource_kind: 'practitioner', resource_id: demir, seat_no: 1, held_until: null },
    ])
    await desk.settle()
    expect(await cast.rows('select kind from messages where appointment_id = $1', [id])).toEqual([
      { kind: 'confirmation' },
    ])
    expect(
      (await cast.rows('select count(*)::int as n from touchpoints where appointment_id = $1', [id]))[0].n,
    ).toBe(3)
  })

  test('keeps buffers free', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], bufferAfterMinutes: 10 })
    const startAt = nextDay()
    await cast.book({ serviceId, startAt })
    await expect(cast.book({ serviceId, startAt: startAt.add({ minutes: 35 }) })).rejects.toThrow(SlotTaken)
    await cast.book({ serviceId, startAt: startAt.add({ minutes: 40 }) })
  })

  test('says what was wanted when it is taken, and leaves nothing behind', async () => {
    const demir = await cast.practitioner()
    const serviceId = await cast.service({ by: [demir] })
    const startAt = nextDay()
    await cast.book({ serviceId, startAt })
    const before = await cast.rows('select count(*)::int as n from contacts')
    const refused = await cast
      .book({ serviceId, startAt: startAt.add({ minutes: 15 }) }, 9002)
      .catch((error) => error)
    expect(refused).toBeInstanceOf(SlotTaken)
    expect(refused).toMatchObject({
      reason: 'slot_taken',
      wanted: { serviceId, practitionerIds: null, durationMinutes: 30 },
    })
    expect(await cast.rows('select count(*)::int as n from contacts')).toEqual(before)
  })

  test('refuses what is not offered', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({ by: [demir, kim], assignment: 'one' })
    const startAt = nextDay()
    const book = (input: object) =>
      cast.inClinic((tx) => bookSlot(tx, system, { serviceId, startAt, person: personOf(9003), ...input }))
    expect(await book({ serviceId: uuidv7() })).toEqual({ ok: false, reason: 'no_service' })
    expect(await book({ durationMinutes: 45 })).toEqual({ ok: false, reason: 'duration_not_offered' })
    expect(await book({})).toEqual({ ok: false, reason: 'practitioner_needed' })
    expect(await book({ practitionerIds: [uuidv7()] })).toEqual({ ok: false, reason: 'no_practitioner' })
    expect(await book({ practitionerIds: [kim], person: { contactId: uuidv7() } })).toEqual({
      ok: false,
      reason: 'no_contact',
    })
    await cast.inClinic((tx) => changePractitioner(tx, system, kim, { isBookable: false }))
    expect(await book({ practitionerIds: [kim] })).toEqual({ ok: false, reason: 'no_practitioner' })
    await cast.inClinic((tx) => changeService(tx, system, serviceId, { isArchived: true }))
    expect(await book({ practitionerIds: [demir] })).toEqual({ ok: false, reason: 'no_service' })
    expect(await cast.rows(`select from contacts where display_name = 'Patient 9003'`)).toEqual([])
  })

  test('for a contact whom staff chose goes to that contact, for a child under the child’s name', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const first = await cast.book({ serviceId, startAt: nextDay() }, 9004)
    const [{ contact_id: contactId }] = await cast.rows('select contact_id from appointments where id = $1', [
      first,
    ])
    const second = await cast.book({
      serviceId,
      startAt: nextDay(),
      person: { contactId, patientName: 'Leo' },
    })
    const [row] = await cast.rows(
      'select a.contact_id, a.attendee_name, a.attendee_email, p.full_name from appointments a join patient_profiles p on p.id = a.patient_profile_id where a.id = $1',
      [second],
    )
    expect(row).toEqual({
      contact_id: contactId,
      attendee_name: 'Patient 9004',
      attendee_email: 'patient9004@example.com',
      full_name: 'Leo',
    })
  })

  test('of one request twice makes one appointment; the key for another request is refused', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const request = {
      serviceId,
      startAt,
      person: personOf(9005),
      requestKey: { key: 'k1', requestHash: 'a' },
    }
    const book = (input: object = {}) => cast.inClinic((tx) => bookSlot(tx, system, { ...request, ...input }))
    const first = await book()
    expect(first).toMatchObject({ ok: true, isRepeat: false })
    expect(await book()).toEqual({ ...first, isRepeat: true })
    expect(await book({ requestKey: { key: 'k1', requestHash: 'b' } })).toEqual({
      ok: false,
      reason: 'key_reused',
    })
    const other = castOf(desk, await desk.openClinic('Keys'))
    const elsewhere = await other.service({ by: [await other.practitioner()] })
    await other.book({ serviceId: elsewhere, startAt, requestKey: { key: 'k1', requestHash: 'b' } })
  })

  test('that was refused leaves its key, which may stand for another request', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const request = { serviceId, startAt: nextDay(), requestKey: { key: 'k3', requestHash: 'a' } }
    const refused = (input: object) =>
      cast.inClinic((tx) => bookSlot(tx, system, { ...request, person: personOf(9006), ...input }))
    expect(await refused({ durationMinutes: 45 })).toEqual({ ok: false, reason: 'duration_not_offered' })
    expect(await refused({ person: { contactId: uuidv7() } })).toEqual({ ok: false, reason: 'no_contact' })
    await cast.book({ ...request, requestKey: { key: 'k3', requestHash: 'b' } })
  })

  test('whose place was lost may be tried again with the same key', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const other = await cast.book({ serviceId, startAt })
    const requestKey = { key: 'k2', requestHash: 'a' }
    await expect(cast.book({ serviceId, startAt, requestKey })).rejects.toThrow(SlotTaken)
    await become(other, 'cancelled')
    await cast.book({ serviceId, startAt, requestKey })
  })

  test('gives everybody their share, by weight and then priority, and passes over whoever is taken', async () => {
    const [ada, ben, eve] = [await cast.practitioner(), await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({
      practitioners: [
        { practitionerId: ada, weight: 200, priority: 3 },
        { practitionerId: ben, weight: 100, priority: 3 },
        { practitionerId: eve, weight: 100, priority: 1 },
      ],
    })
    const startAt = nextDay()
    for (let i = 0; i < 6; i++) await cast.book({ serviceId, startAt: startAt.add({ minutes: 30 * i }) })
    const counts = await cast.rows(
      'select practitioner_id, count(*)::int as n from appointments where service_id = $1 group by 1 order by 2 desc',
      [serviceId],
    )
    expect(counts).toEqual([
      { practitioner_id: ada, n: 3 },
      { practitioner_id: ben, n: 2 },
      { practitioner_id: eve, n: 1 },
    ])
    const same = startAt.add({ minutes: 300 })
    for (let i = 0; i < 3; i++) await cast.book({ serviceId, startAt: same })
    const at = await cast.rows(
      'select practitioner_id from appointments where service_id = $1 and start_at = $2',
      [serviceId, same.toString()],
    )
    expect(at.map((row) => row.practitioner_id).toSorted()).toEqual([ada, ben, eve].toSorted())
    await expect(cast.book({ serviceId, startAt: same })).rejects.toThrow(SlotTaken)
  })

  test('together takes all, in one free room of the pool', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const rooms = [await cast.room('1'), await cast.room('2')]
    const together = await cast.service({ by: [ada, ben], assignment: 'all', rooms })
    const alone = await cast.service({ by: [ben], rooms })
    const startAt = nextDay()
    const id = await cast.book({ serviceId: together, startAt })
    expect((await taken(id)).map((row) => row.resource_id).toSorted()).toEqual(
      [ada, ben, rooms[0]].toSorted(),
    )
    await expect(cast.book({ serviceId: alone, startAt })).rejects.toThrow(SlotTaken)
    const eve = await cast.practitioner()
    const other = await cast.service({ by: [eve], rooms })
    expect(
      (await taken(await cast.book({ serviceId: other, startAt }))).map((row) => row.resource_id),
    ).toContain(rooms[1])
    const last = await cast.service({ by: [await cast.practitioner()], rooms })
    await expect(cast.book({ serviceId: last, startAt })).rejects.toThrow(SlotTaken)
  })

  test('a session with seats is shared until they are gone, in one room', async () => {
    const rooms = [await cast.room('1'), await cast.room('2')]
    const demir = await cast.practitioner()
    const serviceId = await cast.service({ by: [demir], seats: 3, rooms })
    const startAt = nextDay()
    const ids = [
      await cast.book({ serviceId, startAt }),
      await cast.book({ serviceId, startAt }),
      await cast.book({ serviceId, startAt }),
    ]
    const seats = []
    for (const id of ids) seats.push(...(await taken(id)))
    expect(new Set(seats.map((row) => row.resource_id))).toEqual(new Set([demir, rooms[0]]))
    expect(seats.filter((row) => row.resource_id === demir).map((row) => row.seat_no)).toEqual([1, 2, 3])
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
    await expect(cast.book({ serviceId, startAt: startAt.add({ minutes: 15 }) })).rejects.toThrow(SlotTaken)
    await become(ids[1] as string, 'cancelled')
    const again = await cast.book({ serviceId, startAt })
    expect((await taken(again)).map((row) => row.seat_no)).toEqual([2, 2])
  })

  test('keeps to the limits of service and practitioner, what is held counted', async () => {
    const demir = await cast.practitioner()
    const serviceId = await cast.service({
      by: [demir],
      limits: { count: { day: 2 }, minutes: { week: 90 } },
    })
    // A Monday.
    const monday = at('2027-03-01T16:00:00Z')
    await cast.book({ serviceId, startAt: monday })
    const { id, token } = await cast.hold({ serviceId, startAt: monday.add({ hours: 1 }) })
    const third = cast.book({ serviceId, startAt: monday.add({ hours: 2 }) })
    await expect(third).rejects.toMatchObject({ name: 'SlotTaken', reason: 'limit_reached' })
    await cast.inClinic((tx) => releaseHold(tx, { id, token }))
    await cast.book({ serviceId, startAt: monday.add({ hours: 2 }) })
    await cast.book({ serviceId, startAt: monday.add({ hours: 24 }) })
    const fourth = cast.book({ serviceId, startAt: monday.add({ hours: 48 }) })
    await expect(fourth).rejects.toMatchObject({ reason: 'limit_reached' })
    await cast.book({ serviceId, startAt: monday.add({ hours: 7 * 24 }) })

    const kim = await cast.practitioner({ limits: { count: { day: 1 } } })
    const other = await cast.service({ by: [kim] })
    await cast.book({ serviceId: other, startAt: monday })
    const second = cast.book({ serviceId: other, startAt: monday.add({ hours: 1 }) })
    await expect(second).rejects.toMatchObject({ reason: 'limit_reached' })
  })

  test('counts the seats of a group as one appointment of those who hold it', async () => {
    const [demir, kim] = [
      await cast.practitioner(),
      await cast.practitioner({ limits: { count: { day: 2 }, minutes: { day: 90 } } }),
    ]
    const group = { seats: 3, durationMinutes: 45, limits: { count: { day: 2 } } }
    const serviceId = await cast.service({ by: [demir, kim], assignment: 'all', ...group })
    const startAt = nextDay()
    for (let seat = 0; seat < 3; seat++) await cast.book({ serviceId, startAt })
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }) })
    const third = cast.book({ serviceId, startAt: startAt.add({ hours: 2 }) })
    await expect(third).rejects.toMatchObject({ reason: 'limit_reached' })
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }) })
    // Of the second practitioner, too, who is not the first one named.
    const kims = await cast.service({ by: [kim] })
    const more = cast.book({ serviceId: kims, startAt: startAt.add({ hours: 3 }) })
    await expect(more).rejects.toMatchObject({ reason: 'limit_reached' })
  })

  test('is refused where all rooms of the service are archived', async () => {
    const room = await cast.room()
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({ by: [demir, kim], rooms: [room] })
    await cast.inClinic((tx) => changeResource(tx, system, room, { isArchived: true }))
    const startAt = nextDay()
    await expect(cast.book({ serviceId, startAt, byStaff: true })).rejects.toThrow(SlotTaken)
    await cast.inClinic((tx) => changeResource(tx, system, room, { isArchived: false }))
    await cast.book({ serviceId, startAt })
  })

  test('is not held by the half of those who must be there', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const both = await cast.service({ by: [demir, kim], assignment: 'all' })
    const kims = await cast.service({ by: [kim] })
    await cast.inClinic((tx) => changePractitioner(tx, system, kim, { isArchived: true }))
    const startAt = nextDay()
    await expect(cast.book({ serviceId: both, startAt, byStaff: true })).rejects.toThrow(SlotTaken)
    await expect(cast.book({ serviceId: kims, startAt, byStaff: true })).rejects.toThrow(SlotTaken)
    await cast.inClinic((tx) =>
      changeService(tx, system, both, {
        practitioners: [{ practitionerId: demir, weight: 100, priority: 2 }],
      }),
    )
    await cast.book({ serviceId: both, startAt })
  })
})

describe('a hold', () => {
  test('keeps the place as firmly as a booking, and becomes it', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const hold = await cast.hold({ serviceId, startAt })
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
    await expect(cast.book({ serviceId, startAt, hold: { ...hold, token: 'guessed' } })).rejects.toThrow(
      SlotTaken,
    )
    expect(await cast.book({ serviceId, startAt, hold })).toBe(hold.id)
    expect(await taken(hold.id)).toMatchObject([{ held_until: null }])
    expect(await cast.rows('select from holds where id = $1', [hold.id])).toEqual([])
  })

  test('that was used is no second booking, and takes nothing from the first', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const hold = await cast.hold({ serviceId, startAt })
    await cast.book({ serviceId, startAt, hold })
    await expect(cast.book({ serviceId, startAt, hold })).rejects.toThrow(SlotTaken)
    expect(await taken(hold.id)).toHaveLength(1)
  })

  test('for another time than is booked is given up', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const hold = await cast.hold({ serviceId, startAt })
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }), hold })
    await cast.book({ serviceId, startAt })
  })

  test('that is over stands in nobody’s way, and still helps whoever comes first', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], rooms: [await cast.room()] })
    const startAt = nextDay()
    const late = await cast.hold({ serviceId, startAt })
    const lost = await cast.hold({ serviceId, startAt: startAt.add({ hours: 1 }) })
    desk.clock.advance({ minutes: 6 })
    expect(await cast.book({ serviceId, startAt, hold: late })).toEqual(expect.any(String))
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }) })
    expect(await taken(lost.id)).toEqual([])
    await expect(cast.book({ serviceId, startAt: startAt.add({ hours: 1 }), hold: lost })).rejects.toThrow(
      SlotTaken,
    )
  })

  test('is released by whoever shows its token', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const hold = await cast.hold({ serviceId, startAt })
    const release = (token: string) => cast.inClinic((tx) => releaseHold(tx, { id: hold.id, token }))
    expect(await release('guessed')).toBe(false)
    expect(await cast.inClinic((tx) => expireHold(tx, hold.id))).toBe(false)
    expect(await release(hold.token)).toBe(true)
    expect(await release(hold.token)).toBe(false)
    await cast.book({ serviceId, startAt })
  })

  test('of another clinic is not seen', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const hold = await cast.hold({ serviceId, startAt: nextDay() })
    const other = castOf(desk, await desk.openClinic('Elsewhere'))
    expect(await other.inClinic((tx) => releaseHold(tx, hold))).toBe(false)
    expect(
      await other.inClinic((tx) => holdSlot(tx, { serviceId, startAt: nextDay(), purpose: 'page' })),
    ).toEqual({
      ok: false,
      reason: 'no_service',
    })
  })
})

describe('a request', () => {
  test('has its place until it is answered; confirming asks for no other', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], requiresConfirmation: true })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    expect(await eventsOf(id)).toMatchObject([{ type: 'appointment.requested' }])
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
    expect(await become(id, 'booked')).toEqual({ ok: true })
    expect(await taken(id)).toHaveLength(1)
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'appointment.booked',
      payload: { wasPending: true },
    })
  })

  test('that is refused frees its place', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], requiresConfirmation: true })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    await become(id, 'cancelled')
    expect((await eventsOf(id)).map(({ type, payload }) => [type, payload.cause])).toContainEqual([
      'appointment.cancelled',
      'rejected',
    ])
    await cast.book({ serviceId, startAt })
  })
})

describe('moving', () => {
  test('gives up the old place and takes the new one, under the same uid with a higher sequence', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    const later = startAt.add({ minutes: 15 })
    expect(await move({ appointmentId: id, startAt: later, sequence: 0 })).toEqual({ ok: true, sequence: 1 })
    const [row] = await cast.rows('select uid, sequence, start_at from appointments where id = $1', [id])
    expect(row).toMatchObject({ uid: `${id}@foyer`, sequence: 1 })
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'appointment.booked',
      'appointment.rescheduled',
      'slot.freed',
    ])
    expect(await move({ appointmentId: id, startAt, sequence: 0 })).toEqual({ ok: false, reason: 'stale' })
    await expect(cast.book({ serviceId, startAt: startAt.add({ minutes: 30 }) })).rejects.toThrow(SlotTaken)
    await cast.book({ serviceId, startAt: startAt.subtract({ minutes: 15 }) })
  })

  test('to a time that is taken changes nothing', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }) })
    const before = await taken(id)
    await expect(move({ appointmentId: id, startAt: startAt.add({ minutes: 45 }) })).rejects.toThrow(
      SlotTaken,
    )
    expect(await taken(id)).toEqual(before)
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['appointment.booked'])
  })

  test('keeps the practitioner and the room unless others are asked for', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const rooms = [await cast.room('1'), await cast.room('2')]
    const serviceId = await cast.service({ by: [ada, ben], rooms, durationsMinutes: [30, 60] })
    const startAt = nextDay()
    const id = await cast.book({
      serviceId,
      startAt,
      practitionerIds: [ben],
      resourceIds: [rooms[1] as string],
    })
    await move({ appointmentId: id, startAt: startAt.add({ minutes: 10 }), durationMinutes: 60 })
    expect((await taken(id)).map((row) => row.resource_id).toSorted()).toEqual([ben, rooms[1]].toSorted())
    expect(await move({ appointmentId: id, resourceIds: [rooms[0] as string] })).toEqual({
      ok: true,
      sequence: 1,
    })
    expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'appointment.room_changed' })
    expect(await move({ appointmentId: id, practitionerId: ada })).toEqual({ ok: true, sequence: 2 })
    expect(await move({ appointmentId: id, durationMinutes: 45 })).toEqual({
      ok: false,
      reason: 'duration_not_offered',
    })
    expect(await move({ appointmentId: id, practitionerId: uuidv7() })).toEqual({
      ok: false,
      reason: 'no_practitioner',
    })
  })

  test('into the blocked time of a room is refused to staff, and what lies in it may stay', async () => {
    const rooms = [await cast.room('1'), await cast.room('2')]
    const serviceId = await cast.service({ by: [await cast.practitioner()], rooms })
    const startAt = nextDay()
    const block = (resourceId: string, from: Temporal.Instant) =>
      cast.inClinic((tx) =>
        blockTime(tx, staff, {
          practitionerId: null,
          resourceId,
          startAt: from,
          endAt: from.add({ hours: 1 }),
          title: 'Repair',
        }),
      )
    const [first = '', second = ''] = rooms
    const id = await cast.book({ serviceId, startAt, resourceIds: [first] })
    await block(second, startAt)
    await expect(move({ appointmentId: id, resourceIds: [second], byStaff: true })).rejects.toThrow(SlotTaken)
    await block(first, startAt)
    const half = startAt.add({ minutes: 15 })
    expect(
      await move({ appointmentId: id, startAt: half, resourceIds: [first], byStaff: true }),
    ).toMatchObject({
      ok: true,
    })
  })

  test('to rooms that are none of the service’s, or two of one pool, is refused', async () => {
    const rooms = [await cast.room('1'), await cast.room('2')]
    const serviceId = await cast.service({ by: [await cast.practitioner()], rooms })
    const id = await cast.book({ serviceId, startAt: nextDay() })
    for (const resourceIds of [[await cast.room('3')], rooms]) {
      expect(await move({ appointmentId: id, resourceIds, byStaff: true })).toEqual({
        ok: false,
        reason: 'no_resource',
      })
    }
  })

  test('is refused for what has ended, was made elsewhere, or belongs to another clinic', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const id = await cast.book({ serviceId, startAt: nextDay() })
    await become(id, 'cancelled')
    expect(await move({ appointmentId: id, startAt: nextDay() })).toEqual({
      ok: false,
      reason: 'not_movable',
    })
    expect(await move({ appointmentId: uuidv7(), startAt: nextDay() })).toEqual({
      ok: false,
      reason: 'no_appointment',
    })
    const other = castOf(desk, await desk.openClinic('Moves'))
    const theirs = await other.book({
      serviceId: await other.service({ by: [await other.practitioner()] }),
      startAt: nextDay(),
    })
    expect(await move({ appointmentId: theirs, startAt: nextDay() })).toEqual({
      ok: false,
      reason: 'no_appointment',
    })
  })
})

describe('the desk', () => {
  test('marks who came and what was done, and takes a wrong click back', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    desk.clock.set(startAt)
    for (const status of ['arrived', 'booked', 'arrived', 'fulfilled'] as const) {
      expect(await become(id, status)).toEqual({ ok: true })
    }
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'appointment.booked',
      'appointment.arrived',
      'appointment.arrival_undone',
      'appointment.arrived',
      'appointment.fulfilled',
    ])
    expect(await become(id, 'cancelled')).toEqual({ ok: false, reason: 'not_possible' })
    expect(await taken(id)).toHaveLength(1)
  })

  test('says of nobody that they missed, or had, a visit that has not begun; they may be there on its day', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    const early = (outcome: string) => ({ ok: false, reason: 'not_yet', outcome, startAt })
    // Midnight in Chicago, and a second before it.
    const midnight = startAt.subtract({ hours: 10 })
    desk.clock.set(midnight.subtract({ seconds: 1 }))
    for (const outcome of ['arrived', 'fulfilled', 'noshow'] as const)
      expect(await become(id, outcome)).toEqual(early(outcome))
    expect(await taken(id)).toHaveLength(1)
    desk.clock.set(midnight)
    expect(await become(id, 'arrived')).toEqual({ ok: true })
    desk.clock.set(startAt.subtract({ seconds: 1 }))
    for (const outcome of ['fulfilled', 'noshow'] as const)
      expect(await become(id, outcome)).toEqual(early(outcome))
    desk.clock.set(startAt)
    expect(await become(id, 'noshow')).toEqual({ ok: true })
  })

  test('takes back what Cal.com said of a visit that is still to come', async () => {
    const startAt = nextDay()
    const booking = calcomBooking({ startAt: startAt.toString() })
    await desk.deliver(booking.created())
    await desk.deliver(booking.noShow())
    await desk.settle()
    const [row] = await cast.rows('select id, status from appointments where start_at = $1', [
      startAt.toString(),
    ])
    expect(row.status).toBe('noshow')
    expect(await become(row.id, 'fulfilled')).toMatchObject({ reason: 'not_yet' })
    expect(await become(row.id, 'booked')).toEqual({ ok: true })
    expect(await become(row.id, 'noshow')).toMatchObject({ reason: 'not_yet' })
  })

  test('frees the place of whoever did not come, and takes it again with the undoing', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], rooms: [await cast.room()] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    desk.clock.set(startAt)
    await become(id, 'noshow')
    expect(await taken(id)).toEqual([])
    await become(id, 'booked')
    expect(await taken(id)).toHaveLength(2)
    await become(id, 'noshow')
    await cast.book({ serviceId, startAt })
    await expect(become(id, 'booked')).rejects.toThrow(SlotTaken)
    expect(await cast.rows('select status from appointments where id = $1', [id])).toEqual([
      { status: 'noshow' },
    ])
  })

  test('takes back a cancellation past limits, and with whoever does it no more', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({ by: [demir, kim], limits: { count: { day: 1 } } })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt, practitionerIds: [kim] })
    await become(id, 'cancelled')
    await cast.book({ serviceId, startAt: startAt.add({ hours: 1 }), practitionerIds: [kim] })
    await cast.inClinic((tx) =>
      changeService(tx, system, serviceId, {
        practitioners: [{ practitionerId: demir, weight: 100, priority: 2 }],
      }),
    )
    expect(await become(id, 'booked')).toEqual({ ok: true })
    expect(await taken(id)).toMatchObject([{ resource_id: kim }])
    desk.clock.set(startAt)
    expect(await become(id, 'noshow')).toEqual({ ok: true })
    expect(await become(id, 'booked')).toEqual({ ok: true })
  })

  test('frees the place with a cancellation and tells it, for those who wait', async () => {
    const demir = await cast.practitioner()
    const serviceId = await cast.service({ by: [demir] })
    const startAt = nextDay()
    const id = await cast.book({ serviceId, startAt })
    await become(id, 'cancelled')
    expect(await become(id, 'cancelled')).toEqual({ ok: true })
    expect((await eventsOf(id)).filter(({ type }) => type === 'slot.freed')).toEqual([
      {
        type: 'slot.freed',
        payload: {
          serviceId,
          practitionerIds: [demir],
          startAt: startAt.toString(),
          endAt: startAt.add({ minutes: 30 }).toString(),
          because: 'cancelled',
        },
      },
    ])
  })
})

describe('what Cal.com books', () => {
  const organizerOf = (name: string) => ({
    id: 1,
    name: `Dr. ${name}`,
    email: `${name}@example.com`,
    username: name,
    timeZone: 'America/Chicago',
  })
  const conflicts = () => cast.rows('select id from appointments where is_conflicting order by id')

  test('takes its practitioner’s time here', async () => {
    const startAt = nextDay()
    await desk.deliver(
      calcomBooking({ startAt: startAt.toString(), organizer: organizerOf('cal') }).created(),
    )
    await desk.settle()
    const [cal] = await cast.rows('select id from practitioners where email = $1', ['cal@example.com'])
    await cast.inClinic((tx) => changePractitioner(tx, system, cal.id, { isBookable: true }))
    const serviceId = await cast.service({ by: [cal.id] })
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
  })

  test('stands also where the time is taken, is told as a conflict, and takes the place when it is free', async () => {
    const cal = await cast.practitioner({ email: 'busy@example.com' })
    const serviceId = await cast.service({ by: [cal] })
    const startAt = nextDay()
    const own = await cast.book({ serviceId, startAt })
    const booking = calcomBooking({
      startAt: startAt.toString(),
      organizer: organizerOf('busy'),
    })
    await desk.deliver(booking.created())
    await desk.settle()
    const [conflicting] = await conflicts()
    expect(await taken(conflicting.id)).toEqual([])
    expect((await eventsOf(conflicting.id)).at(-1)).toMatchObject({
      type: 'appointment.conflicting',
      payload: { withAppointmentIds: [own] },
    })
    await become(own, 'cancelled')
    expect(await conflicts()).toEqual([])
    expect(await taken(conflicting.id)).toHaveLength(1)
    await desk.deliver(booking.cancelled())
    await desk.settle()
    expect(await taken(conflicting.id)).toEqual([])
    await cast.book({ serviceId, startAt })
  })

  test('two who came at one time stay told as a conflict, whoever was thought missing at first', async () => {
    const cal = await cast.practitioner({ email: 'twice@example.com' })
    const serviceId = await cast.service({ by: [cal] })
    const startAt = nextDay()
    const own = await cast.book({ serviceId, startAt })
    const organizer = organizerOf('twice')
    await desk.deliver(calcomBooking({ startAt: startAt.toString(), organizer }).created())
    await desk.settle()
    const [{ id }] = await conflicts()
    desk.clock.set(startAt.add({ hours: 1 }))
    await become(id, 'fulfilled')
    await become(own, 'noshow')
    expect(await become(own, 'fulfilled')).toEqual({ ok: true })
    expect(await conflicts()).toEqual([{ id }])
  })

  test('is moved and cancelled there, and marked here', async () => {
    const startAt = nextDay()
    const booking = calcomBooking({
      startAt: startAt.toString(),
      organizer: organizerOf('far'),
    })
    await desk.deliver(booking.created())
    await desk.settle()
    const [{ id }] = await cast.rows('select id from appointments where start_at = $1 and source = $2', [
      startAt.toString(),
      'calcom',
    ])
    expect(await move({ appointmentId: id, startAt: nextDay() })).toEqual({
      ok: false,
      reason: 'booked_elsewhere',
    })
    expect(await become(id, 'cancelled')).toEqual({ ok: false, reason: 'booked_elsewhere' })
    desk.clock.set(startAt)
    expect(await become(id, 'arrived')).toEqual({ ok: true })
    const later = startAt.add({ hours: 2 })
    await become(id, 'booked')
    await desk.deliver(booking.movedTo({ startAt: later.toString() }).rescheduled())
    await desk.settle()
    const [{ blocked }] = await cast.rows(
      'select lower(blocked)::text as blocked from appointment_allocations where appointment_id = $1',
      [id],
    )
    expect(at(blocked.replace(' ', 'T')).equals(later)).toBe(true)
  })
})
