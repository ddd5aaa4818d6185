/** What Foyer's short commands share: the settings, the database with or without a running Foyer, errors for people. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabasePlace, type DatabasePlace, openDatabasePlace } from './database.ts'
import { BackupError } from './kit/backup-file.ts'
import { systemClock } from './kit/clock.ts'
import { type Config, ConfigError, parseConfig } from './kit/config.ts'
import { createKeyring } from './kit/crypto.ts'
import { isAway } from './kit/database-away.ts'
import { type Connection, type Database, openDatabase } from './kit/db.ts'
import { openJobs } from './kit/jobs.ts'
import { MigrationError } from './kit/migrate.ts'
import { tellStory } from './story.ts'

/** What the person at the terminal got wrong. The message says how it is right. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export interface Command {
  args: string[]
  config: Config
  say: (line: string) => void
  /** Aborted by Ctrl-C. */
  signal: AbortSignal
}

/** Runs a command to its end, and ends the process with status 1 where it fails. */
export async function runCommand(work: (command: Command) => Promise<void>): Promise<void> {
  const interrupt = new AbortController()
  const stop = () => interrupt.abort()
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    await work({
      args: process.argv.slice(2),
      config: parseConfig(process.env),
      say: (line) => void process.stdout.write(`${line}\n`),
      signal: interrupt.signal,
    })
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 1
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/**
 * Opens the database, also beside a running Foyer, and leaves the embedded server as it was found: running for those
 * who use it, else stopped. `mayCreate`: an embedded database that is not there yet is made.
 */
export async function withPlace<T>(
  command: Command,
  options: { mayCreate: boolean },
  work: (place: DatabasePlace) => Promise<T>,
): Promise<T> {
  const { config, say } = command
  const isThere = config.databaseUrl || existsSync(join(config.dataDir, 'postgres', 'pgdata'))
  if (!isThere && !options.mayCreate) {
    throw new CommandError(
      `There is no database in ${config.dataDir} yet. Start Foyer once, or set FOYER_DATA_DIR or DATABASE_URL.`,
    )
  }
  const place = await openDatabasePlace(config, say)
  try {
    return await work(place)
  } finally {
    // A server that ran before is left to whoever started it.
    if (!place.embedded?.adopted) await closeDatabasePlace(place)
  }
}

/** Foyer's verbs on a database, without Foyer: what they record is told to the running one by its rows. */
export async function withDatabase<T>(
  connection: Connection,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const jobs = openJobs({ connection })
  await jobs.start()
  // Which reactors follow an event does not depend on who carries mail; that is the running Foyer's.
  const story = tellStory({ email: null, chat: null }, '')
  const database = openDatabase({ connection, clock: systemClock, story, jobs, poolSize: 2 })
  try {
    return await work(database)
  } finally {
    await jobs.stop()
    await database.close()
  }
}

/** The name that a secret's key has in the values it sealed. */
export function keyIdOf(secret: string): string {
  const [, keyId = ''] = createKeyring({ current: secret }).seal('', 'key id').split('.')
  return keyId
}

function explain(error: unknown): string {
  const isForPeople = [CommandError, BackupError, ConfigError, MigrationError].some(
    (kind) => error instanceof kind,
  )
  if (isForPeople) return (error as Error).message
  if ((error as Error).name === 'AbortError') return 'Interrupted; nothing was changed.'
  const { code, severity, constraint, table, routine } = error as Record<string, string | undefined>
  if (isAway(error))
    return `The database cannot be reached (${code ?? (error as Error).message}). Is it running?`
  // PostgreSQL's own words may quote a row.
  if (code === '53100')
    return 'The disk of the database is full; make room and run again. Nothing was changed.'
  if (severity) {
    const where = [code, table, constraint, routine].filter(Boolean).join(', ')
    return `PostgreSQL refused (${where}); nothing was changed.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
