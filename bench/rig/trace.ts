/**
 * Loaded into the server with --import: writes down each statement that it sends, with its values and when it ran, to
 * the file named by FOYER_BENCH_TRACE. Nothing of this is in the product.
 */
import { createWriteStream } from 'node:fs'
import pg from 'pg'

const path = process.env.FOYER_BENCH_TRACE
if (!path) throw new Error('FOYER_BENCH_TRACE names no file')
const file = createWriteStream(path)

// biome-ignore lint/suspicious/noExplicitAny: pg's overloads.
type Query = (this: object, config: any, values?: any, callback?: any) => any
const prototype = pg.Client.prototype as unknown as { query: Query }
const { query } = prototype
const numbers = new WeakMap<object, number>()
let connections = 0

prototype.query = function (config, values, callback) {
  let connection = numbers.get(this)
  if (connection === undefined) {
    connection = connections++
    numbers.set(this, connection)
  }
  const began = performance.now()
  const text = typeof config === 'string' ? config : config.text
  const given = typeof config === 'string' && Array.isArray(values) ? values : config.values
  const note = (result: { rows?: { id?: string; data?: { id?: string } }[] } | undefined) => {
    // Jobs are named by the database: whoever replays this has to know which ones a fetch returned.
    const fetched = result?.rows?.flatMap(({ id, data }) =>
      id && data?.id ? [{ job: id, about: data.id }] : [],
    )
    const line = {
      connection,
      began,
      ended: performance.now(),
      name: config.name,
      text,
      values: (given as unknown[] | undefined)?.map(toJson),
      ...(fetched?.length ? { fetched } : {}),
      rows: Array.isArray(result) ? 0 : (result?.rows?.length ?? 0),
    }
    file.write(`${JSON.stringify(line)}\n`)
  }
  const done = typeof values === 'function' ? values : callback
  if (typeof done === 'function') {
    const both = (error: unknown, result: never) => {
      note(result)
      done(error, result)
    }
    return typeof values === 'function'
      ? query.call(this, config, both)
      : query.call(this, config, values, both)
  }
  const answer = query.call(this, config, values)
  answer?.then?.(note, () => note(undefined))
  return answer
}

function toJson(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') }
  return value instanceof Date ? value.toISOString() : value
}
