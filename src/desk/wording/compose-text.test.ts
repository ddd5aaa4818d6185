import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf, type TextInputs } from './compose-text.ts'
import { VARIABLES, type Values } from './template.ts'

const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ''])) as Values
const reminder: TextInputs = {
  template: {
    key: 'reminder',
    channel: 'email',
    language: 'en',
    subject: 'Reminder: {{date}}',
    body: 'Hello {{first_name}}, see you at {{time}}.',
  },
  values: { ...empty, first_name: 'Ana', date: 'December 1', time: '11:00 AM', clinic_phone: '555' },
}

function hashWith(change: { template?: Partial<TextInputs['template']>; values?: Partial<Values> }): string {
  return hashOf({
    template: { ...reminder.template, ...change.template },
    values: { ...reminder.values, ...change.values },
  })
}

describe('the hash of a text', () => {
  test('is the same for the same inputs, in whatever order they are given', () => {
    const values = Object.fromEntries(Object.entries(reminder.values).toReversed()) as Values
    expect(hashOf(reminder)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashOf({ template: reminder.template, values })).toBe(hashOf(reminder))
  })

  test.each([
    ['the subject', { template: { subject: 'Soon: {{date}}' } }],
    ['the body', { template: { body: 'Hi {{first_name}}, see you at {{time}}.' } }],
    ['the channel', { template: { channel: 'sms' } }],
    ['the language', { template: { language: 'es' } }],
    ['a value of the subject', { values: { date: 'December 2' } }],
    ['a value of the body', { values: { first_name: 'Ben' } }],
  ] as const)('is another with %s', (_, change) => {
    expect(hashWith(change)).not.toBe(hashOf(reminder))
  })

  test('is the same when a value changes that the text has no gap for', () => {
    expect(hashWith({ values: { clinic_phone: '666', practitioner: 'Dr. Lee' } })).toBe(hashOf(reminder))
  })

  test('does not confuse two inputs that read alike when put together', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (subject, body, name) => {
        const moved = hashWith({ template: { subject: `${subject}x`, body }, values: { first_name: name } })
        const stayed = hashWith({ template: { subject, body: `x${body}` }, values: { first_name: name } })
        expect(moved).not.toBe(stayed)
      }),
    )
  })
})
