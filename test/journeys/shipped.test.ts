/** The journeys that ship, lived through: a care plan before and after a visit, and what follows a missed one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { messageReceived } from '../../src/desk/conversations/events.ts'
import { findQuestionnaires } from '../../src/desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { record, system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, messagesOf } from './reading.ts'
import { approve, enrollmentsOf, offer, touchpointsOf } from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await offer(desk, 'Botox', 'botox')
  await offer(desk, 'Laser hair removal', 'laser')
})
afterEach(() => desk?.close())

const ana = { attendee: { name: 'Ana Souza' }, phone: '+13125550140' }

/** What a clinician does before any care plan takes somebody in. */
function approveAll(): Promise<void> {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_CARE_PLANS) await approve(tx, { key, version: 1 })
    for (const { id, revision } of await findQuestionnaires(tx)) {
      await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Lee' })
    }
  })
}

const visitOf = (startAt: string, eventTitle: string): Promise<Body> =>
  booked(desk, calcomBooking({ ...ana, startAt }).created({ eventTitle }))
const mark = (visit: Body, status: string) =>
  desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status } })

/** What went to the person since the confirmation, oldest first. */
async function told(): Promise<Body[]> {
  const all = await messagesOf(desk)
  return all
    .filter(({ kind }) => kind === 'reminder' || kind === 'journey_step')
    .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
}

test('drafts take nobody in: a clinic that approved nothing sends reminders alone', async () => {
  await visitOf('2026-12-01T17:00:00Z', 'Botox')
  expect(await enrollmentsOf(desk, 'reminders')).toEqual(['live'])
  expect(await enrollmentsOf(desk, 'botox_before')).toEqual([])
  expect(await enrollmentsOf(desk, 'form_botox_consent')).toEqual([])
})

test('three days before, reminder, guide and form are one message; the day before the form is asked for again', async () => {
  await approveAll()
  await visitOf('2026-12-01T17:00:00Z', 'Botox')
  await desk.pass({ hours: 24 * 5 + 3 })
  const [first, ...others] = await told()
  expect(others).toEqual([])
  expect(first?.status).toBe('kept')
  expect(first?.body).toContain('we expect you on Tuesday, December 1, 2026')
  expect(first?.body).toContain('http://foyer.test/riverside/guide/')
  expect(first?.body).toContain('http://foyer.test/f/')
  expect(first?.body).not.toMatch(/botox/i)
  expect(await touchpointsOf(desk, 'form_botox_consent')).toMatchObject({
    form_3_days_before: 'sent went_along',
    form_1_day_before: 'planned',
  })
  await desk.pass({ hours: 48 })
  const [, second, ...more] = await told()
  expect(more).toEqual([])
  expect(second?.body).toContain('Your form for Riverside is still open')
  expect(second?.body).toContain('How to prepare')
})

test('the guide of the page is the one that the clinician approved, in the language of the patient', async () => {
  await approveAll()
  await visitOf('2026-12-01T17:00:00Z', 'Laser hair removal')
  await desk.pass({ hours: 24 * 5 + 3 })
  const [message] = await told()
  const link = /http:\/\/foyer\.test(\/riverside\/guide\/\S+)/.exec(message?.body ?? '')?.[1] ?? ''
  const page = await desk.foyer.request(link)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Before your laser visit')
})

describe('after a visit', () => {
  /** Fulfilled at 9:00, of the visit an hour before; the guide has come. */
  async function afterVisit(): Promise<Body> {
    await approveAll()
    const visit = await visitOf('2026-11-23T14:00:00Z', 'Botox')
    expect((await mark(visit, 'fulfilled')).status).toBe(200)
    await desk.pass({ hours: 3 })
    expect((await told()).map(({ body }) => body)).toEqual([
      expect.stringContaining('what to do after your visit'),
    ])
    return visit
  }

  /** Whatever the channel, an answer is this event. */
  const answer = (visit: Body) =>
    desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
      record(tx, messageReceived, {
        actor: { kind: 'contact', id: visit.contact.id },
        contactId: visit.contact.id,
        payload: { conversationId: uuidv7(), messageId: uuidv7(), channel: 'sms' },
      }),
    )
  const tasks = async () => (await desk.rows('select title from staff_tasks')).map(({ title }) => title)

  test('somebody asks how it is on the second and the fourteenth day, and who says nothing is left alone', async () => {
    await afterVisit()
    await desk.pass({ hours: 24 * 2 })
    const [, checkIn] = await told()
    expect(checkIn).toMatchObject({ status: 'kept', purpose: 'care' })
    expect(checkIn?.body).toContain('a clinician reads it')
    expect(checkIn?.body).not.toMatch(/botox/i)
    await desk.pass({ hours: 24 * 13 })
    const [, , last, ...more] = await told()
    expect(last?.body).toContain('a clinician reads it')
    expect(more).toEqual([])
    await desk.pass({ hours: 24 * 4 })
    expect(await tasks()).toEqual([])
    expect(await enrollmentsOf(desk, 'botox_after')).toEqual(['done steps_taken'])
  })

  test('an answer to the question goes to staff', async () => {
    const visit = await afterVisit()
    await desk.pass({ hours: 24 * 2 })
    await answer(visit)
    await desk.settle()
    expect(await tasks()).toEqual(['Read how the patient is doing after the visit'])
  })

  test('marked hours later, the guide comes at once', async () => {
    await approveAll()
    const visit = await visitOf('2026-11-23T14:00:00Z', 'Botox')
    await desk.pass({ hours: 6 })
    await mark(visit, 'fulfilled')
    await desk.settle()
    await desk.pass({ minutes: 1 })
    expect((await touchpointsOf(desk, 'botox_after')).guide_after_visit).toBe('sent')
  })
})

test('a missed visit is spoken of after three hours, and without consent nothing follows', async () => {
  const visit = await visitOf('2026-11-23T14:00:00Z', 'Botox')
  await mark(visit, 'noshow')
  await desk.settle()
  await desk.pass({ hours: 4 })
  const [note] = await told()
  expect(note).toMatchObject({ status: 'kept', purpose: 'transactional' })
  expect(note?.body).toContain('we missed you on Monday at 8:00 AM')
  await desk.pass({ hours: 24 * 4 })
  const sent = (await told()).filter(({ status }) => status === 'kept')
  expect(sent).toHaveLength(1)
})

test('with consent two more follow, until the patient books', async () => {
  const visit = await visitOf('2026-11-23T14:00:00Z', 'Botox')
  const { id: contactId } = visit.contact
  const consent = { purpose: 'marketing', channel: 'all', state: 'granted', source: 'form' } as const
  await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    recordConsent(tx, system, { ...consent, contactId, textShown: 'Yes, Riverside may write to me.' }),
  )
  // One in ten is held out, and who that is hangs on ids that are made anew each time.
  await desk.rows(`update journey_versions set definition = jsonb_set(definition, '{holdoutPercent}', '0')`)
  await mark(visit, 'noshow')
  await desk.settle()
  await desk.pass({ hours: 4 })
  await desk.pass({ hours: 21 })
  const before = await told()
  expect(before.map(({ status, purpose }) => `${purpose} ${status}`)).toEqual([
    'transactional kept',
    'marketing kept',
  ])
  await visitOf('2026-12-20T17:00:00Z', 'Botox')
  await desk.pass({ hours: 24 * 4 })
  expect(await told()).toHaveLength(2)
  expect(await enrollmentsOf(desk, 'no_show_recovery')).toEqual(['stopped appointment.booked'])
})
