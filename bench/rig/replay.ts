/**
 * Sends recorded statements again by bare `pg`: transaction by transaction, prepared where they were, in the recorded
 * order as far as one depends on another.
 */
import { readFileSync } from 'node:fs'
import pg from 'pg'

interface Statement {
  connection: number
  began: number
  ended: number
  name?: string
  text: string
  values?: unknown[]
  fetched?: { job: string; about: string }[]
  rows: number
}

export interface Unit {
  statements: Statement[]
  /** Indexes of units that must have ended before. */
  after: number[]
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Reads a recording into transactions and single statements, from the first look for waiting work that found some. */
export function readTrace(path: string): Unit[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  const statements = lines.map((line) => JSON.parse(line) as Statement).sort((a, b) => a.began - b.began)
  const open = new Map<number, Statement[]>()
  const units: Statement[][] = []
  for (const statement of statements) {
    const { connection, text } = statement
    const running = open.get(connection)
    if (running) {
      running.push(statement)
      if (/^(commit|rollback)\b/i.test(text)) open.delete(connection)
    } else {
      const unit = [statement]
      units.push(unit)
      const begins = /^begin\b/i.test(text.trim()) && !/\bcommit;?\s*$/i.test(text.trim())
      if (begins) open.set(connection, unit)
    }
  }
  const first = units.findIndex((unit) => unit.some(({ text, rows }) => isLook(text) && rows > 0))
  return withOrder(units.slice(first).filter((unit) => !/^(listen|set)\b/i.test(unit[0]?.text.trim() ?? '')))
}

function isLook(text: string): boolean {
  return text.includes('from inbound_deliveries') && text.includes('<> all(')
}

/** A unit that speaks of an id comes after the unit that first spoke of it. */
function withOrder(units: Statement[][]): Unit[] {
  const firstSpoken = new Map<string, number>()
  return units.map((statements, index) => {
    const after = new Set<number>()
    for (const { text, values, fetched } of statements) {
      if (isLook(text)) continue
      const spoken = new Set([
        ...(JSON.stringify(values ?? []).match(UUID) ?? []),
        ...(fetched ?? []).map((one) => one.about),
      ])
      for (const id of spoken) {
        const maker = firstSpoken.get(id)
        if (maker === undefined) firstSpoken.set(id, index)
        else if (maker !== index) after.add(maker)
      }
    }
    return { statements, after: [...after] }
  })
}

export interface Replayed {
  seconds: number
  transactions: number
  statements: number
  cpuMs: number
}

/** Plays the units over so many connections. Connects and warms up outside of the time that counts. */
export async function replay(
  connection: pg.ClientConfig,
  units: Unit[],
  connections: number,
): Promise<Replayed> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(connection)
      await client.connect()
      return client
    }),
  )
  const prepared = units.map(({ statements }) =>
    statements.map(({ name, text, values, fetched }) => ({
      query: { name, text, values: values?.map(fromJson) },
      fetched,
      ends: !fetched && values !== undefined && text.includes('pgboss') ? idsIn(values) : [],
    })),
  )
  // The jobs of this database have ids of their own: what the recording says of the n-th fetched is said of the n-th.
  const recordedJobs = new Set(
    units.flatMap((unit) => unit.statements.flatMap((s) => (s.fetched ?? []).map((f) => f.job))),
  )
  const fetchedHere: string[] = []
  const standsFor = new Map<string, string>()
  const translate = (values: unknown[]): unknown[] =>
    values.map((value) => {
      if (Array.isArray(value)) return translate(value)
      if (typeof value !== 'string' || !value.match(UUID)) return value
      return value.replace(UUID, (id) => {
        if (!recordedJobs.has(id)) return id
        const other = standsFor.get(id) ?? fetchedHere.shift() ?? id
        standsFor.set(id, other)
        return other
      })
    })

  const done = new Uint8Array(units.length)
  const taken = new Uint8Array(units.length)
  let head = 0
  let waiting: (() => void)[] = []

  function next(): number | undefined {
    while (head < units.length && taken[head]) head++
    for (let index = head; index < Math.min(units.length, head + 200); index++) {
      if (!taken[index] && units[index]?.after.every((before) => done[before])) return index
    }
    return undefined
  }

  async function work(client: pg.Client): Promise<void> {
    for (;;) {
      const index = next()
      if (index === undefined) {
        if (head >= units.length) return
        await new Promise<void>((resolve) => waiting.push(resolve))
        continue
      }
      taken[index] = 1
      for (const { query, fetched, ends } of prepared[index] ?? []) {
        const values = ends.some((id) => recordedJobs.has(id)) ? translate(query.values ?? []) : query.values
        const result = await client.query({ ...query, values }).catch(() => undefined)
        if (fetched) for (const row of result?.rows ?? []) fetchedHere.push(row.id)
      }
      done[index] = 1
      const wake = waiting
      waiting = []
      for (const resolve of wake) resolve()
    }
  }

  const cpu = process.cpuUsage()
  const began = performance.now()
  await Promise.all(clients.map(work))
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(cpu)
  await Promise.all(clients.map((client) => client.end()))
  return {
    seconds,
    transactions: units.length,
    statements: units.reduce((sum, unit) => sum + unit.statements.length, 0),
    cpuMs: (used.user + used.system) / 1000,
  }
}

function idsIn(values: unknown[]): string[] {
  return JSON.stringify(values).match(UUID) ?? []
}

function fromJson(value: unknown): unknown {
  const { base64 } = (value ?? {}) as { base64?: string }
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : value
}
