import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { OWN_SOURCE } from '../scheduling/write-booking.ts'
import type { Asking } from './action.ts'

export interface OwnAppointment {
  id: string
  status: 'pending' | 'booked'
  serviceId: string | null
  serviceName: string | null
  practitionerName: string | null
  practitionerId: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  attendeeName: string
  patientName: string
  /** Made here; else it is moved and cancelled where it was made. */
  isOwn: boolean
}

export type Entitled = Pick<Asking, 'contactId' | 'isOwner' | 'phone' | 'conversation'>

/** What is to come and may be shown to whoever asks, moved and cancelled by them. By start. */
export function findOwnAppointments(tx: Tx, asking: Entitled): Promise<OwnAppointment[]> {
  return tx.many(sql<OwnAppointment>`
    select a.id, a.status, a.service_id as "serviceId", a.service_name as "serviceName", p.name as "practitionerName",
      a.practitioner_id as "practitionerId", a.start_at as "startAt", a.end_at as "endAt", a.attendee_name as "attendeeName",
      profile.full_name as "patientName", a.source = ${OWN_SOURCE} as "isOwn"
    from appointments a
    join patient_profiles profile on profile.clinic_id = a.clinic_id and profile.id = a.patient_profile_id
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.status in ('pending', 'booked') and a.end_at > ${tx.clock.now()}
      and a.absorbed_into_id is null and ${isTheirs(tx, asking)}
    order by a.start_at, a.id
    limit 20`)
}

/**
 * Of an appointment `a`: it was booked in this conversation, or with the very number from which they
 * write; every one of the contact only where the number is the contact's for certain.
 */
export function isTheirs(tx: Tx, { contactId, isOwner, phone, conversation }: Entitled): RawBuilder<unknown> {
  return sql`a.id in (
    select appointment_id
    from attribution_touches
    where clinic_id = ${tx.clinicId} and conversation_id = ${conversation.id}
    union all
    select id
    from appointments
    where clinic_id = ${tx.clinicId} and attendee_phone_e164 = ${phone}
    union all
    select own.id
    from appointments own
    join contacts c on c.clinic_id = own.clinic_id and c.id = own.contact_id
    where own.clinic_id = ${tx.clinicId} and ${isOwner} and (c.id = ${contactId} or c.merged_into_id = ${contactId}))`
}

/** One of them; undefined for what is somebody else's, unproven, over or unknown alike. */
export async function findOwnAppointment(
  tx: Tx,
  asking: Entitled,
  id: string,
): Promise<OwnAppointment | undefined> {
  return (await findOwnAppointments(tx, asking)).find((appointment) => appointment.id === id)
}
