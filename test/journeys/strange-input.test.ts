/** Nonsense under a valid signature, and what is strange but true: a clear outcome each (issue "Bad input"). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentsOf, snapshot, taken } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

describe('nonsense with a valid signature is kept, failed with the reason, and can be replayed', () => {
  const created = (change: Body) => {
    const body = calcomBooking().created()
    return { ...body, payload: { ...body.payload, ...change } }
  }
  const attendee = { name: 'Ana', email: 'ana@example.com', timeZone: 'America/Chicago' }
  test.each([
    ['null', null],
    ['a number', 42],
    ['a text', 'hello'],
    ['an empty list', []],
    ['a list of bookings', [calcomBooking().created()]],
    ['an empty object', {}],
    ['no payload', { triggerEvent: 'BOOKING_CREATED' }],
    ['an empty payload', { triggerEvent: 'BOOKING_CREATED', payload: {} }],
    ['a payload that is a text', { triggerEvent: 'BOOKING_CREATED', payload: 'hello' }],
    [
      'a start after the end',
      created({ startTime: '2026-12-01T17:00:00Z', endTime: '2026-12-01T16:00:00Z' }),
    ],
    [
      'a start that is the end',
      created({ startTime: '2026-12-01T17:00:00Z', endTime: '2026-12-01T17:00:00Z' }),
    ],
    ['no start', created({ startTime: undefined })],
    ['a start that is no time', created({ startTime: 'tomorrow at five' })],
    ['a start in the 13th month', created({ startTime: '2026-13-01T16:00:00Z' })],
    ['nobody who attends', created({ attendees: [], responses: {} })],
    ['attendees that are a text', created({ attendees: 'Ana', responses: {} })],
    ['neither id nor uid', created({ uid: undefined, bookingId: undefined, iCalUID: undefined })],
    ['the documented shape without data', { type: 'BOOKING_CREATED' }],
    [
      'the documented shape without a time',
      { type: 'BOOKING_CREATED', data: { id: 'cal_1', attendees: [attendee] } },
    ],
  ])('%s', async (_, body) => {
    const before = await snapshot(desk)
    const delivery = await taken(desk, JSON.stringify(body))
    expect(delivery.status).toBe('failed')
    expect(delivery.reason?.length, 'a reason that staff can read').toBeGreaterThan(10)
    expect(await snapshot(desk)).toEqual(before)
    expect((await desk.api('POST', `/api/deliveries/${delivery.id}/replay`)).status).toBeLessThan(300)
    await desk.settle()
    const { body: again } = await desk.api('GET', `/api/deliveries/${delivery.id}`)
    expect(again.delivery).toMatchObject({ status: 'failed', reason: delivery.reason })
    expect(JSON.parse(again.delivery.body)).toEqual(JSON.parse(JSON.stringify(body)))
  })

  test('a reason holds no patient data', async () => {
    const body = created({
      startTime: 'Ana Souza, +1 312 555 0199',
      attendees: [{ ...attendee, name: 'Ana Souza' }],
    })
    const { reason } = await taken(desk, body)
    expect(reason).not.toMatch(/Souza|555/)
  })
})

describe('what is strange has a clear outcome, and the next booking is taken', () => {
  /** Done with an appointment, or failed with a reason; nothing between. */
  async function outcomeOf(body: unknown): Promise<Body | null> {
    const delivery = await taken(desk, body)
    expect(['done', 'failed']).toContain(delivery.status)
    expect(await taken(desk, calcomBooking().created()), 'the next booking').toMatchObject({ status: 'done' })
    if (delivery.status === 'failed') {
      expect(delivery.reason).toBeTruthy()
      return null
    }
    const { body: found } = await desk.api('GET', `/api/appointments/${delivery.appointment_id}`)
    return found.appointment
  }

  test('a date in year 9999', async () => {
    const made = await outcomeOf(
      calcomBooking({ startAt: '9999-12-31T22:00:00Z', endAt: '9999-12-31T23:00:00Z' }).created(),
    )
    expect(made === null || made.start_at === '9999-12-31T22:00:00.000Z').toBe(true)
  })

  test.each(['+275760-09-13T00:00:00Z', '0001-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'])(
    'a date beyond (%s)',
    async (startAt) => {
      const body = calcomBooking().created()
      await outcomeOf({
        ...body,
        payload: { ...body.payload, startTime: startAt, endTime: startAt.replace('00:00:00', '00:30:00') },
      })
    },
  )

  test('an appointment that lasts for years', async () => {
    await outcomeOf(
      calcomBooking({ startAt: '2026-12-01T16:00:00Z', endAt: '2036-12-01T16:00:00Z' }).created(),
    )
  })

  test('a start in the past is kept, and nobody is sent a confirmation of what is over', async () => {
    const made = await outcomeOf(calcomBooking({ startAt: '2026-11-20T16:00:00Z' }).created())
    expect(made).not.toBeNull()
    const sent = await desk.rows(`select 1 from messages where appointment_id = $1 and status = 'sent'`, [
      made?.id,
    ])
    expect(sent).toEqual([])
  })

  test('10,000 answers are kept, all of them', async () => {
    const answers = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`q${n}`, `a${n}`]))
    const made = await outcomeOf(calcomBooking({ answers }).created())
    expect(made?.answers).toHaveLength(10_000)
  })

  test.each(['👩‍⚕️ Zoë 🌸', 'مريم حداد', 'שרה כהן', '王小明', 'Nguyễn Thị Ánh', 'O’Brien-Müller ß', 'Мария'])(
    'the name %s is kept letter for letter, and found',
    async (name) => {
      const booking = calcomBooking({ attendee: { name } })
      const made = await outcomeOf(booking.created())
      expect(made).toMatchObject({ attendee_name: name, contact: { display_name: name } })
      expect((await appointmentsOf(desk, { search: name })).map(({ id }) => id)).toContain(made?.id)
      const [message] = await desk.rows(`select body, to_name from messages where appointment_id = $1`, [
        made?.id,
      ])
      expect(message.to_name).toBe(name)
    },
  )

  test.each(['%', '_', "'; drop table contacts; --", '{{clinic_name}}', '<script>alert(1)</script>', '\\'])(
    'the name %s is a name',
    async (name) => {
      expect(await outcomeOf(calcomBooking({ attendee: { name } }).created())).toMatchObject({
        attendee_name: name,
      })
    },
  )

  test('a name that breaks the line cannot write another header or line of a calendar file', async () => {
    const name = 'Eve\r\nATTENDEE:mailto:eve@example.com'
    const made = await outcomeOf(calcomBooking({ attendee: { name } }).created())
    const [message] = await desk.rows('select invitation, subject from messages where appointment_id = $1', [
      made?.id,
    ])
    expect(message.invitation).not.toMatch(/^ATTENDEE:mailto:eve/m)
    expect(message.subject ?? '').not.toMatch(/[\r\n]/)
  })

  test('NUL characters anywhere do not stop a booking', async () => {
    const nul = '\u0000'
    const booking = calcomBooking({
      attendee: { name: `Nul${nul}a` },
      phone: `+1312${nul}5550911`,
      answers: {
        [`k${nul}ey`]: { label: `La${nul}bel`, value: `va${nul}lue` },
        notes: { label: 'n', value: `a${nul}b` },
      },
      location: `Room${nul} 1`,
      title: `Visit${nul}`,
    })
    const made = await outcomeOf(booking.created())
    expect(made).toMatchObject({ status: 'booked', attendee_phone_e164: '+13125550911' })
    expect(JSON.stringify(made)).not.toContain('\\u0000')
  })

  test('names, titles, answers and references of 20,000 letters', async () => {
    const long = Array.from({ length: 20_000 }, (_, n) => ((n * 7919) % 36).toString(36)).join('')
    await outcomeOf(calcomBooking({ attendee: { name: long } }).created())
    await outcomeOf(calcomBooking({ attendee: { email: `${long}@example.com` } }).created())
    await outcomeOf(calcomBooking({ uid: long }).created())
    await outcomeOf(
      calcomBooking({
        title: long,
        location: long,
        phone: long,
        answers: { [long]: long, city: long },
      }).created(),
    )
  })

  test('an e-mail that is none does not stop a booking with a phone, nor one without', async () => {
    const withPhone = calcomBooking({ attendee: { email: 'not an e-mail' }, phone: '+13125550912' })
    expect(await outcomeOf(withPhone.created())).toMatchObject({
      attendee_phone_e164: '+13125550912',
      contact: { email: null },
    })
    await outcomeOf(calcomBooking({ attendee: { name: 'Nemo', email: '' } }).created())
  })

  test('a zone or a language that does not exist falls back to the clinic’s', async () => {
    const zone = await outcomeOf(calcomBooking({ attendee: { timeZone: 'Mars/Olympus_Mons' } }).created())
    expect(zone).toMatchObject({ status: 'booked', time_zone: 'America/Chicago' })
    const language = await outcomeOf(calcomBooking({ attendee: { locale: 'not a language!!' } }).created())
    expect(language?.status).toBe('booked')
    for (const made of [zone, language]) {
      const sent = await desk.rows('select status from messages where appointment_id = $1', [made?.id])
      expect(sent).toEqual([{ status: 'sent' }])
    }
  })

  test('answers nested 5,000 deep', async () => {
    const raw = JSON.stringify(calcomBooking({ answers: { deep: 'HERE' } }).created())
    await outcomeOf(raw.replaceAll('"HERE"', `${'['.repeat(5_000)}${']'.repeat(5_000)}`))
  })

  test('keys that mean something to JavaScript', async () => {
    const raw = JSON.stringify(calcomBooking({ answers: { proto: 'x', age: '35' } }).created())
    const made = await outcomeOf(
      raw.replaceAll('"proto"', '"__proto__"').replace('"customInputs":{}', '"constructor":null'),
    )
    expect(made?.answers).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'age', value: '35' })]),
    )
  })
})
