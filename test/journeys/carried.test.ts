/** What is really carried is a matter of each clinic's own connections: a reminder goes as a text message where there is a number. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import { switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import type { TestClinic } from '../desk.ts'
import { openWays, type Ways } from './ways.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
  await ways.inClinic((tx) => switchJourney(tx, system, { key: REMINDERS.key, isActive: true }))
})
afterAll(() => ways.close())

/** The channels of everything that one visit made a clinic say, with who carried it. */
async function saidBy(clinic: TestClinic, phone: string): Promise<Record<string, string>> {
  const startAt = ways.desk.clock.now().add({ hours: 72 }).toString()
  const response = await ways.desk.deliver(calcomBooking({ startAt, phone }).created(), { to: clinic.calcom })
  expect(response.status).toBe(200)
  await ways.settle()
  await ways.pass({ hours: 49 })
  const rows = await ways.desk.rows(
    `select kind, channel || ' ' || carrier as by from messages
     where clinic_id = $1 and kind in ('confirmation', 'reminder') order by id`,
    [clinic.clinicId],
  )
  return Object.fromEntries(rows.map(({ kind, by }) => [kind, by]))
}

test('with a number of its own a clinic reminds by text message and confirms by mail', async () => {
  expect(await saidBy(ways.desk.clinic, '+13125552001')).toEqual({
    confirmation: 'email smtp',
    reminder: 'sms twilio',
  })
})

test('one without, on the same server, reminds by mail', async () => {
  const lakeside = await ways.desk.openClinic('Lakeside')
  expect(await saidBy(lakeside, '+13125552002')).toEqual({
    confirmation: 'email smtp',
    reminder: 'email smtp',
  })
})

test('a number that is only played here carries nothing, nor one that was disconnected', async () => {
  const id = ways.connections.twilio
  await ways.desk.rows(`update connections set settings = settings || '{"is_local":"yes"}' where id = $1`, [
    id,
  ])
  expect((await saidBy(ways.desk.clinic, '+13125552003')).reminder).toBe('email smtp')
  await ways.desk.rows(
    `update connections set settings = settings - 'is_local', status = 'disabled' where id = $1`,
    [id],
  )
  expect((await saidBy(ways.desk.clinic, '+13125552004')).reminder).toBe('email smtp')
})
