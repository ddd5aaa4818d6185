/** Where the program reads the time. It is an argument everywhere, so that a test or the simulation can own it. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #now: Temporal.Instant
  readonly #listeners = new Set<(now: Temporal.Instant) => void>()

  constructor(start: string | Temporal.Instant) {
    this.#now = Temporal.Instant.from(start)
  }

  now(): Temporal.Instant {
    return this.#now
  }

  /** Moves by a duration (`{ minutes: 5 }`, `'P3D'`). Days, weeks and months are counted in UTC. */
  advance(duration: Temporal.DurationLike | string): void {
    this.set(this.#now.toZonedDateTimeISO('UTC').add(duration).toInstant())
  }

  set(instant: string | Temporal.Instant): void {
    this.#now = Temporal.Instant.from(instant)
    for (const listener of [...this.#listeners]) listener(this.#now)
  }

  /** Calls the listener after each move, so that sweepers wake. Returns what ends it. */
  onChange(listener: (now: Temporal.Instant) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
