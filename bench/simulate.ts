/**
 * `npm run simulate -- --clinics 3 --contacts 300 --days 365 --seed 42`: the real program, its clock jumping to whatever is
 * next, with people who book, miss, reply, stop and move, and with faults. After each day the invariants are looked at. Exits
 * 1 on a violation, with the trace of whoever it befell and the command that repeats it. See docs/benchmarks.md.
 */
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDatabase } from '../src/kit/db.ts'
import { migrate } from '../src/kit/migrate.ts'
import { startPostgres } from '../src/kit/postgres.ts'
import { type Broken, type Outcome, type SimulateOptions, simulate } from '../test/simulation/run.ts'
import { conclude, machine, round, say, table } from './rig/report.ts'
import { postgresCpuMs } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    clinics: { type: 'string', default: '3' },
    /** Of each clinic. */
    contacts: { type: 'string', default: '300' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '42' },
    /** The first day, a Sunday before the clocks change; a year from here changes them twice on either side of the ocean. */
    start: { type: 'string', default: '2026-03-01' },
    /** Jobs of one batch. */
    'at-once': { type: 'string', default: '8' },
    /** One process for all clinics, with one clock, and not one for each. */
    together: { type: 'boolean', default: false },
    /** By what the rates of faults are multiplied; 0: nothing goes wrong. */
    faults: { type: 'string', default: '1' },
    /** By what the shares are multiplied of those who miss, move, cancel, write back and stop. */
    unrest: { type: 'string', default: '1' },
    /** `2:117`: of clinic 2 this person alone. */
    only: { type: 'string' },
  },
})

const MEMORY = '/dev/shm'
const ROOM_BYTES = 4_000_000_000
const EVERY_DAYS = 10

const folder = await mkdtemp(join(await chooseBase(), 'foyer-simulate-'))
const postgres = await startPostgres({
  ...{ dataDir: join(folder, 'postgres'), keepAlive: false },
  settings: {
    // It lives for this run alone.
    ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    // Planned once and not for each of its values: a third of the database's time, with the same rows.
    plan_cache_mode: 'force_generic_plan',
    // It counts in days of this machine; the simulation tidies up by its own.
    autovacuum: 'off',
    // Nobody watches it, and nobody else is served by it.
    ...{ track_counts: 'off', track_activities: 'off', update_process_title: 'off' },
    ...{ shared_buffers: '512MB', max_parallel_workers_per_gather: '0' },
  },
})
let databases = 0

async function main(): Promise<boolean> {
  const options = {
    seed: Number(flags.seed),
    start: `${flags.start}T00:00:00Z`,
    days: Number(flags.days),
    clinics: Number(flags.clinics),
    contacts: Number(flags.contacts),
    ...{ faults: Number(flags.faults), unrest: Number(flags.unrest) },
    atOnce: Number(flags['at-once']),
    isSpread: !flags.together && Number(flags.clinics) > 1,
    only: flags.only ? readPerson(flags.only) : null,
  }
  const outcome = await run(options, true)
  print(outcome)
  if (options.isSpread)
    say('Each clinic had a process and a clock of its own; --together has one process look at all of them.')
  if (outcome.violation) {
    tell(outcome.violation)
    await shrink(options, outcome.violation)
  }
  return outcome.violation === null
}

async function run(options: Omit<SimulateOptions, 'connection'>, isTold: boolean): Promise<Outcome> {
  databases += 1
  const connection = postgres.connection(`simulation_${databases}`)
  await createDatabase(postgres.connection('postgres'), `simulation_${databases}`)
  await migrate({ connection })
  return simulate({
    ...options,
    connection,
    onDay({ number, perSecond, counts }) {
      if (!isTold || (number % EVERY_DAYS !== 0 && number !== options.days)) return
      const asked = counts['vendor was asked to send'] ?? 0
      say(`Day ${number} of ${options.days}: ${round(perSecond, 1)} days a second, ${asked} texts sent`)
    },
  })
}

/** Fewer people, then no faults, for as long as the same sentence breaks; prints the smallest that still does. */
async function shrink(options: Omit<SimulateOptions, 'connection'>, found: Broken): Promise<void> {
  let smallest = { options: { ...options, days: found.day }, violation: found }
  const tries = [...(found.person ? [{ only: found.person }] : []), { faults: 0 }, { atOnce: 1 }]
  for (const change of tries) {
    const smaller = { ...smallest.options, ...change }
    if (JSON.stringify(smaller) === JSON.stringify(smallest.options)) continue
    const { violation } = await run(smaller, false)
    if (violation?.sentence !== found.sentence) continue
    smallest = { options: { ...smaller, days: violation.day }, violation }
  }
  say('\nThe smallest run that still breaks it:')
  tell(smallest.violation)
  say(`Repeat with: npm run simulate -- ${argumentsOf(smallest.options)}`)
}

function tell({ day, sentence, what, trace }: Broken): void {
  say(`\nBROKEN on day ${day}: ${sentence}`)
  for (const line of [what, ...trace]) say(`  ${line}`)
}

function argumentsOf(options: Omit<SimulateOptions, 'connection'>): string {
  const { clinics, contacts, days, seed, start, atOnce, isSpread, faults, unrest, only } = options
  return [
    `--clinics ${clinics} --contacts ${contacts} --days ${days} --seed ${seed} --start ${start.slice(0, 10)} --at-once ${atOnce}`,
    ...(isSpread || clinics === 1 ? [] : ['--together']),
    ...(faults === 1 ? [] : [`--faults ${faults}`]),
    ...(unrest === 1 ? [] : [`--unrest ${unrest}`]),
    ...(only ? [`--only ${only.clinic}:${only.number}`] : []),
  ].join(' ')
}

function print({ days, seconds, cpuMs, checks, counts, digest }: Outcome): void {
  const named = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))
  table(['what', 'times'], named)
  table(
    ['invariant', 'days checked', 'things looked at'],
    checks.map(({ sentence, times, things }) => [sentence, times, things]),
  )
  const { user, system } = process.cpuUsage()
  const cpu = {
    node: round((user + system) / 1e6 + cpuMs / 1000, 1),
    postgres: round(postgresCpuMs(postgres.pid) / 1000, 1),
  }
  say(`${days} days in ${round(seconds, 1)} s: ${round(days / seconds, 2)} days a second`)
  say(`Digest of everything that happened: ${digest}`)
  say(`Processor time: ${cpu.node} s of node, ${cpu.postgres} s of PostgreSQL`)
}

function readPerson(text: string): { clinic: number; number: number } {
  const [clinic = 0, number = 0] = text.split(':').map(Number)
  return { clinic, number }
}

async function chooseBase(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined)
  return memory && memory.bavail * memory.bsize > ROOM_BYTES ? MEMORY : tmpdir()
}

async function end(): Promise<void> {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end().finally(() => process.exit(130)))
}
const ok = await main().finally(end)
conclude({ bench: 'simulate', ok, seed: Number(flags.seed), machine: machine() })
