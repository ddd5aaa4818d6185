import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { MigrationError, migrate } from '../src/kit/migrate.ts'
import { type TestDatabase, testDatabase } from './database.ts'

let folder: string
let place: TestDatabase
let empty: pg.ClientConfig

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-migrations-'))
  place = await testDatabase()
  const name = `${inject('testServer').prefix}_empty_${Date.now().toString(36)}`
  await ask({ ...place.connection, database: 'postgres' }, `create database ${name} template template0`)
  empty = { ...place.connection, database: name }
})
afterEach(async () => {
  await ask({ ...place.connection, database: 'postgres' }, `drop database ${empty.database} with (force)`)
  await place.drop()
  await rm(folder, { recursive: true })
})

describe('a folder of migrations', () => {
  test('is run in the order of the names, once each', async () => {
    await write('0002_second.sql', 'insert into bells values (1);')
    await write('0001_first.sql', 'create table bells (times integer);')
    await write('README.md', 'not SQL')
    const lines: string[] = []
    await run(lines)
    await run(lines)
    expect(lines).toEqual(['0001_first.sql', '0002_second.sql'])
    expect(await ask(empty, 'select times from bells')).toEqual([{ times: 1 }])
  })

  test('with a file that fails leaves nothing of that file, keeps the ones before, and goes on once it is mended', async () => {
    await write('0001_first.sql', 'create table bells (times integer);')
    await write('0002_second.sql', 'insert into bells values (1); select 1 / 0;')
    const failed = run()
    await expect(failed).rejects.toThrow(MigrationError)
    await expect(failed).rejects.toThrow(/0002_second\.sql failed and left nothing behind/)
    expect(await ask(empty, 'select times from bells')).toEqual([])
    await write('0002_second.sql', 'insert into bells values (2);')
    await run()
    expect(await ask(empty, 'select times from bells')).toEqual([{ times: 2 }])
  })

  test('whose file has other contents than when it was run is refused, and nothing more is run', async () => {
    await write('0001_first.sql', 'create table bells (times integer);')
    await run()
    await write('0001_first.sql', 'create table bells (times bigint);')
    await write('0002_second.sql', 'drop table bells;')
    await expect(run()).rejects.toThrow(/0001_first\.sql has other contents.*put the released file back/)
    expect(await ask(empty, 'select * from bells')).toEqual([])
  })

  test('that lacks what the database has is refused: a newer Foyer was here', async () => {
    await write('0001_first.sql', 'create table bells (times integer);')
    await run()
    await ask(empty, `insert into foyer_migrations (name, sha256) values ('0099_tomorrow.sql', 'x')`)
    await expect(run()).rejects.toThrow(/newer Foyer \(0099_tomorrow\.sql/)
  })

  test('run by many at once is run once', async () => {
    await write('0001_first.sql', 'select pg_sleep(0.2); create table bells (times integer);')
    await write('0002_second.sql', 'insert into bells values (1);')
    const lines: string[] = []
    await Promise.all(Array.from({ length: 4 }, () => run(lines)))
    expect(lines).toHaveLength(2)
    expect(await ask(empty, 'select times from bells')).toEqual([{ times: 1 }])
  })
})

describe('Foyer’s own migrations', () => {
  test('run by three at once on two databases of one server, all arrive at the same', async () => {
    const other = { ...place.connection, database: `${empty.database}_b` }
    await ask(
      { ...place.connection, database: 'postgres' },
      `create database ${other.database} template template0`,
    )
    try {
      await Promise.all([empty, other, empty].map((connection) => migrate({ connection })))
      for (const connection of [empty, other])
        expect(await shapeOf(connection)).toEqual(await shapeOf(place.connection))
    } finally {
      await ask({ ...place.connection, database: 'postgres' }, `drop database ${other.database} with (force)`)
    }
  })

  test('on a migrated database change nothing', async () => {
    const before = await shapeOf(place.connection)
    const lines: string[] = []
    await migrate({ connection: place.connection, log: (line) => lines.push(line) })
    expect(lines).toEqual([])
    expect(await shapeOf(place.connection)).toEqual(before)
  })

  test('each open with why', async () => {
    const names = await ask<{ name: string }>(place.connection, 'select name from foyer_migrations')
    for (const { name } of names)
      expect(await readFile(new URL(`../db/migrations/${name}`, import.meta.url), 'utf8'), name).toMatch(
        /^-- Why: /,
      )
  })
})

const write = (name: string, text: string) => writeFile(join(folder, name), text)

function run(lines: string[] = []): Promise<void> {
  const directory = pathToFileURL(`${folder}/`)
  return migrate({ connection: empty, directory, log: (line) => lines.push(line) })
}

async function ask<Row extends object>(connection: pg.ClientConfig, text: string): Promise<Row[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Columns, policies and privileges. */
async function shapeOf(connection: pg.ClientConfig): Promise<unknown[]> {
  const parts = [
    `select table_name, column_name, data_type from information_schema.columns where table_schema in ('public', 'auth') order by 1, 2`,
    `select relname, relrowsecurity, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1`,
    `select polrelid::regclass::text, polname from pg_policy order by 1, 2`,
    `select name, sha256 from foyer_migrations order by 1`,
  ]
  return Promise.all(parts.map((part) => ask(connection, part)))
}
