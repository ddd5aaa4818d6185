import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEW_SERVICE, type Service } from '../../desk/services/service.ts'
import { readWish } from './wish.ts'

const someone = '01890000-0000-7000-8000-000000000001'
const at = Temporal.Instant.from('2026-11-23T15:00:00Z')
const service: Service = {
  ...NEW_SERVICE,
  id: '01890000-0000-7000-8000-00000000000a',
  slug: 'botox',
  name: 'Botox',
  durationMinutes: 30,
  durationsMinutes: [30, 60],
  practitioners: [{ practitionerId: someone, weight: 100, priority: 2 }],
  consentVersion: 1,
  archivedAt: null,
  createdAt: at,
  updatedAt: at,
}
const about = {
  service,
  today: Temporal.PlainDate.from('2026-11-23'),
  lastMonth: Temporal.PlainYearMonth.from('2027-11'),
}
const read = (query: Record<string, string>) => readWish(query, about)

test('an address without a wish asks for nothing', () => {
  expect(read({})).toEqual({
    month: null,
    date: null,
    start: null,
    durationMinutes: null,
    practitionerId: null,
    isMisread: false,
  })
})

describe('what is offered is read', () => {
  test('month and day, length, practitioner, time', () => {
    const wish = read({
      month: '2027-03',
      date: '2027-03-14',
      duration: '60',
      practitioner: someone.toUpperCase(),
      start: '2027-03-14T15:00:00Z',
    })
    expect(JSON.parse(JSON.stringify(wish))).toEqual({
      month: '2027-03',
      date: '2027-03-14',
      start: '2027-03-14T15:00:00Z',
      durationMinutes: 60,
      practitionerId: someone,
      isMisread: false,
    })
  })

  test('a day says its month', () => {
    expect(read({ date: '2026-12-24' }).month?.toString()).toBe('2026-12')
  })
})

test.each([
  ['another month than its day', { month: '2027-03', date: '2027-04-01' }, 'date'],
  ['yesterday', { date: '2026-11-22' }, 'date'],
  ['last month', { month: '2026-10' }, 'month'],
  ['beyond the last month', { month: '2027-12' }, 'month'],
  ['a time in another century', { start: '2199-01-01T00:00:00Z' }, 'start'],
  ['a length that is not offered', { duration: '45' }, 'durationMinutes'],
  ['a practitioner of another service', { practitioner: someone.replace('1', '2') }, 'practitionerId'],
] as const)('%s is left out and noticed', (_, query, key) => {
  const wish = read(query)
  expect(wish[key]).toBeNull()
  expect(wish.isMisread).toBe(true)
})

test('whatever stands in an address is read or left out, and what is read is offered', () => {
  const nasty = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\d{4}-\d\d$/),
    fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
    fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/),
    fc.stringMatching(/^[+-]?\d{1,6}$/),
    fc.uuid(),
  )
  const query = fc.dictionary(fc.constantFrom('month', 'date', 'start', 'duration', 'practitioner'), nasty)
  fc.assert(
    fc.property(query, (said) => {
      const { month, date, durationMinutes } = read(said)
      if (month) expect(Temporal.PlainYearMonth.compare(month, '2026-11')).toBeGreaterThanOrEqual(0)
      if (month) expect(Temporal.PlainYearMonth.compare(month, '2027-11')).toBeLessThanOrEqual(0)
      if (date) expect(date.toPlainYearMonth().equals(month ?? '')).toBe(true)
      if (durationMinutes) expect([30, 60]).toContain(durationMinutes)
    }),
    { numRuns: 1000 },
  )
})
