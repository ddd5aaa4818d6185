import { sign } from 'hono/jwt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { clinicChanged } from '../../src/desk/clinics/events.ts'
import { liveTokens } from '../../src/http/live.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { record, system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'

const REFUSED = 4401

let desk: TestDesk
let lakeside: TestClinic
let secret: string
const opened: Listener[] = []

beforeAll(async () => {
  desk = await openDesk({ listens: true })
  lakeside = await desk.openClinic('Lakeside')
  secret = desk.foyer.keyring.deriveKey('live').toString('base64url')
})
afterEach(() => {
  for (const listener of opened.splice(0)) listener.socket.terminate()
})
afterAll(() => desk.close())

describe('a token that is not right closes the socket with 4401 and says why', () => {
  const claims = () => ({ sub: 'x', clinic: desk.clinic.clinicId, use: 'live', exp: inSeconds(60) })

  test.each([
    ['of one part', async () => 'token', /three parts/],
    ['of two parts', async () => 'a.b', /three parts/],
    ['of four parts', async () => `${await tokenOf(desk.clinic)}.x`, /three parts/],
    ['empty', async () => '', /three parts/],
    [
      'in JSON, under another name',
      async () => JSON.stringify({ jwt: await tokenOf(desk.clinic) }),
      /three parts/,
    ],
    ['null', async () => 'null', /three parts/],
    ['of another type', async () => JSON.stringify({ token: 1 }), /three parts/],
    ['in bytes', async () => Buffer.from(await tokenOf(desk.clinic)), /three parts/],
    ['of three parts of nothing', async () => '..', /signature/],
    ['signed with another secret', () => sign(claims(), `${secret}x`, 'HS256'), /signature/],
    ['signed by another algorithm', () => sign(claims(), secret, 'HS512'), /signature/],
    ['signed by nobody', async () => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims())}.`, /signature/],
    ['changed after it was signed', async () => changed(await tokenOf(desk.clinic)), /signature/],
    ['that has expired', () => sign({ ...claims(), exp: inSeconds(-1) }, secret, 'HS256'), /expired/],
    [
      'that never expires',
      () => sign({ sub: 'x', clinic: desk.clinic.clinicId, use: 'live' }, secret, 'HS256'),
      /expired/,
    ],
    ['for something else', () => sign({ ...claims(), use: 'download' }, secret, 'HS256'), /something else/],
    ['for no clinic', () => sign({ ...claims(), clinic: undefined }, secret, 'HS256'), /something else/],
    ['an API key', async () => desk.clinic.keys.owner, /three parts/],
  ] as [string, () => Promise<string | Buffer>, RegExp][])('%s', async (_, make, reason) => {
    const listener = await connect()
    listener.socket.send(await make())
    const closed = await listener.closed
    expect(closed.code).toBe(REFUSED)
    expect(closed.reason).toMatch(reason)
    expect(listener.messages).toEqual([])
  })

  test('none within five seconds', async () => {
    const listener = await connect()
    const since = performance.now()
    const closed = await listener.closed
    expect(closed).toEqual({ code: REFUSED, reason: 'no token within 5 s' })
    expect(performance.now() - since).toBeGreaterThan(4_500)
  })

  test('a right one after a wrong one does not help', async () => {
    const listener = await connect()
    listener.socket.send('a.b.c')
    listener.socket.send(await tokenOf(desk.clinic))
    expect((await listener.closed).code).toBe(REFUSED)
    expect(listener.messages).toEqual([])
  })

  test('a message of more than four kilobytes', async () => {
    const listener = await connect()
    listener.socket.send('x'.repeat(5_000))
    expect((await listener.closed).code).toBe(1009)
  })
})

describe('a right token', () => {
  test.each([
    ['alone', (token: string) => token],
    ['in JSON', (token: string) => JSON.stringify({ token })],
  ])('%s is answered with ready', async (_, write) => {
    const listener = await connect()
    listener.socket.send(write(await tokenOf(desk.clinic)))
    await until(() => listener.messages.length > 0)
    expect(listener.messages).toEqual([{ type: 'ready' }])
  })

  test('is good for a minute', async () => {
    const clock = new TestClock('2026-11-23T15:00:00Z')
    const tokens = liveTokens({ secret, clock })
    const { token, expiresAt } = await tokens.issue({ clinicId: desk.clinic.clinicId, subject: 'x' })
    expect(expiresAt.toString()).toBe('2026-11-23T15:01:00Z')
    clock.advance({ seconds: 59 })
    expect(await tokens.read(token)).toEqual({ ok: true, clinicId: desk.clinic.clinicId })
    clock.advance({ seconds: 1 })
    expect(await tokens.read(token)).toMatchObject({ ok: false, reason: expect.stringMatching(/expired/) })
  })

  test('brings what happens in its clinic, in ids alone, and nothing of another', async () => {
    const ours = await listenTo(desk.clinic)
    const theirs = await listenTo(lakeside)
    const booking = calcomBooking({ attendee: { name: 'Ana Live', email: 'ana.live@example.com' } })
    await desk.deliver(booking.created())
    await desk.settle()
    await until(() => typesOf(ours).includes('appointment.booked'))
    const text = JSON.stringify(ours.messages)
    expect(text).not.toMatch(/Ana|example\.com/)
    const [appointment] = await desk.rows('select id, contact_id from appointments where clinic_id = $1', [
      desk.clinic.clinicId,
    ])
    const event = eventsOf(ours).find((one) => one.type === 'appointment.booked')
    expect(event).toEqual({
      type: 'appointment.booked',
      contact_id: appointment.contact_id,
      appointment_id: appointment.id,
    })

    await desk.deliver(calcomBooking().created(), { to: lakeside.calcom })
    await desk.settle()
    await until(() => typesOf(theirs).includes('appointment.booked'))
    expect(JSON.stringify(theirs.messages)).not.toContain(appointment.id)
    expect(typesOf(ours).filter((type) => type === 'appointment.booked')).toHaveLength(1)
  })

  test('stays with its clinic: a second token, of another clinic, is not heard', async () => {
    const listener = await connect()
    listener.socket.send(await tokenOf(desk.clinic))
    listener.socket.send(await tokenOf(lakeside))
    await until(() => listener.messages.length > 0)
    await changeName(lakeside)
    await changeName(desk.clinic)
    await until(() => typesOf(listener).includes('clinic.changed'))
    expect(typesOf(listener)).toEqual(['clinic.changed'])
    expect(listener.messages.filter(({ type }) => type === 'ready')).toHaveLength(1)
  })

  test('reaches every browser of the clinic, and one that left disturbs nobody', async () => {
    const listeners = await Promise.all([listenTo(desk.clinic), listenTo(desk.clinic), listenTo(desk.clinic)])
    listeners[1]?.socket.terminate()
    await changeName(desk.clinic)
    await until(() =>
      [listeners[0], listeners[2]].every((one) => one && typesOf(one).includes('clinic.changed')),
    )
    expect(listeners[1]?.messages).toEqual([{ type: 'ready' }])
  })
})

test('many events at once come in few messages', async () => {
  const listener = await listenTo(desk.clinic)
  await Promise.all(Array.from({ length: 30 }, () => changeName(desk.clinic)))
  await until(() => eventsOf(listener).length === 30 || typesOf(listener).includes('reload'))
  expect(listener.messages.length).toBeLessThan(30)
})

test('too many to name become one word: ask for everything again', async () => {
  const listener = await listenTo(desk.clinic)
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (let index = 0; index < 200; index++)
      await record(tx, clinicChanged, { actor: system, payload: { fields: [] } })
  })
  await until(() => listener.messages.length > 1)
  expect(listener.messages).toEqual([{ type: 'ready' }, { type: 'reload' }])
})

test('when the database was away, browsers are told to ask for everything again', async () => {
  const listener = await listenTo(desk.clinic)
  await desk.rows(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %' and pid <> pg_backend_pid()`)
  await until(() => listener.messages.some(({ type }) => type === 'reload'))
  await changeName(desk.clinic)
  await until(() => typesOf(listener).includes('clinic.changed'))
})

test('the address without a WebSocket is refused, not a crash', async () => {
  const response = await fetch(`${desk.address}/api/live`)
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
})

test('a server that stops says so, and waits for nobody who does not answer', async () => {
  const other = await openDesk({ listens: true })
  const polite = await connect(other)
  const silent = await connect(other)
  // Reads no more, so it never answers the goodbye.
  silent.socket.pause()
  const since = performance.now()
  await other.close()
  expect((await polite.closed).code).toBe(1001)
  expect(performance.now() - since).toBeLessThan(4_000)
})

interface LiveMessage {
  type: string
  events?: { type: string; contact_id: string | null; appointment_id: string | null }[]
}

interface Listener {
  socket: WebSocket
  messages: LiveMessage[]
  closed: Promise<{ code: number; reason: string }>
}

async function connect(to: TestDesk = desk): Promise<Listener> {
  const socket = new WebSocket(`${to.address?.replace('http', 'ws')}/api/live`)
  const messages: LiveMessage[] = []
  socket.on('message', (text) => messages.push(JSON.parse(String(text))))
  socket.on('error', () => {})
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  const listener = { socket, messages, closed }
  opened.push(listener)
  await new Promise((resolve) => socket.once('open', resolve))
  return listener
}

async function listenTo(clinic: TestClinic): Promise<Listener> {
  const listener = await connect()
  listener.socket.send(await tokenOf(clinic))
  await until(() => listener.messages.length > 0)
  return listener
}

async function tokenOf(clinic: TestClinic): Promise<string> {
  const { status, body } = await desk.api('POST', '/api/live/token', { as: clinic.keys.viewer })
  expect(status).toBe(200)
  return body.token
}

async function changeName(clinic: TestClinic): Promise<void> {
  const { status } = await desk.api('PATCH', '/api/clinic', {
    as: clinic.keys.owner,
    body: { address: 'Elsewhere' },
  })
  expect(status).toBe(200)
}

const eventsOf = (listener: Listener) => listener.messages.flatMap((message) => message.events ?? [])
const typesOf = (listener: Listener) => eventsOf(listener).map((event) => event.type)
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The same header and signature over the claims of another clinic. */
function changed(token: string): string {
  const [header, claims = '', signature] = token.split('.')
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return `${header}.${part({ ...read, clinic: lakeside.clinicId })}.${signature}`
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 8_000
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it did not come to pass within 8 s')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
