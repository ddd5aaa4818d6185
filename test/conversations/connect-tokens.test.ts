/** Instagram's access token ends after 60 days: it is renewed before, and staff are told where that fails. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretContext, unpackCredentials } from '../../src/desk/connections/connection.ts'
import { type Channels, openChannels } from './channels.ts'
import { sweepsOf } from './connect-sweeps.ts'

let channels: Channels
let sweeps: ReturnType<typeof sweepsOf>
beforeEach(async () => {
  channels = await openChannels()
  sweeps = sweepsOf(channels)
  channels.instagram.state.token.madeAt = channels.desk.clock.now()
})
afterEach(async () => {
  await sweeps.close()
  await channels.close()
})

const DAY = { hours: 24 }
const days = (count: number) => channels.desk.pass({ hours: 24 * count })
const id = () => channels.connections.instagram
const known = async () =>
  (await channels.desk.api('GET', '/api/connections')).body.connections.find(
    (one: { id: string }) => one.id === id(),
  )
const token = async () => {
  const [row] = await channels.desk.rows('select clinic_id, secret_sealed from connections where id = $1', [
    id(),
  ])
  const secret = channels.desk.foyer.keyring.open(row.secret_sealed, secretContext(row.clinic_id, id()))
  return unpackCredentials(secret)
}
const asked = () => channels.instagram.requests.filter(({ path }) => path === '/refresh_access_token').length
const now = () => channels.desk.clock.now()
const told = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })

/** A process renews by itself, so that what is awaited may be there already or come a moment later. */
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 5000 })
const tokenOf = async () => (await known()).token

/** Renews what is due, and waits until it is kept: also where the process has begun to, and its claim is not yet to be seen. */
async function renewDue(): Promise<void> {
  await sweeps.renewTokens()
  await eventually(async () => {
    const { expires_at, renews_at } = await tokenOf()
    const endsAt = Temporal.Instant.from(expires_at)
    return renews_at > told(now()) && told(endsAt.subtract({ hours: 30 * 24 })) === renews_at
  }).toBe(true)
}

test('it is renewed a day after it was entered, and then a month before its end, all through a year', async () => {
  expect(await sweeps.renewTokens()).toBe(0)
  expect(await tokenOf()).toEqual({
    ...{ expires_at: null, renews_at: told(now().add(DAY)), error: null, remedy: null },
  })
  const { access_token: entered, ...others } = await token()
  await channels.desk.pass(DAY)
  await sweeps.renewTokens()
  await eventually(tokenOf).toMatchObject({ expires_at: expect.any(String) })
  const renewed = await token()
  expect(renewed).toEqual({ ...others, access_token: channels.instagram.state.token.value })
  expect(renewed.access_token).not.toBe(entered)
  const endsAt = now().add({ seconds: 5183944 })
  expect(await tokenOf()).toMatchObject({
    ...{ expires_at: told(endsAt), renews_at: told(endsAt.subtract({ hours: 30 * 24 })), error: null },
  })
  for (let day = 0; day < 365; day += 5) {
    await days(5)
    await renewDue()
  }
  expect(asked()).toBe(1 + Math.floor(365 / 30))
  const [row] = await channels.desk.rows('select token_expires_at from connections where id = $1', [id()])
  expect(Temporal.Instant.compare(row.token_expires_at.toTemporalInstant(), now())).toBe(1)
  expect(
    (await channels.desk.api('POST', `/api/connections/${id()}/check`)).body.connection.check_error,
  ).toBeNull()
})

test('several nodes at once renew it once', async () => {
  await channels.desk.pass(DAY)
  await Promise.all([sweeps.renewTokens(), sweeps.renewTokens(), sweeps.renewTokens()])
  await renewDue()
  expect(asked()).toBe(1)
  expect((await token()).access_token).toBe(channels.instagram.state.token.value)
})

test('where Meta cannot be asked the old one stays, and it is tried once a day', async () => {
  const before = await token()
  channels.instagram.faults.onEvery = { kind: 'refuse', status: 503 }
  await channels.desk.pass(DAY)
  await sweeps.renewTokens()
  await eventually(tokenOf).toMatchObject({
    ...{ error: 'vendor_failed', renews_at: told(now().add(DAY)), expires_at: null },
    remedy: expect.stringContaining('tried again every day'),
  })
  expect(await token()).toEqual(before)
  expect(await sweeps.renewTokens()).toBe(0)
  channels.instagram.faults.clear()
  await channels.desk.pass(DAY)
  await sweeps.renewTokens()
  await eventually(tokenOf).toMatchObject({ error: null, remedy: null, expires_at: expect.any(String) })
})

test('one that has ended is not renewed: staff are told what to do, and the new one counts at once', async () => {
  await days(61)
  await sweeps.renewTokens()
  await eventually(tokenOf).toMatchObject({
    error: 'sign_in_failed',
    remedy: expect.stringContaining('Generate a new access token'),
  })
  channels.instagram.state.token = { value: 'IGAAentered', madeAt: now() }
  await channels.desk.api('PUT', `/api/connections/${id()}/credentials`, {
    body: { credentials: { access_token: 'IGAAentered' } },
  })
  expect((await known()).token).toEqual({
    ...{ expires_at: null, renews_at: told(now().add(DAY)), error: null, remedy: null },
  })
  expect(await sweeps.renewTokens()).toBe(0)
  await channels.desk.pass(DAY)
  await renewDue()
  expect((await token()).access_token).toBe(channels.instagram.state.token.value)
})

test('what staff enter while the vendor is asked stays', async () => {
  channels.instagram.faults.onEvery = { kind: 'slow', ms: 1500 }
  await channels.desk.pass(DAY)
  const renewing = sweeps.renewTokens()
  await eventually(asked).toBe(1)
  await channels.desk.api('PUT', `/api/connections/${id()}/credentials`, {
    body: { credentials: { access_token: 'IGAAentered' } },
  })
  await renewing
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect((await token()).access_token).toBe('IGAAentered')
  expect((await tokenOf()).expires_at).toBeNull()
})

test('no other vendor’s connection has a token that ends, nor has an account that nobody has', async () => {
  const { connections } = (await channels.desk.api('GET', '/api/connections')).body
  for (const { vendor, token } of connections) expect(token !== null, vendor).toBe(vendor === 'instagram')
  await channels.desk.rows(`update connections set settings = '{"is_local":"yes"}' where id = $1`, [id()])
  await channels.desk.pass(DAY)
  await sweeps.renewTokens()
  expect(asked()).toBe(0)
  expect(await tokenOf()).toBeNull()
})
