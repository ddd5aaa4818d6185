import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../src/kit/clock.ts'
import { type Database, openDatabase } from '../src/kit/db.ts'
import { mintClinicId, uuidv7 } from '../src/kit/ids.ts'
import { openJobs } from '../src/kit/jobs.ts'
import { Problem } from '../src/kit/problem.ts'
import { calcomBooking } from './calcom.ts'
import { openLine } from './cut-line.ts'
import { openDesk, type TestDesk } from './desk.ts'

describe('a database where nobody listens', () => {
  test.each([
    ['a port', { host: '127.0.0.1', port: 1 }],
    ['a socket', { host: '/nowhere/at/all', port: 5432 }],
    ['a host without an address', { host: 'database.invalid', port: 5432 }],
  ])('at %s is a problem 503 that says when to come back, and no crash', async (_, connection) => {
    const database = openDatabase({
      connection: { user: 'nobody', database: 'none', ...connection },
      clock: systemClock,
      story: {},
      jobs: openJobs({ connection, onError: () => {} }),
    })
    for (const ask of [
      () => database.inClinic(mintClinicId(uuidv7()), (tx) => tx.one(sql`select 1`)),
      () => database.acrossClinics((tx) => tx.one(sql`select 1`)),
    ]) {
      const problem = await ask().catch((error: unknown) => error)
      expect(problem).toBeInstanceOf(Problem)
      expect(problem).toMatchObject({ status: 503, type: 'database-away', headers: { 'retry-after': '5' } })
      expect((problem as Problem).detail).not.toMatch(/127|nowhere|invalid|nobody/)
    }
    expect(await database.check('')).toEqual({ isAnswering: false, isMigrated: false })
    await database.close()
  })
})

describe('a session that the server ends', () => {
  let desk: TestDesk
  let database: Database

  beforeAll(async () => {
    desk = await openDesk()
    database = desk.foyer.database
  })
  afterAll(() => desk.close())

  test('in the middle of a transaction is a problem 503, nothing is kept, and the next one works', async () => {
    const id = uuidv7()
    const cut = database.inClinic(desk.clinic.clinicId, async (tx) => {
      await tx.run(
        sql`insert into practitioners (clinic_id, id, name, created_at) values (${tx.clinicId}, ${id}, 'Cut', now())`,
      )
      const own = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await desk.rows('select pg_terminate_backend($1)', [own?.pid])
      await tx.one(sql`select 1`)
    })
    await expect(cut).rejects.toMatchObject({ status: 503, type: 'database-away' })
    expect(await desk.rows('select 1 from practitioners where id = $1', [id])).toEqual([])
    expect((await desk.api('GET', '/api/appointments')).status).toBe(200)
  })

  test('while it idles disturbs nobody: all of them at once, and everything goes on', async () => {
    await Promise.all(Array.from({ length: 10 }, () => desk.api('GET', '/api/appointments')))
    await desk.rows(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
    await until(async () => (await desk.api('GET', '/api/appointments')).status === 200)
    expect((await desk.deliver(calcomBooking().created())).status).toBe(200)
    await desk.settle()
    expect((await desk.api('GET', '/api/messages')).body.messages).not.toEqual([])
  })
})

describe('while the database is away', () => {
  const line = openLine()
  let desk: TestDesk

  beforeAll(async () => {
    desk = await openDesk({ via: line.via })
    expect((await desk.api('GET', '/api/appointments')).status).toBe(200)
    await line.cut()
  })
  afterAll(async () => {
    await desk.close()
    await line.cut()
  })

  test.each([
    [
      'the API',
      () => request('/api/appointments', { headers: { authorization: `Bearer ${desk.clinic.keys.owner}` } }),
    ],
    [
      'a session',
      () =>
        request('/api/me', { headers: { cookie: `better-auth.session_token=${signedToken(desk, 'x')}` } }),
    ],
    ['a delivery', () => desk.deliver(calcomBooking().created())],
    [
      'a delivery at the bare path',
      () => desk.deliver(calcomBooking().created(), { path: '/webhooks/calcom' }),
    ],
    [
      'sign-in',
      () =>
        request('/api/auth/sign-in/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'ana@example.com', password: 'correct horse battery' }),
        }),
    ],
  ])('%s answers 503 with retry-after, soon, and names no inner thing', async (_, ask) => {
    const since = performance.now()
    await expectAway(await ask())
    expect(performance.now() - since).toBeLessThan(6_000)
  })

  test('/healthz says that it is not ready, and what needs no database still answers', async () => {
    const health = await request('/healthz')
    expect(health.status).toBe(503)
    expect(await health.json()).toMatchObject({ status: 'not_ready', database: false })
    expect((await request('/api/openapi.json')).status).toBe(200)
  })

  test('and when it is back, everything recovers by itself: doors, sweepers, jobs', async () => {
    await line.mend()
    await until(async () => (await request('/healthz')).status === 200)
    const booking = calcomBooking()
    await until(async () => (await desk.deliver(booking.created())).status === 200)
    await desk.settle()
    const { body } = await desk.api('GET', `/api/appointments?search=${booking.uid}`)
    expect(body.appointments).toHaveLength(1)
    const messages = await desk.rows(`select kind, status from messages where kind = 'confirmation'`)
    expect(messages).toHaveLength(1)
  })

  function request(path: string, init?: RequestInit) {
    return desk.foyer.request(path, init)
  }
})

describe('a database that hangs', () => {
  const line = openLine()
  let desk: TestDesk

  beforeAll(async () => {
    const impatient = { statement_timeout: 700, lock_timeout: 300, query_timeout: 1_000 }
    desk = await openDesk({
      via: async (connection) => ({ ...(await line.via(connection)), ...impatient }),
    })
  })
  afterAll(async () => {
    await desk.close()
    await line.cut()
  })

  const appointments = () =>
    desk.foyer.request('/api/appointments', {
      headers: { authorization: `Bearer ${desk.clinic.keys.owner}` },
    })
  const isWell = async () => (await appointments()).status === 200

  test('behind somebody’s lock answers 503 with retry-after, and the next request is served', async () => {
    await desk.rows('begin; lock table appointments in access exclusive mode')
    await expectAway(await appointments())
    expect((await desk.deliver(calcomBooking().created())).status).toBe(200)
    await desk.rows('rollback')
    expect(await isWell()).toBe(true)
    await desk.settle()
    expect((await desk.api('GET', '/api/appointments?limit=200')).body.appointments).toHaveLength(1)
  })

  test('over a statement without end answers 503, keeps nothing of it, and its connection is used again', async () => {
    const id = uuidv7()
    const endless = desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
      await tx.run(
        sql`insert into practitioners (clinic_id, id, name, created_at) values (${tx.clinicId}, ${id}, 'Slow', now())`,
      )
      await tx.one(sql`select pg_sleep(60)`)
    })
    await expect(endless).rejects.toMatchObject({ status: 503, type: 'database-away' })
    expect(await desk.rows('select 1 from practitioners where id = $1', [id])).toEqual([])
    expect(await isWell()).toBe(true)
  })

  test('and says nothing at all, on connections that stay open: every door answers 503 in its time, and all goes on', async () => {
    line.stall()
    const session = { headers: { cookie: `better-auth.session_token=${signedToken(desk, 'x')}` } }
    const since = performance.now()
    const answers = await Promise.all([
      ...Array.from({ length: 40 }, appointments),
      desk.foyer.request('/api/me', session),
      desk.deliver(calcomBooking().created()),
      desk.foyer.request('/healthz'),
    ])
    expect(performance.now() - since).toBeLessThan(10_000)
    const health = answers.pop()
    expect(await health?.json()).toMatchObject({ status: 'not_ready', database: false, migrations: false })
    for (const answered of answers) await expectAway(answered)
    await line.mend()
    await until(isWell)
    await until(async () => (await desk.foyer.request('/healthz')).status === 200)
    const booking = calcomBooking()
    await until(async () => (await desk.deliver(booking.created())).status === 200)
    await desk.settle()
    const { body } = await desk.api('GET', `/api/appointments?search=${booking.uid}`)
    expect(body.appointments).toHaveLength(1)
  })
})

test('/healthz says of the migrations what is true, and nobody is told to come in before', async () => {
  const desk = await openDesk()
  const health = async () => {
    const answered = await desk.foyer.request('/healthz')
    return { status: answered.status, ...((await answered.json()) as object) }
  }
  try {
    expect(await health()).toMatchObject({ status: 'ready', database: true, migrations: true })
    await desk.rows(`insert into foyer_migrations (name, sha256) values ('0999_tomorrow.sql', 'x')`)
    expect(await health()).toMatchObject({ status: 'not_ready', database: true, migrations: false })
    await desk.rows(`delete from foyer_migrations where name = '0999_tomorrow.sql'`)
    await desk.rows(`update foyer_migrations set sha256 = 'other' where name like '0001%'`)
    expect(await health()).toMatchObject({ database: true, migrations: false })
    await desk.rows('drop table foyer_migrations')
    expect(await health()).toMatchObject({ status: 'not_ready', database: true, migrations: false })
  } finally {
    await desk.close()
  }
})

async function expectAway(response: Response): Promise<void> {
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.text()).not.toMatch(/timeout|57014|55P03|ECONN|127\.0\.0\.1|pg-pool|select|stack/)
}

/** A cookie whose signature is right, so that the session is looked for. */
function signedToken(desk: TestDesk, token: string): string {
  const secret = desk.foyer.keyring.deriveKey('sign-in').toString('base64url')
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > end) throw new Error('it did not recover within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
