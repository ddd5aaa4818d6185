import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { open, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './postgres-binaries.ts'
import { type Home, keepLogShort, PATIENCE_MS, readReasons } from './postgres-home.ts'
import { asServerSees, bareEnvironment, type Owner } from './postgres-owner.ts'
import { chooseSocketDir, PORT, ping, SOCKET } from './postgres-socket.ts'

/** A postmaster of this folder, whoever started it. */
export interface Server {
  pid: number
  /** Absolute, as a client on this side reaches it. */
  socketDir: string
}

const FAST_SHUTDOWN_MS = 20_000
const QUICK_EXIT_MS = 10_000

/** The server of this folder, waited for when it is on its way up or down; undefined when there is none. */
export async function findRunning(home: Home): Promise<Server | undefined> {
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

/** Starts the postmaster of a configured cluster; resolves when it takes sessions, throws its reasons when it ends. */
export async function launch(home: Home, binaries: Binaries, owner: Owner | undefined): Promise<Server> {
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
    { cwd: home.pgdata, detached: true, stdio: ['ignore', log.fd, log.fd], env: bareEnvironment(), ...owner },
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

/** The server, or the one that another process has started since; undefined when it is down. */
export async function findUp(home: Home, server: Server): Promise<Server | undefined> {
  if (isServer(home, server.pid)) return server
  const other = await readPostmasterFile(home)
  // A server of another container on the same volume has no pid here, but its socket answers.
  return other && (await isListening(other)) ? other : undefined
}

/** Ends the server of this folder, whoever started it last. False when there was none. */
export async function shutDown(home: Home): Promise<boolean> {
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

async function isListening(server: Server): Promise<boolean> {
  return (await ping(server.socketDir).catch(() => 'silent')) !== 'silent'
}

/** True while this pid is the postmaster of this folder. */
function isServer(home: Home, pid: number): boolean {
  return exists(pid) && commandOf(pid).includes(home.mark)
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

async function hasEnded(home: Home, server: Server, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (isServer(home, server.pid)) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
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

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
