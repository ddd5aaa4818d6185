import type { RawBuilder } from 'kysely'
import pg from 'pg'
import type { Clock } from './clock.ts'
import { type CompiledStatement, compileStatement } from './compile-statement.ts'
import { databaseAway, isAway, isUnanswered } from './database-away.ts'
import { eventsOf, jobsOf, type PendingEvent, type Story } from './events.ts'
import type { ClinicId } from './ids.ts'
import type { Jobs } from './jobs.ts'
import { MIGRATIONS_APPLIED } from './migrate.ts'
import { connect, makePool, types } from './pool.ts'
import { invariant } from './problem.ts'

/** What a statement may be asked of. Statements are Kysely's `sql` templates, typed with their row. */
export interface Statements {
  many<Row>(statement: RawBuilder<Row>): Promise<Row[]>
  /** The first row; undefined when there is none. */
  one<Row>(statement: RawBuilder<Row>): Promise<Row | undefined>
  /** How many rows were touched. */
  run(statement: RawBuilder<unknown>): Promise<number>
}

/** A transaction inside one clinic. Whatever is recorded in it is kept with the facts or not at all. */
export interface Tx extends Statements {
  /**
   * Sends a statement whose answer nobody needs: what follows sees what it did, and is on the wire without waiting for
   * it. Where it is refused, so is the transaction; the error is thrown by `inClinic`. `rows`: so many it has to touch;
   * where it touches fewer, somebody was faster, and the transaction begins again as after a `LostRace`.
   */
  send(statement: RawBuilder<unknown>, must?: { rows: number }): void
  readonly clinicId: ClinicId
  readonly clock: Clock
  readonly story: Story
  /** Filled by `record`, written just before the commit. */
  readonly pending: PendingEvent[]
}

/** A transaction that belongs to no clinic: it looks up whose a thing is and claims what is due. */
export interface AcrossTx extends Statements {
  readonly clock: Clock
  /** Puts jobs into the queue with this transaction. */
  enqueue(jobs: { name: string; clinicId: string; id: string }[]): Promise<void>
}

/** Thrown by a verb that lost a race which only a fresh look at the facts can settle. `inClinic` begins again. */
export class LostRace extends Error {
  override name = 'LostRace'
}

export interface Database {
  /**
   * The door to a clinic's rows. Runs `work` in one transaction under the role `foyer_app`, which row-level
   * security holds to this clinic. Begins again, up to five times, on deadlock, serialization failure or
   * `LostRace`; so `work` touches nothing but the database.
   */
  inClinic<T>(clinicId: ClinicId, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The other door; the house check lists who may call it. */
  acrossClinics<T>(work: (tx: AcrossTx) => Promise<T>): Promise<T>
  /** Statements under `foyer_auth`: sign-in's own tables and no others. */
  readonly signIn: pg.Pool & { statements: Statements }
  /** Calls back with each payload until stopped; reconnects by itself, and then calls `onReconnect`. */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
  /** Whether a statement is answered, and whether exactly the migrations of this fingerprint are applied. Never throws. */
  check(migrations: string): Promise<{ isAnswering: boolean; isMigrated: boolean }>
  close(): Promise<void>
}

const ALONE_LOCK = 4_106_213_978
const LET_GO_MS = 3_000

/**
 * Holds the database for one Foyer on this folder, until the returned function is called or the process ends. Null
 * where another one holds it; a killed one's hold ends within moments, which are waited for.
 */
export async function holdAlone(connection: Connection): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client(connection)
  // The server may be restarted beneath it.
  client.on('error', () => {})
  await client.connect()
  const until = performance.now() + LET_GO_MS
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      ALONE_LOCK,
    ])
    if (rows[0]?.held) return () => client.end()
    if (performance.now() > until) {
      await client.end()
      return null
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** What `pg` takes to find a database. */
export type Connection = pg.ClientConfig

/** Makes the database where the server has none of this name. */
export async function createDatabase(server: Connection, name: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    // Another process made it in this moment.
    if ((error as { code?: string }).code !== '42P04' && (error as { code?: string }).code !== '23505')
      throw error
  } finally {
    await client.end()
  }
}

export interface Committed {
  clinicId: ClinicId
  events: PendingEvent[]
}

const RETRIES = 5
const RETRYABLE = new Set(['40001', '40P01'])
/** No table of migrations, or not even our roles. */
const NOT_MIGRATED = new Set(['42P01', '22023'])

export function openDatabase(options: {
  connection: pg.PoolConfig
  clock: Clock
  story: Story
  jobs: Jobs
  /** Called after each commit that recorded events. Must not throw. */
  onCommitted?: (committed: Committed) => void
  onIdleError?: (error: Error) => void
  poolSize?: number
}): Database {
  const { clock, story, jobs } = options
  // Whatever is asked outside a transaction is asked on behalf of no clinic, and row-level security shows it no row.
  const pool = makePool(options.connection, {
    settings: { role: 'foyer_app' },
    more: { max: options.poolSize ?? 16, pipeline: true, types },
    onIdleError: options.onIdleError,
  })
  // better-auth shares this class but not our types: its tables come back as Date.
  const signInPool = makePool(options.connection, {
    settings: { role: 'foyer_auth', search_path: 'auth' },
    more: { max: 4 },
    onIdleError: options.onIdleError,
  })
  const signIn = Object.assign(signInPool, { statements: statementsOf(signInPool) })

  async function inTransaction<T>(
    begin: string,
    work: (client: pg.PoolClient) => Promise<{
      value: T
      sent?: Promise<unknown>[]
      due?: Promise<unknown>[]
      last: CompiledStatement[]
    }>,
  ): Promise<T> {
    const client = await connect(pool)
    let broken: Error | undefined
    // In one write with what follows. Where it fails, that is asked on behalf of nobody, and refused.
    const begun = client.query(begin)
    begun.catch(() => {})
    try {
      const { value, sent = [], due = [], last } = await work(client)
      // Answered long ago, but where nothing was asked after them.
      await Promise.all(due).catch(async (error: unknown) => {
        throw isFollowUp(error) ? ((await firstRefusal(sent)) ?? error) : error
      })
      // Jobs are under no row-level security.
      if (last.length > 0) await begun
      await commit(client, { sent: [begun, ...sent], last })
      return value
    } catch (thrown) {
      const error = isUnanswered(thrown) ? thrown : ((await firstRefusal([begun])) ?? thrown)
      // Behind a statement that nobody answers a rollback would wait as long again; the broken session rolls back.
      if (isUnanswered(error)) broken = error
      else {
        await client.query('rollback').catch((cause: Error) => {
          broken = cause
        })
      }
      throw isAway(error) ? databaseAway(error) : error
    } finally {
      client.release(broken)
    }
  }

  async function inClinicOnce<T>(clinicId: ClinicId, work: (tx: Tx) => Promise<T>): Promise<T> {
    const pending: PendingEvent[] = []
    const begin = `begin; set local role foyer_app; set local app.clinic_id = ${pg.escapeLiteral(clinicId)}`
    const result = await inTransaction(begin, async (client) => {
      const sent: Promise<unknown>[] = []
      const due: Promise<unknown>[] = []
      const send = (statement: RawBuilder<unknown>, must?: { rows: number }) => {
        const { text, values } = compileStatement(statement)
        const answer = client.query(text, values)
        answer.catch(() => {})
        sent.push(answer)
        if (!must) return
        const counted = answer.then(({ rowCount }) => {
          if ((rowCount ?? 0) < must.rows) throw new LostRace('a statement touched fewer rows than it must')
        })
        counted.catch(() => {})
        due.push(counted)
      }
      const tx: Tx = { ...statementsOf(client), send, clinicId, clock, story, pending }
      const value = await work(tx).catch(async (error: unknown) => {
        if (isUnanswered(error)) throw error
        // Whatever was thrown in a race that was lost before it, a fresh look may find otherwise.
        const lost = await firstRefusal(due)
        if (lost instanceof LostRace) throw lost
        throw isFollowUp(error) ? ((await firstRefusal(sent)) ?? error) : error
      })
      if (pending.length === 0) return { value, sent, due, last: [] }
      const reactions = jobsOf(pending)
      const last = [compileStatement(eventsOf(tx))]
      if (reactions.length > 0) last.push(await jobs.insertion(reactions))
      return { value, sent, due, last }
    })
    if (pending.length > 0) options.onCommitted?.({ clinicId, events: pending })
    if (jobsOf(pending).length > 0) jobs.nudge()
    return result
  }

  return {
    signIn,
    async inClinic(clinicId, work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await inClinicOnce(clinicId, work)
        } catch (error) {
          const mayRetry = error instanceof LostRace || RETRYABLE.has((error as { code?: string }).code ?? '')
          if (!mayRetry || attempt === RETRIES) throw error
        }
      }
    },
    async acrossClinics(work) {
      let enqueued = false
      const result = await inTransaction('begin; set local role foyer_across', async (client) => {
        const last: CompiledStatement[] = []
        const value = await work({
          ...statementsOf(client),
          clock,
          enqueue: async (list) => {
            if (list.length === 0) return
            enqueued = true
            last.push(await jobs.insertion(list))
          },
        })
        return { value, last }
      })
      if (enqueued) jobs.nudge()
      return result
    },
    listen: (channel, onPayload, onReconnect) => listen(options.connection, channel, onPayload, onReconnect),
    async notify(channel, payload) {
      await pool.query('select pg_notify($1, $2)', [channel, payload])
    },
    async check(migrations) {
      try {
        const applied = await inTransaction('begin; set local role none', async (client) => {
          const { rows } = await client.query<{ fingerprint: string | null }>(MIGRATIONS_APPLIED, [])
          return { value: rows[0]?.fingerprint, last: [] }
        })
        return { isAnswering: true, isMigrated: applied === migrations }
      } catch (error) {
        return { isAnswering: NOT_MIGRATED.has((error as { code?: string }).code ?? ''), isMigrated: false }
      }
    },
    async close() {
      await Promise.all([pool.end(), signInPool.end()])
    },
  }
}

/** The last statements and the commit, one behind the other on the wire: they are answered in one round trip. */
async function commit(
  client: pg.PoolClient,
  { sent, last }: { sent: Promise<unknown>[]; last: CompiledStatement[] },
): Promise<void> {
  const answers = last.map(({ text, values }) => client.query(text, values))
  const committing = client.query('commit')
  const refusal = await firstRefusal([...sent, ...answers, committing])
  if (refusal) throw refusal
  // A statement whose error was swallowed makes PostgreSQL answer ROLLBACK.
  const { command } = await committing
  invariant(command === 'COMMIT', 'a transaction was rolled back by its commit')
}

/** Of statements in one transaction only the first refusal says why; whatever follows it is refused with it. */
async function firstRefusal(answers: Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(answers)
  return settled.find((answer) => answer.status === 'rejected')?.reason
}

const IN_FAILED_TRANSACTION = '25P02'

function isFollowUp(error: unknown): boolean {
  return (error as { code?: string }).code === IN_FAILED_TRANSACTION
}

interface Querying {
  query(text: string, values: unknown[]): Promise<pg.QueryResult>
}

function statementsOf(client: Querying): Statements {
  const query = async (statement: RawBuilder<unknown>) => {
    const { text, values } = compileStatement(statement)
    return client.query(text, values)
  }
  return {
    many: async <Row>(statement: RawBuilder<Row>) => (await query(statement)).rows as Row[],
    one: async <Row>(statement: RawBuilder<Row>) => (await query(statement)).rows[0] as Row | undefined,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
  }
}

async function listen(
  connection: pg.ClientConfig,
  channel: string,
  onPayload: (payload: string) => void,
  onReconnect?: () => void,
): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined

  async function open(): Promise<void> {
    const next = new pg.Client(connection)
    next.on('notification', (message) => onPayload(message.payload ?? ''))
    next.on('error', () => reopen())
    next.on('end', () => reopen())
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }

  let reopening = false
  async function reopen(): Promise<void> {
    if (stopped || reopening) return
    reopening = true
    client = undefined
    while (!stopped) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      const opened = await open().then(
        () => true,
        () => false,
      )
      if (opened) break
    }
    reopening = false
    if (!stopped) onReconnect?.()
  }

  await open()
  return async () => {
    stopped = true
    await client?.end()
  }
}
