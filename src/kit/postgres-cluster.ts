import { randomUUID } from 'node:crypto'
import { appendFile, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './postgres-binaries.ts'
import type { Home } from './postgres-home.ts'
import { asServerSees, findPeers, type Owner, runAs } from './postgres-owner.ts'
import { SUPERUSER } from './postgres-socket.ts'

/** Idle these are 15 MB; they serve one app on two cores, which brings its own pool of connections. */
const SETTINGS = {
  max_connections: '60',
  shared_buffers: '64MB',
  huge_pages: 'off',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',

  // Files in pgdata, as fast here. What lies in /dev/shm is deleted by systemd when the user logs out, after
  // which every new session fails; a container has little of it; and what is killed leaves its share behind.
  dynamic_shared_memory_type: 'mmap',

  // Each of these would keep processes, or start them, that one clinic's statements never need.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  autovacuum_worker_slots: '3',
  autovacuum_max_workers: '2',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  checkpoint_timeout: '15min',
  max_wal_size: '512MB',
  min_wal_size: '80MB',
  // A node that was killed in the middle of a long statement would otherwise leave its locks until the end of it.
  client_connection_check_interval: '5s',

  timezone: 'UTC',
  log_timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',

  // Patients' words must not reach the log. An error's own first line can hold them (`invalid input syntax for
  // type uuid: "Ana"`), so errors of statements stay out altogether: `log` keeps starts, stops and crashes, and
  // ranks above `error` here. The app has every error anyhow.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
}

/** `initdb` beside the place and then a rename: a cluster is there whole or not at all, also after kill -9. */
export async function createCluster(home: Home, binaries: Binaries, owner: Owner | undefined): Promise<void> {
  const found = await readFile(join(home.pgdata, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (found?.trim() === binaries.major) return
  if (found) {
    throw new Error(
      `${home.pgdata} holds data of PostgreSQL ${found.trim()}; this Foyer brings PostgreSQL ${binaries.major}. Make a back-up with the Foyer that wrote it and restore it into an empty FOYER_DATA_DIR, or serve it with PostgreSQL ${found.trim()} and set DATABASE_URL.`,
    )
  }
  if ((await readdir(home.pgdata).catch(() => [])).length > 0) {
    throw new Error(
      `${home.pgdata} is not empty and holds no database; move it away, or set another FOYER_DATA_DIR.`,
    )
  }

  home.report('Creating the database.')
  const fresh = `${home.pgdata}.new-${randomUUID()}`
  await mkdir(fresh, { mode: 0o700 })
  if (owner) await chown(fresh, owner.uid, owner.gid)
  const { isOk, output } = await runAs(
    join(binaries.native, 'bin/initdb'),
    [
      ...[
        '-D',
        asServerSees(fresh, owner),
        `--username=${SUPERUSER}`,
        '--data-checksums',
        '--no-instructions',
      ],
      ...['--auth-local=peer', '--auth-host=reject'],
      // The builtin provider sorts alike on every machine; a collation of the C library may change under the indexes.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--set', `dynamic_shared_memory_type=${SETTINGS.dynamic_shared_memory_type}`],
    ],
    { cwd: fresh, owner },
  )
  if (!isOk) {
    await rm(fresh, { recursive: true, force: true })
    const reason = output.split('\n').filter((line) => /error|fatal|could not/i.test(line))
    throw new Error(
      `PostgreSQL could not create its files in ${home.root}, where it needs 100 MB of room: ${reason.join(' ') || output.trim()}`,
    )
  }
  await appendFile(join(fresh, 'postgresql.conf'), "\ninclude 'foyer.conf'\n", { flush: true })
  await rename(fresh, home.pgdata)
  await flushFolder(home.root)
}

/** Written at every start: a folder that was moved to another machine or user has other people to let in. */
export async function configure(home: Home, owner: Owner | undefined): Promise<void> {
  const settings = Object.entries({ ...SETTINGS, ...home.settings })
  const quote = (value: string) => `'${value.replaceAll("'", "''")}'`
  const files = {
    'foyer.conf': [
      '# Written by Foyer at every start. Change a setting with: alter system set name = value',
      ...settings.map(([name, value]) => `${name} = ${quote(value)}`),
    ],
    'pg_hba.conf': ['# Written by Foyer at every start.', 'local all all peer map=foyer'],
    'pg_ident.conf': [
      '# Written by Foyer at every start.',
      ...(await findPeers(home, owner)).map((user) => `foyer "${user}" all`),
    ],
  }
  for (const [name, lines] of Object.entries(files)) {
    const path = join(home.pgdata, name)
    await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 })
    if (owner) await chown(path, owner.uid, owner.gid)
  }
}

/** A rename is kept through a power cut when its folder is. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}
