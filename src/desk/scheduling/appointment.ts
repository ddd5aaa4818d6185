/** An appointment is one visit, call or video meeting of a patient, from its request to its outcome. */
import type { Booking, BookingChange, BookingNotice } from '../../providers/bookings/notice.ts'

/** FHIR R4's words (Appointment.status). */
export const STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
] as const
export type AppointmentStatus = (typeof STATUSES)[number]

/** What a change is decided on. */
export interface KnownAppointment {
  id: string
  contactId: string
  status: AppointmentStatus
  statusBeforeNoShow: AppointmentStatus | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  sequence: number
  attendeeEmail: string | null
  vendorChangedAt: Temporal.Instant | null
  attendanceToldAt: Temporal.Instant | null
}

export function isLive(status: AppointmentStatus): boolean {
  return status === 'proposed' || status === 'pending' || status === 'booked' || status === 'arrived'
}

/** What becomes of a visit by itself, and is only noted. */
export const OUTCOMES = ['arrived', 'fulfilled', 'noshow'] as const
export type Outcome = (typeof OUTCOMES)[number]

export function isOutcome(status: AppointmentStatus): status is Outcome {
  return OUTCOMES.some((outcome) => outcome === status)
}

/**
 * From when on staff may say it of a visit. Patients come early, so they are in the clinic on the day at the earliest, by
 * the clinic's calendar; nobody was treated, and nobody missed, before the start.
 */
export function earliestOf(outcome: Outcome, startAt: Temporal.Instant, timeZone: string): Temporal.Instant {
  return outcome === 'arrived' ? startAt.toZonedDateTimeISO(timeZone).startOfDay().toInstant() : startAt
}

/** What is known when a vendor tells of a booking. */
export interface Standing {
  /** The appointment that bears the booking's current name. */
  known: KnownAppointment | null
  /** True when that name has been replaced by a newer one: whatever is told of it is old news. */
  isOldName: boolean
  /** The appointment under the name that this booking says it replaces. */
  replaced: KnownAppointment | null
  /** True when that name had already been replaced before. */
  isOldReplaced: boolean
}

export type Change =
  | { do: 'create'; status: 'booked' | 'pending' | 'cancelled' }
  | { do: 'confirm'; appointment: KnownAppointment }
  | { do: 'move'; appointment: KnownAppointment; status: 'booked' | 'pending' }
  | { do: 'cancel'; appointment: KnownAppointment }
  /** The two are one, and messages came in an order that hid it: `absorbed` is its later part. */
  | { do: 'absorb'; appointment: KnownAppointment; absorbed: KnownAppointment }
  | { do: 'nothing'; appointment: KnownAppointment; because: 'known_already' | 'older_than_known' }

export interface Told {
  change: BookingChange
  vendorStatus: Booking['vendorStatus']
  /** When the vendor says that it happened, else when it reached us; told again, the last time. */
  occurredAt: Temporal.Instant
  /** The same, but told again, the first time. */
  firstToldAt: Temporal.Instant
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}

/**
 * What a vendor's message does, given what is known: messages come twice, late and in any order. A reschedule gives
 * the booking a new name at Cal.com and moves the same appointment here; what is told of an old name, or happened
 * before the last change that was applied, changes nothing.
 */
export function decideChange(told: Told, standing: Standing): Change {
  const { known, replaced } = standing
  switch (told.change) {
    case 'created':
    case 'requested': {
      const status = told.change === 'requested' || told.vendorStatus === 'pending' ? 'pending' : 'booked'
      if (!known) return replaced ? moveOrAbsorb(told, standing, status) : { do: 'create', status }
      if (standing.isOldName) return { do: 'nothing', appointment: known, because: 'older_than_known' }
      const underlying = known.status === 'noshow' ? known.statusBeforeNoShow : known.status
      if (underlying === 'pending' && status === 'booked') return { do: 'confirm', appointment: known }
      return moveWithinName(told, known, status)
    }
    case 'rescheduled': {
      const status = told.vendorStatus === 'pending' ? 'pending' : 'booked'
      if (!known) return replaced ? moveOrAbsorb(told, standing, status) : { do: 'create', status }
      // What this name has become meanwhile is a row of its own: the earlier one, which the patient knows, takes it over.
      if (replaced && replaced.id !== known.id)
        return { do: 'absorb', appointment: replaced, absorbed: known }
      if (standing.isOldName) return { do: 'nothing', appointment: known, because: 'older_than_known' }
      return moveWithinName(told, known, status)
    }
    case 'cancelled':
    case 'rejected':
      if (!known)
        return replaced ? { do: 'cancel', appointment: replaced } : { do: 'create', status: 'cancelled' }
      if (known.status === 'cancelled') return { do: 'nothing', appointment: known, because: 'known_already' }
      if (standing.isOldName || isOlder(told, known)) {
        return { do: 'nothing', appointment: known, because: 'older_than_known' }
      }
      return { do: 'cancel', appointment: known }
    case 'paid':
    case 'payment_started': {
      if (!known) {
        const isPending = told.vendorStatus === 'pending' || told.change === 'payment_started'
        const status = isPending ? 'pending' : 'booked'
        return replaced ? moveOrAbsorb(told, standing, status) : { do: 'create', status }
      }
      const isConfirmed =
        told.change === 'paid' && told.vendorStatus === 'accepted' && known.status === 'pending'
      if (isConfirmed && !standing.isOldName) return { do: 'confirm', appointment: known }
      return { do: 'nothing', appointment: known, because: 'known_already' }
    }
  }
}

function moveOrAbsorb(told: Told, standing: Standing, status: 'booked' | 'pending'): Change {
  const replaced = standing.replaced as KnownAppointment
  // Its name was replaced by a third before: this is the middle of a chain that came late.
  if (standing.isOldReplaced && isOlder(told, replaced)) {
    return { do: 'nothing', appointment: replaced, because: 'older_than_known' }
  }
  return { do: 'move', appointment: replaced, status }
}

/** Vendors without names of their own for each move (the documented body has one id) tell other times under it. */
function moveWithinName(told: Told, known: KnownAppointment, status: 'booked' | 'pending'): Change {
  const isSameTime = known.startAt.equals(told.startAt) && known.endAt.equals(told.endAt)
  if (isSameTime) return { do: 'nothing', appointment: known, because: 'known_already' }
  if (isOlder(told, known) || (known.status === 'cancelled' && !mayRevive(told, known))) {
    return { do: 'nothing', appointment: known, because: 'older_than_known' }
  }
  return { do: 'move', appointment: known, status }
}

/** A clinic may send a booking back for another time. What was told before the end only comes late, or again. */
function mayRevive(told: Told, known: KnownAppointment): boolean {
  return told.change === 'rescheduled' && !isBefore(told.firstToldAt, known.vendorChangedAt)
}

/**
 * True where the same bytes again may be news: they name no moment, and tell what may happen to a booking twice. Moved
 * there, back and there again, it is the last telling that counts.
 */
export function isNewsWhenRepeated(notice: BookingNotice): boolean {
  switch (notice.kind) {
    case 'booking':
      return notice.occurredAt === null && (notice.change === 'rescheduled' || notice.change === 'cancelled')
    case 'attendance':
      return notice.occurredAt === null
    default:
      return false
  }
}

function isOlder(told: Told, known: KnownAppointment): boolean {
  return isBefore(told.occurredAt, known.vendorChangedAt)
}

/** What is told of whether the patient came: of an old name, or before what was told last, it changes nothing. */
export function isOldAttendance(occurredAt: Temporal.Instant | null, standing: Standing): boolean {
  return standing.isOldName || isBefore(occurredAt, standing.known?.attendanceToldAt ?? null)
}

/** False where one of the two is unknown. */
export function isBefore(a: Temporal.Instant | null, b: Temporal.Instant | null): boolean {
  return a !== null && b !== null && Temporal.Instant.compare(a, b) < 0
}
