import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { AppointmentStatus } from './appointment.ts'
import { hasEnded } from './manage-link.ts'
import { OWN_SOURCE } from './write-booking.ts'

/** What a patient is shown of their own appointment: what they said themselves, and nothing of the contact's other lives. */
export interface ManagedAppointment {
  id: string
  contactId: string
  status: AppointmentStatus
  mode: 'visit' | 'call' | 'video'
  serviceId: string | null
  /** In the language that was asked for, where the service has a name in it; else as it was booked. */
  serviceName: string | null
  practitioner: { id: string; name: string } | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  timeZone: string | null
  uid: string
  sequence: number
  isOwn: boolean
  attendeeName: string
  attendeeEmail: string | null
  /** Who is treated, where that is somebody else than the attendee. */
  patientName: string | null
  locationText: string | null
}

/** Undefined also for one that is long over. */
export async function findManagedAppointment(
  tx: Tx,
  { id, language }: { id: string; language: string },
): Promise<ManagedAppointment | undefined> {
  const appointment = await tx.one(sql<ManagedAppointment>`
    select a.id, a.contact_id as "contactId", a.status, a.mode, a.service_id as "serviceId",
      coalesce(s.translations -> ${language} ->> 'name', a.service_name) as "serviceName",
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as practitioner,
      a.start_at as "startAt", a.end_at as "endAt", a.attendee_time_zone as "timeZone", a.uid, a.sequence,
      a.source = ${OWN_SOURCE} as "isOwn", a.attendee_name as "attendeeName", a.attendee_email as "attendeeEmail",
      case when lower(profile.full_name) <> lower(a.attendee_name) then profile.full_name end as "patientName",
      a.location_text as "locationText"
    from appointments a
    join patient_profiles own on own.clinic_id = a.clinic_id and own.id = a.patient_profile_id
    join patient_profiles profile on profile.clinic_id = own.clinic_id and profile.id = ${rootOf('own')}
    left join services s on s.clinic_id = a.clinic_id and s.id = a.service_id
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.id = ${id} and a.absorbed_into_id is null`)
  return appointment && !hasEnded(appointment, tx.clock.now()) ? appointment : undefined
}
