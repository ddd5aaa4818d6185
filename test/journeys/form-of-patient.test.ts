/** A form is asked for until its patient has filled it in: a sister's says nothing of her brother, nor another form of the visit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { lockContacts } from '../../src/desk/contacts/recognize-contact.ts'
import { formToken } from '../../src/desk/forms/form-link.ts'
import { DEFAULT_CARE_PLANS } from '../../src/desk/journeys/default-care-plans.ts'
import { REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import { switchJourney } from '../../src/desk/journeys/save-journey.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast, HEALTHY, visitorOf } from '../forms/cast.ts'
import { booked, stepsOf } from './reading.ts'
import { addVersion, approve, enrollmentsOf, offer, task } from './writing.ts'

const PHONE = '+13125550140'
const FIRST = 'form_3_days_before'
const SECOND = 'form_1_day_before'
const ON_DECEMBER_1 = '2026-12-01T17:00:00Z'
const ON_DECEMBER_8 = '2026-12-08T17:00:00Z'

let desk: TestDesk
let cast: FormCast
beforeEach(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  cast = await castForms(desk)
  await offer(desk, 'Filler', 'filler')
  await offer(desk, 'Botox', 'botox')
  await inClinic(async (tx) => {
    const forms = DEFAULT_CARE_PLANS.filter(({ key }) => key.startsWith('form_'))
    for (const { key } of forms) await approve(tx, { key, version: 1 })
    // Each form is a message of its own.
    await switchJourney(tx, system, { key: REMINDERS.key, isActive: false })
  })
})
afterEach(() => desk?.close())

const CONSENTED = {
  'you:0/name:0': { valueString: 'Ana Souza' },
  'you:0/birth_date:0': { valueDate: '1984-05-06' },
  'before:0/reasons:0': { valueCoding: { code: 'none' } },
  'before:0/treated_before:0': { valueBoolean: false },
  'consent:0/agrees:0': { valueBoolean: true },
  'consent:0/photos:0': { valueCoding: { code: 'no' } },
  'consent:0/signature:0': { valueAttachment: { contentType: 'text/plain', title: 'Ana Souza' } },
}

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)

/** By the mother of both, unless by another phone. */
function book(name: string, { startAt = ON_DECEMBER_1, of = 'Filler', phone = PHONE } = {}): Promise<Body> {
  return booked(desk, bookingOf(name, { startAt, phone }).created({ eventTitle: of }))
}

function bookingOf(name: string, { startAt = ON_DECEMBER_1, phone = PHONE } = {}) {
  return calcomBooking({ uid: `${name} ${startAt} ${phone}`, attendee: { name }, phone, startAt })
}

/** Asked by staff, and filled in at once. */
async function fillIn(
  key: string,
  { contactId, appointmentId = null }: { contactId: string; appointmentId?: string | null },
  name = 'Ana Souza',
): Promise<void> {
  const questionnaire_id = await cast.questionnaire(key)
  const body = { questionnaire_id, ...(appointmentId ? { appointment_id: appointmentId } : {}) }
  const { status, body: asked } = await desk.api('POST', `/api/contacts/${contactId}/forms`, { body })
  expect(status).toBe(201)
  await complete(asked.request.id, name)
}

async function complete(requestId: string, name: string): Promise<void> {
  const token = formToken(desk.foyer.keyring, { clinicId: desk.clinic.clinicId, requestId })
  const answers = { ...HEALTHY, 'you:0/name:0': { valueString: name } }
  expect((await visitorOf(desk, token, requestId).complete(answers, 0)).status).toBe(200)
  await desk.settle()
}

const ofVisit = ({ id, contact }: Body) => ({ contactId: contact.id, appointmentId: id })

async function requestOf(visit: Body, key = 'medical_history'): Promise<Body | undefined> {
  const [request] = await desk.rows(
    `select r.id, r.patient_profile_id, r.status from form_requests r join questionnaires q on q.id = r.questionnaire_id
     where r.appointment_id = $1 and q.key = $2`,
    [visit.id, key],
  )
  return request
}

/** How a step of this visit stands, and what its preview says of it. */
async function stepOf(visit: Body, key: string): Promise<{ status: string; why: string | null }> {
  const step = (await stepsOf(desk, visit))[key]
  return { status: step?.status, why: step?.reason ?? step?.obstacle ?? null }
}

const TO_COME = { status: 'planned', why: null }
const ANSWERED = { status: 'planned', why: 'form_completed' }
const SENT = { status: 'kept', why: null }
const SKIPPED = { status: 'skipped', why: 'form_completed' }

const toFirstStep = () => desk.pass({ days: 5, hours: 3 })

describe('two children of one mother', () => {
  test('each have their own medical history asked for, before each visit that needs it', async () => {
    const ana = await book('Ana Souza')
    const leo = await book('Leo Souza', { startAt: ON_DECEMBER_8 })
    const anaAgain = await book('Ana Souza', { startAt: '2026-12-09T17:00:00Z' })
    expect(leo.contact.id).toBe(ana.contact.id)
    await fillIn('medical_history', ofVisit(ana))
    expect(await stepOf(ana, FIRST)).toEqual(ANSWERED)
    expect(await stepOf(anaAgain, FIRST)).toEqual(ANSWERED)
    expect(await stepOf(leo, FIRST)).toEqual(TO_COME)

    await desk.pass({ days: 12, hours: 3 })
    expect(await stepOf(leo, FIRST)).toEqual(SENT)
    const asked = await requestOf(leo)
    const [{ patient_profile_id: profileId }] = await desk.rows(
      'select patient_profile_id from appointments where id = $1',
      [leo.id],
    )
    expect(asked).toMatchObject({ status: 'open', patient_profile_id: profileId })
    expect((await requestOf(ana))?.patient_profile_id).not.toBe(profileId)
    const [{ body }] = await desk.rows(
      `select body from messages where appointment_id = $1 and body like '%/f/%'`,
      [leo.id],
    )
    expect(body).toContain(
      formToken(desk.foyer.keyring, { clinicId: desk.clinic.clinicId, requestId: asked?.id }),
    )

    await complete(asked?.id, 'Leo Souza')
    expect(await stepOf(leo, SECOND)).toEqual(ANSWERED)
  })

  test('one of them is not meant by a form that was filled in for nobody known', async () => {
    const ana = await book('Ana Souza')
    const leo = await book('Leo Souza', { startAt: ON_DECEMBER_8 })
    await fillIn('medical_history', { contactId: ana.contact.id }, 'A. Souza')
    for (const visit of [ana, leo]) expect(await stepOf(visit, FIRST)).toEqual(TO_COME)
    await fillIn('medical_history', { contactId: ana.contact.id }, 'Leo Souza')
    expect(await stepOf(ana, FIRST)).toEqual(TO_COME)
    expect(await stepOf(leo, FIRST)).toEqual(ANSWERED)
  })
})

test.each([
  ['the one who filled it in', 0],
  ['the one who has the visit', 1],
])('of two who turn out to be one, the form counts for both where %s goes on', async (_, root) => {
  const before = await book('Ana Souza')
  const visit = await book('Ana Souza', { startAt: ON_DECEMBER_8, phone: '+13125550141' })
  await fillIn('medical_history', ofVisit(before))
  expect(await stepOf(visit, FIRST)).toEqual(TO_COME)
  const ids = [before, visit].map(({ contact }) => contact.id)
  const [into, from] = root === 0 ? ids : ids.toReversed()
  await inClinic(async (tx) => {
    await lockContacts(tx, [into, from])
    await mergeContacts(tx, system, {
      ...{ fromContactId: from, intoContactId: into },
      ...{ reason: 'same_person', evidence: {} },
    })
  })
  const merged = { ...visit, contact: { id: into } }
  expect(await stepOf(merged, FIRST)).toEqual(ANSWERED)
})

describe('a form of a visit', () => {
  const CONSENT = 'botox_consent'
  const JOURNEY = 'form_botox_consent'
  /** The consent that has been asked for by the first step. */
  async function asked(): Promise<{ visit: Body; requestId: string }> {
    const visit = await book('Ana Souza', { of: 'Botox' })
    await toFirstStep()
    return { visit, requestId: (await requestOf(visit, CONSENT))?.id }
  }

  test('is asked for still when another of the same visit was filled in', async () => {
    const { visit } = await asked()
    await fillIn('medical_history', ofVisit(visit))
    expect(await stepOf(visit, SECOND)).toEqual(TO_COME)
    await desk.pass({ days: 2 })
    expect(await stepOf(visit, SECOND)).toEqual(SENT)
    expect(await requestOf(visit, CONSENT)).toMatchObject({ status: 'open' })
    expect(await enrollmentsOf(desk, JOURNEY)).toEqual(['done steps_taken'])
  })

  test('is not asked for again when it was filled in itself, as the preview says; and the journey ends', async () => {
    const { visit, requestId } = await asked()
    const token = formToken(desk.foyer.keyring, { clinicId: desk.clinic.clinicId, requestId })
    const page = visitorOf(desk, token, requestId)
    expect((await page.complete(CONSENTED, 0)).body).toEqual({ is_repeat: false })
    await desk.settle()
    expect(await stepOf(visit, SECOND)).toEqual(ANSWERED)
    expect((await stepsOf(desk, visit))[SECOND]?.stops).not.toContainEqual(
      expect.objectContaining({ event: 'form.completed' }),
    )
    await desk.pass({ days: 2 })
    expect(await stepOf(visit, SECOND)).toEqual(SKIPPED)
    expect(await enrollmentsOf(desk, JOURNEY)).toEqual(['done steps_taken'])
  })
})

describe('a form that was filled in', () => {
  const phone = '+14155550140'
  const startAt = '2026-12-01T15:00:00Z'

  /** 9:05 in Chicago and 7:05 in Los Angeles: the second step waits for the morning. */
  async function toHeldStep(): Promise<void> {
    await desk.rows('update appointments set attendee_time_zone = null')
    await desk.rows('update contacts set time_zone = null')
    await toFirstStep()
    await desk.pass(desk.clock.now().until(Temporal.Instant.from('2026-11-30T15:05:00Z')))
    expect(await messages()).toMatchObject([{ status: 'sent' }, { status: 'held' }])
  }
  const messages = () =>
    desk.rows(`select status, reason from messages where kind = 'journey_step' order by id`)

  test('is not asked for by what waits for the morning', async () => {
    const visit = await book('Ana Souza', { startAt, phone })
    await toHeldStep()
    await fillIn('medical_history', ofVisit(visit))
    expect(await messages()).toMatchObject([
      { status: 'sent' },
      { status: 'withdrawn', reason: 'form_completed' },
    ])
    expect(await stepOf(visit, SECOND)).toEqual(SKIPPED)
    expect(await enrollmentsOf(desk, 'form_medical_history')).toEqual(['done steps_taken'])
  })

  test('but what waits goes out when it was the brother’s', async () => {
    const visit = await book('Ana Souza', { startAt, phone })
    const leo = await book('Leo Souza', { startAt: ON_DECEMBER_8, phone })
    await toHeldStep()
    await fillIn('medical_history', ofVisit(leo), 'Leo Souza')
    await desk.pass({ hours: 3 })
    expect(await stepOf(visit, SECOND)).toEqual(SENT)
  })

  test('is left out of the reminder that it would go with, as the preview says', async () => {
    await inClinic((tx) => switchJourney(tx, system, { key: REMINDERS.key, isActive: true }))
    const visit = await book('Ana Souza')
    const before = await stepsOf(desk, visit)
    expect(before[SECOND]).toMatchObject({ obstacle: null, with_step_id: before['1_day_before']?.id })
    await fillIn('medical_history', ofVisit(visit))
    const after = await stepsOf(desk, visit)
    expect(after[SECOND]).toMatchObject({ obstacle: 'form_completed', with_step_id: null, preview: null })
    expect(after['1_day_before']).toMatchObject({ obstacle: null })
  })
})

describe('a branch on whether a form is filled in', () => {
  beforeEach(() =>
    addVersion(desk, 'history', {
      steps: [
        {
          ...{ do: 'branch', key: 'is_filled_in', offset: { days: -2 } },
          ...{ when: { form: 'medical_history', is: 'completed' }, yes: 'end', no: 'call' },
        },
        task('call', { from: 'previous', offset: { hours: 0 } }),
      ],
    }),
  )
  /** Whether staff are asked to call before this visit. */
  const hasCall = async ({ id }: Body) =>
    (await desk.rows(`select 1 from staff_tasks where appointment_id = $1 and title = 'Do call'`, [id]))
      .length > 0

  test('is decided by the patient of the visit, and by nobody else of their mother’s', async () => {
    const ana = await book('Ana Souza')
    const leo = await book('Leo Souza')
    await fillIn('medical_history', { contactId: ana.contact.id })
    await desk.pass({ days: 6, hours: 3 })
    expect([await hasCall(ana), await hasCall(leo)]).toEqual([false, true])
  })

  test('is not decided by what was filled in before the visit was booked, nor for another one', async () => {
    const before = await book('Ana Souza')
    await fillIn('medical_history', { contactId: before.contact.id })
    await fillIn('medical_history', ofVisit(before))
    await desk.pass({ hours: 1 })
    const visit = await book('Ana Souza', { startAt: '2026-12-01T20:00:00Z' })
    await desk.pass({ days: 6, hours: 6 })
    expect([await hasCall(before), await hasCall(visit)]).toEqual([false, true])
  })

  test('is decided by the visit’s own form also when the visit was moved since', async () => {
    const visit = await book('Ana Souza')
    await fillIn('medical_history', ofVisit(visit))
    await desk.pass({ hours: 1 })
    const moved = bookingOf('Ana Souza').movedTo({ startAt: ON_DECEMBER_8 })
    await booked(desk, moved.rescheduled({ eventTitle: 'Filler' }))
    expect(await enrollmentsOf(desk, 'history')).toEqual(['stopped appointment.rescheduled', 'live'])
    await desk.pass({ days: 13, hours: 3 })
    expect(await enrollmentsOf(desk, 'history')).toEqual([
      'stopped appointment.rescheduled',
      'done steps_taken',
    ])
    expect(await hasCall(visit)).toBe(false)
  })
})
