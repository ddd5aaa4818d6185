/** A simulated year, day by day: the clock jumps to whatever is next, and in the night everything is looked through. */
import { findCounts } from './counts.ts'
import { checkInvariants, INVARIANTS, type Looks, type Violation } from './invariants.ts'
import { playPeople } from './people.ts'
import { findTrace, findWhom } from './trace.ts'
import { openWorld, type WorldOptions } from './world.ts'

/** Sweepers of the real program look every second; here they look at whole minutes. */
const PACE_MS = 60_000

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
  const looks: Looks = new Map()
  let days = 0
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
      const found = await checkInvariants(world, { since, now: end, looks })
      if (found) {
        const whom = await findWhom(ledger, found)
        const clinic = world.clinics.findIndex(({ clinicId }) => clinicId === whom?.clinicId)
        violation = {
          ...{ ...found, day: days, trace: await findTrace(ledger, found) },
          person: whom && { clinic, number: whom.number },
        }
      }
      const seconds = (performance.now() - began) / 1000
      options.onDay?.({ number: days, perSecond: days / seconds, counts: world.counts })
    }
    const counts = { ...world.counts, ...(await findCounts(ledger)) }
    const checks = INVARIANTS.map(({ sentence }) => ({
      ...{ sentence, times: 0, things: 0 },
      ...looks.get(sentence),
    }))
    return { days, seconds: (performance.now() - began) / 1000, checks, counts, violation }
  } finally {
    await world.close()
  }

  async function passUntil(end: Temporal.Instant): Promise<void> {
    for (;;) {
      for (let deed = agenda.take(clock.now()); deed; deed = agenda.take(clock.now())) await deed.run()
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
