import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOTICE_CHANNELS, NOTICE_KINDS } from '../outreach/message.ts'
import { DEFAULT_TEMPLATES, LANGUAGES, languageOf } from './default-templates.ts'
import { hasBrokenGap, NO_VALUES, render, unknownVariables, VARIABLES, type Values } from './template.ts'

const values: Values = {
  ...NO_VALUES,
  first_name: 'Ana',
  patient_name: 'Ana Ruiz',
  clinic_name: 'Riverside',
  weekday: 'Monday',
  date: 'November 30, 2026',
  time: '10:00 AM',
}

describe('render', () => {
  test('fills the gaps', () => {
    expect(render('Hello {{first_name}}, see you on {{ weekday }}.', values)).toBe(
      'Hello Ana, see you on Monday.',
    )
  })

  test('a line whose gaps are all empty is left out', () => {
    expect(render('At {{time}}.\nWhere: {{location}}\nBye', values)).toBe('At 10:00 AM.\nBye')
  })

  test('a value is put in once: braces in a name stay text', () => {
    expect(render('Hello {{first_name}}', { ...values, first_name: '{{clinic_phone}}' })).toBe(
      'Hello {{clinic_phone}}',
    )
  })

  test('a value cannot bring lines of its own', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(
          render('A {{first_name}} B {{time}}', { ...values, first_name: name }).split('\n'),
        ).toHaveLength(1)
      }),
    )
  })
})

test('gaps that nothing fills are found', () => {
  expect(unknownVariables('{{first_name}} {{diagnosis}} {{diagnosis}} {{__proto__}}')).toEqual([
    'diagnosis',
    '__proto__',
  ])
  expect(hasBrokenGap('{{first name}}')).toBe(true)
  expect(hasBrokenGap('{{first_name}}')).toBe(false)
})

describe('the texts that Foyer comes with', () => {
  const all = NOTICE_KINDS.flatMap((key) =>
    NOTICE_CHANNELS.flatMap((channel) =>
      LANGUAGES.map((language) => ({ key, channel, language, ...DEFAULT_TEMPLATES[key][channel][language] })),
    ),
  )

  test.each(all)('$key by $channel in $language reads whole', ({ channel, subject, body }) => {
    const text = `${subject ?? ''}\n${body}`
    expect(unknownVariables(text)).toEqual([])
    expect(hasBrokenGap(text)).toBe(false)
    expect(subject === null).toBe(channel === 'sms')
    expect(body).toContain('{{clinic_name}}')
    // Neutral: only e-mail has a place for the service, which stays empty unless the clinic lets messages name it.
    if (channel === 'sms') expect(body).not.toContain('{{service}}')
  })

  test.each(all.filter(({ channel }) => channel === 'sms'))(
    '$key by SMS in $language says how to stop',
    ({ body }) => {
      expect(body).toMatch(/Reply STOP|Responda BAJA/)
      expect(render(body, values).length).toBeLessThanOrEqual(320)
    },
  )

  test('a reminder states what a missed visit costs others', () => {
    for (const channel of NOTICE_CHANNELS)
      expect(DEFAULT_TEMPLATES.reminder[channel].en.body).toMatch(/another patient/)
    expect(DEFAULT_TEMPLATES.reminder.sms.es.body).toMatch(/otro paciente/)
  })

  test('a reminder by SMS says how to say that one cannot come', () => {
    const { en, es } = DEFAULT_TEMPLATES.reminder.sms
    expect(en.body).toContain('If you cannot come, please tell us by reply')
    expect(es.body).toContain('Si no puede venir, avise por favor con una respuesta')
  })
})

test.each([
  ['es-MX', 'es'],
  ['en', 'en'],
  ['pt-BR', 'en'],
  [null, 'en'],
])('%s speaks %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})

test('every gap has a meaning for whoever edits', () => {
  for (const meaning of Object.values(VARIABLES)) expect(meaning.length).toBeGreaterThan(5)
})
