import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { migrateJobs } from './jobs.ts'

export const MIGRATIONS = new URL('../../db/migrations/', import.meta.url)
/** One number for all of Foyer's migrators, so that two nodes that start together take turns. */
const MIGRATION_LOCK = 4_106_213_977

export class MigrationError extends Error {
  override name = 'MigrationError'
}

/**
 * Brings a database to this version of Foyer: plain SQL files in the order of their names, each in one
 * transaction, then the job tables. Safe to run from many processes at once and any number of times.
 * Refuses a database in which an applied file has other contents than the file on disk, or which was migrated
 * by a newer Foyer: migrations go forward only and are never edited after they were released.
 */
export async function migrate(options: {
  connection: pg.ClientConfig
  directory?: URL
  log?: (line: string) => void
}): Promise<void> {
  const files = await readMigrations(options.directory)
  const client = new pg.Client(options.connection)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists foyer_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from foyer_migrations order by name',
    )
    const applied = new Map(rows.map((row) => [row.name, row.sha256]))
    refuseUnknown(applied, files)
    for (const file of files) {
      if (applied.has(file.name)) continue
      await apply(client, file)
      options.log?.(file.name)
    }
    await migrateJobs(options.connection, client)
  } finally {
    // Ending the session gives the lock back, also where a statement failed.
    await client.end()
  }
}

interface MigrationFile {
  name: string
  sha256: string
  sql: string
}

/** The files of a folder, in the order in which they are run. */
export async function readMigrations(directory = MIGRATIONS): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, directory), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Answers with the fingerprint of what is applied; null where nothing is. */
export const MIGRATIONS_APPLIED = `
  select encode(sha256(convert_to(string_agg(name || ' ' || sha256, E'\\n' order by name collate "C"), 'UTF8')), 'hex') as fingerprint
  from foyer_migrations`

/** What `MIGRATIONS_APPLIED` answers in a database that has exactly these files. */
export function fingerprintOf(files: Pick<MigrationFile, 'name' | 'sha256'>[]): string {
  const lines = files.map(({ name, sha256 }) => `${name} ${sha256}`)
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function refuseUnknown(applied: Map<string, string>, files: MigrationFile[]): void {
  const known = new Map(files.map((file) => [file.name, file.sha256]))
  for (const [name, sha256] of applied) {
    if (!known.has(name)) {
      throw new MigrationError(
        `This database was migrated by a newer Foyer (${name} is not among the migrations here); start that version, or restore a back-up made with this one.`,
      )
    }
    if (known.get(name) !== sha256) {
      throw new MigrationError(
        `${name} has other contents than when this database was migrated; put the released file back, and write changes as a new migration.`,
      )
    }
  }
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('begin')
    await client.query(file.sql)
    await client.query('reset search_path')
    await client.query('insert into foyer_migrations (name, sha256) values ($1, $2)', [
      file.name,
      file.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(`${file.name} failed and left nothing behind: ${String(error)}`, {
      cause: error,
    })
  }
}
