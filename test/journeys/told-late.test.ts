/** Staff mark a visit weeks after it took place. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { approveVersion } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())
test('and "the first four hours" are not told on day twenty', async () => {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approveVersion(tx, system, { key, version: 1 })
  })
  const visit = await booked(
    desk,
    calcomBooking({
      attendee: { name: 'Ana Souza' },
      phone: '+13125550140',
      startAt: '2026-11-23T14:00:00Z',
    }).created({ eventTitle: 'Botox' }),
  )
  await desk.pass({ days: 0, hours: 24 * 20 + 3 })
  await desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status: 'fulfilled' } })
  await desk.settle()
  for (let i = 0; i < 24 * 12; i += 4) await desk.pass({ hours: 4 })
  const rows = await desk.rows(
    `select kind, status, reason, sent_at, body from messages where kind = 'journey_step' order by id`,
  )
  expect(rows.filter(({ status }) => status === 'sent')).toEqual([])
}, 60_000)
