import { expect, test } from 'vitest'
import { answersByDay, type Candidate, reasonsInWords } from './why-nothing.ts'

const CHEN = 'chen'
const LEE = 'lee'
const reading = {
  dayOf: (instant: string) => instant.slice(0, 10),
  time: (instant: string) => instant.slice(11, 16),
  names: new Map([
    [CHEN, 'Dr. Chen'],
    [LEE, 'Dr. Lee'],
  ]),
}
const start = (time: string, reasons: Candidate['reasons'] = []): Candidate => ({
  start_at: `2026-11-23T${time}:00Z`,
  is_offered: reasons.length === 0,
  reasons,
})
const busy = (practitioner_id: string, until: string) => ({
  code: 'busy',
  text: `${reading.names.get(practitioner_id)}: busy until ${until}`,
  practitioner_id,
})
const explain = (candidates: Candidate[], reason: string | null = null) =>
  answersByDay({ time_zone: 'UTC', candidates, days: [{ date: '2026-11-23', reason }] }, reading)[0]

test('starts are counted by reason, whatever the times in it', () => {
  const day = explain([
    start('09:00', [busy(CHEN, '9:30')]),
    start('10:00', [busy(CHEN, '11:00')]),
    start('11:00'),
  ])
  expect(day).toMatchObject({ free: 1, counts: [{ starts: 2, text: 'Dr. Chen is busy' }] })
})

test('where everybody lacks for the same reason, it is said once', () => {
  const day = explain([
    start('09:00', [busy(CHEN, '10:00'), busy(LEE, '10:00')]),
    start('10:00', [busy(LEE, '11:00')]),
  ])
  expect(day?.counts).toEqual([
    { starts: 1, text: 'Dr. Lee is busy' },
    { starts: 1, text: 'Everybody is busy' },
  ])
})

test('the most frequent reason comes first', () => {
  const room = { code: 'no_resource', text: 'No Laser is free' }
  const day = explain([start('09:00', [busy(CHEN, '10:00')]), start('10:00', [room]), start('11:00', [room])])
  expect(day?.counts.map(({ text }) => text)).toEqual(['No Laser is free', 'Dr. Chen is busy'])
})

test('a reason that the dashboard does not know stays as the server said it', () => {
  const day = explain([start('09:00', [{ code: 'eclipse', text: 'The sun is dark' }])])
  expect(day?.counts[0]?.text).toBe('The sun is dark')
})

test('a day without starts keeps the server’s word', () => {
  expect(explain([], 'Closed: Thanksgiving')).toMatchObject({
    free: 0,
    candidates: [],
    reason: 'Closed: Thanksgiving',
  })
})

test('each start says its own reasons, of several people together', () => {
  const room = { code: 'no_resource', text: 'No Laser is free' }
  const inWords = (reasons: Candidate['reasons']) => reasonsInWords(start('09:00', reasons), reading)
  expect(inWords([busy(CHEN, '10:00'), busy(LEE, '9:45'), room])).toBe(
    'Dr. Chen: busy until 10:00; Dr. Lee: busy until 9:45; No Laser is free',
  )
  expect(inWords([busy(CHEN, '10:00'), busy(LEE, '10:00')])).toBe('Everybody: busy until 10:00')
  expect(inWords([])).toBe('Free')
})
