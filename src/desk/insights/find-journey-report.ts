import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Lift, liftOf } from './lift.ts'

export interface JourneyReport {
  journeyId: string
  key: string
  /** People who got it; those held out are not among them. */
  enrolled: number
  running: number
  sent: number
  /** People who wrote back within the time of the journey. */
  replied: number
  /** People who booked within two weeks of a message of it: what the last touch would claim. */
  booked: number
  optedOut: number
  heldOut: number
  /** Bookings that it brought, told by those held out; null where nobody was. */
  lift: Lift | null
}

/** So long after they were enrolled a booking counts, for those who got it and those held out alike. */
const COUNTS_FOR = { days: 60 }
const LAST_TOUCH = { days: 14 }

/** What journeys brought to whoever was enrolled from `since` on. People count once however often they were enrolled. */
export async function findJourneyReports(tx: Tx, since: Temporal.Instant): Promise<JourneyReport[]> {
  const rows = await tx.many(
    sql<Omit<JourneyReport, 'lift'> & { enrolledBooked: number; heldBooked: number }>`
      with person as (
        select e.journey_id, coalesce(c.merged_into_id, c.id) as contact_id, bool_or(e.is_holdout) as is_held,
          min(e.enrolled_at) as enrolled_at, max(coalesce(e.ended_at, ${tx.clock.now()})) as until, bool_or(e.status = 'live') as is_running,
          array_agg(e.id) as enrollment_ids
        from enrollments e
        join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
        where e.clinic_id = ${tx.clinicId} and e.enrolled_at >= ${since}
        group by e.journey_id, coalesce(c.merged_into_id, c.id)
      ), happened as (
        select p.*,
          ${did(tx, 'message.received', sql`ev.recorded_at <= p.until`)} as has_replied,
          ${did(tx, 'contact.consent_changed', sql`ev.recorded_at <= p.until + interval '1 day' and ev.payload ->> 'state' = 'withdrawn'`)} as has_opted_out,
          ${did(tx, 'appointment.booked', sql`ev.recorded_at <= p.enrolled_at + make_interval(days => ${COUNTS_FOR.days})`)} as has_booked,
          last.sent_at, coalesce(last.sent, 0) as sent
        from person p
        left join lateral (
          select max(m.sent_at) as sent_at, count(*)::integer as sent
          from touchpoints t
          join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id and m.status = 'sent'
          where t.clinic_id = ${tx.clinicId} and t.enrollment_id = any(p.enrollment_ids)
        ) last on true
      )
      select j.id as "journeyId", j.key,
        count(*) filter (where not h.is_held)::integer as enrolled,
        count(*) filter (where not h.is_held and h.is_running)::integer as running,
        coalesce(sum(h.sent), 0)::integer as sent,
        count(*) filter (where not h.is_held and h.has_replied)::integer as replied,
        count(*) filter (where not h.is_held and h.sent_at is not null and ${did(
          tx,
          'appointment.booked',
          sql`ev.recorded_at between h.enrolled_at and h.sent_at + make_interval(days => ${LAST_TOUCH.days})`,
          'h',
        )})::integer as booked,
        count(*) filter (where not h.is_held and h.has_opted_out)::integer as "optedOut",
        count(*) filter (where h.is_held)::integer as "heldOut",
        count(*) filter (where not h.is_held and h.has_booked)::integer as "enrolledBooked",
        count(*) filter (where h.is_held and h.has_booked)::integer as "heldBooked"
      from journeys j
      join happened h on h.journey_id = j.id
      where j.clinic_id = ${tx.clinicId}
      group by j.id, j.key
      order by j.key`,
  )
  return rows.map(({ enrolledBooked, heldBooked, ...row }) => ({
    ...row,
    lift: liftOf(
      { people: row.enrolled, booked: enrolledBooked },
      { people: row.heldOut, booked: heldBooked },
    ),
  }))
}

/** Whether the person, whoever they were merged from, did it since they were enrolled. */
function did(tx: Tx, type: string, when: ReturnType<typeof sql>, person: 'p' | 'h' = 'p') {
  const of = sql.ref(person)
  return sql`exists (
    select
    from events ev
    -- An array is looked up in the index of one contact's events; a join would read those of the clinic for each person.
    where ev.clinic_id = ${tx.clinicId} and ev.type = ${type} and ev.recorded_at > ${of}.enrolled_at and ${when}
      and ev.contact_id = any(array(
        select id from contacts where clinic_id = ${tx.clinicId} and (id = ${of}.contact_id or merged_into_id = ${of}.contact_id))))`
}
