/** A simulated year, day by day; in the night everything is looked through. */
import type { Connection } from '../../src/kit/db.ts'
import { clinicIdOf } from './clinics.ts'
import { findCounts } from './counts.ts'
import { checkInvariants, INVARIANTS, type Looks, type Violation } from './invariants.ts'
import { type Onlooker, openLedger } from './ledger.ts'
import { openNodes } from './nodes.ts'
import { openPart, type Part, type PartOptions, type Passed } from './part.ts'
import { findDigest, findTrace, findWhom } from './trace.ts'

/** As autovacuum would within a real day of so many changes; by its own clock it would come once in a month of these. */
const TIDY_DAYS = 16

export interface SimulateOptions extends Omit<PartOptions, 'clinics' | 'user'> {
  /** A migrated, empty database; as superuser. */
  connection: Connection
  clinics: number
  /** A process for each clinic; false: this one has them all, and one clock. */
  isSpread?: boolean
  onDay?: (day: Day) => void
}

export interface Day {
  number: number
  /** Days that are simulated in a second, so far. */
  perSecond: number
  counts: Record<string, number>
}

export interface Outcome {
  days: number
  seconds: number
  /** Of the processes of nodes; milliseconds. */
  cpuMs: number
  /** Everything that was checked: how often, and how many things were looked at. */
  checks: { sentence: string; times: number; things: number }[]
  counts: Record<string, number>
  violation: Broken | null
  /** Of every state that a row came to, in their order: where two runs are the same, so are these. */
  digest: string
}

export interface Broken extends Violation {
  day: number
  trace: string[]
  /** Whom it befell. */
  person: { clinic: number; number: number } | null
}

export async function simulate({
  clinics: count,
  isSpread = false,
  onDay,
  ...options
}: SimulateOptions): Promise<Outcome> {
  const began = performance.now()
  const clinics = Array.from({ length: count }, (_, number) => number)
  const onlooker = await openLedger(options.connection)
  const parts: Part[] = []
  const looks: Looks = new Map()
  const start = Temporal.Instant.from(options.start)
  let days = 0
  let passed: Passed = { counts: {}, errors: [], cpuMs: 0 }
  /** While the next day passes. */
  let looking: Promise<Broken | null> = Promise.resolve(null)
  let violation: Outcome['violation'] = null
  try {
    parts.push(
      ...(isSpread ? await openNodes({ ...options, clinics }) : [await openPart({ ...options, clinics })]),
    )
    while (days < options.days && !violation) {
      const since = start.add({ hours: 24 * days })
      const now = start.add({ hours: 24 * (days + 1) })
      passed = together(await Promise.all(parts.map((part) => part.pass(now))))
      days += 1
      if (Number.isInteger(Math.log2(days)) || days % TIDY_DAYS === 0) await onlooker.rows('vacuum analyze')
      violation = await looking
      if (violation) break
      looking = lookAt({ since, now, day: days, error: passed.errors[0] }, await onlooker.freeze())
      // Awaited a day later; where a seed is to repeat everything at once: what is looked at is not cleared away, and new rows
      // would lie elsewhere, in another order.
      looking.catch(() => {})
      if (options.atOnce === 1) await looking
      const seconds = (performance.now() - began) / 1000
      onDay?.({ number: days, perSecond: days / seconds, counts: passed.counts })
    }
    violation ??= await looking
    const counts = { ...passed.counts, ...(await findCounts(onlooker.rows)) }
    const checks = INVARIANTS.map(({ sentence }) => ({
      ...{ sentence, times: 0, things: 0 },
      ...looks.get(sentence),
    }))
    const digest = await findDigest(onlooker.rows)
    const seconds = (performance.now() - began) / 1000
    return { days, seconds, cpuMs: passed.cpuMs, checks, counts, violation, digest }
  } finally {
    await Promise.all(parts.map((part) => part.close()))
    await onlooker.close()
  }

  async function lookAt(
    {
      day,
      error,
      ...time
    }: { since: Temporal.Instant; now: Temporal.Instant; day: number; error: string | undefined },
    { rows, letGo }: Awaited<ReturnType<Onlooker['freeze']>>,
  ): Promise<Broken | null> {
    const failure = { sentence: 'nothing fails by itself', clinicId: null, contactId: null }
    const found = error ? { ...failure, what: error } : await checkInvariants(rows, { ...time, looks })
    const whom = found && (await findWhom(rows, found))
    const clinic = clinics.findIndex((number) => clinicIdOf(options.seed, number) === whom?.clinicId)
    const trace = found ? await findTrace(rows, found) : []
    await letGo()
    return found && { ...found, day, trace, person: whom && { clinic, number: whom.number } }
  }
}

function together(all: readonly Passed[]): Passed {
  const counts: Record<string, number> = {}
  for (const [what, times] of all.flatMap((one) => Object.entries(one.counts))) {
    counts[what] = (counts[what] ?? 0) + times
  }
  const cpuMs = all.reduce((sum, one) => sum + one.cpuMs, 0)
  return { counts, errors: all.flatMap(({ errors }) => errors), cpuMs }
}
