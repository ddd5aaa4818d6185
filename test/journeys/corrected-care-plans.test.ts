/** A care plan follows what staff say that a service is, also for visits that were booked before they said so. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JourneyDefinition, Step } from '../../src/desk/journeys/definition.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, stepsOf } from './reading.ts'
import { addVersion, enrollmentsOf, message, offer, task, touchpointsOf } from './writing.ts'

const NAME = 'Skin rejuvenation'
const STEPS: Step[] = [
  message('guide', { offset: { days: -1 } }, 'keep out of the sun'),
  task('call', { offset: { days: -1 } }),
  // Due after the reminder of that day, with which it goes along.
  message('tip', { offset: { hours: -20 } }, 'wear a hat'),
]
const PLAN: Partial<JourneyDefinition> = {
  trigger: { event: 'appointment.booked', filter: { procedures: ['laser'] } },
  needsClinician: true,
  steps: STEPS,
}

let desk: TestDesk
let serviceId: string
beforeEach(async () => {
  desk = await openDesk()
  serviceId = await offer(desk, NAME, 'laser')
  await addVersion(desk, 'skin', PLAN)
})
afterEach(() => desk?.close())

const booking = calcomBooking({ startAt: '2026-12-01T17:00:00Z', phone: '+13125550160' })
const LATER = { startAt: '2026-12-08T17:00:00Z' }

/** Of the service by its id, as visits are that were booked here. */
async function bookHere(): Promise<Body> {
  const visit = await booked(desk, booking.created({ eventTitle: NAME }))
  await desk.rows('update appointments set service_id = $1 where id = $2', [serviceId, visit.id])
  return visit
}

const say = (procedure: string | null) =>
  desk.rows('update services set procedure = $1 where id = $2', [procedure, serviceId])

const sent = async () =>
  (await desk.rows(`select body from messages where status = 'sent'`)).map(({ body }) => body).join('\n')

test.each(['none', 'botox', null])(
  'what is planned for a visit that is booked ends when its service becomes %s, as the preview says',
  async (procedure) => {
    const visit = await bookHere()
    expect((await stepsOf(desk, visit)).guide).toMatchObject({ obstacle: null })
    await say(procedure)
    const steps = await stepsOf(desk, visit)
    for (const key of ['guide', 'call', 'tip'])
      expect(steps[key]).toMatchObject({ obstacle: 'not_their_procedure', preview: null })
    expect(steps['1_day_before']).toMatchObject({ obstacle: null })
    expect(steps['1_day_before']?.preview.body).not.toContain('out of the sun')
    for (const hours of [24 * 7 + 2.5, 5]) await desk.pass({ minutes: hours * 60 })
    expect(await touchpointsOf(desk, 'skin')).toEqual({
      guide: 'skipped not_their_procedure',
      call: 'skipped not_their_procedure',
      tip: 'skipped not_their_procedure',
    })
    expect((await touchpointsOf(desk, 'reminders'))['1_day_before']).toBe('sent')
    expect(await sent()).not.toMatch(/out of the sun|wear a hat/)
    expect(await desk.rows('select title from staff_tasks')).toEqual([])
  },
)

test('a visit whose service is what it was has its plan', async () => {
  await bookHere()
  await desk.pass({ days: 7, hours: 2 })
  expect(await sent()).toContain('keep out of the sun')
  expect(await touchpointsOf(desk, 'skin')).toMatchObject({ call: 'done' })
})

test('a plan that is being written is previewed with anybody’s visit', async () => {
  const { id, contact } = await bookHere()
  await say('none')
  const [{ definition }] = await desk.rows(
    `select definition from journey_versions where definition -> 'trigger' -> 'filter' -> 'procedures' = '["laser"]' and version = 1
     and journey_id = (select id from journeys where key = 'skin')`,
  )
  const { body } = await desk.api('POST', '/api/journeys/preview', {
    body: { contact_id: contact.id, appointment_id: id, definition },
  })
  const guide = body.steps.find(({ step }: Body) => step.key === 'guide')
  expect(guide).toMatchObject({ obstacle: null })
})

test('a plan that runs for a visit of no service moves with the visit', async () => {
  await booked(desk, booking.created({ eventTitle: NAME }))
  await desk.rows(`update services set name = 'Another' where id = $1`, [serviceId])
  await booked(desk, booking.movedTo(LATER).rescheduled({ eventTitle: NAME }))
  expect(await enrollmentsOf(desk, 'skin')).toEqual(['stopped appointment.rescheduled', 'live'])
  await booked(
    desk,
    calcomBooking({ uid: 'new', startAt: '2026-12-09T17:00:00Z' }).created({ eventTitle: NAME }),
  )
  expect(await enrollmentsOf(desk, 'skin')).toHaveLength(2)
})

test('but not where the service of its name is another by now', async () => {
  await booked(desk, booking.created({ eventTitle: NAME }))
  await say('none')
  await booked(desk, booking.movedTo(LATER).rescheduled({ eventTitle: NAME }))
  expect(await enrollmentsOf(desk, 'skin')).toEqual(['stopped appointment.rescheduled'])
})

test('a visit booked elsewhere is of the service that bears its name in another language', async () => {
  await desk.rows(`update services set translations = '{"es": {"name": "Piel nueva"}}' where id = $1`, [
    serviceId,
  ])
  await booked(desk, booking.created({ eventTitle: 'piel nueva' }))
  expect(await enrollmentsOf(desk, 'skin')).toEqual(['live'])
})
