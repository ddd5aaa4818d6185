import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import { asNamed, namedServices } from '../services/named-service.ts'
import type { Procedure } from '../services/procedure.ts'
import type { Subject } from './enroll-contacts.ts'

export interface FoundSubject extends Subject {
  serviceId: string | null
  /** What staff have said that the service is; null where they have not, and where it has no care plan. */
  procedure: Procedure | null
  /** The visit, or else what they asked about, is of a service of the clinic. */
  hasService: boolean
  /** Where the booking came from. */
  source: string | null
}

/** On so many days somebody has written before it says when they usually do; of a day the first message counts. */
const ENOUGH_DAYS = 3
const LATEST_DAYS = 20
const LATEST_MESSAGES = 200
/** Minutes. Half of the days have to be so near to the middle one; who writes at any hour has no usual one. */
const NEAR = 90

/**
 * People as journeys see them: the root of whoever was merged, their zone, when they usually write, and the visit. A visit that was
 * booked elsewhere is of the service that bears its name, in any language; one that is still offered comes before one that is archived, and
 * without a visit it is the service that they asked about.
 */
export async function findSubjects(
  tx: Tx,
  whom: readonly { contactId: string; appointmentId: string | null }[],
): Promise<FoundSubject[]> {
  const rows = await tx.many(
    sql<
      Omit<FoundSubject, 'visit'> & {
        visit_id: string | null
        start_at: Temporal.Instant
        end_at: Temporal.Instant
        sequence: number
      }
    >`
      select root.id as "contactId", coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as "timeZone",
        coalesce(a.attendee_phone_e164 is not null, false) or exists (
          select
          from contact_identifiers i
          where a.id is null and i.clinic_id = root.clinic_id and i.contact_id = root.id and i.kind = 'phone') as "hasPhone",
        usual.minute as "usualMinute", a.id as visit_id, a.start_at, a.end_at, a.sequence, coalesce(a.service_id, named.service_id, interest.service_id) as "serviceId",
        nullif(case when a.id is null then lead.procedure when a.service_id is not null then booked.procedure else named.procedure end, 'none') as procedure,
        case when a.id is null then lead.id when a.service_id is not null then booked.id else named.service_id end is not null as "hasService",
        a.source
      from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb) as whom("contactId" uuid, "appointmentId" uuid)
      join contacts c on c.clinic_id = ${tx.clinicId} and c.id = whom."contactId"
      join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
      join clinics clinic on clinic.clinic_id = c.clinic_id
      left join appointments a on a.clinic_id = c.clinic_id and a.id = whom."appointmentId"
      left join leads interest on interest.clinic_id = root.clinic_id and interest.contact_id = root.id
      left join services lead on lead.clinic_id = root.clinic_id and lead.id = interest.service_id
      left join services booked on booked.clinic_id = a.clinic_id and booked.id = a.service_id
      left join (${namedServices(tx)}) named on a.service_id is null and named.name = ${asNamed('a')}
      left join lateral (
        select middle.minute
        from (
          select percentile_disc(0.5) within group (order by daily.minute) as minute, array_agg(daily.minute) as minutes
          from (
            -- By the wall clock of each of those days, on whichever side of a clock change it was.
            select distinct on (lately.at::date) extract(hour from lately.at)::integer * 60 + extract(minute from lately.at)::integer as minute
            from (
              select m.occurred_at at time zone coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as at
              from received_messages m
              join conversations talk on talk.clinic_id = m.clinic_id and talk.id = m.conversation_id
              where talk.clinic_id = root.clinic_id and m.author = 'contact' and talk.contact_id = any(array(
                select id from contacts where clinic_id = root.clinic_id and (id = root.id or merged_into_id = root.id)))
              order by m.id desc
              limit ${LATEST_MESSAGES}
            ) lately
            order by lately.at::date desc, lately.at
            limit ${LATEST_DAYS}
          ) daily
          having count(*) >= ${ENOUGH_DAYS}
        ) middle
        where 2 * (select count(*) from unnest(middle.minutes) as one(minute) where abs(one.minute - middle.minute) <= ${NEAR}) > cardinality(middle.minutes)
      ) usual on true`,
  )
  return rows.map(({ visit_id: id, start_at: startAt, end_at: endAt, sequence, ...row }) => ({
    ...row,
    visit: id ? { id, startAt, endAt, sequence } : null,
  }))
}
