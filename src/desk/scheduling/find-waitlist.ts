import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
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
  join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
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
