import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import { expect, test } from 'vitest'
import { compileStatement } from './compile-statement.ts'

const kysely = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const id = 'a'
const flat = (value: unknown) => sql`select * from t where a = ${value} and b = ${id}`
const condition = (on: boolean) => (on ? sql`a = ${1} and b = any(${['x']})` : sql`true`)
const nested = (on: boolean) =>
  sql`select ${id}::uuid from t where ${condition(on)} and ${sql.join([sql`c = ${2}`, sql`d`], sql` or `)} limit ${3}`

test.each<[string, RawBuilder<unknown>]>([
  ['no value', sql`select 1`],
  ['values', flat('x')],
  ['the same template again', flat(null)],
  [
    'an object, an instant, undefined',
    sql`select ${{ a: 1 }}, ${Temporal.Instant.from('2026-01-01T00:00Z')}, ${undefined}`,
  ],
  ['templates in templates', nested(true)],
  ['the same outer template with another inner one', nested(false)],
  ['a template of which another one is a part, alone', condition(true)],
  ['identifiers', sql`select ${sql.ref('t.a')} from ${sql.id('public', 't')} where ${sql.ref('b')} = ${id}`],
  ['literals and raw text', sql`select ${sql.lit('it')}, ${sql.raw('now')} where ${flat('y')} = ${1}`],
  ['a template where a value was before', flat(sql`any(${['x']})`)],
  ['a template where a value comes first', sql`${flat('z')}`],
  ['a value before a template and after', sql`${1} ${flat(2)} ${3}`],
])('%s: is what Kysely makes of it, twice', (_, statement) => {
  const { sql: text, parameters } = statement.compile(kysely)
  const expected = { text, values: [...parameters] }
  expect(compileStatement(statement)).toEqual(expected)
  expect(compileStatement(statement)).toEqual(expected)
})
