/** The API of times: which are free and why others are not, who works when, the days in figures, blocked times. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from './cast.ts'

let desk: TestDesk
let cast: Cast

/** The desk's present: Monday, 9:00 in Chicago. */
const MONDAY = '2026-11-23'
const NINE_TO_NOON = { days: [1, 2, 3, 4, 5], start: '09:00', end: '12:00' }

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  cast = castOf(desk)
  await send('PUT', '/api/hours', { hours: [NINE_TO_NOON] })
})
afterAll(() => desk.close())

const send = (method: string, path: string, body?: unknown) => desk.api(method, path, { body })
const ask = async (path: string, query: Record<string, string | number>) => {
  const text = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  return send('GET', `${path}?${text}`)
}

async function availability(query: Record<string, string | number>) {
  const { status, body } = await ask('/api/availability', query)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as {
    time_zone: string
    days: {
      date: string
      slots: { start_at: string; end_at: string; practitioner_ids: string[]; seats_left: number }[]
    }[]
  }
}
/** Starts as the clinic's clock shows them, by date. */
async function startsOf(query: Record<string, string | number>, zone = 'America/Chicago') {
  const { days } = await availability(query)
  return Object.fromEntries(
    days.map(({ date, slots }) => [
      date,
      slots.map(({ start_at }) => at(start_at).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)),
    ]),
  )
}
const block = async (body: object) => {
  const { status, body: answered } = await send('POST', '/api/busy-times', body)
  expect(status, JSON.stringify(answered)).toBe(201)
  return answered.busy_time
}

describe('free times', () => {
  test('lie within the hours, from now on, less what is taken and kept free around it', async () => {
    const demir = await cast.practitioner()
    const serviceId = await cast.service({ by: [demir], bufferAfterMinutes: 10, minimumNoticeMinutes: 60 })
    await cast.book({ serviceId, startAt: at('2026-11-24T16:00:00Z') })
    expect(await startsOf({ service_id: serviceId, from: MONDAY, to: '2026-11-28' })).toEqual({
      // Today is nine o'clock, and an hour's notice is needed.
      '2026-11-23': ['10:00', '10:30', '11:00', '11:30'],
      '2026-11-24': ['09:00', '11:00', '11:30'],
      '2026-11-25': ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'],
      '2026-11-26': ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'],
      '2026-11-27': ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'],
      '2026-11-28': [],
    })
  })

  test('name who could take them, of any length, of one practitioner where asked for', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({ by: [demir, kim], durationsMinutes: [30, 60] })
    await block({
      practitioner_id: kim,
      start_at: '2026-11-25T15:00:00Z',
      end_at: '2026-11-25T17:00:00Z',
    })
    const day = { service_id: serviceId, from: '2026-11-25', to: '2026-11-25', duration_minutes: 60 }
    const { time_zone, days } = await availability(day)
    expect(time_zone).toBe('America/Chicago')
    expect(days[0]?.slots).toEqual([
      {
        start_at: '2026-11-25T15:00:00.000Z',
        end_at: '2026-11-25T16:00:00.000Z',
        practitioner_ids: [demir],
        seats_left: 1,
      },
      expect.objectContaining({ start_at: '2026-11-25T16:00:00.000Z', practitioner_ids: [demir] }),
      expect.objectContaining({ start_at: '2026-11-25T17:00:00.000Z', practitioner_ids: [demir, kim] }),
    ])
    expect(await startsOf({ ...day, practitioner_id: kim })).toEqual({ '2026-11-25': ['11:00'] })
    const stranger = await cast.practitioner()
    expect(await startsOf({ ...day, practitioner_id: stranger })).toEqual({ '2026-11-25': [] })
  })

  test('hold the time of an appointment that is being moved', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], durationMinutes: 90 })
    const id = await cast.book({ serviceId, startAt: at('2026-11-25T15:00:00Z') })
    const query = { service_id: serviceId, from: '2026-11-25', to: '2026-11-25' }
    expect(await startsOf(query)).toEqual({ '2026-11-25': ['10:30'] })
    expect(await startsOf({ ...query, except_appointment_id: id })).toEqual({
      '2026-11-25': ['09:00', '10:30'],
    })
  })

  test('are told by the dates of the zone that is asked for', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const query = {
      service_id: serviceId,
      from: '2026-11-25',
      to: '2026-11-26',
      time_zone: 'Pacific/Auckland',
    }
    expect(await startsOf(query, 'Pacific/Auckland')).toEqual({
      // Tuesday morning in Chicago is Wednesday, four in the morning, in Auckland.
      '2026-11-25': ['04:00', '04:30', '05:00', '05:30', '06:00', '06:30'],
      '2026-11-26': ['04:00', '04:30', '05:00', '05:30', '06:00', '06:30'],
    })
    expect((await availability(query)).time_zone).toBe('Pacific/Auckland')
  })

  test('are an hour fewer on the night on which the clocks skip one', async () => {
    const demir = await cast.practitioner()
    await send('PUT', `/api/practitioners/${demir}/hours`, {
      hours: [{ days: [0], start: '00:00', end: '05:00' }],
    })
    const serviceId = await cast.service({ by: [demir], durationMinutes: 60 })
    const query = { service_id: serviceId, from: '2027-03-14', to: '2027-03-21' }
    const starts = await startsOf(query)
    expect(starts['2027-03-14']).toEqual(['00:00', '01:00', '03:00', '04:00'])
    expect(starts['2027-03-21']).toEqual(['00:00', '01:00', '02:00', '03:00', '04:00'])
    const { body } = await ask('/api/working-days', { from: '2027-03-14', to: '2027-03-14' })
    const [day] = body.days
    const own = day.practitioners.find((each: { practitioner_id: string }) => each.practitioner_id === demir)
    expect(own.windows).toEqual([
      { start_at: '2027-03-14T06:00:00.000Z', end_at: '2027-03-14T10:00:00.000Z' },
    ])
  })

  test('on a short day of the clinic are nobody’s who does not work then, and end with their own hours', async () => {
    const [partTime, late, off, whole] = [
      await cast.practitioner(),
      await cast.practitioner(),
      await cast.practitioner(),
      await cast.practitioner(),
    ]
    const put = (id: string, body: object) => send('PUT', `/api/practitioners/${id}/hours`, body)
    await put(partTime, { hours: [{ days: [1], start: '09:00', end: '17:00' }] })
    await put(late, { hours: [{ days: [1, 2, 3, 4, 5], start: '10:30', end: '20:00' }] })
    await put(off, { hours: [], overrides: [{ date: '2027-01-21', windows: [], name: null }] })
    const of = async (by: string) => {
      const service = await cast.service({ by: [by] })
      const starts = await startsOf({ service_id: service, from: '2027-01-21', to: '2027-01-21' })
      return starts['2027-01-21']
    }
    const half = { date: '2027-01-21', windows: [{ start: '09:00', end: '11:30' }] }
    const { body } = await send('POST', '/api/closures', half)
    expect([await of(partTime), await of(late), await of(off), await of(whole)]).toEqual([
      [],
      ['10:30', '11:00'],
      [],
      ['09:00', '09:30', '10:00', '10:30', '11:00'],
    ])
    const { body: working } = await ask('/api/working-days', { from: '2027-01-21', to: '2027-01-21' })
    const windowsOf = (id: string) =>
      working.days[0].practitioners
        .find((each: { practitioner_id: string }) => each.practitioner_id === id)
        .windows.map(({ start_at, end_at }: Record<string, string>) => [start_at, end_at])
    expect([windowsOf(partTime), windowsOf(late)]).toEqual([
      [],
      [['2027-01-21T16:30:00.000Z', '2027-01-21T17:30:00.000Z']],
    ])
    await send('DELETE', `/api/closures/${body.closures[0].id}`)
  })

  test('of whoever works the clinic’s hours are by the clinic’s clock, wherever they sit', async () => {
    const kei = await cast.practitioner({ timeZone: 'Asia/Tokyo', limits: { count: { day: 1 } } })
    const serviceId = await cast.service({ by: [kei], durationMinutes: 60 })
    const query = { service_id: serviceId, from: '2027-01-25', to: '2027-01-25' }
    expect(await startsOf(query)).toEqual({ '2027-01-25': ['09:00', '10:00', '11:00'] })
    const { body } = await ask('/api/working-days', { from: '2027-01-25', to: '2027-01-25' })
    const own = body.days[0].practitioners.find(
      (each: { practitioner_id: string }) => each.practitioner_id === kei,
    )
    expect(own.windows).toEqual([
      { start_at: '2027-01-25T15:00:00.000Z', end_at: '2027-01-25T18:00:00.000Z' },
    ])
    // And so is the day of the limit.
    await cast.book({ serviceId, startAt: at('2027-01-25T15:00:00Z') })
    expect(await startsOf(query)).toEqual({ '2027-01-25': [] })
    const second = cast.book({ serviceId, startAt: at('2027-01-25T17:00:00Z') })
    await expect(second).rejects.toMatchObject({ reason: 'limit_reached' })
  })

  test('of a group are those that stand and have a seat left, whatever the limit, and of a team too', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({
      by: [demir, kim],
      assignment: 'all',
      seats: 3,
      durationMinutes: 60,
      limits: { count: { day: 1 } },
    })
    const query = { service_id: serviceId, from: '2027-01-26', to: '2027-01-26' }
    const startAt = at('2027-01-26T16:00:00Z')
    for (const seatsLeft of [3, 2, 1]) {
      const { days } = await availability(query)
      const found = days[0]?.slots.find(({ start_at }) => at(start_at).equals(startAt))
      expect(found).toMatchObject({ seats_left: seatsLeft, practitioner_ids: [demir, kim] })
      await cast.book({ serviceId, startAt })
    }
    expect(await startsOf(query)).toEqual({ '2027-01-26': [] })
  })

  test('count what is held toward limits, as whoever gives them does', async () => {
    const serviceId = await cast.service({
      by: [await cast.practitioner()],
      limits: { count: { day: 1 } },
    })
    const query = { service_id: serviceId, from: '2027-01-27', to: '2027-01-27' }
    await cast.hold({ serviceId, startAt: at('2027-01-27T15:00:00Z') })
    expect(await startsOf(query)).toEqual({ '2027-01-27': [] })
  })

  test('are none for a service that is archived, and not found for none', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    await send('DELETE', `/api/services/${serviceId}`)
    expect(await startsOf({ service_id: serviceId, from: MONDAY, to: MONDAY })).toEqual({ [MONDAY]: [] })
    const unknown = await ask('/api/availability', { service_id: uuidv7(), from: MONDAY, to: MONDAY })
    expect(unknown.status).toBe(404)
    const nobody = { service_id: serviceId, practitioner_id: uuidv7(), from: MONDAY, to: MONDAY }
    expect((await ask('/api/availability', nobody)).status).toBe(404)
  })

  test.each([
    [{ to: '2026-11-22' }, 422, '/to'],
    [{ to: '2027-01-25' }, 422, '/to'],
    [{ time_zone: 'Mars/Olympus' }, 400, '/time_zone'],
    [{ time_zone: '+02:00' }, 400, '/time_zone'],
  ])('are not asked for with %j', async (wrong, status, pointer) => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    for (const path of ['/api/availability', '/api/availability/explanation']) {
      const query = { service_id: serviceId, from: MONDAY, to: MONDAY, ...wrong }
      const answered = await ask(path, query)
      expect(answered).toMatchObject({ status, body: { errors: [{ pointer }] } })
    }
  })
})

describe('the explanation', () => {
  test('says for every start why it is or is not offered, by name and by the clock', async () => {
    const chen = await cast.practitioner({ name: 'Dr. Chen' })
    const serviceId = await cast.service({ by: [chen], minimumNoticeMinutes: 30 })
    await cast.book({ serviceId, startAt: at('2026-11-23T16:00:00Z') })
    const query = { service_id: serviceId, from: MONDAY, to: '2026-11-24' }
    const { body } = await ask('/api/availability/explanation', query)
    expect(body.candidates.slice(0, 4)).toEqual([
      {
        start_at: '2026-11-23T15:00:00.000Z',
        is_offered: false,
        reasons: [
          {
            code: 'too_soon',
            text: 'Too soon, the first start is 9:30 AM',
            until: '2026-11-23T15:30:00.000Z',
          },
        ],
      },
      { start_at: '2026-11-23T15:30:00.000Z', is_offered: true, reasons: [] },
      {
        start_at: '2026-11-23T16:00:00.000Z',
        is_offered: false,
        reasons: [
          {
            code: 'busy',
            text: 'Dr. Chen: busy until 10:30 AM',
            practitioner_id: chen,
            until: '2026-11-23T16:30:00.000Z',
          },
        ],
      },
      { start_at: '2026-11-23T16:30:00.000Z', is_offered: true, reasons: [] },
    ])
    const offered = body.candidates.filter((each: { is_offered: boolean }) => each.is_offered)
    const { days } = await availability(query)
    expect(offered.map((each: { start_at: string }) => each.start_at)).toEqual(
      days.flatMap(({ slots }) => slots.map(({ start_at }) => start_at)),
    )
  })

  test('says of each day without free times why it has none', async () => {
    const chen = await cast.practitioner({ name: 'Dr. Chen' })
    const serviceId = await cast.service({ by: [chen], bookingWindow: { days: 12 } })
    await send('POST', '/api/closures', { date: '2026-11-26', name: 'Thanksgiving' })
    await block({
      practitioner_id: chen,
      start_at: '2026-11-27T06:00:00Z',
      end_at: '2026-11-28T06:00:00Z',
    })
    const query = { service_id: serviceId, from: '2026-11-25', to: '2026-12-07' }
    const { body } = await ask('/api/availability/explanation', query)
    expect(
      Object.fromEntries(
        body.days.map(({ date, reason }: { date: string; reason: string }) => [date, reason]),
      ),
    ).toMatchObject({
      '2026-11-25': null,
      '2026-11-26': 'Closed: Thanksgiving',
      '2026-11-27': 'Fully booked',
      '2026-11-28': 'Nobody works on this day of the week',
      '2026-12-07': 'Outside the dates that can be booked',
    })
  })

  test('says what is missing where nobody does the service', async () => {
    const reasonOf = async (serviceId: string, more = {}) => {
      const query = { service_id: serviceId, from: MONDAY, to: '2026-11-24', ...more }
      const { body } = await ask('/api/availability/explanation', query)
      expect(body).toMatchObject({ candidates: [], days: [{ date: MONDAY }, { date: '2026-11-24' }] })
      return body.days[1].reason
    }
    const nobodys = await cast.service()
    expect(await reasonOf(nobodys)).toMatch(/^Nobody does Consultation yet: choose who does/)
    const chen = await cast.practitioner({ name: 'Dr. Chen' })
    const off = await cast.practitioner({ name: 'Dr. Off', isBookable: false })
    const chens = await cast.service({ by: [chen] })
    expect(await reasonOf(chens, { practitioner_id: off })).toBe('Dr. Off does not do Consultation')
    expect(await reasonOf(await cast.service({ by: [off] }))).toMatch(/^Nobody who does .* can be booked/)
    await send('DELETE', `/api/services/${chens}`)
    expect(await reasonOf(chens)).toBe('Consultation is not offered any more')
    const room = await cast.room()
    const inRoom = await cast.service({ by: [chen], rooms: [room] })
    const together = await cast.service({ by: [chen, off], assignment: 'all' })
    await send('PATCH', `/api/resources/${room}`, { is_archived: true })
    expect(await reasonOf(inRoom)).toMatch(/^Nothing is left of what Consultation needs \(room\)/)
    expect(await reasonOf(together)).toMatch(/^Not everybody who does Consultation together can be booked/)
  })
})

describe('working days', () => {
  test('resolve hours, days off, closures and travel, by the clinic’s dates', async () => {
    const clinic = castOf(desk, await desk.openClinic('Working'))
    const as = clinic.owner
    const put = (path: string, body: object) => desk.api('PUT', path, { as, body })
    await put('/api/hours', { hours: [NINE_TO_NOON, { days: [1], start: '12:00', end: '13:00' }] })
    const ada = await clinic.practitioner({ name: 'Ada' })
    const kei = await clinic.practitioner({ name: 'Kei', timeZone: 'Asia/Tokyo' })
    await put(`/api/practitioners/${kei}/hours`, {
      hours: [{ days: [2], start: '08:00', end: '10:00' }],
      overrides: [{ date: '2026-12-03', windows: [{ start: '08:00', end: '09:00' }], name: null }],
    })
    await desk.api('POST', '/api/closures', { as, body: { date: '2026-12-02', name: 'Inventory' } })
    const half = { date: '2026-12-04', windows: [{ start: '09:00', end: '10:00' }] }
    await desk.api('POST', '/api/closures', { as, body: half })
    const { body } = await desk.api('GET', '/api/working-days?from=2026-11-30&to=2026-12-04', { as })
    const windows = (day: number, id: string) =>
      body.days[day].practitioners
        .find((each: { practitioner_id: string }) => each.practitioner_id === id)
        .windows.map(({ start_at, end_at }: Record<string, string>) => [start_at, end_at])
    expect(body.days.map((day: { closed_for: string }) => day.closed_for)).toEqual([
      null,
      null,
      'Inventory',
      null,
      null,
    ])
    expect([0, 2, 4].map((day) => windows(day, ada))).toEqual([
      [['2026-11-30T15:00:00.000Z', '2026-11-30T19:00:00.000Z']],
      [],
      [['2026-12-04T15:00:00.000Z', '2026-12-04T16:00:00.000Z']],
    ])
    // Tuesday, eight in the morning, in Tokyo is Monday afternoon in Chicago.
    expect([0, 1, 2].map((day) => windows(day, kei))).toEqual([
      [['2026-11-30T23:00:00.000Z', '2026-12-01T01:00:00.000Z']],
      [],
      [['2026-12-02T23:00:00.000Z', '2026-12-03T00:00:00.000Z']],
    ])
  })

  test('are asked for a few at a time', async () => {
    for (const path of ['/api/working-days', '/api/calendar/days']) {
      expect((await ask(path, { from: MONDAY, to: '2027-01-25' })).status).toBe(422)
      expect((await ask(path, { from: MONDAY, to: '2026-11-22' })).status).toBe(422)
      expect((await ask(path, { from: MONDAY, to: '2027-01-24' })).status).toBe(200)
    }
  })
})

test('the days in figures count visits by status, and minutes booked of minutes worked', async () => {
  const clinic = castOf(desk, await desk.openClinic('Figures'))
  const as = clinic.owner
  await desk.api('PUT', '/api/hours', { as, body: { hours: [NINE_TO_NOON] } })
  const [ada, kim] = [await clinic.practitioner(), await clinic.practitioner()]
  await clinic.practitioner({ isBookable: false })
  const short = await clinic.service({ by: [ada, kim] })
  const long = await clinic.service({ by: [kim], durationMinutes: 60 })
  await clinic.book({ serviceId: short, startAt: at('2026-12-01T15:00:00Z'), practitionerIds: [ada] })
  await clinic.book({ serviceId: long, startAt: at('2026-12-01T15:00:00Z') })
  const cancelled = await clinic.book({ serviceId: long, startAt: at('2026-12-01T17:00:00Z') })
  await desk.api('POST', `/api/appointments/${cancelled}/status`, { as, body: { status: 'cancelled' } })
  // A minute before Chicago's midnight.
  await clinic.book({ serviceId: short, startAt: at('2026-12-02T05:59:00Z'), practitionerIds: [ada] })
  const figures = async (query = '') =>
    (await desk.api('GET', `/api/calendar/days?from=2026-12-01&to=2026-12-02${query}`, { as })).body.days
  expect(await figures()).toEqual([
    {
      date: '2026-12-01',
      closed_for: null,
      counts: [
        { status: 'booked', count: 3 },
        { status: 'cancelled', count: 1 },
      ],
      booked_minutes: 120,
      working_minutes: 360,
    },
    { date: '2026-12-02', closed_for: null, counts: [], booked_minutes: 0, working_minutes: 360 },
  ])
  expect(await figures(`&practitioner_id=${ada}`)).toMatchObject([
    { counts: [{ status: 'booked', count: 2 }], booked_minutes: 60, working_minutes: 180 },
    {},
  ])
  expect(await figures(`&service_id=${long}`)).toMatchObject([
    { booked_minutes: 60, working_minutes: 180 },
    {},
  ])
})

describe('a blocked time', () => {
  const slot = { start_at: '2026-12-08T15:00:00Z', end_at: '2026-12-08T16:00:00Z' }

  test('is made, moved to somebody else, renamed and taken back', async () => {
    const [demir, kim] = [await cast.practitioner(), await cast.practitioner()]
    const room = await cast.room()
    const made = await block({ practitioner_id: demir, ...slot, title: 'Lunch' })
    expect(made).toMatchObject({
      practitioner_id: demir,
      resource_id: null,
      start_at: '2026-12-08T15:00:00.000Z',
      source: 'staff',
      title: 'Lunch',
    })
    const path = `/api/busy-times/${made.id}`
    const changed = async (body: object) => (await send('PATCH', path, body)).body.busy_time
    expect(await changed({ practitioner_id: kim, end_at: '2026-12-08T17:00:00Z' })).toEqual({
      ...made,
      practitioner_id: kim,
      end_at: '2026-12-08T17:00:00.000Z',
    })
    expect(await changed({ resource_id: room, title: null })).toMatchObject({
      practitioner_id: null,
      resource_id: room,
      title: null,
      start_at: made.start_at,
    })
    const listed = (await ask('/api/busy-times', { from: '2026-12-08', to: '2026-12-08' })).body.busy_times
    expect(listed).toMatchObject([{ id: made.id }])
    expect((await send('DELETE', path)).status).toBe(200)
    expect((await send('DELETE', path)).status).toBe(404)
    expect((await send('PATCH', path, { title: 'X' })).status).toBe(404)
    const events = await cast.rows(
      `select type from events where payload ->> 'busyTimeId' = $1 order by recorded_at, id`,
      [made.id],
    )
    expect(events.map(({ type }) => type)).toEqual([
      'time.blocked',
      'time.changed',
      'time.changed',
      'time.unblocked',
    ])
  })

  test.each([
    [{ end_at: '2026-12-08T15:00:00Z' }, '/end_at'],
    [{ practitioner_id: uuidv7() }, '/practitioner_id'],
    [{ resource_id: uuidv7() }, '/resource_id'],
    [{ resource_id: uuidv7(), practitioner_id: uuidv7() }, '/resource_id'],
  ])('is not made with %j', async (wrong, pointer) => {
    const refused = await send('POST', '/api/busy-times', { ...slot, ...wrong })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
    const { id } = await block(slot)
    const unchanged = await send('PATCH', `/api/busy-times/${id}`, wrong)
    expect(unchanged).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
    await send('DELETE', `/api/busy-times/${id}`)
  })

  test('of the whole clinic leaves nobody free', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    await block({ start_at: '2026-12-09T15:00:00Z', end_at: '2026-12-09T17:00:00Z', title: 'Meeting' })
    const query = { service_id: serviceId, from: '2026-12-09', to: '2026-12-09' }
    expect(await startsOf(query)).toEqual({ '2026-12-09': ['11:00', '11:30'] })
  })

  test('and a hold are not asked for backwards', async () => {
    for (const path of ['/api/busy-times', '/api/holds'])
      expect((await ask(path, { from: '2026-12-02', to: '2026-12-01' })).status).toBe(422)
  })
})

test('a hold is shown until it ends, with its room', async () => {
  const [demir, room] = [await cast.practitioner(), await cast.room()]
  const serviceId = await cast.service({ by: [demir], rooms: [room] })
  const { id } = await cast.hold({ serviceId, startAt: at('2026-12-10T15:00:00Z') })
  const holds = async () =>
    (await ask('/api/holds', { from: '2026-12-10', to: '2026-12-10' })).body.holds as unknown[]
  expect(await holds()).toEqual([
    {
      id,
      service_id: serviceId,
      service_name: 'Consultation',
      practitioner_id: demir,
      resource_ids: [room],
      start_at: '2026-12-10T15:00:00.000Z',
      end_at: '2026-12-10T15:30:00.000Z',
      expires_at: '2026-11-23T15:05:00.000Z',
      purpose: 'page',
    },
  ])
  desk.clock.advance({ minutes: 5 })
  expect(await holds()).toEqual([])
})
