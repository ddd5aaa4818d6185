/** A whole Foyer for a test: real PostgreSQL, real verbs and reactors, a clock that the test moves; a port where asked. */
import { createHmac } from 'node:crypto'
import { createServer } from 'node:net'
import pg from 'pg'
import { createApiKey } from '../src/desk/access/create-api-key.ts'
import { ROLES, type Role } from '../src/desk/access/permission.ts'
import { createClinic } from '../src/desk/clinics/create-clinic.ts'
import { createConnection } from '../src/desk/connections/create-connection.ts'
import { type Foyer, startFoyer } from '../src/foyer.ts'
import { TestClock } from '../src/kit/clock.ts'
import { parseConfig } from '../src/kit/config.ts'
import { system } from '../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../src/kit/ids.ts'
import { createLog } from '../src/kit/log.ts'
import { testDatabase } from './database.ts'

/** A Monday in November, 9:00 in Chicago: inside everybody's waking hours. */
export const NOW = '2026-11-23T15:00:00Z'
const URL = 'http://foyer.test'

export interface TestClinic {
  clinicId: ClinicId
  /** API keys by role. */
  keys: Record<Role, string>
  calcom: { id: string; secret: string; path: string }
}

export interface TestDesk {
  foyer: Foyer
  /** Where it listens, `http://127.0.0.1:…`; null unless `listens` was asked for. */
  address: string | null
  clock: TestClock
  clinic: TestClinic
  openClinic(name: string, timeZone?: string): Promise<TestClinic>
  /** Calls the API with a clinic's key (an owner's unless told) and returns status and parsed body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  api(method: string, path: string, options?: ApiOptions): Promise<{ status: number; body: any }>
  /** Signs a body as Cal.com does and delivers it; `raw` is sent as it is. */
  deliver(body: unknown, options?: DeliverOptions): Promise<Response>
  /** Waits until nothing is left to do at the clock's present time. */
  settle(): Promise<void>
  /** Moves the clock and settles. */
  pass(duration: Temporal.DurationLike): Promise<void>
  /** As superuser, past row-level security: for looking, not for doing. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  rows(text: string, values?: unknown[]): Promise<any[]>
  close(): Promise<void>
}

/** Puts something between Foyer and its database, so that a test can cut the line. */
export type Via = (connection: pg.ClientConfig) => Promise<pg.ClientConfig>

interface ApiOptions {
  as?: string
  body?: unknown
  headers?: Record<string, string>
}

interface DeliverOptions {
  to?: TestClinic['calcom']
  path?: string
  secret?: string
  signature?: string | null
  contentType?: string
}

/** Which sweepers have work now, by their names, and whether jobs wait. */
const LEFT = `select
  exists (select from inbound_deliveries where status = 'received' and (retry_at is null or retry_at <= $1)) as "sweepDeliveries",
  exists (select from touchpoints where status = 'planned' and due_at <= $1) as "sweepTouchpoints",
  exists (select from messages where status = 'held' and due_at <= $1) as "sweepMessages",
  exists (select from holds where expires_at <= $1) as "sweepHolds",
  exists (select from conversations where answer_due_at <= $1) as "sweepAnswers",
  exists (select from conversations where alert_due_at <= $1) as "sweepAlerts",
  exists (select from pgboss.job where state in ('created', 'retry', 'active')) as jobs`

export async function openDesk(
  options: {
    now?: string
    env?: Record<string, string>
    listens?: boolean
    port?: number
    via?: Via
    /** Where messaging vendors are, by name. */
    vendorUrls?: Record<string, string>
  } = {},
): Promise<TestDesk> {
  const database = await testDatabase()
  const clock = new TestClock(options.now ?? NOW)
  const secret = 'a test secret of at least thirty-two characters'
  const port = options.listens ? (options.port ?? (await freePort())) : null
  const config = parseConfig({
    FOYER_SECRET: secret,
    PUBLIC_URL: URL,
    NODE_ENV: 'test',
    // Where vendors are played by ourselves they find us on this machine, and we them.
    ...(options.vendorUrls ? { ALLOW_PRIVATE_ADDRESSES: 'yes' } : {}),
    ...(port ? { PORT: String(port) } : {}),
    ...(port && options.vendorUrls ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
    ...options.env,
  })
  const foyer = await startFoyer({
    config: { ...config, secret },
    connection: options.via ? await options.via(database.connection) : database.connection,
    log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
    clock,
    isMigrated: true,
    listens: port !== null,
    ...(options.vendorUrls ? { vendorUrls: options.vendorUrls } : {}),
  })
  const admin = new pg.Client(database.connection)
  await admin.connect()

  async function openClinic(name: string, timeZone = 'America/Chicago'): Promise<TestClinic> {
    const clinicId = mintClinicId(uuidv7())
    return foyer.database.inClinic(clinicId, async (tx) => {
      await createClinic(tx, system, { name, timeZone, plan: 'business' })
      const keys = {} as Record<Role, string>
      for (const role of ROLES) {
        const made = await createApiKey(tx, { ...system, role: 'owner' }, { name: role, role })
        if (made.ok) keys[role] = made.text
      }
      const connection = await createConnection(tx, system, {
        vendor: 'calcom',
        name: 'Cal.com',
        keyring: foyer.keyring,
      })
      return { clinicId, keys, calcom: { ...connection, path: `/webhooks/calcom/${connection.id}` } }
    })
  }

  async function rows(text: string, values: unknown[] = []) {
    return (await admin.query(text, values)).rows
  }

  async function settle(): Promise<void> {
    const until = Date.now() + 20_000
    for (;;) {
      const [{ jobs, ...due }] = await rows(LEFT, [clock.now().toString()])
      const waiting = Object.keys(due).filter((name) => due[name])
      if (waiting.length === 0 && !jobs) return
      if (Date.now() > until) {
        throw new Error(
          `the desk did not settle, there is work left for ${[...waiting, ...(jobs ? ['jobs'] : [])]}`,
        )
      }
      for (const name of waiting) foyer.wake(name)
      if (jobs) foyer.jobs.nudge()
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }

  const clinic = await openClinic('Riverside')
  return {
    foyer,
    address: port ? `http://127.0.0.1:${port}` : null,
    clock,
    clinic,
    openClinic,
    settle,
    rows,
    async api(method, path, { as = clinic.keys.owner, body, headers = {} } = {}) {
      const response = await foyer.request(path, {
        method,
        headers: {
          ...(as ? { authorization: `Bearer ${as}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : null }
    },
    async deliver(
      body,
      { to = clinic.calcom, path = to.path, secret: own = to.secret, signature, contentType } = {},
    ) {
      const raw = typeof body === 'string' ? body : JSON.stringify(body)
      const signed = signature === undefined ? createHmac('sha256', own).update(raw).digest('hex') : signature
      return foyer.request(path, {
        method: 'POST',
        headers: {
          'content-type': contentType ?? 'application/json',
          ...(signed === null ? {} : { 'x-cal-signature-256': signed }),
        },
        body: raw,
      })
    },
    async pass(duration) {
      clock.advance(duration)
      await settle()
    },
    async close() {
      await foyer.stop()
      await admin.end()
      await database.drop()
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port for the test')
  return address.port
}
