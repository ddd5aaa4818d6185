import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { normalizePhone } from '../../kit/phone.ts'
import type { Booking } from '../../providers/bookings/notice.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { learnIdentifiers } from '../contacts/learn-identifiers.ts'
import { isBefore, type KnownAppointment } from './appointment.ts'
import { ensurePractitioner } from './ensure-practitioner.ts'
import { appointmentBooked, appointmentRescheduled } from './events.ts'
import { nameAppointment } from './name-appointment.ts'

export interface MoveAppointment {
  appointment: KnownAppointment
  clinic: Clinic
  booking: Booking
  status: 'booked' | 'pending'
  source: string
  vendorChangedAt: Temporal.Instant | null
}

/**
 * The same appointment at another time, and with whatever else is new, who, with whom and how to reach them: its `uid` stays, its `sequence` rises (RFC 5545, 3.8.7.4), old names are kept as old.
 */
export async function moveAppointment(tx: Tx, actor: Actor, input: MoveAppointment): Promise<void> {
  const { appointment, booking } = input
  const now = tx.clock.now()
  const sequence = appointment.sequence + 1
  const phone = booking.phoneRaw ? normalizePhone(booking.phoneRaw, input.clinic.country).e164 : null
  const practitionerId = await ensurePractitioner(tx, booking.organizer)
  await tx.run(sql`
    update appointments
    set start_at = ${booking.startAt}, end_at = ${booking.endAt}, status = ${input.status}, status_before_noshow = null,
      sequence = ${sequence}, mode = ${booking.mode}, practitioner_id = coalesce(${practitionerId}::uuid, practitioner_id),
      service_name = coalesce(${booking.serviceName}, service_name),
      location_text = coalesce(${booking.locationText}, location_text),
      attendee_email = coalesce(${booking.attendee.email}, attendee_email),
      attendee_phone_e164 = coalesce(${phone}, attendee_phone_e164),
      attendee_phone_raw = coalesce(${booking.phoneRaw}, attendee_phone_raw),
      attendee_time_zone = coalesce(${booking.attendee.timeZone}, attendee_time_zone),
      notes = coalesce(${booking.notes}, notes),
      answers = case when ${booking.answers.length} > 0 then ${JSON.stringify(booking.answers)}::jsonb else answers end,
      cancellation_reason = null, vendor_changed_at = ${input.vendorChangedAt}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await learnIdentifiers(tx, actor, {
    contactId: appointment.contactId,
    phone,
    phoneRaw: booking.phoneRaw,
    email: booking.attendee.email,
    source: input.source,
  })
  if (booking.replaces.length > 0) {
    // Whatever it was called until now is its past.
    await tx.run(sql`
      update appointment_references
      set superseded_at = ${now}
      where clinic_id = ${tx.clinicId} and appointment_id = ${appointment.id} and superseded_at is null`)
  }
  await nameAppointment(tx, {
    appointmentId: appointment.id,
    vendor: input.source,
    references: booking.references,
    superseded: booking.replaces,
  })
  await record(tx, appointmentRescheduled, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    occurredAt: input.vendorChangedAt,
    payload: {
      fromStartAt: appointment.startAt.toString(),
      startAt: booking.startAt.toString(),
      sequence,
      isPending: input.status === 'pending',
    },
  })
}

/**
 * What was asked for is booked; at another time than was asked for, its `sequence` rises, and what came before the last
 * change keeps its time. One that was called a no-show before this came becomes booked when that is undone.
 */
export async function confirmAppointment(
  tx: Tx,
  actor: Actor,
  input: Omit<MoveAppointment, 'status'>,
): Promise<void> {
  const { appointment, booking } = input
  if (appointment.status === 'noshow') {
    await tx.run(sql`
      update appointments
      set status_before_noshow = 'booked', updated_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
    return
  }
  const { startAt, endAt } = isBefore(input.vendorChangedAt, appointment.vendorChangedAt)
    ? appointment
    : booking
  const isMoved = !startAt.equals(appointment.startAt) || !endAt.equals(appointment.endAt)
  const sequence = isMoved ? appointment.sequence + 1 : appointment.sequence
  await tx.run(sql`
    update appointments
    set status = 'booked', start_at = ${startAt}, end_at = ${endAt}, sequence = ${sequence},
      vendor_changed_at = greatest(vendor_changed_at, ${input.vendorChangedAt}), updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${appointment.id}`)
  await record(tx, appointmentBooked, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    occurredAt: input.vendorChangedAt,
    payload: {
      startAt: startAt.toString(),
      sequence,
      source: input.source,
      wasPending: true,
    },
  })
}
