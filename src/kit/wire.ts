/** How values go to PostgreSQL and come back, and by which name a statement is prepared. */

/** Every text has one, so that PostgreSQL parses and plans it once per connection: measured, twice the throughput. */
const MAX_NAMED = 1000
const names = new Map<string, string>()

/** Undefined where there are too many already. */
export function nameOf(text: string): string | undefined {
  let name = names.get(text)
  if (!name && names.size < MAX_NAMED) {
    name = `s${names.size}`
    names.set(text, name)
  }
  return name
}

/** What `pg` does not know: the program's instants and dates as ISO 8601, plain objects as JSON. */
export function toWire(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString()
  if (isPlainObject(value)) return JSON.stringify(value)
  return value
}

function isPlainObject(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype
}

/** Of a `timestamptz` in PostgreSQL's ISO format. */
export function instantOf(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'))
}
