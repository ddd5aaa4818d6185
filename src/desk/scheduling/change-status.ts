import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { type AppointmentStatus, earliestOf, isBefore, isOutcome, type Outcome } from './appointment.ts'
import { cancelAppointment, undoCancellation } from './cancel-appointment.ts'
import {
  appointmentArrivalUndone,
  appointmentArrived,
  appointmentBooked,
  appointmentFulfilled,
} from './events.ts'
import { type LockedAppointment, lockAppointment } from './lock-appointment.ts'
import { markNoShow, undoNoShow } from './mark-no-show.ts'
import { OWN_SOURCE } from './write-booking.ts'

export interface ChangeStatus {
  appointmentId: string
  status: 'booked' | 'arrived' | 'fulfilled' | 'noshow' | 'cancelled'
  /** Of a cancellation, for staff. */
  reason?: string | null
}

export type StatusRefusal =
  | { ok: false; reason: 'no_appointment' | 'not_possible' | 'booked_elsewhere' }
  | { ok: false; reason: 'not_yet'; outcome: Outcome; startAt: Temporal.Instant }

/** Which status may follow which. Back again where the desk clicked the wrong one. */
const MAY_BECOME: Record<AppointmentStatus, readonly ChangeStatus['status'][]> = {
  proposed: ['cancelled'],
  pending: ['booked', 'cancelled'],
  booked: ['arrived', 'fulfilled', 'noshow', 'cancelled'],
  arrived: ['booked', 'fulfilled', 'noshow', 'cancelled'],
  fulfilled: ['booked', 'arrived', 'noshow'],
  noshow: ['booked', 'arrived', 'fulfilled'],
  cancelled: ['booked'],
}

/**
 * What staff say became of an appointment: confirmed, arrived, fulfilled, not come, cancelled. A request that is confirmed
 * keeps the place that it has had; whoever did not come, or whose visit was cancelled, gave it up, so that undoing it takes
 * it again or throws `SlotTaken`.
 * What was made elsewhere is confirmed and cancelled there. What cannot have happened yet is refused (`earliestOf`); what
 * a vendor tells is none of this verb's business and taken as it comes (decision 0026).
 */
export async function changeStatus(
  tx: Tx,
  actor: Actor,
  input: ChangeStatus,
): Promise<{ ok: true } | StatusRefusal> {
  const appointment = await lockAppointment(tx, input.appointmentId)
  if (!appointment) return { ok: false, reason: 'no_appointment' }
  return changeStatusOf(tx, actor, { ...input, appointment })
}

/** As `changeStatus`, for one that is locked. */
export async function changeStatusOf(
  tx: Tx,
  actor: Actor,
  input: Omit<ChangeStatus, 'appointmentId'> & { appointment: LockedAppointment },
): Promise<{ ok: true } | StatusRefusal> {
  const { appointment, status } = input
  if (appointment.status === status) return { ok: true }
  if (!MAY_BECOME[appointment.status].includes(status)) return { ok: false, reason: 'not_possible' }
  const before =
    appointment.status === 'noshow' ? (appointment.statusBeforeNoShow ?? 'booked') : appointment.status
  const isDecidedElsewhere = status === 'cancelled' || before === 'cancelled' || before === 'pending'
  if (isDecidedElsewhere && !appointment.isOwn) return { ok: false, reason: 'booked_elsewhere' }
  const { startAt } = appointment
  if (isOutcome(status) && (await isTooEarly(tx, status, startAt))) {
    return { ok: false, reason: 'not_yet', outcome: status, startAt }
  }

  if (before === 'cancelled') {
    await undoCancellation(tx, actor, appointment)
    return { ok: true }
  }
  const toldAt = tx.clock.now()
  if (status === 'cancelled') {
    const cause = before === 'pending' ? 'rejected' : 'cancelled'
    await cancelAppointment(tx, actor, {
      appointment,
      cause,
      reason: input.reason ?? null,
      vendorChangedAt: null,
    })
    return { ok: true }
  }
  if (status === 'noshow') {
    await markNoShow(tx, actor, { appointment, toldAt })
    return { ok: true }
  }
  if (appointment.status === 'noshow') await undoNoShow(tx, actor, { appointment, toldAt })
  if (before !== status) await setStatus(tx, actor, { appointment, from: before, status })
  return { ok: true }
}

async function isTooEarly(tx: Tx, outcome: Outcome, startAt: Temporal.Instant): Promise<boolean> {
  const now = tx.clock.now()
  if (!isBefore(now, startAt)) return false
  const timeZone = (await findClinic(tx))?.timeZone ?? 'UTC'
  return isBefore(now, earliestOf(outcome, startAt, timeZone))
}

async function setStatus(
  tx: Tx,
  actor: Actor,
  input: {
    appointment: LockedAppointment
    from: AppointmentStatus
    status: 'booked' | 'arrived' | 'fulfilled'
  },
): Promise<void> {
  const { appointment, from, status } = input
  await tx.run(sql`
    update appointments
    set status = ${status}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  const about = { actor, contactId: appointment.contactId, appointmentId: appointment.id }
  if (status === 'arrived')
    await record(tx, appointmentArrived, { ...about, payload: { statusBefore: from } })
  if (status === 'fulfilled')
    await record(tx, appointmentFulfilled, { ...about, payload: { statusBefore: from } })
  if (status !== 'booked') return
  if (from !== 'pending') {
    await record(tx, appointmentArrivalUndone, { ...about, payload: { statusBefore: from } })
    return
  }
  const { startAt, sequence } = appointment
  await record(tx, appointmentBooked, {
    ...about,
    payload: { startAt: startAt.toString(), sequence, source: OWN_SOURCE, wasPending: true },
  })
}
