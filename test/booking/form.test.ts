/** From a chosen time to a booking, as a browser without JavaScript does it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findClinic } from '../../src/desk/clinics/find-clinic.ts'
import { findFreeTime } from '../../src/desk/scheduling/find-availability.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import type { TestDesk } from '../desk.ts'
import { at } from '../scheduling/cast.ts'
import { type Answer, type BookingCast, bookingsOf, fieldIn, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast
let people = 0

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

/** Each a guest of their own, from an address of their own. */
function somebody() {
  const number = String(++people).padStart(3, '0')
  const from = { 'x-forwarded-for': `198.51.${people >> 8}.${people & 255}` }
  return {
    from,
    fields: {
      name: `Guest ${number} Ruiz`,
      phone: `(312) 555-2${number}`,
      email: `Guest${number}@Example.com`,
    },
  }
}

const TEN = '2026-11-24T16:00:00Z'
const ELEVEN = '2026-11-24T17:00:00Z'

async function choose(
  service: Service,
  start = TEN,
  from: Record<string, string> = somebody().from,
): Promise<Answer> {
  const held = await cast.guest.post(`/riverside/${service.slug}/hold`, { start }, from)
  expect(held.status).toBe(303)
  return cast.guest.get(held.location ?? '', from)
}

function send(
  service: Service,
  form: Answer,
  fields: Record<string, string>,
  { from = somebody().from, query = '' }: { from?: Record<string, string>; query?: string } = {},
): Promise<Answer> {
  const hidden = ['start', 'duration', 'practitioner', 'hold', 'key', 'consent_version', 'wanted']
  const sent = Object.fromEntries(
    hidden.flatMap((name) => (fieldIn(form.text, name) ? [[name, fieldIn(form.text, name)]] : [])),
  )
  return cast.guest.post(`/riverside/${service.slug}/book${query}`, { ...sent, ...fields }, from)
}

const appointments = (service: Service) =>
  desk.rows('select * from appointments where service_id = $1 order by created_at, id', [service.id])

describe('booking', () => {
  test('holds the time, asks what is needed, and says that it worked', async () => {
    const service = await cast.make({
      name: 'Whole story',
      isFree: true,
      questions: [
        {
          id: 'first time?',
          label: 'Is this your first time?',
          kind: 'choice',
          required: true,
          options: ['Yes', 'No'],
        },
        { id: 'note', label: 'Anything else', kind: 'longtext', required: false },
      ],
      consentText: 'We keep what you write.',
    })
    const guest = somebody()
    const form = await choose(service, TEN, guest.from)
    expect(wordsOf(form.text)).toContain('Tuesday, November 24, 2026, 10:00 AM Central Time (Chicago)')
    expect(wordsOf(form.text)).toContain('We are keeping this time for you for 5 minutes.')
    expect(form.headers.get('cache-control')).toBe('no-store')

    const sent = await send(
      service,
      form,
      {
        ...guest.fields,
        'q_first%20time%3F': 'Yes',
        q_note: 'I am a bit nervous.\r\nSee you',
        consent: 'yes',
      },
      guest,
    )
    expect(sent.status).toBe(303)
    const booked = await cast.guest.get(sent.location ?? '')
    const words = wordsOf(booked.text)
    expect(words).toContain('You are booked Thank you, Guest.')
    expect(words).toContain('Tuesday, November 24, 2026, 10:00 AM')
    expect(words).toContain('Please come ten minutes early.')
    // Nothing is mailed where no mail is carried.
    expect(words).not.toContain('on its way')
    const [row] = await appointments(service)
    expect(row).toMatchObject({
      status: 'booked',
      source: 'foyer',
      attendee_email: `guest${guest.fields.phone.slice(-3)}@example.com`,
      attendee_time_zone: 'America/Chicago',
      attendee_locale: 'en-US',
      answers: [
        { key: 'first time?', label: 'Is this your first time?', value: 'Yes' },
        { key: 'note', label: 'Anything else', value: 'I am a bit nervous.\nSee you' },
        { key: 'consent', label: 'Consent, version 1', value: 'We keep what you write.' },
      ],
    })
    expect(await desk.rows('select * from holds where service_id = $1', [service.id])).toEqual([])
  })

  test('takes who is booked for seriously: the calendar file is theirs', async () => {
    const service = await cast.make({ name: 'File' })
    const sent = await send(service, await choose(service), somebody().fields)
    const booked = await cast.guest.get(sent.location ?? '')
    const [, file = ''] = /href="([^"]+calendar\.ics)"/.exec(booked.text) ?? []
    const { text, headers } = await cast.guest.get(file)
    expect(headers.get('content-type')).toContain('text/calendar')
    expect(text).toContain('METHOD:PUBLISH')
    expect(text).toContain('DTSTART:20261124T160000Z')
    expect(text).toContain('SUMMARY:Riverside')
    // Whoever sees the calendar learns nothing of what for.
    expect(text).not.toContain('File')
    expect(booked.text).toContain('dates=20261124T160000Z%2F20261124T163000Z')
    expect(booked.text).toContain('startdt=2026-11-24T16%3A00%3A00Z')
  })

  test('is a request where the service wants each confirmed', async () => {
    const service = await cast.make({ name: 'Asked', requiresConfirmation: true })
    const form = await choose(service)
    expect(wordsOf(form.text)).toContain('Ask for this time')
    const sent = await send(service, form, somebody().fields)
    const { text } = await cast.guest.get(sent.location ?? '')
    expect(wordsOf(text)).toContain('We have received your request')
    expect(wordsOf(text)).toContain('This is not confirmed yet')
    expect(wordsOf(text)).not.toContain('Add to your calendar')
    expect((await appointments(service))[0].status).toBe('pending')
  })

  test('carries where the guest came from into the attribution', async () => {
    const service = await cast.make({ name: 'Attributed' })
    const query = '?utm_source=instagram&utm_campaign=Spring%20glow&lang=es&tz=Europe/Madrid'
    await send(service, await choose(service), somebody().fields, { query })
    const [row] = await appointments(service)
    expect(row).toMatchObject({
      booking_channel: 'instagram',
      attendee_time_zone: 'Europe/Madrid',
      attendee_locale: 'es-US',
    })
    expect(
      await desk.rows('select last_channel, campaign from attribution_touches where appointment_id = $1', [
        row.id,
      ]),
    ).toEqual([{ last_channel: 'instagram', campaign: 'Spring glow' }])
  })

  test('works without a hold, for whoever came by an address of their own', async () => {
    const service = await cast.make({ name: 'Direct' })
    const form = await cast.guest.get(`/riverside/${service.slug}/book?start=${TEN}`)
    expect(wordsOf(form.text)).not.toContain('We are keeping')
    expect((await send(service, form, somebody().fields)).status).toBe(303)
  })

  test('of the same form twice is one booking, at the same moment too', async () => {
    const service = await cast.make({ name: 'Twice' })
    const form = await choose(service)
    const { fields, from } = somebody()
    const answers = await Promise.all([1, 2, 3].map(() => send(service, form, fields, { from })))
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect(answers[0]?.location).toContain('/booked/')
    expect(await appointments(service)).toHaveLength(1)
    // Back, other words, sent again: what was booked stands, and it is said.
    const again = await send(service, form, { ...fields, name: 'Somebody Else' }, { from })
    expect(again.location).toBe(`${answers[0]?.location}?sent=before`)
    expect(wordsOf((await cast.guest.get(again.location ?? '')).text)).toContain(
      'This form had been sent before',
    )
    expect(await appointments(service)).toHaveLength(1)
  })
})

describe('what was filled in', () => {
  test('is checked at each field and kept, in the guest’s language', async () => {
    const service = await cast.make({
      name: 'Checked',
      questions: [
        { id: 'born', label: 'Date of birth', kind: 'date', required: true },
        { id: 'color', label: 'Color', kind: 'choice', required: true, options: ['Red', 'Blue'] },
        { id: 'ok', label: 'I am fasting', kind: 'checkbox', required: true },
        { id: 'other', label: 'Other phone', kind: 'phone', required: false },
        { id: 'mail', label: 'Other mail', kind: 'email', required: false },
      ],
      consentText: 'Text',
    })
    const form = await choose(service)
    const { text, status } = await send(service, form, {
      name: '  12 ',
      phone: '555',
      email: 'ana@gmail',
      q_born: '2020-02-30',
      q_color: 'Green',
      q_other: 'call me',
      q_mail: '"a b"@c.d',
    })
    expect(status).toBe(422)
    const summary = wordsOf(text.slice(text.indexOf('class="faults"'), text.indexOf('<form')))
    for (const says of [
      'Full name – Please enter your name',
      'Phone number – This is not a complete phone number',
      'E-mail – This is not a complete e-mail address',
      'Date of birth – Please enter a date',
      'Color – Please choose one',
      'I am fasting – Please tick this box',
      'Other phone – This is not a complete phone number',
      'Other mail – This is not a complete e-mail address',
      'Please tick the box if you agree',
    ])
      expect(summary).toContain(says)
    expect(text).toContain(
      'value="ana@gmail" id="email" name="email" aria-describedby="email-hint email-fault" aria-invalid="true"',
    )
    expect(text).toContain('href="#q_born"')
    const spanish = await send(service, form, {}, { query: '?lang=es' })
    expect(wordsOf(spanish.text)).toContain('Nombre y apellidos – Escriba su nombre')
    expect(await appointments(service)).toEqual([])
  })

  test('agrees to the text that was read and to no other', async () => {
    const service = await cast.make({ name: 'Consent', consentText: 'First text' })
    const form = await choose(service)
    await cast.inClinic((tx) => changeService(tx, system, service.id, { consentText: 'Second text' }))
    const refused = await send(service, form, { ...somebody().fields, consent: 'yes' })
    expect(refused.status).toBe(422)
    expect(wordsOf(refused.text)).toContain('This text has changed; please read it again')
    expect(wordsOf(refused.text)).toContain('Second text')
    expect((await send(service, refused, { ...somebody().fields, consent: 'yes' })).status).toBe(303)
    const [row] = await appointments(service)
    expect(row.answers).toContainEqual({ key: 'consent', label: 'Consent, version 2', value: 'Second text' })
  })

  test('is text, whatever it looks like', async () => {
    const service = await cast.make({ name: 'Escaped' })
    const form = await choose(service)
    const nasty = '"><script>alert(1)</script>'
    const { text } = await send(service, form, { name: nasty, phone: nasty, email: nasty })
    expect(text).not.toContain('<script>alert')
    const sent = await send(service, form, { ...somebody().fields, name: '"onload=x&\u0000\u202e Ana' })
    expect(sent.status).toBe(303)
    const { text: booked } = await cast.guest.get(sent.location ?? '')
    expect(booked).toContain('Thank you, &quot;onload=x&amp;')
  })

  test('by a robot that fills in every field is not booked; a person is told which field it was', async () => {
    const service = await cast.make({ name: 'Robot' })
    const form = await choose(service)
    const { status, text } = await send(service, form, {
      ...somebody().fields,
      website: 'https://spam.example',
    })
    expect(status).toBe(422)
    expect(wordsOf(text)).toContain('Please clear this field')
    expect(await appointments(service)).toEqual([])
    expect((await send(service, form, somebody().fields)).status).toBe(303)
  })

  test.each([
    ['nothing at all', ''],
    ['no form', '{"json": true}'],
    ['half a character', 'start=%ED%A0%80&name=%00'],
    ['many fields', Array.from({ length: 5000 }, (_, i) => `a${i}=1`).join('&')],
  ])('can be nonsense (%s) without breaking anything', async (_, body) => {
    const service = await cast.make({ name: 'Nonsense' })
    for (const path of ['hold', 'book', 'waitlist']) {
      const response = await desk.foyer.request(`/riverside/${service.slug}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...somebody().from },
        body,
      })
      expect(response.status, path).toBeLessThan(500)
      expect(response.headers.get('content-type') ?? 'text/html', path).toContain('text/html')
    }
  })

  test('can be too much', async () => {
    const service = await cast.make({ name: 'Too much' })
    const { status, text } = await cast.guest.post(`/riverside/${service.slug}/book`, {
      name: 'x'.repeat(300_000),
    })
    expect(status).toBe(413)
    expect(wordsOf(text)).toContain('This is too much text')
  })
})

describe('a time that goes to somebody else', () => {
  test('before the form: the page says so kindly and shows what is free', async () => {
    const service = await cast.make({ name: 'Gone early' })
    await choose(service)
    const second = await cast.guest.post(`/riverside/${service.slug}/hold`, { start: TEN }, somebody().from)
    expect(second.location).toBe(`/riverside/${service.slug}?month=2026-11&date=2026-11-24&lost=1`)
    const { text } = await cast.guest.get(second.location ?? '')
    expect(wordsOf(text)).toContain('Somebody has just taken that time. These are still free.')
    expect(text).not.toContain(`value="${TEN}"`)
    expect(text).toContain(`value="${ELEVEN}"`)
  })

  test('while the form is filled in: the next times are offered and nothing typed is lost', async () => {
    const service = await cast.make({
      name: 'Gone late',
      questions: [{ id: 'note', label: 'Note', kind: 'text', required: true }],
    })
    const form = await cast.guest.get(`/riverside/${service.slug}/book?start=${TEN}`)
    await send(service, await choose(service), { ...somebody().fields, q_note: 'first' })
    const { fields, from } = somebody()
    const lost = await send(service, form, { ...fields, q_note: 'I was slower' }, { from })
    expect(lost.status).toBe(409)
    expect(wordsOf(lost.text)).toContain('This time has just gone We are sorry')
    expect(lost.text).toContain('value="I was slower"')
    expect(lost.text).toContain(`value="${fields.name}"`)
    expect(lost.text.match(/type="radio"/g)).toHaveLength(6)
    expect(lost.text).not.toMatch(/<input[^>]*\schecked/)
    expect(lost.text).toContain('value="2026-11-24T16:30:00Z"')
    // None chosen: asked again.
    const unchosen = await send(service, lost, { ...fields, q_note: 'I was slower' }, { from })
    expect(unchosen.status).toBe(409)
    expect(wordsOf(unchosen.text)).toContain('When – Please choose one of the times')
    const booked = await send(
      service,
      unchosen,
      { ...fields, q_note: 'I was slower', start: ELEVEN },
      { from },
    )
    expect(booked.location).toContain('/booked/')
    expect((await appointments(service)).map((row) => row.start_at.toISOString().slice(0, 16))).toEqual([
      '2026-11-24T16:00',
      '2026-11-24T17:00',
    ])
  })

  test('the last one at the same moment: one of many wins, the others are told', async () => {
    const service = await cast.make({ name: 'Race' })
    const form = await cast.guest.get(`/riverside/${service.slug}/book?start=${TEN}`)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(service, form, { ...somebody().fields, key: randomUUID() })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
    expect(await appointments(service)).toHaveLength(1)
  })
})

describe('a time that several may have', () => {
  test('goes as often as there are practitioners for it, to whom the guest chose', async () => {
    const [one, two] = [
      await cast.practitioner({ name: 'Dr. One' }),
      await cast.practitioner({ name: 'Dr. Two' }),
    ]
    const service = await cast.make({ name: 'Two of them', by: [one, two], assignment: 'one' })
    const chosen = await cast.guest.get(`/riverside/${service.slug}/book?start=${TEN}&practitioner=${two}`)
    expect(wordsOf(chosen.text)).toContain('Dr. Two')
    expect((await send(service, chosen, somebody().fields)).status).toBe(303)
    // Anybody: whoever is free.
    expect((await send(service, await choose(service), somebody().fields)).status).toBe(303)
    const third = await cast.guest.get(`/riverside/${service.slug}/book?start=${TEN}`)
    expect(wordsOf(third.text)).toContain('This time has just gone')
    expect((await appointments(service)).map((row) => row.practitioner_id)).toEqual([two, one])
  })

  test('has a seat for each, says how many are left, and holds the last one for one', async () => {
    const service = await cast.make({ name: 'Group', seats: 3 })
    for (let i = 0; i < 2; i++)
      expect((await send(service, await choose(service), somebody().fields)).status).toBe(303)
    const { text } = await cast.guest.get(`/riverside/${service.slug}?date=2026-11-24`)
    expect(wordsOf(text)).toContain('10:00 AM 1 place left 10:30 AM 3 places left')
    const form = await choose(service)
    expect(fieldIn(form.text, 'hold')).not.toBe('')
    expect((await cast.guest.get(`/riverside/${service.slug}?date=2026-11-24`)).text).not.toContain(
      `value="${TEN}"`,
    )
    expect((await send(service, form, somebody().fields)).status).toBe(303)
    expect(await appointments(service)).toHaveLength(3)
  })

  test('needs everybody where everybody takes part', async () => {
    const [one, two] = [await cast.practitioner(), await cast.practitioner()]
    const service = await cast.make({ name: 'All of them', by: [one, two], assignment: 'all' })
    const alone = await cast.make({ name: 'Alone', by: [two] })
    expect((await send(service, await choose(service), somebody().fields)).status).toBe(303)
    const form = await cast.guest.get(`/riverside/${alone.slug}/book?start=${TEN}`)
    expect(wordsOf(form.text)).toContain('This time has just gone')
  })
})

describe('a hold', () => {
  test('keeps the time from others and not from its holder, who may change their mind', async () => {
    const service = await cast.make({ name: 'Held' })
    const form = await choose(service)
    const hold = fieldIn(form.text, 'hold')
    const others = await cast.guest.get(`/riverside/${service.slug}?date=2026-11-24`)
    expect(others.text).not.toContain(`value="${TEN}"`)
    const [, back = ''] = /<nav class="back"><a href="([^"]+)"/.exec(form.text.replaceAll('&amp;', '&')) ?? []
    const own = await cast.guest.get(back)
    expect(own.text).toContain(`value="${TEN}"`)
    expect(fieldIn(own.text, 'hold')).toBe(hold)
    const other = await cast.guest.post(
      `/riverside/${service.slug}/hold`,
      { start: ELEVEN, hold },
      somebody().from,
    )
    expect(other.location).toContain('start=2026-11-24T17')
    const rows = await desk.rows('select start_at from holds where service_id = $1', [service.id])
    expect(rows.map((row) => row.start_at.toISOString())).toEqual(['2026-11-24T17:00:00.000Z'])
  })

  test('that is over still books what nobody else has taken', async () => {
    const service = await cast.make({ name: 'Over' })
    const form = await choose(service)
    const before = desk.clock.now()
    desk.clock.advance({ minutes: 6 })
    expect((await send(service, form, somebody().fields)).status).toBe(303)
    desk.clock.set(before)
    expect(await appointments(service)).toHaveLength(1)
  })

  test('of another service or of nobody is no key to anything', async () => {
    const one = await cast.make({ name: 'One' })
    const two = await cast.make({ name: 'Two' })
    const hold = fieldIn((await choose(one)).text, 'hold')
    const form = await cast.guest.get(`/riverside/${two.slug}/book?start=${TEN}&hold=${hold}`)
    expect(fieldIn(form.text, 'hold')).toBe('')
    const forged = `${hold.split('.')[0]}.${'x'.repeat(43)}`
    const stolen = await cast.guest.get(`/riverside/${one.slug}/book?start=${TEN}&hold=${forged}`)
    expect(wordsOf(stolen.text)).toContain('This time has just gone')
  })
})

describe('of anybody', () => {
  test('who is free, it is the patient’s own practitioner, though another one was held', async () => {
    const [one, two] = [await cast.practitioner({ name: 'One' }), await cast.practitioner({ name: 'Two' })]
    const service = await cast.make({ name: 'Own', by: [one, two], rooms: [await cast.room()] })
    const { fields } = somebody()
    const person = { ...fields, email: fields.email.toLowerCase() }
    for (const start of ['2026-12-08T16:00:00Z', '2026-12-08T17:00:00Z']) {
      await cast.book({ serviceId: service.id, startAt: at(start), practitionerIds: [one], person })
    }
    const held = async () =>
      (await desk.rows('select practitioner_id from holds where service_id = $1', [service.id]))[0]
    const start = '2026-12-09T16:00:00Z'
    const form = await choose(service, start)
    expect(await held()).toEqual({ practitioner_id: two })
    expect((await send(service, form, fields)).status).toBe(303)
    const visits = await desk.rows(
      'select practitioner_id from appointments where service_id = $1 and start_at = $2',
      [service.id, start],
    )
    expect(visits).toEqual([{ practitioner_id: one }])
    // Where their own is taken, it is the one that was held.
    const later = '2026-12-10T16:00:00Z'
    const next = await choose(service, later)
    const whom = (await held())?.practitioner_id
    const other = await cast.make({ name: 'Elsewhere', by: [one] })
    if (whom !== one) await cast.book({ serviceId: other.id, startAt: at(later) })
    expect((await send(service, next, fields)).status).toBe(303)
    expect((await appointments(service)).at(-1)).toMatchObject({ practitioner_id: whom })
  })
})

describe('what the page does not offer cannot be sent either', () => {
  test.each([
    ['outside the hours', '2026-11-24T12:00:00Z', {}],
    ['on a weekend', '2026-11-28T16:00:00Z', {}],
    ['between the starts', '2026-11-24T16:07:00Z', {}],
    ['within the notice', TEN, { minimumNoticeMinutes: 7 * 24 * 60 }],
    ['beyond the window', TEN, { bookingWindow: { days: 0 } }],
  ])('%s', async (_, start, input) => {
    const service = await cast.make({ name: 'Rules', ...input })
    const { status } = await cast.guest.post(
      `/riverside/${service.slug}/book`,
      { start, key: randomUUID(), ...somebody().fields },
      somebody().from,
    )
    expect(status).toBe(409)
    expect(await appointments(service)).toEqual([])
  })

  test.each(['2026-11-24T16:00:30Z', '2026-11-24T16:00:00.0009Z'])(
    'between two minutes (%s), where it would cost two times',
    async (start) => {
      const service = await cast.make({ name: 'Fraction', durationMinutes: 60 })
      const held = await cast.guest.post(`/riverside/${service.slug}/hold`, { start }, somebody().from)
      expect(held.location).toBe(`/riverside/${service.slug}`)
      expect(await desk.rows('select 1 from holds where service_id = $1', [service.id])).toEqual([])
      const offered = await cast.inClinic(async (tx) => {
        const clinic = await findClinic(tx)
        return clinic && findFreeTime(tx, clinic, { service, startAt: at(start) })
      })
      expect(offered).toBeNull()
    },
  )

  test('nor a service that is not public, or of another clinic', async () => {
    const service = await cast.make({ name: 'Hidden', isPublic: false })
    const fields = { start: TEN, ...somebody().fields }
    expect((await cast.guest.post(`/riverside/${service.slug}/book`, fields)).status).toBe(404)
    const harbor = await bookingsOf(desk, await desk.openClinic('Harbor'))
    const own = await cast.make({ name: 'Own' })
    expect((await harbor.guest.post(`/harbor/${own.slug}/book`, fields)).status).toBe(404)
  })
})

describe('too much of a good thing', () => {
  test('one person has six open bookings at most; the answer is the same as for too many tries', async () => {
    const service = await cast.make({ name: 'Cap' })
    const { fields } = somebody()
    const answers: Answer[] = []
    for (let i = 0; i < 7; i++) {
      // Past the hour that counts tries.
      desk.clock.advance({ minutes: 61 })
      const start = at('2026-12-01T15:00:00Z').add({ minutes: i * 30 })
      const form = await cast.guest.get(`/riverside/${service.slug}/book?start=${start}`)
      answers.push(await send(service, form, { ...fields, ...(i % 2 ? { email: '' } : {}) }))
    }
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303, 429])
    expect(await appointments(service)).toHaveLength(6)
    const capped = answers.at(-1)

    const other = await cast.make({ name: 'Tries' })
    const tries: Answer[] = []
    const { from, fields: one } = somebody()
    for (let i = 0; i < 6; i++) {
      const form = await cast.guest.get(
        `/riverside/${other.slug}/book?start=${at('2026-12-02T15:00:00Z').add({ minutes: i * 30 })}`,
      )
      tries.push(await send(other, form, { ...somebody().fields, phone: one.phone }, { from }))
    }
    expect(tries.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 429])
    // Nobody learns from it whether the clinic knows a number.
    const words = (answer?: Answer) => wordsOf(answer?.text ?? '')
    expect(words(tries.at(-1))).toBe(words(capped))
  })

  test('nobody is shut out by somebody else who has their number or their address', async () => {
    const service = await cast.make({ name: 'Victim', durationMinutes: 15 })
    const { fields: victim } = somebody()
    const joker = somebody()
    // Six visits with the address under other numbers, and more forms with the number than one caller may send.
    for (let i = 0; i < 6; i++) {
      const start = at('2026-12-03T15:00:00Z').add({ minutes: i * 15 })
      const form = await cast.guest.get(`/riverside/${service.slug}/book?start=${start}`)
      expect((await send(service, form, { ...somebody().fields, email: victim.email })).status).toBe(303)
    }
    const form = await cast.guest.get(`/riverside/${service.slug}/book?start=2026-12-07T16:00:00Z`)
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) {
      const sunday = { ...joker.fields, phone: victim.phone, start: '2026-12-06T16:00:00Z' }
      statuses.push((await send(service, form, sunday, joker)).status)
    }
    expect(statuses).toEqual([409, 409, 409, 409, 409, 429])
    expect((await send(service, form, victim)).status).toBe(303)
  })

  test('one address may send twenty forms in ten minutes, and hold a few times at once', async () => {
    const service = await cast.make({ name: 'Address' })
    const { from } = somebody()
    const statuses: number[] = []
    for (let i = 0; i < 21; i++) {
      statuses.push((await cast.guest.post(`/riverside/${service.slug}/book`, { start: TEN }, from)).status)
    }
    expect(statuses.slice(-2)).toEqual([422, 429])
    const limited = await cast.guest.post(`/riverside/${service.slug}/book`, { start: TEN }, from)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(
      (await cast.guest.post(`/riverside/${service.slug}/book`, { start: TEN }, somebody().from)).status,
    ).toBe(422)
    desk.clock.advance({ minutes: 10 })
    expect((await cast.guest.post(`/riverside/${service.slug}/book`, { start: TEN }, from)).status).toBe(422)

    const holds: Answer[] = []
    for (let i = 0; i < 10; i++) {
      const start = at(TEN)
        .add({ minutes: i * 30 })
        .toString()
      holds.push(await cast.guest.post(`/riverside/${service.slug}/hold`, { start }, from))
    }
    // The form still comes; only nothing is kept meanwhile.
    expect(holds.filter(({ location }) => location?.includes('hold='))).toHaveLength(8)
    expect(holds.every(({ location }) => location?.includes('/book?start='))).toBe(true)
  })
})

describe('the messages about it', () => {
  test('lead to the page on which it is moved and cancelled; those of a booking elsewhere do not', async () => {
    const service = await cast.make({ name: 'Mailed' })
    const sent = await send(service, await choose(service, '2026-11-30T16:00:00Z'), somebody().fields)
    await desk.deliver(calcomBooking({ startAt: '2026-11-30T17:00:00Z' }).created())
    await desk.settle()
    const [row] = await appointments(service)
    const [own, other] = await desk.rows(
      `select body from messages where kind = 'confirmation' order by appointment_id = $1 desc, id desc limit 2`,
      [row.id],
    )
    const [, token = ''] = /\/booked\/(.+)$/.exec(sent.location ?? '') ?? []
    expect(own.body).toContain(`Move or cancel it online: http://foyer.test/riverside/manage/${token}\n`)
    expect(other.body).not.toContain('Move or cancel')
  })
})
