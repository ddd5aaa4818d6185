import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { Mode } from '../services/service.ts'
import { appointmentBooked, appointmentRequested } from './events.ts'
import type { Bookable } from './find-bookable.ts'
import type { Place } from './place.ts'
import type { Attendee } from './recognize-person.ts'
import { writeAppointment } from './write-appointment.ts'

/** The `source` of appointments that are made here; all others came from a vendor. */
export const OWN_SOURCE = 'foyer'

export interface BookingDetails {
  /** Default: the service's. */
  mode?: Mode
  locationText?: string | null
  notes?: string | null
  answers?: { key: string; label: string; value: string }[]
  /** Not given: as the service demands. Staff may book what patients only ask for. */
  status?: 'booked' | 'pending'
}

export interface WriteBooking extends BookingDetails {
  appointmentId: string
  bookable: Bookable
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  attendee: Attendee
  place: Place
  series?: { id: string; visit: number }
}

/** Writes an appointment whose place is taken, and records that it is booked, or asked for. */
export async function writeBooking(tx: Tx, actor: Actor, input: WriteBooking): Promise<void> {
  const { appointmentId, bookable, attendee, place, startAt, series } = input
  const status = input.status ?? (bookable.requiresConfirmation ? 'pending' : 'booked')
  writeAppointment(tx, {
    id: appointmentId,
    attendee,
    serviceId: bookable.serviceId,
    serviceName: bookable.name,
    practitionerId: place.practitionerIds[0] ?? null,
    seriesId: series?.id ?? null,
    title: bookable.name,
    status,
    mode: input.mode ?? bookable.mode,
    startAt,
    endAt: input.endAt,
    bufferBeforeMinutes: bookable.bufferBeforeMinutes,
    bufferAfterMinutes: bookable.bufferAfterMinutes,
    sequence: 0,
    source: OWN_SOURCE,
    connectionId: null,
    place: null,
    locationText: input.locationText ?? null,
    notes: input.notes ?? null,
    answers: input.answers ?? [],
    cancellationReason: null,
    vendorChangedAt: null,
  })
  const about = { actor, contactId: attendee.contactId, appointmentId }
  const told = {
    startAt: startAt.toString(),
    sequence: 0,
    source: OWN_SOURCE,
    ...(series ? { seriesVisit: series.visit } : {}),
  }
  if (status === 'pending') await record(tx, appointmentRequested, { ...about, payload: told })
  else await record(tx, appointmentBooked, { ...about, payload: { ...told, wasPending: false } })
}
