import { describe, expect, test } from 'vitest'
import { emergencyNumberOf } from './heed-emergency.ts'
import { isPresent } from './receptionist-settings.ts'

const zone = 'America/Chicago'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()

describe('somebody is at the desk', () => {
  const weekdays = [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]
  test.each([
    ['2026-11-23T09:00', true],
    ['2026-11-23T16:59', true],
    ['2026-11-23T17:00', false],
    ['2026-11-22T12:00', false],
  ])('at %s: %s', (local, is) => {
    expect(isPresent(at(local), zone, weekdays)).toBe(is)
  })

  test('past midnight, where the hours are', () => {
    const nights = [{ days: [5], start: '20:00', end: '02:00' }]
    expect(isPresent(at('2026-11-27T23:00'), zone, nights)).toBe(true)
    expect(isPresent(at('2026-11-28T01:00'), zone, nights)).toBe(true)
    expect(isPresent(at('2026-11-28T03:00'), zone, nights)).toBe(false)
  })
})

test.each([
  ['US', '911'],
  ['CA', '911'],
  ['DE', '112'],
  ['ES', '112'],
  ['GB', '999'],
  ['AU', '000'],
  ['us', '911'],
  ['ZZ', '112'],
])('in %s one dials %s', (country, number) => {
  expect(emergencyNumberOf(country)).toBe(number)
})
