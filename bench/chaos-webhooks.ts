/**
 * `npm run chaos:webhooks`: the app, PostgreSQL, or both are killed (SIGKILL) in the middle of deliveries, again and
 * again. Cal.com's side delivers again what was not acknowledged. Then each booking is there exactly once, whole, and
 * confirmed once. Exits 1 on a violation and names the seed that repeats it.
 */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { signedBooking } from './rig/bookings.ts'
import { openLine, requestOf } from './rig/http.ts'
import { conclude, machine, quantile, round, say, table } from './rig/report.ts'
import { freePort, makePlace, type Server, startServer } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    deliveries: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
})
const ROUNDS = Number(flags.rounds)
const DELIVERIES = Number(flags.deliveries)
const SEED = Number(flags.seed)
const CONNECTIONS = 16
/** A round that has not come to rest by then has lost something. */
const PATIENCE_MS = 180_000
const VICTIMS = ['app', 'postgres', 'both'] as const

const place = makePlace()
const server = { dataDir: place.dataDir, port: await freePort() }
const random = seeded(SEED)

interface Round {
  victim: (typeof VICTIMS)[number]
  killedAfter: number
  /** Sent again because no answer, or none of 200, had come. */
  again: number
  /** From the kill until /healthz said ready again. */
  readyMs: number
  /** From the kill until the last job of the killed process had been done. */
  retriedMs: number | null
  drainedMs: number
  violations: string[]
}

async function main() {
  let app = await startServer(server)
  const { path, calcom } = place.demo()
  const rounds: Round[] = []
  for (let number = 1; number <= ROUNDS; number++) {
    const victim = VICTIMS[(number - 1) % VICTIMS.length] ?? 'app'
    const prefix = `s${SEED}r${number}x`
    const bookings = Array.from({ length: DELIVERIES }, (_, n) =>
      signedBooking(calcom.secret, prefix, number * DELIVERIES + n),
    )
    // Between a tenth and two thirds of the way: deliveries, jobs and messages are all in flight.
    const killAfter = Math.floor(DELIVERIES * (0.1 + random() * 0.55))
    say(`Round ${number} of ${ROUNDS}: kill -9 of ${victim} after ${killAfter} of ${DELIVERIES} answers …`)

    const requests = bookings.map((booking) => requestOf({ port: server.port, path }, booking))
    const first = await deliver(requests, {
      after: killAfter,
      strike: async () => {
        if (victim !== 'app') process.kill(place.postgresPid(), 'SIGKILL')
        if (victim !== 'postgres') await app.kill()
      },
    })
    const active = await activeJobs().catch(() => [])
    if (victim !== 'postgres') app = await startServer(server)
    await untilReady(app)
    const readyMs = performance.now() - first.struckAt
    const stranded = active.length > 0 ? active : await activeJobs(first.struckAtWall)
    let waiting = first.unanswered
    let again = 0
    while (waiting.length > 0) {
      again += waiting.length
      const next = await deliver(waiting.map((n) => requests[n] as Buffer))
      waiting = next.unanswered.map((n) => waiting[n] as number)
      // As a vendor would: not at once again.
      if (waiting.length > 0) await sleep(500)
    }
    const { drainedAt, retriedAt } = await untilQuiet(stranded)
    rounds.push({
      victim,
      killedAfter: killAfter,
      again,
      readyMs,
      retriedMs: retriedAt === null ? null : retriedAt - first.struckAtWall,
      drainedMs: drainedAt - first.struckAtWall,
      violations: await findViolations(prefix),
    })
    for (const violation of rounds.at(-1)?.violations ?? []) say(`  VIOLATION: ${violation}`)
  }
  await app.stop()

  table(
    [
      'round',
      'kill -9 of',
      'after',
      'sent again',
      'ready again',
      'stranded jobs done',
      'all done',
      'violations',
    ],
    rounds.map((one, index) => [
      index + 1,
      one.victim,
      one.killedAfter,
      one.again,
      `${round(one.readyMs / 1000, 1)} s`,
      one.retriedMs === null ? '-' : `${round(one.retriedMs / 1000, 1)} s`,
      `${round(one.drainedMs / 1000, 1)} s`,
      one.violations.length === 0 ? 'none' : one.violations.join('; '),
    ]),
  )
  const violations = rounds.flatMap((one) => one.violations)
  if (violations.length > 0) say(`Repeat with: npm run chaos:webhooks -- --seed ${SEED} --rounds ${ROUNDS}`)
  const retried = rounds
    .flatMap((one) => (one.retriedMs === null ? [] : [one.retriedMs]))
    .sort((a, b) => a - b)
  await place.remove()
  conclude({
    bench: 'chaos-webhooks',
    ok: violations.length === 0,
    seed: SEED,
    rounds: ROUNDS,
    deliveries: ROUNDS * DELIVERIES,
    sentAgain: rounds.reduce((sum, one) => sum + one.again, 0),
    readyAgainSecondsMax: round(Math.max(...rounds.map((one) => one.readyMs)) / 1000, 1),
    strandedJobsDoneSeconds: {
      median: round(quantile(retried, 0.5) / 1000, 1),
      max: round((retried.at(-1) ?? Number.NaN) / 1000, 1),
    },
    violations,
    machine: machine(),
  })
}

/** Sends all, `CONNECTIONS` at a time, and strikes once after so many answers. Returns what was not answered with 200. */
async function deliver(requests: Buffer[], blow?: { after: number; strike: () => Promise<void> }) {
  const unanswered: number[] = []
  let next = 0
  let answers = 0
  let struckAt = 0
  let struckAtWall = 0
  let striking: Promise<void> | undefined
  const work = async () => {
    const line = openLine(server.port)
    while (next < requests.length) {
      const n = next++
      const { status } = await line.send(requests[n] as Buffer)
      if (status !== 200) {
        unanswered.push(n)
        // Nobody listens: the rest is lost to this try as well, without a storm of refused connections.
        await sleep(5)
        continue
      }
      answers++
      if (blow && answers === blow.after) {
        struckAt = performance.now()
        struckAtWall = Date.now()
        striking = blow.strike()
      }
    }
    line.close()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  await striking
  if (blow && !striking)
    throw new Error(`only ${answers} of ${requests.length} were accepted before the kill`)
  return { unanswered, struckAt, struckAtWall }
}

/** Jobs that a process has taken up and not ended; with `before`, those taken up earlier than that. */
async function activeJobs(before = Number.POSITIVE_INFINITY): Promise<string[]> {
  const rows = await place.rows<{ id: string; started_on: Date }>(
    `select id, started_on from pgboss.job where state = 'active'`,
  )
  return rows.filter((row) => row.started_on.getTime() < before).map((row) => row.id)
}

async function untilReady(app: Server): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    if (app.child.exitCode !== null) throw new Error(`the app ended by itself:\n${app.said()}`)
    const status = await fetch(`http://127.0.0.1:${server.port}/healthz`).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0,
    )
    if (status === 200) return
    if (performance.now() > until) throw new Error('the app did not become ready again')
    await sleep(50)
  }
}

/** Until nothing is left to do, or patience ends: then the count of what is missing says what went wrong. */
async function untilQuiet(stranded: string[]): Promise<{ drainedAt: number; retriedAt: number | null }> {
  const until = performance.now() + PATIENCE_MS
  const client = new pg.Client(place.connection())
  await client.connect()
  try {
    let retriedAt: number | null = null
    for (;;) {
      const { rows } = await client.query<{ deliveries: number; jobs: number; stranded: number }>(
        `select (select count(*) from inbound_deliveries where status = 'received')::int as deliveries,
           (select count(*) from pgboss.job where state in ('created', 'retry', 'active'))::int as jobs,
           (select count(*) from pgboss.job where state <> 'completed' and id = any($1))::int as stranded`,
        [stranded],
      )
      const [left] = rows
      if (stranded.length > 0 && left?.stranded === 0) retriedAt ??= Date.now()
      if (left?.deliveries === 0 && left.jobs === 0) return { drainedAt: Date.now(), retriedAt }
      if (performance.now() > until) return { drainedAt: Date.now(), retriedAt }
      await sleep(100)
    }
  } finally {
    await client.end()
  }
}

/** What is wrong about the bookings of one round, in words. */
async function findViolations(prefix: string): Promise<string[]> {
  const [count] = await place.rows<Record<string, number>>(
    `
    with own as (
      select a.*
      from appointments a
      join appointment_references r on r.clinic_id = a.clinic_id and r.appointment_id = a.id and r.kind = 'uid'
      where r.value like $1 || '%'
    )
    select (select count(*) from own)::int as appointments,
      (select count(distinct id) from own)::int as different,
      (select count(distinct (start_at, attendee_email)) from own)::int as visits,
      (select count(distinct attendee_email) from own)::int as people,
      (select count(*) from own join contacts c on c.clinic_id = own.clinic_id and c.id = own.contact_id)::int as contacts,
      (select count(*) from own join patient_profiles p on p.clinic_id = own.clinic_id and p.id = own.patient_profile_id
        and p.contact_id = own.contact_id)::int as profiles,
      (select count(distinct own.id) from own join enrollments e on e.clinic_id = own.clinic_id and e.appointment_id = own.id)::int as enrolled,
      (select count(*) from own join messages m on m.clinic_id = own.clinic_id and m.appointment_id = own.id
        and m.kind = 'confirmation')::int as confirmations,
      (select count(*) from own join messages m on m.clinic_id = own.clinic_id and m.appointment_id = own.id
        and m.kind = 'confirmation' and m.status = 'sent')::int as sent,
      (select count(*) from own join events e on e.clinic_id = own.clinic_id and e.appointment_id = own.id
        and e.type = 'message.sent')::int as sent_events`,
    [prefix],
  )
  const [whole] = await place.rows<Record<string, number>>(`
    select (select count(*) from inbound_deliveries where status <> 'done')::int as unfinished,
      (select count(*) from contacts c where c.source = 'calcom' and not exists (select from appointments a where a.clinic_id = c.clinic_id and a.contact_id = c.id))::int as lone_contacts,
      (select count(*) from patient_profiles p where not exists (select from appointments a where a.clinic_id = p.clinic_id and a.patient_profile_id = p.id))::int as lone_profiles,
      (select count(*) from pgboss.job where state in ('created', 'retry', 'active', 'failed'))::int as jobs`)
  const expected: [string, number | undefined, number][] = [
    ['appointments', count?.appointments, DELIVERIES],
    ['different appointments', count?.different, DELIVERIES],
    ['different visits', count?.visits, DELIVERIES],
    ['different people', count?.people, DELIVERIES],
    ['with a contact', count?.contacts, DELIVERIES],
    ['with a profile of that contact', count?.profiles, DELIVERIES],
    ['with reminders', count?.enrolled, DELIVERIES],
    ['confirmations', count?.confirmations, DELIVERIES],
    ['confirmations sent', count?.sent, DELIVERIES],
    ['events of a sending', count?.sent_events, DELIVERIES],
    ['deliveries not done', whole?.unfinished, 0],
    ['contacts without an appointment', whole?.lone_contacts, 0],
    ['profiles without an appointment', whole?.lone_profiles, 0],
    ['jobs left', whole?.jobs, 0],
  ]
  return expected.flatMap(([what, found, wanted]) =>
    found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`],
  )
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

try {
  await main()
} catch (error) {
  say(`seed ${SEED}`)
  await place.remove()
  throw error
}
