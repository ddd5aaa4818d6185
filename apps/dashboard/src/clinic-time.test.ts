import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  clinicTime,
  daysBetween,
  displayLocale,
  isDay,
  weekdayOf,
} from './clinic-time.ts'

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

test('a time on the wall becomes an instant, also on the nights on which the clocks change', () => {
  const at = (day: string, minutes: number) => chicago.instantAt(day, minutes)
  expect(at('2026-11-23', 8 * 60 + 15)).toBe('2026-11-23T14:15:00.000Z')
  expect(at('2026-11-24', 0)).toBe('2026-11-24T06:00:00.000Z')
  // 2 a.m. does not exist on March 8: it is 3 a.m.; 1:30 a.m. comes twice on November 1: it is the first.
  expect(at('2026-03-08', 2 * 60)).toBe('2026-03-08T08:00:00.000Z')
  expect(at('2026-03-08', 3 * 60)).toBe('2026-03-08T08:00:00.000Z')
  expect(at('2026-11-01', 90)).toBe('2026-11-01T06:30:00.000Z')
  expect(at('2026-11-01', 2 * 60)).toBe('2026-11-01T08:00:00.000Z')
  expect(at('2026-11-01', 24 * 60)).toBe('2026-11-02T06:00:00.000Z')
  // In Beirut the clocks change at midnight: that day begins at one.
  expect(clinicTime('Asia/Beirut', 'en-LB').instantAt('2026-03-29', 0)).toBe('2026-03-28T22:00:00.000Z')
})

test('every instant of a year comes back from its own wall time, but the second of those that come twice', () => {
  const zones = ['America/Chicago', 'Europe/Madrid', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
  for (const zone of zones) {
    const time = clinicTime(zone, 'en-US')
    let strays = 0
    for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 30 * 60_000) {
      const back = Date.parse(time.instantAt(time.day(instant), time.minutes(instant)))
      if (back !== instant) strays += 1
    }
    expect(strays, zone).toBeLessThanOrEqual(2)
  }
})

test('weeks begin where the clinic’s country begins them', () => {
  expect(chicago.firstWeekday).toBe(0)
  expect(madrid.firstWeekday).toBe(1)
})

test('months are counted from their first day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-01')
  expect(addMonths('2026-01-31', -1)).toBe('2025-12-01')
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2)
  expect(weekdayOf('2026-11-23')).toBe(1)
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

test('a day that somebody wrote is read in the order of the clinic’s country, and a part of one as it stands', () => {
  expect(chicago.writtenDay('1988-04-02')).toBe('Apr 2, 1988')
  expect(madrid.writtenDay('1988-04-02')).toBe('2 Apr 1988')
  expect(chicago.writtenDay('1988-04')).toBe('1988-04')
})
