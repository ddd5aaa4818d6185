/** The real server as a child process, as `npm start` runs it, and its database as an outsider sees it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Demo } from '../../src/demo.ts'
import { startPostgres, stopPostgres } from '../../src/kit/postgres.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What `npm start` says after `node`. */
const START = startArgs()

function startArgs(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const [program, ...args] = scripts.start.split(' ')
  if (program !== 'node')
    throw new Error(`npm start runs ${program}, not node; teach it to bench/rig/server.ts`)
  return args
}

export interface Server {
  readonly pid: number
  readonly child: ChildProcess
  /** From the spawn until /healthz said ready. */
  readonly readyMs: number
  /** From the spawn until the port took a connection. */
  readonly listensMs: number
  /** Its last words, for errors. */
  said(): string
  /** SIGTERM, and the end awaited; in milliseconds. Its database ends with it. */
  stop(): Promise<number>
  /** SIGKILL; its database lives on. */
  kill(): Promise<void>
}

export interface ServerOptions {
  dataDir: string
  port: number
  role?: 'all' | 'web' | 'worker'
  env?: Record<string, string>
  nodeArgs?: string[]
}

/** Resolves when /healthz says ready; a worker, which has no port, when it runs. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), ...START], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DATABASE_URL: '',
      SMTP_URL: '',
      LOG_LEVEL: 'error',
      ROLE: options.role ?? 'all',
      PORT: String(options.port),
      FOYER_DATA_DIR: options.dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const isUp = () => child.exitCode === null && child.signalCode === null
  const pid = child.pid
  if (!pid) throw new Error('the server did not start')

  let listensMs = 0
  for (;;) {
    if (!isUp()) throw new Error(`the server ended before it was ready:\n${said}`)
    if (options.role === 'worker' ? said.includes('Foyer is ready') : await isReady()) break
    if (performance.now() - began > 120_000)
      throw new Error(`the server was not ready within 120 s:\n${said}`)
    await sleep(5)
  }
  async function isReady(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${options.port}/healthz`).catch(() => undefined)
    if (answer) listensMs ||= performance.now() - began
    await answer?.arrayBuffer()
    return answer?.status === 200
  }
  const readyMs = performance.now() - began

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    const from = performance.now()
    if (isUp()) child.kill(signal)
    await ended
    living.delete(end)
    if (signal === 'SIGTERM' && child.exitCode !== 0)
      throw new Error(`the server did not stop cleanly:\n${said}`)
    return performance.now() - from
  }
  living.add(end)
  return {
    pid,
    child,
    readyMs,
    listensMs,
    said: () => said,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
  }
}

const living = new Set<(signal: 'SIGKILL') => Promise<unknown>>()

/** A folder for the data, short enough for a unix socket, and the database in it. */
export interface Place {
  dataDir: string
  /** Statements as superuser, in a session of their own. */
  rows<Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
    database?: string,
  ): Promise<Row[]>
  connection(database?: string): pg.ClientConfig
  /** Of the postmaster. */
  postgresPid(): number
  demo(): Demo & { connectionId: string; path: string }
  /** Stops whatever still runs and deletes the folder. */
  remove(): Promise<void>
}

export function makePlace(): Place {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
  const pgdata = join(dataDir, 'postgres/pgdata')
  const connection = (database = 'foyer') => ({ host: pgdata, port: 5432, user: 'postgres', database })
  const place: Place = {
    dataDir,
    connection,
    async rows(text, values = [], database) {
      const client = new pg.Client(connection(database))
      await client.connect()
      try {
        return (await client.query(text, values)).rows
      } finally {
        await client.end()
      }
    },
    postgresPid: () => Number(readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[0]),
    demo() {
      const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo
      const { pathname } = new URL(demo.calcom.webhook_url)
      return { ...demo, connectionId: pathname.split('/').at(-1) ?? '', path: pathname }
    },
    async remove() {
      await Promise.all([...living].map((end) => end('SIGKILL')))
      await stopPostgres(join(dataDir, 'postgres'))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void place.remove().finally(() => process.exit(130)))
  }
  return place
}

/** The embedded PostgreSQL with the settings that Foyer ships, held by the benchmark while servers come and go. */
export async function holdPostgres(place: Place): Promise<void> {
  await startPostgres({ dataDir: join(place.dataDir, 'postgres'), keepAlive: false })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Copies a database into a new one; whoever is connected to either is cut off. */
export async function copyDatabase(place: Place, from: string, to: string): Promise<void> {
  await cutOff(place, from)
  await place.rows(`drop database if exists ${to} with (force)`, [], 'postgres')
  await place.rows(`create database ${to} template ${from} strategy file_copy`, [], 'postgres')
  // Each part begins with an empty write-ahead log, so that none pays for the one before.
  await place.rows('checkpoint', [], 'postgres')
}

async function cutOff(place: Place, database: string): Promise<void> {
  await place.rows(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
    [database],
    'postgres',
  )
  for (;;) {
    const left = await place.rows('select from pg_stat_activity where datname = $1', [database], 'postgres')
    if (left.length === 0) return
    await sleep(20)
  }
}

/** The postmaster and its children. */
export function postgresPids(postmaster: number): number[] {
  return [postmaster, ...childrenOf(postmaster)]
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    return text === '' ? [] : text.split(' ').map(Number)
  } catch {
    return []
  }
}

/** Processor time so far of a process, its children that ended included, in milliseconds. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const TICK_MS = 10
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]) * TICK_MS, 0)
  } catch {
    return 0
  }
}

/** Processor time of the whole database server. */
export function postgresCpuMs(postmaster: number): number {
  return postgresPids(postmaster).reduce((sum, pid) => sum + cpuMs(pid), 0)
}
