/** Restore: the other half of kit/backup.ts. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  countOthers,
  findClinics,
  findTables,
  JOBS,
  nameOf,
  OURS,
  type OwnerClient,
  quote,
  type Totals,
  withOwner,
} from './backup.ts'
import {
  BackupError,
  type BackupFile,
  type BackupHeader,
  type Frame,
  type SequenceState,
} from './backup-file.ts'
import { copyIn } from './copy.ts'
import type { Connection } from './db.ts'
import { type Job, openJobs } from './jobs.ts'
import { MIGRATIONS, migrate, readMigrations } from './migrate.ts'
import { replaceDatabase } from './replace-database.ts'

const JOBS_AT_ONCE = 1000

export interface Restored extends Totals {
  /** Tables of the back-up that no migration makes, so somebody else's: left out. */
  skipped: string[]
}

/**
 * Makes the database what it was when the back-up was written, and migrates it to this version of Foyer. Refuses,
 * before anything is changed, a file that is not what was written or comes from a newer Foyer, a database that has
 * rows (unless `replaces`) or holds something else than a Foyer, and one to which somebody is connected.
 *
 * All or nothing, also when killed: an empty database is filled by one transaction; another is replaced by a new one
 * that was filled beside it, by renaming both in one transaction.
 */
export async function restore(options: {
  connection: Connection
  file: BackupFile
  replaces?: boolean
  log?: (line: string) => void
  signal?: AbortSignal
}): Promise<Restored> {
  const { connection, file, log = () => {}, signal } = options
  await refuseNewer(file.header)
  log('Checking the file …')
  await file.verify(signal)

  const fill = (target: Connection) => fillDatabase({ connection: target, file, log, signal })
  const found = await inspect(connection)
  if (found.holds === 'something else') {
    throw new BackupError(
      `The database ${found.database} holds tables and is no Foyer; give the name of another in DATABASE_URL.`,
    )
  }
  if (found.holds === 'rows' && !options.replaces) {
    throw new BackupError(
      `The database ${found.database} is not empty. To put the back-up in its place, run again with --replace.`,
    )
  }
  const names = new Set(file.header.migrations.map((migration) => migration.name))
  const isFillable = found.holds !== 'rows' && found.migrations.every((name) => names.has(name))
  if (found.exists && isFillable) return fill(connection)
  return replaceDatabase({ connection, log, fill })
}

/** Migrations of the back-up, its rows in one transaction, then the migrations that are newer than it. */
async function fillDatabase(options: {
  connection: Connection
  file: BackupFile
  log: (line: string) => void
  signal: AbortSignal | undefined
}): Promise<Restored> {
  const { connection, file, log, signal } = options
  await migrateTo(connection, file.header)
  const jobs = openJobs({ connection })
  await jobs.start()
  try {
    const restored = await withOwner(connection, async (client) => {
      await client.query('begin')
      const loaded = await load(client, {
        file,
        log,
        signal,
        insertJobs: async (list) => {
          const { text, values } = await jobs.insertion(list)
          await client.query(text, values)
        },
      })
      await client.query('commit')
      return loaded
    })
    await jobs.stop()
    await migrate({ connection, log })
    log('Counting what the planner wants to know …')
    await withOwner(connection, async (client) => {
      const tables = await findTables(client)
      await client.query(`analyze ${tables.map((table) => quote(table.name)).join(', ')}`)
    })
    return restored
  } finally {
    await jobs.stop()
  }
}

async function load(
  client: OwnerClient,
  options: {
    file: BackupFile
    log: (line: string) => void
    signal: AbortSignal | undefined
    insertJobs: (jobs: Job[]) => Promise<void>
  },
): Promise<Restored> {
  const tables = new Map((await findTables(client)).map((table) => [table.name, table]))
  const all = [...tables.values()]
  const foreignKeys = await findForeignKeys(client)
  // The owner of a table is free of its row-level security, unless it is forced; COPY knows no other way in.
  for (const table of all) {
    await client.query(`alter table ${quote(table.name)} no force row level security, disable trigger user`)
  }
  // Made again after the rows: in any order of tables then, also in a circle, and checked once instead of row by row.
  for (const key of foreignKeys)
    await client.query(`alter table ${quote(key.table)} drop constraint ${key.name}`)
  // Migrations may have written rows of their own.
  await client.query(`truncate ${all.map((table) => quote(table.name)).join(', ')}`)

  const restored: Restored = { tables: 0, rows: 0, jobs: 0, bytes: options.file.bytes, skipped: [] }
  const frames = options.file.frames(options.signal)
  for await (const frame of frames) {
    if (frame.kind === 'sequences') await setSequences(client, frame.sequences)
    if (frame.kind !== 'table') continue
    const rows = rowsOf(frames)
    if (frame.name === JOBS) {
      restored.jobs = await loadJobs(client, rows, options.insertJobs)
      continue
    }
    const table = tables.get(frame.name)
    if (!table) {
      restored.skipped.push(frame.name)
      for await (const _ of rows);
      continue
    }
    const columns = frame.columns.map(quoteColumn).join(', ')
    const count = await copyIn(client, `copy ${quote(table.name)} (${columns}) from stdin`, rows)
    restored.tables += 1
    restored.rows += count
    if (count > 0) options.log(`  ${frame.name}: ${count}`)
  }

  for (const key of foreignKeys) {
    await client.query(`alter table ${quote(key.table)} add constraint ${key.name} ${key.definition}`)
  }
  for (const table of all) {
    const force = table.isForced ? 'force row level security, ' : ''
    await client.query(`alter table ${quote(table.name)} ${force}enable trigger user`)
  }
  return restored
}

/** The rows of the table that has just begun; the reader goes on behind them. */
async function* rowsOf(frames: AsyncGenerator<Frame>): AsyncGenerator<Buffer> {
  for (;;) {
    const { value: frame, done } = await frames.next()
    if (done || frame.kind !== 'rows') return
    yield frame.bytes
  }
}

/** Through `insert` of kit/jobs.ts, which knows what the queue of this version wants of a job. */
async function loadJobs(
  client: OwnerClient,
  rows: AsyncIterable<Buffer>,
  insert: (jobs: Job[]) => Promise<void>,
): Promise<number> {
  await client.query(
    'create temp table restored_jobs (place bigint generated always as identity primary key, data jsonb) on commit drop',
  )
  const count = await copyIn(client, 'copy restored_jobs (data) from stdin', rows)
  for (let place = 0; place < count; place += JOBS_AT_ONCE) {
    const some = await client.query<{ data: Job }>(
      'select data from restored_jobs where place > $1 and place <= $2 order by place',
      [place, place + JOBS_AT_ONCE],
    )
    await insert(some.rows.map((row) => row.data))
  }
  return count
}

async function findForeignKeys(
  client: OwnerClient,
): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select n.nspname || '.' || c.relname as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid
     join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and ${OURS}
     order by k.conrelid, k.conname`,
  )
  return rows
}

async function setSequences(client: OwnerClient, sequences: SequenceState[]): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query('select setval(to_regclass($1), $2::bigint, $3) where to_regclass($1) is not null', [
      quote(name),
      value,
      isCalled,
    ])
  }
}

interface Found {
  database: string
  exists: boolean
  holds: 'nothing' | 'no rows' | 'rows' | 'something else'
  migrations: string[]
}

async function inspect(connection: Connection): Promise<Found> {
  const database = nameOf(connection)
  const nothing = { database, exists: true, holds: 'nothing' as const, migrations: [] }
  try {
    return await withOwner(connection, async (client) => {
      await refuseInUse(client, database)
      const relations = await client.query(
        `select
         from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'm', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
           and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
         limit 1`,
      )
      if (relations.rowCount === 0) return nothing
      const mark = await client.query(`select where to_regclass('public.foyer_migrations') is not null`)
      if (mark.rowCount === 0) return { ...nothing, holds: 'something else' }
      const migrations = await client.query<{ name: string }>('select name from public.foyer_migrations')
      const holds = (await hasRows(client)) ? 'rows' : 'no rows'
      return { ...nothing, holds, migrations: migrations.rows.map((row) => row.name) }
    })
  } catch (error) {
    const NO_SUCH_DATABASE = '3D000'
    if ((error as { code?: string }).code === NO_SUCH_DATABASE) return { ...nothing, exists: false }
    throw error
  }
}

/** Looks for a second: a session that was just closed is seen for a moment longer. */
async function refuseInUse(client: OwnerClient, database: string): Promise<void> {
  let others = await countOthers(client)
  for (let look = 0; others > 0 && look < 10; look++) {
    await sleep(100)
    others = await countOthers(client)
  }
  if (others === 0) return
  const who = others === 1 ? 'One session is' : `${others} sessions are`
  throw new BackupError(
    `${who} open on the database ${database}. Stop every Foyer that uses it (and other programs), then run again; nothing was changed.`,
  )
}

/** Every clinic's row needs its clinic, so of the tables that are closed to us `clinics` answers for all. */
async function hasRows(client: OwnerClient): Promise<boolean> {
  const tables = await findTables(client)
  const open = tables.filter((table) => !table.isSecured).map((table) => quote(table.name))
  for (const table of open) {
    const { rowCount } = await client.query(`select from ${table} limit 1`)
    if (rowCount) return true
  }
  if (!tables.some((table) => table.name === 'public.clinics')) return false
  await client.query('begin')
  const clinics = await findClinics(client)
  await client.query('rollback')
  return clinics.length > 0
}

async function refuseNewer(header: BackupHeader): Promise<void> {
  const here = new Map((await readMigrations()).map((file) => [file.name, file.sha256]))
  for (const { name, sha256 } of header.migrations) {
    if (!here.has(name)) {
      throw new BackupError(
        `The back-up was made by a newer Foyer (${name} is not among the migrations here). Restore it with that version; nothing was changed.`,
      )
    }
    if (here.get(name) !== sha256) {
      throw new BackupError(
        `The back-up was made by another Foyer: ${name} has other contents here. Restore it with the version that made it; nothing was changed.`,
      )
    }
  }
}

/** Exactly the migrations of the back-up: later ones shall find its rows there, as they would have. */
async function migrateTo(connection: Connection, header: BackupHeader): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-migrations-'))
  try {
    for (const { name } of header.migrations) {
      await copyFile(fileURLToPath(new URL(name, MIGRATIONS)), join(folder, name))
    }
    await migrate({ connection, directory: pathToFileURL(`${folder}/`) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function quoteColumn(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
