import { expect, test } from 'vitest'
import { aboutStep, outcomeInWords } from './step-words.ts'

test('a step that sends nothing says what it is, and a journey keeps the name that staff gave it', () => {
  expect(aboutStep({ journey: 'Botox: after the visit', kind: 'task' })).toBe(
    'Botox: after the visit · a task for staff',
  )
  expect(aboutStep({ journey: 'no_show', kind: 'message' })).toBe('No show')
})

test('what came of a step is said in words', () => {
  expect(outcomeInWords({ kind: 'notice', outcome: 'went_along' })).toMatch(/went along/)
  expect(outcomeInWords({ kind: 'wait', outcome: 'happened' })).toBe('It happened.')
  expect(outcomeInWords({ kind: 'wait', outcome: 'timed_out' })).toBe('It did not happen in time.')
  expect(outcomeInWords({ kind: 'branch', outcome: 'ask_again' })).toBe('It went on with “Ask again”.')
  expect(outcomeInWords({ kind: 'branch', outcome: 'end' })).toBe('The journey ended here.')
  expect(outcomeInWords({ kind: 'task', outcome: null })).toBeNull()
})
