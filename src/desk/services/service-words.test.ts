import { describe, expect, test } from 'vitest'
import { flawOf, NEW_SERVICE, type Service, type ServiceFields } from './service.ts'
import { answerTo, inLanguage, isConsentChanged, namesOf, tidyTranslations } from './service-words.ts'

const fields: ServiceFields = {
  ...NEW_SERVICE,
  name: 'Mole removal',
  durationMinutes: 30,
  description: 'A small operation.',
  consentText: 'I agree.',
  questions: [
    { id: 'where', label: 'Where is it?', kind: 'choice', required: true, options: ['Face', 'Back', 'Arm'] },
    { id: 'since', label: 'Since when?', kind: 'text', required: false },
  ],
  translations: {
    es: {
      name: 'Extirpación de lunar',
      questions: [
        {
          id: 'where',
          label: '¿Dónde está?',
          options: [
            { option: 'Back', label: 'Espalda' },
            { option: 'Face', label: 'Cara' },
          ],
        },
      ],
    },
  },
}
const at = Temporal.Instant.from('2026-11-23T15:00:00Z')
const moles: Service = {
  ...fields,
  id: 's1',
  slug: 'mole-removal',
  consentVersion: 1,
  archivedAt: null,
  createdAt: at,
  updatedAt: at,
}
const where = (language: string) => inLanguage(moles, language).questions[0] as Service['questions'][number]

describe('a service in another language', () => {
  test('is read in it, and in the first one where a text is missing', () => {
    const spanish = inLanguage(moles, 'es')
    expect(spanish).toMatchObject({
      name: 'Extirpación de lunar',
      description: 'A small operation.',
      consentText: 'I agree.',
      slug: 'mole-removal',
    })
    expect(where('es')).toMatchObject({ label: '¿Dónde está?', options: ['Cara', 'Espalda', 'Arm'] })
    expect(spanish.questions[1]).toBe(moles.questions[1])
  })

  test('is the service itself in a language in which nothing is given', () => {
    expect(inLanguage(moles, 'fr')).toBe(moles)
    expect(inLanguage(moles, 'en')).toBe(moles)
  })

  test('keeps answers for staff in the first language, and typed words as they are', () => {
    expect(answerTo(where('es'), 'Espalda')).toEqual({ key: 'where', label: 'Where is it?', value: 'Back' })
    expect(answerTo(where('es'), 'Arm')).toMatchObject({ value: 'Arm' })
    expect(answerTo(where('en'), 'Back')).toEqual({ key: 'where', label: 'Where is it?', value: 'Back' })
    const since = inLanguage(moles, 'es').questions[1] as Service['questions'][number]
    expect(answerTo(since, 'Desde enero')).toEqual({
      key: 'since',
      label: 'Since when?',
      value: 'Desde enero',
    })
  })

  test('is found by each of its names', () =>
    expect(namesOf(moles)).toEqual(['Mole removal', 'Extirpación de lunar']))
})

describe('options that read the same in a language', () => {
  const flawWith = (options: { option: string; label: string }[]) =>
    flawOf({
      ...fields,
      translations: {
        es: {
          questions: [
            { id: 'since', label: 'X' },
            { id: 'where', options },
          ],
        },
      },
    })
  const refused = { ok: false, reason: 'options_alike', language: 'es', place: 1 }

  test('are refused, whatever their case and the spaces around them', () =>
    expect(
      flawWith([
        { option: 'Face', label: 'Espalda' },
        { option: 'Back', label: ' espalda ' },
      ]),
    ).toEqual(refused))

  test('are refused where one of them is not translated', () =>
    expect(flawWith([{ option: 'Face', label: 'BACK' }])).toEqual(refused))

  test('are nothing of options that are gone, that were alike before, or that change their words', () => {
    expect(
      flawWith([
        { option: 'Face', label: 'Espalda' },
        { option: 'Leg', label: 'Espalda' },
      ]),
    ).toBeNull()
    expect(
      flawWith([
        { option: 'Face', label: 'Back' },
        { option: 'Back', label: 'Face' },
      ]),
    ).toBeNull()
    const [question] = fields.questions
    if (!question) throw new Error('no question')
    const twice = { ...question, options: ['Face', 'Back', 'back '] }
    expect(flawOf({ ...fields, questions: [twice] })).toBeNull()
  })
})

describe('what is kept of translations', () => {
  test('no empty text, no language without words, nothing of a question or option that is gone', () => {
    const translations = {
      es: {
        name: '  Lunar ',
        description: ' ',
        questions: [
          { id: 'since', label: '' },
          { id: 'gone', label: 'Ida' },
        ],
      },
      fr: { benefitText: '' },
    }
    expect(tidyTranslations({ ...fields, translations })).toEqual({ es: { name: 'Lunar' } })
    const [question] = fields.questions
    if (!question) throw new Error('no question')
    const shorter = { ...fields, questions: [{ ...question, options: ['Back', 'Leg'] }] }
    expect(tidyTranslations(shorter).es?.questions).toEqual([
      { id: 'where', label: '¿Dónde está?', options: [{ option: 'Back', label: 'Espalda' }] },
    ])
  })

  test('no text that the first language does not have, but a name', () => {
    const es = {
      name: 'Lunar',
      description: 'Una pequeña operación.',
      consultationText: 'Lo miramos.',
      consentText: 'Acepto.',
    }
    const given = { ...fields, description: ' ', consentText: 'I agree.', translations: { es } }
    expect(tidyTranslations(given)).toEqual({ es: { name: 'Lunar', consentText: 'Acepto.' } })
  })

  test('a text of consent is another one in whatever language it changed; a name is none', () => {
    const withConsent = (consentText: string) => ({ ...fields, translations: { es: { consentText } } })
    expect(isConsentChanged(fields, withConsent('De acuerdo.'))).toBe(true)
    expect(isConsentChanged(withConsent('De acuerdo.'), withConsent('Acepto.'))).toBe(true)
    expect(isConsentChanged(fields, { ...fields, translations: { pt: { name: 'Sinal' } } })).toBe(false)
    expect(isConsentChanged(fields, { ...fields, consentText: null })).toBe(true)
  })
})
