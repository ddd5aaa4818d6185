/** The API of visits that repeat, and of the waitlist. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from './cast.ts'

let desk: TestDesk
let cast: Cast

beforeAll(async () => {
  desk = await openDesk()
  cast = castOf(desk)
  const hours = [{ days: [0, 1, 2, 3, 4, 5, 6], start: '09:00', end: '17:00' }]
  await desk.api('PUT', '/api/hours', { body: { hours } })
})
afterAll(() => desk.close())

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  desk.api(method, path, { body, headers })
const contact = { name: 'Ana Souza', phone: '+13125550001', email: 'ana@example.com' }
const newService = async (input: Parameters<Cast['service']>[0] = {}) =>
  cast.service({ by: [await cast.practitioner()], ...input })
const book = (body: object, headers = {}) => send('POST', '/api/appointments', { contact, ...body }, headers)
const startsOf = (ids: string[]) =>
  cast
    .rows('select start_at, status, series_id from appointments where id = any($1) order by start_at', [ids])
    .then((rows) => rows.map((row) => ({ ...row, start_at: row.start_at.toISOString() })))

describe('a series', () => {
  // The clocks change in Chicago on March 14.
  const repeat = { rrule: 'FREQ=WEEKLY;COUNT=3' }
  const weekly = { start_at: '2027-03-08T16:00:00Z', repeat }

  test('is booked as a whole, at the same hour of the clock, once for one request', async () => {
    const service_id = await newService()
    const headers = { 'idempotency-key': 'series-0001' }
    const { status, body } = await book({ service_id, ...weekly }, headers)
    expect(status, JSON.stringify(body)).toBe(201)
    const { appointment, series } = body
    expect(series.appointment_ids).toHaveLength(3)
    expect(appointment).toMatchObject({ id: series.appointment_ids[0], series_id: series.id })
    expect(await startsOf(series.appointment_ids)).toMatchObject([
      { start_at: '2027-03-08T16:00:00.000Z' },
      { start_at: '2027-03-15T15:00:00.000Z' },
      { start_at: '2027-03-22T15:00:00.000Z' },
    ])
    expect(await book({ service_id, ...weekly }, headers)).toEqual({ status, body })
  })

  test('is not booked at all where one of its visits is taken, which is told', async () => {
    const service_id = await newService()
    await book({ service_id, start_at: '2027-03-15T15:00:00Z' })
    const refused = await book({ service_id, ...weekly })
    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/slot-taken', taken: ['2027-03-15T15:00:00.000Z'] },
    })
    expect(refused.body.next_free).toHaveLength(5)
    expect(await cast.rows('select from appointments where service_id = $1', [service_id])).toHaveLength(1)
  })

  test('moves with all that follow, from the visit on, and its others stay', async () => {
    const service_id = await newService()
    const { appointment_ids: ids } = (await book({ service_id, ...weekly })).body.series
    const path = `/api/appointments/${ids[1]}/move`
    const later = { start_at: '2027-03-16T17:00:00Z', sequence: 0, scope: 'following' }
    const moved = await send('POST', path, later)
    expect(moved).toMatchObject({ status: 200, body: { appointment: { id: ids[1], sequence: 1 } } })
    const [first, second, third] = await startsOf(ids)
    expect([second.start_at, third.start_at]).toEqual([
      '2027-03-16T17:00:00.000Z',
      '2027-03-23T17:00:00.000Z',
    ])
    expect(second.series_id).toBe(third.series_id)
    expect(second.series_id).not.toBe(first.series_id)

    await book({ service_id, start_at: '2027-03-23T18:00:00Z' })
    const onto = { ...later, start_at: '2027-03-16T18:00:00Z', sequence: 1 }
    expect(await send('POST', path, onto)).toMatchObject({
      status: 409,
      body: { type: '/problems/slot-taken', taken: ['2027-03-23T18:00:00.000Z'] },
    })
    expect((await send('POST', path, later)).body.type).toBe('/problems/stale')
  })

  test('is cancelled from a visit on', async () => {
    const service_id = await newService()
    const { appointment_ids: ids } = (await book({ service_id, ...weekly })).body.series
    const cancelled = await send('POST', `/api/appointments/${ids[1]}/status`, {
      status: 'cancelled',
      scope: 'following',
    })
    expect(cancelled.body.appointment).toMatchObject({ id: ids[1], status: 'cancelled' })
    expect((await startsOf(ids)).map(({ status }) => status)).toEqual(['booked', 'cancelled', 'cancelled'])
  })

  test('has rules that begin with its first visit and end in time', async () => {
    const service_id = await newService()
    const many = await book({ service_id, ...weekly, repeat: { rrule: 'FREQ=DAILY;COUNT=61' } })
    expect(many).toMatchObject({ status: 422, body: { errors: [{ pointer: '/repeat/rrule' }] } })
    const endless = await book({ service_id, ...weekly, repeat: { rrule: 'FREQ=DAILY' } })
    expect(endless.status).toBe(400)
  })

  test('is what “following” speaks of, and only a cancellation is for all of it', async () => {
    const service_id = await newService()
    const { id } = (await book({ service_id, start_at: '2027-03-08T16:00:00Z' })).body.appointment
    const scope = { status: 422, body: { errors: [{ pointer: '/scope' }] } }
    const path = `/api/appointments/${id}`
    const following = { scope: 'following' }
    const move = { start_at: '2027-03-09T16:00:00Z', sequence: 0, ...following }
    expect(await send('POST', `${path}/move`, move)).toMatchObject(scope)
    expect(await send('POST', `${path}/status`, { status: 'cancelled', ...following })).toMatchObject(scope)
    expect(await send('POST', `${path}/status`, { status: 'arrived', ...following })).toMatchObject(scope)
  })
})

describe('the waitlist', () => {
  const join = (body: object) => send('POST', '/api/waitlist', { earliest_date: '2026-12-01', ...body })

  test('is joined with what suits, offered what becomes free, and left', async () => {
    const demir = await cast.practitioner()
    const service_id = await newService({ by: [demir] })
    const start_at = '2026-12-02T16:00:00Z'
    const { appointment } = (await book({ service_id, start_at })).body
    const ben = (
      await book({
        service_id,
        start_at: '2027-02-01T16:00:00Z',
        contact: { name: 'Ben Okafor', email: 'ben@example.com' },
      })
    ).body.appointment
    const wish = {
      service_id,
      practitioner_id: demir,
      latest_date: '2026-12-31',
      days: [1, 3],
      from_time: '09:00',
      to_time: '12:00',
    }
    const joined = await join({ ...wish, contact_id: ben.contact.id })
    expect(joined.status, JSON.stringify(joined.body)).toBe(201)
    const { entry } = joined.body
    expect(entry).toMatchObject({
      ...wish,
      contact: { id: ben.contact.id, display_name: 'Ben Okafor', email: 'ben@example.com' },
      service_name: 'Consultation',
      earliest_date: '2026-12-01',
      status: 'waiting',
      offer: null,
    })
    expect((await send('GET', '/api/waitlist?status=waiting')).body.entries).toEqual([entry])

    await send('POST', `/api/appointments/${appointment.id}/status`, { status: 'cancelled' })
    await desk.settle()
    const [offered] = (await send('GET', '/api/waitlist')).body.entries
    expect(offered).toMatchObject({
      id: entry.id,
      status: 'offered',
      offer: { status: 'open', start_at: at(start_at).toString({ smallestUnit: 'millisecond' }) },
    })
    const holds = (await send('GET', '/api/holds?from=2026-12-02&to=2026-12-02')).body.holds
    expect(holds).toMatchObject([{ service_id, practitioner_id: demir, purpose: 'waitlist' }])

    const path = `/api/waitlist/${entry.id}`
    expect((await send('DELETE', path)).status).toBe(200)
    expect((await send('DELETE', path)).status).toBe(404)
    expect((await send('GET', '/api/waitlist?status=left')).body.entries).toMatchObject([{ id: entry.id }])
  })

  test('shows nothing where anything suits', async () => {
    const service_id = await newService()
    const { appointment } = (await book({ service_id, start_at: '2027-02-02T16:00:00Z' })).body
    const { entry } = (await join({ service_id, contact_id: appointment.contact.id })).body
    expect(entry).toMatchObject({ latest_date: null, days: [], from_time: null, to_time: null })
  })

  test('refuses with the member that is wrong', async () => {
    const service_id = await newService()
    const { appointment } = (await book({ service_id, start_at: '2027-02-03T16:00:00Z' })).body
    const right = { service_id, contact_id: appointment.contact.id }
    const wrong: [object, string][] = [
      [{ service_id: uuidv7() }, '/service_id'],
      [{ contact_id: uuidv7() }, '/contact_id'],
      [{ practitioner_id: uuidv7() }, '/practitioner_id'],
      [{ latest_date: '2026-11-30' }, '/latest_date'],
      [{ from_time: '12:00', to_time: '09:00' }, '/to_time'],
    ]
    for (const [input, pointer] of wrong)
      expect(await join({ ...right, ...input })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer }] },
      })
  })
})
