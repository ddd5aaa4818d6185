import { expect, test } from 'vitest'
import { readPick } from './offer-times.ts'
import type { Turn } from './turn.ts'

/** What was offered in the night in which the clocks of Chicago go back, and "the second one". */
function turnOf(choices: { id: string; title: string }[]): Turn {
  const options = ['2026-11-01T01:30', '2026-11-01T01:30'].map((start) => ({ start, practitionerId: 'p' }))
  return {
    clinic: { timeZone: 'America/Chicago' },
    messages: [],
    reading: { choice: 1, yes: null },
    memory: { offer: { kind: 'times', options }, choices },
  } as unknown as Turn
}

test('of an hour that comes twice the one that was offered is taken', () => {
  const ids = ['t|2026-11-01T06:30:00Z|p', 't|2026-11-01T07:30:00Z|p']
  const choices = ids.map((id) => ({ id, title: '1:30 AM' }))
  expect(readPick(turnOf(choices))?.startAt).toBe('2026-11-01T07:30:00Z')
  // Where the last answer had other choices the wall clock counts.
  expect(readPick(turnOf([]))?.startAt).toBe('2026-11-01T06:30:00Z')
})
