import { sql } from 'kysely'
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

/**
 * What is to come and may be shown to whoever asks: everything of the contact where the channel proves who that is, else
 * what was booked in this conversation. By start.
 */
export function findOwnAppointments(
  tx: Tx,
  { contactId, isProven, conversation }: Pick<Asking, 'contactId' | 'isProven' | 'conversation'>,
): Promise<OwnAppointment[]> {
  return tx.many(sql<OwnAppointment>`
    select a.id, a.status, a.service_id as "serviceId", a.service_name as "serviceName", p.name as "practitionerName",
      a.practitioner_id as "practitionerId", a.start_at as "startAt", a.end_at as "endAt", a.attendee_name as "attendeeName",
      profile.full_name as "patientName", a.source = ${OWN_SOURCE} as "isOwn"
    from appointments a
    join contacts owner on owner.clinic_id = a.clinic_id and owner.id = a.contact_id
    join patient_profiles profile on profile.clinic_id = a.clinic_id and profile.id = a.patient_profile_id
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.status in ('pending', 'booked') and a.end_at > ${tx.clock.now()}
      and a.absorbed_into_id is null
      and (${isProven} and (owner.id = ${contactId} or owner.merged_into_id = ${contactId}) or a.id in (
        select appointment_id
        from attribution_touches
        where clinic_id = ${tx.clinicId} and conversation_id = ${conversation.id}))
    order by a.start_at, a.id
    limit 20`)
}

/** One of them; undefined for what is somebody else's, unproven, over or unknown alike. */
export async function findOwnAppointment(
  tx: Tx,
  asking: Pick<Asking, 'contactId' | 'isProven' | 'conversation'>,
  id: string,
): Promise<OwnAppointment | undefined> {
  return (await findOwnAppointments(tx, asking)).find((appointment) => appointment.id === id)
}
