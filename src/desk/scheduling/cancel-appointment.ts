import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { isLive, type KnownAppointment } from './appointment.ts'
import { appointmentCancellationUndone, appointmentCancelled } from './events.ts'

export interface CancelAppointment {
  appointment: KnownAppointment
  cause: 'cancelled' | 'rejected'
  /** In the words of whoever cancelled; for staff. */
  reason: string | null
  vendorChangedAt: Temporal.Instant | null
}

/** Ends an appointment. Its `sequence` rises, so that calendars take the cancellation for newer (RFC 5546, 3.2.5). */
export async function cancelAppointment(tx: Tx, actor: Actor, input: CancelAppointment): Promise<void> {
  const { appointment } = input
  const sequence = appointment.sequence + 1
  await tx.run(sql`
    update appointments
    set status = 'cancelled', sequence = ${sequence}, cancellation_reason = ${input.reason},
      vendor_changed_at = coalesce(${input.vendorChangedAt}, vendor_changed_at), updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await record(tx, appointmentCancelled, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    occurredAt: input.vendorChangedAt,
    payload: { cause: input.cause, sequence, wasLive: isLive(appointment.status) },
  })
}

/** The cancellation was a mistake: booked as before, or, with its place taken meanwhile, not undone at all. */
export async function undoCancellation(tx: Tx, actor: Actor, appointment: KnownAppointment): Promise<void> {
  const sequence = appointment.sequence + 1
  await tx.run(sql`
    update appointments
    set status = 'booked', status_before_noshow = null, sequence = ${sequence}, cancellation_reason = null,
      updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await record(tx, appointmentCancellationUndone, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    payload: { status: 'booked', startAt: appointment.startAt.toString(), sequence },
  })
}
