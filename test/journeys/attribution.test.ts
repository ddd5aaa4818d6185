/** Where a booking came from, and which channel converts (REQUIREMENTS A8, A10). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, contactPage, taken } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

async function reportOf(as: string): Promise<Record<string, Body>> {
  const { status, body } = await desk.api('GET', '/api/reports/channels?from=2026-11-01&to=2026-11-30', {
    as,
  })
  expect(status).toBe(200)
  return Object.fromEntries(body.channels.map(({ channel, ...row }: Body) => [channel, row]))
}

describe('the hidden fields of the booking link say the channel', () => {
  test.each([
    ['whatsapp', 'whatsapp'],
    ['WhatsApp', 'whatsapp'],
    ['instagram', 'instagram'],
    ['ig', 'instagram'],
    ['widget', 'widget'],
    ['voice', 'voice'],
    ['sms', 'sms'],
    ['email', 'email'],
    ['direct', 'direct'],
    ['a-billboard', 'direct'],
  ])('utm_source=%s is %s', async (source, channel) => {
    for (const value of [source, { label: 'utm_source', value: source, isHidden: true }])
      expect(await booked(desk, calcomBooking({ answers: { utm_source: value } }).created())).toMatchObject({
        booking_channel: channel,
      })
  })

  test('nothing said is direct', async () => {
    expect(await booked(desk, calcomBooking().created())).toMatchObject({ booking_channel: 'direct' })
  })

  test('the contact record carries procedure, time, and the channel of its last booking', async () => {
    const attendee = { name: 'Lena Last', email: 'lena@example.com' }
    const first = calcomBooking({ attendee, answers: { utm_source: 'instagram' } })
    const { contact } = await booked(desk, first.created())
    await desk.pass({ minutes: 1 })
    const second = calcomBooking({
      attendee,
      startAt: '2026-12-09T16:00:00Z',
      answers: { utm_source: 'whatsapp' },
    })
    const { id } = await booked(desk, second.created())
    expect((await contactPage(desk, contact.id)).last_booking).toMatchObject({
      appointment_id: id,
      service_name: expect.any(String),
      start_at: '2026-12-09T16:00:00.000Z',
      booking_channel: 'whatsapp',
    })
  })
})

test('each booking writes one touch with first and last channel and campaign, however often it is told', async () => {
  const attendee = { name: 'Toni Touch', email: 'toni@example.com' }
  const first = calcomBooking({ attendee, answers: { utm_source: 'instagram', utm_campaign: 'winter-glow' } })
  const { contact } = await booked(desk, first.created())
  const second = calcomBooking({
    attendee,
    answers: { utm_source: 'whatsapp' },
    startAt: '2026-12-09T16:00:00Z',
  })
  const body = second.created()
  await booked(desk, body)
  await taken(desk, { ...body, createdAt: '2026-11-23T16:00:00.000Z' })
  await taken(desk, second.movedTo({ startAt: '2026-12-11T16:00:00Z' }).rescheduled())
  const touches = await desk.rows(
    'select first_channel, last_channel, campaign from attribution_touches where contact_id = $1 order by id',
    [contact.id],
  )
  expect(touches).toEqual([
    { first_channel: 'instagram', last_channel: 'instagram', campaign: 'winter-glow' },
    { first_channel: 'instagram', last_channel: 'whatsapp', campaign: null },
  ])
})

test('a person who was merged came first where the earliest of them came from', async () => {
  const phone = '+13125550177'
  const name = 'Mara Merged'
  const email = 'mara@example.com'
  const nowhere = { name, email: '' }
  await booked(
    desk,
    calcomBooking({ attendee: { name, email }, answers: { utm_source: 'instagram' } }).created(),
  )
  await desk.pass({ minutes: 1 })
  await booked(
    desk,
    calcomBooking({ attendee: nowhere, phone, answers: { utm_source: 'whatsapp' } }).created(),
  )
  await desk.pass({ minutes: 1 })
  const both = await booked(
    desk,
    calcomBooking({ attendee: { name, email }, phone, answers: { utm_source: 'widget' } }).created(),
  )
  expect((await contactPage(desk, both.contact.id)).merges).toHaveLength(1)
  const [touch] = await desk.rows('select * from attribution_touches where appointment_id = $1', [both.id])
  expect(touch).toMatchObject({ first_channel: 'instagram', last_channel: 'widget' })
})

test('the report shows which channel brings bookings, and what becomes of them, for this clinic alone', async () => {
  const clinic = await desk.openClinic('Reported')
  const as = clinic.keys.owner
  const deliver = async (body: Body) => {
    await desk.deliver(body, { to: clinic.calcom })
    await desk.settle()
  }
  expect(await reportOf(as)).toEqual({})
  const from = (utm_source: string, attendee?: { name: string; email: string }) =>
    calcomBooking({ answers: { utm_source }, ...(attendee ? { attendee } : {}) })
  const anna = { name: 'Anna', email: 'anna@example.com' }
  const [kept, cancelled, missed, again] = [
    from('instagram', anna),
    from('instagram'),
    from('whatsapp'),
    from('whatsapp', anna),
  ]
  for (const booking of [kept, cancelled, missed, again]) await deliver(booking.created())
  await deliver(cancelled.cancelled())
  await deliver(missed.noShow())
  const noTalks = { conversations: 0, conversations_booked: 0 }
  expect(await reportOf(as)).toEqual({
    instagram: { ...noTalks, bookings: 2, first_touches: 3, kept: 1, cancelled: 1, no_shows: 0 },
    whatsapp: { ...noTalks, bookings: 2, first_touches: 1, kept: 1, cancelled: 0, no_shows: 1 },
  })
})

test('the report without a range takes in what was booked a minute ago', async () => {
  const clinic = await desk.openClinic('Fresh')
  await desk.deliver(calcomBooking({ answers: { utm_source: 'widget' } }).created(), { to: clinic.calcom })
  await desk.settle()
  await desk.pass({ minutes: 1 })
  const { body } = await desk.api('GET', '/api/reports/channels', { as: clinic.keys.owner })
  expect(body.channels.map(({ channel }: Body) => channel)).toEqual(['widget'])
})
