import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { TEMPLATE } from './global-setup.ts'

export interface TestDatabase {
  /** As superuser; tests that look at tenancy take the app's own doors instead. */
  connection: pg.ClientConfig & { database: string }
  name: string
  /** Cuts off the sessions that are left, so it never waits for a pool that a test forgot. */
  drop(): Promise<void>
}

/** A migrated, empty database of this test's own, on the real PostgreSQL of this run; see `global-setup.ts`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`

  async function asAdmin(statement: string): Promise<void> {
    const client = new pg.Client({ ...server.connection, database: 'postgres' })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }

  // 12 ms; the default, `wal_log`, takes 35 to 100 for our schema.
  await asAdmin(`create database ${name} template ${TEMPLATE} strategy file_copy`)
  return {
    name,
    connection: { ...server.connection, database: name },
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  }
}
