/** A simulated year, day by day: the clock jumps to whatever is next, and in the night everything is looked through. */
import { lanes } from '../../src/kit/in-background.ts'
import { findCounts } from './counts.ts'
import { checkInvariants, INVARIANTS, type Looks, type Violation } from './invariants.ts'
import { playPeople } from './people.ts'
import { findDigest, findTrace, findWhom } from './trace.ts'
import { openWorld, type WorldOptions } from './world.ts'

/** Sweepers of the real program look every second; here they look at whole minutes. */
const PACE_MS = 60_000
/** As autovacuum would within a real day of so many changes; by its own clock it would come once in a month of these. */
const TIDY_DAYS = 16

export interface SimulateOptions extends WorldOptions {
  days: number
  /** By what the shares are multiplied of those who miss, move, cancel, write back and stop; default 1. */
  unrest?: number
  /** Only this person, of all who would be there. */
  only?: { clinic: number; number: number } | null
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

export async function simulate(options: SimulateOptions): Promise<Outcome> {
  const began = performance.now()
  const world = await openWorld(options)
  const { clock, agenda, ledger } = world
  const inTurn = lanes(options.atOnce)
  const looks: Looks = new Map()
  let days = 0
  /** While the next day passes. */
  let looking: Promise<Broken | null> = Promise.resolve(null)
  let violation: Outcome['violation'] = null
  try {
    await playPeople(world, options).begin()
    const start = clock.now()
    while (days < options.days && !violation) {
      const since = clock.now()
      const end = start.add({ hours: 24 * (days + 1) })
      await passUntil(end)
      days += 1
      await ledger.write()
      if (Number.isInteger(Math.log2(days)) || days % TIDY_DAYS === 0) await ledger.rows('vacuum analyze')
      violation = await looking
      if (violation) break
      looking = lookAt({ since, now: end, day: days }, await ledger.freeze())
      // Awaited a day later; where a seed is to repeat everything at once: what is looked at is not cleared away, and new rows
      // would lie elsewhere, in another order.
      looking.catch(() => {})
      if (options.atOnce === 1) await looking
      const seconds = (performance.now() - began) / 1000
      options.onDay?.({ number: days, perSecond: days / seconds, counts: world.counts })
    }
    violation ??= await looking
    const counts = { ...world.counts, ...(await findCounts(ledger)) }
    const checks = INVARIANTS.map(({ sentence }) => ({
      ...{ sentence, times: 0, things: 0 },
      ...looks.get(sentence),
    }))
    const digest = await findDigest(ledger)
    return { days, seconds: (performance.now() - began) / 1000, checks, counts, violation, digest }
  } finally {
    await world.close()
  }

  /** What is to be done in this minute: so much at a time, as people do not wait for one another. */
  async function doDeeds(): Promise<void> {
    const deeds: Promise<void>[] = []
    for (let deed = agenda.take(clock.now()); deed; deed = agenda.take(clock.now())) {
      deeds.push(inTurn(deed.run))
    }
    await Promise.all(deeds)
    if (deeds.length > 0) await doDeeds()
  }

  async function lookAt(
    { day, ...time }: { since: Temporal.Instant; now: Temporal.Instant; day: number },
    { rows, letGo }: Awaited<ReturnType<typeof ledger.freeze>>,
  ): Promise<Broken | null> {
    const [error] = world.errors
    const failure = { sentence: 'nothing fails by itself', clinicId: null, contactId: null }
    const found = error ? { ...failure, what: error } : await checkInvariants(rows, { ...time, looks })
    const whom = found && (await findWhom(rows, found))
    const clinic = world.clinics.findIndex(({ clinicId }) => clinicId === whom?.clinicId)
    const trace = found ? await findTrace(rows, found) : []
    await letGo()
    return found && { ...found, day, trace, person: whom && { clinic, number: whom.number } }
  }

  async function passUntil(end: Temporal.Instant): Promise<void> {
    for (;;) {
      await doDeeds()
      const due = await world.settle()
      const next = earlier(due, agenda.next())
      if (!next || Temporal.Instant.compare(next, end) >= 0) break
      clock.set(onPace(next))
    }
    clock.set(end)
    await world.settle()
  }
}

function onPace(at: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(at.epochMilliseconds / PACE_MS) * PACE_MS)
}

function earlier(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (!one || !other) return one ?? other
  return Temporal.Instant.compare(one, other) <= 0 ? one : other
}
