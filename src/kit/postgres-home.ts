import { createHash } from 'node:crypto'
import { access, constants, copyFile, mkdir, readFile, realpath, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'

/** What is fixed about a data folder. */
export interface Home {
  root: string
  pgdata: string
  log: string
  /** Stands in the command line of the postmaster and in the title of each of its processes. */
  mark: string
  settings: Record<string, string>
  report: (line: string) => void
}

interface HomeOptions {
  dataDir: string
  settings?: Record<string, string>
  onProgress?: (line: string) => void
}

/**
 * How long a start may take. Recovery replays at most `max_wal_size`, which takes seconds; this is for a disk
 * that crawls.
 */
export const PATIENCE_MS = 180_000
const LOG_BYTES_MAX = 5_000_000

/** Makes the folder when it is absent; throws with the remedy where it cannot be written. */
export async function openHome(options: HomeOptions): Promise<Home> {
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
    const root = await realpath(options.dataDir)
    await access(root, constants.W_OK | constants.X_OK)
    return homeAt(root, options)
  } catch (error) {
    throw unwritable(options.dataDir, error)
  }
}

/** Of a folder that is there, its real path. Touches nothing. */
export function homeAt(root: string, options: Omit<HomeOptions, 'dataDir'> = {}): Home {
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

/** Copies and cuts, since the server keeps the file open; it appends, and so goes on at the new end. */
export async function keepLogShort(home: Home): Promise<void> {
  const size = await stat(home.log).then(
    (log) => log.size,
    () => 0,
  )
  if (size < LOG_BYTES_MAX) return
  await copyFile(home.log, `${home.log}.1`).catch(() => {})
  await truncate(home.log).catch(() => {})
}

/** What the log says since `start`: why a server ended, or what the loader of its libraries missed. */
export async function readReasons(home: Home, start: number): Promise<string> {
  const log = await readFile(home.log)
  const lines = log.subarray(start).toString('utf8').split('\n')
  const grave = lines.filter((line) => /FATAL|PANIC/.test(line)).map((line) => line.replace(/^.*?\] /, ''))
  return (grave.length > 0 ? grave : lines.filter(Boolean).slice(-3)).join(' ') || `see ${home.log}`
}

/** Whether rights or room are missing, which `unwritable` explains. */
export function isDiskError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(code)
}

/** The error for a data folder of no use, with the way out. */
export function unwritable(folder: string, cause: unknown): Error {
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
