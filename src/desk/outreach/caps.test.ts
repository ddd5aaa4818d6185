import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CAPS, nextRoom, outranking } from './caps.ts'

const NOON = Temporal.Instant.from('2026-11-23T18:00:00Z')
/** Hours from noon. */
const at = (hours: number) => NOON.add({ minutes: Math.round(hours * 60) })
const hours = (instant: Temporal.Instant) => NOON.until(instant).total('hours')

describe('one more of care or marketing', () => {
  test.each<
    [string, { gone: number[]; coming?: number[]; perWeek?: number }, { at: number; reason: string } | null]
  >([
    ['goes out where nothing has', { gone: [] }, null],
    ['waits until a day after the last', { gone: [-1] }, { at: 23, reason: 'daily_cap' }],
    ['goes out a day after the last', { gone: [-24] }, null],
    ['waits a minute short of a day', { gone: [-23.75] }, { at: 0.25, reason: 'daily_cap' }],
    ['goes out as the third of a week', { gone: [-48, -100] }, null],
    [
      'waits until the first of three is a week ago',
      { gone: [-30, -60, -150] },
      { at: 18, reason: 'weekly_cap' },
    ],
    ['goes out when the first of three is a week ago', { gone: [-30, -60, -168] }, null],
    ['waits for the day and then for the week', { gone: [-1, -60, -130] }, { at: 38, reason: 'daily_cap' }],
    [
      'leaves the room to what is due within a day',
      { gone: [], coming: [20] },
      { at: 44, reason: 'makes_room' },
    ],
    ['leaves it to what is due now', { gone: [], coming: [0] }, { at: 24, reason: 'daily_cap' }],
    ['goes out where that is due in a day', { gone: [], coming: [24] }, null],
    ['waits behind two of them', { gone: [], coming: [10, 40] }, { at: 64, reason: 'makes_room' }],
    ['waits behind one that waits itself', { gone: [-3], coming: [30] }, { at: 54, reason: 'daily_cap' }],
    [
      'counts what is coming in the week',
      { gone: [-60, -90], coming: [5] },
      { at: 78, reason: 'makes_room' },
    ],
    ['goes out as the first of a week that allows one', { gone: [-168], perWeek: 1 }, null],
    ['waits a week where one is allowed', { gone: [-100], perWeek: 1 }, { at: 68, reason: 'weekly_cap' }],
    [
      'waits for both where two are allowed',
      { gone: [-2, -30], perWeek: 2 },
      { at: 138, reason: 'daily_cap' },
    ],
  ])('%s', (_, { gone, coming = [], perWeek }, expected) => {
    const room = nextRoom({ now: NOON, gone: gone.map(at), coming: coming.map(at), perWeek })
    expect(room && { at: hours(room.at), reason: room.reason }).toEqual(expected)
  })

  test('never makes more than a cap of any day or week, and waits no longer than it must', () => {
    const times = (min: number, max: number) => fc.array(fc.integer({ min, max }), { maxLength: 5 })
    fc.assert(
      fc.property(
        times(-170, 0),
        times(0, 24),
        fc.constantFrom(1, 2, CAPS.otherPerWeek),
        (before, after, perWeek) => {
          const room = nextRoom({ now: NOON, gone: before.map(at), coming: after.map(at), perWeek })
          const all = [...before, ...after]
          const fits = (when: number) => {
            const within = (long: number) =>
              all.filter((entry) => entry > when - long && entry <= when).length
            const isInWay = after.some((due) => due > when && due < when + 24)
            return within(24) < CAPS.otherPerDay && within(168) < perWeek && !isInWay
          }
          const until = room ? hours(room.at) : 0
          expect(fits(until)).toBe(true)
          expect(Array.from({ length: until }, (_, hour) => hour).filter(fits)).toEqual([])
        },
      ),
      { seed: 5, numRuns: 500 },
    )
  })
})

test('care goes before marketing, and a message about a visit has room of its own', () => {
  expect(outranking('marketing')).toEqual(['care'])
  expect(outranking('care')).toEqual([])
  expect(outranking('transactional')).toEqual([])
})
