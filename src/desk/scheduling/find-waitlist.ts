import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { EntryStatus, OfferStatus, Wish } from './waitlist.ts'

export interface WaitlistEntry extends Wish {
  id: string
  status: EntryStatus
  /** The contact as it is now; through merges. */
  contact: { id: string; displayName: string; phone: string | null; email: string | null }
  patientName: string
  serviceId: string
  serviceName: string
  practitionerId: string | null
  /** The newest one. */
  offer: { startAt: string; expiresAt: string; status: OfferStatus } | null
  appointmentId: string | null
  createdAt: Temporal.Instant
}

const selectEntries = (tx: Tx) => sql`
  select e.id, e.earliest_on as "earliestOn", e.latest_on as "latestOn", e.days, e.from_time as "fromTime", e.to_time as "toTime",
    case
      when e.status = 'waiting' and newest.status = 'open' then 'offered'
      when e.status = 'waiting' and e.latest_on < (${tx.clock.now()}::timestamptz at time zone clinic.time_zone)::date then 'expired'
      else e.status
    end as status,
    json_build_object('id', root.id, 'displayName', root.display_name, 'phone', e.attendee_phone_e164, 'email', e.attendee_email) as contact,
    p.full_name as "patientName", e.service_id as "serviceId", s.name as "serviceName", e.practitioner_id as "practitionerId",
    case when newest.id is not null then json_build_object('startAt', newest.start_at, 'expiresAt', newest.expires_at,
      'status', newest.status) end as offer,
    e.appointment_id as "appointmentId", e.created_at as "createdAt"
  from waitlist_entries e
  join clinics clinic on clinic.clinic_id = e.clinic_id
  join services s on s.clinic_id = e.clinic_id and s.id = e.service_id
  join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
  join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
  join patient_profiles p on p.clinic_id = e.clinic_id and p.id = e.patient_profile_id
  left join lateral (
    select o.id, o.start_at, o.expires_at, o.status
    from waitlist_offers o
    where o.clinic_id = e.clinic_id and o.entry_id = e.id
    order by o.id desc
    limit 1
  ) newest on true`

/** The longest waiting first. */
export function findWaitlist(
  tx: Tx,
  filter: { status?: EntryStatus; limit: number; offset: number },
): Promise<WaitlistEntry[]> {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (filter.status) wanted.push(sql`entry.status = ${filter.status}`)
  return tx.many(sql<WaitlistEntry>`
    select *
    from (
      ${selectEntries(tx)}
      where e.clinic_id = ${tx.clinicId}
    ) entry
    where ${sql.join(wanted, sql` and `)}
    order by "createdAt", id
    limit ${filter.limit} offset ${filter.offset}`)
}

export function findWaitlistEntry(tx: Tx, id: string): Promise<WaitlistEntry | undefined> {
  return tx.one(sql<WaitlistEntry>`
    ${selectEntries(tx)}
    where e.clinic_id = ${tx.clinicId} and e.id = ${id}`)
}

/**
 * Those whom a place would suit, the longest waiting first, one for each contact: who has not been asked about it, has no
 * other offer to answer, and has no visit then, not even one that they have just cancelled.
 */
export function findWaiting(
  tx: Tx,
  place: {
    /** The hold under which it is offered. */
    id: string
    serviceId: string
    practitionerIds: readonly string[]
    startAt: Temporal.Instant
    endAt: Temporal.Instant
    limit: number
  },
): Promise<{ entryId: string; contactId: string }[]> {
  return tx.many(sql<{ entryId: string; contactId: string }>`
    select id as "entryId", contact_id as "contactId"
    from (
      select distinct on (root.id) e.id, root.id as contact_id, e.created_at
      from waitlist_entries e
      join clinics clinic on clinic.clinic_id = e.clinic_id
      join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
      join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
      cross join lateral (select ${place.startAt}::timestamptz at time zone clinic.time_zone as start) local
      where e.clinic_id = ${tx.clinicId} and e.service_id = ${place.serviceId} and e.status = 'waiting'
        and (e.practitioner_id is null or e.practitioner_id = any(${place.practitionerIds}::uuid[]))
        and local.start::date >= e.earliest_on and (e.latest_on is null or local.start::date <= e.latest_on)
        and extract(dow from local.start)::integer = any(e.days)
        and to_char(local.start, 'HH24:MI') >= e.from_time and to_char(local.start, 'HH24:MI') < e.to_time
        and not exists (
          select
          from waitlist_offers o
          where o.clinic_id = e.clinic_id
            and (o.contact_id = root.id and o.status = 'open' or o.hold_id = ${place.id} and o.entry_id = e.id))
        and not exists (
          select
          from appointments a
          where a.clinic_id = e.clinic_id and a.contact_id = any(array(
              select part.id
              from contacts part
              where part.clinic_id = e.clinic_id and root.id in (part.id, part.merged_into_id)))
            and a.start_at < ${place.endAt} and a.end_at > ${place.startAt} and a.absorbed_into_id is null)
      order by root.id, e.created_at, e.id
    ) suited
    order by created_at, id
    limit ${place.limit}`)
}
