import { expect, test } from 'vitest'
import { clinicTime } from '../clinic-time.ts'
import type { WaitlistEntry } from './waitlist-queries.ts'
import { lastOfferInWords, wishInWords } from './wish-words.ts'

const time = clinicTime('America/Chicago', 'en-US')
const anything = {
  earliest_date: '2020-01-01',
  latest_date: null,
  days: [0, 1, 2, 3, 4, 5, 6],
  from_time: '00:00',
  to_time: '24:00',
}
const plain = (text: string | null) => text?.replace(/\s/g, ' ')

test.each([
  [{}, 'Any day, any time'],
  [{ days: [] }, 'Any day, any time'],
  [{ days: [3, 0, 1] }, 'Sun, Mon, Wed, any time'],
  [{ from_time: '12:00', to_time: '17:00' }, 'Any day, in the afternoon'],
  [{ from_time: '09:30', to_time: '24:00' }, 'Any day, 9:30 AM to midnight'],
  [{ from_time: null, to_time: null }, 'Any day, any time'],
  [{ latest_date: '2126-12-04' }, /^Any day, any time, until Dec 4/],
  [{ earliest_date: '2126-12-01', latest_date: '2126-12-04' }, /^Any day, any time, from Dec 1 until Dec 4/],
])('%j is said as %s', (wish, words) => {
  const said = plain(wishInWords({ ...anything, ...wish }, time))
  if (typeof words === 'string') expect(said).toBe(words)
  else expect(said).toMatch(words)
})

test('a week begins where the clinic’s does', () => {
  const monday = clinicTime('Europe/Madrid', 'en-ES')
  expect(wishInWords({ ...anything, days: [0, 1] }, monday)).toBe('Mon, Sun, any time')
})

test('an offer that waits for its answer is not the last one', () => {
  const offer = {
    start_at: '2126-11-23T16:00:00Z',
    expires_at: '2126-11-23T15:00:00Z',
    status: 'open' as const,
  }
  const entry = { offer, status: 'offered' } as WaitlistEntry
  expect(lastOfferInWords(entry, time)).toBeNull()
  const declined = { ...offer, status: 'declined' as const }
  expect(plain(lastOfferInWords({ ...entry, offer: declined, status: 'waiting' }, time))).toMatch(
    /^Said no to .*Nov 23.* 10:00 AM$/,
  )
})
