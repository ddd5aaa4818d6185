import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { isLive, type KnownAppointment } from './appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { appointmentAbsorbed, appointmentRescheduled } from './events.ts'
import { markNoShow } from './mark-no-show.ts'

/**
 * Two rows are one appointment: a reschedule came before what it moves. The earlier row, which the patient knows,
 * takes over the names, the time and the fate of the later one, which ends; its calendar entry is taken back.
 */
export async function absorbAppointment(
  tx: Tx,
  actor: Actor,
  input: { appointment: KnownAppointment; absorbed: KnownAppointment },
): Promise<void> {
  const { appointment, absorbed } = input
  const now = tx.clock.now()
  // Both ended: nothing lives again in between, and what was said of the end still holds.
  const isOver = appointment.status === 'cancelled' && absorbed.status === 'cancelled'
  const sequence = isOver ? appointment.sequence : appointment.sequence + 1
  await tx.run(sql`
    update appointment_references
    set superseded_at = ${now}
    where clinic_id = ${tx.clinicId} and appointment_id = ${appointment.id} and superseded_at is null`)
  await tx.run(sql`
    delete from appointment_references twin
    using appointment_references own
    where twin.clinic_id = ${tx.clinicId} and twin.appointment_id = ${absorbed.id}
      and own.clinic_id = twin.clinic_id and own.appointment_id = ${appointment.id}
      and own.vendor = twin.vendor and own.kind = twin.kind and own.value = twin.value`)
  await tx.run(sql`
    update appointment_references
    set appointment_id = ${appointment.id}
    where clinic_id = ${tx.clinicId} and appointment_id = ${absorbed.id}`)
  await tx.run(sql`
    update appointments
    set status = 'cancelled', sequence = sequence + 1, absorbed_into_id = ${appointment.id}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${absorbed.id}`)
  await record(tx, appointmentAbsorbed, {
    actor,
    contactId: absorbed.contactId,
    appointmentId: absorbed.id,
    payload: { intoAppointmentId: appointment.id },
  })

  const status = absorbed.status === 'pending' ? 'pending' : 'booked'
  await tx.run(sql`
    update appointments one
    set start_at = other.start_at, end_at = other.end_at, status = ${isOver ? 'cancelled' : status}, status_before_noshow = null,
      sequence = ${sequence},
      location_text = coalesce(other.location_text, one.location_text), paid_at = coalesce(one.paid_at, other.paid_at),
      attendance_told_at = greatest(one.attendance_told_at, other.attendance_told_at),
      cancellation_reason = case when ${isOver} then one.cancellation_reason end,
      vendor_changed_at = other.vendor_changed_at, updated_at = ${now}
    from appointments other
    where one.clinic_id = ${tx.clinicId} and one.id = ${appointment.id}
      and other.clinic_id = one.clinic_id and other.id = ${absorbed.id}`)
  if (isOver) return
  await record(tx, appointmentRescheduled, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    occurredAt: absorbed.vendorChangedAt,
    payload: {
      fromStartAt: appointment.startAt.toString(),
      startAt: absorbed.startAt.toString(),
      sequence,
      isPending: status === 'pending',
    },
  })
  const taken: KnownAppointment = {
    ...appointment,
    startAt: absorbed.startAt,
    endAt: absorbed.endAt,
    status: isLive(appointment.status) ? status : appointment.status,
    sequence,
  }
  if (absorbed.status === 'cancelled') {
    const { vendorChangedAt } = absorbed
    await cancelAppointment(tx, actor, {
      appointment: taken,
      cause: 'cancelled',
      reason: null,
      vendorChangedAt,
    })
  }
  if (absorbed.status === 'noshow') {
    await markNoShow(tx, actor, { appointment: { ...taken, status }, toldAt: absorbed.attendanceToldAt })
  }
}
