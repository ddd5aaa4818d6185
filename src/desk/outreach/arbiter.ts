/** The arbiter decides every outgoing message at the moment of sending, and says why (REQUIREMENTS F4). Pure. */
import { type AppointmentStatus, isLive } from '../scheduling/appointment.ts'
import {
  announcesVisit,
  answersOwnAct,
  type Channel,
  endsVisit,
  type MessageKind,
  type Purpose,
} from './message.ts'
import { isOpen, nextOpening } from './quiet-hours.ts'

export interface Consent {
  purpose: 'all' | Purpose
  channel: 'all' | Channel
  state: 'granted' | 'withdrawn'
}

export interface Case {
  now: Temporal.Instant
  kind: MessageKind
  purpose: Purpose
  channel: Channel
  /** Every zone that the person may be in: their own, else the clinic's. At least one. */
  zones: readonly string[]
  /** Oldest first: the newest entry that applies counts. */
  consents: readonly Consent[]
  /** Messages that went to this contact, this one excluded. */
  sent: { transactionalLastDay: number; otherLastDay: number; otherLastWeek: number }
  /** Null for a message that speaks of no appointment. */
  appointment: { status: AppointmentStatus; startAt: Temporal.Instant; sequence: number } | null
  /** Which version of the appointment the text speaks of. */
  speaksOfSequence: number | null
}

export const REFUSALS = [
  'opted_out',
  'no_marketing_consent',
  'appointment_cancelled',
  'appointment_moved',
  'appointment_past',
  'visit_too_close',
  'daily_cap',
  'weekly_cap',
] as const
export type RefusalReason = (typeof REFUSALS)[number]

export type Verdict =
  | { verdict: 'send' }
  | { verdict: 'hold'; until: Temporal.Instant; reason: 'quiet_hours' }
  | { verdict: 'refuse'; reason: RefusalReason }

/** Care and marketing: 1 a day, 3 a week (47 CFR 64.1200(a)(9)(iv) sets these for exempt health messages). */
export const CAPS = { otherPerDay: 1, otherPerWeek: 3, transactionalPerDay: 20 }

/** A reminder that comes later than this before the visit helps nobody. */
const LEAST_USEFUL = { minutes: 30 }

export function decide(message: Case): Verdict {
  const refusal = refusalOf(message)
  if (refusal) return { verdict: 'refuse', reason: refusal }
  if (message.channel === 'email' || answersOwnAct(message.kind)) return { verdict: 'send' }
  if (isOpen(message.now, message.zones, message.purpose)) return { verdict: 'send' }
  const until = nextOpening(message.now, message.zones, message.purpose)
  const lastUse = message.appointment?.startAt.subtract(LEAST_USEFUL)
  if (!until || (lastUse && Temporal.Instant.compare(until, lastUse) > 0)) {
    return { verdict: 'refuse', reason: 'visit_too_close' }
  }
  return { verdict: 'hold', until, reason: 'quiet_hours' }
}

function refusalOf(message: Case): RefusalReason | null {
  const consent = message.consents.findLast(
    (entry) =>
      (entry.purpose === 'all' || entry.purpose === message.purpose) &&
      (entry.channel === 'all' || entry.channel === message.channel),
  )
  if (consent?.state === 'withdrawn') return 'opted_out'
  // Giving one's number or address for a visit is consent to messages about it; marketing needs its own.
  if (message.purpose === 'marketing' && consent?.state !== 'granted') return 'no_marketing_consent'
  return appointmentRefusal(message) ?? capRefusal(message)
}

function appointmentRefusal({ appointment, kind, now, speaksOfSequence }: Case): RefusalReason | null {
  if (!appointment) return null
  // Cancelled, and booked again before this could go out.
  if (endsVisit(kind)) return isLive(appointment.status) ? 'appointment_moved' : null
  if (!announcesVisit(kind)) return null
  if (appointment.status === 'cancelled' || appointment.status === 'noshow') return 'appointment_cancelled'
  if (speaksOfSequence !== null && speaksOfSequence < appointment.sequence) return 'appointment_moved'
  if (Temporal.Instant.compare(appointment.startAt, now) <= 0) return 'appointment_past'
  return null
}

function capRefusal({ purpose, kind, sent }: Case): RefusalReason | null {
  // Whoever is not told of a change travels for nothing.
  if (!announcesVisit(kind) || kind === 'rescheduled') return null
  if (purpose === 'transactional') {
    return sent.transactionalLastDay >= CAPS.transactionalPerDay ? 'daily_cap' : null
  }
  if (sent.otherLastDay >= CAPS.otherPerDay) return 'daily_cap'
  return sent.otherLastWeek >= CAPS.otherPerWeek ? 'weekly_cap' : null
}
