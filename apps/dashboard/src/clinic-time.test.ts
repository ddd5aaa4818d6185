import { expect, test } from 'vitest'
import { addDays, clinicTime, displayLocale, isDay } from './clinic-time.ts'

const chicago = clinicTime('America/Chicago', 'en-US')
const madrid = clinicTime('Europe/Madrid', displayLocale('ES'))

test('an instant falls on the clinic’s day, not on the browser’s or on UTC’s', () => {
  expect(chicago.day('2026-11-24T03:30:00Z')).toBe('2026-11-23')
  expect(madrid.day('2026-11-23T23:30:00Z')).toBe('2026-11-24')
})

test('minutes are those of the clock on the wall, also on the nights on which it changes', () => {
  expect(chicago.minutes('2026-11-23T14:15:00Z')).toBe(8 * 60 + 15)
  // 2026-03-08, 2 a.m. does not exist in Chicago; 2026-11-01, 1 a.m. comes twice.
  expect(chicago.minutes('2026-03-08T15:00:00Z')).toBe(10 * 60)
  expect(chicago.minutes('2026-11-01T06:30:00Z')).toBe(90)
  expect(chicago.minutes('2026-11-01T07:30:00Z')).toBe(90)
  expect(chicago.minutes('2026-11-24T06:00:00Z')).toBe(0)
})

test('days are counted on the calendar: no day is skipped or repeated when the clocks change', () => {
  expect(addDays('2026-10-31', 1)).toBe('2026-11-01')
  expect(addDays('2026-11-01', 1)).toBe('2026-11-02')
  expect(addDays('2026-03-08', -1)).toBe('2026-03-07')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('only a day of the calendar is a day', () => {
  expect(isDay('2026-11-23')).toBe(true)
  for (const other of ['2026-02-30', '2026-11-3', '2026-11-23T10:00', '', undefined, 20261123]) {
    expect(isDay(other)).toBe(false)
  }
})

test('the clinic’s country decides on 12 or 24 hours', () => {
  expect(chicago.time('2026-11-23T20:05:00Z')).toMatch(/^2:05\sPM$/)
  expect(madrid.time('2026-11-23T20:05:00Z')).toBe('21:05')
  expect(chicago.bareTime('2026-11-23T20:05:00Z')).toBe('2:05')
  expect(madrid.bareTime('2026-11-23T20:05:00Z')).toBe('21:05')
})
