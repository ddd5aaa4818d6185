/** The API of what a clinic offers and when: services, practitioners, hours, closures, rooms. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
})
afterAll(() => desk.close())

const send = (method: string, path: string, body?: unknown) => desk.api(method, path, { body })

async function made(path: string, body: object) {
  const { status, body: answered } = await send('POST', path, body)
  expect(status, JSON.stringify(answered)).toBe(201)
  return answered
}

/** Refused with a word about which member, and what to do. */
async function expectUnfit(method: string, path: string, body: object, pointer: string) {
  const answered = await send(method, path, body)
  expect(answered.status, JSON.stringify(answered.body)).toBe(422)
  expect(answered.body).toMatchObject({
    type: '/problems/unprocessable',
    errors: [{ pointer, detail: answered.body.detail }],
  })
  expect(answered.body.detail.length).toBeGreaterThan(20)
}

const newPractitioner = async (name = 'Dr. Demir') =>
  (await made('/api/practitioners', { name })).practitioner
const newRoom = async (name = 'Room 1') => (await made('/api/resources', { kind: 'room', name })).resource

describe('a service', () => {
  test('is offered with all that is given, and with what is usual for the rest', async () => {
    const demir = await newPractitioner()
    const room = await newRoom()
    const given = {
      name: 'Botox',
      duration_minutes: 45,
      durations_minutes: [45, 60],
      buffer_after_minutes: 10,
      booking_window: { days: 30, count: 'business' },
      limits: { count: { day: 3 }, minutes: { week: 600 } },
      price_minor: 25_000,
      currency: 'USD',
      questions: [
        { id: 'area', label: 'Which area?', kind: 'choice', required: true, options: ['Brow', 'Lips'] },
      ],
      practitioners: [{ practitioner_id: demir.id, weight: 200, priority: 3 }],
      pools: [{ pool: 'room', resource_ids: [room.id] }],
    }
    const { service } = await made('/api/services', given)
    expect(service).toMatchObject({
      ...given,
      slug: 'botox',
      seats: 1,
      assignment: 'any',
      consent_version: 1,
      archived_at: null,
      created_at: '2026-11-23T15:00:00.000Z',
    })
    const { body } = await send('GET', '/api/services')
    expect(body.services).toContainEqual(service)
    const [practitioner] = (await send('GET', '/api/practitioners')).body.practitioners
    expect(practitioner.service_ids).toEqual([service.id])
  })

  test('has its texts in other languages, replaced as a whole, and another consent text is another version', async () => {
    const es = {
      name: 'Masaje',
      consent_text: 'Acepto.',
      questions: [{ id: 'area', label: '¿Qué zona?', options: [{ option: 'Back', label: 'Espalda' }] }],
    }
    const { service } = await made('/api/services', {
      name: 'Massage',
      duration_minutes: 30,
      consent_text: 'I agree.',
      questions: [
        { id: 'area', label: 'Which area?', kind: 'choice', required: true, options: ['Back', 'Neck'] },
      ],
      translations: { es: { ...es, description: ' ' } },
    })
    expect(service.translations).toEqual({ es })
    const change = async (body: object) =>
      (await send('PATCH', `/api/services/${service.id}`, body)).body.service
    expect(await change({ seats: 2 })).toMatchObject({ translations: { es }, consent_version: 1 })
    const renamed = { ...es, name: 'Masajes' }
    expect(await change({ translations: { es: renamed } })).toMatchObject({ consent_version: 1 })
    const reworded = { ...renamed, consent_text: 'Estoy de acuerdo.' }
    expect(await change({ translations: { es: reworded } })).toMatchObject({ consent_version: 2 })
    const unasked = await change({ questions: [] })
    expect(unasked.translations.es).toEqual({ name: 'Masajes', consent_text: 'Estoy de acuerdo.' })
    expect(await change({ translations: {} })).toMatchObject({ translations: {}, consent_version: 3 })
    for (const translations of [
      { Spanish: { name: 'Masaje' } },
      { es: { title: 'Masaje' } },
      { es: { name: 1 } },
    ])
      expect((await send('PATCH', `/api/services/${service.id}`, { translations })).status).toBe(400)
  })

  test('keeps what a change does not name, and takes null for what is taken away', async () => {
    const { service } = await made('/api/services', {
      name: 'Facial',
      duration_minutes: 30,
      description: 'Slow',
    })
    const { body } = await send('PATCH', `/api/services/${service.id}`, { description: null, seats: 4 })
    expect(body.service).toEqual({ ...service, description: null, seats: 4 })
  })

  test('that is archived is listed when asked for, and can come back', async () => {
    const { service } = await made('/api/services', { name: 'Old', duration_minutes: 30 })
    const listed = async (query = '') =>
      (await send('GET', `/api/services${query}`)).body.services.some(
        ({ id }: { id: string }) => id === service.id,
      )
    expect((await send('DELETE', `/api/services/${service.id}`)).body).toEqual({ ok: true })
    expect([await listed(), await listed('?archived=true')]).toEqual([false, true])
    const { body } = await send('PATCH', `/api/services/${service.id}`, { is_archived: false })
    expect(body.service).toMatchObject({ archived_at: null })
    expect(await listed()).toBe(true)
  })

  test('is refused with the member that a rule forbids', async () => {
    const room = await newRoom()
    const wrong = (input: object, pointer: string) =>
      expectUnfit('POST', '/api/services', { name: 'X', duration_minutes: 30, ...input }, pointer)
    const performer = { practitioner_id: uuidv7(), weight: 100, priority: 2 }
    await wrong({ practitioners: [performer] }, '/practitioners')
    await wrong({ pools: [{ pool: 'room', resource_ids: [uuidv7()] }] }, '/pools')
    await wrong({ pools: ['a', 'b'].map((pool) => ({ pool, resource_ids: [room.id] })) }, '/pools')
    await wrong({ price_minor: 100 }, '/currency')
    const question = { id: 'age', label: 'Age', kind: 'text', required: false }
    await wrong({ questions: [question, question] }, '/questions')
    const area = { id: 'area', label: 'Area', kind: 'choice', required: true, options: ['Back', 'Face'] }
    const alike = { id: 'area', options: [{ option: 'Face', label: 'back' }] }
    await wrong(
      { questions: [area], translations: { es: { questions: [alike] } } },
      '/translations/es/questions/0/options',
    )
    for (const method of ['PATCH', 'DELETE']) {
      const answered = await send(
        method,
        `/api/services/${uuidv7()}`,
        method === 'PATCH' ? { seats: 2 } : undefined,
      )
      expect(answered).toMatchObject({ status: 404, body: { type: '/problems/not-found' } })
    }
  })

  test.each([
    { duration_minutes: 4 },
    { buffer_before_minutes: 1441 },
    { short_gap_minutes: 1441 },
    { price_minor: 3_000_000_000, currency: 'USD' },
    { price_minor: 100, currency: 'usd' },
    { position: 2_147_483_648 },
    { booking_window: { from: '0000-01-01', to: '2026-12-01' } },
    { limits: { count: { day: 1e12 } } },
    { unknown: 1 },
  ])('is not taken as %j, which no clinic means', async (input) => {
    const answered = await send('POST', '/api/services', { name: 'X', duration_minutes: 30, ...input })
    expect(answered.status).toBe(400)
  })
})

describe('a practitioner', () => {
  test('has an address that nobody else has', async () => {
    await made('/api/practitioners', { name: 'Dr. Kim', email: 'kim@example.com' })
    const again = await send('POST', '/api/practitioners', { name: 'Kim', email: 'KIM@example.com' })
    expect(again).toMatchObject({
      status: 409,
      body: { type: '/problems/email-taken', errors: [{ pointer: '/email' }] },
    })
  })

  test('is changed, switched off and archived', async () => {
    const { id } = await newPractitioner('Dr. Roy')
    const { body } = await send('PATCH', `/api/practitioners/${id}`, {
      title: 'Dermatology',
      time_zone: 'America/New_York',
      is_bookable: false,
      is_archived: true,
    })
    expect(body.practitioner).toMatchObject({
      name: 'Dr. Roy',
      title: 'Dermatology',
      time_zone: 'America/New_York',
      is_bookable: false,
      archived_at: '2026-11-23T15:00:00.000Z',
    })
    await expectUnfit('PATCH', `/api/practitioners/${id}`, { time_zone: 'Mars/Olympus' }, '/time_zone')
    expect((await send('PATCH', `/api/practitioners/${uuidv7()}`, { title: 'X' })).status).toBe(404)
  })

  test('has hours, days off and travel of their own, and is refused what cannot be', async () => {
    const { id } = await newPractitioner()
    const schedule = {
      hours: [{ days: [1, 3], start: '22:00', end: '02:00' }],
      overrides: [{ date: '2026-12-24', windows: [{ start: '09:00', end: '24:00' }], name: 'Eve' }],
      travels: [{ from_date: '2027-01-04', to_date: '2027-01-08', time_zone: 'Europe/Berlin' }],
    }
    const path = `/api/practitioners/${id}/hours`
    expect((await send('PUT', path, schedule)).body.practitioner).toMatchObject(schedule)
    const { body } = await send('PUT', path, { hours: [] })
    expect(body.practitioner).toMatchObject({ ...schedule, hours: [] })

    const [travel] = schedule.travels
    const [override] = schedule.overrides
    await expectUnfit('PUT', path, { hours: [], travels: [travel, travel] }, '/travels')
    await expectUnfit('PUT', path, { hours: [], overrides: [override, override] }, '/overrides')
    const elsewhere = { ...travel, time_zone: 'Mars/Olympus' }
    await expectUnfit('PUT', path, { hours: [], travels: [elsewhere] }, '/travels')
    const backwards = { ...travel, to_date: '2027-01-03' }
    await expectUnfit('PUT', path, { hours: [], travels: [backwards] }, '/travels')
    expect((await send('PUT', `/api/practitioners/${uuidv7()}/hours`, schedule)).status).toBe(404)
    const noTime = await send('PUT', path, { hours: [{ days: [1], start: '24:00', end: '08:00' }] })
    expect(noTime.status).toBe(400)
  })
})

describe('the clinic', () => {
  test('has hours, replaced as a whole', async () => {
    const hours = [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]
    expect((await send('PUT', '/api/hours', { hours })).body).toEqual({ hours })
    expect((await send('GET', '/api/hours')).body).toEqual({ hours })
  })

  test('closes on a stretch of dates, has other hours on one of them, and opens again', async () => {
    const { closures } = await made('/api/closures', {
      date: '2026-12-24',
      to_date: '2026-12-26',
      name: 'Christmas',
    })
    expect(closures.map(({ date }: { date: string }) => date)).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ])
    const half = { date: '2026-12-24', windows: [{ start: '09:00', end: '12:00' }], name: 'Half' }
    await made('/api/closures', half)
    const listed = (await send('GET', '/api/closures?from=2026-12-24&to=2026-12-25')).body.closures
    expect(listed).toMatchObject([half, { date: '2026-12-25', windows: [], name: 'Christmas' }])
    const path = `/api/closures/${listed[0].id}`
    expect((await send('DELETE', path)).body).toEqual({ ok: true })
    expect((await send('DELETE', path)).status).toBe(404)
  })

  test('does not close backwards or for longer than a year', async () => {
    const from = { date: '2026-12-24' }
    await expectUnfit('POST', '/api/closures', { ...from, to_date: '2026-12-23' }, '/to_date')
    await expectUnfit('POST', '/api/closures', { ...from, to_date: '2027-12-25' }, '/to_date')
  })
})

test('a room is added, renamed, archived and found again', async () => {
  const { id } = await newRoom('Laser room')
  const { body } = await send('PATCH', `/api/resources/${id}`, { name: 'Laser', position: 2 })
  expect(body.resource).toEqual({ id, kind: 'room', name: 'Laser', position: 2, archived_at: null })
  expect((await send('DELETE', `/api/resources/${id}`)).status).toBe(200)
  const ids = async (query: string) =>
    (await send('GET', `/api/resources${query}`)).body.resources.map((room: { id: string }) => room.id)
  expect(await ids('')).not.toContain(id)
  expect(await ids('?archived=true')).toContain(id)
  for (const method of ['PATCH', 'DELETE'])
    expect(
      (await send(method, `/api/resources/${uuidv7()}`, method === 'PATCH' ? {} : undefined)).status,
    ).toBe(404)
})
