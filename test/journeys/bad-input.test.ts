/** What must not come in does not, and what is nonsense has a clear outcome (issue "Bad input", REQUIREMENTS F8, C8). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking, signatureOf } from '../calcom.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { appointmentOf, appointmentsOf, booked, deliveriesOf, snapshot, taken } from './reading.ts'

let desk: TestDesk
let lakeside: TestClinic
beforeAll(async () => {
  desk = await openDesk()
  lakeside = await desk.openClinic('Lakeside')
})
afterAll(() => desk?.close())

async function refusedCount(): Promise<number> {
  const { body } = await desk.api('GET', '/api/connections')
  return body.connections.find((one: Body) => one.id === desk.clinic.calcom.id).refused_last_30_days
}

/** Everything but counters. */
async function stored(): Promise<unknown> {
  return [await desk.rows('select * from inbound_deliveries order by id'), await snapshot(desk)]
}

async function expectProblem(response: Response, status: number) {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({
    status,
    type: expect.any(String),
    detail: expect.any(String),
  })
}

describe('a signature', () => {
  const body = calcomBooking().created()
  const raw = JSON.stringify(body)
  test.each([
    ['missing', null],
    ['empty', ''],
    ['what Cal.com sends without a secret', 'no-secret-provided'],
    ['of another secret', signatureOf(raw, 'another secret')],
    ['of another body', signatureOf(`${raw} `, 'another secret')],
    ['too short', 'abc123'],
    ['no hex', 'z'.repeat(64)],
    ['of odd letters', 'é'.repeat(64)],
    ['very long', 'a'.repeat(8_000)],
  ])('that is %s is 401, and nothing is stored but a counter', async (_, signature) => {
    const before = await stored()
    const count = await refusedCount()
    // Headers are bytes.
    const header = signature === null ? null : Buffer.from(signature).toString('latin1')
    await expectProblem(await desk.deliver(raw, { signature: header }), 401)
    expect(await stored()).toEqual(before)
    expect(await refusedCount()).toBe(count + 1)
  })

  test('over other bytes of the same JSON does not open', async () => {
    const signature = signatureOf(raw, desk.clinic.calcom.secret)
    expect((await desk.deliver(JSON.stringify(body, null, 2), { signature })).status).toBe(401)
  })
})

describe('a body', () => {
  test('over 1 MB is 413, signed or not, and nothing is stored', async () => {
    const before = await stored()
    const raw = JSON.stringify({
      triggerEvent: 'BOOKING_CREATED',
      payload: { description: 'x'.repeat(1024 * 1024) },
    })
    await expectProblem(await desk.deliver(raw), 413)
    expect((await desk.deliver(raw, { signature: null })).status).toBe(413)
    expect(await stored()).toEqual(before)
  })

  test('just under 1 MB is taken', async () => {
    const booking = calcomBooking({ location: 'x'.repeat(1024 * 1024 - 5_000) })
    await booked(desk, booking.created())
  }, 30_000)

  test.each(['', '{', 'not json', '<xml/>', '{"triggerEvent":"BOOKING_CREATED"', '\u0000'])(
    'that is no JSON (%j) is 400 and makes nothing',
    async (raw) => {
      const before = await snapshot(desk)
      await expectProblem(await desk.deliver(raw), 400)
      await desk.settle()
      expect(await snapshot(desk)).toEqual(before)
    },
  )

  test('that is a form without a booking does no harm', async () => {
    const before = await snapshot(desk)
    const response = await desk.deliver('triggerEvent=BOOKING_CREATED&name=Ana', {
      contentType: 'application/x-www-form-urlencoded',
    })
    expect(response.status).toBeLessThan(500)
    await desk.settle()
    expect(await snapshot(desk)).toEqual(before)
  })

  test('that is not UTF-8 has a clear outcome', async () => {
    const response = await desk.deliver(JSON.stringify(calcomBooking().created()).replace('Ana', 'An\ud800'))
    expect(response.status).toBeLessThan(500)
    await desk.settle()
  })
})

describe('addresses', () => {
  test.each([
    '/webhooks/calcom/01a208eb-c980-758b-ad5f-000000000000',
    '/webhooks/calcom/nobody',
    "/webhooks/calcom/'%20or%201=1",
  ])('%s is 404', async (path) => expectProblem(await desk.deliver(calcomBooking().created(), { path }), 404))

  test('the bare path finds the connection whose secret verifies', async () => {
    const [here, there] = [calcomBooking(), calcomBooking()]
    for (const [booking, { calcom }] of [
      [here, desk.clinic],
      [there, lakeside],
    ] as const)
      expect((await desk.deliver(booking.created(), { path: '/webhooks/calcom', to: calcom })).status).toBe(
        200,
      )
    await desk.settle()
    await appointmentOf(desk, here.uid)
    expect(await appointmentsOf(desk, { search: there.uid })).toEqual([])
    const { body } = await desk.api('GET', `/api/appointments?search=${there.uid}`, {
      as: lakeside.keys.owner,
    })
    expect(body.appointments).toHaveLength(1)
  })

  test('the bare path with nobody’s secret is 401 and stores nothing', async () => {
    const before = await stored()
    await expectProblem(
      await desk.deliver(calcomBooking().created(), { path: '/webhooks/calcom', secret: 'nobody' }),
      401,
    )
    await expectProblem(
      await desk.deliver(calcomBooking().created(), { path: '/webhooks/calcom', signature: null }),
      401,
    )
    expect(await stored()).toEqual(before)
  })

  test('another clinic’s secret does not open this clinic’s connection', async () => {
    const before = await stored()
    const body = calcomBooking().created()
    expect((await desk.deliver(body, { secret: lakeside.calcom.secret })).status).toBe(401)
    expect(
      (await desk.deliver(body, { to: lakeside.calcom, secret: desk.clinic.calcom.secret })).status,
    ).toBe(401)
    expect(await stored()).toEqual(before)
  })

  test('a replaced secret opens no more, and a removed connection is 404', async () => {
    const { body } = await desk.api('POST', '/api/connections', {
      body: { vendor: 'calcom', name: 'Second' },
    })
    const { id, secret: first } = body.connection
    const path = `/webhooks/calcom/${id}`
    expect((await desk.deliver(calcomBooking().created(), { path, secret: first })).status).toBe(200)
    const changed = await desk.api('POST', `/api/connections/${id}/secret`)
    const { secret } = changed.body.connection
    expect((await desk.deliver(calcomBooking().created(), { path, secret: first })).status).toBe(401)
    expect((await desk.deliver(calcomBooking().created(), { path, secret })).status).toBe(200)
    expect((await desk.api('DELETE', `/api/connections/${id}`)).status).toBe(200)
    expect((await desk.deliver(calcomBooking().created(), { path, secret })).status).toBe(404)
    await desk.settle()
  })

  test('deliveries belong to their clinic: another one neither reads nor replays them', async () => {
    const delivery = await taken(desk, calcomBooking().created())
    const as = lakeside.keys.owner
    for (const [method, path] of [
      ['GET', `/api/deliveries/${delivery.id}`],
      ['POST', `/api/deliveries/${delivery.id}/replay`],
      ['GET', `/api/connections/${desk.clinic.calcom.id}/deliveries`],
    ] as const)
      expect((await desk.api(method, path, { as })).status, path).toBe(404)
    expect(
      (await desk.api('POST', `/api/deliveries/${delivery.id}/replay`, { as: desk.clinic.keys.viewer }))
        .status,
    ).toBe(403)
    expect((await desk.api('GET', `/api/deliveries/${delivery.id}`, { as: '' })).status).toBe(401)
  })

  test('each delivery is kept as it came, and a repeat is counted and not kept twice', async () => {
    const raw = JSON.stringify(calcomBooking().created(), null, 3)
    const { id } = await taken(desk, raw)
    await desk.deliver(raw)
    const { body } = await desk.api('GET', `/api/deliveries/${id}`)
    expect(body.delivery).toMatchObject({ body: raw, repeats: 1, status: 'done' })
    expect((await deliveriesOf(desk)).filter((one) => one.id === id)).toHaveLength(1)
  })
})
