import { describe, expect, test } from 'vitest'
import { liftOf } from './lift.ts'

describe('lift', () => {
  test('is the difference of the shares, for all who got it', () => {
    const lift = liftOf({ people: 900, booked: 180 }, { people: 100, booked: 10 })
    expect(lift?.difference).toBeCloseTo(0.1)
    expect(lift?.bookings).toBeCloseTo(90)
  })

  // Newcombe 1998, Statistics in Medicine 17, table II, (a): 56/70 and 48/80, method 10.
  test('has the interval of Newcombe’s own example', () => {
    const lift = liftOf({ people: 70, booked: 56 }, { people: 80, booked: 48 })
    expect((lift?.low ?? 0) / 70).toBeCloseTo(0.0524, 4)
    expect((lift?.high ?? 0) / 70).toBeCloseTo(0.3339, 4)
  })

  test('cannot be told without anybody held out', () => {
    expect(liftOf({ people: 10, booked: 2 }, { people: 0, booked: 0 })).toBeNull()
  })
})

/** Mulberry32: the same numbers on every machine. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const RUNS = 500

describe.each([
  { base: 0.05, lift: 0.03, people: 2000 },
  { base: 0.15, lift: 0, people: 600 },
  { base: 0.3, lift: 0.1, people: 400 },
  { base: 0.02, lift: 0.01, people: 300 },
])('with $people people of whom $base book anyway and $lift more because of it', ({ base, lift, people }) => {
  const next = random(42)
  const runs = Array.from({ length: RUNS }, () => {
    const treated = { people: 0, booked: 0 }
    const held = { people: 0, booked: 0 }
    for (let i = 0; i < people; i++) {
      const isHeld = next() < 0.1
      const group = isHeld ? held : treated
      group.people++
      if (next() < (isHeld ? base : base + lift)) group.booked++
    }
    return { treated, found: liftOf(treated, held) }
  })

  test('the interval covers it in at least 93 % of 500 runs', () => {
    const covered = runs.filter(({ treated, found }) => {
      const truth = lift * treated.people
      return found !== null && found.low <= truth && truth <= found.high
    })
    expect(covered.length / RUNS).toBeGreaterThanOrEqual(0.93)
  })

  test('last touch overstates it', () => {
    const overstated = runs.filter(({ treated }) => treated.booked > lift * treated.people)
    expect(overstated.length / RUNS).toBeGreaterThan(0.95)
  })
})
