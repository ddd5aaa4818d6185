/** Writes down the transactions that this process sends, so that they can be sent again without the program. */
import pg from 'pg'

export interface Statement {
  /** The prepared statement's; undefined for simple ones such as `begin`. */
  name?: string
  text: string
  /** As they went over the wire. */
  values?: unknown[]
}

export type Transaction = Statement[]

interface Config {
  name?: string
  text: string
  values?: unknown[]
}

/** Every transaction that `work` commits, in the order in which they began; what is rolled back is left out. */
export async function record(work: () => Promise<void>): Promise<Transaction[]> {
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads.
  const prototype = pg.Client.prototype as any
  const { query } = prototype
  const open = new WeakMap<object, Transaction>()
  const begun: { statements: Transaction; isCommitted: boolean }[] = []
  prototype.query = function (this: object, config: string | Config, ...rest: unknown[]) {
    const statement: Statement = typeof config === 'string' ? { text: config } : config
    if (/^begin\b/.test(statement.text)) {
      const statements: Transaction = []
      open.set(this, statements)
      begun.push({ statements, isCommitted: false })
    }
    const running = open.get(this)
    running?.push({ name: statement.name, text: statement.text, values: statement.values })
    if (statement.text === 'commit') {
      const one = begun.find(({ statements }) => statements === running)
      if (one) one.isCommitted = true
    }
    return query.call(this, config, ...rest)
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return begun.filter((one) => one.isCommitted).map((one) => one.statements)
}

/** Sends them by nothing but `pg`, over so many connections, prepared where they were. Returns the seconds it took. */
export async function resend(
  connection: pg.ClientConfig,
  transactions: { warm: Transaction[]; measured: Transaction[] },
  connections: number,
): Promise<{ seconds: number; cpuMs: number }> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(connection)
      await client.connect()
      return client
    }),
  )
  const send = async (list: Transaction[]) => {
    let next = 0
    await Promise.all(
      clients.map(async (client) => {
        for (let one = list[next++]; one; one = list[next++]) {
          for (const { name, text, values } of one) {
            if (values) await client.query({ name, text, values })
            else await client.query(text)
          }
        }
      }),
    )
  }
  await send(transactions.warm)
  const cpu = process.cpuUsage()
  const began = performance.now()
  await send(transactions.measured)
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(cpu)
  await Promise.all(clients.map((client) => client.end()))
  return { seconds, cpuMs: (used.user + used.system) / 1000 }
}
