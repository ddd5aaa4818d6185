import { expect, test } from 'vitest'
import type { Definition } from '../journeys/journey-queries.ts'
import { beginWords, reaches, takesIn } from './lead-words.ts'

const QUIET: Pick<Definition, 'trigger' | 'purpose'> = {
  trigger: { event: 'lead.quiet' },
  purpose: 'marketing',
}
const waitingFor = (trigger: Definition['trigger']) => ({ definition: { ...QUIET, trigger } as Definition })
const botox = { id: 'service-1', procedure: 'botox' }

test.each([
  ['every silence', {}, true],
  ['this service', { serviceIds: ['service-1'] }, true],
  ['another service', { serviceIds: ['service-2'] }, false],
  ['this procedure', { procedures: ['botox', 'filler'] }, true],
  ['another procedure', { procedures: ['laser'] }, false],
  ['bookings of one source', { sources: ['calcom'] }, false],
])('somebody who asked about Botox is taken in by what waits for %s: %j, %s', (_, filter, isTaken) => {
  expect(takesIn(waitingFor({ event: 'lead.quiet', filter }), botox)).toBe(isTaken)
})

test('who asked about nothing in particular is in no journey of one service, and nobody in one of no-shows', () => {
  expect(takesIn(waitingFor({ event: 'lead.quiet', filter: { procedures: ['botox'] } }), undefined)).toBe(
    false,
  )
  expect(takesIn(waitingFor({ event: 'appointment.no_show' }), botox)).toBe(false)
})

test('says how many steps there are, when the first comes, and how often', () => {
  const step = (hours: number) => ({ do: 'task', key: 'call', offset: { hours }, title: 'Call' }) as const
  const words = (steps: Definition['steps'], reentryAfterDays: number | null) =>
    beginWords({ ...QUIET, steps, reentryAfterDays } as Definition)
  expect(words([step(24), step(72)], 90)).toBe(
    'begins, with 2 steps; the first comes 1 day later. Nobody gets it twice within 90 days.',
  )
  expect(words([step(3)], null)).toBe('begins, with 1 step; it comes 3 hours later.')
  expect(words([], null)).toBe('begins.')
})

test('marketing reaches nobody of whom no agreement was ever noted', () => {
  const noted = (purpose: 'marketing' | 'care' | 'all', state: 'granted' | 'withdrawn') => ({
    purpose,
    state,
  })
  expect(reaches(QUIET, [])).toBe(false)
  expect(reaches(QUIET, [noted('care', 'granted'), noted('marketing', 'withdrawn')])).toBe(false)
  expect(reaches(QUIET, [noted('all', 'granted')])).toBe(true)
  expect(reaches({ purpose: 'care' }, [])).toBe(true)
})
