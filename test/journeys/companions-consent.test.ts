/** What goes along with a reminder asks for its own consent: care that was ended on a channel is not told there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findQuestionnaires } from '../../src/desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import type { Step } from '../../src/desk/journeys/definition.ts'
import { switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Mailbox, startMailbox } from '../mailbox.ts'
import { booked, messagesOf, stepsOf } from './reading.ts'
import { openWays } from './ways.ts'
import { addVersion, message, switchOffSequences } from './writing.ts'

const NO_MAIL: Body = { purpose: 'care', channel: 'email', state: 'withdrawn' }
const PHONE = '+13125550140'

let mailbox: Mailbox
/** What leaves it goes by mail; text messages are kept in its Outbox. */
let mailing: TestDesk
/** Nothing leaves it, so that a reminder is a text message first. */
let texting: TestDesk
beforeAll(async () => {
  mailbox = await startMailbox()
  mailing = await openDesk({
    env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Riverside <frontdesk@riverside.example>' },
  })
  texting = await openDesk()
  for (const desk of [mailing, texting]) await switchOffSequences(desk)
})
afterAll(async () => {
  await mailing?.close()
  await texting?.close()
  await mailbox?.close()
})

const guide = (timing: Partial<Step> = {}) =>
  message('guide', { offset: { days: -3 }, ...timing } as Step, 'no alcohol before {{manage_link}}')

let people = 0

/** Somebody with a visit in a week and a care plan around it, who has then said this. */
async function patient(
  desk: TestDesk,
  {
    phone,
    steps = [guide()],
    says = [NO_MAIL],
  }: { phone?: string; steps?: Step[]; says?: readonly Body[] } = {},
) {
  people += 1
  const email = `ana${people}@example.com`
  await addVersion(desk, 'care', { exits: ['appointment.cancelled'], steps })
  const startAt = noonInDays(desk, 7)
  const visit = await booked(
    desk,
    calcomBooking({
      attendee: { name: 'Ana Souza', email },
      startAt: startAt.toString(),
      ...(phone ? { phone } : {}),
    }).created(),
  )
  for (const body of says) {
    const { status } = await desk.api('POST', `/api/contacts/${visit.contact.id}/consents`, { body })
    expect(status).toBeLessThan(300)
  }
  await desk.settle()
  return { visit, email, contactId: visit.contact.id as string }
}

function noonInDays(desk: TestDesk, days: number): Temporal.Instant {
  const today = desk.clock.now().toZonedDateTimeISO('America/Chicago').toPlainDate()
  return today.add({ days }).toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '12:00' }).toInstant()
}

/** Four days later, in the afternoon: what was due three days before the visit has been taken. */
async function threeDaysBefore(desk: TestDesk): Promise<void> {
  const noon = noonInDays(desk, 4)
  await desk.pass(desk.clock.now().until(noon.subtract({ hours: 7 })))
  while (Temporal.Instant.compare(desk.clock.now(), noon.add({ hours: 1 })) < 0) await desk.pass({ hours: 1 })
}

/** What journeys said to them, oldest first. */
async function toldTo(desk: TestDesk, contactId: string): Promise<Body[]> {
  const told = await messagesOf(desk, { contact_id: contactId })
  return told.filter(({ kind }) => kind === 'reminder' || kind === 'journey_step').toReversed()
}

describe('care that was ended for mail alone', () => {
  test('is not told in the reminder that goes by mail, which goes without it', async () => {
    const { visit, email, contactId } = await patient(mailing)
    const foreseen = await stepsOf(mailing, visit)
    expect(foreseen.guide).toMatchObject({ obstacle: 'no_open_way', with_step_id: null, preview: null })
    expect(foreseen['3_days_before']).toMatchObject({ obstacle: null, preview: { channel: 'email' } })
    await threeDaysBefore(mailing)
    const told = await toldTo(mailing, contactId)
    expect(told).toMatchObject([{ kind: 'reminder', channel: 'email', status: 'sent' }])
    expect(told[0]?.body).toBe(foreseen['3_days_before']?.preview.body)
    expect(told[0]?.body).not.toContain('alcohol')
    const mails = mailbox.messages.filter(({ envelope }) => envelope.to.includes(email))
    expect(mails.some(({ text }) => text.includes('alcohol'))).toBe(false)
    const { guide, '3_days_before': reminder } = await stepsOf(mailing, visit)
    expect(reminder).toMatchObject({ status: 'sent' })
    expect(guide).toMatchObject({ status: 'skipped', reason: 'no_open_way', message_id: null })
  })

  test('is told by itself on the channel that is still open to it', async () => {
    const { visit, contactId } = await patient(mailing, { phone: PHONE })
    const { guide: foreseen } = await stepsOf(mailing, visit)
    expect(foreseen).toMatchObject({ obstacle: null, with_step_id: null, preview: { channel: 'sms' } })
    await threeDaysBefore(mailing)
    const told = await toldTo(mailing, contactId)
    expect(told.find(({ channel }) => channel === 'sms')?.body).toBe(foreseen?.preview.body)
    const shown = told.map(({ kind, channel, body }) => [kind, channel, body.includes('alcohol')].join(' '))
    expect(shown.toSorted()).toEqual(['journey_step sms true', 'reminder email false'])
  })

  test('is not told either where it was due before the reminder, which keeps its own time', async () => {
    const { visit, contactId } = await patient(mailing, {
      steps: [guide({ offset: { hours: -75 } })],
    })
    const { '3_days_before': reminder } = await stepsOf(mailing, visit)
    await threeDaysBefore(mailing)
    expect(await toldTo(mailing, contactId)).toMatchObject([{ kind: 'reminder', status: 'sent' }])
    expect((await stepsOf(mailing, visit)).guide).toMatchObject({ status: 'skipped', reason: 'no_open_way' })
    const [{ at }] = await mailing.rows('select sending_since::text as at from messages where id = $1', [
      (await stepsOf(mailing, visit))['3_days_before']?.message_id,
    ])
    expect(Temporal.Instant.from(at)).toEqual(Temporal.Instant.from(reminder?.due_at))
  })

  test('asks for no form in it', async () => {
    await mailing.foyer.database.inClinic(mailing.clinic.clinicId, async (tx) => {
      for (const { id, revision } of await findQuestionnaires(tx))
        await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Lee' })
    })
    const form = {
      ...message('form', { offset: { days: -3 } }, 'please fill in {{form_link}}'),
      ...{ do: 'form', questionnaire: 'botox_consent' },
    } as unknown as Step
    const asked = await patient(mailing, { steps: [form], says: [] })
    const unasked = await patient(mailing, { steps: [form] })
    expect((await stepsOf(mailing, unasked.visit)).form).toMatchObject({ with_step_id: null, preview: null })
    await threeDaysBefore(mailing)
    const requests = await mailing.rows('select contact_id from form_requests')
    expect(requests).toEqual([{ contact_id: asked.contactId }])
    const [[withForm], [without, ...others]] = await Promise.all([
      toldTo(mailing, asked.contactId),
      toldTo(mailing, unasked.contactId),
    ])
    expect(withForm?.body).toContain('fill in')
    expect(without).toMatchObject({ kind: 'reminder', status: 'sent' })
    expect(without?.body).not.toContain('fill in')
    expect(others).toEqual([])
    expect((await stepsOf(mailing, unasked.visit)).form).toMatchObject({ status: 'skipped' })
  })

  test('goes along with the reminder that is a text message', async () => {
    const { visit, contactId } = await patient(texting, { phone: PHONE })
    const foreseen = await stepsOf(texting, visit)
    const reminder = foreseen['3_days_before']
    expect(foreseen.guide).toMatchObject({ obstacle: null, with_step_id: reminder?.id })
    await threeDaysBefore(texting)
    const told = await toldTo(texting, contactId)
    expect(told).toMatchObject([{ kind: 'reminder', channel: 'sms', status: 'kept' }])
    expect(told[0]?.body).toBe(reminder?.preview.body)
    expect(told[0]?.body).toContain('alcohol')
    expect((await stepsOf(texting, visit)).guide).toMatchObject({ outcome: 'went_along' })
  })
})

test.each<[string, Body[]]>([
  ['nothing', []],
  ['and taken up again', [NO_MAIL, { ...NO_MAIL, state: 'granted' }]],
  ['text messages alone', [{ ...NO_MAIL, channel: 'sms' }]],
  ['advertising alone', [{ ...NO_MAIL, purpose: 'marketing' }]],
])('where what was ended is %s, the guide goes along with the reminder', async (_, says) => {
  const { visit, contactId } = await patient(mailing, { says })
  await threeDaysBefore(mailing)
  const told = await toldTo(mailing, contactId)
  expect(told).toMatchObject([{ kind: 'reminder', channel: 'email', status: 'sent' }])
  expect(told[0]?.body).toContain('alcohol')
  expect((await stepsOf(mailing, visit)).guide).toMatchObject({ status: 'sent', outcome: 'went_along' })
})

test('care that was ended on every channel ends its journey at once, and the reminder comes', async () => {
  const { visit, contactId } = await patient(mailing, { says: [{ ...NO_MAIL, channel: 'all' }] })
  expect((await stepsOf(mailing, visit)).guide).toMatchObject({ status: 'cancelled' })
  await threeDaysBefore(mailing)
  const told = await toldTo(mailing, contactId)
  expect(told).toMatchObject([{ kind: 'reminder', channel: 'email', status: 'sent' }])
  expect(told[0]?.body).not.toContain('alcohol')
})

test('a reminder that goes on by mail after its text message failed leaves behind what may not go there', async () => {
  const ways = await openWays()
  try {
    const { desk } = ways
    await ways.inClinic((tx) => switchJourney(tx, system, { key: REMINDERS.key, isActive: true }))
    const { visit, email, contactId } = await patient(desk, { phone: PHONE })
    ways.twilio.state.optedOut.add(PHONE)
    await threeDaysBefore(desk)
    await ways.settle()
    await ways.pass({ seconds: 5 })
    const steps = await stepsOf(desk, visit)
    const told = (await toldTo(desk, contactId)).map(({ channel, status, body }) =>
      [channel, status, body.includes('alcohol')].join(' '),
    )
    expect(told).toEqual(['sms failed true', 'email sent false'])
    expect(ways.mailTo(email)).toBeGreaterThan(0)
    expect(steps['3_days_before']).toMatchObject({ status: 'sent' })
    expect(steps.guide).toMatchObject({ status: 'failed', reason: 'opted_out' })
  } finally {
    await ways.close()
  }
})
