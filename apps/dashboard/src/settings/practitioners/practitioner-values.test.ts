import { expect, test } from 'vitest'
import type { Practitioner } from '../../api.ts'
import { changesOf, flawsOfPractitioner, valuesOf, whyNoTravel } from './practitioner-values.ts'

const drLee: Practitioner = {
  id: '0197b2c4-0000-7000-8000-000000000001',
  name: 'Dr. Amy Lee',
  email: null,
  title: 'Family medicine',
  color: null,
  position: 0,
  time_zone: null,
  is_bookable: true,
  limits: null,
  hours: [],
  overrides: [],
  travels: [],
  service_ids: [],
  archived_at: null,
}
const nineToFive = { days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }

test('the person and the hours are saved apart, each only where it was changed', () => {
  const values = valuesOf({ ...drLee, hours: [nineToFive] })
  expect(changesOf(values, values)).toEqual({ person: null, schedule: null })
  expect(changesOf(values, { ...values, title: '' })).toEqual({ person: { title: null }, schedule: null })
  const away = { date: '2026-12-24', windows: [], name: null }
  expect(changesOf(values, { ...values, overrides: [away] })).toEqual({
    person: null,
    schedule: { hours: [nineToFive], overrides: [away], travels: [] },
  })
})

test('who uses the clinic’s hours has none of their own', () => {
  const values = valuesOf({ ...drLee, hours: [nineToFive] })
  expect(changesOf(values, { ...values, has_own_hours: false }).schedule?.hours).toEqual([])
})

test('own hours are at least one day', () => {
  expect(flawsOfPractitioner({ ...valuesOf(drLee), has_own_hours: true })).toHaveProperty('week')
  expect(flawsOfPractitioner(valuesOf(drLee))).toEqual({})
})

test('two travels share no day', () => {
  const lisbon = { from_date: '2026-12-01', to_date: '2026-12-05', time_zone: 'Europe/Lisbon' }
  expect(whyNoTravel({ ...lisbon, from_date: '2026-12-05', to_date: '2026-12-09' }, [lisbon])).not.toBeNull()
  expect(whyNoTravel({ ...lisbon, from_date: '2026-12-06', to_date: '2026-12-09' }, [lisbon])).toBeNull()
})
