import { expect, test } from 'vitest'
import { clinicTime } from '../clinic-time.ts'
import { datesOf, daysBetween, filtersOf, readCalendarSearch, stepDay } from './calendar-search.ts'

const chicago = clinicTime('America/Chicago', 'en-US')
const madrid = clinicTime('Europe/Madrid', 'en-ES')

test('an address that makes no sense shows the calendar as usual', () => {
  const read = readCalendarSearch({ view: 'year', day: '2026-02-30', by: 'shoe size', status: 7, off: 'on' })
  expect(Object.values(read).every((value) => value === undefined)).toBe(true)
  expect(filtersOf({ status: 'asleep' }).statuses).not.toContain('cancelled')
})

test('what an address says is understood', () => {
  const search = readCalendarSearch({
    view: 'week',
    day: '2026-11-23',
    status: 'cancelled,booked',
    services: 'a,b',
  })
  expect(search).toMatchObject({ view: 'week', day: '2026-11-23' })
  expect(filtersOf(search)).toEqual({
    practitionerIds: [],
    serviceIds: ['a', 'b'],
    statuses: ['booked', 'cancelled'],
  })
})

test('weeks and months begin on the clinic’s first day of the week', () => {
  expect(datesOf('week', '2026-11-25', chicago)).toEqual({ from: '2026-11-22', to: '2026-11-28' })
  expect(datesOf('week', '2026-11-25', madrid)).toEqual({ from: '2026-11-23', to: '2026-11-29' })
  expect(datesOf('month', '2026-11-25', chicago)).toEqual({ from: '2026-11-01', to: '2026-12-05' })
  expect(datesOf('month', '2026-11-25', madrid)).toEqual({ from: '2026-10-26', to: '2026-12-06' })
})

test('a step goes by what is shown', () => {
  expect(stepDay('day', '2026-11-30', 1)).toBe('2026-12-01')
  expect(stepDay('week', '2026-11-30', -1)).toBe('2026-11-23')
  expect(stepDay('month', '2026-01-31', 1)).toBe('2026-02-01')
  expect(daysBetween('2026-10-31', '2026-11-02')).toEqual(['2026-10-31', '2026-11-01', '2026-11-02'])
})
