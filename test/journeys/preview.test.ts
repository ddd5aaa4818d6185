/** What is previewed is what is sent; where that has changed, the preview says so (REQUIREMENTS F6). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { startMailbox } from '../mailbox.ts'
import { booked, messagesOf, snapshot, stepsOf, taken } from './reading.ts'

const PHONE = '+13125550160'
const FIRST = '3_days_before'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk?.close())

/** Tuesday, December 1, 11:00 in Chicago; its first reminder is due on Saturday at the same hour. */
function visit(more: Parameters<typeof calcomBooking>[0] = {}) {
  return calcomBooking({ startAt: '2026-12-01T17:00:00Z', phone: PHONE, ...more })
}

async function stepOf(appointment: Body, key = FIRST): Promise<Body> {
  const step = (await stepsOf(desk, appointment))[key]
  expect(step, key).toBeDefined()
  return step as Body
}

async function show(step: Body): Promise<Body> {
  const { status, body } = await desk.api('POST', `/api/steps/${step.id}/preview`)
  expect(status).toBe(200)
  return body.step
}

async function saveReminder(body: string, more: Body = {}): Promise<void> {
  const template = { key: 'reminder', channel: 'sms', language: 'en', subject: null, body, ...more }
  expect((await desk.api('PUT', '/api/templates', { body: template })).status).toBe(200)
}

/** The reminders that left or were kept, the newest first. */
async function remindersOf(appointment: Body): Promise<Body[]> {
  const messages = await messagesOf(desk, { contact_id: appointment.contact.id })
  return messages.filter(({ kind, sent_at }) => kind === 'reminder' && sent_at)
}

const toFirstStep = () => desk.pass({ days: 5, hours: 2 })

describe('a preview', () => {
  test('shows text, channel and address, and what would stop the step', async () => {
    const appointment = await booked(desk, visit().created())
    const step = await stepOf(appointment)
    expect(step).toMatchObject({
      status: 'planned',
      due_at: '2026-11-28T17:00:00.000Z',
      obstacle: null,
      preview: {
        channel: 'sms',
        to_address: PHONE,
        subject: null,
        text_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        is_recomposed: false,
      },
    })
    expect(step.preview.body).toContain('Tuesday, December 1, 2026 at 11:00')
    expect(step.stops.map(({ event }: Body) => event)).toEqual([
      'appointment.cancelled',
      'appointment.no_show',
      'appointment.absorbed',
      'appointment.rescheduled',
      'contact.consent_changed',
    ])
    for (const { meaning } of step.stops) expect(meaning).toMatch(/^[A-Z][a-z ,;-]+$/)
  })

  test('says of a reminder that would come at night when its name would have it sent', async () => {
    // At 8:00 in Chicago.
    const appointment = await booked(desk, visit({ startAt: '2026-12-01T14:00:00Z' }).created())
    const early = await stepOf(appointment, '2_hours_before')
    expect(early.moved_from).toBe('2026-12-01T12:00:00.000Z')
    expect(early.due_at < '2026-12-01T06:00:00.000Z').toBe(true)
    expect((await stepOf(appointment)).moved_from).toBeNull()
  })

  test('is what is sent, to the byte and under the same hash', async () => {
    const appointment = await booked(desk, visit().created())
    const { preview } = await stepOf(appointment)
    await toFirstStep()
    const [message] = await remindersOf(appointment)
    expect(message).toMatchObject({
      subject: preview.subject,
      body: preview.body,
      channel: preview.channel,
      to_address: preview.to_address,
      text_hash: preview.text_hash,
      is_as_previewed: true,
    })
    expect((await stepOf(appointment)).preview, 'the message has the text now').toBeNull()
  })

  test('by e-mail too, as the mailbox gets it', async () => {
    const mailbox = await startMailbox()
    await desk.close()
    desk = await openDesk({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'frontdesk@riverside.example' } })
    const booking = visit({ attendee: { email: 'ana@example.com' } })
    const appointment = await booked(desk, booking.created())
    const { preview } = await stepOf(appointment)
    expect(preview).toMatchObject({ channel: 'email', to_address: 'ana@example.com' })
    await toFirstStep()
    const mail = await mailbox.waitFor(({ subject }) => subject.startsWith('Reminder'))
    expect(mail.subject).toBe(preview.subject)
    expect(mail.text.replaceAll('\r\n', '\n').trim()).toBe(preview.body)
    expect(await remindersOf(appointment)).toMatchObject([{ status: 'sent', is_as_previewed: true }])
    await mailbox.close()
  })

  test('is taken from where it is kept: what was composed once is not composed anew', async () => {
    const appointment = await booked(desk, visit().created())
    const { preview } = await stepOf(appointment)
    // As if a later Foyer put the same inputs into other words.
    await desk.rows(`update composed_texts set body = 'As it was composed then' where hash = $1`, [
      preview.text_hash,
    ])
    expect((await stepOf(appointment)).preview.body).toBe('As it was composed then')
    await toFirstStep()
    expect(await remindersOf(appointment)).toMatchObject([{ body: 'As it was composed then' }])
  })

  test('that nobody looked at is none: the message does not claim one', async () => {
    const appointment = await booked(desk, visit().created())
    await toFirstStep()
    expect(await remindersOf(appointment)).toMatchObject([
      { text_hash: expect.any(String), is_as_previewed: null },
    ])
    const [confirmation] = await messagesOf(desk, { channel: 'email' })
    expect(confirmation).toMatchObject({ kind: 'confirmation', text_hash: expect.any(String) })
  })

  test('speaks the patient’s language and zone, also in the night the clocks change', async () => {
    const attendee = { timeZone: 'Europe/Madrid', locale: 'es-ES' }
    const appointment = await booked(
      desk,
      calcomBooking({ startAt: '2027-03-28T09:00:00Z', phone: PHONE, attendee }).created(),
    )
    const { preview } = await stepOf(appointment, '1_day_before')
    expect(preview.body).toContain('domingo')
    expect(preview.body).toContain('11:00 CEST')
  })
})

describe('inputs that change recompose the text, and the preview says so', () => {
  test('a template that is edited', async () => {
    const appointment = await booked(desk, visit().created())
    const before = await stepOf(appointment)
    await saveReminder('See you soon, {{first_name}}.')
    const after = await stepOf(appointment)
    expect(after.preview).toMatchObject({
      is_recomposed: true,
      previewed_at: before.preview.previewed_at,
      body: expect.stringMatching(/^See you soon, /),
    })
    expect(after.preview.text_hash).not.toBe(before.preview.text_hash)
    expect((await stepOf(appointment)).preview, 'looking again answers the same').toEqual(after.preview)
    await toFirstStep()
    expect(await remindersOf(appointment)).toMatchObject([
      { body: after.preview.body, text_hash: after.preview.text_hash, is_as_previewed: false },
    ])
  })

  test('whoever reads the new text has seen it, and it is sent as previewed', async () => {
    const appointment = await booked(desk, visit().created())
    await stepOf(appointment)
    await saveReminder('See you soon, {{first_name}}.')
    desk.clock.advance({ hours: 1 })
    const shown = await show(await stepOf(appointment))
    expect(shown.preview.is_recomposed, 'compared with what was shown before').toBe(true)
    const again = await stepOf(appointment)
    expect(again.preview).toMatchObject({ is_recomposed: false, previewed_at: '2026-11-23T16:00:00.000Z' })
    const other = await stepOf(appointment, '1_day_before')
    expect(other.preview.is_recomposed, 'a step that nobody opened still says so').toBe(true)
    await toFirstStep()
    expect(await remindersOf(appointment)).toMatchObject([
      { text_hash: shown.preview.text_hash, is_as_previewed: true },
    ])
  })

  test('a template that is put back is the text that was shown', async () => {
    const appointment = await booked(desk, visit().created())
    await saveReminder('First, {{first_name}}.')
    const first = await stepOf(appointment)
    await saveReminder('Second, {{first_name}}.')
    await saveReminder('First, {{first_name}}.')
    expect((await stepOf(appointment)).preview).toEqual(first.preview)
  })

  test('an appointment that is moved, although its steps are planned anew', async () => {
    const booking = visit()
    const appointment = await booked(desk, booking.created())
    const before = await stepOf(appointment)
    await taken(desk, booking.movedTo({ startAt: '2026-12-03T20:00:00Z' }).rescheduled())
    const after = await stepOf(appointment)
    expect(after.id).not.toBe(before.id)
    expect(after.preview).toMatchObject({
      is_recomposed: true,
      previewed_at: before.preview.previewed_at,
      body: expect.stringContaining('Thursday, December 3, 2026 at 2:00'),
    })
    await desk.pass({ days: 7, hours: 5 })
    expect(await remindersOf(appointment)).toMatchObject([
      { body: after.preview.body, text_hash: after.preview.text_hash, is_as_previewed: false },
    ])
  })

  test('an appointment that is moved before anybody looked says nothing', async () => {
    const booking = visit()
    const appointment = await booked(desk, booking.created())
    await taken(desk, booking.movedTo({ startAt: '2026-12-03T20:00:00Z' }).rescheduled())
    expect((await stepOf(appointment)).preview.is_recomposed).toBe(false)
  })

  test('a clinic that takes another name; what no text names changes none', async () => {
    const appointment = await booked(desk, visit().created())
    const before = await stepOf(appointment)
    await desk.api('PATCH', '/api/clinic', { body: { phone: '+13125550100', default_booking_duration: 20 } })
    expect((await stepOf(appointment)).preview).toEqual(before.preview)
    await desk.api('PATCH', '/api/clinic', { body: { name: 'Riverside North' } })
    expect((await stepOf(appointment)).preview).toMatchObject({
      is_recomposed: true,
      body: expect.stringMatching(/^Riverside North: /),
    })
  })
})

describe('what stands in the way', () => {
  test('a patient who opted out: the text is shown, and why it would not go out', async () => {
    // Without an address there is no other way to them.
    const appointment = await booked(desk, visit({ attendee: { email: '' } }).created())
    const body = { purpose: 'all', channel: 'sms', state: 'withdrawn' }
    await desk.api('POST', `/api/contacts/${appointment.contact.id}/consents`, { body })
    expect(await stepOf(appointment)).toMatchObject({ obstacle: 'opted_out', preview: { channel: 'sms' } })
    await toFirstStep()
    expect(await stepOf(appointment)).toMatchObject({ status: 'skipped', reason: 'opted_out' })
  })

  test('nobody left an address', async () => {
    const appointment = await booked(desk, visit({ phone: undefined, attendee: { email: '' } }).created())
    expect(await stepOf(appointment)).toMatchObject({ obstacle: 'no_address', preview: null })
  })

  test('a step that is over has neither preview nor stops, and showing it changes nothing', async () => {
    const booking = visit()
    const appointment = await booked(desk, booking.created())
    await taken(desk, booking.cancelled())
    const step = await stepOf(appointment)
    expect(step).toMatchObject({ status: 'cancelled', preview: null, obstacle: null, stops: [] })
    const before = await snapshot(desk)
    expect(await show(step)).toEqual(step)
    expect(await snapshot(desk)).toEqual(before)
  })
})

test('many looks at the same time keep one text', async () => {
  const appointment = await booked(desk, visit().created())
  const path = `/api/contacts/${appointment.contact.id}/steps`
  const answers = await Promise.all(Array.from({ length: 8 }, () => desk.api('GET', path)))
  const hashes = new Set(
    answers.flatMap(({ body }) => body.steps.map((step: Body) => step.preview.text_hash)),
  )
  expect(hashes.size, 'three steps of one visit say the same').toBe(1)
  const kept = await desk.rows(`select hash from composed_texts where channel = 'sms'`)
  expect(kept.map(({ hash }) => hash)).toEqual([...hashes])
})

test('a step that is taken while somebody looks is sent once, with one text', async () => {
  const appointment = await booked(desk, visit().created())
  const step = await stepOf(appointment)
  desk.clock.advance({ days: 5, hours: 2 })
  await Promise.all([desk.settle(), ...Array.from({ length: 6 }, () => show(step))])
  expect(await remindersOf(appointment)).toMatchObject([
    { text_hash: step.preview.text_hash, is_as_previewed: true },
  ])
})

test('another clinic sees nothing, and keeps a text of its own', async () => {
  const lakeside = await desk.openClinic('Lakeside')
  const appointment = await booked(desk, visit().created())
  const step = await stepOf(appointment)
  const as = lakeside.keys.owner
  expect((await desk.api('GET', `/api/contacts/${appointment.contact.id}/steps`, { as })).status).toBe(404)
  expect((await desk.api('POST', `/api/steps/${step.id}/preview`, { as })).status).toBe(404)
  await desk.api('PATCH', '/api/clinic', { as, body: { name: 'Riverside' } })
  await desk.deliver(visit({ attendee: { name: appointment.attendee_name } }).created(), {
    to: lakeside.calcom,
  })
  await desk.settle()
  const [theirs] = (await desk.api('GET', '/api/contacts', { as })).body.contacts
  const { body } = await desk.api('GET', `/api/contacts/${theirs.id}/steps`, { as })
  expect(body.steps[0].preview.text_hash, 'the same words').toBe(step.preview.text_hash)
  const kept = await desk.rows('select clinic_id from composed_texts where hash = $1', [
    step.preview.text_hash,
  ])
  expect(kept).toHaveLength(2)
})

test('whoever may read patients may look', async () => {
  const appointment = await booked(desk, visit().created())
  const step = await stepOf(appointment)
  const as = desk.clinic.keys.viewer
  expect((await desk.api('POST', `/api/steps/${step.id}/preview`, { as })).status).toBe(200)
})
