import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { AppointmentStatus } from './appointment.ts'
import { attributionOf } from './booking-channel.ts'
import type { Attendee } from './recognize-person.ts'

/** A new appointment as it is written; what a source does not know is null. */
export interface NewAppointment {
  id: string
  attendee: Attendee
  serviceId: string | null
  serviceName: string | null
  practitionerId: string | null
  seriesId: string | null
  title: string
  status: AppointmentStatus
  mode: 'visit' | 'call' | 'video'
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  sequence: number
  source: string
  connectionId: string | null
  place: string | null
  locationText: string | null
  notes: string | null
  answers: { key: string; label: string; value: string }[]
  cancellationReason: string | null
  vendorChangedAt: Temporal.Instant | null
}

/**
 * Writes the appointment, and where the person came from: the first time, whoever they were merged from, and this time
 * (REQUIREMENTS A10).
 */
export function writeAppointment(tx: Tx, appointment: NewAppointment): void {
  const { id, attendee } = appointment
  const now = tx.clock.now()
  const { channel, campaign } = attributionOf(appointment.answers)
  tx.send(sql`
    with written as (
      insert into appointments (clinic_id, id, contact_id, patient_profile_id, practitioner_id, service_id, service_name,
        series_id, title, status, mode, start_at, end_at, buffer_before_minutes, buffer_after_minutes, uid, sequence, source,
        booking_channel, connection_id, attendee_name, attendee_email, attendee_phone_e164, attendee_phone_raw,
        attendee_time_zone, attendee_locale, place, location_text, notes, answers, cancellation_reason, vendor_changed_at,
        created_at, updated_at)
      values (${tx.clinicId}, ${id}, ${attendee.contactId}, ${attendee.profileId}, ${appointment.practitionerId},
        ${appointment.serviceId}, ${appointment.serviceName}, ${appointment.seriesId}, ${appointment.title},
        ${appointment.status}, ${appointment.mode}, ${appointment.startAt}, ${appointment.endAt},
        ${appointment.bufferBeforeMinutes}, ${appointment.bufferAfterMinutes}, ${`${id}@foyer`}, ${appointment.sequence},
        ${appointment.source}, ${channel}, ${appointment.connectionId}, ${attendee.name}, ${attendee.email},
        ${attendee.phoneE164}, ${attendee.phoneRaw}, ${attendee.timeZone}, ${attendee.locale}, ${appointment.place},
        ${appointment.locationText}, ${appointment.notes}, ${JSON.stringify(appointment.answers)}::jsonb,
        ${appointment.cancellationReason}, ${appointment.vendorChangedAt}, ${now}, ${now})
    )
    insert into attribution_touches (clinic_id, id, contact_id, appointment_id, first_channel, last_channel, campaign, created_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${attendee.contactId}, ${id},
      coalesce((
        select (array_agg(first_channel order by id))[1]
        from attribution_touches
        where clinic_id = ${tx.clinicId} and contact_id = any(array(
          select ${attendee.contactId}::uuid
          union all
          select id
          from contacts
          where clinic_id = ${tx.clinicId} and merged_into_id = ${attendee.contactId}))), ${channel}),
      ${channel}, ${campaign}, ${now})`)
}
