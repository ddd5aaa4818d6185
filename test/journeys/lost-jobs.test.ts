/** A job may be lost: its tries used up, its node gone. What it had to do is a row, and is found again (docs/decisions/0004). */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { acceptDeliveries } from '../../src/desk/connections/accept-delivery.ts'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import { sweepMessages } from '../../src/desk/outreach/sweep-messages.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentOf, booked, messagesOf, stepsOf, timelineOf } from './reading.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

/** Sets rows as a lost job leaves them, at the clock's present time. */
function leave(text: string): Promise<unknown[]> {
  return desk.rows(text.replaceAll(':now', `'${desk.clock.now()}'::timestamptz`))
}

async function statusOf(table: string, id: string): Promise<string> {
  const [row] = await desk.rows(`select status from ${table} where id = $1`, [id])
  return row.status
}

test('a delivery that was kept by a process that died at once is processed without anybody calling', async () => {
  const booking = calcomBooking()
  const { clinicId, calcom } = desk.clinic
  await desk.foyer.database.inClinic(clinicId, (tx) =>
    acceptDeliveries(tx, [
      {
        connectionId: calcom.id,
        rawBody: Buffer.from(JSON.stringify(booking.created())),
        contentType: 'application/json',
      },
    ]),
  )
  await eventually(async () => expect(await appointmentOf(desk, booking.uid)).toBeTruthy())
  await desk.settle()
})

test('a delivery whose processing failed is tried again at its time, not before', async () => {
  const booking = calcomBooking()
  await booked(desk, booking.created())
  await leave(
    `update inbound_deliveries set status = 'received', attempts = 1, retry_at = :now + interval '2 s'`,
  )
  await desk.pass({ seconds: 1 })
  const [delivery] = await desk.rows('select id, status from inbound_deliveries')
  expect(delivery.status).toBe('received')
  await desk.pass({ seconds: 1 })
  expect(await statusOf('inbound_deliveries', delivery.id)).toBe('done')
})

describe('after fifteen minutes', () => {
  let appointment: Body
  beforeEach(async () => {
    appointment = await booked(desk, calcomBooking({ startAt: '2026-12-09T16:00:00Z' }).created())
  })

  test('a message whose job was lost goes out, once', async () => {
    const [confirmation] = await messagesOf(desk)
    await leave(`update messages set status = 'queued', sent_at = null, carrier = null, updated_at = :now`)
    await desk.pass({ minutes: 14 })
    expect(await sweepMessages(desk.foyer.desk)).toBe(0)
    expect(await statusOf('messages', confirmation?.id)).toBe('queued')
    desk.clock.advance({ minutes: 2 })
    await eventually(async () => expect(await statusOf('messages', confirmation?.id)).toBe('sent'))
    await desk.settle()
    expect(await messagesOf(desk)).toHaveLength(1)
    // Sent by the lost job in the test's past, and by the one that was found.
    expect(await timelineOf(desk, appointment.contact.id, 'message.sent')).toHaveLength(2)
  })

  test('a message that a killed process was sending may have gone out: it goes once more, as the same', async () => {
    const [confirmation] = await messagesOf(desk)
    await leave(`
      update messages
      set status = 'sending', sending_since = :now, sent_at = null, carrier = null, updated_at = :now`)
    await desk.pass({ minutes: 14 })
    expect(await sweepMessages(desk.foyer.desk)).toBe(0)
    desk.clock.advance({ minutes: 2 })
    await eventually(async () => expect(await statusOf('messages', confirmation?.id)).toBe('held'))
    await desk.settle()
    await desk.pass({ minutes: 2 })
    const [message] = await desk.rows('select id, status, unknown_outcomes from messages')
    expect(message).toEqual({ id: confirmation?.id, status: 'sent', unknown_outcomes: 1 })
  })

  test('a step whose job was lost is taken, and twice taken it is one reminder', async () => {
    const { '3_days_before': step } = await stepsOf(desk, appointment)
    await leave(`update touchpoints set status = 'due', claimed_at = :now where id = '${step?.id}'`)
    await desk.pass({ minutes: 14 })
    expect(await sweepTouchpoints(desk.foyer.desk)).toBe(0)
    expect(await statusOf('touchpoints', step?.id)).toBe('due')
    desk.clock.advance({ minutes: 2 })
    await eventually(async () => expect(await statusOf('touchpoints', step?.id)).toBe('sent'))
    // The lost job turns up after all.
    const job = { name: 'takeStep', clinicId: desk.clinic.clinicId, id: step?.id }
    await desk.foyer.database.acrossClinics((tx) => tx.enqueue([job]))
    await desk.settle()
    const kinds = (await messagesOf(desk)).map(({ kind }) => kind)
    expect(kinds).toEqual(['reminder', 'confirmation'])
  })
})
