/**
 * Cal.com's webhooks as booking notices. One envelope, `{triggerEvent, createdAt, payload}`, and four things beside
 * it: meeting events are the bare booking row, payload templates put the payload's fields at the top or make a form
 * of them, and the documented shape is `{type, data}`.
 */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { readForm, sortAnswers } from './calcom-answers.ts'
import { type CalcomEnvelope, openEnvelope } from './calcom-envelope.ts'
import { CalcomPayload, type CalcomPerson, cut, emailOf, nameOf } from './calcom-payload.ts'
import type {
  Booking,
  BookingChange,
  BookingNotice,
  BookingNoticeResult,
  BookingReference,
  BookingVendor,
} from './port.ts'

export const calcom: BookingVendor = {
  vendor: 'calcom',
  signatureHeader: 'x-cal-signature-256',
  verify,
  read,
}

const CHANGES = new Map<string, BookingChange>([
  ['BOOKING_REQUESTED', 'requested'],
  ['BOOKING_CREATED', 'created'],
  ['BOOKING_RESCHEDULED', 'rescheduled'],
  ['BOOKING_CANCELLED', 'cancelled'],
  ['BOOKING_REJECTED', 'rejected'],
  ['BOOKING_PAID', 'paid'],
  ['BOOKING_PAYMENT_INITIATED', 'payment_started'],
])

const EARLIEST = Temporal.Instant.from('1970-01-01T00:00:00Z')
// No clock here, so a year stands in for "far away": what is beyond it is a broken template, no appointment.
const LATEST = Temporal.Instant.from('2100-01-01T00:00:00Z')

function verify(secret: string, rawBody: Uint8Array, signature: string | null): boolean {
  // Without a secret Cal.com sends the words `no-secret-provided`: whoever knows the address could have written it.
  if (secret === '' || signature === null || !/^[0-9a-f]{64}$/.test(signature)) return false
  return timingSafeEqual(createHmac('sha256', secret).update(rawBody).digest(), Buffer.from(signature, 'hex'))
}

function read(rawBody: Uint8Array, contentType: string | null): BookingNoticeResult {
  const opened = openEnvelope(rawBody, contentType)
  if (!opened.ok) return { ok: false, trigger: null, reason: opened.reason }
  const { envelope } = opened
  const payload = CalcomPayload.parse(envelope.payload)
  const trigger = envelope.trigger ?? inferTrigger(payload)
  if (trigger === null) {
    return refuse(
      null,
      'The delivery does not say what happened; add triggerEvent or status to the payload template in Cal.com, or remove the template, and enter this booking by hand.',
    )
  }
  if (trigger === 'PING') return { ok: true, notice: { kind: 'ping', trigger } }

  const references = referencesOf(payload, envelope.shape)
  const change = CHANGES.get(trigger)
  if (change) return readBooking(envelope, payload, { trigger, change, references })
  if (trigger === 'BOOKING_NO_SHOW_UPDATED') return readAttendance(envelope, payload, { trigger, references })
  if (trigger === 'MEETING_STARTED' || trigger === 'MEETING_ENDED') {
    if (references.length === 0) return refuse(trigger, NO_REFERENCE)
    const phase = trigger === 'MEETING_STARTED' ? 'started' : 'ended'
    return { ok: true, notice: { kind: 'meeting', trigger, phase, references } }
  }
  return { ok: true, notice: { kind: 'other', trigger, references } }
}

const NO_REFERENCE =
  'The delivery names no booking, so nothing could be found by it later; add uid to the payload template in Cal.com, or remove the template, and enter this booking by hand.'

function readBooking(
  envelope: CalcomEnvelope,
  payload: CalcomPayload,
  { trigger, change, references }: { trigger: string; change: BookingChange; references: BookingReference[] },
): BookingNoticeResult {
  if (!references.some(({ kind }) => kind === 'uid')) return refuse(trigger, NO_REFERENCE)
  const occurredAt = occurredAtOf(envelope)
  const times = readTimes(payload, occurredAt)
  if (!times.ok) return refuse(trigger, times.reason)
  const form = readForm(envelope.payload)
  const booker = findBooker(payload, form)
  if (!booker) {
    return refuse(
      trigger,
      'The booking has no attendee, so there is no patient to book for; open it in Cal.com, add the attendee and enter the booking by hand.',
    )
  }
  const attendee = attendeeOf(booker, form)
  const { startAt, endAt } = times
  const serviceName = serviceNameOf(payload)
  const organizer = payload.organizer.name || payload.organizer.email ? payload.organizer : payload.user
  const booking: Booking = {
    references,
    replaces: replacesOf(payload, references),
    title: payload.title ?? serviceName ?? 'Booking',
    serviceName,
    startAt,
    endAt,
    attendee,
    organizer: {
      name: organizer.name,
      email: organizer.email ?? payload.userPrimaryEmail,
      timeZone: organizer.timeZone ?? organizer.timezone,
    },
    ...sortAnswers(form, payload, booker.phoneNumber),
    cancellationReason: payload.cancellationReason ?? payload.rejectionReason,
    vendorStatus: vendorStatusOf(payload),
    payment: change === 'paid' || change === 'payment_started' ? paymentOf(payload) : null,
  }
  return { ok: true, notice: { kind: 'booking', trigger, change, occurredAt, booking } }
}

function readAttendance(
  envelope: CalcomEnvelope,
  payload: CalcomPayload,
  { trigger, references }: { trigger: string; references: BookingReference[] },
): BookingNoticeResult {
  if (references.length === 0) return refuse(trigger, NO_REFERENCE)
  // `BOOKING_NO_SHOW_UPDATED` marks and unmarks, so it has to say which; `booking.noShow` and the documented shape,
  // which knows no `noShow` field, can only mean the one thing.
  const meansNoShow = envelope.shape === 'documented' || !envelope.sentAs?.toLowerCase().includes('updated')
  const attendees = (payload.attendees ?? (meansNoShow ? [payload.attendee] : [])).flatMap(
    ({ email, noShow }) => {
      const isNoShow = noShow ?? (meansNoShow ? true : null)
      return isNoShow === null ? [] : [{ email, isNoShow }]
    },
  )
  if (attendees.length === 0) {
    return refuse(
      trigger,
      'The delivery does not say who did or did not come; set the outcome of the appointment by hand.',
    )
  }
  const notice: BookingNotice = {
    kind: 'attendance',
    trigger,
    occurredAt: occurredAtOf(envelope),
    references,
    attendees,
  }
  return { ok: true, notice }
}

/** For templates that leave `triggerEvent` out. Without a status a cancellation looks like a booking: no guess. */
function inferTrigger(payload: CalcomPayload): string | null {
  const isReschedule = Boolean(payload.rescheduleUid ?? payload.rescheduleId ?? payload.fromReschedule)
  switch (vendorStatusOf(payload)) {
    case 'accepted':
      return isReschedule ? 'BOOKING_RESCHEDULED' : 'BOOKING_CREATED'
    case 'pending':
      return 'BOOKING_REQUESTED'
    case 'cancelled':
      return 'BOOKING_CANCELLED'
    case 'rejected':
      return 'BOOKING_REJECTED'
    case null:
      return isReschedule && payload.status === null ? 'BOOKING_RESCHEDULED' : null
  }
}

// Upper case in webhooks, lower case in the API; an instant meeting nobody has joined is AWAITING_HOST.
function vendorStatusOf({ status }: CalcomPayload): Booking['vendorStatus'] {
  switch (status?.toLowerCase()) {
    case 'accepted':
      return 'accepted'
    case 'pending':
    case 'awaiting_host':
      return 'pending'
    case 'cancelled':
    case 'canceled':
      return 'cancelled'
    case 'rejected':
      return 'rejected'
    default:
      return null
  }
}

function referencesOf(payload: CalcomPayload, shape: CalcomEnvelope['shape']): BookingReference[] {
  const id = payload.bookingId ?? payload.id
  // The documented shape has one name, `cal_booking_12345`. Later deliveries may give it as either: it is both.
  const uid = payload.uid ?? payload.bookingUid ?? (shape === 'documented' ? id : null)
  return references({ uid, id, ical_uid: payload.iCalUID })
}

function replacesOf(payload: CalcomPayload, own: BookingReference[]): BookingReference[] {
  return [
    ...references({ uid: payload.rescheduleUid, id: payload.rescheduleId }),
    ...(payload.fromReschedule === payload.rescheduleUid ? [] : references({ uid: payload.fromReschedule })),
  ].filter(
    ({ kind, value }) => !own.some((reference) => reference.kind === kind && reference.value === value),
  )
}

function references(names: Partial<Record<BookingReference['kind'], string | null>>): BookingReference[] {
  return (['uid', 'id', 'ical_uid'] as const).flatMap((kind) => {
    const value = names[kind]
    return value ? [{ kind, value }] : []
  })
}

function occurredAtOf({ createdAt }: CalcomEnvelope): Temporal.Instant | null {
  const at = instantOf(createdAt)
  return at && isBetween(at, EARLIEST, LATEST) ? at : null
}

type Times = { ok: true; startAt: Temporal.Instant; endAt: Temporal.Instant } | { ok: false; reason: string }

function readTimes(payload: CalcomPayload, occurredAt: Temporal.Instant | null): Times {
  const [startAt, endAt] = [instantOf(payload.startTime), instantOf(payload.endTime)]
  if (!startAt || !endAt) {
    return {
      ok: false,
      reason:
        'The booking has no readable start or end; both need a date, a time and an offset such as Z in the payload template in Cal.com, and this booking has to be entered by hand.',
    }
  }
  // Ending at once is refused too: an empty range would hold no slot.
  if (Temporal.Instant.compare(startAt, endAt) >= 0) {
    return {
      ok: false,
      reason: 'The booking does not end after it begins; correct it in Cal.com and enter it by hand.',
    }
  }
  const tooLate = occurredAt?.toZonedDateTimeISO('UTC').add({ years: 10 }).toInstant() ?? LATEST
  if (![startAt, endAt].every((at) => isBetween(at, EARLIEST, LATEST) && isBetween(at, EARLIEST, tooLate))) {
    return {
      ok: false,
      reason:
        'The booking lies before 1970 or more than ten years ahead; correct its date in Cal.com and enter it by hand.',
    }
  }
  return { ok: true, startAt, endAt }
}

// A local time without an offset is refused rather than guessed: wrong by an hour is worse than asked for.
function instantOf(text: string | null): Temporal.Instant | null {
  try {
    return text ? Temporal.Instant.from(text) : null
  } catch {
    return null
  }
}

function isBetween(at: Temporal.Instant, from: Temporal.Instant, until: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0
}

/** The attendee whose address the form has: on a seated event the newest booker is the last of the list. */
function findBooker(
  payload: CalcomPayload,
  form: { name: unknown; email: unknown },
): CalcomPerson | undefined {
  if (payload.attendees) {
    const email = emailOf(form.email)
    return payload.attendees.find((person) => email && person.email === email) ?? payload.attendees[0]
  }
  const person: CalcomPerson = {
    ...payload.attendee,
    name: payload.attendee.name ?? payload.attendeeName,
    email: payload.attendee.email ?? payload.attendeeEmail,
    timeZone: payload.attendee.timeZone ?? payload.attendeeTimeZone,
  }
  return person.name || person.email || nameOf(form.name) || emailOf(form.email) ? person : undefined
}

function attendeeOf(person: CalcomPerson, form: { name: unknown; email: unknown }): Booking['attendee'] {
  const email = person.email ?? emailOf(form.email)
  const fullName = [person.firstName, person.lastName].filter(Boolean).join(' ')
  const name = person.name || fullName || nameOf(form.name) || email?.split('@')[0] || 'Unknown'
  return {
    name: cut(name, 300),
    email,
    timeZone: person.timeZone ?? person.timezone,
    locale: person.language ?? person.locale,
  }
}

// Older payment handlers put the booking's title, patient's name included, into `type`: that is no service.
function serviceNameOf(payload: CalcomPayload): string | null {
  const type = payload.type === payload.title ? null : payload.type
  return payload.eventTitle ?? payload.eventType.title ?? payload.eventType.slug ?? type
}

// Cal.com keeps prices in the currency's smallest unit (currencyConversions.ts; yen and the like unscaled). `price`
// is 0 where a payment app holds the price: then the payment row, if it came along, knows the amount.
function paymentOf({ price, currency, paymentData }: CalcomPayload): Booking['payment'] {
  const amountMinor = price ?? paymentData.amount
  const code = (price ? currency : (paymentData.currency ?? currency))?.toUpperCase()
  return amountMinor && code && /^[A-Z]{3}$/.test(code) ? { amountMinor, currency: code } : null
}

function refuse(trigger: string | null, reason: string): BookingNoticeResult {
  return { ok: false, trigger, reason }
}
