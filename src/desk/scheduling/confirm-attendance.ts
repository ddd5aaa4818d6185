import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { appointmentAttendanceConfirmed } from './events.ts'
import { lockAppointment } from './lock-appointment.ts'

export interface ConfirmAttendance {
  appointmentId: string
  /** The version that the patient was told of; null: the present one. */
  sequence: number | null
  /** In which they said it. */
  conversationId: string | null
}

export type AttendanceRefusal =
  | 'no_appointment'
  /** Cancelled, missed or over. */
  | 'not_live'
  /** Staff have not accepted the request yet. */
  | 'pending'
  /** It is at another time than they were told. */
  | 'moved'

/**
 * Keeps that the patient says they will come, to this visit at this time: another time asks them anew. Said twice, it is kept
 * once (`isNew` false). No status of FHIR's: the visit stays `booked`.
 */
export async function confirmAttendance(
  tx: Tx,
  actor: Actor,
  { appointmentId, sequence, conversationId }: ConfirmAttendance,
): Promise<{ ok: true; isNew: boolean } | { ok: false; reason: AttendanceRefusal }> {
  const appointment = await lockAppointment(tx, appointmentId)
  if (!appointment) return { ok: false, reason: 'no_appointment' }
  const { status, startAt, contactId } = appointment
  const isAhead = Temporal.Instant.compare(tx.clock.now(), startAt) < 0
  if (status === 'pending' && isAhead) return { ok: false, reason: 'pending' }
  if (status !== 'booked' || !isAhead) return { ok: false, reason: 'not_live' }
  if (sequence !== null && sequence !== appointment.sequence) return { ok: false, reason: 'moved' }
  const now = tx.clock.now()
  const changed = await tx.run(sql`
    update appointments
    set attendance_confirmed_at = ${now}, attendance_confirmed_sequence = sequence, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${appointmentId}
      and attendance_confirmed_sequence is distinct from sequence`)
  if (changed === 0) return { ok: true, isNew: false }
  await record(tx, appointmentAttendanceConfirmed, {
    actor,
    contactId,
    appointmentId,
    payload: { startAt: startAt.toString(), sequence: appointment.sequence, conversationId },
  })
  return { ok: true, isNew: true }
}
