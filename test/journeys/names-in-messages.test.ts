/** Whoever books with somebody else's number chooses what the clinic texts to it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())
test('a name is not a link', async () => {
  await booked(
    desk,
    calcomBooking({
      attendee: { name: 'pay-now.example/riverside Souza' },
      phone: '+13125550140',
      startAt: '2026-11-25T17:00:00Z',
    }).created({ eventTitle: 'Botox' }),
  )
  await desk.pass({ hours: 26 })
  const rows = await desk.rows(`select channel, body from messages where kind = 'reminder'`)
  expect(rows.some(({ body }) => /pay-now\.example/.test(body))).toBe(false)
})
