/** Care plans as they meet life: forms that are late or not published, visits that are told late, answers that come early. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { messageReceived } from '../../src/desk/conversations/events.ts'
import { formCompleted } from '../../src/desk/forms/events.ts'
import { findQuestionnaires } from '../../src/desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { leaveJourney } from '../../src/desk/journeys/leave-journey.ts'
import type { Tx } from '../../src/kit/db.ts'
import { record, system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'
import { approve, offer, touchpointsOf } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await offer(desk, 'Botox', 'botox')
  await offer(desk, 'Laser hair removal', 'laser')
  await inClinic(async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approve(tx, { key, version: 1 })
  })
})
afterEach(() => desk?.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)

function publishForms() {
  return inClinic(async (tx) => {
    for (const { id, revision } of await findQuestionnaires(tx)) {
      await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Lee' })
    }
  })
}

const IN_CHICAGO = '+13125550140'
const IN_LOS_ANGELES = '+14155550140'

/** Somebody whose zone nobody knows but by their number, at a clinic in Chicago. */
async function bookBotox(startAt: string, phone: string) {
  const booking = calcomBooking({ attendee: { name: 'Ana Souza' }, phone, startAt })
  const visit = await booked(desk, booking.created({ eventTitle: 'Botox' }))
  await desk.rows('update appointments set attendee_time_zone = null')
  await desk.rows('update contacts set time_zone = null')
  return visit
}

const passTo = (moment: string) => desk.pass(desk.clock.now().until(Temporal.Instant.from(moment)))

async function fulfil(id: string): Promise<void> {
  await desk.api('POST', `/api/appointments/${id}/status`, { body: { status: 'fulfilled' } })
  await desk.settle()
}

/** Reminder, guide and form are one message, which the night of Los Angeles holds. */
async function held() {
  await publishForms()
  const visit = await bookBotox('2026-12-01T15:00:00Z', IN_LOS_ANGELES)
  await passTo('2026-11-28T18:00:00Z')
  await passTo('2026-11-30T15:05:00Z')
  expect(await desk.rows(`select kind from messages where status = 'held'`)).toEqual([{ kind: 'reminder' }])
  return visit
}

test('the form that is filled in while a message waits does not take the reminder with it', async () => {
  const visit = await held()
  await inClinic((tx) =>
    record(tx, formCompleted, {
      actor: { kind: 'contact', id: visit.contact.id },
      contactId: visit.contact.id,
      appointmentId: visit.id,
      payload: {
        ...{ requestId: uuidv7(), questionnaireId: uuidv7(), version: 1, title: 'x', responseId: uuidv7() },
        ...{ flags: 0, differences: 0, learned: [] },
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
  await inClinic((tx) => leaveJourney(tx, system, { enrollmentId: id }))
  await desk.settle()
  await desk.pass({ hours: 3 })
  expect((await touchpointsOf(desk, 'reminders'))['1_day_before']).toBe('sent')
})

test('staff are not told that a consent was given which nobody was asked for', async () => {
  for (let n = 0; n < 6; n++) {
    const attendee = { name: `Ana ${'ABCDEF'[n]}`, email: `a${n}@example.com` }
    const startAt = `2026-12-01T1${n + 4}:00:00Z`
    const booking = calcomBooking({ attendee, phone: `+1312555014${n}`, uid: `u${n}`, startAt })
    await booked(desk, booking.created({ eventTitle: 'Laser hair removal' }))
  }
  await desk.pass({ hours: 24 * 6 })
  const rows = await desk.rows(`select reason from touchpoints where kind = 'form' and status = 'skipped'`)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ reason }) => reason !== 'form_not_published')).toEqual([])
})

test('what to do in the first hours is not told on day twenty', { timeout: 60_000 }, async () => {
  const visit = await bookBotox('2026-11-23T14:00:00Z', IN_CHICAGO)
  await desk.pass({ hours: 24 * 20 + 3 })
  await fulfil(visit.id)
  for (let hours = 0; hours < 24 * 12; hours += 4) await desk.pass({ hours: 4 })
  expect(
    await desk.rows(`select body from messages where kind = 'journey_step' and status = 'sent'`),
  ).toEqual([])
})

test('the answer to the check-in is what staff are asked to read, not what came before it', async () => {
  const visit = await bookBotox('2026-11-23T14:00:00Z', IN_LOS_ANGELES)
  await fulfil(visit.id)
  await desk.pass({ hours: 4 })
  const write = async () => {
    await inClinic((tx) =>
      record(tx, messageReceived, {
        actor: { kind: 'contact', id: visit.contact.id },
        contactId: visit.contact.id,
        payload: { conversationId: uuidv7(), messageId: uuidv7(), channel: 'sms' },
      }),
    )
    await desk.settle()
    await desk.pass({ minutes: 5 })
  }
  // Wednesday, 9:10 in Chicago and 7:10 in Los Angeles: the question waits.
  await passTo('2026-11-25T15:10:00Z')
  await write()
  expect(await desk.rows('select title from staff_tasks')).toEqual([])
  await desk.pass({ hours: 2 })
  await write()
  expect(await desk.rows(`select status from staff_tasks`)).toEqual([{ status: 'open' }])
})
