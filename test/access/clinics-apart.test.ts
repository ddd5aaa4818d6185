import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '../../src/kit/db.ts'
import type { ClinicId } from '../../src/kit/ids.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { APPEND_ONLY, type ClinicTable, clinicTables, DENIED, fill } from './two-clinics.ts'

let desk: TestDesk
let tables: ClinicTable[]
let ours: TestClinic
let theirs: TestClinic

beforeAll(async () => {
  desk = await openDesk()
  ours = desk.clinic
  theirs = await desk.openClinic('Lakeside', 'Europe/Berlin')
  await fill(desk, ours, 'Riverside')
  await fill(desk, theirs, 'Lakeside')
  tables = await clinicTables(desk)
})
afterAll(() => desk.close())

describe('inside clinic A, clinic B', () => {
  test('has rows in every table, else the tests below would show nothing', async () => {
    for (const { name } of tables) {
      const rows = await desk.rows(`select count(*)::int as count from ${name} where clinic_id = $1`, [
        theirs.clinicId,
      ])
      expect(rows[0].count, name).toBeGreaterThan(0)
    }
  })

  test('is not seen, though not a word of the statement names a clinic', async () => {
    for (const { name } of tables) {
      const rows = await asOurs((tx) =>
        tx.many<{ clinic_id: string }>(sql`select distinct clinic_id from ${sql.raw(name)}`),
      )
      expect(rows, name).toEqual([{ clinic_id: ours.clinicId }])
    }
  })

  test('is not changed or deleted by a statement that names it, nor by one that names nobody', async () => {
    for (const { name } of tables.filter((table) => !APPEND_ONLY.includes(table.name))) {
      const before = await copyOf(name)
      const table = sql.raw(name)
      for (const statement of [
        sql`update ${table} set clinic_id = clinic_id where clinic_id = ${theirs.clinicId}`,
        sql`delete from ${table} where clinic_id = ${theirs.clinicId}`,
      ])
        expect(await asOurs((tx) => tx.run(statement)), name).toBe(0)
      const [own] = await desk.rows(`select count(*)::int as count from ${name} where clinic_id = $1`, [
        ours.clinicId,
      ])
      // Rolled back, so that the next tables still have their rows.
      const touched = asOurs(async (tx) => {
        throw new RolledBack(await tx.run(sql`update ${table} set clinic_id = clinic_id`))
      })
      await expect(touched, name).rejects.toMatchObject({ count: own.count })
      const deleted = asOurs(async (tx) => {
        throw new RolledBack(
          await tx.run(sql`delete from ${table} where clinic_id is distinct from app_clinic_id()`),
        )
      })
      await expect(deleted, name).rejects.toMatchObject({ count: 0 })
      expect(await copyOf(name), name).toEqual(before)
    }
  })

  test('gets no row from it, neither a new one nor one of its own handed over', async () => {
    for (const { name, columns } of tables) {
      const list = sql.join(columns.map((column) => sql.id(column)))
      const values = sql.join(
        columns.map((c) => (c === 'clinic_id' ? sql`${theirs.clinicId}::uuid` : sql.id(c))),
      )
      await refused(
        name,
        sql`insert into ${sql.raw(name)} (${list}) select ${values} from ${sql.raw(name)} limit 1`,
      )
      await refused(name, sql`update ${sql.raw(name)} set clinic_id = ${theirs.clinicId}`)
    }
  })

  test('gives nothing away by a conflict: its row is not told from none', async () => {
    const [theirContact] = await desk.rows('select id from contacts where clinic_id = $1 limit 1', [
      theirs.clinicId,
    ])
    const inserted = await asOurs((tx) =>
      tx.run(sql`
        insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
        values (${tx.clinicId}, ${theirContact.id}, 'Same id', 'test', now(), now())`),
    )
    expect(inserted).toBe(1)
  })
})

test('a transaction that never said which clinic sees nothing and adds nothing', async () => {
  for (const { name, columns } of tables) {
    const list = sql.join(columns.map((column) => sql.id(column)))
    const none = withoutClinic((tx) => tx.many(sql`select 1 from ${sql.raw(name)} limit 1`))
    expect(await none, name).toEqual([])
    const insert = sql`insert into ${sql.raw(name)} (${list}) select ${list} from json_populate_record(null::${sql.raw(name)}, '{"clinic_id":"${sql.raw(ours.clinicId)}"}')`
    await expect(
      withoutClinic((tx) => tx.run(insert)),
      name,
    ).rejects.toMatchObject({ code: DENIED })
  }
})

test('what one transaction said, the next on the same connection has forgotten', async () => {
  await asOurs(async () => {})
  const seen = await desk.foyer.database.acrossClinics((tx) =>
    tx.many<{ clinic: string | null }>(sql`select app_clinic_id() as clinic`),
  )
  expect(seen).toEqual([{ clinic: null }])
})

test.each(["'; drop table contacts; --", 'x', '', '00000000-0000-0000-0000-000000000000'])(
  'a clinic id of %j opens no clinic',
  async (id) => {
    const read = desk.foyer.database.inClinic(id as ClinicId, (tx) => tx.many(sql`select 1 from clinics`))
    expect(await read.catch(() => [])).toEqual([])
    expect(await desk.rows('select count(*)::int as count from contacts')).not.toEqual([{ count: 0 }])
  },
)

class RolledBack extends Error {
  readonly count: number
  constructor(count: number) {
    super('rolled back')
    this.count = count
  }
}

function asOurs<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.foyer.database.inClinic(ours.clinicId, work)
}

function withoutClinic<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return asOurs(async (tx) => {
    await tx.run(sql`select set_config('app.clinic_id', '', true)`)
    return work(tx)
  })
}

async function refused(name: string, statement: RawBuilder<unknown>): Promise<void> {
  await expect(
    asOurs((tx) => tx.run(statement)),
    name,
  ).rejects.toMatchObject({ code: DENIED })
}

function copyOf(name: string): Promise<unknown[]> {
  return desk.rows(`select t::text from ${name} t where clinic_id = $1 order by 1`, [theirs.clinicId])
}
