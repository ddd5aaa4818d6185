/** What an outside booking system tells us, in our words. Each vendor file maps its own wire onto these. */

/** A vendor's own name for a booking. One booking has several, and gets new ones when it is moved. */
export interface BookingReference {
  kind: 'uid' | 'id' | 'ical_uid'
  value: string
}

export interface BookingAttendee {
  /** As typed, NUL characters removed, trimmed; never empty (the e-mail's local part, else `Unknown`, stands in). */
  name: string
  /** Lower-cased and trimmed; null where the vendor gave none or it is no address. */
  email: string | null
  /** IANA zone; null where the vendor gave none that this runtime knows. */
  timeZone: string | null
  /** BCP 47; null where unknown. */
  locale: string | null
}

/** One answer of the vendor's booking form that is not name, e-mail, phone or place. `value` is shown to staff. */
export interface BookingAnswer {
  key: string
  label: string
  value: string
}

export interface Booking {
  /** All names under which the vendor may mention this booking later, its current uid first. */
  references: BookingReference[]
  /** The uid that this booking replaces, when it is a reschedule. */
  replaces: BookingReference[]
  title: string
  /** Slug or name of the vendor's event type: it becomes the service. */
  serviceName: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  attendee: BookingAttendee
  /** The practitioner's side. */
  organizer: { name: string | null; email: string | null; timeZone: string | null }
  /** As the patient typed it; normalising is the clinic's business, since it knows the country. */
  phoneRaw: string | null
  /** Where the person says they are from. Not where the visit happens. */
  place: string | null
  answers: BookingAnswer[]
  mode: 'visit' | 'call' | 'video'
  /** Where the visit happens, or the meeting's address; null where the vendor says none. */
  locationText: string | null
  notes: string | null
  cancellationReason: string | null
  /** What the vendor says the booking is now; null where it does not say. */
  vendorStatus: 'accepted' | 'pending' | 'cancelled' | 'rejected' | null
  payment: { amountMinor: number; currency: string } | null
}

export type BookingChange =
  | 'requested'
  | 'created'
  | 'rescheduled'
  | 'cancelled'
  | 'rejected'
  | 'paid'
  | 'payment_started'

export type BookingNotice =
  /** `occurredAt`: when the vendor says that it happened; null where the wire does not carry it. */
  | {
      kind: 'booking'
      trigger: string
      change: BookingChange
      occurredAt: Temporal.Instant | null
      booking: Booking
    }
  | {
      kind: 'attendance'
      trigger: string
      occurredAt: Temporal.Instant | null
      references: BookingReference[]
      attendees: { email: string | null; isNoShow: boolean }[]
    }
  | { kind: 'meeting'; trigger: string; phase: 'started' | 'ended'; references: BookingReference[] }
  | { kind: 'ping'; trigger: string }
  /** Known to the vendor or not, we keep and show it; `references` is empty where it names no booking. */
  | { kind: 'other'; trigger: string; references: BookingReference[] }
