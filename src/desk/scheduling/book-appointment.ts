import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { normalizePhone } from '../../kit/phone.ts'
import type { Booking } from '../../providers/bookings/notice.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { recognizeContact } from '../contacts/recognize-contact.ts'
import { ensureProfile } from '../patients/ensure-profile.ts'
import { attributionOf } from './booking-channel.ts'
import { ensurePractitioner } from './ensure-practitioner.ts'
import { appointmentBooked, appointmentCancelled, appointmentRequested } from './events.ts'
import { nameAppointment } from './name-appointment.ts'

export interface BookAppointment {
  clinic: Clinic
  booking: Booking
  status: 'booked' | 'pending' | 'cancelled'
  source: string
  connectionId: string | null
  vendorChangedAt: Temporal.Instant | null
}

/**
 * Makes the contact, the patient profile and the appointment, all or none (REQUIREMENTS D1). A number that is no
 * phone number stays as raw text; a person whose phone and e-mail lead to different people becomes a provisional
 * contact with a task for staff. Nothing of this stops the booking.
 */
export async function bookAppointment(tx: Tx, actor: Actor, input: BookAppointment): Promise<string> {
  const { booking, clinic } = input
  const now = tx.clock.now()
  const phone = booking.phoneRaw ? normalizePhone(booking.phoneRaw, clinic.country).e164 : null
  const person = await recognizeContact(tx, actor, {
    name: booking.attendee.name,
    phone,
    phoneRaw: booking.phoneRaw,
    email: booking.attendee.email,
    timeZone: booking.attendee.timeZone,
    locale: booking.attendee.locale,
    source: input.source,
  })
  const profile = await ensureProfile(tx, {
    contactId: person.contactId,
    fullName: booking.attendee.name,
    place: booking.place,
    isNewContact: person.isNew,
    hint: person.conflictId ? 'identity_conflict' : null,
  })
  const attribution = attributionOf(booking.answers)
  const practitionerId = await ensurePractitioner(tx, booking.organizer)
  const id = uuidv7(now)
  const sequence = booking.replaces.length > 0 ? 1 : 0
  await tx.run(sql`
    insert into appointments (clinic_id, id, contact_id, patient_profile_id, practitioner_id, service_name, title, status,
      mode, start_at, end_at, uid, sequence, source, booking_channel, connection_id,
      attendee_name, attendee_email, attendee_phone_e164, attendee_phone_raw, attendee_time_zone, attendee_locale,
      place, location_text, notes, answers, cancellation_reason, vendor_changed_at, created_at, updated_at)
    values (${tx.clinicId}, ${id}, ${person.contactId}, ${profile.profileId}, ${practitionerId}, ${booking.serviceName},
      ${booking.title}, ${input.status}, ${booking.mode}, ${booking.startAt}, ${booking.endAt}, ${`${id}@foyer`}, ${sequence},
      ${input.source}, ${attribution.channel}, ${input.connectionId},
      ${booking.attendee.name}, ${booking.attendee.email}, ${phone}, ${booking.phoneRaw}, ${booking.attendee.timeZone},
      ${booking.attendee.locale}, ${booking.place}, ${booking.locationText}, ${booking.notes},
      ${JSON.stringify(booking.answers)}::jsonb, ${booking.cancellationReason}, ${input.vendorChangedAt}, ${now}, ${now})`)
  await nameAppointment(tx, {
    appointmentId: id,
    vendor: input.source,
    references: booking.references,
    superseded: booking.replaces,
  })
  await touch(tx, { contactId: person.contactId, appointmentId: id, ...attribution })
  await recordBooked(tx, actor, { ...input, appointmentId: id, contactId: person.contactId, sequence })
  return id
}

async function recordBooked(
  tx: Tx,
  actor: Actor,
  input: BookAppointment & { appointmentId: string; contactId: string; sequence: number },
): Promise<void> {
  const { contactId, appointmentId, sequence, source } = input
  const about = { actor, contactId, appointmentId, occurredAt: input.vendorChangedAt }
  const startAt = input.booking.startAt.toString()
  switch (input.status) {
    case 'booked':
      await record(tx, appointmentBooked, {
        ...about,
        payload: { startAt, sequence, source, wasPending: false },
      })
      return
    case 'pending':
      await record(tx, appointmentRequested, { ...about, payload: { startAt, sequence, source } })
      return
    case 'cancelled':
      await record(tx, appointmentCancelled, {
        ...about,
        payload: { cause: 'cancelled', sequence, wasLive: false },
      })
  }
}

/** One row for each booking: where the person first came from, and where from this time (REQUIREMENTS A10). */
async function touch(
  tx: Tx,
  input: { contactId: string; appointmentId: string; channel: string; campaign: string | null },
): Promise<void> {
  await tx.run(sql`
    insert into attribution_touches (clinic_id, id, contact_id, appointment_id, first_channel, last_channel, campaign, created_at)
    values (${tx.clinicId}, ${uuidv7(tx.clock.now())}, ${input.contactId}, ${input.appointmentId},
      coalesce((
        select first_channel
        from attribution_touches
        where clinic_id = ${tx.clinicId} and contact_id = ${input.contactId}
        order by id
        limit 1), ${input.channel}),
      ${input.channel}, ${input.campaign}, ${tx.clock.now()})`)
}
