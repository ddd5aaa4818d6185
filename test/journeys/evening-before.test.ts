/** A reminder that the night would hold goes out the evening before, and early enough to be tried again. */
import { afterEach, expect, test } from 'vitest'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import { beginSending, putOff } from '../../src/desk/outreach/send-message.ts'
import { sweepMessages } from '../../src/desk/outreach/sweep-messages.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, castOf } from '../scheduling/cast.ts'
import { touchpointsOf } from './writing.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('the reminder of a morning visit that the vendor refuses in the evening is tried again in that evening', async () => {
  // No worker sends what is queued: the test does.
  desk = await openDesk({ env: { ROLE: 'web' } })
  const cast = castOf(desk)
  const serviceId = await cast.service({ by: [await cast.practitioner()] })
  // 9:00 in Chicago: two hours before is 7:00.
  await cast.book({ serviceId, startAt: at('2026-11-25T15:00:00Z') }, 1)

  desk.clock.set('2026-11-25T02:30:00Z')
  await sweepTouchpoints(desk.foyer.desk, { carried: [] })
  const [{ id }] = await desk.rows(`select id from messages where kind = 'reminder' order by id desc`)
  const begin = async () => (await cast.inClinic((tx) => beginSending(tx, [id]))).get(id)
  expect(await begin()).toBeTruthy()
  for (const attempts of [1, 2, 3]) {
    await cast.inClinic((tx) => putOff(tx, { id, attempts }, 'unreachable'))
    desk.clock.advance({ minutes: 8 })
    await sweepMessages(desk.foyer.desk)
    expect(await begin(), `after ${attempts} tries`).toBeTruthy()
  }
  expect((await touchpointsOf(desk, 'reminders'))['2_hours_before']).toBe('due')
})
