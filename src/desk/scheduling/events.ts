import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

const instant = z.string()
const sequence = z.int().min(0)

/** Of a series from 1 on: whoever books ten visits hears of the first one, with the dates of the others. */
const seriesVisit = z.int().min(1).optional()

export const appointmentBooked = eventKind(
  'appointment.booked',
  z.strictObject({ startAt: instant, sequence, source: z.string(), wasPending: z.boolean(), seriesVisit }),
)
export const appointmentRequested = eventKind(
  'appointment.requested',
  z.strictObject({ startAt: instant, sequence, source: z.string(), seriesVisit }),
)
export const appointmentRescheduled = eventKind(
  'appointment.rescheduled',
  z.strictObject({ fromStartAt: instant, startAt: instant, sequence, isPending: z.boolean(), seriesVisit }),
)
/** `wasLive` is false where we learn of a booking only by its cancellation: nobody was ever told of it by us. */
export const appointmentCancelled = eventKind(
  'appointment.cancelled',
  z.strictObject({ cause: z.enum(['cancelled', 'rejected']), sequence, wasLive: z.boolean() }),
)
export const appointmentCancellationUndone = eventKind(
  'appointment.cancellation_undone',
  z.strictObject({ status: z.string(), startAt: instant, sequence }),
)
export const appointmentNoShow = eventKind(
  'appointment.no_show',
  z.strictObject({ statusBefore: z.string() }),
)
export const appointmentNoShowUndone = eventKind(
  'appointment.no_show_undone',
  z.strictObject({ status: z.string() }),
)
export const appointmentPaid = eventKind(
  'appointment.paid',
  z.strictObject({ amountMinor: z.int().nullable(), currency: z.string().nullable() }),
)
/** The vendor told something that changes no fact of ours: a meeting began, a payment was opened. */
export const appointmentNoticed = eventKind('appointment.noticed', z.strictObject({ trigger: z.string() }))
/** Two rows turned out to be one appointment; this one ends quietly. */
export const appointmentAbsorbed = eventKind(
  'appointment.absorbed',
  z.strictObject({ intoAppointmentId: z.string() }),
)
/** Booked elsewhere at a time that was taken here. `withAppointmentIds`: what stands there; holds are left out. */
export const appointmentConflicting = eventKind(
  'appointment.conflicting',
  z.strictObject({ startAt: instant, withAppointmentIds: z.array(z.string()) }),
)
export const appointmentArrived = eventKind(
  'appointment.arrived',
  z.strictObject({ statusBefore: z.string() }),
)
export const appointmentFulfilled = eventKind(
  'appointment.fulfilled',
  z.strictObject({ statusBefore: z.string() }),
)
/** The patient said that they will come, to this version of the visit; the conversation is the one in which they said it. */
export const appointmentAttendanceConfirmed = eventKind(
  'appointment.attendance_confirmed',
  z.strictObject({ startAt: instant, sequence, conversationId: z.string().nullable() }),
)
/** Another room or device, at the same time with the same practitioner. */
export const appointmentRoomChanged = eventKind(
  'appointment.room_changed',
  z.strictObject({ resourceIds: z.array(z.string()) }),
)
/** It was a mistake of the desk's: the appointment is booked as before. */
export const appointmentArrivalUndone = eventKind(
  'appointment.arrival_undone',
  z.strictObject({ statusBefore: z.string() }),
)
/** One for the whole series; each visit has its own `appointment.booked` too. */
export const appointmentSeriesBooked = eventKind(
  'appointment.series_booked',
  z.strictObject({ seriesId: z.string(), rrule: z.string(), appointmentIds: z.array(z.string()) }),
)

/** A place that was taken is free again; `practitionerIds`: who has the time. */
export const slotFreed = eventKind(
  'slot.freed',
  z.strictObject({
    serviceId: z.string(),
    practitionerIds: z.array(z.string()),
    startAt: instant,
    endAt: instant,
    because: z.enum(['cancelled', 'moved', 'noshow']),
  }),
)

const busyTime = z.strictObject({
  busyTimeId: z.string(),
  practitionerId: z.string().nullable(),
  resourceId: z.string().nullable(),
  startAt: instant,
  endAt: instant,
})
export const timeBlocked = eventKind('time.blocked', busyTime)
export const timeChanged = eventKind('time.changed', busyTime)
export const timeUnblocked = eventKind('time.unblocked', z.strictObject({ busyTimeId: z.string() }))

export const waitlistJoined = eventKind(
  'waitlist.joined',
  z.strictObject({ entryId: z.string(), serviceId: z.string() }),
)
export const waitlistLeft = eventKind('waitlist.left', z.strictObject({ entryId: z.string() }))
export const waitlistOffered = eventKind(
  'waitlist.offered',
  z.strictObject({ offerId: z.string(), entryId: z.string(), startAt: instant, expiresAt: instant }),
)
export const waitlistAccepted = eventKind(
  'waitlist.accepted',
  z.strictObject({ offerId: z.string(), entryId: z.string() }),
)
export const waitlistDeclined = eventKind(
  'waitlist.declined',
  z.strictObject({ offerId: z.string(), entryId: z.string() }),
)
/** Somebody else said yes first, or the place was gone when the yes came. */
export const waitlistLost = eventKind(
  'waitlist.lost',
  z.strictObject({ offerId: z.string(), entryId: z.string() }),
)
/** Nobody answered in time. */
export const waitlistOfferExpired = eventKind(
  'waitlist.offer_expired',
  z.strictObject({ offerId: z.string(), entryId: z.string() }),
)
