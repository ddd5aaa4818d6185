/** Cal.com's address without a connection, `/webhooks/calcom`: whose a delivery is, its signature says. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, taken } from './reading.ts'

const BARE = '/webhooks/calcom'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

async function refusals(): Promise<number[]> {
  const { body } = await desk.api('GET', '/api/connections')
  return body.connections.map((one: Body) => one.refused_last_30_days)
}

async function addConnections(count: number): Promise<string[]> {
  const made: string[] = []
  for (let n = 0; n < count; n++) {
    const { status, body } = await desk.api('POST', '/api/connections', {
      body: { vendor: 'calcom', name: `Cal.com ${n}` },
    })
    expect(status).toBe(201)
    made.push(body.connection.id)
  }
  return made
}

test('a wrong or missing signature is counted where there is one connection that it can be meant for', async () => {
  for (const how of [{ secret: 'nobody’s' }, { signature: null }, { signature: 'f'.repeat(64) }])
    expect((await desk.deliver(calcomBooking().created(), { path: BARE, ...how })).status).toBe(401)
  expect(await refusals()).toEqual([3])
  expect((await desk.deliver(calcomBooking().created(), { path: BARE })).status).toBe(200)
  expect(await refusals()).toEqual([3])
})

test('where it can be meant for several it is counted at none: nobody can say whose it is', async () => {
  await addConnections(1)
  const wrong = await desk.deliver(calcomBooking().created(), { path: BARE, secret: 'nobody’s' })
  expect(wrong.status).toBe(401)
  expect(await refusals()).toEqual([0, 0])
})

test('with more connections than are tried it is refused, and says which address to use instead', async () => {
  const [first, ...others] = await addConnections(20)
  const refused = await desk.deliver(calcomBooking().created(), { path: BARE })
  expect(refused.status).toBe(409)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({
    type: '/problems/own-address-needed',
    detail: expect.stringMatching(/its own address, from Settings > Connections/),
  })
  expect(await desk.rows('select 1 from inbound_deliveries')).toEqual([])

  const booking = calcomBooking()
  expect(await taken(desk, booking.created())).toMatchObject({ status: 'done' })
  await appointmentOf(desk, booking.uid)

  // One connection fewer, and its secret finds each again.
  expect(others).toHaveLength(19)
  await desk.api('DELETE', `/api/connections/${first}`)
  expect((await desk.deliver(calcomBooking().created(), { path: BARE })).status).toBe(200)
  await desk.settle()
})
