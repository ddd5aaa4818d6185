/** One message of care or marketing a day, three a week: who gets the room, and what waits for it (REQUIREMENTS F4). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginSending } from '../../src/desk/outreach/send-message.ts'
import { timelineOf } from './reading.ts'
import { openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(async () => {
  ways.whatsapp.faults.clear()
  // Noon of a Tuesday in Chicago.
  const now = ways.desk.clock.now().toZonedDateTimeISO('America/Chicago')
  const days = ((9 - now.dayOfWeek) % 7) + 7
  const noon = now
    .toPlainDate()
    .add({ days })
    .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '12:00' })
  await ways.pass(now.until(noon))
})

const shown = async (contactId: string) => {
  const rows = await ways.desk.rows(
    `select purpose, status, reason from messages where contact_id = $1 and kind = 'journey_step' order by id`,
    [contactId],
  )
  return rows.map(({ purpose, status, reason }) => [purpose, status, reason].filter(Boolean).join(' '))
}
const at = (hours: number, key = 'hello') => [message(key, { offset: { hours } })]

/** A check-in of care and a word of the drip, due after so many hours each, for somebody who agreed to both. */
async function both({ care, drip }: { care: number; drip: number }) {
  await ways.journey({ purpose: 'care', steps: at(care) }, 'aftercare')
  await ways.journey({ purpose: 'marketing', steps: at(drip) }, 'drip')
  const { contactId } = await ways.person()
  await ways.agree(contactId)
  await ways.begin(contactId, 'aftercare')
  await ways.begin(contactId, 'drip')
  return contactId
}

describe('a check-in and the drip on one day', () => {
  test.each([
    ['the drip is due first', { care: 5, drip: 2 }],
    ['both are due at once', { care: 2, drip: 2 }],
  ])('%s: the check-in has the day, and the drip the next', async (_, times) => {
    const contactId = await both(times)
    await ways.pass({ hours: 2 })
    await ways.pass({ seconds: 5 })
    expect((await shown(contactId)).filter((said) => said.startsWith('marketing'))).toEqual([
      expect.stringMatching(/^marketing held (makes_room|daily_cap)$/),
    ])
    await ways.pass({ hours: 4 })
    expect((await shown(contactId)).toSorted()).toEqual([
      'care sent',
      expect.stringMatching(/^marketing held (makes_room|daily_cap)$/),
    ])
    const [held] = await timelineOf(ways.desk, contactId, 'message.held')
    expect(held?.payload.reason).toMatch(/^(makes_room|daily_cap)$/)
    await ways.pass({ hours: 24 })
    expect((await shown(contactId)).toSorted()).toEqual(['care sent', 'marketing sent'])
  })

  test('the drip went out before the check-in was known: the check-in waits for its room and comes', async () => {
    const contactId = await both({ care: 30, drip: 2 })
    await ways.pass({ hours: 2 })
    await ways.pass({ seconds: 5 })
    expect(await shown(contactId)).toEqual(['marketing sent'])
    await ways.journey({ purpose: 'care', steps: at(1) }, 'question')
    await ways.begin(contactId, 'question')
    await ways.pass({ hours: 1 })
    await ways.pass({ seconds: 5 })
    expect(await shown(contactId)).toEqual(['marketing sent', 'care held daily_cap'])
    await ways.pass({ hours: 24 })
    expect((await shown(contactId)).slice(0, 2)).toEqual(['marketing sent', 'care sent'])
  })
})

test('what waits for room is taken back with a no', async () => {
  await ways.journey({ purpose: 'marketing', exits: ['appointment.booked'], steps: at(2) }, 'drip')
  const { contactId } = await ways.person()
  await ways.agree(contactId)
  await ways.journey({ purpose: 'care', steps: at(1) }, 'aftercare')
  await ways.begin(contactId, 'drip')
  await ways.begin(contactId, 'aftercare')
  await ways.pass({ hours: 2 })
  await ways.pass({ seconds: 5 })
  expect(await shown(contactId)).toContainEqual('marketing held daily_cap')
  await ways.agree(contactId, { state: 'withdrawn', purpose: 'marketing' })
  await ways.pass({ hours: 24 })
  expect(await shown(contactId)).toContainEqual('marketing withdrawn consent_changed')
})

test('what may have gone out counts, and does not stand in its own way', async () => {
  await ways.journey({ purpose: 'care', steps: at(2) }, 'aftercare')
  const { contactId, phone } = await ways.person()
  await ways.writes(phone)
  await ways.begin(contactId, 'aftercare')
  ways.whatsapp.faults.onSend({ kind: 'lose_answer' })
  await ways.pass({ hours: 2 })
  expect(await shown(contactId)).toEqual(['care held outcome_unknown'])
  await ways.journey({ purpose: 'care', steps: at(1) }, 'question')
  await ways.begin(contactId, 'question')
  const [waiting] = await ways.desk.rows(
    `select id from messages where contact_id = $1 and reason = 'outcome_unknown'`,
    [contactId],
  )
  ways.desk.clock.advance({ minutes: 2 })
  await ways.settle()
  const [after] = await ways.desk.rows('select status, reason, attempts from messages where id = $1', [
    waiting.id,
  ])
  expect(after, 'asked again, and not held by itself').toEqual({
    ...{ status: 'failed', reason: 'outcome_unknown', attempts: 2 },
  })
  await ways.pass({ hours: 1 })
  expect(await shown(contactId)).toEqual(['care failed outcome_unknown', 'care held daily_cap'])
})

test('of two nodes that send to one person at the same moment one waits', async () => {
  await ways.journey({ purpose: 'care', steps: at(2) }, 'aftercare')
  await ways.journey({ purpose: 'care', steps: at(2) }, 'question')
  const { contactId } = await ways.person()
  await ways.begin(contactId, 'aftercare')
  await ways.begin(contactId, 'question')
  await ways.pass({ hours: 2 })
  await ways.pass({ seconds: 5 })
  expect((await shown(contactId)).toSorted()).toEqual(['care held daily_cap', 'care sent'])
  const held = await ways.desk.rows(`select id from messages where contact_id = $1 and status = 'held'`, [
    contactId,
  ])
  await ways.desk.rows(`update messages set status = 'queued' where id = $1`, [held[0].id])
  await Promise.all([0, 1].map(() => ways.inClinic((tx) => beginSending(tx, [held[0].id]))))
  expect((await shown(contactId)).toSorted()).toEqual(['care held daily_cap', 'care sent'])
})
