import { readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, chooseBinaries, copyName, findShipped } from './postgres-binaries.ts'
import { configure, createCluster } from './postgres-cluster.ts'
import { type Home, homeAt, isDiskError, keepLogShort, openHome, unwritable } from './postgres-home.ts'
import { whileLocked } from './postgres-lock.ts'
import { chooseOwner } from './postgres-owner.ts'
import { findRunning, findUp, launch, type Server, shutDown } from './postgres-server.ts'
import { PORT, SUPERUSER } from './postgres-socket.ts'

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
  return shutDown(homeAt(root))
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
      await configure(home, owner)
      return { ...(await launch(home, binaries, owner)), adopted: false }
    } catch (error) {
      throw isDiskError(error) ? unwritable(home.root, error) : error
    }
  })
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
