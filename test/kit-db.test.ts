import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createClinic } from '../src/desk/clinics/create-clinic.ts'
import { systemClock } from '../src/kit/clock.ts'
import { type Committed, type Database, LostRace, openDatabase, type Tx } from '../src/kit/db.ts'
import { eventKind, findEvent, record, type Story, system } from '../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../src/kit/ids.ts'
import { type Jobs, openJobs } from '../src/kit/jobs.ts'
import { makePool } from '../src/kit/pool.ts'
import { type TestDatabase, testDatabase } from './database.ts'

const bellRang = eventKind('bell.rang', z.strictObject({ times: z.int() }))

let place: TestDatabase
let jobs: Jobs
let database: Database
let admin: pg.Client
let clinicId: ClinicId
const committed: Committed[] = []
const handled: string[] = []

/** One handler that writes in the transaction, and two reactors that nobody runs here. */
const story: Story = {
  'bell.rang': {
    with: [
      {
        name: 'countRings',
        async run(tx, event) {
          handled.push(event.id)
          await tx.run(sql`insert into practitioners (clinic_id, id, name, created_at)
            values (${tx.clinicId}, ${event.id}, 'Rung', ${tx.clock.now()})`)
        },
      },
    ],
    // biome-ignore lint/suspicious/noThenProperty: the story's second column.
    then: [
      { name: 'answerBell', run: async () => {} },
      { name: 'oilBell', run: async () => {} },
    ],
  },
}

beforeAll(async () => {
  place = await testDatabase()
  jobs = openJobs({ connection: place.connection })
  await jobs.start()
  database = open(place.connection)
  admin = new pg.Client(place.connection)
  await admin.connect()
  clinicId = mintClinicId(uuidv7())
  await database.inClinic(clinicId, (tx) =>
    createClinic(tx, system, { name: 'Riverside', timeZone: 'America/Chicago', plan: 'free' }),
  )
})
beforeEach(() => {
  committed.length = 0
  handled.length = 0
})
afterAll(async () => {
  await jobs.stop()
  await database.close()
  await admin.end()
  await place.drop()
})

function open(connection: pg.PoolConfig, poolSize = 8): Database {
  return openDatabase({
    connection,
    clock: systemClock,
    story,
    jobs,
    poolSize,
    onCommitted: (one) => committed.push(one),
    onIdleError: () => {},
  })
}

const ring = (tx: Tx, times = 1) => record(tx, bellRang, { actor: system, payload: { times } })
const addPractitioner = (tx: Tx, name: string) =>
  tx.run(
    sql`insert into practitioners (clinic_id, id, name, created_at) values (${tx.clinicId}, ${uuidv7()}, ${name}, now())`,
  )

async function count(text: string, values: unknown[] = []): Promise<number> {
  return Number((await admin.query(`select count(*) from ${text}`, values)).rows[0].count)
}

describe('a transaction inside a clinic', () => {
  test('keeps facts, event, handlers’ rows and one job for each reactor, or none of them', async () => {
    const id = await database.inClinic(clinicId, async (tx) => {
      await addPractitioner(tx, 'Dr. Demir')
      return ring(tx)
    })
    expect(await count('practitioners where name in ($1, $2)', ['Dr. Demir', 'Rung'])).toBe(2)
    const { rows } = await admin.query(
      `select data ->> 'name' as name from pgboss.job where data ->> 'id' = $1 order by 1`,
      [id],
    )
    expect(rows.map((row) => row.name)).toEqual(['answerBell', 'oilBell'])
    expect(committed).toMatchObject([
      { clinicId, events: [{ id, type: 'bell.rang', payload: { times: 1 } }] },
    ])
    expect(await database.inClinic(clinicId, (tx) => findEvent(tx, id))).toMatchObject({
      id,
      payload: { times: 1 },
    })
  })

  test('that fails after it recorded leaves nothing: no fact, no event, no job, nobody told', async () => {
    const before = await everything()
    let id = ''
    const failing = database.inClinic(clinicId, async (tx) => {
      await addPractitioner(tx, 'Nobody')
      id = await ring(tx)
      throw new Error('it broke')
    })
    await expect(failing).rejects.toThrow('it broke')
    expect(handled).toEqual([id])
    expect(await everything()).toEqual(before)
    expect(committed).toEqual([])
  })

  test('whose handler fails, or whose facts the commit refuses, leaves nothing either', async () => {
    const before = await everything()
    const twice = database.inClinic(clinicId, async (tx) => {
      const id = await ring(tx)
      await tx.run(
        sql`insert into practitioners (clinic_id, id, name, created_at) values (${clinicId}, ${id}, 'Twin', now())`,
      )
    })
    await expect(twice).rejects.toMatchObject({ code: '23505' })
    const unfit = database.inClinic(clinicId, (tx) => ring(tx, 1.5))
    await expect(unfit).rejects.toThrow()
    expect(await everything()).toEqual(before)
  })

  test('runs handlers inside itself: they see what it wrote, and nobody else does yet', async () => {
    await database.inClinic(clinicId, async (tx) => {
      const id = await ring(tx)
      expect(await tx.one(sql`select name from practitioners where id = ${id}`)).toEqual({ name: 'Rung' })
      expect(await count('practitioners where id = $1', [id])).toBe(0)
    })
  })

  test('gives its connection back, also when it fails', async () => {
    const small = open(place.connection, 1)
    for (let turn = 0; turn < 5; turn++)
      await small.inClinic(clinicId, async () => Promise.reject(new Error('it broke'))).catch(() => {})
    expect(await small.inClinic(clinicId, (tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 })
    await small.close()
  })
})

describe('a race', () => {
  test('that was lost is run again from the beginning, with nothing left of the first try', async () => {
    let tries = 0
    const rung = `ring ${uuidv7()}`
    await database.inClinic(clinicId, async (tx) => {
      tries += 1
      await addPractitioner(tx, rung)
      await ring(tx)
      if (tries < 3) throw new LostRace()
    })
    expect(tries).toBe(3)
    expect(await count('practitioners where name = $1', [rung])).toBe(1)
    expect(committed).toHaveLength(1)
    expect(committed[0]?.events).toHaveLength(1)
  })

  test('whose statement touched fewer rows than it must, is run again, whatever was made of it meanwhile', async () => {
    const free = uuidv7()
    const taken = uuidv7()
    await database.inClinic(clinicId, (tx) => addPractitioner(tx, taken))
    const claim = (tx: Tx, id: string) =>
      tx.send(
        sql`
          insert into practitioners (clinic_id, id, name, created_at)
          select ${tx.clinicId}::uuid, ${uuidv7()}::uuid, ${id}, now()
          where not exists (select from practitioners where clinic_id = ${tx.clinicId} and name = ${id})`,
        { rows: 1 },
      )
    let tries = 0
    await database.inClinic(clinicId, async (tx) => {
      tries += 1
      claim(tx, tries === 1 ? taken : free)
      await ring(tx)
      if (tries === 1) throw new Error('what followed from a row that was not written')
    })
    expect(tries).toBe(2)
    expect(await count('practitioners where name = $1', [free])).toBe(1)
    expect(committed).toHaveLength(1)
    const neverFree = database.inClinic(clinicId, async (tx) => claim(tx, taken))
    await expect(neverFree).rejects.toBeInstanceOf(LostRace)
    expect(await count('practitioners where name = $1', [taken])).toBe(1)
  })

  test('of which an earlier statement was refused says that, and not what it must have touched', async () => {
    const refused = database.inClinic(clinicId, async (tx) => {
      tx.send(sql`select 1 / 0`)
      tx.send(sql`select 1`, { rows: 1 })
    })
    await expect(refused).rejects.toMatchObject({ code: '22012' })
  })

  test('that is lost five times is given up, with its reason', async () => {
    let tries = 0
    const lost = database.inClinic(clinicId, async () => {
      tries += 1
      throw new LostRace('somebody was faster')
    })
    await expect(lost).rejects.toThrow('somebody was faster')
    expect(tries).toBe(5)
  })

  test('of any other error is not run again', async () => {
    let tries = 0
    const failing = database.inClinic(clinicId, async (tx) => {
      tries += 1
      await tx.run(sql`select 1 / 0`)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(tries).toBe(1)
  })

  test('that ends in a deadlock is run again, and both get through', async () => {
    const [a, b] = [uuidv7(), uuidv7()]
    for (const id of [a, b])
      await admin.query(`insert into practitioners values ($1, $2, 'Locked', null, now())`, [clinicId, id])
    let tries = 0
    const bothBegan = barrier(2)
    const rename = (first: string, second: string, name: string) => {
      let isFirstTry = true
      return database.inClinic(clinicId, async (tx) => {
        tries += 1
        const touch = (id: string) => tx.run(sql`update practitioners set name = ${name} where id = ${id}`)
        await touch(first)
        if (isFirstTry) await bothBegan()
        isFirstTry = false
        await touch(second)
      })
    }
    await Promise.all([rename(a, b, 'One'), rename(b, a, 'Two')])
    // Once more than two; whoever begins again may run into the other again.
    expect(tries).toBeGreaterThanOrEqual(3)
    const { rows } = await admin.query('select distinct name from practitioners where id = any($1)', [[a, b]])
    expect(rows).toHaveLength(1)
  })

  test('of serialization is run again', async () => {
    let tries = 0
    await database.inClinic(clinicId, async (tx) => {
      tries += 1
      if (tries === 1) await tx.run(sql`do $$ begin raise exception 'raced' using errcode = '40001'; end $$`)
    })
    expect(tries).toBe(2)
  })
})

describe('what goes in comes out', () => {
  test.each([
    '2026-11-23T15:00:00Z',
    '2026-11-23T15:00:00.123456Z',
    '2026-03-08T07:59:59.999999Z',
    '1969-12-31T23:59:59.000001Z',
    // Kolkata's offset had seconds then.
    '1900-01-01T00:00:00Z',
    '2199-12-31T23:59:59.999999Z',
  ])('the instant %s, in any zone of the session', async (text) => {
    const instant = Temporal.Instant.from(text)
    for (const zone of ['UTC', 'America/Chicago', 'Asia/Kolkata', 'Pacific/Kiritimati']) {
      const read = await database.inClinic(clinicId, async (tx) => {
        await tx.run(sql`select set_config('timezone', ${zone}, true)`)
        return tx.one<{ at: Temporal.Instant }>(sql`select ${instant}::timestamptz as at`)
      })
      expect(read?.at.equals(instant), `${read?.at} in ${zone}`).toBe(true)
    }
  })

  test('dates, counts, JSON, lists and null', async () => {
    const row = await database.inClinic(clinicId, (tx) =>
      tx.one(sql`select ${Temporal.PlainDate.from('1961-02-28')}::date as day, count(*) as rows,
        ${{ a: [1, null], b: 'x' }}::jsonb as json, ${['x', 'y,"z']}::text[] as list, ${null}::text as nothing
        from generate_series(1, 3)`),
    )
    expect(row).toEqual({
      day: '1961-02-28',
      rows: 3,
      json: { a: [1, null], b: 'x' },
      list: ['x', 'y,"z'],
      nothing: null,
    })
  })
})

/** All of this database that a transaction could leave behind. */
async function everything(): Promise<number[]> {
  return Promise.all(['practitioners', 'events', 'pgboss.job'].map((table) => count(table)))
}

/** Each waits until all have come. */
function barrier(parties: number): () => Promise<void> {
  let come = 0
  let openGate = () => {}
  const gate = new Promise<void>((resolve) => {
    openGate = resolve
  })
  return () => {
    come += 1
    if (come === parties) openGate()
    return gate
  }
}

describe('a session', () => {
  test('is nobody’s before a transaction begins, and again after it', async () => {
    const one = open(place.connection, 1)
    const who = sql<{ role: string; clinic: string | null }>`
      select current_user as role, app_clinic_id() as clinic`
    expect(await one.inClinic(clinicId, (tx) => tx.one(who))).toEqual({ role: 'foyer_app', clinic: clinicId })
    expect(await one.acrossClinics((tx) => tx.one(who))).toEqual({ role: 'foyer_across', clinic: null })
    const other = mintClinicId(uuidv7())
    expect(await one.inClinic(other, (tx) => tx.one(who))).toEqual({ role: 'foyer_app', clinic: other })
    await one.close()
  })

  test('whose transaction cannot begin does nothing of it, and says why', async () => {
    const user = `kit_db_${process.pid}`
    await admin.query(`create role ${user} login; grant foyer_app to ${user}`)
    const limited = open({ ...place.connection, user }, 1)
    try {
      const named = limited.acrossClinics((tx) =>
        tx.run(sql`
          update clinics
          set name = 'Taken over'`),
      )
      await expect(named).rejects.toThrow(/permission denied to set role "foyer_across"/)
      const { rows } = await admin.query('select distinct name from clinics')
      expect(rows).toEqual([{ name: 'Riverside' }])
      // The session is as good as new.
      const found = await limited.inClinic(clinicId, (tx) =>
        tx.many(sql<{ name: string }>`
          select name
          from clinics`),
      )
      expect(found).toEqual([{ name: 'Riverside' }])
    } finally {
      await limited.close()
      await admin.query(`drop owned by ${user}; drop role ${user}`)
    }
  })

  test.each(['its options', 'its URL'])('begins as nobody, and as %s ask', async (where) => {
    const { host, user, database: name } = place.connection
    const asked = '-c application_name=front'
    const query = new URLSearchParams({ host: String(host), options: asked })
    const connection =
      where === 'its URL'
        ? { connectionString: `postgres://${user}@localhost/${name}?${query}` }
        : { ...place.connection, options: asked }
    const pool = makePool(connection, { settings: { role: 'foyer_app' }, more: { max: 1 } })
    const { rows } = await pool.query(`
      select current_setting('application_name') as name, current_user as role, (select count(*) from clinics) as clinics`)
    expect(rows).toEqual([{ name: 'front', role: 'foyer_app', clinics: '0' }])
    await pool.end()
    const one = open(connection, 1)
    expect(await one.inClinic(clinicId, (tx) => tx.many(sql`select from clinics`))).toHaveLength(1)
    await one.close()
  })
})
