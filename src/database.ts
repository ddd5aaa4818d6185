/** Where the database is: the one of DATABASE_URL, else the embedded PostgreSQL under FOYER_DATA_DIR. */
import { join } from 'node:path'
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
