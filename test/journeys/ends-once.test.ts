/** Two messages of one enrollment end at the same time, in two processes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { takeStep } from '../../src/desk/journeys/take-step.ts'
import { beginSending, noteSent } from '../../src/desk/outreach/send-message.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, castOf } from '../scheduling/cast.ts'
import { addVersion, enrollmentsOf, message, switchOffSequences } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
})
afterEach(() => desk.close())

test('the journey ends with both', async () => {
  const cast = castOf(desk)
  await switchOffSequences(desk)
  await addVersion(desk, 'two', {
    trigger: { event: 'patient.lapsed' },
    anchor: 'enrolled',
    lane: 'winback',
    exits: [],
    purpose: 'transactional',
    steps: [message('one', { offset: { hours: 3 } }), message('two', { offset: { hours: 4 } })],
  })
  const serviceId = await cast.service({ by: [await cast.practitioner()] })
  const visit = await cast.book({ serviceId, startAt: at('2026-11-23T16:00:00Z') }, 1)
  const [{ contact_id }] = await desk.rows('select contact_id from appointments where id = $1', [visit])
  desk.clock.advance({ days: 2 })
  await cast.inClinic((tx) =>
    enrollSegment(tx, system, {
      journey: 'two',
      segment: { is: 'contacts', ids: [contact_id] },
      after: null,
    }),
  )
  const steps = await desk.rows(
    'select id, step_key from touchpoints where enrollment_id in (select id from enrollments where lane = $1) order by due_at',
    ['winback'],
  )
  for (const { id } of steps) {
    desk.clock.advance({ hours: 3 })
    await cast.inClinic((tx) => takeStep(tx, { touchpointId: id, carried: [] }))
  }
  const ids = (await desk.rows(`select id from messages where kind = 'journey_step' order by id`)).map(
    ({ id }) => id,
  )
  expect(ids).toHaveLength(2)
  for (const id of ids) await cast.inClinic((tx) => beginSending(tx, [id]))
  const gate = Promise.withResolvers<void>()
  let arrived = 0
  await Promise.all(
    ids.map((id) =>
      desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
        await noteSent(tx, [{ id, carrier: 'smtp', vendorMessageId: null }])
        if (++arrived === 2) gate.resolve()
        await Promise.race([gate.promise, new Promise((r) => setTimeout(r, 3000))])
      }),
    ),
  )
  expect(await enrollmentsOf(desk, 'two')).toEqual(['done steps_taken'])
})
