import { describe, expect, test } from 'vitest'
import { english } from './english-phrases.ts'
import { spanish } from './spanish-phrases.ts'
import { speechOf } from './speech.ts'

const clinic = { locale: 'en-US', country: 'US', timeZone: 'America/Chicago' }
const at = Temporal.Instant.from('2026-12-01T16:00:00Z')

test('moments are told by the clinic’s clock, with spaces that an SMS can carry', () => {
  expect(speechOf('en', clinic).moment(at)).toBe('Tuesday, December 1 at 10:00 AM')
  expect(speechOf('es', clinic).moment(at)).toMatch(/^martes, 1 de diciembre, a las 10:00/)
  expect(speechOf('en', clinic).briefly(at)).toBe('Tue Dec 1, 10:00 AM')
})

test('prices are the currency’s own', () => {
  const speech = speechOf('en', clinic)
  expect([speech.price(9500, 'USD'), speech.price(8950, 'USD'), speech.price(9500, 'JPY')]).toEqual([
    '$95',
    '$89.50',
    '¥9,500',
  ])
})

test('hours are told by runs of days', () => {
  const hours = [
    { days: [1, 2, 3, 4, 5], start: '09:00', end: '12:00' },
    { days: [1, 2, 3, 4, 5], start: '13:00', end: '17:00' },
    { days: [6], start: '09:00', end: '13:00' },
  ]
  expect(speechOf('en', clinic).hours(hours)).toBe(
    'Monday to Friday: 9:00 AM to 12:00 PM, 1:00 PM to 5:00 PM\nSaturday: 9:00 AM to 1:00 PM',
  )
})

describe('the two languages', () => {
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap).toSorted()
  test.each(Object.keys(english) as (keyof typeof english)[])('say the same of %s', (phrase) => {
    expect(spanish[phrase]).not.toBe('')
    expect(gaps(spanish[phrase])).toEqual(gaps(english[phrase]))
  })
})
