import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { AppointmentStatus } from './appointment.ts'
import type { BookingChannel } from './booking-channel.ts'

/** An appointment with its contact (the root of merges) and patient. */
export interface AppointmentRecord {
  id: string
  status: AppointmentStatus
  mode: 'visit' | 'call' | 'video'
  title: string
  /** Null: booked elsewhere. */
  serviceId: string | null
  serviceName: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Kept free around it, as of booking. */
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  timeZone: string
  uid: string
  sequence: number
  source: string
  bookingChannel: BookingChannel
  practitioner: { id: string; name: string } | null
  /** All who hold it together, that one first. */
  practitionerIds: string[]
  /** Rooms and devices that it has taken. */
  resources: { id: string; kind: 'room' | 'device'; name: string }[]
  seriesId: string | null
  /** Booked elsewhere at a time that was taken here. */
  isConflicting: boolean
  attendeeName: string
  attendeeEmail: string | null
  attendeePhoneE164: string | null
  attendeePhoneRaw: string | null
  place: string | null
  location: string | null
  notes: string | null
  answers: { key: string; label: string; value: string }[]
  cancellationReason: string | null
  paidAt: Temporal.Instant | null
  /** When the patient said that they will come at this time. */
  attendanceConfirmedAt: Temporal.Instant | null
  references: { vendor: string; kind: string; value: string; is_superseded: boolean }[]
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
  contactId: string
  contactName: string
  contactTimeZone: string | null
  contactLocale: string | null
  contactSource: string
  contactIsProvisional: boolean
  contactCreatedAt: Temporal.Instant
  contactPhone: string | null
  contactEmail: string | null
  profileId: string
  profileName: string
  profilePlace: string | null
  profileBirthDate: string | null
  profileHint: 'same_contact_another_name' | 'identity_conflict' | null
}

const selectAppointments = sql`
  select a.id, a.status, a.mode, a.title, a.service_id as "serviceId", a.service_name as "serviceName", a.start_at as "startAt",
    a.end_at as "endAt", a.buffer_before_minutes as "bufferBeforeMinutes", a.buffer_after_minutes as "bufferAfterMinutes",
    a.series_id as "seriesId", a.is_conflicting as "isConflicting",
    coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as "timeZone", a.uid, a.sequence, a.source,
    a.booking_channel as "bookingChannel",
    case when pr.id is not null then json_build_object('id', pr.id, 'name', pr.name) end as practitioner,
    array(
      select whom.id
      from (
        select a.practitioner_id as id
        where a.practitioner_id is not null
        union
        select taken.resource_id
        from appointment_allocations taken
        where taken.clinic_id = a.clinic_id and taken.appointment_id = a.id and taken.resource_kind = 'practitioner'
      ) whom
      order by whom.id is distinct from a.practitioner_id, whom.id) as "practitionerIds",
    (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name) order by r.kind desc, r.position, r.id), '[]')
      from appointment_allocations taken
      join resources r on r.clinic_id = taken.clinic_id and r.id = taken.resource_id
      where taken.clinic_id = a.clinic_id and taken.appointment_id = a.id) as resources,
    a.attendee_name as "attendeeName", a.attendee_email as "attendeeEmail", a.attendee_phone_e164 as "attendeePhoneE164",
    a.attendee_phone_raw as "attendeePhoneRaw", a.place, a.location_text as location, a.notes, a.answers,
    a.cancellation_reason as "cancellationReason", a.paid_at as "paidAt",
    case when a.attendance_confirmed_sequence = a.sequence then a.attendance_confirmed_at end as "attendanceConfirmedAt",
    a.created_at as "createdAt", a.updated_at as "updatedAt",
    (select coalesce(json_agg(json_build_object('vendor', r.vendor, 'kind', r.kind, 'value', r.value,
        'is_superseded', r.superseded_at is not null) order by r.created_at, r.kind), '[]')
      from appointment_references r
      where r.clinic_id = a.clinic_id and r.appointment_id = a.id) as references,
    root.id as "contactId", root.display_name as "contactName", root.time_zone as "contactTimeZone", root.locale as "contactLocale",
    root.source as "contactSource", root.is_provisional as "contactIsProvisional", root.created_at as "contactCreatedAt",
    (select i.value from contact_identifiers i join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = a.clinic_id and i.kind = 'phone' and (part.id = root.id or part.merged_into_id = root.id)
      order by (part.id = root.id) desc, i.id limit 1) as "contactPhone",
    (select i.value from contact_identifiers i join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = a.clinic_id and i.kind = 'email' and (part.id = root.id or part.merged_into_id = root.id)
      order by (part.id = root.id) desc, i.id limit 1) as "contactEmail",
    p.id as "profileId", p.full_name as "profileName", p.place as "profilePlace", p.birth_date as "profileBirthDate",
    p.hint as "profileHint"
  from appointments a
  join clinics clinic on clinic.clinic_id = a.clinic_id
  join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
  join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
  join patient_profiles own on own.clinic_id = a.clinic_id and own.id = a.patient_profile_id
  join patient_profiles p on p.clinic_id = own.clinic_id and p.id = ${rootOf('own')}
  left join practitioners pr on pr.clinic_id = a.clinic_id and pr.id = a.practitioner_id`

/** From the start of the longest visit to its end, in hours: which part of the index a range has to look at. */
const LONGEST_HOURS = 48

export interface AppointmentFilter {
  /** Inclusive, and with what began before and is not over yet, unless it lasts longer than two days. */
  from?: Temporal.Instant
  /** Inclusive. */
  to?: Temporal.Instant
  status?: AppointmentStatus
  search?: string
  contactId?: string
  /** Live ones that were booked elsewhere at a time that was taken here. */
  onlyConflicting?: boolean
  limit: number
  offset: number
}

/** By start, the earliest first; rows that turned out to be another appointment are left out. */
export function findAppointments(tx: Tx, filter: AppointmentFilter): Promise<AppointmentRecord[]> {
  const wanted: RawBuilder<unknown>[] = [sql`a.clinic_id = ${tx.clinicId}`, sql`a.absorbed_into_id is null`]
  if (filter.from) {
    wanted.push(
      sql`a.start_at > ${filter.from.subtract({ hours: LONGEST_HOURS })} and a.end_at > ${filter.from}`,
    )
  }
  if (filter.to) wanted.push(sql`a.start_at <= ${filter.to}`)
  if (filter.status) wanted.push(sql`a.status = ${filter.status}`)
  if (filter.onlyConflicting) {
    wanted.push(sql`a.is_conflicting and a.status in ('pending', 'booked', 'arrived')`)
  }
  if (filter.contactId) wanted.push(sql`root.id = ${filter.contactId}`)
  if (filter.search) {
    const part = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
    wanted.push(sql`(a.attendee_name ilike ${part} or a.attendee_email ilike ${part} or a.attendee_phone_e164 like ${part}
      or p.full_name ilike ${part}
      or exists (select from appointment_references r
        where r.clinic_id = a.clinic_id and r.appointment_id = a.id and r.value = ${filter.search}))`)
  }
  return tx.many(sql<AppointmentRecord>`
    ${selectAppointments}
    where ${sql.join(wanted, sql` and `)}
    order by a.start_at, a.id
    limit ${filter.limit} offset ${filter.offset}`)
}

export function findAppointment(tx: Tx, id: string): Promise<AppointmentRecord | undefined> {
  return tx.one(sql<AppointmentRecord>`
    ${selectAppointments}
    where a.clinic_id = ${tx.clinicId} and a.id = ${id}`)
}

export interface LastBooking {
  contact_id: string
  appointment_id: string
  service_name: string | null
  start_at: Temporal.Instant
  status: AppointmentStatus
  booking_channel: BookingChannel
}

/** What each contact booked last (REQUIREMENTS A8), by the contact's root. */
export async function findLastBookings(tx: Tx, contactIds: string[]): Promise<Map<string, LastBooking>> {
  const rows = await tx.many(sql<LastBooking>`
    select distinct on (coalesce(c.merged_into_id, c.id)) coalesce(c.merged_into_id, c.id) as contact_id, a.id as appointment_id,
      a.service_name, a.start_at, a.status, a.booking_channel
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and (c.id = any(${contactIds}) or c.merged_into_id = any(${contactIds}))
      and a.absorbed_into_id is null
    order by coalesce(c.merged_into_id, c.id), a.id desc`)
  return new Map(rows.map((row) => [row.contact_id, row]))
}
