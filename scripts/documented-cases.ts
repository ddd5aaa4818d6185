// The bodies that REQUIREMENTS quotes, a row each, for `npm run demo:documented`. A later row is a line here.

import { type Body, calcomBooking, documentedBooking, ping } from './calcom.ts'

export interface DocumentedCase {
  /** The row that quotes it. */
  row: string
  name: string
  /** Delivered in this order. */
  bodies: Body[]
  path?: 'bare' | 'connection'
  /** The vendor's name of the booking, by which the API must find it; null where there must be none. */
  find: string | null
  /** What the appointment must show. */
  shows?: Body
}

const PHONE_KEYS = [
  'phone',
  'phone_number',
  'phoneNumber',
  'mobile',
  'telephone',
  'attendeePhoneNumber',
  'smsReminderNumber',
  'location',
]
const PLACE_KEYS = ['location', 'city', 'country', 'address', 'where_are_you_from']

/** The table. `run` tells the bookings of one run from those of another; the quoted id stands as it is quoted. */
export function documentedCases(now: Temporal.Instant, run: string): DocumentedCase[] {
  let count = 0
  // Cal.com counts its bookings; no number comes twice, also not in the next run.
  const newBookingId = () => (Math.floor(now.epochMilliseconds / 100) % 10_000_000) * 100 + ++count
  const nextStart = () => now.round('hour').add({ hours: 48 + ++count })

  function documented(data: Body, person: { name: string; email: string }): Body {
    const start = nextStart()
    return documentedBooking({
      startTime: start.toString(),
      endTime: start.add({ minutes: 45 }).toString(),
      attendees: [{ ...person, timeZone: 'America/Chicago' }],
      ...data,
    }).data
  }

  function real(name: string) {
    return calcomBooking({
      uid: `documented${count}${run}`.padEnd(22, '0'),
      bookingId: newBookingId(),
      startAt: nextStart().toString(),
      attendee: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` },
      bookedAt: now.toString(),
    })
  }

  const jane = { name: 'Jane Doe', email: 'jane@example.com' }
  const john = { name: 'John Roe', email: 'john.roe@example.com' }

  const quoted: DocumentedCase[] = [
    {
      row: 'D7',
      name: 'the documented shape',
      bodies: [{ type: 'BOOKING_CREATED', data: documented({ id: 'cal_booking_12345' }, jane) }],
      find: 'cal_booking_12345',
      shows: {
        status: 'booked',
        contact: { display_name: 'Jane Doe', email: 'jane@example.com' },
        patient_profile: { full_name: 'Jane Doe' },
      },
    },
    {
      row: 'D2',
      name: 'phone +1-555-123-4567, age "35" and a place, plain',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented(
            {
              id: `cal_booking_plain_${run}`,
              responses: { phone: '+1-555-123-4567', age: '35', where_are_you_from: 'Chicago' },
            },
            jane,
          ),
        },
      ],
      find: `cal_booking_plain_${run}`,
      shows: {
        status: 'booked',
        attendee_phone_e164: '+15551234567',
        attendee_phone_raw: '+1-555-123-4567',
        place: 'Chicago',
        answers: [{ key: 'age', value: '35' }],
        contact: { phone_e164: '+15551234567' },
      },
    },
    {
      row: 'D2',
      name: 'phone +1234567890, age and a place as {label, value}',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented(
            {
              id: `cal_booking_labelled_${run}`,
              responses: {
                phone_number: { label: 'Your phone', value: '+1234567890' },
                age: { label: 'Your age', value: '35' },
                city: { label: 'Where do you live?', value: 'Evanston' },
              },
            },
            john,
          ),
        },
      ],
      find: `cal_booking_labelled_${run}`,
      shows: {
        attendee_phone_e164: '+1234567890',
        place: 'Evanston',
        answers: [{ key: 'age', label: 'Your age', value: '35' }],
      },
    },
    {
      row: 'D2',
      name: 'a number that is none keeps its raw text and stops nothing',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented({ id: `cal_booking_none_${run}`, responses: { phone: '12' } }, john),
        },
      ],
      find: `cal_booking_none_${run}`,
      shows: { status: 'booked', attendee_phone_e164: null, attendee_phone_raw: '12' },
    },
  ]

  const phones = PHONE_KEYS.map((key, index): DocumentedCase => {
    const phone = `+1312555018${index}`
    const person = { name: `Phone Under ${key}`, email: `phone.${key.toLowerCase()}@example.com` }
    const id = `cal_booking_phone_${key}_${run}`
    const data = documented({ id, responses: { [key]: phone } }, person)
    return {
      row: 'D2',
      name: `phone under ${key}`,
      bodies: [{ type: 'BOOKING_CREATED', data }],
      find: id,
      shows: { attendee_phone_e164: phone },
    }
  })
  const places = PLACE_KEYS.map((key): DocumentedCase => {
    const person = { name: `Place Under ${key}`, email: `place.${key}@example.com` }
    const id = `cal_booking_place_${key}_${run}`
    const data = documented({ id, responses: { [key]: 'Oak Park' } }, person)
    return {
      row: 'D2',
      name: `place under ${key}`,
      bodies: [{ type: 'BOOKING_CREATED', data }],
      find: id,
      shows: { place: 'Oak Park' },
    }
  })

  const created = real('Rhea Real')
  const moved = created.movedTo({ startAt: nextStart().toString(), bookingId: newBookingId() })
  const requested = real('Rex Requested')
  const rejected = real('Rita Rejected')
  const noShow = real('Nils Noshow')
  const paid = real('Petra Paid')
  const reals: DocumentedCase[] = [
    {
      row: 'A5',
      name: 'Cal.com’s real shape, at the connection’s address',
      path: 'connection',
      bodies: [created.created()],
      find: created.uid,
      shows: { status: 'booked' },
    },
    {
      row: 'D4',
      name: 'from Cal’s id',
      bodies: [],
      find: String(created.bookingId),
      shows: { contact: { display_name: 'Rhea Real' } },
    },
    {
      row: 'D7',
      name: 'rescheduled: the same appointment at another time',
      bodies: [moved.rescheduled()],
      find: created.uid,
      shows: { status: 'booked', start_at: moved.startAt, sequence: 1 },
    },
    {
      row: 'D7',
      name: 'meeting ended, flat',
      bodies: [created.meetingEnded()],
      find: moved.uid,
      shows: { status: 'booked', start_at: moved.startAt },
    },
    {
      row: 'D7',
      name: 'cancelled',
      bodies: [moved.cancelled()],
      find: moved.uid,
      shows: { status: 'cancelled' },
    },
    {
      row: 'D7',
      name: 'requested',
      bodies: [requested.requested()],
      find: requested.uid,
      shows: { status: 'pending' },
    },
    {
      row: 'D7',
      name: 'rejected',
      bodies: [rejected.requested(), rejected.rejected()],
      find: rejected.uid,
      shows: { status: 'cancelled' },
    },
    {
      row: 'B1',
      name: 'no-show',
      bodies: [noShow.created(), noShow.noShow()],
      find: noShow.uid,
      shows: { status: 'noshow' },
    },
    {
      row: 'D7',
      name: 'no-show undone',
      bodies: [noShow.noShowUndone()],
      find: noShow.uid,
      shows: { status: 'booked' },
    },
    {
      row: 'D7',
      name: 'paid',
      bodies: [paid.created(), paid.paid()],
      find: paid.uid,
      shows: { status: 'booked', paid_at: 'any' },
    },
    {
      row: 'D4',
      name: 'a repeated booking changes nothing',
      bodies: [paid.created(), paid.created()],
      find: paid.uid,
      shows: { status: 'booked', sequence: 0 },
    },
    { row: 'D7', name: 'ping makes nobody', bodies: [ping()], find: null },
  ]

  const aliases = (
    [
      ['booking.created', [], 'booked'],
      ['booking.requested', [], 'pending'],
      ['booking.rescheduled', ['booking.created'], 'booked'],
      ['booking.cancelled', ['booking.created'], 'cancelled'],
      ['booking.rejected', ['booking.requested'], 'cancelled'],
      ['booking.noShow', ['booking.created'], 'noshow'],
      ['booking.paid', ['booking.created'], 'booked'],
      ['meeting.ended', ['booking.created'], 'booked'],
      ['ping', ['booking.created'], 'booked'],
    ] as const
  ).map(([alias, before, status]): DocumentedCase => {
    const id = `cal_booking_${alias.replace('.', '_')}_${run}`
    const data = documented(
      { id },
      { name: `Alias ${alias}`, email: `alias.${alias.toLowerCase()}@example.com` },
    )
    return {
      row: 'D7',
      name: `the alias ${alias}`,
      bodies: [...before, alias].map((type) => ({ type, data })),
      find: id,
      shows: { status },
    }
  })

  return [...quoted, ...phones, ...places, ...reals, ...aliases]
}
