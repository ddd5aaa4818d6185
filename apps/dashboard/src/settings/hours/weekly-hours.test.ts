import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  copyDay,
  emptyWeek,
  flawsOf,
  hoursOf,
  isPastMidnight,
  nextWindow,
  type Week,
  weekFlaws,
  weekInWords,
  weekOf,
  withDay,
} from './weekly-hours.ts'

const nineToFive = { start: '09:00', end: '17:00' }
const workdays = { days: [1, 2, 3, 4, 5], ...nineToFive }
const hour = (minutes: number) => `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`
const week = (days: Record<number, { start: string; end: string }[]>): Week =>
  emptyWeek().map((_, day) => days[day] ?? [])

describe('reading and keeping', () => {
  test('Monday to Friday nine to five is one entry and five days', () => {
    const read = weekOf([workdays])
    expect(read.map((windows) => windows.length)).toEqual([0, 1, 1, 1, 1, 1, 0])
    expect(hoursOf(read)).toEqual([workdays])
  })

  test('the end of the day is 00:00 in the field and 24:00 where it is kept', () => {
    const read = weekOf([{ days: [5], start: '18:00', end: '24:00' }])
    expect(read[5]).toEqual([{ start: '18:00', end: '00:00' }])
    expect(hoursOf(read)).toEqual([{ days: [5], start: '18:00', end: '24:00' }])
  })

  test('windows of a day are shown in order', () => {
    const read = weekOf([
      { days: [1], start: '13:00', end: '17:00' },
      { days: [1], start: '08:00', end: '12:00' },
    ])
    expect(read[1]?.map(({ start }) => start)).toEqual(['08:00', '13:00'])
  })

  test('whatever is edited comes back the same', () => {
    const time = fc.integer({ min: 0, max: 287 }).map((step) => hour(step * 5).padStart(5, '0'))
    const window = fc.record({ start: time, end: time })
    const day = fc.uniqueArray(window, { maxLength: 3, selector: ({ start }) => start })
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (days) => {
        const edited = days.map((windows) => windows.toSorted((a, b) => a.start.localeCompare(b.start)))
        expect(weekOf(hoursOf(edited))).toEqual(edited)
      }),
    )
  })
})

describe('what is proposed and copied', () => {
  test('a closed day opens nine to five', () => expect(nextWindow([])).toEqual(nineToFive))

  test('after a morning comes an afternoon, an hour later', () =>
    expect(nextWindow([{ start: '08:00', end: '12:00' }])).toEqual({ start: '13:00', end: '17:00' }))

  test('an evening ends at midnight at the latest', () =>
    expect(nextWindow([{ start: '12:00', end: '20:00' }])).toEqual({ start: '21:00', end: '00:00' }))

  test('after hours past midnight nothing is proposed', () =>
    expect(nextWindow([{ start: '18:00', end: '02:00' }])).toEqual({ start: '', end: '' }))

  test('a copy replaces the hours of the chosen days and of no other', () => {
    const before = week({ 1: [nineToFive], 2: [{ start: '10:00', end: '12:00' }], 6: [nineToFive] })
    const after = copyDay(before, 1, [2, 3])
    expect([after[2], after[3], after[6], after[0]]).toEqual([[nineToFive], [nineToFive], [nineToFive], []])
    expect(before[2]).toEqual([{ start: '10:00', end: '12:00' }])
  })

  test('a copy of a closed day closes', () =>
    expect(copyDay(week({ 1: [nineToFive] }), 0, [1])[1]).toEqual([]))
})

describe('what cannot stand', () => {
  test('a window needs both times', () =>
    expect(flawsOf([{ start: '09:00', end: '' }]).get(0)).toBe('Enter both times'))

  test('windows of a day do not overlap, and may touch', () => {
    expect(flawsOf([nineToFive, { start: '16:00', end: '18:00' }]).get(1)).toBe(
      'Overlaps with the hours above',
    )
    expect(flawsOf([nineToFive, { start: '17:00', end: '18:00' }]).size).toBe(0)
  })

  test('an end before the start is the next day; midnight is not', () => {
    expect(isPastMidnight({ start: '18:00', end: '02:00' })).toBe(true)
    expect(isPastMidnight({ start: '18:00', end: '00:00' })).toBe(false)
    expect(isPastMidnight({ start: '09:00', end: '09:00' })).toBe(true)
  })

  test('a night does not run into the next morning, Saturday into Sunday among them', () => {
    const night = { start: '18:00', end: '10:00' }
    expect(
      weekFlaws(week({ 6: [night], 0: [nineToFive] }))
        .get(6)
        ?.get(0),
    ).toBe('Runs into the hours of Sunday')
    expect(weekFlaws(week({ 6: [night] })).size).toBe(0)
    expect(weekFlaws(week({ 6: [{ start: '18:00', end: '09:00' }], 0: [nineToFive] })).size).toBe(0)
  })
})

describe('in words', () => {
  test('days with the same hours are named together', () => {
    const hours = [
      workdays,
      { days: [6], start: '10:00', end: '12:00' },
      { days: [6], start: '13:00', end: '15:00' },
    ]
    expect(weekInWords(weekOf(hours), 0, hour)).toBe(
      'Mon–Fri 9:00 – 17:00, Sat 10:00 – 12:00 and 13:00 – 15:00',
    )
  })

  test('days that do not follow each other are listed', () => {
    const hours = [{ ...nineToFive, days: [1, 3, 5] }]
    expect(weekInWords(weekOf(hours), 0, hour)).toBe('Mon, Wed, Fri 9:00 – 17:00')
  })

  test('weeks begin where the clinic’s begin', () => {
    const longWeekend = withDay(week({ 5: [nineToFive], 6: [nineToFive] }), 0, [nineToFive])
    expect(weekInWords(longWeekend, 1, hour)).toBe('Fri–Sun 9:00 – 17:00')
    expect(weekInWords(longWeekend, 0, hour)).toBe('Sun, Fri, Sat 9:00 – 17:00')
  })

  test('never open is nothing to say', () => expect(weekInWords(emptyWeek(), 0, hour)).toBe(''))
})
