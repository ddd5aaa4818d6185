import { expect, test } from 'vitest'
import { clinicTime } from '../clinic-time.ts'
import { notYet } from './not-yet.ts'

const time = clinicTime('America/Chicago', 'en-US')
/** Ten o'clock in Chicago. */
const visit = { start_at: '2026-12-01T16:00:00Z' }
const said = (status: Parameters<typeof notYet>[1], now: string) =>
  notYet(visit, status, time, Date.parse(now))?.replace(/\s/g, ' ') ?? null

test('days ahead nothing can have become of a visit, and it says on which day it can', () => {
  const before = '2026-12-01T05:59:59Z'
  for (const status of ['arrived', 'fulfilled', 'noshow'] as const)
    expect(said(status, before)).toMatch(/^on Tue, Dec 1/)
  for (const status of ['booked', 'cancelled'] as const) expect(said(status, before)).toBeNull()
})

test('on the clinic’s day a patient may come early; done and missed wait for the start', () => {
  const midnight = '2026-12-01T06:00:00Z'
  expect(said('arrived', midnight)).toBeNull()
  expect(said('fulfilled', midnight)).toBe('from 10:00 AM')
  expect(said('noshow', '2026-12-01T15:59:59Z')).toBe('from 10:00 AM')
  for (const status of ['arrived', 'fulfilled', 'noshow'] as const)
    expect(said(status, visit.start_at)).toBeNull()
})
