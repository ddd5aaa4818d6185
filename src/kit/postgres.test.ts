import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type EmbeddedPostgres, type PostgresOptions, startPostgres, stopPostgres } from './postgres.ts'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
const isRoot = process.getuid?.() === 0

let folder: string
/** One cluster serves most tests, each of which leaves it stopped; `emptyFolder` turns to another. */
let dataDir: string
let servers: EmbeddedPostgres[]
let children: ChildProcess[]

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true })
  folder = await mkdtemp(join(CACHE, 'foyer-'))
})

beforeEach(() => {
  dataDir = join(folder, 'postgres')
  servers = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of servers) await server.stop()
  await stopPostgres(dataDir)
})

// Not after each test: ext4 is slow to reuse what was deleted within seconds, which trebles the time of initdb.
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

describe('start', () => {
  test('an empty folder becomes a database that keeps what it acknowledged', async () => {
    emptyFolder()
    const server = await start()

    expect(server.adopted).toBe(false)
    expect(server.superuser).toBe('postgres')
    const [facts] = await query(
      server,
      `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
        current_setting('TimeZone') as zone, current_setting('listen_addresses') as tcp,
        pg_encoding_to_char(encoding) as encoding, datlocprovider::text as provider, datlocale as locale
      from pg_database where datname = current_database()`,
    )
    expect(facts).toEqual({
      checksums: 'on',
      fsync: 'on',
      zone: 'UTC',
      tcp: '',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
    })
  })

  test('what was written is there after a stop, and the second start is quick', async () => {
    const first = await start()
    await writeVisit(first)
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const since = performance.now()
    const second = await start()

    expect(performance.now() - since).toBeLessThan(3000)
    expect(second.adopted).toBe(false)
    expect(await countVisits(second)).toBe(1)
  })

  test('settings of the caller win', async () => {
    const server = await start({ settings: { work_mem: '5MB', synchronous_commit: 'off' } })

    expect(await query(server, 'show work_mem')).toEqual([{ work_mem: '5MB' }])
    expect(await query(server, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'off' }])
  })

  test('a path too long for a socket gets a short one', async () => {
    emptyFolder('a-clinic-with-a-long-name'.repeat(4))
    const server = await start()

    expect(Buffer.byteLength(server.connection('postgres').host)).toBeLessThan(90)
    await writeVisit(server)
    expect((await start({ keepAlive: false })).adopted).toBe(true)
    await server.stop()
    expect(await readdir(tmpdir())).not.toContain(server.connection('postgres').host.split('/').at(-1))
    expect(await countVisits(await start())).toBe(1)
  })

  test('a quote and a space in the path do no harm', async () => {
    emptyFolder("O'Neill and Sons")
    await writeVisit(await start())
  })

  test('two handles in one process share one server', async () => {
    const [one, other] = await Promise.all([start(), start()])

    expect(one.pid).toBe(other.pid)
    expect([one.adopted, other.adopted].sort()).toEqual([false, true])
  })

  test('two processes that start at once on an empty folder share one server', async () => {
    emptyFolder()
    const [one, other] = await Promise.all([startInChild(), startInChild()])

    expect(one.pid).toBe(other.pid)
    expect([one.adopted, other.adopted].sort()).toEqual([false, true])
    expect([...one.lines, ...other.lines].filter((line) => line.startsWith('Creating'))).toHaveLength(1)
  })
})

describe('what others left behind', () => {
  test('the server of a process that was killed is adopted, and can be stopped', async () => {
    const orphan = await startInChild()
    await kill(orphan.child)
    expect(isAlive(orphan.pid)).toBe(true)

    const server = await start()

    expect(server.adopted).toBe(true)
    expect(server.pid).toBe(orphan.pid)
    await writeVisit(server)
    await server.stop()
    expect(isAlive(orphan.pid)).toBe(false)
  })

  test('Ctrl-C in the terminal ends the app and not the database', async () => {
    const app = await startInChild({ detached: true })
    process.kill(-Number(app.child.pid), 'SIGINT')
    await once(app.child, 'exit')

    expect((await start()).pid).toBe(app.pid)
  })

  test('a pid file whose number belongs to another process now is no obstacle', async () => {
    await stopped()
    await writeStaleFiles(process.pid)

    expect((await start()).adopted).toBe(false)
  })

  test('a pid file whose number belongs to another process of the same user is no obstacle', async () => {
    const other = await stopped()
    const bystander = spawn('sleep', ['60'], { ...other, stdio: 'ignore' })
    children.push(bystander)
    await writeStaleFiles(Number(bystander.pid))

    expect((await start()).adopted).toBe(false)
  })

  test('a pid file of a process that is gone is no obstacle', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(child, 'exit')
    await stopped()
    await writeStaleFiles(Number(child.pid))

    expect((await start()).adopted).toBe(false)
  })

  test.for([0, 60, 200, 350])('an initdb killed after %d ms leaves nothing that hurts', async (afterMs) => {
    emptyFolder()
    const child = spawnChild()
    await vi.waitUntil(
      async () => (await readdir(dataDir).catch(() => [])).some((name) => name.includes('.new-')),
      {
        interval: 2,
        timeout: 5000,
      },
    )
    await sleep(afterMs)
    await kill(child)

    await writeVisit(await start())
    expect((await readdir(dataDir)).sort()).toEqual(['pgdata', 'postgres.log', 'start.lock'])
  })

  test('stopPostgres ends a server that nobody holds, and says whether there was one', async () => {
    const orphan = await startInChild()
    await kill(orphan.child)

    expect(await stopPostgres(dataDir)).toBe(true)
    expect(isAlive(orphan.pid)).toBe(false)
    expect(await stopPostgres(dataDir)).toBe(false)
    expect(await stopPostgres(join(folder, 'nowhere'))).toBe(false)
  })
})

describe('keep alive', () => {
  test('a killed postmaster comes back with all that was committed', async () => {
    const server = await start()
    const { pid } = server
    await writeVisit(server)

    process.kill(pid, 'SIGKILL')

    await vi.waitUntil(() => isAnswering(server), { timeout: 10_000, interval: 50 })
    expect(server.pid).not.toBe(pid)
    expect(await countVisits(server)).toBe(1)
  })

  test('a session that is busy when the postmaster is killed does not keep the next one out', async () => {
    const server = await start()
    const busy = new pg.Client(server.connection('postgres'))
    await busy.connect()
    busy.on('error', () => {})
    const statement = busy.query('select count(*) from generate_series(1, 100000000000)').catch(() => {})
    await sleep(100)

    process.kill(server.pid, 'SIGKILL')

    await statement
    await vi.waitUntil(() => isAnswering(server), { timeout: 10_000, interval: 50 })
  })

  test('an adopted postmaster that dies comes back too', async () => {
    const orphan = await startInChild()
    await kill(orphan.child)
    const server = await start()
    expect(server.adopted).toBe(true)

    process.kill(server.pid, 'SIGKILL')

    await vi.waitUntil(() => isAnswering(server), { timeout: 10_000, interval: 50 })
    expect(server.pid).not.toBe(orphan.pid)
  })

  test('two that keep one server alive do not fight', async () => {
    const [one, other] = await Promise.all([start(), start()])
    process.kill(one.pid, 'SIGKILL')

    await sleep(600)
    await vi.waitUntil(async () => (await isAnswering(one)) && one.pid === other.pid, { timeout: 10_000 })
    const { pid } = one
    await sleep(1200)
    expect([one.pid, other.pid]).toEqual([pid, pid])
    expect(isAlive(pid)).toBe(true)
  })

  test('nothing comes back after stop, which may be called twice and during a restart', async () => {
    const server = await start()
    process.kill(server.pid, 'SIGKILL')
    await sleep(300)

    await Promise.all([server.stop(), server.stop()])

    await sleep(1200)
    expect(await isAnswering(server)).toBe(false)
    expect(await stopPostgres(dataDir)).toBe(false)
  })

  test('without keepAlive what ended stays down', async () => {
    const server = await start({ keepAlive: false })
    process.kill(server.pid, 'SIGKILL')

    await sleep(1200)
    expect(await isAnswering(server)).toBe(false)
  })
})

describe('refusals', () => {
  test('data of another major version, with the way out', async () => {
    emptyFolder()
    await mkdir(join(dataDir, 'pgdata'), { recursive: true })
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '17\n')

    await expect(start()).rejects.toThrow(/holds data of PostgreSQL 17; .* DATABASE_URL/)
  })

  test('a folder that cannot be made, with the way out', async () => {
    await writeFile(join(folder, 'file'), '')
    dataDir = join(folder, 'file', 'postgres')

    await expect(start()).rejects.toThrow(/cannot be used .* FOYER_DATA_DIR .* DATABASE_URL/)
  })

  test('a setting that PostgreSQL refuses, in its own words', async () => {
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /did not start .*foyer\.conf/,
    )
  })

  test.runIf(isRoot)('another user of the machine cannot connect', async () => {
    const server = await start()
    const { host } = server.connection('postgres')
    const script = `require('node:net').connect('${host}/.s.PGSQL.5432').on('error', (error) => console.log(error.code)).on('connect', () => process.exit())`

    const { uid } = await stat(join(dataDir, 'pgdata'))
    // The server's own user is one of the host's services, and is kept out by its group.
    for (const owner of [
      { uid: 65534, gid: 65534 },
      { uid, gid: uid },
    ]) {
      const stranger = spawn(process.execPath, ['-e', script], {
        ...owner,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      expect(await firstLine(stranger)).toBe('EACCES')
    }
  })
})

test("patients' words stay out of the log", async () => {
  const server = await start()
  await writeVisit(server)
  const client = new pg.Client(server.connection('postgres'))
  await client.connect()
  const statements: [string, string[]][] = [
    ["select 'Ana Pavlova'::uuid", []],
    ['select $1::uuid', ['Ana Pavlova']],
    ["insert into visits values (1, 'Ana Pavlova')", []],
    ['insert into visits values (1, $1)', ['Ana Pavlova']],
    ["do $$ begin raise warning 'Ana Pavlova'; end $$", []],
  ]
  for (const [text, values] of statements) await client.query(text, values).catch(() => {})
  await client.end()
  await server.stop()

  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('Ana')
})

function emptyFolder(name: string = randomUUID()): void {
  dataDir = join(folder, name, 'postgres')
}

async function start(options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, ...options })
  servers.push(server)
  return server
}

/** Leaves a cluster that is not running, and tells as whom it ran. */
async function stopped(): Promise<{ uid: number; gid: number }> {
  await (await startPostgres({ dataDir })).stop()
  const { uid, gid } = await stat(join(dataDir, 'pgdata'))
  return { uid, gid }
}

interface Child {
  child: ChildProcess
  pid: number
  adopted: boolean
  lines: string[]
}

function spawnChild(options: { detached?: boolean } = {}): ChildProcess {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)})
    const lines = []
    const { pid, adopted } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, onProgress: (line) => lines.push(line) })
    console.log(JSON.stringify({ pid, adopted, lines }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  children.push(child)
  return child
}

async function startInChild(options: { detached?: boolean } = {}): Promise<Child> {
  const child = spawnChild(options)
  return { child, ...JSON.parse(await firstLine(child)) }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the child has no stdout')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('the child ended without a word')
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

async function query(server: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection('postgres'))
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function writeVisit(server: EmbeddedPostgres): Promise<void> {
  await query(
    server,
    `drop table if exists visits;
    create table visits (id int primary key, name text unique);
    insert into visits values (1, 'first')`,
  )
}

async function countVisits(server: EmbeddedPostgres): Promise<number> {
  const [row] = await query(server, 'select count(*)::int as visits from visits')
  return Number(row?.visits)
}

function isAnswering(server: EmbeddedPostgres): Promise<boolean> {
  return query(server, 'select 1').then(
    () => true,
    () => false,
  )
}

/** A zombie is not: in a container there may be nobody to reap what a killed parent left. */
function isAlive(pid: number): boolean {
  const ps = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.stdout !== '' && !ps.stdout.startsWith('Z')
}

/** What a postmaster leaves that was killed while it had this pid. */
async function writeStaleFiles(pid: number): Promise<void> {
  const pgdata = join(dataDir, 'pgdata')
  const lines = [pid, pgdata, '1795231930', '5432', '.', '', '  2146339         9', 'ready   ', '']
  await writeFile(join(pgdata, 'postmaster.pid'), lines.join('\n'))
  await writeFile(join(pgdata, '.s.PGSQL.5432.lock'), lines.slice(0, 5).join('\n'))
}
