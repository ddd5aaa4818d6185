/** COPY over `pg`, which speaks the messages but has no streams for them. Both directions hold one batch in memory. */
import type { Duplex } from 'node:stream'

/** Of `pg.Client`: takes what writes its own messages (its documentation calls that a Submittable). */
export interface CopyClient {
  query(submittable: never): unknown
}

/** Of pg's connection: the messages of PostgreSQL's protocol (PostgreSQL 18, "Message Flow: COPY Operations"). */
interface Wire {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

const BATCH_BYTES = 128 * 1024

/**
 * The bytes of a `copy … to stdout`, in batches; returns how many rows there were. Statements before it in the same
 * text are run. The server waits while nobody reads. When the reader leaves early, the connection is closed.
 */
export async function* copyOut(
  client: CopyClient,
  statement: string,
): AsyncGenerator<Buffer<ArrayBuffer>, number> {
  const full: Buffer<ArrayBuffer>[] = []
  let batch = Buffer.allocUnsafe(BATCH_BYTES)
  let filled = 0
  let rows = 0
  let wire: Wire | undefined
  let end: 'well' | { error: unknown } | undefined
  let wake = () => {}

  function flush(): void {
    if (filled > 0) full.push(batch.subarray(0, filled))
    batch = Buffer.allocUnsafe(BATCH_BYTES)
    filled = 0
  }

  const copying = {
    submit(connection: Wire) {
      wire = connection
      connection.query(statement)
    },
    // Copied at once: pg's parser uses the memory of a message again for the next ones.
    handleCopyData({ chunk }: { chunk: Buffer }) {
      if (filled + chunk.length > batch.length) {
        flush()
        wire?.stream.pause()
        wake()
      }
      if (chunk.length > batch.length) full.push(Buffer.from(chunk))
      else {
        chunk.copy(batch, filled)
        filled += chunk.length
      }
    },
    handleCommandComplete({ text }: { text: string }) {
      rows = rowsOf(text)
    },
    handleReadyForQuery() {
      if (!end) end = 'well'
      flush()
      wake()
    },
    handleError(error: unknown) {
      end = { error }
      wake()
    },
  }

  client.query(copying as never)
  try {
    for (;;) {
      for (let next = full.shift(); next; next = full.shift()) yield next
      if (end === 'well') return rows
      if (end) throw end.error
      await new Promise<void>((resolve) => {
        wake = resolve
        wire?.stream.resume()
      })
    }
  } finally {
    if (!end) wire?.stream.destroy()
    else wire?.stream.resume()
  }
}

/**
 * Runs a `copy … from stdin` with these bytes and returns how many rows it took. Where the source fails, so does the
 * statement, and nothing of it is kept.
 */
export async function copyIn(
  client: CopyClient,
  statement: string,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let rows = 0
  let failure: { error: unknown } | undefined

  async function send(connection: Wire): Promise<void> {
    try {
      for await (const chunk of source) {
        // The server has refused: it drops what still comes.
        if (failure) return
        connection.sendCopyFromChunk(chunk)
        if (connection.stream.writableNeedDrain) await drained(connection.stream)
      }
      connection.endCopyFrom()
    } catch (error) {
      failure ??= { error }
      connection.sendCopyFail('the source failed')
    }
  }

  const copying = {
    submit: (connection: Wire) => connection.query(statement),
    handleCopyInResponse: (connection: Wire) => void send(connection),
    handleCommandComplete({ text }: { text: string }) {
      rows = rowsOf(text)
    },
    handleReadyForQuery: () => resolve(rows),
    // Also the answer to a copy that we gave up: what made us do so says more.
    handleError(error: unknown) {
      failure ??= { error }
      reject(failure.error)
    },
  }

  client.query(copying as never)
  return promise
}

function rowsOf(commandTag: string): number {
  return Number(/^COPY (\d+)$/.exec(commandTag)?.[1] ?? 0)
}

function drained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}
