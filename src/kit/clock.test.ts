import { expect, test } from 'vitest'
import { systemClock, TestClock } from './clock.ts'

test('the system clock tells the time', () => {
  const before = Temporal.Now.instant()
  expect(Temporal.Instant.compare(systemClock.now(), before)).toBeGreaterThanOrEqual(0)
})

test('a test clock stands still until it is moved', () => {
  const clock = new TestClock('2026-10-24T22:00:00Z')
  expect(clock.now()).toBe(clock.now())
  clock.advance({ minutes: 90 })
  expect(clock.now().toString()).toBe('2026-10-24T23:30:00Z')
  clock.advance('P1DT30M')
  expect(clock.now().toString()).toBe('2026-10-26T00:00:00Z')
  clock.set('2026-01-01T00:00:00Z')
  expect(clock.now().toString()).toBe('2026-01-01T00:00:00Z')
})

test('days and months are counted in UTC, also over a night on which clocks change', () => {
  const clock = new TestClock(Temporal.Instant.from('2026-10-25T00:30:00Z'))
  clock.advance({ days: 1 })
  expect(clock.now().toString()).toBe('2026-10-26T00:30:00Z')
  clock.advance({ months: 1 })
  expect(clock.now().toString()).toBe('2026-11-26T00:30:00Z')
})

test('listeners hear each move until they leave', () => {
  const clock = new TestClock('2026-01-01T00:00:00Z')
  const heard: string[] = []
  const leave = clock.onChange((now) => heard.push(now.toString()))
  clock.advance({ hours: 1 })
  clock.set('2026-02-01T00:00:00Z')
  leave()
  clock.advance({ hours: 1 })
  expect(heard).toEqual(['2026-01-01T01:00:00Z', '2026-02-01T00:00:00Z'])
})
