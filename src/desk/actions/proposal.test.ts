import { expect, test } from 'vitest'
import { confirm, hashOf, NOTHING_AGREED, offer, type Proposal } from './proposal.ts'

const booking: Proposal = {
  do: 'book',
  serviceId: 's1',
  startAt: '2026-12-01T16:00:00Z',
  durationMinutes: 30,
  practitionerId: null,
}

test('a proposal is known by what it would do, in whatever order it is written', () => {
  const { do: deed, ...rest } = booking
  const turned = Object.fromEntries(Object.entries({ ...rest, do: deed }).toReversed()) as Proposal
  expect(hashOf(turned)).toBe(hashOf(booking))
})

test.each([
  { startAt: '2026-12-01T17:00:00Z' },
  { serviceId: 's2' },
  { practitionerId: 'p1' },
  { durationMinutes: 45 },
])('another one is another proposal: %o', (change) => {
  expect(hashOf({ ...booking, ...change } as Proposal)).not.toBe(hashOf(booking))
})

test('a yes is a yes to what was offered last, and to nothing where nothing was', () => {
  const cancelling: Proposal = { do: 'cancel', appointmentId: 'a1' }
  const first = offer(NOTHING_AGREED, booking, 'm1')
  expect(confirm(first, 'm2').confirmed).toEqual({ hash: hashOf(booking), messageId: 'm2' })
  const second = offer(confirm(first, 'm2'), cancelling, 'm3')
  expect(second.confirmed).toBeNull()
  expect(confirm(NOTHING_AGREED, 'm1')).toEqual(NOTHING_AGREED)
})
