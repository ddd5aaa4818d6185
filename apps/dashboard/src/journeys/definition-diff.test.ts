import { expect, test } from 'vitest'
import { diffDefinitions } from './definition-diff.ts'
import type { Definition, Step } from './journey-queries.ts'

const call = (key: string, title = 'Call them'): Step => ({ do: 'task', key, offset: { days: 1 }, title })
const definition = (steps: Step[], rules: Partial<Definition> = {}): Definition => ({
  purpose: 'care',
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled',
  lane: 'winback',
  reentryAfterDays: 90,
  replaces: [],
  holdoutPercent: 0,
  exits: ['appointment.booked'],
  follows: null,
  needsClinician: true,
  steps,
  ...rules,
})

test('a version that says the same has no changes', () => {
  expect(diffDefinitions(definition([call('a')]), definition([call('a')]))).toEqual([])
})

test('rules and steps that were added, removed, changed or moved are told, each member with both values', () => {
  const before = definition([call('a'), call('b'), call('c'), call('gone')])
  const after = definition([call('b'), call('a'), call('c', 'Write to them'), call('new')], {
    holdoutPercent: 10,
    exits: ['appointment.booked', 'message.received'],
  })
  expect(diffDefinitions(before, after)).toMatchObject([
    {
      kind: 'changed',
      title: 'Rules',
      members: [
        { label: 'Held out of a hundred', before: '0', after: '10' },
        { label: 'Ends when', before: 'appointment.booked', after: 'appointment.booked, message.received' },
      ],
    },
    { kind: 'moved', title: 'B' },
    { kind: 'moved', title: 'A' },
    {
      kind: 'changed',
      title: 'C',
      members: [{ label: 'Title', before: 'Call them', after: 'Write to them' }],
    },
    { kind: 'added', title: 'New' },
    { kind: 'removed', title: 'Gone', members: [] },
  ])
})

test('a text says its language and way', () => {
  const message = (en: string, subject: string): Step => ({
    do: 'message',
    key: 'hello',
    offset: { hours: 1 },
    objective: '',
    text: {
      chat: { en, es: 'Hola' },
      email: { en: { subject, body: 'x' }, es: { subject: 'a', body: 'b' } },
    },
  })
  const [change] = diffDefinitions(definition([message('Hi', 'A')]), definition([message('Hello', 'B')]))
  expect(change?.members).toEqual([
    { label: 'Text, English', before: 'Hi', after: 'Hello' },
    { label: 'E-mail subject, English', before: 'A', after: 'B' },
  ])
})
