/**
 * `npm run bench:booking`: how many bookings a second the verb makes that the booking page calls, beside the very same
 * statements by bare `pg` and by `pgbench`, in turns within one run. See docs/benchmarks.md for what each part means.
 */
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { createClinic } from '../src/desk/clinics/create-clinic.ts'
import { bookSlot } from '../src/desk/scheduling/book-slot.ts'
import { createPractitioner } from '../src/desk/services/create-practitioner.ts'
import { createService } from '../src/desk/services/create-service.ts'
import { systemClock } from '../src/kit/clock.ts'
import { type Database, openDatabase } from '../src/kit/db.ts'
import { system } from '../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../src/kit/ids.ts'
import { openJobs } from '../src/kit/jobs.ts'
import { migrate } from '../src/kit/migrate.ts'
import { invariant } from '../src/kit/problem.ts'
import { tellStory } from '../src/story.ts'
import { hasPgbench, prepareValues, runPgbench, shapeOf } from './rig/pgbench.ts'
import { record, resend, type Transaction } from './rig/record.ts'
import { conclude, machine, median, round, say, table } from './rig/report.ts'
import { copyDatabase, holdPostgres, makePlace, postgresCpuMs } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    /** Counted ones, in each turn. */
    bookings: { type: 'string', default: '1000' },
    turns: { type: 'string', default: '7' },
  },
})
const BOOKINGS = Number(flags.bookings)
const TURNS = Number(flags.turns)
const CALLERS = 16
/** Before the clock runs: connections, plans and the machine's own warming up. */
const WARM = 320
/** Patients and appointments that a clinic has before: every fourth booking is by one of them. */
const KNOWN = 600
const PRACTITIONERS = 8
const TARGET = 0.9

const place = makePlace()
const clinicId = mintClinicId(uuidv7())

async function main() {
  say('Preparing: a new database with one clinic and its patients …')
  await holdPostgres(place)
  await place.rows('create database foyer', [], 'postgres')
  await migrate({ connection: place.connection() })
  const serviceId = await withFoyer('foyer', async (database) => {
    const service = await makeClinic(database)
    await book(database, service, { from: -KNOWN, count: KNOWN })
    return service
  })
  await place.rows('vacuum analyze')
  await copyDatabase(place, 'foyer', 'pristine')

  say('Recording what the verb sends …')
  await copyDatabase(place, 'pristine', 'recorded')
  const transactions = await withFoyer('recorded', (database) =>
    record(() => book(database, serviceId, { from: 0, count: WARM + BOOKINGS })),
  )
  invariant(transactions.length === WARM + BOOKINGS, 'a booking was not recorded as one transaction')
  const sent = { warm: transactions.slice(0, WARM), measured: transactions.slice(WARM) }

  const verb: Turn[] = []
  const bare: Turn[] = []
  const pgbench: number[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    say(`Turn ${turn + 1} of ${TURNS} …`)
    const both = [
      async () =>
        verb.push(await measure('verb', (connection) => byVerb(connection.database ?? '', serviceId))),
      async () => bare.push(await measure('bare', (connection) => resend(connection, sent, CALLERS))),
    ]
    // Who comes second finds the machine warmer.
    for (const one of turn % 2 ? both.toReversed() : both) await one()
    if (hasPgbench()) pgbench.push(await byPgbench(sent.measured))
  }

  const rate = (turns: Turn[]) => turns.map((one) => BOOKINGS / one.seconds)
  const ratios = rate(verb).map((perSecond, turn) => perSecond / (rate(bare)[turn] ?? Number.NaN))
  const ratio = round(median(ratios), 2)
  const perSecond = round(median(rate(verb)))
  const barePerSecond = round(median(rate(bare)))
  const each = (turns: Turn[], ms: (turn: Turn) => number) => round(median(turns.map(ms)) / BOOKINGS, 2)
  const cpuMsEach = {
    verb: { node: each(verb, (one) => one.cpuMs), postgres: each(verb, (one) => one.postgresCpuMs) },
    bare: { node: each(bare, (one) => one.cpuMs), postgres: each(bare, (one) => one.postgresCpuMs) },
  }
  const pgbenchPerSecond = pgbench.length > 0 ? round(median(pgbench)) : null
  table(
    ['', 'measured', 'target'],
    [
      [`booked by the verb, ${CALLERS} callers`, `${perSecond}/s`, ''],
      [`the same statements by bare pg, ${CALLERS} connections`, `${barePerSecond}/s`, ''],
      ['ratio, median of turns', ratio, `>= ${TARGET}`],
      [
        'the same by pgbench, new patients only',
        pgbenchPerSecond === null ? 'not installed' : `${pgbenchPerSecond}/s`,
        '',
      ],
      ['statements of a booking', median(sent.measured.map((one) => one.length)), ''],
      [
        'processor time of a booking: node, of it bare pg',
        `${cpuMsEach.verb.node} ms, ${cpuMsEach.bare.node} ms`,
        '',
      ],
      ['  PostgreSQL', `${cpuMsEach.verb.postgres} ms`, ''],
    ],
  )
  await place.remove()
  conclude({
    bench: 'booking',
    ok: ratio >= TARGET,
    perSecond,
    barePerSecond,
    ratio,
    ratios: ratios.map((one) => round(one, 2)),
    pgbenchPerSecond,
    statementsEach: median(sent.measured.map((one) => one.length)),
    cpuMsEach,
    targets: { ratio: TARGET },
    machine: machine(),
  })
}

interface Turn {
  seconds: number
  cpuMs: number
  postgresCpuMs: number
}

async function measure(
  database: string,
  run: (connection: pg.ClientConfig) => Promise<{ seconds: number; cpuMs: number }>,
): Promise<Turn> {
  await copyDatabase(place, 'pristine', database)
  const before = postgresCpuMs(place.postgresPid())
  const turn = await run(place.connection(database))
  const postgres = postgresCpuMs(place.postgresPid()) - before
  await expectBooked(database)
  return { ...turn, postgresCpuMs: (postgres * BOOKINGS) / (BOOKINGS + WARM) }
}

/** As many as were sent, each with its place, reminders and jobs: nothing was skipped to be fast. */
async function expectBooked(database: string): Promise<void> {
  const [made] = await place.rows<Record<string, number>>(
    `select (select count(*) from appointments)::int as appointments,
       (select count(*) from appointment_allocations)::int as places, (select count(*) from booking_keys)::int as keys,
       (select count(*) from touchpoints)::int / 3 as reminders,
       (select count(*) from pgboss.job where data ->> 'name' = 'sendConfirmation')::int as confirmations`,
    [],
    database,
  )
  const wrong = Object.entries(made ?? {}).filter(([, count]) => count !== KNOWN + WARM + BOOKINGS)
  if (wrong.length > 0) throw new Error(`${database} was not booked as it should be: ${JSON.stringify(made)}`)
}

async function byVerb(database: string, serviceId: string): Promise<{ seconds: number; cpuMs: number }> {
  return withFoyer(database, async (opened) => {
    await book(opened, serviceId, { from: 0, count: WARM })
    const cpu = process.cpuUsage()
    const began = performance.now()
    await book(opened, serviceId, { from: WARM, count: BOOKINGS })
    const seconds = (performance.now() - began) / 1000
    const used = process.cpuUsage(cpu)
    return { seconds, cpuMs: (used.user + used.system) / 1000 }
  })
}

async function byPgbench(measured: Transaction[]): Promise<number> {
  await copyDatabase(place, 'pristine', 'pgbench')
  const shapes = [...Map.groupBy(measured, shapeOf).values()].toSorted((a, b) => b.length - a.length)
  const alike = shapes[0] ?? []
  await prepareValues(place.connection('pgbench'), alike)
  return runPgbench({
    directory: place.dataDir,
    host: String(place.connection().host),
    database: 'pgbench',
    shape: alike[0] ?? [],
    clients: CALLERS,
    transactions: alike.length,
  })
}

/** What a Foyer process has open, without its workers: reactions are not what is measured. */
async function withFoyer<T>(name: string, work: (database: Database) => Promise<T>): Promise<T> {
  const connection = place.connection(name)
  const jobs = openJobs({ connection })
  await jobs.start()
  const story = tellStory({ email: null, chat: null }, 'http://127.0.0.1')
  const database = openDatabase({ connection, clock: systemClock, story, jobs, poolSize: CALLERS })
  try {
    return await work(database)
  } finally {
    await database.close()
    await jobs.stop()
  }
}

function makeClinic(database: Database): Promise<string> {
  return database.inClinic(clinicId, async (tx) => {
    await createClinic(tx, system, { name: 'Riverside', timeZone: 'America/Chicago', plan: 'business' })
    const practitioners: { practitionerId: string; weight: number; priority: number }[] = []
    for (let number = 0; number < PRACTITIONERS; number++) {
      const made = await createPractitioner(tx, system, { name: `Dr. ${number}` })
      invariant(made.ok, 'a practitioner was refused')
      practitioners.push({ practitionerId: made.practitioner.id, weight: 100, priority: 2 })
    }
    const made = await createService(tx, system, {
      name: 'Consultation',
      durationMinutes: 30,
      bufferAfterMinutes: 5,
      practitioners,
    })
    invariant(made.ok, 'a service was refused')
    return made.service.id
  })
}

/** By `CALLERS` at once, each a person and a time of its own, with whoever of all is next. */
async function book(
  database: Database,
  serviceId: string,
  { from, count }: { from: number; count: number },
): Promise<void> {
  let next = from
  async function call(): Promise<void> {
    while (next < from + count) await bookOne(database, serviceId, next++)
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
}

async function bookOne(database: Database, serviceId: string, number: number): Promise<void> {
  const person = number >= 0 && number % 4 === 0 ? -1 - (number % KNOWN) : number
  const booked = await database.inClinic(clinicId as ClinicId, (tx) =>
    bookSlot(tx, system, {
      serviceId,
      startAt: startOf(number),
      person: {
        name: `Pat ${person}`,
        phone: `+1312${3_000_000 + person}`,
        email: `pat${person}@example.com`,
        timeZone: 'America/Chicago',
        locale: 'en-US',
      },
      requestKey: { key: `booking ${number}`, requestHash: 'f'.repeat(64) },
      answers: [{ key: 'source', label: 'source', value: 'widget' }],
    }),
  )
  invariant(booked.ok && !booked.isRepeat, 'a booking of the benchmark was refused')
}

/** Nine o'clock in Chicago, in ten days: all reminders are to come, by day. */
const FIRST = Temporal.Now.zonedDateTimeISO('America/Chicago')
  .add({ days: 10 })
  .with({ hour: 9 })
  .round('hour')
const A_DAY = 14

/** A time of its own for each: what is recorded is no race, so it can be sent again in any order. */
function startOf(number: number): Temporal.Instant {
  const place = number + KNOWN
  return FIRST.add({ days: Math.floor(place / A_DAY), minutes: 35 * (place % A_DAY) }).toInstant()
}

await main()
