/** WhatsApp beyond its window: what Meta has approved goes out, in the person's language and with its gaps filled, or nothing does. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import type { Step } from '../../src/desk/journeys/definition.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import { whatsAppError } from '../vendors/whatsapp-requests.ts'
import type { WhatsAppTemplate } from '../vendors/whatsapp-templates.ts'
import { booked } from './reading.ts'
import { openWays, type Told, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(async () => {
  ways.whatsapp.templates.length = 0
  const now = ways.desk.clock.now().toZonedDateTimeISO('America/Chicago')
  const noon = now
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '12:00' })
  await ways.pass(now.until(noon))
})

const HELLO = {
  ...message('hello', { offset: { hours: 2 } }),
  whatsapp: { template: 'how_are_you', parameters: ['{{first_name}}', '{{booking_link}}'] },
} as Step
const APPROVED: WhatsAppTemplate = {
  ...{ name: 'how_are_you', language: 'en_US', category: 'UTILITY' },
  body: 'Dear {{1}}, how are you? Your page: {{2}} Thank you.',
}
const shown = (told: Told[]) =>
  told.map(({ channel, status, reason, template }) =>
    [channel, template ? 'template' : null, status, reason].filter(Boolean).join(' '),
  )

async function approve(...templates: WhatsAppTemplate[]) {
  ways.whatsapp.templates.push(...templates)
  await ways.desk.api('POST', `/api/connections/${ways.connections.whatsapp}/check`)
}

/** Wrote on WhatsApp a day and an hour ago, and is told something now. */
async function toldAfterADay(purpose: 'care' | 'marketing' = 'care', before = () => {}) {
  const { contactId, phone } = await ways.person()
  if (purpose === 'marketing') await ways.agree(contactId)
  await ways.writes(phone)
  await ways.pass({ hours: 23 })
  await ways.journey({ purpose, steps: [HELLO] })
  await ways.begin(contactId)
  before()
  await ways.pass({ hours: 2 })
  await ways.pass({ seconds: 5 })
  return { contactId, phone, told: await ways.told(contactId) }
}

test('the approved text goes out with this person’s values, and the Outbox shows what they read', async () => {
  await approve(APPROVED, { ...APPROVED, language: 'es', body: 'Hola {{1}}, {{2}} gracias.' })
  const { told, contactId } = await toldAfterADay()
  expect(shown(told)).toEqual(['whatsapp template sent'])
  expect(told[0]?.body).toMatch(/^Dear Ana, how are you\? Your page: http\S+ Thank you\.$/)
  const sent = ways.whatsapp.sent.at(-1)
  expect(sent?.template).toMatchObject({
    name: 'how_are_you',
    language: 'en_US',
    parameters: ['Ana', expect.any(String)],
  })
  expect(await ways.stepsOf(contactId)).toEqual({ hello: 'sent whatsapp' })
})

test('while the window is open the step says its own words', async () => {
  await approve(APPROVED)
  const { contactId, phone } = await ways.person()
  await ways.journey({ steps: [HELLO] })
  await ways.writes(phone)
  await ways.begin(contactId)
  await ways.pass({ hours: 2 })
  expect(shown(await ways.told(contactId))).toEqual(['whatsapp sent'])
})

describe('a text message goes instead', () => {
  test.each<[string, WhatsAppTemplate[]]>([
    ['where there is no such template', []],
    ['where Meta has paused it', [{ ...APPROVED, status: 'PAUSED' }]],
    ['where it is not in the person’s language', [{ ...APPROVED, language: 'es' }]],
    ['where it has other gaps', [{ ...APPROVED, body: 'Dear {{1}}, how are you? Thank you.' }]],
    ['where it was approved as advertising, and this is none', [{ ...APPROVED, category: 'MARKETING' }]],
  ])('%s', async (_, templates) => {
    await approve(...templates)
    const { told } = await toldAfterADay()
    expect(shown(told)).toEqual(['sms sent'])
  })

  test('where advertising would go by a template that was approved as none', async () => {
    await approve(APPROVED)
    expect(shown((await toldAfterADay('marketing')).told)).toEqual(['sms sent'])
  })

  test('where Meta refuses the template only now', async () => {
    await approve(APPROVED)
    const { told } = await toldAfterADay('care', () =>
      ways.whatsapp.faults.onSend({ kind: 'refuse', ...whatsAppError(132015) }),
    )
    expect(shown(told)).toEqual(['whatsapp template failed template_refused', 'sms sent'])
  })

  test('where Meta withholds advertising from numbers of the United States', async () => {
    await approve({ ...APPROVED, category: 'MARKETING' })
    expect(shown((await toldAfterADay('marketing')).told)).toEqual([
      'whatsapp template failed marketing_held_back',
      'sms sent',
    ])
  })
})

test('a window that closes while the night holds the message is passed by the template on the same channel', async () => {
  await approve(APPROVED)
  await ways.journey({ steps: [{ ...HELLO, offset: { hours: 10 } } as Step] })
  const { contactId, phone } = await ways.person()
  await ways.writes(phone)
  await ways.begin(contactId)
  await ways.pass({ hours: 10 })
  expect(shown(await ways.told(contactId))).toEqual(['whatsapp held quiet_hours'])
  ways.desk.clock.advance({ hours: 15 })
  await ways.settle()
  await ways.pass({ seconds: 5 })
  expect(shown(await ways.told(contactId))).toEqual([
    'whatsapp refused window_closed',
    'whatsapp template sent',
  ])
})

test('whoever never wrote on WhatsApp is written to there only where they have agreed to that', async () => {
  await approve(APPROVED)
  await ways.journey({ steps: [HELLO] })
  const [stranger, agreed] = [await ways.person(), await ways.person()]
  await ways.agree(agreed.contactId, { channel: 'whatsapp', purpose: 'care' })
  for (const { contactId } of [stranger, agreed]) await ways.begin(contactId)
  await ways.pass({ hours: 2 })
  await ways.pass({ seconds: 5 })
  expect(shown(await ways.told(stranger.contactId))).toEqual(['sms sent'])
  expect(shown(await ways.told(agreed.contactId))).toEqual(['whatsapp template sent'])
  expect(ways.whatsapp.sent.at(-1)?.to.replace('+', '')).toBe(agreed.phone.replace('+', ''))
})

test('a reminder goes there too, where its step names a template', async () => {
  await approve({ ...APPROVED, name: 'visit_reminder', body: 'See you {{1}} at {{2}}, {{3}}.' })
  const reminder: Step = {
    ...{ do: 'notice', key: '1_day_before', offset: { days: -1 }, template: 'reminder' },
    whatsapp: { template: 'visit_reminder', parameters: ['{{weekday}}', '{{time}}', '{{first_name}}'] },
  }
  await ways.journey(
    {
      trigger: { event: 'appointment.booked' },
      anchor: 'appointment.start',
      purpose: 'transactional',
      steps: [reminder],
    },
    'reminders_of_ours',
  )
  const { phone, contactId } = await ways.person()
  await ways.writes(phone)
  const startAt = ways.desk.clock.now().add({ hours: 72 }).toString()
  await booked(ways.desk, calcomBooking({ startAt, phone, attendee: { name: 'Ana Souza' } }).created())
  await ways.pass({ hours: 48 })
  await ways.pass({ seconds: 5 })
  const told = (await ways.told(contactId)).filter(({ template }) => template)
  expect(shown(told)).toEqual(['whatsapp template sent'])
  expect(told[0]?.body).toMatch(/^See you \w+day at \d+:\d\d [AP]M, Ana\.$/)
})

describe('a version that names a template', () => {
  const save = (parameters: string[], template = 'how_are_you', as = ways.desk.clinic.keys.owner) =>
    ways.desk.api('POST', '/api/journeys', {
      as,
      body: {
        name: `With ${template} ${parameters.length}`,
        definition: {
          ...{ purpose: 'care', trigger: { event: 'patient.lapsed' }, anchor: 'enrolled', lane: 'named' },
          ...{ reentryAfterDays: null, replaces: [], holdoutPercent: 0, exits: [], follows: null },
          needsClinician: false,
          steps: [{ ...HELLO, whatsapp: { template, parameters } }],
        },
      },
    })

  test('is refused beside the field where WhatsApp has listed no such text, or one with other gaps', async () => {
    await approve(APPROVED)
    const { body: listed } = await ways.desk.api('GET', '/api/whatsapp-templates')
    expect(listed).toMatchObject({
      read_at: expect.any(String),
      remedy: null,
      templates: [{ name: 'how_are_you', language: 'en_US', gaps: ['1', '2'], is_sendable: true }],
    })
    expect(await save(['{{first_name}}', '{{booking_link}}'])).toMatchObject({ status: 201 })
    expect(await save(['{{first_name}}'])).toMatchObject({
      status: 422,
      body: {
        type: '/problems/journey-faulty',
        errors: [
          {
            pointer: '/definition/steps/0/whatsapp/parameters',
            detail: 'how_are_you has 2 gaps in en_US, and 1 are filled in here',
          },
        ],
      },
    })
    const unknown = await save(['{{first_name}}', '{{booking_link}}'], 'never_made')
    expect(unknown).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/definition/steps/0/whatsapp/template' }] },
    })
  })

  test('is taken as it is typed where no WhatsApp account could be asked', async () => {
    const hillside = await ways.desk.openClinic('Hillside')
    const as = hillside.keys.owner
    const { body: listed } = await ways.desk.api('GET', '/api/whatsapp-templates', { as })
    expect(listed).toEqual({ read_at: null, remedy: null, templates: [] })
    expect(await save(['{{first_name}}'], 'how_are_you', as)).toMatchObject({ status: 201 })
  })

  test('is taken as it is typed while one of several WhatsApp accounts has not been read', async () => {
    await approve(APPROVED)
    expect(await save([], 'of_the_other')).toMatchObject({ status: 422 })
    await ways.inClinic((tx) =>
      createConnection(tx, system, {
        ...{ vendor: 'whatsapp', name: 'Another number', keyring: ways.desk.foyer.keyring },
        credentials: { ...ways.whatsapp.credentials, phone_number_id: '555000111' },
      }),
    )
    const { body: listed } = await ways.desk.api('GET', '/api/whatsapp-templates')
    expect(listed).toMatchObject({ read_at: null, templates: [{ name: 'how_are_you' }] })
    expect(await save([], 'of_the_other')).toMatchObject({ status: 201 })
  })
})
