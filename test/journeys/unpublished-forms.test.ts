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
test('staff are not told that a consent was given which nobody was asked for', async () => {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approveVersion(tx, system, { key, version: 1 })
  })
  for (let n = 0; n < 6; n++) {
    await booked(
      desk,
      calcomBooking({
        attendee: { name: `Ana ${'ABCDEF'[n]}`, email: `a${n}@example.com` },
        phone: `+1312555014${n}`,
        uid: `u${n}`,
        startAt: `2026-12-01T1${n + 4}:00:00Z`,
      }).created({ eventTitle: 'Laser hair removal' }),
    )
  }
  await desk.pass({ hours: 24 * 6 })
  const rows = await desk.rows(
    `select t.reason from touchpoints t where t.kind = 'form' and t.status = 'skipped'`,
  )
  expect(rows.every(({ reason }) => reason === 'form_not_published')).toBe(true)
})
