/** The arbiter decides every outgoing message at the moment of sending, and says why (REQUIREMENTS F4). Pure. */
import type { ConversationStatus } from '../conversations/conversation.ts'
import { type AppointmentStatus, isLive } from '../scheduling/appointment.ts'
import { CAPS, nextRoom, OF_USE, type Room } from './caps.ts'
import {
  announcesVisit,
  answersOwnAct,
  type Channel,
  endsVisit,
  isTalk,
  type MessageKind,
  type Purpose,
  STEP_KIND,
} from './message.ts'
import type { Region } from './policy.ts'
import { nextOpening } from './quiet-hours.ts'

export interface Consent {
  purpose: 'all' | Purpose
  channel: 'all' | Channel
  state: 'granted' | 'withdrawn'
  /** When it was said. */
  at: Temporal.Instant
  /** Set: said by somebody unproven, of this conversation alone. */
  conversationId?: string | null
  /** A bare START: it lifts what was stopped, and nothing was read that it could agree to. */
  isBare?: boolean
  /** The person has written since, in the conversation of the message. Not given: the clocks tell. */
  isFollowed?: boolean
}

/** Where on a chat channel the message goes. */
export interface Talk {
  status: ConversationStatus
  /** When the person last wrote there. */
  lastInboundAt: Temporal.Instant | null
  /** Until when free text may be written; null: always. */
  windowClosesAt: Temporal.Instant | null
}

export interface Case {
  now: Temporal.Instant
  kind: MessageKind
  purpose: Purpose
  channel: Channel
  /** Every zone that the person may be in: their own, else the clinic's. At least one. */
  zones: readonly string[]
  /** Every region whose rules may apply. Not given: nobody knows, and the strictest rules hold. */
  regions?: readonly Region[]
  /** Oldest first: the newest entry that applies counts. */
  consents: readonly Consent[]
  /**
   * Messages that went to this contact or may have, this one excluded. `otherAt`: when those of care and marketing did, of the last
   * week; not given: nobody knows, and what is too much does not wait.
   */
  sent: {
    transactionalLastDay: number
    otherLastDay: number
    otherLastWeek: number
    otherAt?: readonly Temporal.Instant[]
    /** As the clinic has set it. Not given: `CAPS`. */
    marketingPerWeek?: number | undefined
  }
  /** When messages that go before this one are due to this person, within a day. */
  coming?: readonly Temporal.Instant[]
  /** When it was written. Not given: now. */
  writtenAt?: Temporal.Instant
  /** Null for a message that speaks of no appointment. */
  appointment: { status: AppointmentStatus; startAt: Temporal.Instant; sequence: number } | null
  /** Which version of the appointment the text speaks of. */
  speaksOfSequence: number | null
  /** Who wrote it. */
  author: 'system' | 'assistant' | 'user'
  /** Null for what goes to an address and belongs to no conversation. */
  talk: Talk | null
  /** An approved template goes out when the window is closed too. */
  isTemplate: boolean
  /** One of the staff is talking with this person, or awaited, on whatever channel; see `TALK_LASTS`. */
  isPersonTalking: boolean
}

export const REFUSALS = [
  'opted_out',
  'no_marketing_consent',
  'window_closed',
  'human_talking',
  'appointment_cancelled',
  'appointment_moved',
  'appointment_past',
  'visit_too_close',
  'daily_cap',
  'weekly_cap',
] as const
export type RefusalReason = (typeof REFUSALS)[number]

export { CAPS } from './caps.ts'

export type Verdict =
  | { verdict: 'send' }
  | { verdict: 'hold'; until: Temporal.Instant; reason: 'quiet_hours' | 'human_talking' | Room['reason'] }
  | { verdict: 'refuse'; reason: RefusalReason }

/** What waits while a person talks is looked at again after this. */
const WHILE_TALKING = { hours: 1 }

/**
 * After the last word of the person or the staff, or after staff took the conversation: as long as WhatsApp keeps one open to free
 * text. Staff forget to give conversations back, and one in which nobody has written for a day is no talk that is in the way.
 */
export const TALK_LASTS = { hours: 24 }

/**
 * After the last word of somebody who waits for a person, or since they began to wait: as long as care is held (`OF_USE`). Nobody
 * has answered them, so advertising would be rude longer; but whom nobody answers at all still gets their aftercare.
 */
export const WAIT_LASTS = { hours: 48 }

/** A reminder that comes later than this before the visit helps nobody. */
const LEAST_USEFUL = { minutes: 30 }

export function decide(message: Case): Verdict {
  const refusal = refusalOf(message)
  if (refusal) return { verdict: 'refuse', reason: refusal }
  if (isTalk(message.kind) && message.talk) return { verdict: 'send' }
  // Nobody wants advertising in the middle of a talk with the front desk.
  if (message.isPersonTalking && message.purpose !== 'transactional') {
    const until = message.now.add(WHILE_TALKING)
    return isPastUse(message, until, true)
      ? { verdict: 'refuse', reason: 'human_talking' }
      : { verdict: 'hold', until, reason: 'human_talking' }
  }
  const room = roomFor(message)
  const { now, zones, purpose, regions } = message
  const from = room?.at ?? now
  const until = isQuieted(message) ? nextOpening(from, zones, purpose, regions) : from
  if (until && Temporal.Instant.compare(until, now) === 0) return { verdict: 'send' }
  if (!until || isPastUse(message, until, room !== null)) {
    if (!room) return { verdict: 'refuse', reason: 'visit_too_close' }
    return { verdict: 'refuse', reason: room.last === 'weekly_cap' ? 'weekly_cap' : 'daily_cap' }
  }
  return { verdict: 'hold', until, reason: room?.reason ?? 'quiet_hours' }
}

/** What is said outside of a conversation was asked for by somebody who may be anybody: it wakes nobody. */
function isQuieted({ channel, kind }: Case): boolean {
  return channel !== 'email' && !(answersOwnAct(kind) && !isTalk(kind))
}

/** What a clinic sets is for marketing: a check-in after a visit is not less needed there. */
function mostPerWeek({ purpose, sent }: Case): number {
  return (purpose === 'marketing' ? sent.marketingPerWeek : undefined) ?? CAPS.otherPerWeek
}

/** When the caps let it go; null: now. */
function roomFor(message: Case): Room | null {
  const { now, purpose, sent, coming } = message
  if (purpose === 'transactional' || !isCapped(message)) return null
  return nextRoom({ now, gone: sent.otherAt ?? [], coming, perWeek: mostPerWeek(message) })
}

/** Held until then it helps nobody. */
function isPastUse(message: Case, until: Temporal.Instant, isKeptBack: boolean): boolean {
  const { purpose, appointment, now, writtenAt = now } = message
  const ends = [
    isAhead(message) ? appointment?.startAt.subtract(LEAST_USEFUL) : undefined,
    isKeptBack && OF_USE[purpose] ? writtenAt.add(OF_USE[purpose]) : undefined,
  ]
  return ends.some((end) => end && Temporal.Instant.compare(until, end) > 0)
}

/** What a journey says after a visit, such as aftercare, has no last use before it: when it was written tells the two apart. */
function isAhead({ kind, appointment, now, writtenAt = now }: Case): boolean {
  if (!appointment) return false
  return announcesVisit(kind) || Temporal.Instant.compare(appointment.startAt, writtenAt) > 0
}

function refusalOf(message: Case): RefusalReason | null {
  const last = message.consents.findLast((entry) => speaksOf(entry, message))
  if (last?.state === 'withdrawn' && !isAskedFor(message, last)) return 'opted_out'
  // Giving one's number or address for a visit is consent to messages about it; marketing needs its own.
  const isMarketing = message.purpose === 'marketing'
  if (isMarketing && consentFor(message.consents, message)?.state !== 'granted') return 'no_marketing_consent'
  return talkRefusal(message) ?? appointmentRefusal(message) ?? capRefusal(message)
}

/**
 * The newest entry that applies. A bare START gives no consent to advertising, which needs a text that was shown
 * (47 CFR 64.1200(f)(9)).
 */
export function consentFor(
  consents: readonly Consent[],
  { purpose, channel }: { purpose: Purpose; channel: Channel },
): Consent | undefined {
  return consents.findLast(
    (entry) => speaksOf(entry, { purpose, channel }) && !(purpose === 'marketing' && entry.isBare),
  )
}

function speaksOf(entry: Consent, { purpose, channel }: { purpose: Purpose; channel: Channel }): boolean {
  return (
    (entry.purpose === 'all' || entry.purpose === purpose) &&
    (entry.channel === 'all' || entry.channel === channel)
  )
}

/**
 * After a STOP there is one acknowledgement, and what answers the person's own next request (REQUIREMENTS F4). A life goes
 * before all.
 */
function isAskedFor({ kind, talk }: Case, withdrawn: Consent): boolean {
  if (kind === 'opt_out_ack' || kind === 'emergency_notice') return true
  if (!isTalk(kind) || !talk?.lastInboundAt) return false
  if (withdrawn.isFollowed !== undefined) return withdrawn.isFollowed
  return Temporal.Instant.compare(talk.lastInboundAt, withdrawn.at) > 0
}

function talkRefusal({ kind, author, talk, isTemplate, now }: Case): RefusalReason | null {
  if (!talk) return null
  const isTaken = talk.status === 'person' || talk.status === 'waiting'
  if (kind === 'reply' && author === 'assistant' && isTaken) return 'human_talking'
  if (isTemplate || !talk.windowClosesAt) return null
  return Temporal.Instant.compare(now, talk.windowClosesAt) >= 0 ? 'window_closed' : null
}

function appointmentRefusal(message: Case): RefusalReason | null {
  const { appointment, kind, now, speaksOfSequence } = message
  if (!appointment) return null
  // Cancelled, and booked again before this could go out.
  if (endsVisit(kind)) return isLive(appointment.status) ? 'appointment_moved' : null
  const isPast = Temporal.Instant.compare(appointment.startAt, now) <= 0
  // How to prepare for it, and what to fill in before.
  if (kind === STEP_KIND && isPast && isAhead(message)) return 'appointment_past'
  if (!announcesVisit(kind)) return null
  if (appointment.status === 'cancelled' || appointment.status === 'noshow') return 'appointment_cancelled'
  if (speaksOfSequence !== null && speaksOfSequence < appointment.sequence) return 'appointment_moved'
  return isPast ? 'appointment_past' : null
}

/** Whoever is not told of a change travels for nothing. */
function isCapped({ kind }: Case): boolean {
  return kind === STEP_KIND || (announcesVisit(kind) && kind !== 'rescheduled')
}

function capRefusal(message: Case): RefusalReason | null {
  const { purpose, sent } = message
  if (!isCapped(message)) return null
  if (purpose === 'transactional') {
    return sent.transactionalLastDay >= CAPS.transactionalPerDay ? 'daily_cap' : null
  }
  // It waits until there is room, see `nextRoom`.
  if (sent.otherAt) return null
  if (sent.otherLastDay >= CAPS.otherPerDay) return 'daily_cap'
  return sent.otherLastWeek >= mostPerWeek(message) ? 'weekly_cap' : null
}
