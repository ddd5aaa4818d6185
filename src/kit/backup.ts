/**
 * Back-up and restore, ours because the embedded PostgreSQL brings no pg_dump: Foyer knows its own schema by its
 * migrations, so a back-up holds their names and the rows alone. Rows travel as COPY's text format: PostgreSQL's own
 * writing of every type, to the microsecond and the byte, with nothing of ours that could get one wrong.
 */
import pg from 'pg'
import {
  BackupError,
  type BackupHeader,
  type Frame,
  type SequenceState,
  writeBackupFile,
} from './backup-file.ts'
import { copyOut } from './copy.ts'
import type { Connection } from './db.ts'

/** A table of the file only: what pg-boss still has to do. Its own tables are of its own version and are made anew. */
export const JOBS = 'jobs'

/** The same text on both sides, whatever the servers and roles are set to, and no limit for a long statement. */
const SESSION = `
  set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set timezone = 'UTC'; set bytea_output = 'hex';
  set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0;
  set idle_in_transaction_session_timeout = 0`

export interface Totals {
  tables: number
  rows: number
  jobs: number
  bytes: number
}

/** The user who owns the tables, past every door; for this file and its neighbours, which move whole databases. */
export type OwnerClient = pg.Client

export interface Table {
  name: string
  /** Without generated ones. */
  columns: string[]
  hasClinic: boolean
  isSecured: boolean
  isForced: boolean
}

/**
 * Writes everything of a Foyer's database to a file: one snapshot of one moment, taken beside a running Foyer without
 * holding it up. Needs the user with whom Foyer connects, no superuser. `keyIds` are those of the secrets in use,
 * which themselves are not in the file.
 */
export async function backUp(options: {
  connection: Connection
  path: string
  keyIds?: string[]
  log?: (line: string) => void
  signal?: AbortSignal
}): Promise<Totals> {
  const { log, signal } = options
  return withOwner(options.connection, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    const header = await readHeader(client, options.keyIds ?? [])
    const totals = { tables: 0, rows: 0, jobs: 0 }

    async function* frames(): AsyncGenerator<Frame> {
      const clinics = await findClinics(client)
      for (const table of await findTables(client)) {
        totals.tables += 1
        totals.rows += yield* tableFrames(table.name, table.columns, readTable(client, table, clinics))
        signal?.throwIfAborted()
      }
      const pending = `copy (select data from pgboss.job where state in ('created', 'retry', 'active') order by created_on, id) to stdout`
      totals.jobs = yield* tableFrames(JOBS, ['data'], copyOut(client, pending))
      yield { kind: 'sequences', sequences: await findSequences(client) }
      yield { kind: 'end', tables: totals.tables + 1, rows: totals.rows + totals.jobs }
    }

    async function* tableFrames(
      name: string,
      columns: string[],
      source: AsyncGenerator<Buffer, number>,
    ): AsyncGenerator<Frame, number> {
      yield { kind: 'table', name, columns }
      let next = await source.next()
      for (; !next.done; next = await source.next()) yield { kind: 'rows', bytes: next.value }
      yield { kind: 'tableEnd', rows: next.value }
      if (next.value > 0) log?.(`  ${name}: ${next.value}`)
      return next.value
    }

    const { bytes } = await writeBackupFile({ path: options.path, header, frames: frames(), signal })
    return { ...totals, bytes }
  })
}

/**
 * Clinic by clinic and as `foyer_app`, for row-level security is forced: an owner who is no superuser would otherwise
 * read nothing, without an error, and to switch the force off would lock the table.
 */
async function* readTable(
  client: OwnerClient,
  table: Table,
  clinics: string[],
): AsyncGenerator<Buffer, number> {
  const columns = table.columns.map(pg.escapeIdentifier).join(', ')
  if (!table.isSecured) return yield* copyOut(client, `copy ${quote(table.name)} (${columns}) to stdout`)
  if (!table.hasClinic) {
    throw new BackupError(
      `${table.name} is closed by row-level security and has no clinic_id; this back-up cannot read it.`,
    )
  }
  let rows = 0
  await client.query('set local role foyer_app')
  for (const clinic of clinics) {
    const id = pg.escapeLiteral(clinic)
    rows += yield* copyOut(
      client,
      `set local app.clinic_id = ${id}; copy (select ${columns} from ${quote(table.name)} where clinic_id = ${id}) to stdout`,
    )
  }
  await client.query('reset role')
  return rows
}

/** How many others are connected to a database. */
export function countSessions(connection: Connection): Promise<number> {
  return withOwner(connection, countOthers)
}

/** Since when the one that was opened first is connected; null where there is none beside ours. */
export function oldestSession(connection: Connection): Promise<Temporal.Instant | null> {
  return withOwner(connection, async (client) => {
    const { rows } = await client.query<{ since: Date | null }>(
      `select min(backend_start) as since
       from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`,
    )
    return rows[0]?.since?.toTemporalInstant() ?? null
  })
}

export async function countOthers(client: OwnerClient): Promise<number> {
  // Of other users' sessions we may not see the kind; those without a user are the server's own.
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
       and coalesce(backend_type, 'client backend') = 'client backend'`,
  )
  return rows[0]?.count ?? 0
}

async function readHeader(client: OwnerClient, keyIds: string[]): Promise<BackupHeader> {
  const { rows } = await client.query<{ isFoyer: boolean; version: string }>(
    `select to_regclass('public.foyer_migrations') is not null as "isFoyer", current_setting('server_version') as version`,
  )
  if (!rows[0]?.isFoyer)
    throw new BackupError('This database holds no Foyer, so there is nothing to back up.')
  const migrations = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.foyer_migrations order by name',
  )
  return {
    madeAt: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    postgres: rows[0].version,
    migrations: migrations.rows,
    keyIds: [...new Set([...keyIds, ...(await findKeyIds(client))])].sort(),
  }
}

/** The keys that the sealed values name: the second part of each, see kit/crypto.ts. */
async function findKeyIds(client: OwnerClient): Promise<string[]> {
  const found = new Set<string>()
  const clinics = await findClinics(client)
  const sealed = (await findTables(client)).flatMap((table) =>
    table.columns
      .filter((column) => column.endsWith('_sealed'))
      .map((column) => ({ table: quote(table.name), column: pg.escapeIdentifier(column) })),
  )
  await client.query('set local role foyer_app')
  for (const clinic of clinics) {
    await client.query(`set local app.clinic_id = ${pg.escapeLiteral(clinic)}`)
    for (const { table, column } of sealed) {
      const { rows } = await client.query<{ id: string }>(
        `select distinct split_part(${column}, '.', 2) as id from ${table} where clinic_id = $1 and ${column} is not null`,
        [clinic],
      )
      for (const { id } of rows) found.add(id)
    }
  }
  await client.query('reset role')
  return [...found]
}

export async function findClinics(client: OwnerClient): Promise<string[]> {
  await client.query('set local role foyer_across')
  const { rows } = await client.query<{ clinic_id: string }>(
    'select clinic_id from public.clinics order by clinic_id',
  )
  await client.query('reset role')
  return rows.map((row) => row.clinic_id)
}

/** Relations that migrations made, as `c` in the schema `n`. */
export const OURS = `n.nspname in ('public', 'auth') and not c.relispartition and c.relname <> 'foyer_migrations'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

export async function findTables(client: OwnerClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as "isSecured", c.relforcerowsecurity as "isForced",
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
       bool_or(a.attname = 'clinic_id') as "hasClinic"
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and ${OURS}
     group by n.nspname, c.oid
     order by n.nspname, c.relname`,
  )
  return rows
}

async function findSequences(client: OwnerClient): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS}
     order by 1`,
  )
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quote(name)}`,
    )
    if (state.rows[0]) states.push({ name, ...state.rows[0] })
  }
  return states
}

/** Of a name as `findTables` gives it. */
export function quote(name: string): string {
  const [schema = '', table = ''] = name.split('.')
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
}

export function nameOf(connection: Connection): string {
  return new pg.Client(connection).database ?? ''
}

/** The same server and user, another database. */
export function inDatabase(connection: Connection, name: string): Connection {
  if (!connection.connectionString) return { ...connection, database: name }
  const url = new URL(connection.connectionString)
  url.pathname = `/${encodeURIComponent(name)}`
  return { ...connection, connectionString: url.href }
}

export async function withOwner<T>(
  connection: Connection,
  work: (client: OwnerClient) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection)
  // What happens to the connection is told by the statement that it interrupts.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(SESSION)
    return await work(client)
  } finally {
    await client.end()
  }
}
