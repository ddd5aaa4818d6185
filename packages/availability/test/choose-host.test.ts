import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseHost, type HostStanding } from '../src/index.ts'

const host = (id: string, more: Partial<HostStanding> = {}): HostStanding => ({
  id,
  booked: 0,
  lastBookedAt: null,
  ...more,
})

describe('round robin', () => {
  test.each<[string, HostStanding[], string | null, string, string]>([
    [
      'keeps the practitioner whom the contact knows',
      [host('a'), host('b', { booked: 9 })],
      'b',
      'b',
      'owner',
    ],
    ['goes on without an owner who is not free', [host('a')], 'b', 'a', 'only_one'],
    ['gives to who has fewer', [host('a', { booked: 3 }), host('b', { booked: 2 })], null, 'b', 'share'],
    [
      'gives twice as much to twice the weight',
      [host('a', { booked: 3, weight: 200 }), host('b', { booked: 2, weight: 100 })],
      null,
      'a',
      'share',
    ],
    [
      'counts what others had while a host was away as the own',
      [host('old', { booked: 10 }), host('new', { booked: 0, calibration: 11 })],
      null,
      'old',
      'share',
    ],
    ['then asks the higher priority', [host('a'), host('b', { priority: 3 })], null, 'b', 'priority'],
    [
      'then who was booked longest ago',
      [host('a', { lastBookedAt: 2 }), host('b', { lastBookedAt: 1 })],
      null,
      'b',
      'least_recently_booked',
    ],
    [
      'and who never was before all others',
      [host('a', { lastBookedAt: 2 }), host('b')],
      null,
      'b',
      'least_recently_booked',
    ],
    ['then keeps the order given', [host('a'), host('b')], null, 'a', 'order'],
  ])('%s', (_, free, owner, id, because) => {
    expect(chooseHost(free, owner)).toEqual({ id, because })
  })

  test('nobody is free', () => {
    expect(chooseHost([], 'a')).toBeNull()
  })

  test('a weight of nothing gets nothing while others are free', () => {
    expect(chooseHost([host('a', { weight: 0 }), host('b', { booked: 100 })])?.id).toBe('b')
  })

  test('over many bookings everybody comes to their share, give or take one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), (weights) => {
        const hosts = weights.map((weight, i) => host(String(i), { weight: weight * 100 }))
        const rounds = 60
        for (let round = 1; round <= rounds; round++) {
          const chosen = hosts.find(({ id }) => id === chooseHost(hosts)?.id) as HostStanding
          chosen.booked++
          chosen.lastBookedAt = round
        }
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        for (const [i, { booked }] of hosts.entries()) {
          expect(Math.abs(booked - (rounds * (weights[i] as number)) / total)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
