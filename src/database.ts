/** Where the database is: the one of DATABASE_URL, else the embedded PostgreSQL under FOYER_DATA_DIR. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { countSessions } from './kit/backup.ts'
import type { Config } from './kit/config.ts'
import { type Connection, createDatabase } from './kit/db.ts'
import { type EmbeddedPostgres, startPostgres } from './kit/postgres.ts'

const DATABASE = 'foyer'

export interface DatabasePlace {
  connection: Connection
  /** Null where somebody else runs the server. */
  embedded: EmbeddedPostgres | null
}

export async function openDatabasePlace(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  onProgress?: (line: string) => void,
): Promise<DatabasePlace> {
  if (config.databaseUrl) return { connection: { connectionString: config.databaseUrl }, embedded: null }
  const embedded = await startPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    ...(onProgress ? { onProgress } : {}),
  })
  await createDatabase(embedded.connection('postgres'), DATABASE)
  return { connection: embedded.connection(DATABASE), embedded }
}

const LAST_SESSIONS_MS = 1_000

/**
 * Stops the embedded server unless somebody else uses it: another Foyer on this folder, or a command beside it. A
 * closed pool's sessions take a moment to end.
 */
export async function closeDatabasePlace({ connection, embedded }: DatabasePlace): Promise<void> {
  if (!embedded) return
  const until = performance.now() + LAST_SESSIONS_MS
  while (await hasSessions(connection)) {
    if (performance.now() > until) return
    await sleep(50)
  }
  await embedded.stop()
}

async function hasSessions(connection: Connection): Promise<boolean> {
  const NO_SUCH_DATABASE = '3D000'
  return countSessions(connection).then(
    (count) => count > 0,
    (error: { code?: string }) => error.code !== NO_SUCH_DATABASE,
  )
}
