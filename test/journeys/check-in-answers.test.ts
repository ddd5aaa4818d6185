/** The check-in waits for its hour; the patient writes something else before. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { messageReceived } from '../../src/desk/conversations/events.ts'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { approveVersion } from '../../src/desk/journeys/save-journey.ts'
import { record, system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

test('the answer to the check-in is what staff are asked to read', async () => {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approveVersion(tx, system, { key, version: 1 })
  })
  const visit = await booked(
    desk,
    calcomBooking({
      attendee: { name: 'Ana Souza' },
      phone: '+14155550140',
      startAt: '2026-11-23T14:00:00Z',
    }).created({ eventTitle: 'Botox' }),
  )
  await desk.rows('update appointments set attendee_time_zone = null')
  await desk.rows('update contacts set time_zone = null')
  await desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status: 'fulfilled' } })
  await desk.settle()
  await desk.pass({ hours: 4 })
  const write = () =>
    desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
      record(tx, messageReceived, {
        actor: { kind: 'contact', id: visit.contact.id },
        contactId: visit.contact.id,
        payload: { conversationId: uuidv7(), messageId: uuidv7(), channel: 'sms' },
      }),
    )
  // Wednesday, 9:10 in Chicago, 7:10 in Los Angeles.
  await desk.pass(desk.clock.now().until(Temporal.Instant.from('2026-11-25T15:10:00Z')))
  await write()
  await desk.settle()
  await desk.pass({ minutes: 1 })
  const before = await desk.rows('select title from staff_tasks')
  await desk.pass({ hours: 2 })
  await desk.rows(`update staff_tasks set status = 'done'`)
  await write()
  await desk.settle()
  await desk.pass({ minutes: 5 })
  const open = await desk.rows(`select title from staff_tasks where status = 'open'`)
  expect(before).toEqual([])
  expect(open).toHaveLength(1)
})
