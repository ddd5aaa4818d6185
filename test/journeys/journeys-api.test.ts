/** Journeys over the API: written, approved, looked at for one person, and what they ask of staff. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTask } from '../../src/desk/journeys/open-task.ts'
import { approveVersion } from '../../src/desk/journeys/save-journey.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { clinicianOf, message, task, touchpointsOf } from './writing.ts'

let desk: TestDesk
let other: TestClinic
let ana: { contactId: string; appointmentId: string }

beforeAll(async () => {
  desk = await openDesk()
  other = await desk.openClinic('Lakeside')
  const attendee = { name: 'Ana Souza', email: 'ana@example.com' }
  // Twelve days ahead, at nine in the morning.
  await desk.deliver(calcomBooking({ attendee, startAt: '2026-12-05T15:00:00Z' }).created())
  await desk.settle()
  const [visit] = await desk.rows('select id, contact_id from appointments')
  ana = { contactId: visit.contact_id, appointmentId: visit.id }
})
afterAll(() => desk?.close())

const WINBACK = {
  purpose: 'care',
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled',
  lane: 'winback',
  reentryAfterDays: 90,
  replaces: [],
  holdoutPercent: 10,
  exits: ['appointment.booked'],
  follows: null,
  needsClinician: true,
  steps: [
    message('hello', { offset: { days: 1 } }, 'we miss you'),
    { do: 'wait', key: 'answer', offset: { days: 5 }, until: 'message.received' },
    message('again', { offset: { days: 1 }, from: 'previous' }, 'last word'),
  ],
}

const list = async (as?: string) =>
  (await desk.api('GET', '/api/journeys', as ? { as } : {})).body.journeys as Body[]
const create = (key: string, definition: object = WINBACK, as?: string) =>
  desk.api('POST', '/api/journeys', {
    body: { key, name: `Journey ${key}`, definition },
    ...(as ? { as } : {}),
  })
const preview = (definition: object, about: object = { appointment_id: ana.appointmentId }) =>
  desk.api('POST', '/api/journeys/preview', { body: { contact_id: ana.contactId, definition, ...about } })

test('what ships is listed with whom it has, and a care plan waits for a clinician', async () => {
  const journeys = await list()
  expect(journeys.find(({ key }) => key === 'reminders')).toMatchObject({
    is_active: true,
    is_waiting_for_approval: false,
    live_version: 1,
    report: { enrolled: 1, running: 1, sent: 0, held_out: 0, lift: null },
  })
  expect(journeys.find(({ key }) => key === 'botox_before')).toMatchObject({
    is_waiting_for_approval: true,
    report: null,
  })
  const { body } = await desk.api('GET', `/api/journeys?from=2026-11-24`)
  expect(body.journeys.find(({ key }: Body) => key === 'reminders').report).toBeNull()
})

test('a version is written, approved and switched on; saved meanwhile is told, and nobody loses theirs', async () => {
  const made = await create('come_back')
  expect(made).toMatchObject({ status: 201, body: { journey: { is_active: false, newest_version: 1 } } })
  const { id } = made.body.journey
  const named = { body: { name: '¡Después, otra vez!', definition: WINBACK } }
  const keys = [
    await desk.api('POST', '/api/journeys', named),
    await desk.api('POST', '/api/journeys', named),
  ]
  expect(keys.map(({ body }) => body.journey.key)).toEqual(['despues_otra_vez', 'despues_otra_vez_2'])
  expect(await create('come_back')).toMatchObject({ status: 409, body: { type: '/problems/key-taken' } })
  const save = (holdoutPercent: number) =>
    desk.api('PUT', `/api/journeys/${id}`, {
      body: {
        name: 'Come back',
        definition: { ...WINBACK, holdoutPercent },
        based_on: 1,
        note: 'Fewer held out',
      },
    })
  const both = await Promise.all([save(5), save(6)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    type: '/problems/journey-changed',
    newest_version: 2,
  })
  // A key belongs to a program; who stands for texts is a person.
  const byKey = await desk.api('POST', `/api/journeys/${id}/approve`, { body: { version: 2 } })
  expect(byKey).toMatchObject({ status: 403, body: { detail: expect.stringContaining('sign in') } })
  const approveAs = (version: number) =>
    desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) =>
      approveVersion(
        tx,
        { kind: 'user', id: null },
        { key: 'come_back', version, practitionerId: await clinicianOf(tx) },
      ),
    )
  expect(await approveAs(3)).toEqual({ ok: false, reason: 'no_version' })
  expect(await approveAs(2)).toEqual({ ok: true })
  expect((await desk.api('GET', `/api/journeys/${id}`)).body.journey).toMatchObject({
    name: 'Come back',
    live_version: 2,
    is_waiting_for_approval: false,
    versions: [
      {
        version: 2,
        note: 'Fewer held out',
        approved_at: expect.any(String),
        clinician: { name: expect.any(String) },
      },
      { version: 1, approved_at: null },
    ],
  })
  const on = await desk.api('POST', `/api/journeys/${id}/switch`, { body: { is_active: true } })
  expect(on.body.journey.is_active).toBe(true)
  expect((await desk.api('GET', `/api/journeys/${id}`, { as: other.keys.owner })).status).toBe(404)
})

test('staff take people in by hand, once each, and take one out again', async () => {
  const made = await create('by_hand', {
    ...WINBACK,
    lane: 'by_hand',
    holdoutPercent: 0,
    exits: [],
    needsClinician: false,
  })
  const { id } = made.body.journey
  const everybody = { is: 'everybody' }
  const enroll = (segment: object, as?: string) =>
    desk.api('POST', `/api/journeys/${id}/enroll`, { body: { segment }, ...(as ? { as } : {}) })
  expect(await enroll(everybody)).toMatchObject({ status: 409, body: { type: '/problems/journey-not-live' } })
  await desk.api('POST', `/api/journeys/${id}/switch`, { body: { is_active: true } })
  expect((await enroll(everybody, desk.clinic.keys.viewer)).status).toBe(403)
  expect((await enroll(everybody, other.keys.owner)).status).toBe(404)
  expect((await enroll({ is: 'contacts', ids: [] })).status).toBe(400)

  const count = async (segment: object) =>
    (await desk.api('POST', '/api/journeys/count-segment', { body: { segment } })).body.people
  expect(await count(everybody)).toBe(1)
  // The visit is still to come, so that no last one was before.
  expect(await count({ is: 'not_seen_since', date: '2026-12-31' })).toBe(0)
  expect((await enroll({ is: 'not_seen_since', date: '2026-12-31' })).body).toEqual({
    enrolled: 0,
    next: null,
  })
  expect((await enroll(everybody)).body).toEqual({ enrolled: 1, next: null })
  expect((await enroll({ is: 'contacts', ids: [ana.contactId] })).body).toEqual({ enrolled: 0, next: null })

  const people = async () => (await desk.api('GET', `/api/journeys/${id}/enrollments`)).body.enrollments
  const [enrollment] = await people()
  expect(enrollment).toMatchObject({ contact_id: ana.contactId, status: 'live', next_step_key: 'hello' })
  const leave = (as?: string) => desk.api('POST', `/api/enrollments/${enrollment.id}/leave`, as ? { as } : {})
  expect((await leave(other.keys.owner)).status).toBe(404)
  for (let time = 0; time < 2; time++) expect((await leave()).status).toBe(200)
  expect(await people()).toMatchObject([{ status: 'stopped', end_reason: 'taken_out', next_step_key: null }])
  expect(
    await desk.rows(
      "select status, reason from touchpoints where enrollment_id = $1 and step_key = 'hello'",
      [enrollment.id],
    ),
  ).toEqual([{ status: 'cancelled', reason: 'taken_out' }])

  const reminders = (await list()).find(({ key }) => key === 'reminders')
  expect(
    await desk.api('POST', `/api/journeys/${reminders?.id}/enroll`, { body: { segment: everybody } }),
  ).toMatchObject({
    status: 409,
    body: { type: '/problems/journey-about-a-visit' },
  })
})

test('a definition that breaks a rule is refused beside the member that breaks it, in words', async () => {
  const faulty = {
    ...WINBACK,
    steps: [
      message('hello', { offset: { days: 1 } }, 'come {{soon}}'),
      { ...task('call', { offset: { days: 2 } }), title: ' ' },
      { do: 'branch', key: 'ways', offset: { days: 3 }, when: { answered: true }, yes: 'hello', no: 'end' },
    ],
  }
  const { status, body } = await create('faulty', faulty)
  expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/journey-faulty' })
  expect(body.errors).toEqual(
    expect.arrayContaining([
      { pointer: '/definition/steps/0/text/chat/en', detail: 'Has a gap that no value exists for' },
      { pointer: '/definition/steps/1/title', detail: 'Write something here' },
    ]),
  )
  const steps = [task('call', { offset: { days: 1 } }), faulty.steps[2]]
  const { body: backwards } = await create('faulty', { ...WINBACK, steps })
  expect(backwards.errors).toMatchObject([{ pointer: '/definition/steps/1/yes' }])
  const { body: ofNoVisit } = await create('faulty', { ...WINBACK, anchor: 'appointment.start' })
  expect(ofNoVisit.errors).toEqual([
    {
      pointer: '/definition/anchor',
      detail: 'What begins it is about no visit: count the steps from when it begins',
    },
  ])
  expect((await list()).some(({ key }) => key === 'faulty')).toBe(false)
})

test('a preview tells what somebody would get of a definition that was never saved, and keeps nothing', async () => {
  const definition = {
    ...WINBACK,
    trigger: { event: 'appointment.booked' },
    anchor: 'appointment.start',
    lane: 'appointment',
    holdoutPercent: 0,
    steps: [
      message('too_late', { offset: { days: -40 } }),
      message('guide', { offset: { days: -1 } }, 'see you {{weekday}}'),
      task('call', { offset: { hours: 2 } }),
      { do: 'wait', key: 'answer', offset: { days: 1 }, until: 'message.received' },
      message('after', { offset: { hours: 1 }, from: 'previous' }, 'thank you'),
    ],
  }
  const tables = ['journeys', 'journey_versions', 'enrollments', 'touchpoints', 'composed_texts', 'events']
  const counted = () =>
    Promise.all(tables.map(async (table) => (await desk.rows(`select count(*) from ${table}`))[0].count))
  const before = await counted()
  const { status, body } = await preview(definition)
  expect(status).toBe(200)
  expect(body.steps).toMatchObject([
    { key: 'too_late', obstacle: 'too_late_for_this_step', body: null },
    {
      key: 'guide',
      due_at: '2026-12-04T15:00:00.000Z',
      channel: 'email',
      to_address: 'ana@example.com',
      // With the reminder of the same day they are one message.
      with_step: 'reminders',
      stops: expect.arrayContaining([expect.objectContaining({ event: 'appointment.booked' })]),
    },
    { key: 'call', do: 'task', due_at: '2026-12-05T17:00:00.000Z', body: null, obstacle: null },
    { key: 'answer', do: 'wait', due_at: '2026-12-06T15:00:00.000Z', after: null },
    { key: 'after', due_at: null, after: 'answer', body: expect.stringContaining('Ana, thank you') },
  ])
  expect(body.steps[1].body).toContain('see you Saturday')
  expect(await counted()).toEqual(before)
  expect((await touchpointsOf(desk, 'reminders'))['1_day_before']).toBe('planned')
})

test('a version is previewed in the place of the one that somebody runs on', async () => {
  const { id, definition } = (await list()).find(({ key }) => key === 'reminders') ?? {}
  const { body } = await preview(definition, { appointment_id: ana.appointmentId, journey_id: id })
  expect(body.has_visit_ahead).toBe(false)
  const [step] = body.steps
  expect(step).toMatchObject({ key: '3_days_before', with_step: null, channel: 'email' })
  expect(step.body).toContain('Ana')
  expect((await preview(definition, { journey_id: crypto.randomUUID() })).status).toBe(422)
})

test('a preview says what would keep a message back, and what it lacks', async () => {
  const definition = { ...WINBACK, holdoutPercent: 0, purpose: 'marketing' }
  const { body } = await preview(definition, {})
  // Ana has a visit ahead: she would not be taken in, and is shown what she would get.
  expect(body).toMatchObject({
    has_visit_ahead: true,
    steps: [
      { key: 'hello', obstacle: 'no_open_way', due_at: expect.any(String) },
      {},
      { due_at: null, after: 'answer' },
    ],
  })
  const aboutVisit = {
    ...definition,
    trigger: { event: 'appointment.booked' },
    anchor: 'appointment.end',
    lane: 'appointment',
  }
  expect(await preview(aboutVisit, {})).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/appointment_id' }] },
  })
  expect((await preview(aboutVisit, { appointment_id: crypto.randomUUID() })).status).toBe(422)
  expect((await preview(aboutVisit, { contact_id: crypto.randomUUID() })).status).toBe(422)
})

test('who is in a journey is listed with what comes next, a page at a time', async () => {
  const reminders = (await list()).find(({ key }) => key === 'reminders')
  const path = `/api/journeys/${reminders?.id}/enrollments`
  const { body } = await desk.api('GET', `${path}?status=live`)
  expect(body.enrollments).toMatchObject([
    {
      contact_name: 'Ana Souza',
      status: 'live',
      version: 1,
      next_step_key: '3_days_before',
      next_due_at: '2026-12-02T15:00:00.000Z',
    },
  ])
  expect((await desk.api('GET', `${path}?offset=1`)).body.enrollments).toEqual([])
  expect((await desk.api('GET', path, { as: other.keys.owner })).status).toBe(404)
})

test('a task of staff waits, urgent ones first, until somebody says that it is done, once', async () => {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    const about = { contactId: ana.contactId, appointmentId: null, touchpointId: null, detail: null }
    await openTask(tx, { ...about, title: 'Call back' })
    await openTask(tx, { ...about, title: 'Look at the photo', isUrgent: true })
  })
  const open = async () => (await desk.api('GET', '/api/staff-tasks')).body.tasks as Body[]
  expect(await open()).toMatchObject([
    { title: 'Look at the photo', is_urgent: true, contact_name: 'Ana Souza' },
    { title: 'Call back' },
  ])
  expect((await desk.api('GET', '/api/tasks')).body.tasks.staff_tasks).toBe(2)
  const [first] = await open()
  const close = (as = desk.clinic.keys.operator) =>
    desk.api('POST', `/api/staff-tasks/${first?.id}/close`, { as })
  expect((await close(desk.clinic.keys.viewer)).status).toBe(403)
  expect((await close(other.keys.owner)).status).toBe(404)
  const closed = await Promise.all([close(), close()])
  expect(closed.map(({ status }) => status)).toEqual([200, 200])
  expect(await open()).toMatchObject([{ title: 'Call back' }])
  const [told] = await desk.rows(`select count(*)::integer from events where type = 'task.closed'`)
  expect(told.count).toBe(1)
})
