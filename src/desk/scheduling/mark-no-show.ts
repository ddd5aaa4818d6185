import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { KnownAppointment } from './appointment.ts'
import { appointmentNoShow, appointmentNoShowUndone } from './events.ts'

export interface Attendance {
  appointment: KnownAppointment
  /** When it was said; null where that is unknown. */
  toldAt: Temporal.Instant | null
}

/** The patient did not come. False when that was known, or when there is nothing to miss any more. */
export async function markNoShow(tx: Tx, actor: Actor, input: Attendance): Promise<boolean> {
  const { appointment } = input
  await noteToldAt(tx, input)
  if (appointment.status === 'noshow' || appointment.status === 'cancelled') return false
  await tx.run(sql`
    update appointments
    set status = 'noshow', status_before_noshow = ${appointment.status}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await record(tx, appointmentNoShow, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    payload: { statusBefore: appointment.status },
  })
  return true
}

/** The no-show was a mistake: the appointment is again what it was. False where it is no no-show. */
export async function undoNoShow(tx: Tx, actor: Actor, input: Attendance): Promise<boolean> {
  const { appointment } = input
  await noteToldAt(tx, input)
  if (appointment.status !== 'noshow') return false
  const status = appointment.statusBeforeNoShow ?? 'booked'
  await tx.run(sql`
    update appointments
    set status = ${status}, status_before_noshow = null, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await record(tx, appointmentNoShowUndone, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    payload: { status },
  })
  return true
}

/** Also where nothing changes: an undoing that overtook its mark has to outlast it. */
async function noteToldAt(tx: Tx, { appointment, toldAt }: Attendance): Promise<void> {
  if (!toldAt) return
  await tx.run(sql`
    update appointments
    set attendance_told_at = greatest(attendance_told_at, ${toldAt})
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
}
