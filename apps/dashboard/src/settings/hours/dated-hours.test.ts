import { expect, test } from 'vitest'
import { stretchesOf, withoutStretch, withStretch } from './dated-hours.ts'

const off = (date: string, name: string | null = null) => ({ date, windows: [], name })
const morning = [{ start: '09:00', end: '12:00' }]

test('a holiday of several days is one stretch, over the end of the year too', () => {
  const days = [
    off('2027-01-01', 'Winter break'),
    off('2026-12-31', 'Winter break'),
    off('2027-01-02', 'Winter break'),
  ]
  expect(stretchesOf(days)).toMatchObject([{ from: '2026-12-31', to: '2027-01-02', name: 'Winter break' }])
})

test('another name, other hours or a gap begins a new stretch', () => {
  const days = [
    off('2026-12-24', 'Christmas Eve'),
    off('2026-12-25', 'Christmas'),
    { date: '2026-12-26', windows: morning, name: 'Christmas' },
    off('2026-12-28'),
  ]
  expect(stretchesOf(days).map(({ from }) => from)).toEqual(days.map(({ date }) => date))
})

test('a new stretch replaces what stood for its dates', () => {
  const before = [off('2026-12-23'), off('2026-12-24'), off('2026-12-27')]
  const after = withStretch(before, {
    from: '2026-12-24',
    to: '2026-12-25',
    windows: morning,
    name: 'Half days',
  })
  expect(after.map(({ date, name }) => [date, name])).toEqual([
    ['2026-12-23', null],
    ['2026-12-24', 'Half days'],
    ['2026-12-25', 'Half days'],
    ['2026-12-27', null],
  ])
})

test('taking a stretch away leaves the other dates', () => {
  const days = [off('2026-12-23'), off('2026-12-24'), off('2026-12-25')]
  expect(withoutStretch(days, { from: '2026-12-24', to: '2026-12-25' })).toEqual([off('2026-12-23')])
})
