/** What does not get through on one channel is said on the next, and never on two (REQUIREMENTS F4). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { system } from '../../src/kit/events.ts'
import { timelineOf } from './reading.ts'
import { HELLO, openWays, shown, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
const due = (hours?: number) => ways.due(hours)
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(() => ways.beginDay())

describe('a number that takes no text messages', () => {
  test('has the mail instead, as a message of its own, and the timeline tells both', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone, email } = await ways.person()
    ways.twilio.state.landlines.add(phone)
    await ways.begin(contactId)
    await due()
    const told = await ways.told(contactId)
    expect(shown(told)).toEqual(['sms failed invalid_recipient', 'email sent'])
    expect(told[1]?.instead_of).toBe(told[0]?.id)
    expect(ways.mailTo(email)).toBe(1)
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'sent email' })
    const events = await timelineOf(ways.desk, contactId)
    const ofMessages = events.filter(({ type }) => type.startsWith('message.')).toReversed()
    expect(ofMessages.map(({ type, payload }) => `${type} ${payload.channel}`)).toEqual([
      'message.queued sms',
      'message.failed sms',
      'message.queued email',
      'message.sent email',
    ])
    expect(ofMessages[2]?.payload.insteadOf).toBe(told[0]?.id)
  })

  test('is told by a status hours later: the step stays with the message that arrives', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone, email } = await ways.person()
    ways.twilio.state.failing.set(phone, 30006)
    await ways.begin(contactId)
    await due()
    expect(shown(await ways.told(contactId))).toEqual(['sms failed unreachable_person', 'email sent'])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'sent email' })
    expect(ways.mailTo(email)).toBe(1)
  })

  test('and a mail server that refuses the address: the step ends with the last reason, and so does its journey', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone } = await ways.person()
    ways.twilio.state.landlines.add(phone)
    ways.mailbox.refuse(550)
    await ways.begin(contactId)
    await due()
    const told = await ways.told(contactId)
    expect(told.map(({ status }) => status)).toEqual(['failed', 'failed'])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: `failed ${told[1]?.reason} email` })
    const [enrollment] = await ways.desk.rows(
      'select status, end_reason from enrollments where contact_id = $1',
      [contactId],
    )
    expect(enrollment).toEqual({ status: 'done', end_reason: 'steps_taken' })
  })
})

describe('WhatsApp', () => {
  test('that does not reach the person any more leads to a text message', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone } = await ways.person()
    const person = ways.whatsapp.emulate({ name: 'Ana', phone })
    await person.writes('Hello there')
    await ways.settle()
    await ways.pass({ seconds: 30 })
    ways.whatsapp.state.unreachable.add(person.who.userId)
    await ways.begin(contactId)
    await due()
    expect(shown(await ways.told(contactId))).toEqual(['whatsapp failed unreachable_person', 'sms sent'])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'sent sms' })
  })

  test('whose window closes while the night holds the message leads to a text message', async () => {
    await ways.journey({ steps: [message('hello', { offset: { hours: 10 } })] })
    const { contactId, phone } = await ways.person()
    await ways.writes(phone)
    await ways.begin(contactId)
    // At 22:00 it is held; the window closes at noon, and until then nobody looks.
    await due(10)
    expect(shown(await ways.told(contactId))).toEqual(['whatsapp held quiet_hours'])
    ways.desk.clock.advance({ hours: 15 })
    await ways.settle()
    await ways.pass({ seconds: 5 })
    expect(shown(await ways.told(contactId))).toEqual(['whatsapp refused window_closed', 'sms sent'])
  })
})

describe('a person’s no', () => {
  test('that Twilio tells of is kept, and closes text messages alone', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone } = await ways.person()
    ways.twilio.state.optedOut.add(phone)
    await ways.begin(contactId)
    await due()
    expect(shown(await ways.told(contactId))).toEqual(['sms failed opted_out', 'email sent'])
    const consents = await ways.desk.rows(
      'select purpose, channel, state from consents where contact_id = $1',
      [contactId],
    )
    expect(consents).toEqual([{ purpose: 'all', channel: 'sms', state: 'withdrawn' }])
  })

  test('to everything, texted as STOP, ends it: nothing goes by mail either', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone, email } = await ways.person()
    await ways.begin(contactId)
    await ways.twilio.deliver.text({ from: phone, text: 'STOP' })
    await ways.settle()
    await due()
    expect((await ways.told(contactId)).filter(({ status }) => status === 'sent')).toEqual([])
    expect(ways.mailTo(email)).toBe(0)
  })

  test('between the failure and the next way is heard: what waits for the morning is not said', async () => {
    await ways.journey({ steps: [message('hello', { offset: { hours: 10 }, channels: ['email', 'sms'] })] })
    const { contactId, phone } = await ways.person()
    ways.mailbox.refuse(550)
    await ways.begin(contactId)
    await due(10)
    expect(shown(await ways.told(contactId))[1]).toBe('sms held quiet_hours')
    await ways.twilio.deliver.text({ from: phone, text: 'STOP' })
    await ways.settle()
    await ways.pass({ hours: 12 })
    const [, second, ...more] = await ways.told(contactId)
    expect(second?.status).toMatch(/refused|withdrawn/)
    expect(more).toEqual([])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: expect.stringMatching(/^(skipped|cancelled)/) })
  })

  test('closes every way before anything is tried, and staff read that it is so', async () => {
    await ways.journey({ purpose: 'marketing', steps: [HELLO] })
    const { contactId } = await ways.person()
    await ways.begin(contactId)
    await due()
    expect(await ways.told(contactId)).toEqual([])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'skipped no_open_way' })
    const nobody = await ways.person({ phone: null, email: null })
    await ways.journey({ steps: [HELLO] })
    await ways.begin(nobody.contactId)
    await due()
    expect(await ways.stepsOf(nobody.contactId)).toEqual({ hello: 'skipped no_address' })
  })
})

test('a step that may go by text message alone has no other way', async () => {
  await ways.journey({ steps: [message('hello', { offset: { hours: 2 }, channels: ['sms'] })] })
  const { contactId, phone } = await ways.person()
  ways.twilio.state.landlines.add(phone)
  await ways.begin(contactId)
  await due()
  expect(shown(await ways.told(contactId))).toEqual(['sms failed invalid_recipient'])
  expect(await ways.stepsOf(contactId)).toEqual({ hello: 'failed invalid_recipient sms' })
})

test('consent is asked for each way: one that was closed meanwhile is passed over', async () => {
  await ways.journey({ steps: [HELLO] })
  const { contactId, phone } = await ways.person()
  ways.twilio.state.landlines.add(phone)
  await ways.inClinic((tx) =>
    recordConsent(tx, system, {
      contactId,
      purpose: 'care',
      channel: 'email',
      state: 'withdrawn',
      source: 'staff',
    }),
  )
  await ways.begin(contactId)
  await due()
  expect(shown(await ways.told(contactId))).toEqual(['sms failed invalid_recipient'])
})
