/** A send whose intent came before a booking may go out; another try of it would begin after (REQUIREMENTS B7). */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import { beginSending, noteUnknown, putOff } from '../../src/desk/outreach/send-message.ts'
import { sweepMessages } from '../../src/desk/outreach/sweep-messages.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf } from '../scheduling/cast.ts'
import { addVersion, message, switchOffSequences, touchpointsOf } from './writing.ts'

let desk: TestDesk
let cast: Cast
beforeEach(async () => {
  // No worker sends what is queued: the test does.
  desk = await openDesk({ env: { ROLE: 'web' } })
  cast = castOf(desk)
  await switchOffSequences(desk)
  await addVersion(desk, 'call_back', {
    trigger: { event: 'patient.lapsed' },
    anchor: 'enrolled',
    lane: 'winback',
    exits: ['appointment.booked'],
    steps: [message('soon', { offset: { hours: 3 } })],
  })
})
afterEach(() => desk.close())

/** Somebody's step is due and its message being sent. */
async function begin(): Promise<{ id: string; serviceId: string }> {
  const serviceId = await cast.service({ by: [await cast.practitioner()] })
  const visit = await cast.book({ serviceId, startAt: at('2026-11-23T16:00:00Z') }, 1)
  const [{ contact_id }] = await desk.rows('select contact_id from appointments where id = $1', [visit])
  desk.clock.advance({ days: 2 })
  const segment = { is: 'contacts' as const, ids: [contact_id] }
  await cast.inClinic((tx) => enrollSegment(tx, system, { journey: 'call_back', segment, after: null }))
  desk.clock.advance({ hours: 3 })
  await sweepTouchpoints(desk.foyer.desk, { carried: [] })
  const [{ id }] = await desk.rows(`select id from messages where kind = 'journey_step'`)
  expect((await cast.inClinic((tx) => beginSending(tx, [id]))).get(id)).toBeTruthy()
  return { id, serviceId }
}

test.each<[string, (tx: Tx, id: string) => Promise<void>]>([
  ['the vendor was away', (tx, id) => putOff(tx, { id, attempts: 1 }, 'unreachable')],
  ['nobody knows what became of it', (tx, id) => noteUnknown(tx, { id })],
])('a message of a sequence is not tried again after a booking where %s', async (_, end) => {
  const { id, serviceId } = await begin()
  await cast.book({ serviceId, startAt: at('2026-11-30T16:00:00Z'), person: personOf(1) }, 1)
  await cast.inClinic((tx) => end(tx, id))
  desk.clock.advance({ minutes: 2 })
  await sweepMessages(desk.foyer.desk)
  expect((await cast.inClinic((tx) => beginSending(tx, [id]))).get(id)).toBeNull()
  const [row] = await desk.rows('select status, reason from messages where id = $1', [id])
  expect(row).toEqual({ status: 'withdrawn', reason: 'booked' })
  expect(await touchpointsOf(desk, 'call_back')).toEqual({ soon: 'cancelled appointment.booked' })
})

test('without a booking it is tried again', async () => {
  const { id } = await begin()
  await cast.inClinic((tx) => putOff(tx, { id, attempts: 1 }, 'unreachable'))
  desk.clock.advance({ minutes: 2 })
  await sweepMessages(desk.foyer.desk)
  expect((await cast.inClinic((tx) => beginSending(tx, [id]))).get(id)).toBeTruthy()
})
