/** Somebody in the monthly drip falls silent again before they may be taken into the sequence again. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { leaveJourney } from '../../src/desk/journeys/leave-journey.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, castOf } from '../scheduling/cast.ts'
import { enrollmentsOf } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
})
afterEach(() => desk.close())

test('keeps the drip, since nothing takes its place', async () => {
  const cast = castOf(desk)
  const serviceId = await cast.service({ by: [await cast.practitioner()] })
  const visit = await cast.book({ serviceId, startAt: at('2026-11-23T16:00:00Z') }, 1)
  const [{ contact_id }] = await desk.rows('select contact_id from appointments where id = $1', [visit])
  desk.clock.advance({ days: 2 })
  const segment = { is: 'contacts' as const, ids: [contact_id] }
  const enroll = (journey: string) =>
    cast.inClinic((tx) => enrollSegment(tx, system, { journey, segment, after: null }))
  await enroll('warm_lead')
  const [{ id }] = await desk.rows(
    `select e.id from enrollments e join journeys j on j.id = e.journey_id where j.key = 'warm_lead'`,
  )
  await cast.inClinic((tx) => leaveJourney(tx, system, { enrollmentId: id }))
  desk.clock.advance({ days: 14 })
  await enroll('drip')
  expect(await enrollmentsOf(desk, 'drip')).toEqual([expect.stringMatching(/^live/)])
  desk.clock.advance({ days: 35 })
  const live = await desk.rows(`select 1 from enrollments where status = 'live' and lane = 'winback'`)
  expect(live).toHaveLength(1)
})
