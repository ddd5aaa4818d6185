/** The API of what staff do with appointments: book, move, say what became of them, and be told who was faster. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from './cast.ts'

let desk: TestDesk
let cast: Cast
let day = 0

beforeAll(async () => {
  desk = await openDesk()
  cast = castOf(desk)
  const hours = [{ days: [0, 1, 2, 3, 4, 5, 6], start: '09:00', end: '17:00' }]
  await desk.api('PUT', '/api/hours', { body: { hours } })
})
afterAll(() => desk.close())

/** Nine o'clock in Chicago, each time of another day. */
const nextDay = () => at('2026-12-01T15:00:00Z').add({ hours: 24 * day++ })
const ana = { name: 'Ana Souza', phone: '+13125550001', email: 'ana@example.com' }

const book = (body: object, headers: Record<string, string> = {}) =>
  desk.api('POST', '/api/appointments', { body: { contact: ana, ...body }, headers })

async function booked(body: object) {
  const { status, body: answered } = await book(body)
  expect(status, JSON.stringify(answered)).toBe(201)
  return answered.appointment
}
const move = (id: string, body: object) => desk.api('POST', `/api/appointments/${id}/move`, { body })
const become = (id: string, status: string, more = {}) =>
  desk.api('POST', `/api/appointments/${id}/status`, { body: { status, ...more } })

const newService = async (input: Parameters<Cast['service']>[0] = {}) =>
  cast.service({ by: [await cast.practitioner({ name: 'Dr. Chen' })], ...input })

describe('booking', () => {
  test('answers with the appointment, its room and its buffers, as it is read afterwards', async () => {
    const [demir, room] = [await cast.practitioner(), await cast.room('Room 7')]
    const service_id = await newService({
      by: [demir],
      rooms: [room],
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      questions: [{ id: 'allergies', label: 'Allergies?', kind: 'text', required: true }],
    })
    const start = nextDay()
    const { status, body } = await book({
      service_id,
      start_at: start.toString(),
      patient_name: 'Leo Souza',
      mode: 'video',
      notes: 'By the window',
      answers: [{ question_id: 'allergies', value: 'None' }],
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      series: null,
      appointment: {
        status: 'booked',
        mode: 'video',
        service_id,
        service_name: 'Consultation',
        start_at: start.toString({ smallestUnit: 'millisecond' }),
        duration_minutes: 30,
        buffer_before_minutes: 5,
        buffer_after_minutes: 10,
        practitioner: { id: demir, name: 'Dr. Demir' },
        resources: [{ id: room, kind: 'room', name: 'Room 7' }],
        series_id: null,
        has_conflict: false,
        source: 'foyer',
        sequence: 0,
        attendee_name: 'Ana Souza',
        attendee_phone_e164: '+13125550001',
        notes: 'By the window',
        answers: [{ key: 'allergies', label: 'Allergies?', value: 'None' }],
        patient_profile: { full_name: 'Leo Souza' },
      },
    })
    const { id } = body.appointment
    expect((await desk.api('GET', `/api/appointments/${id}`)).body).toEqual({ appointment: body.appointment })
    await desk.settle()
    const messages = await desk.api('GET', `/api/messages?contact_id=${body.appointment.contact.id}`)
    expect(messages.body.messages).toContainEqual(
      expect.objectContaining({ appointment_id: id, kind: 'confirmation' }),
    )
  })

  test('of several together names them all, in the list and the figures of each', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const service_id = await newService({ by: [demir, kim], assignment: 'all' })
    const start = nextDay()
    const { id, practitioner, practitioner_ids } = await booked({ service_id, start_at: start.toString() })
    expect(practitioner.id).toBe(practitioner_ids[0])
    expect(new Set(practitioner_ids)).toEqual(new Set([demir, kim]))
    const date = start.toZonedDateTimeISO('America/Chicago').toPlainDate().toString()
    const { body } = await desk.api('GET', `/api/appointments?from=${date}&to=${date}`)
    expect(body.appointments.find((each: { id: string }) => each.id === id)).toMatchObject({
      practitioner_ids,
    })
    for (const each of [demir, kim]) {
      const days = await desk.api('GET', `/api/calendar/days?from=${date}&to=${date}&practitioner_id=${each}`)
      expect(days.body.days[0].counts).toEqual([{ status: 'booked', count: 1 }])
    }
    await become(id, 'cancelled')
    const cancelled = await desk.api('GET', `/api/appointments/${id}`)
    expect(cancelled.body.appointment.practitioner_ids).toEqual([practitioner.id])
  })

  test('goes to the contact whom staff chose, or to whoever has that phone', async () => {
    const service_id = await newService()
    const first = await booked({ service_id, start_at: nextDay().toString() })
    const chosen = await booked({
      service_id,
      start_at: nextDay().toString(),
      contact: undefined,
      contact_id: first.contact.id,
    })
    const recognised = await booked({
      service_id,
      start_at: nextDay().toString(),
      contact: { name: 'A. Souza', phone: '(312) 555-0001' },
    })
    expect([chosen.contact.id, recognised.contact.id]).toEqual([first.contact.id, first.contact.id])
  })

  test('passes by hours, notice, window, limits and lengths, and not by what is taken', async () => {
    const service_id = await newService({
      minimumNoticeMinutes: 60 * 24 * 30,
      bookingWindow: { days: 1 },
      limits: { count: { day: 1 } },
    })
    const early = nextDay().subtract({ hours: 3 })
    await booked({ service_id, start_at: early.toString(), duration_minutes: 50 })
    await booked({ service_id, start_at: early.add({ minutes: 50 }).toString() })
    const refused = await book({ service_id, start_at: early.add({ minutes: 40 }).toString() })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/slot-taken' } })
  })

  test('is a request where staff say so, and booked else, whatever patients have to ask for', async () => {
    const service_id = await newService({ requiresConfirmation: true })
    expect(await booked({ service_id, start_at: nextDay().toString() })).toMatchObject({ status: 'booked' })
    const pending = await booked({ service_id, start_at: nextDay().toString(), status: 'pending' })
    expect(pending).toMatchObject({ status: 'pending' })
    expect((await become(pending.id, 'booked')).body.appointment).toMatchObject({ status: 'booked' })
  })

  test('takes somebody who works then and is free, and else whoever is not taken', async () => {
    const [ada, ben] = [
      await cast.practitioner({ name: 'Ada' }),
      await cast.practitioner({ name: 'Ben', position: 1 }),
    ]
    const service_id = await newService({ by: [ada, ben] })
    const start = nextDay()
    const date = start.toZonedDateTimeISO('America/Chicago').toPlainDate().toString()
    await desk.api('PUT', `/api/practitioners/${ada}/hours`, {
      body: { hours: [], overrides: [{ date, windows: [], name: null }] },
    })
    // Seven past nine is on nobody's grid.
    const odd = start.add({ minutes: 7 }).toString()
    expect((await booked({ service_id, start_at: odd })).practitioner.name).toBe('Ben')
    expect((await booked({ service_id, start_at: odd })).practitioner.name).toBe('Ada')
    const asked = await booked({ service_id, start_at: nextDay().toString(), practitioner_id: ben })
    expect(asked.practitioner.name).toBe('Ben')
  })

  test('leaves out whose time is blocked, and refuses it where nobody else is left', async () => {
    const [ada, ben] = [await cast.practitioner({ name: 'Ada' }), await cast.practitioner({ name: 'Ben' })]
    const service_id = await newService({ by: [ada, ben] })
    const start = nextDay().subtract({ hours: 5 })
    const block = (body: object) =>
      desk.api('POST', '/api/busy-times', {
        body: { start_at: start.toString(), end_at: start.add({ hours: 1 }).toString(), ...body },
      })
    await block({ practitioner_id: ada })
    const request = { service_id, start_at: start.toString() }
    expect((await book({ ...request, practitioner_id: ada })).status).toBe(409)
    const made = await booked(request)
    expect(made.practitioner.name).toBe('Ben')
    await block({})
    expect((await book({ service_id, start_at: start.add({ minutes: 30 }).toString() })).status).toBe(409)
    // What lies in a blocked time already may stay in it, and be made longer.
    const longer = await move(made.id, { start_at: start.toString(), duration_minutes: 45, sequence: 0 })
    expect(longer.status).toBe(200)
  })

  test.each([
    [{ service_id: uuidv7() }, '/service_id'],
    [{ practitioner_id: uuidv7() }, '/practitioner_id'],
    [{ resource_ids: [uuidv7()] }, '/resource_ids'],
    [{ contact: undefined }, '/contact_id'],
    [{ contact: undefined, contact_id: uuidv7() }, '/contact_id'],
    [{ contact_id: uuidv7() }, '/contact'],
    [{ answers: [{ question_id: 'shoe-size', value: '42' }] }, '/answers/0/question_id'],
  ])('with %j is refused, and says where', async (wrong, pointer) => {
    const service_id = await newService()
    const refused = await book({ service_id, start_at: nextDay().toString(), ...wrong })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
    expect(refused.body.detail.length).toBeGreaterThan(20)
  })

  test('of an archived service or with an archived practitioner is refused', async () => {
    const ada = await cast.practitioner()
    const service_id = await newService({ by: [ada, await cast.practitioner()] })
    await desk.api('PATCH', `/api/practitioners/${ada}`, { body: { is_archived: true } })
    const request = { service_id, start_at: nextDay().toString() }
    const gone = await book({ ...request, practitioner_id: ada })
    expect(gone).toMatchObject({ status: 422, body: { errors: [{ pointer: '/practitioner_id' }] } })
    await desk.api('DELETE', `/api/services/${service_id}`)
    const archived = await book(request)
    expect(archived).toMatchObject({ status: 422, body: { errors: [{ pointer: '/service_id' }] } })
  })
})

describe('the same request again', () => {
  test('answers with the same appointment, one after the other and all at once', async () => {
    const service_id = await newService()
    const request = { service_id, start_at: nextDay().toString() }
    const headers = { 'idempotency-key': 'click-0001' }
    const first = await book(request, headers)
    expect(await book(request, headers)).toEqual(first)
    const atOnce = { ...request, start_at: nextDay().toString() }
    const all = await Promise.all(
      Array.from({ length: 6 }, () => book(atOnce, { 'idempotency-key': 'click-0002' })),
    )
    expect(all.map(({ status }) => status)).toEqual(Array(6).fill(201))
    expect(new Set(all.map(({ body }) => body.appointment.id)).size).toBe(1)
    const rows = await cast.rows('select from appointments where service_id = $1', [service_id])
    expect(rows).toHaveLength(2)
  })

  test('under a key that stands for another one is refused', async () => {
    const service_id = await newService()
    const headers = { 'idempotency-key': 'click-0003' }
    await book({ service_id, start_at: nextDay().toString() }, headers)
    const other = await book({ service_id, start_at: nextDay().toString() }, headers)
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
    const short = await book({ service_id, start_at: nextDay().toString() }, { 'idempotency-key': 'short' })
    expect(short.status).toBe(400)
  })
})

describe('whoever comes second', () => {
  test('is told which times are free next, with the same practitioner first', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const service_id = await newService({ by: [ada, ben], durationMinutes: 120 })
    const start = nextDay()
    const hour = (hours: number) => start.add({ hours }).toString({ smallestUnit: 'millisecond' })
    const request = { service_id, start_at: hour(0), practitioner_id: ada }
    await booked(request)
    await booked({ ...request, start_at: hour(2) })
    const refused = await book(request)
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ type: '/problems/slot-taken', title: 'The time is taken' })
    expect(refused.body.next_free).toEqual([hour(4), hour(6), hour(24), hour(26), hour(28)])
    expect(refused.body).not.toHaveProperty('taken')
    for (const at of [hour(0), hour(2)]) await booked({ ...request, start_at: at, practitioner_id: ben })
    const nobody = await book({ ...request, practitioner_id: undefined })
    expect(nobody.body.detail).toMatch(/^Nobody is free/)
    expect(nobody.body.next_free[0]).toBe(hour(4))
  })

  test('is told of times with others where the wanted practitioner has none left', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const service_id = await newService({ by: [ada, ben], durationMinutes: 240 })
    const start = nextDay()
    await booked({ service_id, start_at: start.toString(), practitioner_id: ada })
    await desk.api('POST', '/api/busy-times', {
      body: {
        practitioner_id: ada,
        start_at: start.toString(),
        end_at: start.add({ hours: 24 * 13 }).toString(),
      },
    })
    const refused = await book({ service_id, start_at: start.toString(), practitioner_id: ada })
    const withAda = start.add({ hours: 24 * 13 }).toString({ smallestUnit: 'millisecond' })
    expect(refused.body.next_free).toHaveLength(5)
    expect(refused.body.next_free[0]).toBe(withAda)
    expect(refused.body.next_free).toContain(start.toString({ smallestUnit: 'millisecond' }))
  })

  test('of many at once is everybody but one', async () => {
    const service_id = await newService()
    const start_at = nextDay().toString()
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        book({ service_id, start_at, contact: { name: `Patient ${i}`, email: `race${i}@example.com` } }),
      ),
    )
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)])
    for (const { status, body } of all) if (status === 409) expect(body.next_free).toHaveLength(5)
  })

  test('is offered what staff may book: within the notice too', async () => {
    const service_id = await newService({ minimumNoticeMinutes: 60 * 24 * 300 })
    const start = nextDay()
    await booked({ service_id, start_at: start.toString() })
    const { body } = await book({ service_id, start_at: start.toString() })
    expect(body.next_free[0]).toBe(start.add({ minutes: 30 }).toString({ smallestUnit: 'millisecond' }))
  })
})

describe('moving', () => {
  test('changes time, length, practitioner and room, and raises the sequence', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner({ name: 'Dr. Ben' })]
    const rooms = [await cast.room('1'), await cast.room('2')]
    const service_id = await newService({ by: [ada, ben], rooms })
    const start = nextDay()
    const made = await booked({ service_id, start_at: start.toString(), practitioner_id: ada })
    const later = start.add({ hours: 2 }).toString({ smallestUnit: 'millisecond' })
    const moved = await move(made.id, {
      start_at: later,
      duration_minutes: 75,
      practitioner_id: ben,
      resource_ids: [rooms[1]],
      sequence: 0,
    })
    expect(moved).toMatchObject({
      status: 200,
      body: {
        appointment: {
          id: made.id,
          uid: made.uid,
          sequence: 1,
          start_at: later,
          duration_minutes: 75,
          practitioner: { name: 'Dr. Ben' },
          resources: [{ name: '2' }],
        },
      },
    })
    const back = await move(made.id, {
      start_at: made.start_at,
      duration_minutes: 30,
      practitioner_id: ada,
      sequence: 1,
    })
    expect(back.body.appointment).toMatchObject({ start_at: made.start_at, sequence: 2 })
  })

  test('by somebody who saw an older one is stale', async () => {
    const service_id = await newService()
    const made = await booked({ service_id, start_at: nextDay().toString() })
    await move(made.id, { start_at: nextDay().toString(), sequence: 0 })
    const late = await move(made.id, { start_at: nextDay().toString(), sequence: 0 })
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale' } })
  })

  test('onto what is taken is refused with times in which its own is no obstacle', async () => {
    const service_id = await newService({ durationMinutes: 60 })
    const start = nextDay()
    const made = await booked({ service_id, start_at: start.toString() })
    const next = start.add({ hours: 1 })
    await booked({ service_id, start_at: next.toString() })
    const refused = await move(made.id, { start_at: start.add({ minutes: 30 }).toString(), sequence: 0 })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/slot-taken' } })
    expect(refused.body.next_free[0]).toBe(start.add({ hours: 2 }).toString({ smallestUnit: 'millisecond' }))
    const early = await move(made.id, { start_at: start.add({ minutes: 15 }).toString(), sequence: 0 })
    expect(early.status).toBe(409)
  })

  test('of what has ended, is unknown, or with whom does not do it, is refused', async () => {
    const service_id = await newService()
    const made = await booked({ service_id, start_at: nextDay().toString() })
    const to = { start_at: nextDay().toString(), sequence: 0 }
    expect((await move(uuidv7(), to)).status).toBe(404)
    const stranger = await move(made.id, { ...to, practitioner_id: uuidv7() })
    expect(stranger).toMatchObject({ status: 422, body: { errors: [{ pointer: '/practitioner_id' }] } })
    desk.clock.set(made.start_at)
    await become(made.id, 'fulfilled')
    expect(await move(made.id, to)).toMatchObject({ status: 409, body: { type: '/problems/not-movable' } })
  })
})

describe('the status', () => {
  test('goes as the visit goes, and back where the desk clicked the wrong one', async () => {
    const service_id = await newService()
    const start = nextDay()
    const { id } = await booked({ service_id, start_at: start.toString() })
    desk.clock.set(start)
    for (const status of ['arrived', 'booked', 'arrived', 'fulfilled', 'noshow', 'booked'])
      expect(await become(id, status)).toMatchObject({ status: 200, body: { appointment: { status } } })
  })

  test('is not said of what has not begun, and the refusal says from when on it can be', async () => {
    const service_id = await newService()
    const { id } = await booked({ service_id, start_at: '2027-06-14T15:00:00Z' })
    const start = 'This visit starts on Monday, June 14, 2027 at 10:00 AM'
    for (const [status, remedy] of [
      ['noshow', 'it can be marked as missed from then on'],
      ['fulfilled', 'it can be marked as done from then on'],
      ['arrived', 'it can be marked as arrived on that day, not before'],
    ] as const)
      expect(await become(id, status)).toMatchObject({
        status: 409,
        body: { type: '/problems/not-yet', title: 'Not yet', detail: `${start}; ${remedy}` },
      })
    expect(await become(id, 'cancelled')).toMatchObject({ status: 200 })
  })

  test('cancelled keeps the reason and gives up the room; undone it is as it was', async () => {
    const service_id = await newService({ rooms: [await cast.room()] })
    // So far ahead that all its reminders are to come.
    const made = await booked({
      service_id,
      start_at: nextDay()
        .add({ hours: 24 * 10 })
        .toString(),
    })
    const cancelled = await become(made.id, 'cancelled', { reason: 'Entered by mistake' })
    expect(cancelled.body.appointment).toMatchObject({
      status: 'cancelled',
      cancellation_reason: 'Entered by mistake',
      resources: [],
      sequence: 1,
    })
    expect((await become(made.id, 'arrived')).body.type).toBe('/problems/not-possible')
    const undone = await become(made.id, 'booked')
    expect(undone.body.appointment).toMatchObject({
      status: 'booked',
      cancellation_reason: null,
      resources: made.resources,
      sequence: 2,
    })
    await desk.settle()
    const { body } = await desk.api('GET', `/api/contacts/${made.contact.id}/steps`)
    const planned = body.steps.filter(
      (step: { appointment_id: string; status: string }) =>
        step.appointment_id === made.id && step.status === 'planned',
    )
    expect(planned).toHaveLength(3)
    const kinds = await cast.rows(
      'select kind, appointment_sequence from messages where appointment_id = $1 order by id',
      [made.id],
    )
    expect(kinds.at(-1)).toEqual({ kind: 'confirmation', appointment_sequence: 2 })
  })

  test('is not undone where the time went to somebody else', async () => {
    const service_id = await newService()
    const start_at = nextDay().toString()
    for (const status of ['cancelled', 'noshow']) {
      const { id } = await booked({ service_id, start_at })
      if (status === 'noshow') desk.clock.set(start_at)
      expect((await become(id, status)).status).toBe(200)
      const other = await booked({ service_id, start_at })
      const undone = await become(id, 'booked')
      expect(undone).toMatchObject({ status: 409, body: { type: '/problems/slot-taken' } })
      expect(undone.body.next_free).toHaveLength(5)
      await become(other.id, 'cancelled')
    }
  })

  test('of what Cal.com decides is decided there', async () => {
    await desk.deliver(calcomBooking({ phone: '+13125550777' }).requested())
    await desk.settle()
    const { body } = await desk.api('GET', '/api/appointments?status=pending&limit=200')
    const { id } = body.appointments.find(({ source }: { source: string }) => source === 'calcom')
    for (const status of ['booked', 'cancelled'])
      expect(await become(id, status)).toMatchObject({
        status: 409,
        body: { type: '/problems/booked-elsewhere' },
      })
    const moved = await move(id, { start_at: nextDay().toString(), sequence: 0 })
    expect(moved.body.type).toBe('/problems/booked-elsewhere')
    expect((await become(uuidv7(), 'arrived')).status).toBe(404)
  })
})
