/** A person of the clinic talks with somebody for days. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide } from '../../src/desk/outreach/arbiter.ts'
import { openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())

test('a message of care is not held for ever, noted each hour, and said when it is stale', async () => {
  await ways.journey({ steps: [message('hello', { offset: { hours: 2 } })] })
  const { contactId, phone } = await ways.person()
  await ways.writes(phone)
  await ways.begin(contactId)
  await ways.desk.rows(`update conversations set status = 'person'`)
  for (let hour = 0; hour < 24 * 4; hour++) {
    await ways.pass({ hours: 1 })
    if (hour % 12 === 0) await ways.writes(phone)
  }
  const [{ count }] = await ways.desk.rows(
    `select count(*)::int as count from events where type = 'message.held'`,
  )
  await ways.desk.rows(`update conversations set status = 'closed'`)
  await ways.pass({ hours: 13 })
  await ways.pass({ hours: 2 })
  const told = await ways.told(contactId)
  expect(count).toBeLessThan(5)
  expect(told.filter(({ status }) => status === 'sent')).toEqual([])
}, 120_000)

test('how to prepare is not told after the visit', () => {
  const startAt = Temporal.Instant.from('2026-12-01T17:00:00Z')
  const base = {
    kind: 'journey_step',
    purpose: 'care',
    channel: 'sms',
    zones: ['America/Chicago'],
    regions: ['US-IL'],
    consents: [],
    sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0, otherAt: [] },
    writtenAt: startAt.subtract({ hours: 24 }),
    appointment: { status: 'booked', startAt, sequence: 0 },
    speaksOfSequence: 0,
    author: 'system',
    talk: null,
    isTemplate: false,
  } as const
  expect(decide({ ...base, now: startAt.subtract({ hours: 1 }), isPersonTalking: true })).toMatchObject({
    verdict: 'refuse',
  })
  expect(decide({ ...base, now: startAt.add({ hours: 3 }), isPersonTalking: false })).toMatchObject({
    verdict: 'refuse',
  })
})
