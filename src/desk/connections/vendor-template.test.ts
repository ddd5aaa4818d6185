import { expect, test } from 'vitest'
import { fillTemplate, isSendable, type VendorTemplate } from './vendor-template.ts'

const approved: VendorTemplate = {
  ...{ name: 'results_ready', language: 'en_US', category: 'utility', status: 'approved', reason: null },
  ...{ pattern: 'Hello {{1}}, your results are here.', gaps: ['1'], isNamed: false, needs: null },
}

test('a gap is filled in wherever it stands, and a value that looks like a gap stays as written', () => {
  const twice = { pattern: '{{1}}, call {{2}}. Thank you, {{1}}.', gaps: ['1', '2'] }
  expect(fillTemplate(twice, ['Ana', '{{1}}'])).toBe('Ana, call {{1}}. Thank you, Ana.')
  const named = { pattern: 'Hi {{ first_name }}, see you {{day}}.', gaps: ['first_name', 'day'] }
  expect(fillTemplate(named, ['Ana', 'Friday'])).toBe('Hi Ana, see you Friday.')
  expect(fillTemplate({ pattern: 'We are closed today.', gaps: [] }, [])).toBe('We are closed today.')
})

test('too few, too many and blank parameters fill nothing in', () => {
  for (const parameters of [[], ['Ana', 'Ben'], [' ']]) expect(fillTemplate(approved, parameters)).toBeNull()
})

test('what is not approved, or has more than a body to fill in, is not sent', () => {
  expect(isSendable(approved)).toBe(true)
  for (const status of ['pending', 'rejected', 'paused', 'disabled', 'removed'] as const)
    expect(isSendable({ ...approved, status })).toBe(false)
  expect(isSendable({ ...approved, needs: 'header' })).toBe(false)
  expect(isSendable({ ...approved, category: 'authentication' })).toBe(false)
})
