/** A back-up brings everything back, to the byte and the microsecond, or changes nothing. */
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepDeliveries } from '../src/desk/connections/sweep-deliveries.ts'
import { applyBookingDelivery } from '../src/desk/scheduling/sweep-booking-deliveries.ts'
import { type Foyer, startFoyer } from '../src/foyer.ts'
import { backUp } from '../src/kit/backup.ts'
import { BackupError, type Frame, openBackupFile } from '../src/kit/backup-file.ts'
import { parseConfig } from '../src/kit/config.ts'
import { copyIn, copyOut } from '../src/kit/copy.ts'
import type { Connection } from '../src/kit/db.ts'
import { createLog } from '../src/kit/log.ts'
import { migrate } from '../src/kit/migrate.ts'
import { type EmbeddedPostgres, startPostgres } from '../src/kit/postgres.ts'
import { restore } from '../src/kit/restore.ts'
import { calcom } from '../src/providers/bookings/calcom.ts'
import { fillConversations } from './access/fill-conversations.ts'
import { fillForms } from './access/fill-forms.ts'
import { fillJourneys } from './access/fill-journeys.ts'
import { fillSchedule } from './access/fill-schedule.ts'
import { calcomBooking } from './calcom.ts'
import { beginCommand, runCommand, urlOf } from './commands.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { openDesk, type TestDesk } from './desk.ts'

const SECRET = 'a test secret of at least thirty-two characters'
const ROOT = fileURLToPath(new URL('..', import.meta.url))

let desk: TestDesk
/** Its database. */
let source: Connection
let folder: string
/** Of `desk`, with one delivery that waits and one booking whose jobs wait. */
let backup: string
/** What it was then. */
let original: Record<string, string>
/** A server whose only users besides the superuser are `owner` (createrole, createdb) and `poor` (createrole alone). */
let elsewhere: EmbeddedPostgres

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-backup-'))
  const memory = await mkdtemp(join((await stat('/dev/shm').catch(() => null)) ? '/dev/shm' : folder, 'fb-'))
  elsewhere = await startPostgres({
    dataDir: join(memory, 'elsewhere'),
    keepAlive: false,
    settings: { fsync: 'off', synchronous_commit: 'off' },
  })
  await asSuperuser('create role owner login createrole createdb')
  desk = await openDesk({
    env: { ROLE: 'web' },
    via: async (connection) => {
      source = connection
      return connection
    },
  })
  await liveThrough(desk)
  original = await dump(source)
  backup = join(folder, 'desk.foyer')
  await backUp({ connection: source, path: backup })
})
afterAll(async () => {
  await desk?.close()
  await elsewhere?.stop()
  await rm(join(elsewhere.connection('x').host, '../..'), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

describe('round trip', () => {
  let target: TestDatabase

  beforeAll(async () => {
    target = await testDatabase()
    await target.drop()
    const file = await openBackupFile(backup)
    await restore({ connection: target.connection, file })
    await file.close()
  })
  afterAll(() => target.drop())

  test('every table of the desk has rows, and comes back with the same ones', async () => {
    expect(Object.entries(original).filter(([, digest]) => digest.startsWith('0 rows'))).toEqual([])
    expect(await dump(target.connection)).toEqual(original)
  })

  test('pending jobs come back, finished ones do not', async () => {
    const jobs = `select data::text from pgboss.job where state in ('created', 'retry', 'active') order by data::text`
    const before = await desk.rows(jobs)
    expect(before.length).toBeGreaterThan(0)
    expect(await query(target.connection, jobs)).toEqual(before)
    expect(await query(target.connection, `select from pgboss.job where state = 'completed'`)).toEqual([])
    const queue = `select name, retry_limit, heartbeat_seconds, expire_seconds from pgboss.queue order by name`
    expect(await query(target.connection, queue)).toEqual(await desk.rows(queue))
  })

  test('the schema is that of a fresh database: constraints, indexes, policies, force, rights, triggers', async () => {
    const fresh = await testDatabase()
    expect(await schemaOf(target.connection)).toEqual(await schemaOf(fresh.connection))
    await fresh.drop()
  })

  test('a back-up of what was restored has the same content', async () => {
    const again = join(folder, 'again.foyer')
    await backUp({ connection: target.connection, path: again })
    expect(await contentOf(again)).toEqual(await contentOf(backup))
  })

  test('is readable by its owner alone, and leaves nothing else in the folder', async () => {
    expect((await stat(backup)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
  })
})

describe('on a server where we are a plain owner', () => {
  test('restores into a database that is not there yet, and reads it again, row-level security being forced', async () => {
    const { connection, url } = await place('owned')
    const done = await runCommand('restore', [backup], { DATABASE_URL: url })
    expect(done).toMatchObject({ status: 0 })
    const again = join(folder, 'owned.foyer')
    expect(await runCommand('backup', [again], { DATABASE_URL: url })).toMatchObject({ status: 0 })
    expect(await contentOf(again)).toEqual(await contentOf(backup))
    expect(await dump(connection)).toEqual(original)
    const { rows } = await new pg.Pool(ownerOf(connection)).query(
      'select rolsuper from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false }])
  })

  test('Foyer starts on it, processes the delivery that waited and does the jobs that were pending', async () => {
    const { connection } = await place('goes_on')
    const file = await openBackupFile(backup)
    await restore({ connection: ownerOf(connection), file })
    await file.close()
    const waiting = `select count(*)::int as count from inbound_deliveries where status = 'received'`
    const pending = `select count(*)::int as count from pgboss.job where state < 'completed'`
    const unconfirmed = `select count(*)::int as count from appointments a where status = 'booked' and source = 'calcom' and not exists (
      select from messages m where m.appointment_id = a.id and m.kind in ('confirmation', 'rescheduled'))`
    expect(await query(connection, waiting)).toEqual([{ count: 1 }])
    expect(await query(connection, unconfirmed)).toEqual([{ count: 1 }])

    const foyer = await start(ownerOf(connection), 'all')
    await expect.poll(() => query(connection, waiting), { timeout: 15_000 }).toEqual([{ count: 0 }])
    await expect.poll(() => query(connection, pending), { timeout: 15_000 }).toEqual([{ count: 0 }])
    expect(await query(connection, unconfirmed)).toEqual([{ count: 0 }])
    await foyer.stop()
  })

  test('without the right to create databases it fills an empty one, and says what replacing needs', async () => {
    await asSuperuser('create role poor login createrole')
    await asSuperuser('grant foyer_app, foyer_across, foyer_auth to poor with admin option')
    await asSuperuser('create database poor owner poor')
    const connection = { ...elsewhere.connection('poor'), user: 'poor' }
    const file = await openBackupFile(backup)
    await restore({ connection, file })
    expect(await dump(elsewhere.connection('poor'))).toEqual(original)
    const again = restore({ connection, file, replaces: true })
    await expect(again).rejects.toThrow(/poor may not create databases.*alter role poor createdb/)
    await file.close()
  })
})

test('embedded: commands back up and restore into a new data folder, and leave no server running', async () => {
  const FOYER_DATA_DIR = join(folder, 'data')
  const done = await runCommand('restore', [backup], { FOYER_DATA_DIR })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  expect(done.stdout).toMatch(/Done: \d+ rows of \d+ tables and \d+ pending jobs/)
  expect(done.stdout).toContain('WARNING: the secret of the back-up')
  await expect(stat(join(FOYER_DATA_DIR, 'postgres/pgdata/postmaster.pid'))).rejects.toThrow('ENOENT')

  const again = join(folder, 'embedded.foyer')
  const made = await runCommand('backup', [again], { FOYER_DATA_DIR, FOYER_SECRET: SECRET })
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(made.stdout).toContain('patient data')
  expect(await contentOf(again)).toEqual(await contentOf(backup))
  const full = await runCommand('restore', [again], { FOYER_DATA_DIR, FOYER_SECRET: SECRET })
  expect(full).toMatchObject({ status: 1 })
  expect(full.stderr).toContain('is not empty')
}, 60_000)

test('a back-up made while deliveries pour in is of one moment', async () => {
  const foyer = await start(source, 'worker')
  let isOver = false
  let delivered = 0
  const pouring = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const phone = `+1312555${String(1000 + (delivered % 200))}`
        const startAt = Temporal.Instant.from('2026-12-01T16:00:00Z').add({ minutes: delivered++ })
        await desk.deliver(calcomBooking({ phone, startAt: startAt.toString() }).created())
      }
    }),
  )
  const path = join(folder, 'live.foyer')
  const target = await testDatabase()
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 400))
    await backUp({ connection: source, path })
  }
  isOver = true
  await pouring
  await foyer.stop()

  const file = await openBackupFile(path)
  // Foreign keys are made anew by it: every appointment has its contact and profile, every message its contact.
  await restore({ connection: target.connection, file })
  await file.close()
  const [counted] = await query(
    target.connection,
    `select (select count(*) from appointments)::int as appointments,
       (select count(*) from inbound_deliveries d where status = 'done' and not exists (
         select from appointments a where a.id = d.appointment_id))::int as "deliveries without appointment",
       (select count(*) from events e where type = 'appointment.booked' and not exists (
         select from appointments a where a.id = e.appointment_id))::int as "events without appointment",
       (select count(*) from appointments a where not exists (
         select from events e where e.appointment_id = a.id))::int as "appointments without event",
       (select count(*) from events e where type = 'appointment.booked'
         and not exists (select from event_reactions r where r.event_id = e.id)
         and not exists (select from pgboss.job j where j.data->>'id' = e.id::text))::int as "events without job"`,
  )
  expect(counted.appointments).toBeGreaterThan(10)
  expect(counted).toEqual({
    appointments: counted.appointments,
    'deliveries without appointment': 0,
    'events without appointment': 0,
    'appointments without event': 0,
    'events without job': 0,
  })
  await target.drop()
}, 60_000)

describe('refuses, and leaves the database as it was:', () => {
  let target: TestDatabase
  let before: unknown

  beforeAll(async () => {
    target = await testDatabase()
    await query(
      target.connection,
      `insert into auth."user" (id, name, email, "emailVerified") values ('u', 'Here before', 'here@example.com', true)`,
    )
    before = await dump(target.connection)
  })
  afterAll(() => target.drop())

  async function refused(
    path: string,
    options: { replaces?: boolean } = { replaces: true },
  ): Promise<string> {
    try {
      const file = await openBackupFile(path)
      await restore({ connection: target.connection, file, ...options }).finally(() => file.close())
    } catch (error) {
      expect(error).toBeInstanceOf(BackupError)
      expect(await dump(target.connection)).toEqual(before)
      const left = await query(
        target.connection,
        `select datname from pg_database where datname ~ '_(restoring|replaced)_'`,
      )
      expect(left).toEqual([])
      return (error as Error).message
    }
    throw new Error('it was not refused')
  }

  async function changed(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, change(await readFile(backup)))
    return path
  }

  /** With a right checksum, as another version would have written it. */
  function rewritten(bytes: Buffer, change: (text: string) => string): Buffer {
    const lineEnd = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1
    const head = Buffer.from(change(bytes.subarray(0, lineEnd).toString()))
    const content = Buffer.concat([head, bytes.subarray(lineEnd, -76)])
    return Buffer.concat([
      content,
      Buffer.from(`\nfoyer-end ${createHash('sha256').update(content).digest('hex')}\n`),
    ])
  }

  test.each([0, 14, 4_000])('a file cut after %i bytes', async (length) => {
    const path = await changed('cut.foyer', (bytes) => bytes.subarray(0, length))
    expect(await refused(path)).toMatch(/cut short|is not a back-up/)
  })

  test('a file cut by its last byte', async () => {
    expect(await refused(await changed('cut.foyer', (bytes) => bytes.subarray(0, -1)))).toContain('cut short')
  })

  test.each([0.1, 0.6])('a byte altered at %f of the file', async (place) => {
    const path = await changed('altered.foyer', (bytes) => {
      const at = Math.floor(bytes.length * place)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes
    })
    expect(await refused(path)).toMatch(/was altered|altered/)
  })

  test('a newer format', async () => {
    const path = await changed('format.foyer', (bytes) =>
      rewritten(bytes, (head) => head.replace('foyer-backup 1', 'foyer-backup 2')),
    )
    expect(await refused(path)).toContain('newer Foyer (format 2')
  })

  test('a migration that is not here', async () => {
    const path = await changed('newer.foyer', (bytes) =>
      rewritten(bytes, (head) => head.replace('"0009_journeys.sql"', '"0999_future.sql"')),
    )
    expect(await refused(path)).toContain('newer Foyer (0999_future.sql is not')
  })

  test('a migration with other contents', async () => {
    const path = await changed('other.foyer', (bytes) =>
      rewritten(bytes, (head) => head.replace(/("0003_access.sql","sha256":")[0-9a-f]{8}/, '$100000000')),
    )
    expect(await refused(path)).toContain('0003_access.sql has other contents here')
  })

  test('content that ends too early under a right checksum', async () => {
    const path = await changed('short.foyer', (bytes) => {
      const content = bytes.subarray(0, bytes.length - 76 - 300)
      return Buffer.concat([
        content,
        Buffer.from(`\nfoyer-end ${createHash('sha256').update(content).digest('hex')}\n`),
      ])
    })
    expect(await refused(path)).toContain('cannot be read to its end')
  })

  test('a database that is not empty, unless told to replace it', async () => {
    expect(await refused(backup, {})).toMatch(/is not empty.*--replace/)
  })

  test('a database to which somebody is connected', async () => {
    const somebody = new pg.Client(target.connection)
    await somebody.connect()
    expect(await refused(backup)).toMatch(/One session is open.*Stop every Foyer/)
    await somebody.end()
  })

  test("another program's database", async () => {
    await asSuperuser('create database other_program')
    const connection = elsewhere.connection('other_program')
    await query(connection, 'create table invoices (id int)')
    const file = await openBackupFile(backup)
    await expect(restore({ connection, file, replaces: true })).rejects.toThrow('is no Foyer')
    await file.close()
  })

  test('to write over a file that is no back-up', async () => {
    const path = join(folder, 'letter.txt')
    await writeFile(path, 'Dear Ana')
    await expect(backUp({ connection: source, path })).rejects.toThrow('is not a back-up of Foyer')
    expect(await readFile(path, 'utf8')).toBe('Dear Ana')
  })
})

test('a back-up of an older Foyer is migrated to this one', async () => {
  const older = join(folder, 'migrations')
  await mkdir(older)
  for (const name of (await readdir(join(ROOT, 'db/migrations'))).sort().slice(0, 5)) {
    await copyFile(join(ROOT, 'db/migrations', name), join(older, name))
  }
  await asSuperuser('create database older')
  const connection = elsewhere.connection('older')
  await migrate({ connection, directory: pathToFileURL(`${older}/`) })
  await query(
    connection,
    `insert into clinics (clinic_id, slug, name, time_zone, created_at, updated_at)
     values (gen_random_uuid(), 'old', 'Old Clinic', 'UTC', now(), now())`,
  )
  const path = join(folder, 'older.foyer')
  await backUp({ connection, path })
  const target = await testDatabase()
  const file = await openBackupFile(path)
  await restore({ connection: target.connection, file, replaces: true })
  await file.close()
  expect(await query(target.connection, 'select slug from clinics')).toEqual([{ slug: 'old' }])
  const fresh = await testDatabase()
  expect(await schemaOf(target.connection)).toEqual(await schemaOf(fresh.connection))
  await Promise.all([fresh.drop(), target.drop()])
})

describe('killed in the middle', () => {
  let connection: Connection
  let url: string
  let old: unknown

  beforeAll(async () => {
    ;({ connection, url } = await place('killed'))
    const file = await openBackupFile(backup)
    await restore({ connection: ownerOf(connection), file })
    await file.close()
    await query(connection, `update clinics set name = 'The old one'`)
    old = await dump(connection)
  })

  test.each([
    ['while it checks the file', /Checking/],
    ['while it loads the first rows', /auth\.account/],
    ['while it loads the last rows', /touchpoints/],
    ['before it renames', /planner/],
  ])('%s, it leaves the old one whole, and the next one goes well', async (_when, line) => {
    const child = beginCommand('restore', [backup, '--replace'], { DATABASE_URL: url })
    await killedAt(child, line)
    await expect.poll(() => sessionsOf('killed'), { timeout: 10_000 }).toBe(0)
    expect(await dump(connection)).toEqual(old)
  })

  test('after it renamed, the new one is whole; the next restore takes away what was left over', async () => {
    const child = beginCommand('restore', [backup, '--replace'], { DATABASE_URL: url })
    await killedAt(child, /Dropping/)
    expect(await dump(connection)).toEqual(original)
    await expect.poll(() => sessionsOf('killed'), { timeout: 10_000 }).toBe(0)

    expect(await runCommand('restore', [backup, '--replace'], { DATABASE_URL: url })).toMatchObject({
      status: 0,
    })
    expect(await dump(connection)).toEqual(original)
    const left = await query(
      elsewhere.connection('postgres'),
      `select datname from pg_database where datname like 'killed_%'`,
    )
    expect(left).toEqual([])
  }, 60_000)
})

describe('the commands', () => {
  test('restore --check reads the file, touches nothing and knows whether its secret is here', async () => {
    const withKeys = join(folder, 'with-keys.foyer')
    await runCommand('backup', [withKeys], { DATABASE_URL: urlOf(source), FOYER_SECRET: SECRET })
    const FOYER_DATA_DIR = join(folder, 'never-made')
    const good = await runCommand('restore', [withKeys, '--check'], { FOYER_DATA_DIR, FOYER_SECRET: SECRET })
    expect(good).toMatchObject({ status: 0, stderr: '' })
    expect(good.stdout).toMatch(/The file is whole: \d+ rows of \d+ tables/)
    expect(good.stdout).not.toContain('WARNING')
    const other = await runCommand('restore', [withKeys, '--check'], {
      FOYER_DATA_DIR,
      FOYER_SECRET: SECRET.toUpperCase(),
    })
    expect(other.stdout).toContain('WARNING: the secret of the back-up')
    await expect(stat(FOYER_DATA_DIR)).rejects.toThrow('ENOENT')
  })

  test.each([
    ['backup', [], 'npm run backup -- FILE'],
    ['restore', ['--force', 'a'], 'npm run restore -- FILE'],
    ['restore', ['/no/such/file'], 'does not exist'],
    ['backup', ['/tmp/x.foyer'], 'There is no database in'],
  ])('%s %j says how it is right', async (command, args, message) => {
    const done = await runCommand(command, args, { FOYER_DATA_DIR: join(folder, 'none') })
    expect(done.status).toBe(1)
    expect(done.stderr).toContain(message)
    expect(done.stderr).not.toContain('    at ')
  })
})

describe('COPY over pg', () => {
  let client: pg.Client

  beforeAll(async () => {
    client = new pg.Client(source)
    client.on('error', () => {})
    await client.connect()
    await client.query('create temp table notes (id int, body text)')
  })
  afterAll(() => client.end())

  test('rows larger than a batch come through whole', async () => {
    const bodies = [1, 200_000, 3_000_000].map((length) => 'ä'.repeat(length))
    await client.query('insert into notes select row_number() over (), body from unnest($1::text[]) body', [
      bodies,
    ])
    const { bytes, rows } = await collect(
      copyOut(client, 'copy (select body from notes order by id) to stdout'),
    )
    expect(rows).toBe(3)
    expect(bytes.toString().split('\n').slice(0, -1)).toEqual(bodies)
  })

  test('a source that fails leaves nothing, and the connection goes on', async () => {
    async function* rows() {
      yield Buffer.from('7\tkept?\n')
      throw new Error('the disk went away')
    }
    await expect(copyIn(client, 'copy notes from stdin', rows())).rejects.toThrow('the disk went away')
    expect((await client.query('select from notes where id = 7')).rowCount).toBe(0)
  })

  test('what the server refuses is thrown, also while more is being sent', async () => {
    async function* rows() {
      for (let i = 0; i < 2000; i++) yield Buffer.from(`not a number\t${'x'.repeat(10_000)}\n`)
    }
    await expect(copyIn(client, 'copy notes from stdin', rows())).rejects.toMatchObject({ code: '22P02' })
    await expect(collect(copyOut(client, 'copy nothing_of_this_name to stdout'))).rejects.toMatchObject({
      code: '42P01',
    })
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

/** Deliveries of every kind, then by hand what no delivery writes, then one that waits and one whose jobs wait. */
async function liveThrough(desk: TestDesk): Promise<void> {
  const worker = await start(source, 'worker')
  const names = [
    'Ana Souza',
    'مريم الحسن',
    '李小龍',
    'Zoë 🦷 O’Neil',
    'Back\\slash \\N "quoted"',
    'Tab\tand\nline\r\nend',
    'Nul\u0000led',
  ]
  const answers = { allergies: { label: 'Allergies', value: 'none\u0000, "really" \\ ✓\n\t' }, plain: 'yes' }
  for (const [i, name] of names.entries()) {
    const booking = calcomBooking({
      attendee: { name, email: `person${i}@example.com` },
      phone: `+1312555${1200 + i}`,
      startAt: `2026-12-0${i + 1}T16:00:00Z`,
      answers,
    })
    await desk.deliver(booking.created())
    if (i === 1) await desk.deliver(booking.cancelled())
    if (i === 2) await desk.deliver(booking.movedTo({ startAt: '2026-12-20T15:30:00Z' }).rescheduled())
    if (i === 3) await desk.deliver(booking.noShow())
  }
  const disputed = { attendee: { name: 'Who Knows', email: 'person1@example.com' }, phone: '+13125551200' }
  await desk.deliver(calcomBooking(disputed).created())
  await desk.deliver('{"triggerEvent":"BOOKING_CREATED","payload":{}}')
  await desk.deliver({ triggerEvent: 'PING' }, { signature: 'wrong' })
  await desk.openClinic('Lakeside', 'Europe/Berlin')
  await desk.settle()
  const conflicts = await desk.api('GET', '/api/identity-conflicts')
  await desk.api('POST', `/api/identity-conflicts/${conflicts.body.conflicts[0].id}/resolve`, {
    body: { resolution: 'all_one_person' },
  })
  await desk.settle()
  await fillSchedule(desk, desk.clinic, 'Riverside')
  const { contactId } = await fillConversations(desk, desk.clinic, 'Riverside')
  await fillJourneys(desk, desk.clinic, { mark: 'Riverside', contactId })
  await fillForms(desk, desk.clinic, { mark: 'Riverside', contactId })
  await worker.stop()

  await desk.foyer.signIn.api.signUpEmail({
    body: { name: 'Deniz Demir', email: 'demir@example.com', password: 'correct horse battery' },
  })
  const [user] = await desk.rows(`select id from auth."user"`)
  const { clinicId } = desk.clinic
  for (const statement of [
    `insert into auth.organization (id, name, slug, "createdAt") values ('${clinicId}', 'Riverside', 'riverside', '2026-01-02T03:04:05.678901Z')`,
    `insert into auth.member values ('m', '${clinicId}', '${user.id}', 'owner', now())`,
    `insert into auth.invitation values ('i', '${clinicId}', 'new@example.com', 'viewer', 'pending', now(), now(), '${user.id}')`,
    `insert into auth."twoFactor" values ('t', 'sealed', 'sealed too', '${user.id}', true, 0, null)`,
    `insert into auth.verification (id, identifier, value, "expiresAt") values ('v', 'x', 'y', 'infinity')`,
    `insert into practitioners select '${clinicId}', gen_random_uuid(), 'Dr. D', null, '0044-03-15 12:00:00.000001 BC'
      where not exists (select from practitioners)`,
    `insert into consents select clinic_id, gen_random_uuid(), id, 'all', 'sms', 'granted', 'desk', E'\\\\. \\u202e', 'user', null, now() from contacts limit 1`,
    `insert into message_templates select '${clinicId}', gen_random_uuid(), 'k', 'sms', 'en', 1, null, 'b', 'u', now()
      where not exists (select from message_templates)`,
    `insert into attribution_touches select clinic_id, gen_random_uuid(), contact_id, id, 'direct', 'direct', null, now() from appointments
      on conflict do nothing`,
    `insert into contact_merges select clinic_id, gen_random_uuid(), id, id, 'r', '{"n": 1.50, "e": 1e400, "deep": [null, {"a": "\\u2028"}]}', 'user', null, now()
      from contacts limit 1`,
    `update contacts set created_at = '2026-11-23T15:00:00.123456Z'`,
    `update patient_profiles set birth_date = '1937-02-28'`,
    `update inbound_deliveries set raw_body = decode('00ff5c4e0a5c2e0a', 'hex') where status = 'failed'`,
    `update journeys set exits = array['a', null, '', 'null', '{"x"}', E'\\\\', 'a,b']`,
  ]) {
    await desk.rows(statement)
  }

  // Booked, but nothing has followed yet.
  await desk.deliver(
    calcomBooking({ attendee: { name: 'Jobs Wait' }, startAt: '2026-12-10T16:00:00Z' }).created(),
  )
  await sweepDeliveries(desk.foyer.desk, {
    appliers: { calcom: applyBookingDelivery(calcom) },
    inFlight: new Set(),
  })
  await desk.deliver(
    calcomBooking({ attendee: { name: 'Still Waits' }, startAt: '2026-12-11T16:00:00Z' }).created(),
  )
}

async function start(connection: Connection, role: 'worker' | 'all'): Promise<Foyer> {
  const config = parseConfig({ FOYER_SECRET: SECRET, NODE_ENV: 'test', ROLE: role })
  return startFoyer({
    config: { ...config, secret: SECRET },
    connection,
    log: createLog({ level: 'silent' }),
    clock: desk.clock,
    isMigrated: true,
    listens: false,
  })
}

/** The name of a database that does not exist yet, as superuser and as the URL of `owner`. */
async function place(name: string): Promise<{ connection: Connection; url: string }> {
  await asSuperuser(`drop database if exists ${name}`)
  const connection = elsewhere.connection(name)
  return { connection, url: urlOf(ownerOf(connection)) }
}

function ownerOf(connection: Connection): Connection {
  return { ...connection, user: 'owner' }
}

function asSuperuser(statement: string): Promise<unknown> {
  return query(elsewhere.connection('postgres'), statement)
}

async function sessionsOf(stem: string): Promise<number> {
  const [row] = await query(
    elsewhere.connection('postgres'),
    `select count(*)::int as count from pg_stat_activity where starts_with(datname, '${stem}') or (usename = 'owner' and datname = 'postgres')`,
  )
  return row.count
}

// biome-ignore lint/suspicious/noExplicitAny: rows of any shape.
async function query(connection: Connection, statement: string): Promise<any[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Of each table, how many rows it has and the digest of them all as PostgreSQL writes them, generated columns too. */
async function dump(connection: Connection): Promise<Record<string, string>> {
  const tables = await query(
    connection,
    `select schemaname || '."' || tablename || '"' as name from pg_tables
     where schemaname in ('public', 'auth') and tablename <> 'foyer_migrations' order by 1`,
  )
  const dumped: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await query(
      connection,
      `select count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text collate "C"), '')) as digest from ${name} t`,
    )
    dumped[name] = row.digest
  }
  return dumped
}

/** As texts without what differs from database to database. */
async function schemaOf(connection: Connection): Promise<unknown> {
  const relations = `(select oid from pg_class where relnamespace in ('public'::regnamespace, 'auth'::regnamespace))`
  const [row] = await query(
    connection,
    `select
       (select array_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated order by conrelid::regclass::text, conname)
        from pg_constraint where conrelid in ${relations}) as constraints,
       (select array_agg(indexdef order by indexdef) from pg_indexes where schemaname in ('public', 'auth')) as indexes,
       (select array_agg(p::text order by p::text) from pg_policies p) as policies,
       (select array_agg(relname || relrowsecurity::text || relforcerowsecurity::text || coalesce(relacl::text, '') order by relname)
        from pg_class where oid in ${relations} and relkind = 'r') as tables,
       (select array_agg(tgname || tgenabled::text order by tgname)
        from pg_trigger where tgrelid in ${relations} and not tgisinternal) as triggers`,
  )
  return row
}

/** Table by table: columns and rows, sorted, for the heap's order is nobody's promise. */
async function contentOf(path: string): Promise<unknown> {
  const file = await openBackupFile(path)
  const tables: Record<string, { columns: string[]; rows: string[] }> = {}
  let text: Buffer[] = []
  let table: Extract<Frame, { kind: 'table' }> | undefined
  for await (const frame of file.frames()) {
    if (frame.kind === 'table') table = frame
    if (frame.kind === 'rows') text.push(frame.bytes)
    if (frame.kind === 'tableEnd' && table) {
      const rows = Buffer.concat(text).toString().split('\n').sort()
      tables[table.name] = { columns: table.columns, rows }
      text = []
    }
  }
  await file.close()
  return tables
}

async function collect(source: AsyncGenerator<Buffer, number>): Promise<{ bytes: Buffer; rows: number }> {
  const chunks: Buffer[] = []
  for (;;) {
    const next = await source.next()
    if (next.done) return { bytes: Buffer.concat(chunks), rows: next.value }
    chunks.push(next.value)
  }
}

/** kill -9 as soon as it has said this. */
async function killedAt(child: ChildProcess, line: RegExp): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk
      if (line.test(said)) child.kill('SIGKILL')
    })
    child.on('close', (_status, signal) => {
      if (signal === 'SIGKILL') resolve()
      else reject(new Error(`it ended before it was killed: ${said}`))
    })
  })
}
