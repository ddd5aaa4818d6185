/** Some of the clinics with a clock of their own: it jumps to whatever is next for them. */
import { lanes } from '../../src/kit/in-background.ts'
import { type PeopleOptions, playPeople } from './people.ts'
import { openWorld, type WorldOptions } from './world.ts'

/** Sweepers of the real program look every second; here they look at whole minutes. */
const PACE_MS = 60_000

export interface PartOptions extends WorldOptions, PeopleOptions {}

export interface Part {
  /** Lets the time pass until then, and everything happen that is due before. What the ledger knows is written. */
  pass(until: Temporal.Instant): Promise<Passed>
  close(): Promise<void>
}

export interface Passed {
  /** What was done, and what went wrong on purpose, by name; since it began. */
  counts: Record<string, number>
  /** What nobody wanted. */
  errors: readonly string[]
  /** Of a process of its own, since it began; milliseconds. */
  cpuMs: number
}

export async function openPart(options: PartOptions): Promise<Part> {
  const world = await openWorld(options)
  const { clock, agenda, ledger, counts, errors } = world
  const inTurn = lanes(options.atOnce)
  await playPeople(world, options).begin()

  /** What is to be done in this minute: so much at a time, as people do not wait for one another. */
  async function doDeeds(): Promise<void> {
    const deeds: Promise<void>[] = []
    for (let deed = agenda.take(clock.now()); deed; deed = agenda.take(clock.now())) {
      deeds.push(inTurn(deed.run))
    }
    await Promise.all(deeds)
    if (deeds.length > 0) await doDeeds()
  }

  return {
    async pass(until) {
      for (;;) {
        await doDeeds()
        const due = await world.settle()
        const next = earlier(due, agenda.next())
        if (!next || Temporal.Instant.compare(next, until) >= 0) break
        clock.set(onPace(next))
      }
      clock.set(until)
      await world.settle()
      await ledger.write()
      return { counts, errors, cpuMs: 0 }
    },
    close: () => world.close(),
  }
}

function onPace(at: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(at.epochMilliseconds / PACE_MS) * PACE_MS)
}

function earlier(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (!one || !other) return one ?? other
  return Temporal.Instant.compare(one, other) <= 0 ? one : other
}
