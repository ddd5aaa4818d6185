/** What a journey brought, told by those whom it left alone (REQUIREMENTS F10). */
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { findJourneyReports } from '../../src/desk/insights/find-journey-report.ts'
import { WINBACK_LANE } from '../../src/desk/journeys/definition.ts'
import { enrollContacts } from '../../src/desk/journeys/enroll-contacts.ts'
import { findSubjects } from '../../src/desk/journeys/find-subjects.ts'
import { findJourney } from '../../src/desk/journeys/start-journeys.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { addVersion, message } from './writing.ts'

let desk: TestDesk
afterEach(() => desk?.close())

test('people are counted once, the held out by themselves, and bookings within the time that counts', async () => {
  desk = await openDesk()
  const { clinicId } = desk.clinic
  await addVersion(desk, 'winback', {
    purpose: 'care',
    trigger: { event: 'patient.lapsed' },
    anchor: 'enrolled',
    lane: WINBACK_LANE,
    exits: ['appointment.booked'],
    holdoutPercent: 50,
    steps: [message('hello', { offset: { hours: 1 } })],
  })
  const since = desk.clock.now().subtract({ hours: 1 })
  await desk.rows(
    `with people as (
       insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
       select $1, gen_random_uuid(), 'Person ' || n, 'test', now(), now() from generate_series(1, 60) n
       returning id, display_name
     )
     insert into contact_identifiers (clinic_id, id, contact_id, kind, value, source, created_at)
     select $1, gen_random_uuid(), id, 'email', replace(lower(display_name), ' ', '') || '@example.com', 'test', now() from people`,
    [clinicId],
  )
  await desk.foyer.database.inClinic(clinicId, async (tx) => {
    const people = await tx.many(sql<{ contactId: string; appointmentId: null }>`
      select id as "contactId", null as "appointmentId"
      from contacts`)
    const journey = await findJourney(tx, 'winback')
    expect(journey && (await enrollContacts(tx, journey, await findSubjects(tx, people)))).toBe(60)
  })
  await desk.pass({ hours: 2 })
  // Of each group the first ten book; one writes back, one says stop. Others book too late.
  const told = async (type: string, who: string, later = '0 days') =>
    desk.rows(
      `insert into events (clinic_id, id, type, actor_kind, contact_id, payload, occurred_at, recorded_at)
       select $1, gen_random_uuid(), $2, 'contact', contact_id, '{"state":"withdrawn"}', $3::timestamptz + $4::interval, $3::timestamptz + $4::interval
       from (select e.contact_id, row_number() over (partition by e.is_holdout order by e.id) as place, e.is_holdout from enrollments e) p
       where ${who}`,
      [clinicId, type, desk.clock.now().toString(), later],
    )
  await told('appointment.booked', 'place <= 10')
  await told('appointment.booked', 'place = 11', '61 days')
  await told('message.received', 'place = 1 and not is_holdout')
  await told('contact.consent_changed', 'place = 2 and not is_holdout')
  const [report, ...others] = await desk.foyer.database.inClinic(clinicId, (tx) =>
    findJourneyReports(tx, since),
  )
  expect(others).toEqual([])
  const { enrolled = 0, heldOut = 0 } = report ?? {}
  expect(enrolled + heldOut).toBe(60)
  expect(report).toMatchObject({ key: 'winback', sent: enrolled, booked: 10, replied: 1, optedOut: 1 })
  const difference = 10 / enrolled - 10 / heldOut
  expect(report?.lift?.difference).toBeCloseTo(difference)
  expect(report?.lift?.low).toBeLessThan(difference * enrolled)
})

test('of thousands of people it is there at once', async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  const { clinicId } = desk.clinic
  await desk.rows(
    `with people as (
       insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
       select $1, gen_random_uuid(), 'P ' || n, 'staff', now(), now() from generate_series(1, 4000) n
       returning id
     ), written as (
       insert into events (clinic_id, id, type, actor_kind, contact_id, payload, occurred_at, recorded_at, handlers, reactors)
       select $1, gen_random_uuid(), 'message.received', 'contact', id, '{}', '2026-10-20', '2026-10-20', '{}', '{}'
       from people, generate_series(1, 5)
     )
     insert into enrollments (clinic_id, id, journey_id, version, contact_id, lane, status, enrolled_at, exits, purpose, is_about_visit)
     select $1, gen_random_uuid(), j.id, 1, people.id, 'winback', 'live', '2026-11-01', '{}', 'marketing', false
     from people, journeys j
     where j.clinic_id = $1 and j.key = 'drip'`,
    [clinicId],
  )
  await desk.rows('analyze')
  const began = performance.now()
  const reports = await desk.foyer.database.inClinic(clinicId, (tx) =>
    findJourneyReports(tx, Temporal.Instant.from('2026-10-01T00:00:00Z')),
  )
  expect(reports).toMatchObject([{ enrolled: 4000, replied: 0 }])
  // Read for each person anew, what the clinic heard took seconds.
  expect(performance.now() - began).toBeLessThan(1500)
})
