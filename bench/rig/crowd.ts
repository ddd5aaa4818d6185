/** A clinic with many people in its journeys, written straight into the tables. */
import { createClinic } from '../../src/desk/clinics/create-clinic.ts'
import { addJourneys } from '../../src/desk/journeys/add-journeys.ts'
import { REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import type { JourneyDefinition } from '../../src/desk/journeys/definition.ts'
import type { Database } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { mintClinicId, uuidv7 } from '../../src/kit/ids.ts'
import type { Place } from './server.ts'

export const clinicId = mintClinicId(uuidv7())

/** Five touches of care, about no visit. */
export const SEQUENCE = 'bench_sequence'
const KEYS = ['first', 'second', 'third', 'fourth', 'fifth']
const definition: JourneyDefinition = {
  purpose: 'care',
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled',
  lane: 'winback',
  reentryAfterDays: 90,
  replaces: [],
  holdoutPercent: 10,
  exits: ['appointment.booked', 'message.received'],
  follows: null,
  needsClinician: false,
  steps: KEYS.map((key, number) => ({
    do: 'message',
    key,
    offset: { days: 2 + number * 7 },
    window: { from: '09:00', to: '19:00' },
    isLearned: true,
    objective: 'Ask whether they would like to come again.',
    text: {
      chat: {
        en: 'Hello {{first_name}}, it has been a while. Would you like to come again? {{booking_link}} {{clinic_name}}',
        es: 'Hola {{first_name}}, ha pasado un tiempo. ¿Le gustaría volver? {{booking_link}} {{clinic_name}}',
      },
    },
  })),
}

/** A zone in which it is about noon: nothing is held for the night, whenever the benchmark runs. */
export function zoneAtNoon(): string {
  const hours = 12 - Temporal.Now.zonedDateTimeISO('UTC').hour
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

export async function makeClinic(place: Place, database: Database): Promise<void> {
  await database.inClinic(clinicId, async (tx) => {
    await createClinic(tx, system, { name: 'Riverside', timeZone: zoneAtNoon(), plan: 'business' })
    await addJourneys(tx, [{ key: SEQUENCE, name: 'Five touches', definition }])
  })
  await place.rows(
    `insert into connections (clinic_id, id, vendor, name, secret_sealed, created_at, updated_at)
     values ($1, gen_random_uuid(), 'twilio', 'Text messages', 'unread', now(), now())`,
    [clinicId],
  )
}

/** People with number and address, each with the consents of somebody who booked once. */
export async function addPeople(place: Place, { count, run }: { count: number; run: number }): Promise<void> {
  await place.rows(
    `with people as (
       insert into contacts (clinic_id, id, display_name, time_zone, locale, source, created_at, updated_at)
       select $1, gen_random_uuid(), 'Pat' || n || ' Number', $2, 'en-US', 'bench', now(), now()
       from generate_series(1, $3::integer) n
       returning id, substr(display_name, 4, length(display_name) - 10)::integer as n
     ), identified as (
       insert into contact_identifiers (clinic_id, id, contact_id, kind, value, source, created_at)
       select $1, gen_random_uuid(), id, kind, value, 'bench', now()
       from people
       cross join lateral (values
         ('phone', '+1312' || (2000000 + $4::integer * 1000000 + n)::text),
         ('email', 'pat' || n || '.' || $4::integer || '@example.com')) each(kind, value)
     ), profiles as (
       insert into patient_profiles (clinic_id, id, contact_id, full_name, name_key, created_at, updated_at)
       select $1, gen_random_uuid(), id, 'Pat' || n || ' Number', 'pat' || n || ' number', now(), now()
       from people
     )
     insert into consents (clinic_id, id, contact_id, purpose, channel, state, source, text_shown, actor_kind, created_at)
     select $1, gen_random_uuid(), id, 'care', 'all', 'granted', 'bench', 'shown', 'contact', now()
     from people`,
    [clinicId, zoneAtNoon(), count, run],
  )
}

/** A visit tomorrow for every person who has none. */
export async function addVisits(place: Place): Promise<void> {
  await place.rows(
    `insert into appointments (clinic_id, id, contact_id, patient_profile_id, service_name, title, status, start_at, end_at, uid, source,
       attendee_name, attendee_email, attendee_phone_e164, attendee_time_zone, attendee_locale, created_at, updated_at)
     select $1, gen_random_uuid(), c.id, p.id, 'Consultation', 'Consultation', 'booked', now() + interval '22 hours', now() + interval '23 hours',
       c.id::text, 'foyer', c.display_name, mail.value, phone.value, c.time_zone, c.locale, now(), now()
     from contacts c
     join patient_profiles p on p.clinic_id = c.clinic_id and p.contact_id = c.id
     join contact_identifiers phone on phone.clinic_id = c.clinic_id and phone.contact_id = c.id and phone.kind = 'phone'
     join contact_identifiers mail on mail.clinic_id = c.clinic_id and mail.contact_id = c.id and mail.kind = 'email'
     where c.clinic_id = $1
     on conflict do nothing`,
    [clinicId],
  )
}

/**
 * Enrolls everybody who is not yet: every other person in the sequence, the others in the reminders of their visit. One
 * step of each is due, beginning at `from` and so many a second (null: all at once), the others are to come.
 */
export async function addSteps(
  place: Place,
  { from, perSecond }: { from: Temporal.Instant; perSecond: number | null },
): Promise<number> {
  const [made] = await place.rows<{ due: number }>(
    `with someone as (
       select c.id as contact_id, a.id as appointment_id, a.sequence, row_number() over (order by c.id) as place
       from contacts c
       join appointments a on a.clinic_id = c.clinic_id and a.contact_id = c.id
       where c.clinic_id = $1 and not exists (
         select from enrollments e where e.clinic_id = c.clinic_id and e.contact_id = c.id)
     ), begun as (
       select uuidv7() as id, s.*, j.id as journey_id, j.key
       from someone s
       join journeys j on j.clinic_id = $1 and j.key = case when s.place % 2 = 0 then $2 else $3 end
     ), enrolled as (
       insert into enrollments (clinic_id, id, journey_id, version, contact_id, appointment_id, lane, status, enrolled_at, exits, purpose,
         is_about_visit)
       select $1, b.id, b.journey_id, 1, contact_id, case when place % 2 = 1 then appointment_id end,
         case when place % 2 = 0 then 'winback' else key || ':' || appointment_id end, 'live', now() - interval '3 days',
         array(select jsonb_array_elements_text(v.definition -> 'exits')), v.definition ->> 'purpose', place % 2 = 1
       from begun b
       join journey_versions v on v.clinic_id = $1 and v.journey_id = b.journey_id and v.version = 1
     ), planned as (
       insert into touchpoints (clinic_id, id, enrollment_id, step_key, kind, contact_id, appointment_id, appointment_sequence, due_at,
         status, created_at, updated_at)
       select $1, gen_random_uuid(), b.id, step ->> 'key', step ->> 'do', contact_id, case when place % 2 = 1 then appointment_id end,
         case when place % 2 = 1 then sequence end,
         case
           when step ->> 'key' in ('first', '1_day_before') then $4::timestamptz + coalesce(place / $5::float, 0) * interval '1 s'
           when step ->> 'key' = '3_days_before' then now() - interval '2 days'
           else now() + interval '20 hours' + n * interval '1 day'
         end,
         case when step ->> 'key' = '3_days_before' then 'sent' else 'planned' end, now(), now()
       from begun b
       join journey_versions v on v.clinic_id = $1 and v.journey_id = b.journey_id and v.version = 1
       cross join lateral jsonb_array_elements(v.definition -> 'steps') with ordinality as s(step, n)
     )
     select count(*)::integer as due from begun`,
    [clinicId, SEQUENCE, REMINDERS.key, from.toString(), perSecond],
  )
  return made?.due ?? 0
}

/** So many steps in all that are planned for later days, of people who have nothing else. */
export async function addPending(place: Place, total: number): Promise<void> {
  // Without the foreign keys' own look-ups: a million rows in a minute.
  await place.rows(`
    set session_replication_role = replica;
    insert into touchpoints (clinic_id, id, enrollment_id, step_key, kind, contact_id, due_at, status, created_at, updated_at)
    select e.clinic_id, uuidv7(), e.id, 'fifth', 'message', e.contact_id, now() + interval '2 days' + n * interval '3 s', 'planned', now(), now()
    from (
      select *, row_number() over () as place
      from enrollments
      where lane = 'winback'
    ) e
    join generate_series(1, ${total} - (select count(*) from touchpoints where status = 'planned')) n
      on n % (select count(*) from enrollments where lane = 'winback') = e.place - 1`)
  await place.rows('analyze touchpoints')
}
