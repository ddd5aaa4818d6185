import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { normalizePhone } from '../../kit/phone.ts'
import type { Booking } from '../../providers/bookings/notice.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { recognizeContact } from '../contacts/recognize-contact.ts'
import { ensureProfile } from '../patients/ensure-profile.ts'
import { ensurePractitioner } from './ensure-practitioner.ts'
import { appointmentBooked, appointmentCancelled, appointmentRequested } from './events.ts'
import { nameAppointment } from './name-appointment.ts'
import { writeAppointment } from './write-appointment.ts'

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
  const practitionerId = await ensurePractitioner(tx, booking.organizer)
  const id = uuidv7(now)
  const sequence = booking.replaces.length > 0 ? 1 : 0
  writeAppointment(tx, {
    ...booking,
    id,
    attendee: {
      ...booking.attendee,
      contactId: person.contactId,
      profileId: profile.profileId,
      phoneE164: phone,
      phoneRaw: booking.phoneRaw,
    },
    practitionerId,
    serviceId: null,
    seriesId: null,
    status: input.status,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    sequence,
    source: input.source,
    connectionId: input.connectionId,
    vendorChangedAt: input.vendorChangedAt,
  })
  await nameAppointment(tx, {
    appointmentId: id,
    vendor: input.source,
    references: booking.references,
    superseded: booking.replaces,
  })
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
