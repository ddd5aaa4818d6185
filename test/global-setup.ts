import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/kit/migrate.ts'
import { startPostgres, stopPostgres } from '../src/kit/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** What the test workers are told about the one server of this run. */
export interface TestServer {
  /** As superuser; names no database. */
  connection: pg.ClientConfig
  /** With which the names of this run's databases begin. */
  prefix: string
}

export const TEMPLATE = 'foyer_template'

const CACHE = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2_000_000_000

/**
 * One real PostgreSQL for the whole run, with one migrated database of which `testDatabase` makes copies.
 * Embedded and thrown away at the end, or the server of TEST_DATABASE_URL, whose user must be a superuser.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  const { server, end } = url ? useServer(url) : await startServer()
  try {
    await makeTemplate(server)
  } catch (error) {
    await end()
    throw error
  }
  project.provide('testServer', server)
  return end
}

interface Run {
  server: TestServer
  end: () => Promise<void>
}

async function startServer(): Promise<Run> {
  const base = await chooseBase()
  await sweepDeadRuns(base)
  const dataDir = join(base, `foyer-test-${process.pid}`)
  const postgres = await startPostgres({
    dataDir,
    keepAlive: false,
    settings: {
      max_connections: '200',
      wal_level: 'minimal',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // It would hold up the copying of the template for a moment now and then.
      autovacuum: 'off',
    },
  })
  const { host, port, user } = postgres.connection(TEMPLATE)
  return {
    server: { connection: { host, port, user }, prefix: 'test' },
    end: async () => {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * In memory where there is room: a copy of the template is hundreds of new files, which took 12 ms on tmpfs and
 * 30 to 400 ms on ext4.
 */
async function chooseBase(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined)
  if (process.platform === 'linux' && memory && memory.bavail * memory.bsize > ROOM_BYTES) return MEMORY
  await mkdir(CACHE, { recursive: true })
  return CACHE
}

/** Runs that were killed leave their server behind. */
async function sweepDeadRuns(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = Number(/^foyer-test-(\d+)$/.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    await stopPostgres(join(base, name)).catch(() => {})
    await rm(join(base, name), { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function useServer(url: string): Run {
  const prefix = `foyer_test_${process.pid}`
  const { host, port, user, password, ssl } = new pg.Client({ connectionString: url })
  const server = { connection: { host, port, user, password, ssl }, prefix }
  return { server, end: () => dropLeftovers(server) }
}

/** Of tests that did not drop theirs. On the embedded server nothing is left anyhow. */
async function dropLeftovers(server: TestServer): Promise<void> {
  await asAdmin(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${server.prefix}_`],
    )
    for (const { datname } of rows)
      await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`)
  })
}

async function makeTemplate(server: TestServer): Promise<void> {
  await asAdmin(server, async (client) => {
    await client.query(`drop database if exists ${TEMPLATE} with (force)`)
    await client.query(`create database ${TEMPLATE} template template0`)
  })
  await migrate({ connection: { ...server.connection, database: TEMPLATE } })
}

async function asAdmin(server: TestServer, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...server.connection, database: 'postgres' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
