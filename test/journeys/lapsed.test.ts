/** Who has not come again is found among the visits of the last two months, however many people a clinic has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLapsed, type LapseCursor, sweepLapsed } from '../../src/desk/journeys/sweep-lapsed.ts'
import { createLog } from '../../src/kit/log.ts'
import { openDesk, type TestDesk } from '../desk.ts'

const PEOPLE = 20_000
/** So many came last so long ago that they should have come again lately; the others came longer ago. */
const DUE = 700
/** Of these have nothing booked. */
const LAPSED = 40

let desk: TestDesk
let serviceId: string

beforeAll(async () => {
  desk = await openDesk()
  const { body } = await desk.api('POST', '/api/services', {
    body: { name: 'Botox', duration_minutes: 30, rebooking_window_days: 90 },
  })
  serviceId = body.service.id
  const { clinicId } = desk.clinic
  const now = desk.clock.now().toString()
  // The n-th person, by an id of their own; two visits each, the last so many days ago. Those of every other person were booked elsewhere.
  await desk.rows(
    `insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
     select $1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Ana ' || n, 'test', $2, $2
     from generate_series(1, ${PEOPLE}) n`,
    [clinicId, now],
  )
  const profile = '00000000-0000-7000-a000-000000000001'
  await desk.rows(
    `insert into patient_profiles (clinic_id, id, contact_id, full_name, name_key, created_at, updated_at)
     values ($1, $2, '00000000-0000-7000-8000-000000000001', 'Ana', 'ana', $3, $3)`,
    [clinicId, profile, now],
  )
  await desk.rows(
    `insert into appointments (clinic_id, id, contact_id, patient_profile_id, title, uid, sequence, status, mode, service_id, service_name, start_at, end_at, source,
       attendee_name, created_at, updated_at)
     select $1, ('00000000-0000-7000-9000-' || lpad((n * 10 + visit)::text, 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $4, 'Botox', 'lapsed-' || n || '-' || visit, 0, 'fulfilled', 'visit',
       case n % 2 when 1 then $3::uuid end, 'Botox',
       at - interval '30 minutes', at, 'test', 'Ana', $2, $2
     from generate_series(1, ${PEOPLE}) n, generate_series(0, 1) visit,
       lateral (select $2::timestamptz - make_interval(days => case when n <= ${DUE} then 91 + n % 50 else 200 + n % 400 end + visit * 100) as at) times`,
    [clinicId, now, serviceId, profile],
  )
  await desk.rows(
    `insert into appointments (clinic_id, id, contact_id, patient_profile_id, title, uid, sequence, status, mode, service_id, service_name, start_at,
       end_at, source, attendee_name, created_at, updated_at)
     select clinic_id, ('00000000-0000-7000-b000-' || right(contact_id::text, 12))::uuid, contact_id, patient_profile_id, title, uid || '-next', 0,
       'booked', mode, service_id, service_name, $1::timestamptz + interval '9 days', $1::timestamptz + interval '9 days 1 hour', source,
       attendee_name, created_at, updated_at
     from appointments
     where uid ~ '-0$' and right(contact_id::text, 12)::integer between ${LAPSED + 1} and ${DUE}`,
    [now],
  )
  await desk.rows('analyze')
}, 120_000)
afterAll(() => desk?.close())

const told = async () => (await desk.rows(`select 1 from events where type = 'patient.lapsed'`)).length

test('a pass through 20,000 people and 40,000 visits ends in seconds, and the next finds nobody twice', async () => {
  const begun = performance.now()
  await desk.rows(`update lapse_checks set due_at = $1`, [desk.clock.now().toString()])
  await sweepLapsed(desk.foyer.desk)
  expect(await told()).toBe(LAPSED)
  expect(performance.now() - begun).toBeLessThan(5000)
  const again = performance.now()
  await desk.rows(`update lapse_checks set due_at = $1`, [desk.clock.now().toString()])
  expect(await sweepLapsed(desk.foyer.desk)).toBe(0)
  expect(performance.now() - again).toBeLessThan(1000)
  expect(await told()).toBe(LAPSED)
}, 60_000)

test('a clinic that fails is logged and does not keep the others from their pass', async () => {
  const lines: string[] = []
  await desk.openClinic('Lakeside')
  await desk.rows(`update lapse_checks set due_at = $1`, [desk.clock.now().toString()])
  const { database } = desk.foyer
  const passed: string[] = []
  const failing: typeof database = {
    ...database,
    inClinic: (clinicId, work) => {
      passed.push(clinicId)
      if (passed.length === 1) throw new Error('this clinic cannot be read')
      return database.inClinic(clinicId, work)
    },
  }
  const log = createLog({ level: 'error', write: (line) => void lines.push(line) })
  await sweepLapsed({ ...desk.foyer.desk, database: failing, log })
  const clinics = await desk.rows('select clinic_id from lapse_checks')
  expect(new Set(passed)).toEqual(new Set(clinics.map(({ clinic_id }) => clinic_id)))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'lapse_check.failed', clinicId: passed[0] },
  ])
})

test('no more is looked through than the visits of those two months, in portions', async () => {
  const steps: (LapseCursor | null)[] = [null]
  for (let after: LapseCursor | null | undefined = null; after !== undefined; ) {
    const { next } = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
      findLapsed(tx, after ?? null),
    )
    if (next) steps.push(next)
    after = next ?? undefined
  }
  // What lies within the two months are 700 visits, seven portions of them.
  expect(steps).toHaveLength(8)
})

test('of two visits that end in the same instant one is the last', async () => {
  const { clinicId } = desk.clinic
  const now = desk.clock.now().toString()
  const contact = '00000000-0000-7000-8000-999999999999'
  await desk.rows(
    `insert into contacts (clinic_id, id, display_name, source, created_at, updated_at) values ($1, $2, 'Berta', 'test', $3, $3)`,
    [clinicId, contact, now],
  )
  await desk.rows(
    `insert into appointments (clinic_id, id, contact_id, patient_profile_id, title, uid, sequence, status, mode, service_id, service_name, start_at,
       end_at, source, attendee_name, created_at, updated_at)
     select clinic_id, ('00000000-0000-7000-d000-00000000000' || n)::uuid, $1, patient_profile_id, title, 'same-' || n, 0, status, mode, service_id,
       service_name, start_at, end_at, source, 'Berta', created_at, updated_at
     from appointments, generate_series(1, 2) n
     where uid = 'lapsed-1-0'`,
    [contact],
  )
  await desk.rows(`update lapse_checks set due_at = $1 where clinic_id = $2`, [now, clinicId])
  await sweepLapsed(desk.foyer.desk)
  expect(
    await desk.rows(`select appointment_id from events where type = 'patient.lapsed' and contact_id = $1`, [
      contact,
    ]),
  ).toEqual([{ appointment_id: '00000000-0000-7000-d000-000000000002' }])
})
