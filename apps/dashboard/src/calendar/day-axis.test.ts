import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clinicTime } from '../clinic-time.ts'
import { clockAxis, clockChange, elapsedAxis } from './day-axis.ts'

const chicago = clinicTime('America/Chicago', 'en-US')
const labels = (day: string, time = chicago) =>
  elapsedAxis(day, time).marks.map(({ at, label }) => `${at / 60} ${label.replace(/\s/g, ' ')}`)

test('an ordinary day has 24 hours and each instant stands at its clock', () => {
  const axis = elapsedAxis('2026-11-23', chicago)
  expect(axis.length).toBe(24 * 60)
  expect(axis.at('2026-11-23T14:15:00Z')).toBe(8 * 60 + 15)
  expect(axis.instant(8 * 60 + 15)).toBe('2026-11-23T14:15:00.000Z')
  expect(axis.marks).toHaveLength(25)
  expect(clockChange(axis)).toBeNull()
})

test('on the night on which an hour comes twice, both have a place and a name', () => {
  const axis = elapsedAxis('2026-11-01', chicago)
  expect(axis.length).toBe(25 * 60)
  expect(axis.at('2026-11-01T06:30:00Z')).toBe(90)
  expect(axis.at('2026-11-01T07:30:00Z')).toBe(150)
  expect(labels('2026-11-01').slice(0, 4)).toEqual([
    '0 12:00 AM',
    '1 1:00 AM CDT',
    '2 1:00 AM CST',
    '3 2:00 AM',
  ])
  expect(axis.atClock(9 * 60)).toBe(10 * 60)
  expect(clockChange(axis)).toContain('25 hours')
})

test('on the night on which an hour is skipped, there is no place for it', () => {
  const axis = elapsedAxis('2026-03-08', chicago)
  expect(axis.length).toBe(23 * 60)
  expect(labels('2026-03-08').slice(0, 4)).toEqual(['0 12:00 AM', '1 1:00 AM', '2 3:00 AM', '3 4:00 AM'])
  expect(clockChange(axis)).toContain('23 hours')
})

test('clocks that change by half an hour, or at midnight, are drawn right as well', () => {
  const lordHowe = elapsedAxis('2026-04-05', clinicTime('Australia/Lord_Howe', 'en-AU'))
  expect(lordHowe.length).toBe(24.5 * 60)
  const beirut = elapsedAxis('2026-03-29', clinicTime('Asia/Beirut', 'en-LB'))
  expect(beirut.length).toBe(23 * 60)
  expect(beirut.marks[0]?.label).toMatch(/^1:00/)
})

test('side by side, nine o’clock is at the same height on each day of a week', () => {
  for (const day of ['2026-10-31', '2026-11-01', '2026-11-02', '2026-03-08']) {
    const axis = clockAxis(day, chicago)
    expect(axis.at(chicago.instantAt(day, 9 * 60))).toBe(9 * 60)
    expect(axis.at(axis.instant(13 * 60))).toBe(13 * 60)
    expect(axis.marks[9]?.at).toBe(9 * 60)
  }
})

const ZONES = [
  'America/Chicago',
  'America/Santiago',
  'America/St_Johns',
  'Europe/Madrid',
  'Europe/London',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Chatham',
]

test('whatever the zone and the day, an instant comes back from its place, and five minutes stay five minutes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.nat(729), fc.nat(275), (zone, offset, step) => {
      const time = clinicTime(zone, 'en-US')
      const day = new Date(Date.UTC(2026, 0, 1, 12) + offset * 86_400_000).toISOString().slice(0, 10)
      const axis = elapsedAxis(day, time)
      const minutes = Math.min(step * 5, axis.length - 5)
      expect(axis.at(axis.instant(minutes))).toBe(minutes)
      expect(time.day(axis.instant(minutes))).toBe(day)
      expect(axis.at(axis.instant(minutes + 5)) - axis.at(axis.instant(minutes))).toBe(5)
    }),
    { numRuns: 2000 },
  )
})
