import { expect, test } from 'vitest'
import { clinicTime } from '../clinic-time.ts'
import { waitInWords } from './waiting-words.ts'

const time = clinicTime('Europe/Madrid', 'en-US')
const held = {
  due_at: '2031-12-02T08:00:00Z',
  held_until: '2031-12-02T09:00:00Z',
  held_because: 'quiet_hours',
}

test('what waits says since when and why', () => {
  expect(waitInWords(held, time)).toBe(
    'Waits from 9:00 AM: text messages like this do not go out then, where they are.',
  )
  expect(waitInWords({ ...held, held_until: '2031-12-03T09:00:00Z', held_because: 'daily_cap' }, time)).toBe(
    'Waits from Tue, Dec 2, 2031, 9:00 AM: one message a day at most, apart from reminders.',
  )
})

test('what a vendor put off says that in its own words, and what does not wait says nothing', () => {
  expect(waitInWords({ ...held, held_because: 'outcome_unknown' }, time)).toMatch(/^No answer came/)
  expect(waitInWords({ ...held, held_until: null, held_because: null }, time)).toBeNull()
})
