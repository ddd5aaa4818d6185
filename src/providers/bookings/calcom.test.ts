import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calcom } from './calcom.ts'
import type { Booking, BookingNotice, BookingNoticeResult } from './port.ts'

interface Fixture {
  _how: string
  headers: Record<string, string>
  body: Record<string, unknown>
  rawBody?: string
  secretUsed?: string | null
}

const folder = new URL('../../../test/fixtures/calcom/', import.meta.url)
const fixtures = new Map<string, Fixture>(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ]),
)

const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

const bytes = (text: string) => new TextEncoder().encode(text)
const readText = (text: string, contentType: string | null = JSON_TYPE) =>
  calcom.read(bytes(text), contentType)
const readJson = (body: unknown) => readText(JSON.stringify(body))

function fixture(name: string): Fixture {
  const found = fixtures.get(name)
  if (!found) throw new Error(`no fixture ${name}`)
  return found
}

function noticeOf(result: BookingNoticeResult): BookingNotice {
  if (!result.ok) throw new Error(result.reason)
  return result.notice
}

function bookingOf(result: BookingNoticeResult): Booking {
  const notice = noticeOf(result)
  if (notice.kind !== 'booking') throw new Error(`read as ${notice.kind}`)
  return notice.booking
}

const ana = {
  name: 'Ana Kovač',
  email: 'ana@example.com',
  timeZone: 'Europe/Zagreb',
  language: { locale: 'hr' },
}
const payload = {
  type: 'botox',
  title: 'Botox between Dr. Demir and Ana Kovač',
  startTime: '2026-10-24T08:00:00Z',
  endTime: '2026-10-24T08:30:00Z',
  organizer: { name: 'Dr. Demir', email: 'Demir@riverside.example', timeZone: 'Europe/Berlin' },
  attendees: [ana],
  location: 'Riverside Clinic',
  uid: 'uidAna1',
  bookingId: 91,
  status: 'ACCEPTED',
  eventTitle: 'Botox',
}
const delivery = (overrides: object = {}, triggerEvent = 'BOOKING_CREATED') => ({
  triggerEvent,
  createdAt: '2026-10-20T10:00:00.000Z',
  payload: { ...payload, ...overrides },
})
const bookingWith = (overrides: object, triggerEvent?: string) =>
  bookingOf(readJson(delivery(overrides, triggerEvent)))
const bookingWithAnswers = (responses: unknown, overrides: object = {}) =>
  bookingWith({ ...overrides, responses })
const documented = (data: object = {}, type = 'BOOKING_CREATED') => ({
  type,
  data: {
    id: 'cal_booking_12345',
    title: 'Consultation',
    startTime: '2026-10-24T08:00:00Z',
    endTime: '2026-10-24T08:30:00Z',
    attendees: [{ name: 'Ana Kovač', email: 'ana@example.com', timeZone: 'Europe/Zagreb' }],
    ...data,
  },
})

describe('signature', () => {
  const signed = [...fixtures].filter(([, { secretUsed }]) => secretUsed)

  test('nine deliveries were signed by Cal.com itself', () => {
    expect(signed).toHaveLength(9)
  })

  test.each(signed)(
    "Cal.com's own signature of %s is right for its raw bytes",
    (_, { rawBody, secretUsed, headers }) => {
      const raw = bytes(rawBody ?? '')
      const signature = headers[calcom.signatureHeader] ?? null
      expect(calcom.verify(secretUsed ?? '', raw, signature)).toBe(true)
      expect(calcom.verify('another-secret', raw, signature)).toBe(false)
      expect(calcom.verify(secretUsed ?? '', bytes(`${rawBody} `), signature)).toBe(false)
    },
  )

  test('a delivery sent without a secret is never right, not even for an empty secret', () => {
    const { rawBody = '', headers } = fixture('PING')
    const raw = bytes(rawBody)
    expect(headers[calcom.signatureHeader]).toBe('no-secret-provided')
    expect(calcom.verify('secret', raw, 'no-secret-provided')).toBe(false)
    expect(calcom.verify('', raw, 'no-secret-provided')).toBe(false)
    expect(calcom.verify('', raw, createHmac('sha256', '').update(raw).digest('hex'))).toBe(false)
  })

  test('a missing, short, upper-case or malformed signature is wrong and does not throw', () => {
    const raw = bytes('{}')
    const right = createHmac('sha256', 's').update(raw).digest('hex')
    expect(calcom.verify('s', raw, right)).toBe(true)
    for (const wrong of [
      null,
      '',
      right.slice(1),
      `${right}0`,
      right.toUpperCase(),
      `sha256=${right}`,
      'ž'.repeat(64),
    ]) {
      expect(calcom.verify('s', raw, wrong)).toBe(false)
    }
  })

  test('bytes that are no text are signed as they are', () => {
    const raw = new Uint8Array([0, 255, 254, 128])
    expect(calcom.verify('s', raw, createHmac('sha256', 's').update(raw).digest('hex'))).toBe(true)
  })
})

describe('the recorded deliveries', () => {
  const john = [
    { kind: 'uid', value: 'bFJeNb2uX8ANpT3JL5EfXw' },
    { kind: 'id', value: '91' },
    { kind: 'ical_uid', value: 'bFJeNb2uX8ANpT3JL5EfXw@Cal.com' },
  ]
  const noShow = [
    { kind: 'uid', value: '5vQFqxDFMjdgKGMijqtqRw' },
    { kind: 'id', value: '31' },
  ]
  const video = [
    { kind: 'uid', value: 'qVyXscm1ryg2QoQ4K8uHLW' },
    { kind: 'id', value: '32' },
  ]
  const expected: Record<string, object> = {
    AFTER_GUESTS_CAL_VIDEO_NO_SHOW: { kind: 'other', references: video },
    AFTER_HOSTS_CAL_VIDEO_NO_SHOW: { kind: 'other', references: video },
    BOOKING_CANCELLED: { kind: 'booking', change: 'cancelled', booking: { references: john } },
    'BOOKING_CREATED.docs-example': {
      kind: 'booking',
      change: 'created',
      booking: { references: john.slice(0, 2) },
    },
    BOOKING_CREATED: { kind: 'booking', change: 'created', booking: { references: john } },
    BOOKING_NO_SHOW_UPDATED: { kind: 'attendance', references: noShow, attendees: [{ isNoShow: true }] },
    'BOOKING_NO_SHOW_UPDATED.unmark': {
      kind: 'attendance',
      references: noShow,
      attendees: [{ isNoShow: false }],
    },
    BOOKING_PAID: { kind: 'booking', change: 'paid', booking: { references: john } },
    BOOKING_PAYMENT_INITIATED: { kind: 'booking', change: 'payment_started', booking: { references: john } },
    BOOKING_REJECTED: { kind: 'booking', change: 'rejected', booking: { references: john } },
    BOOKING_REQUESTED: { kind: 'booking', change: 'requested', booking: { references: john } },
    BOOKING_RESCHEDULED: {
      kind: 'booking',
      change: 'rescheduled',
      booking: {
        references: john,
        replaces: [
          { kind: 'uid', value: 'oldUid7Xk2mQ' },
          { kind: 'id', value: '90' },
        ],
      },
    },
    FORM_SUBMITTED: { kind: 'other', references: [] },
    MEETING_ENDED: { kind: 'meeting', phase: 'ended', references: john },
    MEETING_STARTED: { kind: 'meeting', phase: 'started', references: john },
    PING: { kind: 'ping' },
  }

  test('each has its row here', () => {
    expect([...fixtures.keys()].sort()).toEqual(Object.keys(expected).sort())
  })

  test.each(Object.entries(expected))('%s is read', (name, notice) => {
    const { rawBody, body } = fixture(name)
    const result = readText(rawBody ?? JSON.stringify(body))
    expect(result).toMatchObject({ ok: true, notice: { trigger: name.split('.')[0], ...notice } })
  })

  test('a booking arrives with everything that Cal.com says about it', () => {
    const notice = noticeOf(readText(fixture('BOOKING_CREATED').rawBody ?? ''))
    expect(notice).toEqual({
      kind: 'booking',
      trigger: 'BOOKING_CREATED',
      change: 'created',
      occurredAt: Temporal.Instant.from('2023-05-24T09:30:00.538Z'),
      booking: {
        references: john,
        replaces: [],
        title: '60min between Pro Example and John Doe',
        serviceName: '60min',
        startAt: Temporal.Instant.from('2023-05-25T09:30:00Z'),
        endAt: Temporal.Instant.from('2023-05-25T10:30:00Z'),
        attendee: { name: 'John Doe', email: 'john.doe@example.com', timeZone: 'Asia/Kolkata', locale: 'en' },
        organizer: { name: 'Pro Example', email: 'pro@example.com', timeZone: 'Asia/Kolkata' },
        phoneRaw: null,
        place: null,
        answers: [],
        mode: 'visit',
        locationText: 'Calcom HQ',
        notes: null,
        cancellationReason: null,
        vendorStatus: 'accepted',
        payment: null,
      },
    })
  })

  test('a cancellation carries its reason', () => {
    expect(bookingOf(readJson(fixture('BOOKING_CANCELLED').body)).cancellationReason).toBe(
      'Schedule conflict',
    )
  })

  test('a video no-show does not decide attendance', () => {
    expect(noticeOf(readJson(fixture('AFTER_GUESTS_CAL_VIDEO_NO_SHOW').body)).kind).toBe('other')
  })
})

describe('shapes', () => {
  test('the documented shape is a booking whose id is both its uid and its id', () => {
    const notice = noticeOf(
      readJson(documented({ responses: { phone: '+1-555-123-4567', age: '35', location: 'Berlin' } })),
    )
    expect(notice).toMatchObject({
      kind: 'booking',
      change: 'created',
      occurredAt: null,
      booking: {
        references: [
          { kind: 'uid', value: 'cal_booking_12345' },
          { kind: 'id', value: 'cal_booking_12345' },
        ],
        title: 'Consultation',
        serviceName: null,
        phoneRaw: '+1-555-123-4567',
        place: 'Berlin',
        answers: [{ key: 'age', label: 'Age', value: '35' }],
        attendee: { name: 'Ana Kovač', email: 'ana@example.com', timeZone: 'Europe/Zagreb', locale: null },
      },
    })
  })

  test('a later delivery finds the documented booking by that id, under either name', () => {
    const [first] = bookingOf(readJson(documented())).references
    expect(bookingOf(readJson(documented({}, 'booking.cancelled'))).references).toContainEqual(first)
    expect(bookingWith({ uid: 'cal_booking_12345' }, 'BOOKING_CANCELLED').references).toContainEqual(first)
    const ended = noticeOf(readJson(documented({}, 'meeting.ended')))
    expect(ended).toMatchObject({ kind: 'meeting', phase: 'ended', references: [first, { kind: 'id' }] })
  })

  test('a documented booking that moved names the one it replaces', () => {
    const { replaces } = bookingOf(
      readJson(documented({ rescheduleUid: 'cal_booking_1' }, 'booking.rescheduled')),
    )
    expect(replaces).toEqual([{ kind: 'uid', value: 'cal_booking_1' }])
  })

  test.each([
    ['ACCEPTED', 'accepted'],
    ['accepted', 'accepted'],
    ['PENDING', 'pending'],
    ['AWAITING_HOST', 'pending'],
    ['CANCELLED', 'cancelled'],
    ['REJECTED', 'rejected'],
    ['NEW', null],
    [undefined, null],
  ])('the status %s is passed on as %s, whatever the event', (status, vendorStatus) => {
    for (const trigger of ['BOOKING_CREATED', 'BOOKING_RESCHEDULED', 'BOOKING_PAID']) {
      expect(bookingWith({ status }, trigger).vendorStatus).toBe(vendorStatus)
    }
  })

  test('a template without envelope is read by its triggerEvent', () => {
    const notice = noticeOf(
      readJson({ triggerEvent: 'BOOKING_CANCELLED', createdAt: '2026-10-20T10:00:00Z', ...payload }),
    )
    expect(notice).toMatchObject({ kind: 'booking', change: 'cancelled', booking: { serviceName: 'Botox' } })
    expect(notice.kind === 'booking' && notice.occurredAt?.toString()).toBe('2026-10-20T10:00:00Z')
  })

  test.each([
    [{ status: 'ACCEPTED' }, 'BOOKING_CREATED', 'created'],
    [{ status: 'ACCEPTED', rescheduleUid: 'old' }, 'BOOKING_RESCHEDULED', 'rescheduled'],
    [{ status: 'ACCEPTED', fromReschedule: 'old' }, 'BOOKING_RESCHEDULED', 'rescheduled'],
    [{ status: undefined, rescheduleUid: 'old' }, 'BOOKING_RESCHEDULED', 'rescheduled'],
    [{ status: 'PENDING' }, 'BOOKING_REQUESTED', 'requested'],
    [{ status: 'PENDING', rescheduleUid: 'old' }, 'BOOKING_REQUESTED', 'requested'],
    [{ status: 'cancelled' }, 'BOOKING_CANCELLED', 'cancelled'],
    [{ status: 'CANCELLED', rescheduleUid: 'old' }, 'BOOKING_CANCELLED', 'cancelled'],
    [{ status: 'REJECTED' }, 'BOOKING_REJECTED', 'rejected'],
  ])('a body that names no event but %j is %s', (overrides, trigger, change) => {
    expect(readJson({ ...payload, ...overrides })).toMatchObject({
      ok: true,
      notice: { trigger, change, occurredAt: null },
    })
  })

  test('a body that names neither event nor status is refused, for it may be a cancellation', () => {
    for (const status of [undefined, 'NEW']) {
      expect(readJson({ ...payload, status })).toMatchObject({ ok: false, trigger: null })
    }
  })

  test('`type` beside the fields is the service, unless it is the name of an event', () => {
    expect(bookingOf(readJson({ ...payload, eventTitle: undefined, type: 'botox' })).serviceName).toBe(
      'botox',
    )
    expect(readJson({ ...payload, type: 'booking.cancelled' })).toMatchObject({
      notice: { change: 'cancelled' },
    })
  })

  test("a template's HTML escapes are undone, an envelope's text is left as typed", () => {
    const name = 'Sinéad O&#x27;Brien &amp; Co'
    expect(bookingOf(readJson({ ...payload, attendees: [{ ...ana, name }] })).attendee.name).toBe(
      "Sinéad O'Brien & Co",
    )
    expect(bookingWith({ attendees: [{ ...ana, name }] }).attendee.name).toBe(name)
  })

  test('a form body as Cal.com renders it keeps its plus signs', () => {
    const booking = bookingOf(
      readText(
        'triggerEvent=BOOKING_CREATED&uid=uidAna1&bookingId=91&title=Botox&startTime=2026-10-24T10:00:00+02:00&endTime=2026-10-24T08:30:00Z&attendeeName=Sinéad O&#x27;Brien &amp; Co&attendeeEmail=ana@example.com&phone=+385 91 234 5678&discount=100% off',
        FORM,
      ),
    )
    expect(booking).toMatchObject({
      references: [
        { kind: 'uid', value: 'uidAna1' },
        { kind: 'id', value: '91' },
      ],
      startAt: Temporal.Instant.from('2026-10-24T08:00:00Z'),
      attendee: { name: "Sinéad O'Brien & Co", email: 'ana@example.com' },
      phoneRaw: '+385 91 234 5678',
    })
  })

  test('a properly encoded form body is decoded, with paths for what is nested', () => {
    const form = new URLSearchParams({
      triggerEvent: 'BOOKING_CREATED',
      uid: 'uidAna1',
      startTime: '2026-10-24T08:00:00Z',
      endTime: '2026-10-24T08:30:00Z',
      'attendees[0][name]': 'Ana Kovač',
      'attendees.0.email': 'ana+clinic@example.com',
      'responses[age][label]': 'Your age',
      'responses[age][value]': '35',
      'responses[Dr. wanted]': 'Demir',
      customInputs: '{"Pets":["cat","dog"]}',
    })
    const booking = bookingOf(readText(form.toString(), `${FORM}; charset=utf-8`))
    expect(booking.attendee).toMatchObject({ name: 'Ana Kovač', email: 'ana+clinic@example.com' })
    expect(booking.answers).toEqual([
      { key: 'age', label: 'Your age', value: '35' },
      { key: 'Dr. wanted', label: 'Dr. wanted', value: 'Demir' },
      { key: 'Pets', label: 'Pets', value: 'cat, dog' },
    ])
  })

  test('JSON is read whatever the content type says, since Cal.com judges the template, not the result', () => {
    for (const contentType of [FORM, JSON_TYPE, 'text/plain', null]) {
      expect(readText(JSON.stringify(delivery()), contentType).ok).toBe(true)
    }
  })

  test('meeting events are read with and without an envelope', () => {
    for (const body of [{ triggerEvent: 'MEETING_ENDED', ...payload }, delivery({}, 'MEETING_ENDED')]) {
      expect(readJson(body)).toMatchObject({
        notice: { kind: 'meeting', references: [{ value: 'uidAna1' }, { value: '91' }] },
      })
    }
  })

  test("a form's answers at the root do not disturb the envelope", () => {
    const notice = noticeOf(readJson({ uid: 'typed', type: 'typed', status: 'typed', ...delivery() }))
    expect(notice).toMatchObject({
      kind: 'booking',
      booking: { references: [{ value: 'uidAna1' }, { value: '91' }] },
    })
  })
})

describe('aliases', () => {
  test.each([
    ['BOOKING_CREATED', 'BOOKING_CREATED'],
    ['booking.created', 'BOOKING_CREATED'],
    ['Booking-Created', 'BOOKING_CREATED'],
    ['bookingCreated', 'BOOKING_CREATED'],
    ['booking.rescheduled', 'BOOKING_RESCHEDULED'],
    ['booking.cancelled', 'BOOKING_CANCELLED'],
    ['booking.canceled', 'BOOKING_CANCELLED'],
    ['BOOKING_CANCELED', 'BOOKING_CANCELLED'],
    ['booking.requested', 'BOOKING_REQUESTED'],
    ['booking.rejected', 'BOOKING_REJECTED'],
    ['booking.paid', 'BOOKING_PAID'],
    ['booking.paymentInitiated', 'BOOKING_PAYMENT_INITIATED'],
    ['booking.noShow', 'BOOKING_NO_SHOW_UPDATED'],
    ['booking.no_show', 'BOOKING_NO_SHOW_UPDATED'],
    ['BOOKING_NO_SHOW', 'BOOKING_NO_SHOW_UPDATED'],
    ['booking.noShowUpdated', 'BOOKING_NO_SHOW_UPDATED'],
    ['meeting.started', 'MEETING_STARTED'],
    ['meeting.ended', 'MEETING_ENDED'],
    ['ping', 'PING'],
    ['Ping', 'PING'],
    ['form.submitted', 'FORM_SUBMITTED'],
    [' booking.created\u0000', 'BOOKING_CREATED'],
  ])('%s is %s, in every shape', (alias, trigger) => {
    const attendees = [{ ...ana, noShow: true }]
    for (const body of [
      delivery({ attendees }, alias),
      documented({ attendees }, alias),
      { ...payload, attendees, triggerEvent: alias },
      { ...payload, attendees, type: alias },
    ]) {
      expect(readJson(body)).toMatchObject({ ok: true, notice: { trigger } })
    }
  })

  test('an event that we do not know is kept under its own name with what it refers to', () => {
    expect(readJson(delivery({}, 'BOOKING_TELEPORTED'))).toMatchObject({
      notice: {
        kind: 'other',
        trigger: 'BOOKING_TELEPORTED',
        references: [{ value: 'uidAna1' }, { value: '91' }],
      },
    })
    expect(
      readJson({ triggerEvent: 'OOO_CREATED', createdAt: null, payload: { oooEntry: { id: 1 } } }),
    ).toEqual({
      ok: true,
      notice: { kind: 'other', trigger: 'OOO_CREATED', references: [] },
    })
  })
})

describe('references', () => {
  test('a reschedule names what it replaces, never itself', () => {
    const replaces = (overrides: object) => bookingWith(overrides, 'BOOKING_RESCHEDULED').replaces
    expect(replaces({ rescheduleUid: 'old', rescheduleId: 90 })).toEqual([
      { kind: 'uid', value: 'old' },
      { kind: 'id', value: '90' },
    ])
    expect(replaces({ fromReschedule: 'old' })).toEqual([{ kind: 'uid', value: 'old' }])
    expect(replaces({ fromReschedule: 'old', rescheduleUid: 'old' })).toEqual([{ kind: 'uid', value: 'old' }])
    expect(replaces({ rescheduleUid: 'uidAna1', rescheduleId: '91' })).toEqual([])
  })

  test('a reschedule that waits for approval says what it will replace', () => {
    expect(bookingWith({ rescheduleUid: 'old' }, 'BOOKING_REQUESTED').replaces).toEqual([
      { kind: 'uid', value: 'old' },
    ])
  })

  test('an id too long to be one is ignored rather than cut', () => {
    expect(readJson(delivery({ uid: 'u'.repeat(301) })).ok).toBe(false)
  })
})

describe('people', () => {
  test.each([
    [{ name: '  Ana Kovač ' }, 'Ana Kovač'],
    [{ name: '', firstName: 'Ana', lastName: 'Kovač' }, 'Ana Kovač'],
    [{ name: { firstName: 'Ana', lastName: 'Kovač' } }, 'Ana Kovač'],
    [{ email: 'ana.k@example.com' }, 'ana.k'],
    [{ name: '\u0000 ' }, 'Unknown'],
    [{ name: 42 }, '42'],
    [{ name: '👩🏽‍⚕️ Zoë' }, '👩🏽‍⚕️ Zoë'],
    [{ name: 'פלוני אלמוני' }, 'פלוני אלמוני'],
    [{ name: 'م\u200fريم' }, 'م\u200fريم'],
  ])('the attendee %j is called %s', (attendee, name) => {
    expect(bookingWith({ attendees: [attendee] }).attendee.name).toBe(name)
  })

  test('a name is cut at 300, never through an emoji', () => {
    expect(bookingWith({ attendees: [{ name: 'a'.repeat(400) }] }).attendee.name).toBe('a'.repeat(300))
    expect(bookingWith({ attendees: [{ name: `${'a'.repeat(299)}😀😀` }] }).attendee.name).toBe(
      'a'.repeat(299),
    )
  })

  test.each([
    [' Ana@Example.COM ', 'ana@example.com'],
    ['not an address', null],
    ['', null],
    [7, null],
    // Cal.com's stand-in for who books by phone number only.
    ['385912345678@sms.cal.com', null],
  ])('the address %j is %j', (email, expected) => {
    expect(bookingWith({ attendees: [{ ...ana, email }] }).attendee.email).toBe(expected)
  })

  test.each([
    ['Europe/Zagreb', 'Europe/Zagreb'],
    ['europe/zagreb', 'Europe/Zagreb'],
    ['UTC', 'UTC'],
    ['Mars/Olympus', null],
    ['+02:00', null],
    ['2026-01-01T00:00[Europe/Zagreb]', null],
    [null, null],
    [{}, null],
  ])('the time zone %j is %j', (timeZone, expected) => {
    expect(bookingWith({ attendees: [{ ...ana, timeZone }] }).attendee.timeZone).toBe(expected)
  })

  test("the documentation's spelling `timezone` and a bare locale are read too", () => {
    const attendees = [{ name: 'Ana', timezone: 'Europe/Zagreb', locale: 'pt_BR' }]
    expect(bookingWith({ attendees }).attendee).toMatchObject({ timeZone: 'Europe/Zagreb', locale: 'pt-BR' })
    expect(
      bookingWith({ attendees: [{ name: 'Ana', language: 'no such language' }] }).attendee.locale,
    ).toBeNull()
  })

  test('among several attendees the one who filled in the form is the patient', () => {
    const attendees = [{ name: 'Earlier seat', email: 'first@example.com' }, ana]
    expect(bookingWithAnswers({ email: { value: 'Ana@example.com' } }, { attendees }).attendee.name).toBe(
      'Ana Kovač',
    )
    expect(bookingWithAnswers({}, { attendees }).attendee.name).toBe('Earlier seat')
  })

  test('a booking row names its practitioner `user`', () => {
    const { organizer } = bookingOf(
      readJson({
        ...payload,
        organizer: undefined,
        user: { name: 'Dr. Demir', timeZone: 'Europe/Berlin' },
        userPrimaryEmail: 'D@r.example',
      }),
    )
    expect(organizer).toEqual({ name: 'Dr. Demir', email: 'd@r.example', timeZone: 'Europe/Berlin' })
  })

  test('the service is never taken from a title that holds the name of the patient', () => {
    expect(bookingWith({ eventTitle: null, type: payload.title }).serviceName).toBeNull()
  })
})

describe('phone', () => {
  test.each([
    'phone',
    'phone_number',
    'phoneNumber',
    'mobile',
    'telephone',
    'attendeePhoneNumber',
    'smsReminderNumber',
    'Phone Number',
    'PHONE-number',
  ])('is found under %s, plain or with a label, and is then no answer', (key) => {
    for (const value of ['+1-555-123-4567', { label: 'Phone', value: '+1-555-123-4567' }]) {
      for (const container of ['responses', 'userFieldsResponses', 'customInputs']) {
        expect(bookingWith({ [container]: { [key]: value } })).toMatchObject({
          phoneRaw: '+1-555-123-4567',
          answers: [],
        })
      }
    }
  })

  test.each([
    ['the attendee', { attendees: [{ ...ana, phoneNumber: '+1234567890' }] }],
    ['the reminder number of the payload', { smsReminderNumber: '+1234567890' }],
    [
      'the phone location',
      {
        responses: { location: { label: 'location', value: { value: 'phone', optionValue: '+1234567890' } } },
      },
    ],
    ['the bare phone location', { responses: { location: { value: 'phone', optionValue: '+1234567890' } } }],
    ['a location that looks like a number', { location: '+1234567890' }],
    ['a number typed as location', { responses: { location: { value: '+1234567890' } } }],
  ])('is found with %s', (_, overrides) => {
    expect(bookingWith(overrides)).toMatchObject({ phoneRaw: '+1234567890', place: null, answers: [] })
  })

  test('a form field is believed first, then the attendee, the reminder number and the location', () => {
    const all = {
      location: '+1 555 000 0004',
      smsReminderNumber: '+1 555 000 0003',
      attendees: [{ ...ana, phoneNumber: '+1 555 000 0002' }],
      responses: { mobile: '+1 555 000 0001', phone: '+1 555 000 0000' },
    }
    const booking = bookingWith(all)
    expect(booking.phoneRaw).toBe('+1 555 000 0000')
    expect(booking.answers.map(({ value }) => value)).toEqual([
      '+1 555 000 0001',
      '+1 555 000 0002',
      '+1 555 000 0003',
      '+1 555 000 0004',
    ])
    expect(bookingWith({ ...all, responses: {} }).phoneRaw).toBe('+1 555 000 0002')
    expect(bookingWith({ ...all, responses: {}, attendees: [ana] }).phoneRaw).toBe('+1 555 000 0003')
  })

  test('the same number written twice is kept once', () => {
    const booking = bookingWithAnswers({ phone: '+1 (555) 123-4567' }, { smsReminderNumber: '+15551234567' })
    expect(booking).toMatchObject({ phoneRaw: '+1 (555) 123-4567', answers: [] })
  })

  test('words in the phone field stay an answer, and do not hide the real number', () => {
    const booking = bookingWithAnswers({ phone: 'n/a' }, { smsReminderNumber: '+15551234567' })
    expect(booking).toMatchObject({ phoneRaw: '+15551234567', answers: [{ label: 'Phone', value: 'n/a' }] })
    expect(bookingWithAnswers({ phone: true })).toMatchObject({ phoneRaw: null, answers: [{ value: 'Yes' }] })
  })

  test('is kept as typed, digits of any script included', () => {
    expect(bookingWithAnswers({ phone: ' 0171/234 56 (home) ' }).phoneRaw).toBe('0171/234 56 (home)')
    expect(bookingWithAnswers({ phone: '٠٥٠١٢٣٤٥٦٧' }).phoneRaw).toBe('٠٥٠١٢٣٤٥٦٧')
    expect(bookingWithAnswers({ phone: 15551234567 }).phoneRaw).toBe('15551234567')
  })

  test("the clinic's own number is not the patient's", () => {
    const responses = { location: { label: 'location', value: { value: 'userPhone', optionValue: '' } } }
    expect(bookingWith({ location: '+4930123456', responses })).toMatchObject({
      phoneRaw: null,
      mode: 'call',
      locationText: '+4930123456',
    })
  })
})

describe('place', () => {
  test.each(['location', 'city', 'country', 'address', 'where_are_you_from', 'Where are you from?'])(
    'is found under %s',
    (key) => {
      expect(bookingWithAnswers({ [key]: 'Berlin' })).toMatchObject({ place: 'Berlin', answers: [] })
      expect(bookingWithAnswers({ [key]: { label: 'Place', value: ['Berlin', 'Mitte'] } }).place).toBe(
        'Berlin, Mitte',
      )
    },
  )

  test.each([
    { value: 'inPerson', optionValue: '' },
    { value: 'link', optionValue: 'https://meet.example/1' },
    { value: 'phone', optionValue: '+15551234567' },
    { value: 'somewhereElse', optionValue: 'The café next door' },
    { value: 'Riverside Clinic', optionValue: '' },
    'integrations:daily',
    'inPerson',
    'https://meet.example/1',
    '+15551234567',
    '',
    null,
  ])("is not Cal.com's location %j", (value) => {
    expect(bookingWithAnswers({ location: { label: 'location', value } }).place).toBeNull()
    expect(bookingWithAnswers({ location: value }).place).toBeNull()
  })

  test('is the address at which the patient wants to be visited', () => {
    const location = {
      label: 'location',
      value: { value: 'attendeeInPerson', optionValue: '1 Mill Lane, York' },
    }
    expect(bookingWithAnswers({ location }, { location: '1 Mill Lane, York' })).toMatchObject({
      place: '1 Mill Lane, York',
      locationText: '1 Mill Lane, York',
      mode: 'visit',
    })
    expect(bookingWithAnswers({ location }, { location: 'attendeeInPerson' }).place).toBe('1 Mill Lane, York')
  })

  test('a second place stays an answer', () => {
    expect(bookingWithAnswers({ country: 'Germany', city: 'Berlin' })).toMatchObject({
      place: 'Berlin',
      answers: [{ key: 'country', label: 'Country', value: 'Germany' }],
    })
  })
})

describe('where the booking happens', () => {
  test.each([
    ['a visit to the clinic', { location: 'Riverside Clinic' }, 'visit', 'Riverside Clinic'],
    ['a type without words', { location: 'inPerson' }, 'visit', null],
    ['nothing said', { location: undefined }, 'visit', null],
    ['a link', { location: 'https://meet.example/1' }, 'video', 'https://meet.example/1'],
    ['an app that has made no address yet', { location: 'integrations:daily' }, 'video', null],
    [
      'an app with its address',
      { location: 'integrations:daily', metadata: { videoCallUrl: 'https://app.cal.com/video/1' } },
      'video',
      'https://app.cal.com/video/1',
    ],
    [
      'video call data',
      { location: 'integrations:zoom', videoCallData: { type: 'zoom_video', url: 'https://zoom.example/1' } },
      'video',
      'https://zoom.example/1',
    ],
    ["the patient's phone", { location: '+15551234567' }, 'call', null],
    [
      'a place that the patient proposes',
      {
        location: undefined,
        responses: { location: { value: { value: 'somewhereElse', optionValue: 'The café' } } },
      },
      'visit',
      'The café',
    ],
    ['where the patient is from', { location: undefined, responses: { location: 'Berlin' } }, 'visit', null],
  ])('%s', (_, overrides, mode, locationText) => {
    expect(bookingWith(overrides)).toMatchObject({ mode, locationText })
  })
})

describe('answers', () => {
  test.each([
    ['35', '35'],
    [35, '35'],
    [0, '0'],
    [true, 'Yes'],
    [false, 'No'],
    [['Botox', 'Filler'], 'Botox, Filler'],
    [{ id: '2', label: 'Option-2' }, 'Option-2'],
    [
      [
        { id: '2', label: 'Option-2' },
        { id: '3', label: 'Option-3' },
      ],
      'Option-2, Option-3',
    ],
    [{ optionValue: 'Other: peel', value: 'other' }, 'Other: peel'],
    [{ firstName: 'Mia', lastName: 'Kovač' }, 'Mia Kovač'],
    [{ eyeColour: 'green', allergies: ['nuts', 'latex'] }, 'Eye colour: green, Allergies: nuts, latex'],
  ])('%j reads %s, plain or with a label', (value, text) => {
    expect(bookingWithAnswers({ q1: { label: 'A question?', value } }).answers).toEqual([
      { key: 'q1', label: 'A question?', value: text },
    ])
    if (typeof value !== 'object') expect(bookingWithAnswers({ q1: value }).answers[0]?.value).toBe(text)
  })

  test.each(['', '  ', '\u0000', null, undefined, [], {}, [null, '']])('%j is no answer', (value) => {
    expect(bookingWithAnswers({ q1: value, q2: { label: 'Two', value } }).answers).toEqual([])
  })

  test('a question that nobody answered is a label without value', () => {
    expect(bookingWithAnswers({ skin: { label: 'Skin type' } }).answers).toEqual([])
  })

  test.each([
    ['your_name', 'Your name'],
    ['rescheduleReason', 'Reschedule reason'],
    ['do-you-smoke', 'Do you smoke'],
    ['Wie alt sind Sie?', 'Wie alt sind Sie?'],
    ['YAŞ', 'YAŞ'],
  ])('the label %s is shown as %s', (label, shown) => {
    expect(bookingWithAnswers({ q1: { label, value: 'x' } }).answers[0]?.label).toBe(shown)
    expect(bookingWithAnswers({ [label]: 'x' }).answers).toEqual([{ key: label, label: shown, value: 'x' }])
  })

  test('name, e-mail, title and notes are not answers; guests and the reason of a move are', () => {
    const booking = bookingWithAnswers({
      name: { label: 'your_name', value: 'Ana Kovač' },
      email: { label: 'email_address', value: 'ana@example.com' },
      title: { label: 'what_is_this_meeting_about', value: 'Botox' },
      notes: { label: 'additional_notes', value: 'Ring twice' },
      guests: { label: 'additional_guests', value: ['mia@example.com', 'luka@example.com'] },
      rescheduleReason: { label: 'reschedule_reason', value: 'Flu' },
    })
    expect(booking.notes).toBe('Ring twice')
    expect(booking.answers).toEqual([
      { key: 'guests', label: 'Additional guests', value: 'mia@example.com, luka@example.com' },
      { key: 'rescheduleReason', label: 'Reschedule reason', value: 'Flu' },
    ])
  })

  test('notes said twice are kept once, different ones both', () => {
    expect(bookingWithAnswers({ notes: 'Ring twice' }, { additionalNotes: 'Ring twice' }).notes).toBe(
      'Ring twice',
    )
    expect(bookingWithAnswers({ notes: 'Ring twice' }, { additionalNotes: 'Back door' }).notes).toBe(
      'Ring twice\nBack door',
    )
  })

  test('the same answer in three places is kept once, a different one is not lost', () => {
    const { answers } = bookingWith({
      responses: { age: { label: 'Your age', value: '35' } },
      userFieldsResponses: {
        age: { label: 'Your age', value: '35' },
        skin: { label: 'Skin type', value: 'II' },
      },
      customInputs: { 'Your age': '35', Skin: 'III' },
    })
    expect(answers).toEqual([
      { key: 'age', label: 'Your age', value: '35' },
      { key: 'skin', label: 'Skin type', value: 'II' },
      { key: 'Skin', label: 'Skin', value: 'III' },
    ])
  })

  test('older custom inputs come as a list', () => {
    expect(
      bookingWith({ customInputs: [{ label: 'Skin type', value: 'II' }, 'stray', { label: 'Pets' }] })
        .answers,
    ).toEqual([{ key: 'Skin type', label: 'Skin type', value: 'II' }])
  })

  test('ten thousand answers are all kept, within 100 ms of a processor', () => {
    const responses = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `question-${i}`,
        { label: `Question ${i}`, value: `answer ${i}` },
      ]),
    )
    const raw = bytes(JSON.stringify(delivery({ responses })))
    const { answers } = bookingOf(calcom.read(raw, JSON_TYPE))
    // Its own time, the best of five: a neighbour on the machine is no fault of the reader.
    const took = [1, 2, 3, 4, 5].map(() => {
      const before = process.cpuUsage()
      calcom.read(raw, JSON_TYPE)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    expect(Math.min(...took)).toBeLessThan(100)
    expect(answers).toHaveLength(10_000)
    expect(answers[9_999]).toEqual({ key: 'question-9999', label: 'Question 9999', value: 'answer 9999' })
  })

  test('an answer nested beyond reason is shortened, not followed to the end of the stack', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const body = JSON.stringify(delivery({ responses: { deep: '§', age: '35' } })).replace('"§"', deep)
    expect(bookingOf(readText(body)).answers.map(({ key }) => key)).toEqual(['deep', 'age'])
  })

  test('`__proto__` is no answer and reaches no prototype, as JSON or as a form', () => {
    const body = JSON.stringify(delivery({ responses: { age: '35' } })).replace(
      '"age"',
      '"__proto__":{"uid":"evil","label":"x","value":"y"},"constructor":"c","age"',
    )
    const booking = bookingOf(readText(body.replace('"payload":{', '"payload":{"__proto__":{"price":5},')))
    expect(booking.answers.map(({ key }) => key)).toEqual(['constructor', 'age'])
    readText('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor.prototype.polluted=1', FORM)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('payment', () => {
  const paymentOf = (overrides: object, trigger = 'BOOKING_PAID') => bookingWith(overrides, trigger).payment

  test("is Cal.com's price, which is in minor units already", () => {
    expect(paymentOf({ price: 5000, currency: 'eur' })).toEqual({ amountMinor: 5000, currency: 'EUR' })
    expect(paymentOf({ price: 5000, currency: 'jpy' })).toEqual({ amountMinor: 5000, currency: 'JPY' })
    expect(paymentOf({ price: '5000', currency: 'usd' })).toEqual({ amountMinor: 5000, currency: 'USD' })
  })

  test('is that of the payment where the event type has no price of its own', () => {
    const paymentData = { amount: 2500, currency: 'eur' }
    expect(paymentOf({ price: 0, currency: 'usd', paymentData })).toEqual({
      amountMinor: 2500,
      currency: 'EUR',
    })
    expect(paymentOf({ price: 5000, currency: 'usd', paymentData })).toEqual({
      amountMinor: 5000,
      currency: 'USD',
    })
  })

  test.each([
    { price: 0, currency: 'usd' },
    { price: -1, currency: 'usd' },
    { price: 12.5, currency: 'usd' },
    { price: 5000 },
    { price: 5000, currency: 'dollars' },
  ])('is unknown with %j', (overrides) => {
    expect(paymentOf(overrides)).toBeNull()
  })

  test('a price is no payment until one is started', () => {
    expect(paymentOf({ price: 5000, currency: 'eur' }, 'BOOKING_CREATED')).toBeNull()
    expect(paymentOf({ price: 5000, currency: 'eur' }, 'BOOKING_PAYMENT_INITIATED')).not.toBeNull()
  })
})

describe('attendance', () => {
  const attendance = (attendees: unknown, triggerEvent = 'BOOKING_NO_SHOW_UPDATED') =>
    readJson({
      triggerEvent,
      createdAt: '2026-10-24T09:00:00Z',
      payload: { bookingUid: 'uidAna1', attendees },
    })

  test('says of each attendee whether they came, and when that was noted', () => {
    const result = attendance([
      { email: 'Ana@example.com', noShow: true },
      { email: '385912345678@sms.cal.com', noShow: 'false' },
    ])
    expect(noticeOf(result)).toEqual({
      kind: 'attendance',
      trigger: 'BOOKING_NO_SHOW_UPDATED',
      occurredAt: Temporal.Instant.from('2026-10-24T09:00:00Z'),
      references: [{ kind: 'uid', value: 'uidAna1' }],
      attendees: [
        { email: 'ana@example.com', isNoShow: true },
        { email: null, isNoShow: false },
      ],
    })
  })

  test('an update that does not say which way is refused', () => {
    for (const attendees of [[], undefined, [{ email: 'ana@example.com' }], 'ana@example.com']) {
      expect(attendance(attendees)).toMatchObject({ ok: false, trigger: 'BOOKING_NO_SHOW_UPDATED' })
    }
  })

  test('the documented shape and the alias mean a no-show by themselves', () => {
    const isNoShow = true
    expect(readJson(documented({}, 'BOOKING_NO_SHOW_UPDATED'))).toMatchObject({
      notice: { kind: 'attendance', attendees: [{ email: 'ana@example.com', isNoShow }] },
    })
    expect(attendance([{ email: 'ana@example.com' }], 'booking.noShow')).toMatchObject({
      notice: { attendees: [{ email: 'ana@example.com', isNoShow }] },
    })
    expect(readJson({ type: 'booking.noShow', data: { id: 'cal_booking_12345' } })).toMatchObject({
      notice: { attendees: [{ email: null, isNoShow }] },
    })
    expect(attendance([{ email: 'ana@example.com', noShow: false }], 'booking.noShow')).toMatchObject({
      notice: { attendees: [{ isNoShow: false }] },
    })
  })
})

describe('refusals', () => {
  const refused: [string, BookingNoticeResult, RegExp][] = [
    ['nothing', readText(''), /empty/],
    ['blanks and NUL', readText(' \0\n'), /empty/],
    ['no JSON', readText('New booking: Ana Kovač, ana@example.com'), /neither JSON nor a form/],
    ['no form either', readText('New booking: Ana Kovač', FORM), /neither JSON nor a form/],
    [
      'broken JSON',
      readText('{"triggerEvent":"BOOKING_CREATED","payload":{"name":"Ana Kovač"'),
      /neither JSON/,
    ],
    ['a list', readText('[]'), /no object/],
    ['null', readText('null'), /no object/],
    ['an empty object', readText('{}'), /does not say what happened/],
    ['no uid', readJson(delivery({ uid: undefined })), /names no booking/],
    ['an empty uid', readJson(delivery({ uid: ' \0' })), /names no booking/],
    ['a meeting of no booking', readJson({ triggerEvent: 'MEETING_ENDED' }), /names no booking/],
    ['a no-show of no booking', readJson({ type: 'booking.noShow', data: {} }), /names no booking/],
    ['no start', readJson(delivery({ startTime: undefined })), /no readable start or end/],
    ['no end', readJson(delivery({ endTime: null })), /no readable start or end/],
    ['an unreadable date', readJson(delivery({ startTime: 'tomorrow at nine' })), /no readable start or end/],
    ['31 February', readJson(delivery({ startTime: '2026-02-31T08:00:00Z' })), /no readable start or end/],
    ['a time without its offset', readJson(delivery({ startTime: '2026-10-24T08:00:00' })), /offset/],
    [
      'an end before the start',
      readJson(delivery({ endTime: '2026-10-24T07:59:59Z' })),
      /does not end after it begins/,
    ],
    [
      'an end at the start',
      readJson(delivery({ endTime: payload.startTime })),
      /does not end after it begins/,
    ],
    ['the time before 1970', readJson(delivery({ startTime: '1969-12-31T23:59:59Z' })), /before 1970/],
    [
      'more than ten years after it was sent',
      readJson(delivery({ startTime: '2036-10-20T10:00:00Z', endTime: '2036-10-20T10:30:00Z' })),
      /ten years/,
    ],
    [
      'the year 2100, when nobody says when it was sent',
      readJson(documented({ startTime: '2100-01-01T00:00:00Z', endTime: '2100-01-01T00:30:00Z' })),
      /ten years/,
    ],
    ['an end that never comes', readJson(delivery({ endTime: '+275760-09-13T00:00:00Z' })), /ten years/],
    ['no attendee', readJson(delivery({ attendees: [] })), /no attendee/],
    ['no list of attendees', readJson(delivery({ attendees: undefined })), /no attendee/],
    ['attendees that are none', readJson(delivery({ attendees: ['ana', null] })), /no attendee/],
  ]

  test.each(refused)('%s', (_, result, reason) => {
    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  test('say what to do in one sentence, without a word from the delivery', () => {
    for (const [, result] of refused) {
      const reason = result.ok ? '' : result.reason
      expect(reason).toMatch(/^[A-Z][^.]*(?:Cal\.com[^.]*)*\.$/)
      expect(reason).toMatch(/; |by hand/)
      expect(reason).not.toMatch(/Ana|Kovač|example|uidAna1|2026|tomorrow/)
    }
  })

  test('keep the event that was refused', () => {
    expect(readJson(delivery({ attendees: [] }, 'booking.created'))).toMatchObject({
      trigger: 'BOOKING_CREATED',
    })
  })

  test('a date just under ten years ahead is taken, and one known to no clock before 2100', () => {
    const times = (year: number) => ({
      startTime: `${year}-10-20T08:00:00Z`,
      endTime: `${year}-10-20T08:30:00Z`,
    })
    expect(readJson(delivery(times(2036))).ok).toBe(true)
    expect(readJson(documented(times(2099))).ok).toBe(true)
    expect(readJson({ ...delivery(times(2099)), createdAt: 'yesterday' }).ok).toBe(true)
    expect(readJson({ ...delivery(times(2036)), createdAt: '+275760-09-13T00:00:00Z' }).ok).toBe(true)
  })

  test('an offset is honoured on the night on which the clocks change', () => {
    const { startAt, endAt } = bookingWith({
      startTime: '2026-10-25T02:30:00+02:00',
      endTime: '2026-10-25T02:30:00+01:00',
    })
    expect(startAt.until(endAt).total('hours')).toBe(1)
  })
})

describe('whatever comes', () => {
  const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    codeUnits.map((units) => String.fromCharCode(...units)),
    fc.constantFrom(
      '\0',
      '\ud800',
      '__proto__',
      'constructor',
      'toString',
      'phone',
      'inPerson',
      '+15551234567',
      'PING',
    ),
  )
  const anyJson = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      anyText,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(
          anyText,
          fc.constantFrom('value', 'label', 'optionValue', 'name', 'email', 'location', 'phone'),
        ),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value

  function checkResult(result: BookingNoticeResult): void {
    const texts: string[] = []
    JSON.stringify(result, (key, value) => {
      texts.push(key)
      if (typeof value === 'string') texts.push(value)
      return value
    })
    for (const text of texts) expect(text.isWellFormed() && !text.includes('\0')).toBe(true)
    if (!result.ok) expect(result.reason).toMatch(/\.$/)
    if (!result.ok || result.notice.kind !== 'booking') return
    const { booking } = result.notice
    expect(booking.references[0]?.kind).toBe('uid')
    expect(booking.attendee.name).not.toBe('')
    expect(Temporal.Instant.compare(booking.startAt, booking.endAt)).toBe(-1)
    for (const { key, label, value } of booking.answers) expect([key, label, value]).not.toContain('')
  }

  test('arbitrary bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(FORM, JSON_TYPE, null), (raw, contentType) => {
        checkResult(calcom.read(raw, contentType))
      }),
      { numRuns: 1000 },
    )
  })

  test('arbitrary JSON is read or refused', () => {
    fc.assert(
      fc.property(anyJson, (body) => checkResult(readText(JSON.stringify(body)))),
      { numRuns: 1000 },
    )
  })

  test('arbitrary forms are read or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText)), fc.boolean(), (pairs, isEncoded) => {
        const form = isEncoded
          ? new URLSearchParams(pairs).toString()
          : pairs.map(([key, value]) => `${key}=${value}`).join('&')
        checkResult(readText(form, FORM))
      }),
      { numRuns: 1000 },
    )
  })

  test('a real delivery with anything in any of its places is read or refused', () => {
    const names = [
      'BOOKING_CREATED',
      'BOOKING_RESCHEDULED',
      'BOOKING_NO_SHOW_UPDATED',
      'MEETING_ENDED',
      'FORM_SUBMITTED',
    ]
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), anyJson), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.constantFrom(...names), changes, (name, places) => {
        const body = structuredClone(fixture(name).body)
        for (const [at, inner, value] of places) {
          const part = (body.payload ?? body) as Record<string, unknown>
          const key = Object.keys(part)[at % Object.keys(part).length] ?? ''
          const child = part[key]
          if (typeof child === 'object' && child !== null && inner % 2) {
            const keys = Object.keys(child)
            Object.assign(child, { [keys[inner % keys.length] ?? 'phone']: value })
          } else part[key] = value
        }
        checkResult(readJson(body))
      }),
      { numRuns: 2000 },
    )
  })

  test('arbitrary answers leave the booking readable, and what was typed is in it', () => {
    fc.assert(
      fc.property(anyJson, fc.string({ minLength: 1 }), (responses, typed) => {
        const result = readJson(delivery({ responses, userFieldsResponses: { 'q-typed': typed } }))
        checkResult(result)
        const value = typed.trim()
        if (value) expect(bookingOf(result).answers.map((answer) => answer.value)).toContain(value)
      }),
      { numRuns: 1000 },
    )
  })

  test('NUL and lone surrogates are gone from every field, emoji stay', () => {
    const dirty = 'a\0b\ud83dc😀'
    const booking = bookingWith({
      title: dirty,
      eventTitle: dirty,
      attendees: [{ name: dirty }],
      location: dirty,
      cancellationReason: dirty,
      responses: { [dirty]: { label: dirty, value: [dirty] }, notes: dirty, city: dirty },
    })
    const cleaned = 'ab\ufffdc😀'
    expect(booking).toMatchObject({
      title: cleaned,
      serviceName: cleaned,
      attendee: { name: cleaned },
      locationText: cleaned,
      cancellationReason: cleaned,
      notes: cleaned,
      place: cleaned,
      answers: [{ key: cleaned, value: cleaned }],
    })
  })
})
