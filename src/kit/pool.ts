/** Connections to the database: prepared statements, several on the wire at a time, and our own types. */
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { databaseAway, isAway } from './database-away.ts'
import { instantOf, nameOf, toWire } from './wire.ts'

/** Prepares every text by its name. */
class NamingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    // The pool listens only while a client idles; whoever holds it has the error with the query in flight.
    this.on('error', () => {})
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads.
  override query(text: any, values?: any, callback?: any): any {
    this.#holdBack()
    if (typeof text !== 'string' || !Array.isArray(values)) return super.query(text, values, callback)
    // Of a config pg makes a copy, property by property, which took as long as writing its message.
    const query: NamedQuery = new pg.Query(text, values.map(toWire))
    query.name = nameOf(text)
    const ask = super.query as (query: NamedQuery, values: undefined, answered: Answered) => void
    if (callback) return ask.call(this, query, undefined, callback)
    return new Promise((resolve, reject) => {
      ask.call(this, query, undefined, (error, result) => (error ? reject(error) : resolve(result)))
    }).catch((error: Error) => {
      // As pg does: a stack that leads to whoever asked, and not to the socket.
      Error.captureStackTrace(error)
      throw error
    })
  }

  /** What is asked in one breath goes out in one write: each write wakes the server up. */
  #holdBack(): void {
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
}

type NamedQuery = pg.Query & { name?: string | undefined }
type Answered = (error: Error | null, result?: pg.QueryResult) => void

const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20

/** Moments as `Temporal.Instant`, days as text, counts as numbers. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    if (oid === TIMESTAMPTZ) return instantOf
    if (oid === DATE) return String
    // Counts: none of ours reaches 2^53.
    if (oid === INT8) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

/**
 * Connections whose sessions begin with these settings, beside those that the connection itself asks for. They end a statement
 * after 15 s and the wait for a lock after 5.
 */
export function makePool(
  connection: pg.PoolConfig,
  {
    settings,
    more,
    onIdleError,
  }: {
    settings: Record<string, string>
    more: pg.PoolConfig
    onIdleError?: ((error: Error) => void) | undefined
  },
): pg.Pool {
  const { options, ...place } = apartFromOptions(connection)
  const begins = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const pool = new pg.Pool({
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // A database that hangs is as good as away; the last of these ends what not even the server ends.
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
    ...place,
    ...more,
    options: [options, ...begins].join(' ').trim(),
    Client: NamingClient as unknown as typeof pg.Client,
  })
  pool.on('error', (error) => onIdleError?.(error))
  return pool
}

/** What a URL asks for, `pg` would take instead of ours. */
function apartFromOptions(connection: pg.PoolConfig): pg.PoolConfig & { options: string } {
  const { connectionString, options = '' } = connection
  if (!connectionString) return { ...connection, options }
  const url = new URL(connectionString)
  const asked = url.searchParams.get('options') ?? options
  url.searchParams.delete('options')
  return { ...connection, connectionString: url.href, options: asked }
}

export async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw isAway(error) ? databaseAway(error) : error
  }
}
