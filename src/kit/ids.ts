import { randomUUID } from 'node:crypto'
import { invariant } from './problem.ts'

declare const brand: unique symbol

/** A value of type `T` that the compiler keeps apart from every other `T`: `Branded<string, 'PatientId'>`. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** The clinic on whose behalf something runs. Whoever holds one may see that clinic's rows. */
export type ClinicId = Branded<string, 'ClinicId'>

/**
 * Called only by the session, the API key, the vendor connection and the clinic's public address, with an id that the
 * server looked up itself: never with one from a request's body, path or header. Refuses what is not a UUID.
 */
export function mintClinicId(value: string): ClinicId {
  invariant(isUuid(value), 'a clinic id is a UUID')
  return value.toLowerCase() as ClinicId
}

/** A UUID of any version in its canonical form, in either case (RFC 9562 §4): what a `uuid` column takes. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
}

const COUNTER_MAX = 0xfff
let lastMs = 0
let counter = 0
/** Where ids have their time and their random bits from. */
export interface IdSource {
  /** Where the caller says none. */
  now(): Temporal.Instant
  /** A UUID of version 4. */
  random(): string
}

const system: IdSource = { now: () => Temporal.Now.instant(), random: randomUUID }
let source = system

/**
 * Draws ids from here on from `seeded`, counted anew, so that the seed of a simulation gives the same ids again. What it returns
 * ends that; ids made later are greater again than all before.
 */
export function drawIdsFrom(seeded: IdSource): () => void {
  const lastMsBefore = lastMs
  lastMs = 0
  counter = 0
  source = seeded
  return () => {
    lastMs = Math.max(lastMs, lastMsBefore) + 1
    source = system
  }
}

/**
 * A new UUIDv7 (RFC 9562 §5.7), greater than every one this process made before, also within a millisecond
 * and when the clock stands still or goes back (§6.2, method 1: a 12-bit counter with a random start, which
 * carries into the milliseconds). So its time is a key to sort by, not the record of when something happened.
 */
export function uuidv7(now: Temporal.Instant = source.now()): string {
  const ms = now.epochMilliseconds
  invariant(ms >= 0 && ms < 2 ** 48 - 1, 'a UUIDv7 holds times from 1970 to 10889')

  // randomUUID is served from a pool of random bytes, and its tail has the variant bits in place.
  const random = source.random()
  if (ms > lastMs || counter === COUNTER_MAX) {
    lastMs = Math.max(ms, lastMs + 1)
    counter = Number.parseInt(random.slice(15, 18), 16) >> 1
  } else {
    counter += 1
  }
  const time = lastMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${random.slice(19)}`
}
