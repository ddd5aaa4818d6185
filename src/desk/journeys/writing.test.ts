/** What a model writes is held against the approved text before anything else is looked at. */
import { describe, expect, test } from 'vitest'
import { NO_VALUES } from '../wording/template.ts'
import { DEFAULT_JOURNEYS } from './default-journeys.ts'
import { partsOfSms } from './sms-parts.ts'
import { type Brief, fixedLinesOf, readWriting, roomFor, withoutEmptyGaps, wordingOf } from './writing.ts'

const VALUES = {
  ...NO_VALUES,
  first_name: 'Ana',
  clinic_name: 'Riverside',
  clinic_phone: '(312) 555-0100',
  clinic_address: '12 Main Street',
  weekday: 'Tuesday',
  time: '11:00 AM',
  booking_link: 'https://desk.riverside.example/riverside',
}
const CHAT =
  '{{clinic_name}}: we missed you on {{weekday}} at {{time}}. Reply with a day that suits you, or choose a time: {{booking_link}}\nReply STOP to opt out.'

function briefOf(body: string, more: { subject?: string; language?: 'en' | 'es' } = {}): Brief {
  const { subject = null, language = 'en' } = more
  const channel = subject === null ? ('sms' as const) : ('email' as const)
  return {
    hash: '0'.repeat(64),
    plain: { template: { key: 'step', channel, language, subject, body }, values: VALUES },
    approved: { subject, body: withoutEmptyGaps(body, VALUES) },
    objective: 'They choose another time',
    prompt: 'Be kind',
    ground: { model: 'clinic-1', tone: 'friendly', memories: [], past: null },
    recipient: { name: 'Ana Souza', timeZone: 'America/Chicago', visit: null },
  }
}

const reasonOf = (answer: string, brief = briefOf(CHAT)) => {
  const read = readWriting(answer, brief)
  return read.ok ? null : read.reason
}

describe('an answer', () => {
  const GOOD =
    '{{clinic_name}}: you were missed on {{weekday}} at {{time}}, and we hope all is well. An evening is fine too: {{booking_link}} Or reply with a day.\nReply STOP to opt out.'

  test('has its gaps filled', () => {
    expect(readWriting(GOOD, briefOf(CHAT))).toEqual({
      ok: true,
      subject: null,
      body: 'Riverside: you were missed on Tuesday at 11:00 AM, and we hope all is well. An evening is fine too: https://desk.riverside.example/riverside Or reply with a day.\nReply STOP to opt out.',
    })
  })

  test.each([
    ['without its link', GOOD.replace('{{booking_link}} ', ''), 'gap_missing'],
    ['without the time', GOOD.replace(' at {{time}}', ''), 'gap_missing'],
    ['without how to opt out', GOOD.replace('\nReply STOP to opt out.', ''), 'line_missing'],
    ['with another way to opt out', GOOD.replace('Reply STOP', 'Write STOP'), 'line_missing'],
    ['with how to opt out in the middle of a line', GOOD.replace('\nReply', ' Reply'), 'line_missing'],
    ['with a gap of its own', GOOD.replace('An evening', '{{practitioner}}'), 'gap_added'],
    ['with a gap that does not exist', `${GOOD}\n{{diagnosis}}`, 'gap_added'],
    ['with braces that are no gap', `${GOOD}\n{{first name}}`, 'broken_gap'],
    ['with a price', GOOD.replace('An evening', 'It costs $99, an evening'), 'figure_added'],
    ['with a number to call', `${GOOD}\nCall 3125550199`, 'figure_added'],
    ['with a time of its own', GOOD.replace('An evening', 'Thursday at 3 pm'), 'figure_added'],
    [
      'with more behind its link',
      GOOD.replace('{{booking_link}}', '{{booking_link}}/special'),
      'link_changed',
    ],
    [
      'with more before its link',
      GOOD.replace('{{booking_link}}', 'x.example/{{booking_link}}'),
      'link_changed',
    ],
    [
      'in Spanish',
      'Le esperamos en {{clinic_name}} el {{weekday}} a las {{time}}, o elija la hora que le venga bien: {{booking_link}} y si no, no pasa nada.\nReply STOP to opt out.',
      'other_language',
    ],
    [
      'in no words',
      '{{clinic_name}} {{weekday}} {{time}} {{booking_link}}\nReply STOP to opt out.',
      'other_language',
    ],
    [
      'that is too long for a text message',
      GOOD.replace('An evening', 'And so on, and so on. '.repeat(30)),
      'too_long',
    ],
    [
      'that speaks of a treatment',
      GOOD.replace('An evening', 'Your treatment was due: an evening'),
      'private_word',
    ],
    ['that names a procedure', GOOD.replace('An evening', 'Botox in the evening'), 'private_word'],
    ['that is nothing', '  \n ', 'unreadable'],
  ])('%s is refused', (_, answer, reason) => {
    expect(reasonOf(answer)).toBe(reason)
  })

  test('to a mail has a subject, and to a chat none', () => {
    const mail = briefOf('Hello {{first_name}},\n\nwe would be glad to see you: {{booking_link}}', {
      subject: 'We have not seen you for a while',
    })
    const body = 'Hello {{first_name}},\n\nit would be a joy to see you again: {{booking_link}}'
    expect(readWriting(`Subject: We think of you, {{first_name}}\n\n${body}`, mail)).toMatchObject({
      ok: true,
      subject: 'We think of you, Ana',
    })
    expect(reasonOf(body, mail)).toBe('unreadable')
    expect(reasonOf(`Subject: {{booking_link}}\n\n${body}`, mail)).toBe('link_changed')
    expect(reasonOf(`Subject: 20 off\n\n${body}`, mail)).toBe('figure_added')
  })
})

test('lines and gaps that nothing fills are not asked for', () => {
  const text = 'You asked about: {{service}}\nSee {{booking_link}} with {{practitioner}}'
  expect(withoutEmptyGaps(text, VALUES)).toBe('See {{booking_link}} with')
})

test('what stays word for word is how to opt out and who sends it', () => {
  const approved = {
    subject: null,
    body: 'Come.\nIf not, reply with STOP.\n{{clinic_name}}\n{{clinic_address}}',
  }
  expect(fixedLinesOf({ approved })).toEqual([
    'If not, reply with STOP.',
    '{{clinic_name}}',
    '{{clinic_address}}',
  ])
})

test('the line that ends messages by a link stays word for word, and nothing stands at its link', () => {
  const values = { ...VALUES, stop_link: 'https://desk.riverside.example/u/one' }
  const body = 'Hello, we would be glad to see you: {{booking_link}}\nStop these messages: {{stop_link}}'
  const mail = briefOf(body, { subject: 'A visit' })
  const brief = { ...mail, plain: { ...mail.plain, values }, approved: { subject: 'A visit', body } }
  const answer = (line: string) =>
    `Subject: A visit\n\nIt would be a joy to see you, and you choose the time: {{booking_link}}\n${line}`
  expect(fixedLinesOf(brief)).toEqual(['Stop these messages: {{stop_link}}'])
  expect(reasonOf(answer('Stop these messages: {{stop_link}}'), brief)).toBeNull()
  expect(reasonOf(answer('See more of the offer: {{stop_link}}'), brief)).toBe('line_missing')
  expect(reasonOf(answer('Stop these messages: {{stop_link}}?all=1'), brief)).toBe('link_changed')
  expect(reasonOf(answer('And so on'), brief)).toBe('gap_missing')
})

test('the room that a model is told leaves room for what fills the gaps', () => {
  const brief = briefOf(CHAT)
  const answer = `${'a'.repeat(roomFor(brief) - 4)} the`
  expect(roomFor(brief)).toBeLessThan(306)
  expect(partsOfSms(`${answer}${Object.values(VALUES).join('')}`)).toBeLessThanOrEqual(3)
})

test('of what ships, marketing is worded and nothing that a clinician approves or that is about a visit', () => {
  for (const { key, definition } of DEFAULT_JOURNEYS) {
    const worded = definition.steps.filter((step) => wordingOf(step, definition) !== null)
    const spoken = definition.steps.filter((step) => 'text' in step)
    if (definition.purpose === 'marketing') expect(worded, key).toHaveLength(spoken.length)
    else expect(worded, key).toEqual([])
  }
})
