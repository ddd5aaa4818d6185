import { expect, test } from 'vitest'
import { TestClock } from '../../kit/clock.ts'
import { networkOf, visitorLimits } from './visitor-limits.ts'

test('counts by kind and by whom, and begins anew when the window is over', () => {
  const clock = new TestClock('2026-11-23T15:00:00Z')
  const limits = visitorLimits(clock)
  for (let i = 0; i < 5; i++) expect(limits.take('phone', 'a')).toBe(0)
  expect(limits.take('phone', 'a')).toBe(3600)
  expect(limits.take('phone', 'b')).toBe(0)
  expect(limits.take('send', 'a')).toBe(0)
  clock.advance({ minutes: 30 })
  expect(limits.take('phone', 'a')).toBe(1800)
  clock.advance({ minutes: 30 })
  expect(limits.take('phone', 'a')).toBe(0)
})

test('does not grow without end', () => {
  const clock = new TestClock('2026-11-23T15:00:00Z')
  const limits = visitorLimits(clock)
  for (let i = 0; i < 100_000; i++) limits.take('send', `203.0.113.${i}`)
  // The oldest are forgotten first: whoever is limited now stays limited.
  for (let i = 0; i < 30; i++) limits.take('send', 'robot')
  expect(limits.take('send', 'robot')).toBeGreaterThan(0)
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  [undefined, 'unknown'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
