/** One engine for reminders, care plans and sequences: entry, waits, branches, exits, lanes, holdouts (REQUIREMENTS B1–B8, F4, F10). */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { markWarmLead } from '../../src/desk/contacts/mark-warm-lead.ts'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { WINBACK_LANE } from '../../src/desk/journeys/definition.ts'
import { enrollContacts } from '../../src/desk/journeys/enroll-contacts.ts'
import { findSubjects } from '../../src/desk/journeys/find-subjects.ts'
import { findJourney } from '../../src/desk/journeys/start-journeys.ts'
import { sweepLapsed } from '../../src/desk/journeys/sweep-lapsed.ts'
import { sweepQuiet } from '../../src/desk/journeys/sweep-quiet.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, messagesOf, taken } from './reading.ts'
import {
  addVersion,
  enrollmentsOf,
  message,
  offer,
  switchOffSequences,
  task,
  touchpointsOf,
} from './writing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await switchOffSequences(desk)
})
afterEach(() => desk?.close())

const recovery = {
  trigger: { event: 'appointment.no_show' },
  anchor: 'enrolled' as const,
  lane: WINBACK_LANE,
  exits: ['appointment.booked'],
}
const noShow = (visit: Body) =>
  desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status: 'noshow' } })
const ana = { attendee: { name: 'Ana Souza' }, phone: '+13125550140' }

describe('a sequence', () => {
  test('begins with its event, and a booking ends what is left of it in its own transaction', async () => {
    await addVersion(desk, 'recovery', {
      ...recovery,
      steps: [message('soon', { offset: { hours: 3 } }), message('later', { offset: { hours: 72 } })],
    })
    const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' }).created())
    expect((await noShow(visit)).status).toBe(200)
    await desk.settle()
    await desk.pass({ hours: 4 })
    expect(await touchpointsOf(desk, 'recovery')).toEqual({ soon: 'sent', later: 'planned' })
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-03T17:00:00Z' }).created())
    expect(await touchpointsOf(desk, 'recovery')).toEqual({
      soon: 'sent',
      later: 'cancelled appointment.booked',
    })
    expect(await enrollmentsOf(desk, 'recovery')).toEqual(['stopped appointment.booked'])
    await desk.pass({ hours: 24 * 4 })
    expect((await messagesOf(desk)).filter(({ kind }) => kind === 'journey_step')).toHaveLength(1)
  })

  test('takes nobody in twice, also after a merge, and not again before its time', async () => {
    await addVersion(desk, 'recovery', {
      ...recovery,
      exits: [],
      reentryAfterDays: 30,
      steps: [task('call', { offset: { hours: 1 } })],
    })
    const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' }).created())
    const other = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T16:00:00Z' }).created())
    await noShow(visit)
    await noShow(other)
    expect(await enrollmentsOf(desk, 'recovery')).toEqual(['live'])
    await desk.pass({ hours: 2 })
    expect(await enrollmentsOf(desk, 'recovery')).toEqual(['done steps_taken'])
    const third = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-24T16:00:00Z' }).created())
    await desk.pass({ hours: 24 })
    await noShow(third)
    expect(await enrollmentsOf(desk, 'recovery')).toEqual(['done steps_taken'])
  })

  test('that came to its end leads to the next, which another one replaces', async () => {
    await addVersion(desk, 'monthly', {
      ...recovery,
      trigger: { event: 'journey.completed' },
      steps: [task('month', { offset: { hours: 24 * 30 } })],
    })
    await addVersion(desk, 'recovery', {
      ...recovery,
      follows: 'monthly',
      replaces: ['monthly'],
      steps: [task('call', { offset: { hours: 1 } })],
    })
    const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' }).created())
    await noShow(visit)
    await desk.settle()
    await desk.pass({ hours: 2 })
    expect(await enrollmentsOf(desk, 'monthly')).toEqual(['live'])
    const next = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-24T16:00:00Z' }).created())
    expect(await enrollmentsOf(desk, 'monthly')).toEqual(['stopped appointment.booked'])
    await desk.pass({ hours: 24 })
    await noShow(next)
    await desk.settle()
    expect(await enrollmentsOf(desk, 'recovery')).toEqual(['done steps_taken', 'live'])
  })

  test('ends with STOP in its transaction, and what waited for its hour is withdrawn', async () => {
    await addVersion(desk, 'recovery', {
      ...recovery,
      exits: [],
      // In the night: it is held until the morning.
      steps: [message('soon', { offset: { hours: 12 } }), message('later', { offset: { hours: 72 } })],
    })
    const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' }).created())
    await noShow(visit)
    await desk.settle()
    await desk.pass({ hours: 13 })
    const stop = { purpose: 'all', channel: 'all', state: 'withdrawn', source: 'told_to_staff' } as const
    await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
      recordConsent(tx, system, { contactId: visit.contact.id, ...stop }),
    )
    expect(await touchpointsOf(desk, 'recovery')).toEqual({
      soon: 'cancelled contact.consent_changed',
      later: 'cancelled contact.consent_changed',
    })
    await desk.pass({ hours: 24 })
    const steps = (await messagesOf(desk)).filter(({ kind }) => kind === 'journey_step')
    expect(steps.map(({ status }) => status)).toEqual(['withdrawn'])
  })
})

describe('a version', () => {
  test('that a clinician has to approve takes nobody in before', async () => {
    const draft = { needsClinician: true, steps: [task('guide', { offset: { days: -1 } })] }
    const version = await addVersion(desk, 'care', draft, { isApproved: false })
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-01T17:00:00Z' }).created())
    expect(await enrollmentsOf(desk, 'care')).toEqual([])
    await addVersion(desk, 'care', draft)
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-02T17:00:00Z' }).created())
    expect(await enrollmentsOf(desk, 'care')).toEqual(['live'])
    expect(version).toBe(1)
  })

  test('takes in by procedure, as staff have said it of the service, and never by the words of a name', async () => {
    await addVersion(desk, 'care', {
      trigger: { event: 'appointment.booked', filter: { procedures: ['laser'] } },
      steps: [task('guide', { offset: { days: -1 } })],
    })
    const book = (day: number, eventTitle: string) =>
      booked(desk, calcomBooking({ ...ana, startAt: `2026-12-0${day}T17:00:00Z` }).created({ eventTitle }))
    await book(1, 'Laser hair removal')
    await offer(desk, 'LASIK laser eye surgery', 'none')
    await book(2, 'LASIK laser eye surgery')
    await offer(desk, 'Laser', null)
    await book(3, 'Laser')
    expect(await enrollmentsOf(desk, 'care')).toEqual([])
    await offer(desk, 'Smooth skin', 'laser')
    await book(4, ' smooth Skin')
    expect(await enrollmentsOf(desk, 'care')).toEqual(['live'])
  })
})

describe('what comes after', () => {
  test('a wait is planned when its event happens', async () => {
    await addVersion(desk, 'care', {
      anchor: 'enrolled',
      steps: [
        { do: 'wait', key: 'until_paid', offset: { days: 5 }, until: 'appointment.booked' },
        task('thank', { offset: { hours: 2 }, from: 'previous' }),
      ],
    })
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-01T17:00:00Z' }).created())
    expect(await touchpointsOf(desk, 'care')).toEqual({ until_paid: 'planned' })
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-02T17:00:00Z' }).created())
    expect((await touchpointsOf(desk, 'care')).thank).toBe('planned')
    await desk.pass({ hours: 3 })
    expect(await desk.rows(`select title from staff_tasks`)).toEqual([{ title: 'Do thank' }])
  })

  test('a wait that is in vain goes on at its time', async () => {
    await addVersion(desk, 'care', {
      anchor: 'enrolled',
      steps: [
        { do: 'wait', key: 'until_paid', offset: { days: 2 }, until: 'appointment.paid' },
        task('ask', { offset: { hours: 1 }, from: 'previous' }),
      ],
    })
    await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-10T17:00:00Z' }).created())
    await desk.pass({ hours: 24 * 2 })
    await desk.pass({ hours: 2 })
    expect(await touchpointsOf(desk, 'care')).toEqual({ until_paid: 'done timed_out', ask: 'done' })
    expect(await enrollmentsOf(desk, 'care')).toEqual(['done steps_taken'])
  })

  test.each([
    [true, { asked: 'done end' }],
    [false, { asked: 'done call', call: 'done' }],
  ])('a branch is what became true: answered %s', async (hasAnswered, expected) => {
    await addVersion(desk, 'care', {
      anchor: 'enrolled',
      steps: [
        {
          do: 'branch',
          key: 'asked',
          offset: { days: 1 },
          when: { happened: 'appointment.cancelled' },
          yes: 'end',
          no: 'call',
        },
        task('call', { offset: { hours: 1 }, from: 'previous' }),
      ],
      exits: [],
    })
    const booking = calcomBooking({ ...ana, startAt: '2026-12-10T17:00:00Z' })
    await booked(desk, booking.created())
    if (hasAnswered) await taken(desk, booking.cancelled())
    await desk.pass({ hours: 24 })
    await desk.pass({ hours: 6 })
    expect(await touchpointsOf(desk, 'care')).toEqual(expected)
  })
})

test('steps that fall together are one message, the reminder first', async () => {
  await addVersion(desk, 'care', {
    exits: ['appointment.cancelled'],
    steps: [message('guide', { offset: { days: -3 }, window: { from: '09:00', to: '18:00' } }, 'no alcohol')],
  })
  const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-12-01T23:00:00Z' }).created())
  const { body } = await desk.api('GET', `/api/contacts/${visit.contact.id}/steps`)
  const guide = body.steps.find(({ step_key }: { step_key: string }) => step_key === 'guide')
  const reminder = body.steps.find(({ step_key }: { step_key: string }) => step_key === '3_days_before')
  expect(guide.with_step_id).toBe(reminder.id)
  for (let hours = 0; hours < 24 * 6; hours += 3) await desk.pass({ hours: 3 })
  const [sent, ...others] = (await messagesOf(desk)).filter(
    ({ text_hash }) => text_hash === reminder.preview.text_hash,
  )
  expect(others).toEqual([])
  expect(sent?.body).toBe(reminder.preview.body)
  expect(sent?.body).toMatch(/Riverside[\s\S]*Ana, no alcohol/)
  expect(await touchpointsOf(desk, 'care')).toEqual({ guide: 'sent went_along' })
})

test('whom the holdout keeps out is enrolled and gets nothing; the share is about what was asked for', async () => {
  await addVersion(desk, 'recovery', {
    ...recovery,
    purpose: 'marketing',
    holdoutPercent: 30,
    steps: [task('call', { offset: { hours: 1 } })],
  })
  const total = 400
  await desk.rows(
    `insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
     select $1, gen_random_uuid(), 'Person ' || n, 'test', now(), now() from generate_series(1, $2) n`,
    [desk.clinic.clinicId, total],
  )
  const taken = await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    const people = await tx.many(sql<{ contactId: string; appointmentId: null }>`
      select id as "contactId", null as "appointmentId"
      from contacts
      where display_name like 'Person %'`)
    const journey = await findJourney(tx, 'recovery')
    return journey ? enrollContacts(tx, journey, await findSubjects(tx, people)) : 0
  })
  expect(taken).toBe(total)
  await desk.pass({ hours: 2 })
  const held = (await enrollmentsOf(desk, 'recovery')).filter((state) => state.includes('holdout')).length
  expect(held).toBeGreaterThan(80)
  expect(held).toBeLessThan(160)
  const [{ count }] = await desk.rows('select count(*)::int from staff_tasks')
  expect(count).toBe(total - held)
})

describe('who has gone quiet', () => {
  test('a warm lead after 48 hours without a word or a booking, once', async () => {
    const visit = await booked(desk, calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' }).created())
    const warm = () =>
      desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
        markWarmLead(tx, system, { contactId: visit.contact.id, serviceId: null }),
      )
    await desk.pass({ hours: 2 })
    await warm()
    await desk.pass({ hours: 47 })
    expect(await sweepQuiet(desk.foyer.desk)).toBe(0)
    await desk.pass({ hours: 2 })
    await sweepQuiet(desk.foyer.desk)
    await expect
      .poll(() => desk.rows(`select contact_id from events where type = 'lead.quiet'`))
      .toEqual([{ contact_id: visit.contact.id }])
    await desk.pass({ hours: 100 })
    expect(await desk.rows(`select 1 from events where type = 'lead.quiet'`)).toHaveLength(1)
  })

  test('a patient whose time to come again has passed, unless something is booked', async () => {
    await desk.api('POST', '/api/services', {
      body: { name: 'Botox', duration_minutes: 30, rebooking_window_days: 90 },
    })
    const booking = calcomBooking({ ...ana, startAt: '2026-11-23T14:00:00Z' })
    const visit = await booked(desk, booking.created({ eventTitle: 'Botox' }))
    await desk.api('POST', `/api/appointments/${visit.id}/status`, { body: { status: 'fulfilled' } })
    await desk.pass({ hours: 24 * 89 })
    await sweepLapsed(desk.foyer.desk)
    expect(await desk.rows(`select 1 from events where type = 'patient.lapsed'`)).toEqual([])
    await desk.pass({ hours: 24 * 3 })
    // Foyer's own sweeper looks too, and each clinic is looked through by one of the two.
    await sweepLapsed(desk.foyer.desk)
    await expect
      .poll(() => desk.rows(`select contact_id from events where type = 'patient.lapsed'`))
      .toEqual([{ contact_id: visit.contact.id }])
    await desk.pass({ hours: 48 })
    await sweepLapsed(desk.foyer.desk)
    expect(await desk.rows(`select 1 from events where type = 'patient.lapsed'`)).toHaveLength(1)
  })
})
