/** What Cal.com says about a booking, parsed once: every field is optional, and a wrong type counts as absent. */

import { z } from 'zod'

export type Raw = Record<string, unknown>

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** NUL and lone surrogates are refused by PostgreSQL's text: the first is dropped, the second replaced. */
export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().trim()
}

/** The first `max` UTF-16 units, an emoji at the border left out rather than halved. */
export function cut(text: string, max: number): string {
  return text.length <= max
    ? text
    : text
        .slice(0, max)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()
}

export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return clean(value) || null
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

export function emailOf(value: unknown): string | null {
  const email = textOf(value)?.toLowerCase()
  if (!email || email.length > 254 || !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) return null
  // Who books with a phone number only gets `15551234567@sms.cal.com` from Cal.com: no mail ever arrives there.
  return email.endsWith('@sms.cal.com') ? null : email
}

/** A name may come as `{firstName, lastName}` when the form asks for both. */
export function nameOf(value: unknown): string | null {
  if (!isRecord(value)) return textOf(value)
  return [value.firstName, value.lastName].map(textOf).filter(Boolean).join(' ') || null
}

/** Arrays, and what a form body makes of one: `{0: …, 1: …}`. A single object is a list of one. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return []
  return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value]
}

const Text = z.preprocess(textOf, z.string().nullable())
const Line = z.preprocess((value) => cut(textOf(value) ?? '', 300) || null, z.string().nullable())
const Email = z.preprocess(emailOf, z.string().nullable())
const TimeZone = z.preprocess(timeZoneOf, z.string().nullable())
const Locale = z.preprocess(localeOf, z.string().nullable())
// Templates quote what they fill in: "5000", "true".
const Amount = z.preprocess((value) => {
  const amount = Number(textOf(value) ?? Number.NaN)
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null
}, z.number().nullable())
const Flag = z.preprocess((value) => {
  const flag = typeof value === 'string' ? value.trim().toLowerCase() : value
  return flag === true || flag === 'true' ? true : flag === false || flag === 'false' ? false : null
}, z.boolean().nullable())
// Longer than any id that Cal.com gives: cut, two bookings could become one.
const Reference = z.preprocess((value) => {
  const reference = textOf(value)
  return reference && reference.length <= 300 ? reference : null
}, z.string().nullable())

const Part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape))

const Person = Part({
  name: z.preprocess((value) => cut(nameOf(value) ?? '', 300) || null, z.string().nullable()),
  firstName: Line,
  lastName: Line,
  email: Email,
  timeZone: TimeZone,
  // The documentation's spelling; the wire says `timeZone`.
  timezone: TimeZone,
  language: Locale,
  locale: Locale,
  phoneNumber: Text,
  noShow: Flag,
})
export type CalcomPerson = z.infer<typeof Person>

// A template may write `"organizer": "{{organizer.name}}"`.
const Organizer = z.preprocess((value) => (typeof value === 'string' ? { name: value } : value), Person)

/** Takes any object. Strings come out clean, references and lines bounded. */
export const CalcomPayload = z.object({
  uid: Reference,
  bookingUid: Reference,
  bookingId: Reference,
  id: Reference,
  iCalUID: Reference,
  rescheduleUid: Reference,
  rescheduleId: Reference,
  fromReschedule: Reference,
  status: Text,
  title: Line,
  eventTitle: Line,
  type: Line,
  eventType: z.preprocess(
    (value) => (typeof value === 'string' ? { title: value } : value),
    Part({ title: Line, slug: Line }),
  ),
  startTime: Text,
  endTime: Text,
  organizer: Organizer,
  user: Organizer,
  userPrimaryEmail: Email,
  /** Null when the body has no list at all, which is not the same as an empty one. */
  attendees: z.preprocess(
    (value) => (Array.isArray(value) || isRecord(value) ? listOf(value).filter(isRecord) : null),
    z.array(Person).nullable(),
  ),
  attendee: Organizer,
  attendeeName: Line,
  attendeeEmail: Email,
  attendeeTimeZone: TimeZone,
  location: Text,
  videoCallData: Part({ url: Text }),
  metadata: Part({ videoCallUrl: Text }),
  additionalNotes: Text,
  notes: Text,
  cancellationReason: Text,
  rejectionReason: Text,
  price: Amount,
  currency: Text,
  paymentData: Part({ amount: Amount, currency: Text }),
})
export type CalcomPayload = z.infer<typeof CalcomPayload>

function timeZoneOf(value: unknown): string | null {
  // Temporal also takes `+02:00` and whole timestamps as a zone; neither knows when the clocks change.
  const name = textOf(value)
  if (!name || !/^[A-Za-z][\w+/-]*$/.test(name)) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return null
  }
}

function localeOf(value: unknown): string | null {
  const locale = textOf(isRecord(value) ? value.locale : value)
  try {
    return (locale && Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0]) || null
  } catch {
    return null
  }
}
