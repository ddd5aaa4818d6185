import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

const instant = z.string()
const sequence = z.int().min(0)

export const appointmentBooked = eventKind(
  'appointment.booked',
  z.strictObject({ startAt: instant, sequence, source: z.string(), wasPending: z.boolean() }),
)
export const appointmentRequested = eventKind(
  'appointment.requested',
  z.strictObject({ startAt: instant, sequence, source: z.string() }),
)
export const appointmentRescheduled = eventKind(
  'appointment.rescheduled',
  z.strictObject({ fromStartAt: instant, startAt: instant, sequence, isPending: z.boolean() }),
)
/** `wasLive` is false where we learn of a booking only by its cancellation: nobody was ever told of it by us. */
export const appointmentCancelled = eventKind(
  'appointment.cancelled',
  z.strictObject({ cause: z.enum(['cancelled', 'rejected']), sequence, wasLive: z.boolean() }),
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
