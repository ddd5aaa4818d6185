/** The same transactions by PostgreSQL's own `pgbench`, where it is installed: what a client that costs nothing could do. */
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Transaction } from './record.ts'

export function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version']).status === 0
}

/**
 * Puts the values of the transactions into a table of the database, from which pgbench reads one row for each. They have
 * to be of one shape: the same statements in the same order.
 */
export async function prepareValues(connection: pg.ClientConfig, transactions: Transaction[]): Promise<void> {
  const rows = transactions.map((one) => one.flatMap((statement) => statement.values ?? []).map(toText))
  const width = rows[0]?.length ?? 0
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    `create table bench_values (n bigint primary key, ${columns(width, (i) => `v${i} text`)}); create sequence bench_n`,
  )
  for (const [n, row] of rows.entries()) {
    const places = columns(width, (i) => `$${i + 2}`)
    await client.query({
      name: 'value',
      text: `insert into bench_values values ($1, ${places})`,
      values: [n + 1, ...row],
    })
  }
  await client.query('vacuum analyze bench_values')
  await client.end()
}

/** Bookings per second of so many clients, each transaction once. */
export function runPgbench(options: {
  directory: string
  host: string
  database: string
  shape: Transaction
  clients: number
  transactions: number
}): number {
  const script = join(options.directory, 'booking.pgbench')
  writeFileSync(script, scriptOf(options.shape))
  const each = Math.floor(options.transactions / options.clients)
  const flags = ['-n', '-M', 'prepared', '-c', String(options.clients), '-j', '2', '-t', String(each)]
  const said = execFileSync(
    'pgbench',
    [...flags, '-f', script, '-h', options.host, '-U', 'postgres', options.database],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const perSecond = /tps = ([\d.]+) \(without initial connection time\)/.exec(said)?.[1]
  if (!perSecond) throw new Error(`pgbench said no rate:\n${said}`)
  return Number(perSecond)
}

/** What has to be alike for one script to send them: the statements, and which of their values are null. */
export function shapeOf(transaction: Transaction): string {
  return JSON.stringify(
    transaction.map(({ text, values = [] }) => [text, values.map((value) => value === null)]),
  )
}

/**
 * pgbench numbers no parameters: each becomes a variable, which it sends as a parameter of a prepared statement. It knows
 * no null, so that one stands in the text.
 */
function scriptOf(shape: Transaction): string {
  let place = 0
  const statements = shape.map(({ text, values = [] }) => {
    const first = place
    place += values.length
    const named = text.replace(/--.*$/gm, '').replace(/\$(\d+)/g, (_, number) => {
      const index = Number(number) - 1
      return values[index] === null ? 'null' : `:v${first + index}`
    })
    return `${named.replace(/\s+/g, ' ').trim()};`
  })
  const next = `with next as (select nextval('bench_n') as n) select ${columns(place, (i) => `v${i}`)} from bench_values join next using (n) \\gset`
  return [next, ...statements].join('\n')
}

function columns(width: number, name: (index: number) => string): string {
  return Array.from({ length: width }, (_, index) => name(index)).join(', ')
}

/** As `pg` would write it. */
function toText(value: unknown): unknown {
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(String(item))).join(',')}}`
  return value
}
