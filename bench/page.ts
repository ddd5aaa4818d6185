/**
 * `npm run bench:page`: how soon the booking page of a large clinic is answered: a month of 20 practitioners with 200
 * busy times each, looked up and drawn anew for every request, 50 of them a second. The server, its database and the
 * browser's part share the machine.
 */
import { parseArgs } from 'node:util'
import { type Answered, askForPages } from './rig/pages.ts'
import { conclude, machine, quantile, round, say, table } from './rig/report.ts'
import { cpuMs, freePort, holdPostgres, makePlace, postgresCpuMs, startServer } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    'per-second': { type: 'string', default: '50' },
    practitioners: { type: 'string', default: '20' },
    busy: { type: 'string', default: '200' },
  },
})
const SECONDS = Number(flags.seconds)
const PER_SECOND = Number(flags['per-second'])
const PRACTITIONERS = Number(flags.practitioners)
const BUSY = Number(flags.busy)
const TARGET_P95_MS = 50
const ZONE = 'America/Chicago'

const place = makePlace()
const port = await freePort()

async function main() {
  say('Preparing: a new database with a large clinic …')
  await holdPostgres(place)
  const server = await startServer({ dataDir: place.dataDir, port, role: 'web' })
  const month = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate().toPlainYearMonth().add({ months: 1 })
  await fill(month)
  const paths = weekdaysOf(month).map((date) => `/riverside/large?month=${month}&date=${date}`)

  say('Warming up …')
  await askForPages({ port, paths, perSecond: 20, seconds: 5 })
  say(`${PER_SECOND} a second for ${SECONDS} s …`)
  const before = { server: cpuMs(server.pid), postgres: postgresCpuMs(place.postgresPid()) }
  const { latencies, statuses }: Answered = await askForPages({
    port,
    paths,
    perSecond: PER_SECOND,
    seconds: SECONDS,
  })
  const used = {
    server: cpuMs(server.pid) - before.server,
    postgres: postgresCpuMs(place.postgresPid()) - before.postgres,
  }
  const page = await fetch(`http://127.0.0.1:${port}${paths[0]}`)
  const slots = (await page.text()).match(/name="start"/g)?.length ?? 0
  await server.stop()
  await place.remove()

  const ms = (share: number) => round(quantile(latencies, share), 1)
  const result = {
    pages: latencies.length,
    p50Ms: ms(0.5),
    p95Ms: ms(0.95),
    p99Ms: ms(0.99),
    serverCpuMs: round(used.server / latencies.length, 1),
    postgresCpuMs: round(used.postgres / latencies.length, 1),
    slotsOfDay: slots,
    others: latencies.length - (statuses[200] ?? 0),
  }
  table(
    ['', 'measured', 'target'],
    [
      [`pages, ${PER_SECOND}/s, ${PRACTITIONERS} practitioners, ${BUSY} busy times each`, result.pages, ''],
      ['p50', `${result.p50Ms} ms`, ''],
      ['p95', `${result.p95Ms} ms`, `<= ${TARGET_P95_MS} ms`],
      ['p99', `${result.p99Ms} ms`, ''],
      ['processor time of the server, a page', `${result.serverCpuMs} ms`, ''],
      ['processor time of PostgreSQL, a page', `${result.postgresCpuMs} ms`, ''],
      ['answered with anything but the page', result.others, '0'],
    ],
  )
  const ok = result.others === 0 && slots > 0 && result.p95Ms <= TARGET_P95_MS
  conclude({ bench: 'page', ok, ...result, targetP95Ms: TARGET_P95_MS, machine: machine() })
}

/** A service that any of them does, on weekdays from nine to five, and busy times of a quarter of an hour up to an hour. */
async function fill(month: Temporal.PlainYearMonth): Promise<void> {
  const random = mulberry32(42)
  const weekdays = weekdaysOf(month)
  const busy = Array.from({ length: PRACTITIONERS }, (_, practitioner) =>
    Array.from({ length: BUSY }, () => {
      const day = weekdays[Math.floor(random() * weekdays.length)] ?? weekdays[0]
      const start = (day as Temporal.PlainDate)
        .toZonedDateTime({ timeZone: ZONE, plainTime: '09:00' })
        .add({ minutes: 5 * Math.floor(random() * 90) })
      const minutes = [15, 30, 45, 60][Math.floor(random() * 4)] ?? 15
      return {
        practitioner,
        from: start.toInstant().toString(),
        to: start.add({ minutes }).toInstant().toString(),
      }
    }),
  ).flat()
  await place.rows(
    `with clinic as (select clinic_id from clinics where slug = 'riverside'),
     people as (
       insert into practitioners (clinic_id, id, name, is_bookable, position, created_at)
       select clinic_id, gen_random_uuid(), 'Dr. ' || n, true, n, now() from clinic, generate_series(0, $1 - 1) n
       returning clinic_id, id, position
     ),
     hours as (
       insert into weekly_hours (clinic_id, id, practitioner_id, days, start_time, end_time)
       select clinic_id, gen_random_uuid(), id, '{1,2,3,4,5}', '09:00', '17:00' from people
     ),
     service as (
       insert into services (clinic_id, id, slug, name, duration_minutes, durations_minutes, created_at, updated_at)
       select clinic_id, gen_random_uuid(), 'large', 'Large', 30, '{30}', now(), now() from clinic
       returning clinic_id, id
     ),
     done_by as (
       insert into service_practitioners (clinic_id, service_id, practitioner_id)
       select people.clinic_id, service.id, people.id from people, service
     )
     insert into busy_times (clinic_id, id, practitioner_id, during, source, created_by_kind, created_at)
     select people.clinic_id, gen_random_uuid(), people.id, tstzrange(busy."from", busy."to"), 'staff', 'system', now()
     from jsonb_to_recordset($2::jsonb) as busy(practitioner integer, "from" timestamptz, "to" timestamptz)
     join people on people.position = busy.practitioner`,
    [PRACTITIONERS, JSON.stringify(busy)],
  )
  await place.rows('analyze')
}

function weekdaysOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[] {
  return Array.from({ length: month.daysInMonth }, (_, i) => month.toPlainDate({ day: i + 1 })).filter(
    (date) => date.dayOfWeek <= 5,
  )
}

/** T. Ettinger's generator, 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

await main()
