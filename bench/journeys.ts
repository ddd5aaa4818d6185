/**
 * `npm run bench:journeys`: what is due is found as fast among a million steps as among ten thousand; messages a second from
 * the step that is due through the arbiter to a vendor of ours and back, in one process; how late they are at 200 a second; and
 * how long 100,000 people take to be enrolled. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { enrollSegment } from '../src/desk/journeys/enroll-segment.ts'
import { system } from '../src/kit/events.ts'
import { migrate } from '../src/kit/migrate.ts'
import { invariant } from '../src/kit/problem.ts'
import { addPending, addPeople, addSteps, addVisits, clinicId, makeClinic, SEQUENCE } from './rig/crowd.ts'
import { conclude, machine, median, quantile, round, say, table } from './rig/report.ts'
import { copyDatabase, holdPostgres, makePlace, postgresCpuMs } from './rig/server.ts'
import { fakeVendor, openWorker, type Worker } from './rig/worker.ts'

const { values: flags } = parseArgs({
  options: {
    messages: { type: 'string', default: '6000' },
    turns: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '30' },
    enrollments: { type: 'string', default: '100000' },
    /** For experiments: one of pending, rate, lateness, start. */
    only: { type: 'string' },
  },
})
const MESSAGES = Number(flags.messages)
const TURNS = Number(flags.turns)
const SECONDS = Number(flags.seconds)
const ENROLLMENTS = Number(flags.enrollments)
const PER_SECOND = 200
const LEVELS = [10_000, 100_000, 1_000_000]
/** Due in each timed sweep. */
const DUE = 500
const LOOKS = 40
const VENDOR_MS = 30
/** Seconds in which the steps are written before the first is due. */
const AHEAD = 20
const TOO_SLOW = 'the steps of the benchmark took longer to write than they had'
const TARGETS = { slower: 1.5, perSecond: 300, latenessP99Ms: 2000, startSeconds: 120 }

const place = makePlace()
const part = (name: string) => !flags.only || flags.only === name

async function main() {
  say('Preparing: a new database with one clinic …')
  await holdPostgres(place)
  await place.rows('create database foyer', [], 'postgres')
  await migrate({ connection: place.connection() })
  const worker = await openWorker(place.connection(), { ...fakeVendor({ answersAfterMs: 0 }), isIdle: true })
  await makeClinic(place, worker.database)
  await worker.stop()

  const pending = part('pending') ? await measurePending() : null
  const rates: Rate[] = []
  for (let turn = 1; part('rate') && turn <= TURNS; turn++) {
    say(`${MESSAGES} messages, turn ${turn} of ${TURNS} …`)
    rates.push(await measureRate())
  }
  const late = part('lateness') ? await measureLateness() : null
  const start = part('start') ? await measureStart() : null
  await place.remove()

  const of = (value: (rate: Rate) => number, digits = 2) => round(median(rates.map(value)), digits)
  const rate = rates.length > 0 && {
    perSecond: of((one) => MESSAGES / one.seconds, 0),
    commitsEach: of((one) => one.commits / MESSAGES),
    nodeMsEach: of((one) => one.nodeMs / MESSAGES),
    postgresMsEach: of((one) => one.postgresMs / MESSAGES),
  }
  const slower = pending && round((pending.at(-1)?.takenMs ?? 0) / (pending[0]?.takenMs ?? 1), 2)
  table(
    ['', 'measured', 'target'],
    [
      ...(pending ?? []).flatMap(({ level, emptyMs, takenMs }) => [
        [`among ${level} pending: a look that finds nothing`, `${emptyMs} ms`, ''],
        [`  ${DUE} due, found and their messages queued`, `${takenMs} ms`, ''],
      ]),
      ...(slower ? [['  a million to ten thousand', slower, `<= ${TARGETS.slower}`]] : []),
      ...(rate
        ? [
            ['messages a second, from due to sent', rate.perSecond, `>= ${TARGETS.perSecond}`],
            ['  commits a message', rate.commitsEach, ''],
            ['  processor time a message: node', `${rate.nodeMsEach} ms`, ''],
            ['  PostgreSQL', `${rate.postgresMsEach} ms`, ''],
          ]
        : []),
      ...(late
        ? [
            [`at ${PER_SECOND} a second: late by, p50`, `${late.p50Ms} ms`, ''],
            ['  p99', `${late.p99Ms} ms`, `<= ${TARGETS.latenessP99Ms} ms`],
          ]
        : []),
      ...(start
        ? [
            [
              `${ENROLLMENTS} people enrolled, 5 steps each`,
              `${start.seconds} s`,
              `<= ${TARGETS.startSeconds} s`,
            ],
            ['  longest that a contact was locked', `${start.longestMs} ms`, ''],
          ]
        : []),
    ],
  )
  conclude({
    bench: 'journeys',
    ok:
      (!slower || slower <= TARGETS.slower) &&
      (!rate || rate.perSecond >= TARGETS.perSecond) &&
      (!late || late.p99Ms <= TARGETS.latenessP99Ms) &&
      (!start || start.seconds <= TARGETS.startSeconds),
    pending,
    rate,
    rates: rates.map((one) => round(MESSAGES / one.seconds)),
    late,
    start,
    targets: TARGETS,
    machine: machine(),
  })
}

/** A clinic of its own for each part, with so many people who have a visit tomorrow. */
async function crowd(name: string, count: number): Promise<void> {
  await copyDatabase(place, 'foyer', name)
  const rig = at(name)
  await addPeople(rig, { count, run: 0 })
  await addVisits(rig)
  await rig.rows('vacuum analyze')
}

function at(name: string): typeof place {
  return { ...place, rows: (text, values, database = name) => place.rows(text, values, database) }
}

async function measurePending(): Promise<{ level: number; emptyMs: number; takenMs: number }[]> {
  const database = 'pending'
  const now = () => Temporal.Now.instant()
  await crowd(database, 4_000)
  await addSteps(at(database), { from: now().add({ hours: 24 }), perSecond: null })
  const worker = await openWorker(place.connection(database), {
    ...fakeVendor({ answersAfterMs: 0 }),
    isIdle: true,
  })
  const found: { level: number; emptyMs: number; takenMs: number }[] = []
  let run = 1
  for (const level of LEVELS) {
    say(`${level} pending …`)
    await addPending(at(database), level)
    const takenMs: number[] = []
    // The first fills the caches again that filling the table has emptied.
    for (let look = 0; look < 6; look++) {
      await addPeople(at(database), { count: DUE, run: run++ })
      await addVisits(at(database))
      await addSteps(at(database), { from: now().subtract({ minutes: 1 }), perSecond: null })
      takenMs.push(await timed(() => takeAll(worker)))
    }
    const emptyMs: number[] = []
    for (let look = 0; look < LOOKS; look++) emptyMs.push(await timed(() => worker.sweep()))
    found.push({ level, emptyMs: round(median(emptyMs), 1), takenMs: round(median(takenMs.slice(1))) })
  }
  await worker.stop()
  return found
}

async function takeAll(worker: Worker): Promise<void> {
  while ((await worker.sweep()) > 0);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

interface Rate {
  seconds: number
  commits: number
  nodeMs: number
  postgresMs: number
}

/** All are due at once. Counted until the last is known as sent. */
async function measureRate(): Promise<Rate> {
  const database = 'rate'
  const warm = 600
  await crowd(database, warm)
  const vendor = fakeVendor({ answersAfterMs: VENDOR_MS })
  const worker = await openWorker(place.connection(database), vendor)
  worker.start()
  await addSteps(at(database), { from: Temporal.Now.instant(), perSecond: null })
  await until(() => sentIn(database), warm)
  await addPeople(at(database), { count: MESSAGES, run: 1 })
  await addVisits(at(database))
  await at(database).rows('vacuum analyze')
  await sleep(1500)

  const from = Temporal.Now.instant().add({ seconds: AHEAD })
  const due = await addSteps(at(database), { from, perSecond: null })
  invariant(due === MESSAGES, 'not everybody of the benchmark was enrolled')
  const leftMs = from.epochMilliseconds - Date.now()
  invariant(leftMs > 0, TOO_SLOW)
  await sleep(leftMs)
  const before = { commits: await commitsOf(database), cpu: process.cpuUsage(), postgresMs: postgresMs() }
  await until(() => sentIn(database), warm + MESSAGES)
  const seconds = (Date.now() - from.epochMilliseconds) / 1000
  const used = process.cpuUsage(before.cpu)
  const rate = {
    seconds,
    nodeMs: (used.user + used.system) / 1000,
    postgresMs: postgresMs() - before.postgresMs,
    // Its sessions tell their commits after a second.
    commits: await sleep(1500).then(async () => (await commitsOf(database)) - before.commits),
  }
  await expectOnce(database, vendor.handed)
  await worker.stop()
  return rate
}

async function measureLateness(): Promise<{ p50Ms: number; p99Ms: number; messages: number }> {
  say(`${PER_SECOND} messages a second, ${SECONDS} s …`)
  const database = 'lateness'
  await crowd(database, PER_SECOND * SECONDS)
  const vendor = fakeVendor({ answersAfterMs: VENDOR_MS })
  const worker = await openWorker(place.connection(database), vendor)
  worker.start()
  const from = Temporal.Now.instant().add({ seconds: AHEAD })
  await addSteps(at(database), { from, perSecond: PER_SECOND })
  await at(database).rows('vacuum analyze')
  invariant(from.epochMilliseconds > Date.now(), TOO_SLOW)
  await until(() => sentIn(database), PER_SECOND * SECONDS)
  await expectOnce(database, vendor.handed)
  const due = await at(database).rows<{ message_id: string; due_ms: number }>(
    'select message_id, extract(epoch from due_at) * 1000 as due_ms from touchpoints where message_id is not null',
  )
  await worker.stop()
  const late = due.map(
    ({ message_id, due_ms }) => (vendor.handed.get(message_id)?.[0] ?? Number.NaN) - Number(due_ms),
  )
  late.sort((a, b) => a - b)
  return { p50Ms: round(quantile(late, 0.5)), p99Ms: round(quantile(late, 0.99)), messages: late.length }
}

async function measureStart(): Promise<{ seconds: number; longestMs: number; perSecond: number }> {
  say(`${ENROLLMENTS} people are enrolled …`)
  const database = 'start'
  await copyDatabase(place, 'foyer', database)
  await addPeople(at(database), { count: ENROLLMENTS, run: 0 })
  await at(database).rows('vacuum analyze')
  await place.rows('checkpoint', [], 'postgres')
  const worker = await openWorker(place.connection(database), {
    ...fakeVendor({ answersAfterMs: 0 }),
    isIdle: true,
  })
  const began = performance.now()
  let longestMs = 0
  for (let after: string | null = null; ; ) {
    const from = performance.now()
    const portion = await worker.database.inClinic(clinicId, (tx) =>
      enrollSegment(tx, system, { journey: SEQUENCE, segment: { is: 'everybody' }, after }),
    )
    longestMs = Math.max(longestMs, performance.now() - from)
    invariant(portion.ok, 'the journey of the benchmark takes nobody in')
    after = portion.next
    if (!after) break
  }
  const seconds = (performance.now() - began) / 1000
  const [made] = await at(database).rows<{ enrolled: number; planned: number }>(
    `select (select count(*) from enrollments)::integer as enrolled,
       (select count(*) from touchpoints where status in ('planned', 'holdout'))::integer as planned`,
  )
  invariant(made?.enrolled === ENROLLMENTS && made.planned === ENROLLMENTS * 5, 'not everybody was enrolled')
  await worker.stop()
  return { seconds: round(seconds, 1), longestMs: round(longestMs), perSecond: round(ENROLLMENTS / seconds) }
}

function postgresMs(): number {
  return postgresCpuMs(place.postgresPid())
}

async function sentIn(database: string): Promise<number> {
  const [row] = await at(database).rows<{ count: number }>(
    "select count(*)::integer as count from messages where status = 'sent'",
  )
  return row?.count ?? 0
}

async function commitsOf(database: string): Promise<number> {
  const [row] = await place.rows<{ commits: string }>(
    'select xact_commit as commits from pg_stat_database where datname = $1',
    [database],
    'postgres',
  )
  return Number(row?.commits)
}

const PATIENCE_MS = 300_000

async function until(count: () => number | Promise<number>, wanted: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  for (let seen = await count(); seen < wanted; seen = await count()) {
    if (Date.now() > end) throw new Error(`after ${PATIENCE_MS / 1000} s there were ${seen} of ${wanted}`)
    await sleep(100)
  }
}

/** Every step has one message, every message went to the vendor once and is known as sent with its step. */
async function expectOnce(database: string, handed: Map<string, number[]>): Promise<void> {
  const [wrong] = await at(database).rows<{ count: number }>(
    `select count(*)::integer as count
     from messages m
     left join touchpoints t on t.clinic_id = m.clinic_id and t.message_id = m.id
     where m.status <> 'sent' or t.status is distinct from 'sent' or not exists (
       select from events e where e.clinic_id = m.clinic_id and e.contact_id = m.contact_id and e.type = 'message.sent')`,
  )
  const doubled = [...handed.values()].filter((times) => times.length !== 1).length
  invariant(
    wrong?.count === 0 && doubled === 0,
    `${wrong?.count} messages ended wrong, ${doubled} were doubled`,
  )
}

await main()
