import { expect, test } from 'vitest'
import { waysFor } from './message.ts'

const both = { email: 'ana@example.com', phone: '+13125550100' }

test.each([
  ['confirmation', both, [], { channel: 'email', address: 'ana@example.com' }],
  ['reminder', both, [], { channel: 'sms', address: '+13125550100' }],
  // A channel that really carries comes before one that only keeps it in the Outbox.
  ['reminder', both, ['email'], { channel: 'email', address: 'ana@example.com' }],
  ['reminder', both, ['email', 'sms'], { channel: 'sms', address: '+13125550100' }],
  [
    'confirmation',
    { email: null, phone: '+13125550100' },
    ['email'],
    { channel: 'sms', address: '+13125550100' },
  ],
  ['confirmation', { email: null, phone: null }, ['email'], null],
] as const)('a %s to %o with %o carried goes to %o', (kind, reach, carried, chosen) => {
  expect(waysFor(kind, { ...reach, carried })[0] ?? null).toEqual(chosen)
})

test('where the first way closes, the next is there', () => {
  const ways = waysFor('reminder', { ...both, carried: ['sms', 'email'] })
  expect(ways.map(({ channel }) => channel)).toEqual(['sms', 'email'])
})
