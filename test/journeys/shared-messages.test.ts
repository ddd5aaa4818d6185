/** A reminder and a form in one message: the form is filled in while the night holds the message. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formCompleted } from '../../src/desk/forms/events.ts'
import { findQuestionnaires } from '../../src/desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { leaveJourney } from '../../src/desk/journeys/leave-journey.ts'
import { approveVersion } from '../../src/desk/journeys/save-journey.ts'
import { record, system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'
import { touchpointsOf } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

async function held() {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approveVersion(tx, system, { key, version: 1 })
    for (const { id, revision } of await findQuestionnaires(tx)) {
      await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Lee' })
    }
  })
  // A number of Los Angeles, whose zone nobody knows, at a clinic in Chicago.
  const visit = await booked(
    desk,
    calcomBooking({
      attendee: { name: 'Ana Souza' },
      phone: '+14155550140',
      startAt: '2026-12-01T15:00:00Z',
    }).created({
      eventTitle: 'Botox',
    }),
  )
  await desk.rows('update appointments set attendee_time_zone = null')
  await desk.rows('update contacts set time_zone = null')
  await desk.pass(desk.clock.now().until(Temporal.Instant.from('2026-11-28T18:00:00Z')))
  await desk.pass(desk.clock.now().until(Temporal.Instant.from('2026-11-30T15:05:00Z')))
  const _messages = await desk.rows(
    `select id, kind, status, reason, body from messages where kind in ('reminder','journey_step') order by id`,
  )
  return visit
}

test('the form that is filled in meanwhile does not take the reminder with it', async () => {
  const visit = await held()
  await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    record(tx, formCompleted, {
      actor: { kind: 'contact', id: visit.contact.id },
      contactId: visit.contact.id,
      appointmentId: visit.id,
      payload: {
        requestId: uuidv7(),
        questionnaireId: uuidv7(),
        version: 1,
        title: 'x',
        responseId: uuidv7(),
        flags: 0,
        differences: 0,
        learned: [],
      },
    }),
  )
  await desk.settle()
  await desk.pass({ hours: 3 })
  expect((await touchpointsOf(desk, 'reminders'))['1_day_before']).toBe('sent')
})

test('nor does staff who take the patient out of the care plan', async () => {
  await held()
  const [{ id }] = await desk.rows(
    `select e.id from enrollments e join journeys j on j.id = e.journey_id where j.key = 'botox_before'`,
  )
  await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    leaveJourney(tx, system, { enrollmentId: id }),
  )
  await desk.settle()
  await desk.pass({ hours: 3 })
  expect((await touchpointsOf(desk, 'reminders'))['1_day_before']).toBe('sent')
})
