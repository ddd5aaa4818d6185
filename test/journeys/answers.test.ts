/** What a patient answers at booking is read, and what is not understood is kept and shown (REQUIREMENTS D2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Body, calcomBooking, documentedBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

let people = 0

/** Somebody new each time, so that phones do not lead to one another. */
function bookedWith(
  answers: Record<string, Answer>,
  more: Parameters<typeof calcomBooking>[0] = {},
): Promise<Body> {
  const email = `answers${++people}@example.com`
  return booked(
    desk,
    calcomBooking({ attendee: { name: `Person ${people}`, email }, answers, ...more }).created(),
  )
}

function bookedAsDocumented(responses: Record<string, Answer>): Promise<Body> {
  const id = `cal_booking_${++people}`
  const attendees = [
    { name: `Person ${people}`, email: `answers${people}@example.com`, timeZone: 'America/Chicago' },
  ]
  return booked(desk, documentedBooking({ id, attendees, responses }))
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

describe('phone', () => {
  test.each(PHONE_KEYS)('is read from %s, plain or with a label, in both shapes', async (key) => {
    const numbers = [0, 1, 2, 3].map((n) => `+1312555${6000 + PHONE_KEYS.indexOf(key) * 4 + n}`)
    const made = [
      await bookedWith({ [key]: numbers[0] }),
      await bookedWith({ [key]: { label: 'Your phone', value: numbers[1] } }),
      await bookedAsDocumented({ [key]: numbers[2] }),
      await bookedAsDocumented({ [key]: { label: 'Your phone', value: numbers[3] } }),
    ]
    expect(made.map((one) => one.attendee_phone_e164)).toEqual(numbers)
    expect(made.map((one) => one.contact.phone_e164)).toEqual(numbers)
    expect(made.map((one) => one.place)).toEqual([null, null, null, null])
  })

  test('is read from the location where the clinic calls the patient', async () => {
    // BOOKING_CREATED.json shows the location's shape; for "Attendee phone number" the option holds the number.
    const answers = {
      location: { label: 'location', value: { optionValue: '+13125557001', value: 'phone' } },
    }
    expect(await bookedWith(answers, { location: '+13125557001' })).toMatchObject({
      attendee_phone_e164: '+13125557001',
      place: null,
    })
    expect(await bookedWith({}, { location: '+13125557002' })).toMatchObject({
      attendee_phone_e164: '+13125557002',
    })
  })

  test.each([
    ['+1-555-123-4567', '+15551234567'],
    ['+1234567890', '+1234567890'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+1 (312) 555-7003', '+13125557003'],
    ['(312) 555-7004', '+13125557004'],
    ['0049 30 901820', '+4930901820'],
    ['+1.312.555.7005', '+13125557005'],
  ])('%s is taken as %s, and the raw text is kept', async (raw, e164) => {
    expect(await bookedWith({ phone: raw })).toMatchObject({
      attendee_phone_e164: e164,
      attendee_phone_raw: raw,
      contact: { phone_e164: e164 },
    })
  })

  test.each(['12', '555-CALL', '+0123456789', '+1234567890123456789'])(
    'a number that is no phone (%s) keeps its raw text and does not stop the booking',
    async (raw) => {
      const appointment = await bookedWith({ phone: { label: 'Phone', value: raw } })
      expect(appointment).toMatchObject({
        status: 'booked',
        attendee_phone_e164: null,
        attendee_phone_raw: raw,
      })
      expect(appointment.contact.phone_e164).toBeNull()
    },
  )

  test.each(['please ask', 'n/a', '☎️ five five five'])(
    'words instead of a number (%s) are kept and shown to staff all the same',
    async (raw) => {
      const appointment = await bookedWith({ phone: { label: 'Phone', value: raw } })
      expect(appointment).toMatchObject({ status: 'booked', attendee_phone_e164: null })
      expect(JSON.stringify([appointment.attendee_phone_raw, appointment.answers])).toContain(raw)
    },
  )

  test.each(['', '   ', null])('an empty answer (%j) is no phone and no raw text', async (raw) => {
    expect(await bookedWith({ phone: raw })).toMatchObject({
      attendee_phone_e164: null,
      attendee_phone_raw: null,
    })
  })

  test('a number in one field is not lost because another field is empty or no number', async () => {
    const answers = { phone: '', attendeePhoneNumber: { label: 'phone_number' }, mobile: '+13125557006' }
    expect(await bookedWith(answers)).toMatchObject({ attendee_phone_e164: '+13125557006' })
    expect(await bookedWith({ phone: 'ask my wife', mobile: '+13125557007' })).toMatchObject({
      attendee_phone_e164: '+13125557007',
    })
  })

  test('a number given as a JSON number is read', async () => {
    expect(await bookedWith({ phone: 13125557008 })).toMatchObject({ attendee_phone_e164: '+13125557008' })
  })
})

describe('place', () => {
  test.each(['location', 'city', 'country', 'address', 'where_are_you_from'])(
    'is read from %s, plain or with a label, in both shapes',
    async (key) => {
      const made = [
        await bookedWith({ [key]: 'Oak Park' }),
        await bookedWith({ [key]: { label: 'Where do you live?', value: 'Oak Park' } }),
        await bookedAsDocumented({ [key]: 'Oak Park' }),
        await bookedAsDocumented({ [key]: { label: 'Where do you live?', value: 'Oak Park' } }),
      ]
      expect(made.map((one) => one.place)).toEqual(['Oak Park', 'Oak Park', 'Oak Park', 'Oak Park'])
      expect(made.map((one) => one.patient_profile.place)).toEqual([
        'Oak Park',
        'Oak Park',
        'Oak Park',
        'Oak Park',
      ])
    },
  )

  test.each(['inPerson', 'integrations:daily', 'integrations:google:meet', 'https://app.cal.com/video/abc'])(
    'the visit’s own kind of location (%s) is nobody’s home',
    async (value) => {
      const answers = { location: { label: 'location', value: { optionValue: '', value } } }
      expect(await bookedWith(answers, { location: value })).toMatchObject({ place: null })
    },
  )

  test('a known place is not taken from a patient who leaves it out next time', async () => {
    const attendee = { name: 'Pat Place', email: 'pat@example.com' }
    await bookedWith({ city: 'Evanston' }, { attendee })
    expect(await bookedWith({}, { attendee })).toMatchObject({ patient_profile: { place: 'Evanston' } })
  })
})

describe('every other answer', () => {
  test('the age is kept on the appointment and shown, whatever its shape', async () => {
    for (const [answer, label] of [
      ['35', 'age'],
      [{ label: 'How old are you?', value: '35' }, 'How old are you?'],
      [{ label: 'How old are you?', value: 35 }, 'How old are you?'],
    ] as const) {
      const { answers } = await bookedWith({ age: answer })
      expect(answers.filter((one: Body) => one.key === 'age')).toHaveLength(1)
      const age = answers.find((one: Body) => one.key === 'age')
      expect(age.value).toBe('35')
      expect(age.label.toLowerCase()).toBe(label.toLowerCase())
    }
    const documented = await bookedAsDocumented({ phone: '+13125557009', age: '35', city: 'Chicago' })
    expect(documented.answers).toEqual([expect.objectContaining({ key: 'age', value: '35' })])
    expect(documented).toMatchObject({ attendee_phone_e164: '+13125557009', place: 'Chicago' })
  })

  test('choices, yes and no, numbers and nested answers are shown as words, never as [object Object]', async () => {
    const { answers } = await bookedWith({
      areas: { label: 'Areas', value: ['Forehead', 'Crow’s feet'] },
      first_time: { label: 'First time?', value: true },
      pregnant: { label: 'Pregnant?', value: false },
      wishes: { label: 'Wishes', value: { optionValue: 'natural look', value: 'other' } },
      count: { label: 'Visits', value: 0 },
    })
    const shown = Object.fromEntries(answers.map((one: Body) => [one.key, one.value]))
    expect(shown.areas).toContain('Forehead')
    expect(shown.areas).toContain('Crow’s feet')
    for (const key of ['first_time', 'pregnant', 'wishes', 'count']) expect(shown[key], key).toBeTruthy()
    expect(shown.wishes).toContain('natural look')
    expect(JSON.stringify(shown)).not.toContain('[object Object]')
  })

  test('fields of Cal.com that carry no answer are not shown as answers', async () => {
    const { answers } = await bookedWith({ skin_type: { label: 'Skin type' } })
    expect(answers).toEqual([])
  })

  test('what the patient writes to the clinic is the appointment’s note', async () => {
    const notes = { label: 'additional_notes', value: 'I am afraid of needles' }
    const appointment = await bookedWith({ notes })
    expect(JSON.stringify([appointment.notes, appointment.answers])).toContain('I am afraid of needles')
  })
})
