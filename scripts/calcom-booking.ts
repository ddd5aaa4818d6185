/**
 * A booking at Cal.com and what it tells of it: bodies made from the contract's facts and recorded deliveries. Cited are
 * the contract's `webhooks.md` and the recordings in `test/fixtures/calcom`.
 */
import { randomUUID } from 'node:crypto'

export interface Attendee {
  name: string
  email: string
  timeZone?: string
  locale?: string
}

/** An answer as the vendor sends it: plain, or `{ label, value }`. */
export type Answer = unknown

export interface CalcomBookingInput {
  uid?: string
  bookingId?: number
  startAt?: string
  endAt?: string
  attendee?: Partial<Attendee>
  guests?: Attendee[]
  /** Goes under `attendeePhoneNumber`, where Cal.com's own phone field is. */
  phone?: Answer
  /** The clinic's own questions, and hidden fields. */
  answers?: Record<string, Answer>
  location?: string
  title?: string
  organizer?: { id: number; name: string; email: string; username: string; timeZone: string }
  metadata?: Record<string, unknown>
  iCalUid?: string
  iCalSequence?: number
  price?: number
  currency?: string
  /** When the patient booked; what happens later happens a minute later each. */
  bookedAt?: string
}

// biome-ignore lint/suspicious/noExplicitAny: tests bend bodies into every shape.
export type Body = Record<string, any>

export interface CalcomBooking {
  uid: string
  bookingId: number
  startAt: string
  endAt: string
  attendee: Attendee
  created(extra?: Body): Body
  /** A type that needs confirmation: status PENDING (BOOKING_REQUESTED.json). Once confirmed, `created` follows. */
  requested(extra?: Body): Body
  rejected(extra?: Body): Body
  /** `requestReschedule` is undocumented: the clinic asks the patient for another time (webhooks.md, "Documented vs actual"). */
  cancelled(extra?: Body): Body
  paymentInitiated(extra?: Body): Body
  paid(extra?: Body): Body
  /** Knows the booking by `bookingUid` and `bookingId` alone (BOOKING_NO_SHOW_UPDATED.json). */
  noShow(of?: string): Body
  noShowUndone(of?: string): Body
  /** Flat, frozen at the moment of booking, `createdAt` being the row's own (MEETING_STARTED.json). */
  meetingStarted(): Body
  meetingEnded(): Body
  videoNoShow(whose: 'HOSTS' | 'GUESTS'): Body
  /** Any other trigger that carries a booking. */
  other(triggerEvent: string, extra?: Body): Body
  /**
   * The booking that follows a reschedule: new id and uid, which speaks of the former as `rescheduleUid` (api.md,
   * reschedule: "makes a NEW booking with a new uid").
   */
  movedTo(next: CalcomBookingInput & { startAt: string }): CalcomBooking
  /** `BOOKING_RESCHEDULED`; only a booking made by `movedTo` has one. */
  rescheduled(extra?: Body): Body
}

const ORGANIZER = {
  id: 5,
  name: 'Dr. Deniz Demir',
  email: 'demir@riverside.example',
  username: 'demir',
  timeZone: 'America/Chicago',
}

let lastId = 40_000

export function calcomBooking(input: CalcomBookingInput = {}): CalcomBooking {
  return makeBooking(input, null, { at: Temporal.Instant.from(input.bookedAt ?? '2026-11-23T14:00:00Z') })
}

function makeBooking(
  input: CalcomBookingInput,
  former: CalcomBooking | null,
  ticker: { at: Temporal.Instant },
): CalcomBooking {
  const bookingId = input.bookingId ?? ++lastId
  const uid = input.uid ?? randomUid()
  const startAt = input.startAt ?? '2026-12-01T16:00:00Z'
  const endAt = input.endAt ?? plusMinutes(startAt, 45)
  const attendee: Attendee = {
    name: 'Ana Souza',
    email: `ana.${uid.toLowerCase()}@example.com`,
    timeZone: 'America/Chicago',
    ...input.attendee,
  }
  const organizer = input.organizer ?? ORGANIZER
  const bookedAt = stamp()

  function stamp(): string {
    const at = ticker.at.toString({ fractionalSecondDigits: 3 })
    ticker.at = ticker.at.add({ seconds: 60 })
    return at
  }

  function responses(): Body {
    const phone =
      input.phone === undefined ? {} : { attendeePhoneNumber: labelled('phone_number', input.phone) }
    return {
      name: { label: 'your_name', value: attendee.name },
      email: { label: 'email_address', value: attendee.email },
      ...phone,
      // The visit's own place: never where the patient lives (BOOKING_CREATED.json).
      location: { label: 'location', value: { optionValue: '', value: 'inPerson' } },
      // Unanswered fields come without a value.
      notes: { label: 'additional_notes' },
      guests: { label: 'additional_guests' },
      rescheduleReason: { label: 'reschedule_reason' },
      ...input.answers,
    }
  }

  // The members and their order are those of BOOKING_CREATED.json.
  function payload(status: string, extra: Body): Body {
    const minutes = Math.round((Date.parse(endAt) - Date.parse(startAt)) / 60_000)
    return {
      type: 'consultation',
      title: input.title ?? `Consultation between ${organizer.name} and ${attendee.name}`,
      description: '',
      additionalNotes: '',
      customInputs: {},
      startTime: startAt,
      endTime: endAt,
      organizer: { ...organizer, language: { locale: 'en' }, timeFormat: 'h:mma', utcOffset: -360 },
      responses: responses(),
      // The clinic's own questions stand in both.
      userFieldsResponses: { ...input.answers },
      attendees: [attendee, ...(input.guests ?? [])].map(person),
      location: input.location ?? 'Riverside, 12 Main Street',
      destinationCalendar: null,
      hideCalendarNotes: false,
      eventTypeId: 7,
      seatsShowAttendees: true,
      seatsPerTimeSlot: null,
      uid,
      iCalUID: input.iCalUid ?? `${uid}@Cal.com`,
      iCalSequence: input.iCalSequence ?? 0,
      bookingId,
      hashedLink: null,
      status,
      eventTitle: 'Consultation',
      eventDescription: '',
      requiresConfirmation: null,
      price: input.price ?? 0,
      currency: input.currency ?? 'usd',
      length: minutes,
      assignmentReason: null,
      ...(input.metadata ? { metadata: input.metadata } : {}),
      ...extra,
    }
  }

  // Envelope: webhooks.md, "Envelope".
  function envelope(triggerEvent: string, body: Body): Body {
    return { triggerEvent, createdAt: stamp(), payload: body }
  }

  function noShowBody(email: string, noShow: boolean): Body {
    return envelope('BOOKING_NO_SHOW_UPDATED', {
      bookingUid: uid,
      bookingId,
      attendees: [{ email, noShow }],
      message: `${email} ${noShow ? 'marked' : 'unmarked'} as no-show`,
    })
  }

  // webhooks.md: "MEETING_STARTED/ENDED have no envelope and no createdAt": the row's own stands there.
  function meeting(triggerEvent: string): Body {
    return {
      triggerEvent,
      id: bookingId,
      uid,
      idempotencyKey: randomUUID(),
      userId: organizer.id,
      userPrimaryEmail: organizer.email,
      eventTypeId: 7,
      title: input.title ?? `Consultation between ${organizer.name} and ${attendee.name}`,
      description: '',
      customInputs: {},
      responses: responses(),
      startTime: Temporal.Instant.from(startAt).toString({ fractionalSecondDigits: 3 }),
      endTime: Temporal.Instant.from(endAt).toString({ fractionalSecondDigits: 3 }),
      location: input.location ?? 'Riverside, 12 Main Street',
      createdAt: bookedAt,
      updatedAt: null,
      status: 'ACCEPTED',
      paid: false,
      destinationCalendarId: 10,
      cancellationReason: null,
      rejectionReason: null,
      rescheduled: null,
      fromReschedule: former?.uid ?? null,
      recurringEventId: null,
      smsReminderNumber: null,
      scheduledJobs: [],
      metadata: {},
      iCalUID: input.iCalUid ?? `${uid}@Cal.com`,
      iCalSequence: 0,
      noShowHost: false,
      oneTimePassword: randomUUID(),
      cancelledBy: null,
      rescheduledBy: null,
      creationSource: 'WEBAPP',
      user: {
        uuid: randomUUID(),
        email: organizer.email,
        name: organizer.name,
        timeZone: organizer.timeZone,
      },
      attendees: [
        {
          id: bookingId + 1000,
          email: attendee.email,
          name: attendee.name,
          timeZone: attendee.timeZone,
          phoneNumber: null,
          locale: attendee.locale ?? 'en',
          bookingId,
          noShow: false,
        },
      ],
      payment: [],
      references: [],
      userUuid: randomUUID(),
    }
  }

  const booking: CalcomBooking = {
    uid,
    bookingId,
    startAt,
    endAt,
    attendee,
    created: (extra = {}) => envelope('BOOKING_CREATED', payload('ACCEPTED', extra)),
    requested: (extra = {}) => envelope('BOOKING_REQUESTED', payload('PENDING', { metadata: {}, ...extra })),
    rejected: (extra = {}) => envelope('BOOKING_REJECTED', payload('REJECTED', extra)),
    cancelled: (extra = {}) =>
      envelope(
        'BOOKING_CANCELLED',
        payload('CANCELLED', {
          cancelledBy: attendee.email,
          cancellationReason: 'Schedule conflict',
          requestReschedule: false,
          ...extra,
        }),
      ),
    paymentInitiated: (extra = {}) =>
      envelope(
        'BOOKING_PAYMENT_INITIATED',
        payload('ACCEPTED', { paymentId: 12, paymentData: {}, ...extra }),
      ),
    paid: (extra = {}) =>
      envelope('BOOKING_PAID', payload('ACCEPTED', { paymentId: 12, paymentData: {}, ...extra })),
    noShow: (of = attendee.email) => noShowBody(of, true),
    noShowUndone: (of = attendee.email) => noShowBody(of, false),
    meetingStarted: () => meeting('MEETING_STARTED'),
    meetingEnded: () => meeting('MEETING_ENDED'),
    videoNoShow: (whose) =>
      envelope(`AFTER_${whose}_CAL_VIDEO_NO_SHOW`, {
        title: `Consultation between ${organizer.name} and ${attendee.name}`,
        bookingId,
        bookingUid: uid,
        startTime: startAt,
        attendees: meeting('').attendees,
        endTime: endAt,
        participants: [],
        ...(whose === 'HOSTS' ? { hostEmail: organizer.email } : {}),
        eventType: { id: 50, teamId: null, parentId: null, calVideoSettings: null },
        message: `${whose === 'HOSTS' ? 'Host' : 'Guest'} didn't join the call`,
      }),
    other: (triggerEvent, extra = {}) => envelope(triggerEvent, payload('ACCEPTED', extra)),
    movedTo: (next) =>
      makeBooking(
        { ...input, uid: undefined, bookingId: undefined, endAt: undefined, attendee, ...next },
        booking,
        ticker,
      ),
    rescheduled(extra = {}) {
      if (!former) throw new Error('this booking follows no other; make it with movedTo')
      return envelope(
        'BOOKING_RESCHEDULED',
        payload('ACCEPTED', {
          rescheduleId: former.bookingId,
          rescheduleUid: former.uid,
          rescheduleStartTime: former.startAt,
          rescheduleEndTime: former.endAt,
          rescheduledBy: attendee.email,
          ...extra,
        }),
      )
    },
  }
  return booking
}

// As `attendees` of BOOKING_CREATED.json.
function person({ name, email, timeZone = 'America/Chicago', locale = 'en' }: Attendee): Body {
  const [firstName, ...rest] = name.split(' ')
  return { email, name, timeZone, language: { locale }, utcOffset: -360, firstName, lastName: rest.join(' ') }
}

function labelled(label: string, value: Answer): Answer {
  return value !== null && typeof value === 'object' ? value : { label, value }
}

function randomUid(): string {
  return randomUUID().replaceAll('-', '').slice(0, 22)
}

function plusMinutes(instant: string, minutes: number): string {
  return Temporal.Instant.from(instant).add({ minutes }).toString()
}
