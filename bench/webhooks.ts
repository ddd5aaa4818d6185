/**
 * `npm run bench:webhooks`: how fast Cal.com's deliveries are taken in and worked off, beside the same statements by
 * bare `pg` on the same database server, in turns within one run. See docs/benchmarks.md for what each part means.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { uuidv7 } from '../src/kit/ids.ts'
import { bookingBody } from './rig/bookings.ts'
import { type Sent, sendLoad } from './rig/load.ts'
import { readTrace, replay } from './rig/replay.ts'
import { conclude, machine, median, quantile, round, say, table } from './rig/report.ts'
import {
  copyDatabase,
  cpuMs,
  freePort,
  holdPostgres,
  makePlace,
  postgresCpuMs,
  type Server,
  startServer,
} from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    /** Of the closed and of the open loop. */
    seconds: { type: 'string', default: '20' },
    /** How many wait when the worker starts. */
    bookings: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '123' },
  },
})
const SECONDS = Number(flags.seconds)
const BOOKINGS = Number(flags.bookings)
const ROUNDS = Number(flags.rounds)
const CONNECTIONS = 32
/** Of the closed loop: each is some seconds of the app, then as long of bare pg. */
const TURNS = 5
/** As many as the pool of a Foyer process. */
const POOL = 16
const PER_SECOND = 100
/** Bookings in the database at the beginning: the first one makes the practitioner, which all others find. */
const BEFORE = 1
const TARGETS = { accept: 0.7, ackP99Ms: 100, drain: 0.6 }

const place = makePlace()
const port = await freePort()
const server = { dataDir: place.dataDir, port }

async function main() {
  say('Preparing: a new database with the demo clinic …')
  await holdPostgres(place)
  const maker = await startServer(server)
  await sendLoad({ ...load('before', 7_900_000), kind: 'batch', connections: 1, count: BEFORE })
  await untilDrained(maker, BEFORE)
  await maker.kill()
  await copyDatabase(place, 'foyer', 'pristine')

  const accept = flags.only.includes('1') ? await measureAccept() : null
  const ack = flags.only.includes('2') ? await measureAck() : null
  const drain = flags.only.includes('3') ? await measureDrain() : null

  const rows: (string | number)[][] = []
  if (accept) {
    rows.push(
      ['1 accepted, closed loop, 32 connections', `${accept.perSecond}/s`, ''],
      [`  the same inserts, bare pg (better of 32 and ${POOL} clients)`, `${accept.barePerSecond}/s`, ''],
      ['  ratio', accept.ratio, `>= ${TARGETS.accept}`],
      ['  accepted with the workers in the same process', `${accept.perSecondWhileWorking}/s`, ''],
      ['  lost, doubled', `${accept.lost}, ${accept.doubled}`, '0, 0'],
    )
  }
  if (ack) {
    rows.push(
      ['2 ack p50, open loop, 100/s, workers on', `${ack.p50Ms} ms`, ''],
      ['  ack p99', `${ack.p99Ms} ms`, `<= ${TARGETS.ackP99Ms} ms`],
      ['  lost, doubled', `${ack.lost}, ${ack.doubled}`, '0, 0'],
    )
  }
  if (drain) {
    rows.push(
      [`3 drained, ${BOOKINGS} waiting`, `${drain.perSecond} bookings/s`, ''],
      [`  the same statements, bare pg, ${POOL} clients`, `${drain.barePerSecond} bookings/s`, ''],
      ['  ratio', drain.ratio, `>= ${TARGETS.drain}`],
      ['  lost, doubled', `${drain.lost}, ${drain.doubled}`, '0, 0'],
    )
  }
  table(['', 'measured', 'target'], rows)
  const counts = [accept, ack, drain].flatMap((part) => (part ? [part.lost, part.doubled] : []))
  const ok =
    counts.every((count) => count === 0) &&
    (!accept || accept.ratio >= TARGETS.accept) &&
    (!ack || ack.p99Ms <= TARGETS.ackP99Ms) &&
    (!drain || drain.ratio >= TARGETS.drain)
  await place.remove()
  conclude({ bench: 'webhooks', ok, accept, ack, drain, targets: TARGETS, machine: machine() })
}

/** In short turns, so that a machine that is slow for some seconds is slow for both; the ratio is the median of turns. */
async function measureAccept() {
  const slice = SECONDS / TURNS
  await copyDatabase(place, 'pristine', 'bare')
  await copyDatabase(place, 'pristine', 'foyer')
  const web = await startServer({ ...server, role: 'web' })
  await sendLoad({ ...load('warm', 7_000_000), kind: 'batch', connections: CONNECTIONS, count: 2000 })
  const app: Sent[] = []
  const bare: { clients: number; perSecond: number }[][] = []
  let spent = { app: 0, postgres: 0, load: 0 }
  for (let turn = 0; turn < TURNS; turn++) {
    say(`Closed loop, ${slice} s, turn ${turn + 1} of ${TURNS} …`)
    const before = cpuOf(web)
    const sent = await sendLoad({
      ...load(`c${turn}x`, turn * 500_000),
      kind: 'closed',
      connections: CONNECTIONS,
      seconds: slice,
      prepared: slice * 2500,
    })
    spent = plus(spent, before, cpuOf(web), sent.cpuMs)
    app.push(sent)
    const beside: { clients: number; perSecond: number }[] = []
    for (const clients of [CONNECTIONS, POOL]) {
      beside.push({ clients, perSecond: await insertBare(clients, (slice / 2) * 1000, turn) })
    }
    bare.push(beside)
  }
  const accepted = total(app.map((sent) => sent.accepted))
  const kept = await countAccepted()
  await web.kill()

  const all = await startServer(server)
  const busy = await sendLoad({
    ...load('busy', 7_500_000),
    kind: 'closed',
    connections: CONNECTIONS,
    seconds: slice,
    prepared: slice * 1000,
  })
  await all.kill()

  const latencies = app.flatMap((sent) => sent.latencies).sort((a, b) => a - b)
  const rates = app.map((sent) => sent.accepted / sent.seconds)
  const bareRates = bare.map((beside) => Math.max(...beside.map((one) => one.perSecond)))
  const by = (clients: number) =>
    bare.map((beside) => round(beside.find((one) => one.clients === clients)?.perSecond ?? 0))
  return {
    perSecond: round(median(rates)),
    barePerSecond: round(median(bareRates)),
    ratio: round(median(rates.map((rate, turn) => rate / (bareRates[turn] ?? Number.NaN))), 2),
    turns: rates.map((rate) => round(rate)),
    bareTurns: { [CONNECTIONS]: by(CONNECTIONS), [POOL]: by(POOL) },
    p50Ms: round(quantile(latencies, 0.5), 1),
    p99Ms: round(quantile(latencies, 0.99), 1),
    refused: total(app.flatMap((sent) => Object.values(sent.others))),
    perSecondWhileWorking: round(busy.accepted / busy.seconds),
    cpuMsEach: {
      app: round(spent.app / accepted, 3),
      postgres: round(spent.postgres / accepted, 3),
      load: round(spent.load / accepted, 3),
    },
    accepted,
    lost: accepted + 2000 + BEFORE - kept.different,
    doubled: kept.rows - kept.different + kept.repeats,
  }
}

/** The door's own transaction, by nothing but `pg`: prepared, values ready, so many clients. Per second. */
async function insertBare(clients: number, ms: number, turn: number): Promise<number> {
  const { connectionId } = place.demo()
  const [clinic] = await place.rows<{ clinic_id: string }>('select clinic_id from clinics', [], 'bare')
  const clinicId = clinic?.clinic_id ?? ''
  const bodies = Array.from({ length: Math.ceil((ms / 1000) * 6000) }, (_, n) => {
    const body = Buffer.from(bookingBody(`bare${clients}t${turn}x`, n).text)
    return { id: uuidv7(), body, hash: createHash('sha256').update(body).digest('hex') }
  })
  const open = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client(place.connection('bare'))
      await client.connect()
      return client
    }),
  )
  let next = 0
  const began = performance.now()
  const work = async (client: pg.Client) => {
    while (performance.now() - began < ms) {
      const one = bodies[next]
      if (!one) return
      next++
      await client.query(`begin; set local role foyer_app; set local app.clinic_id = '${clinicId}'`)
      await client.query({
        name: 'accept',
        text: INSERT,
        values: [
          clinicId,
          one.id,
          connectionId,
          one.hash,
          'application/json',
          one.body,
          'received',
          null,
          new Date().toISOString(),
        ],
      })
      await client.query('commit')
    }
  }
  await Promise.all(open.map(work))
  const seconds = (performance.now() - began) / 1000
  await Promise.all(open.map((client) => client.end()))
  return next / seconds
}

/** As in desk/connections/accept-delivery.ts. */
const INSERT = `
    insert into inbound_deliveries (clinic_id, id, connection_id, dedupe_key, content_type, raw_body, status, reason, received_at)
    values ($1, $2, $3, $4,
      $5, $6, $7, $8, $9)
    on conflict on constraint inbound_deliveries_once do update
    set repeats = inbound_deliveries.repeats + 1, repeated_at = excluded.received_at,
      status = case when (inbound_deliveries.status = 'failed'
  or inbound_deliveries.status = 'done' and inbound_deliveries.is_news_when_repeated) then excluded.status else inbound_deliveries.status end,
      attempts = case when (inbound_deliveries.status = 'failed'
  or inbound_deliveries.status = 'done' and inbound_deliveries.is_news_when_repeated) then 0 else inbound_deliveries.attempts end,
      retry_at = null
    returning id, repeats`

async function measureAck() {
  await copyDatabase(place, 'pristine', 'foyer')
  const all = await startServer(server)
  // What a server does for the first time, it does slowly; it is not what is measured.
  await sendLoad({ ...load('warm', 900_000), kind: 'open', perSecond: 20, seconds: 5 })
  say(`Open loop, ${PER_SECOND}/s, ${SECONDS} s, workers on …`)
  const before = cpuOf(all)
  const began = performance.now()
  const sent = await sendLoad({ ...load('open'), kind: 'open', perSecond: PER_SECOND, seconds: SECONDS })
  const backlog = await countDone()
  await untilDrained(all, sent.accepted + 100 + BEFORE)
  const drainedAfterSeconds = (performance.now() - began) / 1000
  const spent = plus({ app: 0, postgres: 0, load: 0 }, before, cpuOf(all), sent.cpuMs)
  const outcome = await countOutcome(sent.accepted + 100 + BEFORE)
  await all.kill()
  return {
    perSecond: PER_SECOND,
    p50Ms: round(quantile(sent.latencies, 0.5), 1),
    p99Ms: round(quantile(sent.latencies, 0.99), 1),
    maxMs: round(sent.latencies.at(-1) ?? 0, 1),
    refused: total(Object.values(sent.others)),
    accepted: sent.accepted,
    doneAtTheEndOfTheLoad: backlog.done,
    drainedAfterSeconds: round(drainedAfterSeconds, 1),
    cpuMsEach: {
      app: round(spent.app / sent.accepted, 2),
      postgres: round(spent.postgres / sent.accepted, 2),
    },
    ...outcome,
  }
}

/** A worker meets `BOOKINGS` deliveries that wait; then the statements of such a run by bare `pg`, on the same copy. */
async function measureDrain() {
  await copyDatabase(place, 'pristine', 'foyer')
  say(`Keeping ${BOOKINGS} deliveries for the worker …`)
  const web = await startServer({ ...server, role: 'web' })
  const sent = await sendLoad({ ...load('drain'), kind: 'batch', connections: CONNECTIONS, count: BOOKINGS })
  await web.kill()
  if (sent.accepted !== BOOKINGS) throw new Error(`of ${BOOKINGS} only ${sent.accepted} were accepted`)
  await copyDatabase(place, 'foyer', 'waiting')

  say('Recording what a worker sends …')
  const trace = join(place.dataDir, 'trace.jsonl')
  await workOff({
    nodeArgs: ['--import', new URL('./rig/trace.ts', import.meta.url).href],
    env: { FOYER_BENCH_TRACE: trace },
  })
  const units = readTrace(trace)

  const app: Awaited<ReturnType<typeof workOff>>[] = []
  const bare: {
    seconds: number
    cpuMs: number
    postgresCpuMs: number
    statements: number
    transactions: number
  }[] = []
  let lost = 0
  let doubled = 0
  for (let round = 0; round < ROUNDS; round++) {
    say(`Drain, round ${round + 1} of ${ROUNDS} …`)
    await copyDatabase(place, 'waiting', 'foyer')
    const worked = await workOff({})
    app.push(worked)
    lost += worked.lost
    doubled += worked.doubled

    await copyDatabase(place, 'waiting', 'bare')
    const before = postgresCpuMs(place.postgresPid())
    const replayed = await replay(place.connection('bare'), units, POOL)
    bare.push({ ...replayed, postgresCpuMs: postgresCpuMs(place.postgresPid()) - before })
    const reached = await countDone('bare')
    if (reached.sent - BEFORE < BOOKINGS * 0.99)
      throw new Error(`the replay did only ${JSON.stringify(reached)} of ${BOOKINGS}`)
  }
  const perSecond = BOOKINGS / median(app.map((one) => one.seconds))
  const barePerSecond = BOOKINGS / median(bare.map((one) => one.seconds))
  const each = (list: number[]) => round(total(list) / list.length / BOOKINGS, 2)
  return {
    bookings: BOOKINGS,
    perSecond: round(perSecond, 1),
    barePerSecond: round(barePerSecond, 1),
    ratio: round(perSecond / barePerSecond, 2),
    seconds: app.map((one) => round(one.seconds, 1)),
    bareSeconds: bare.map((one) => round(one.seconds, 1)),
    statementsEach: round((bare[0]?.statements ?? 0) / BOOKINGS, 1),
    transactionsEach: round((bare[0]?.transactions ?? 0) / BOOKINGS, 1),
    cpuMsEach: {
      app: each(app.map((one) => one.appCpuMs)),
      postgres: each(app.map((one) => one.postgresCpuMs)),
    },
    bareCpuMsEach: {
      client: each(bare.map((one) => one.cpuMs)),
      postgres: each(bare.map((one) => one.postgresCpuMs)),
    },
    lost,
    doubled,
  }
}

async function workOff(options: { nodeArgs?: string[]; env?: Record<string, string> }) {
  const beganAt = Date.now()
  const worker = await startServer({ ...server, ...options, role: 'worker' })
  const before = cpuOf(worker)
  await untilDrained(worker, BOOKINGS + BEFORE)
  const after = cpuOf(worker)
  const outcome = await countOutcome(BOOKINGS + BEFORE)
  await (options.nodeArgs ? worker.stop().then(() => holdPostgres(place)) : worker.kill())
  const [times] = await place.rows<{ seconds: string }>(
    `
    select extract(epoch from (select max(at) from event_reactions) - (
        select min(processed_at) from inbound_deliveries where processed_at > $1)) as seconds`,
    [new Date(beganAt).toISOString()],
  )
  return {
    seconds: Number(times?.seconds),
    appCpuMs: after.app - before.app,
    postgresCpuMs: after.postgres - before.postgres,
    ...outcome,
  }
}

async function untilDrained(worker: Server, bookings: number): Promise<void> {
  const client = new pg.Client(place.connection())
  await client.connect()
  const until = performance.now() + 600_000
  for (;;) {
    const { done, reacted } = await countDone(client)
    if (done >= bookings && reacted >= bookings * 2) break
    if (worker.child.exitCode !== null) throw new Error('the worker ended before its work was done')
    if (performance.now() > until)
      throw new Error(`not drained within 600 s: ${done} of ${bookings} done, ${reacted} reactions`)
    await sleep(200)
  }
  await client.end()
}

/** Deliveries that are done, reactions (the confirmation, and its sending) that were made, messages that were sent. */
async function countDone(
  where: pg.Client | string = 'foyer',
): Promise<{ done: number; reacted: number; sent: number }> {
  const text = `
    select (select count(*) from inbound_deliveries where status = 'done')::int as done,
      (select count(*) from event_reactions where status = 'done')::int as reacted,
      (select count(*) from messages where status = 'sent')::int as sent`
  const rows = typeof where === 'string' ? await place.rows(text, [], where) : (await where.query(text)).rows
  return rows[0] as { done: number; reacted: number; sent: number }
}

async function countAccepted(): Promise<{ rows: number; different: number; repeats: number }> {
  const [count] = await place.rows<{ rows: number; different: number; repeats: number }>(`
    select count(*)::int as rows, count(distinct dedupe_key)::int as different, coalesce(sum(repeats), 0)::int as repeats
    from inbound_deliveries`)
  return count ?? { rows: 0, different: 0, repeats: 0 }
}

/** Of so many bookings: how many are missing anywhere on their way, and how many are there twice. */
async function countOutcome(bookings: number): Promise<{ lost: number; doubled: number }> {
  const [count] = await place.rows<Record<string, number>>(`
    select (select count(*) from appointments where status = 'booked')::int as appointments,
      (select count(distinct value) from appointment_references where kind = 'uid')::int as names,
      (select count(distinct contact_id) from appointments)::int as contacts,
      (select count(*) from messages where kind = 'confirmation' and status = 'sent')::int as messages,
      (select count(distinct appointment_id) from messages where kind = 'confirmation' and status = 'sent')::int as confirmed`)
  const { appointments = 0, names = 0, contacts = 0, messages = 0, confirmed = 0 } = count ?? {}
  return {
    lost: bookings - Math.min(bookings, names, contacts, confirmed),
    doubled: appointments - names + (messages - confirmed),
  }
}

/** Numbers make the phone numbers: two runs in one database begin with different ones. */
function load(run: string, from = 0) {
  const { path, calcom } = place.demo()
  return { port, path, secret: calcom.secret, run, from }
}

function cpuOf(one: Server): { app: number; postgres: number } {
  return { app: cpuMs(one.pid), postgres: postgresCpuMs(place.postgresPid()) }
}

type Spent = { app: number; postgres: number; load: number }

function plus(sum: Spent, before: Omit<Spent, 'load'>, after: Omit<Spent, 'load'>, loadMs: number): Spent {
  return {
    app: sum.app + after.app - before.app,
    postgres: sum.postgres + after.postgres - before.postgres,
    load: sum.load + loadMs,
  }
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

try {
  await main()
} catch (error) {
  await place.remove()
  throw error
}
