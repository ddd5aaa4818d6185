import { describe, expect, test } from 'vitest'
import type { Service } from '../../api.ts'
import { flawsOfService } from './service-flaws.ts'
import {
  bodyOf,
  changeOf,
  newServiceValues,
  type QuestionValues,
  type ServiceValues,
  valuesOf,
} from './service-values.ts'
import type { QuestionTexts } from './translation-values.ts'

const DR_LEE = '0197b2c4-0000-7000-8000-000000000001'
const fresh = newServiceValues({ default_booking_duration: 30, currency: 'USD', practitionerIds: [DR_LEE] })
const complete: ServiceValues = { ...fresh, name: 'Consultation' }

const service: Service = {
  id: '0197b2c4-0000-7000-8000-000000000002',
  slug: 'laser',
  name: 'Laser',
  description: null,
  mode: 'visit',
  duration_minutes: 45,
  durations_minutes: [30, 45, 60],
  interval_minutes: 15,
  offset_minutes: 0,
  buffer_before_minutes: 5,
  buffer_after_minutes: 10,
  minimum_notice_minutes: 120,
  change_notice_minutes: 1440,
  booking_window: { days: 30, count: 'business' },
  limits: { count: { day: 4 }, minutes: { week: 600 } },
  seats: 1,
  assignment: 'any',
  short_gap_minutes: null,
  requires_confirmation: false,
  is_free: false,
  price_minor: 12050,
  currency: 'USD',
  consultation_text: 'We look at your skin.',
  benefit_text: null,
  questions: [{ id: 'skin', label: 'Skin type', kind: 'choice', required: true, options: ['Dry', 'Oily'] }],
  consent_text: 'I agree.',
  consent_version: 3,
  translations: {
    es: {
      name: 'Láser',
      consent_text: 'De acuerdo.',
      questions: [{ id: 'skin', label: 'Tipo de piel', options: [{ option: 'Oily', label: 'Grasa' }] }],
    },
  },
  rebooking_window_days: 42,
  procedure: 'laser',
  suggested_procedure: 'laser',
  is_public: true,
  position: 0,
  color: null,
  practitioners: [{ practitioner_id: DR_LEE, weight: 100, priority: 2 }],
  pools: [{ pool: 'Room', resource_ids: ['0197b2c4-0000-7000-8000-000000000003'] }],
  archived_at: null,
  created_at: '2026-11-23T15:00:00Z',
  updated_at: '2026-11-23T15:00:00Z',
}

describe('from the service to the form and back', () => {
  test('nothing that was not touched is changed', () => {
    const values = valuesOf(service, 'EUR')
    expect(bodyOf(values)).toEqual({
      ...Object.fromEntries(Object.keys(bodyOf(values)).map((key) => [key, service[key as keyof Service]])),
    })
    expect(changeOf(values, values)).toEqual({})
  })

  test('only what was changed is sent', () => {
    const values = valuesOf(service, 'USD')
    expect(changeOf(values, { ...values, buffer_after_minutes: 15 })).toEqual({ buffer_after_minutes: 15 })
  })

  test('the usual length goes with all lengths, the price with its currency', () => {
    const values = valuesOf(service, 'USD')
    expect(changeOf(values, { ...values, duration_minutes: 60 })).toEqual({
      duration_minutes: 60,
      durations_minutes: [30, 60],
    })
    expect(changeOf(values, { ...values, price_minor: 99 })).toEqual({ price_minor: 9900, currency: 'USD' })
  })

  test('what is made free has no price', () => {
    const values = valuesOf(service, 'USD')
    expect(changeOf(values, { ...values, pricing: 'free' })).toEqual({
      is_free: true,
      price_minor: null,
      currency: null,
    })
  })

  test('emptied fields become nothing, not an empty text', () => {
    const values = valuesOf(service, 'USD')
    const emptied = { ...values, consultation_text: ' ', interval_minutes: '', rebooking_window_days: '' }
    expect(changeOf(values, emptied)).toEqual({
      consultation_text: null,
      interval_minutes: null,
      rebooking_window_days: null,
    })
  })

  test('a question that is no choice any more loses its choices', () => {
    const [question] = valuesOf(service, 'USD').questions
    if (!question) throw new Error('the service has a question')
    const body = bodyOf({ ...complete, questions: [{ ...question, kind: 'text' }] })
    expect(body.questions).toEqual([{ id: 'skin', label: 'Skin type', kind: 'text', required: true }])
  })

  test('words of another language go together', () => {
    const values = valuesOf(service, 'USD')
    const [question] = values.questions
    if (!question) throw new Error('the service has a question')
    expect(question.words.es).toMatchObject({ label: 'Tipo de piel', options: '\nGrasa' })
    const texts = {
      ...values.translations,
      es: { ...values.translations.es, name: ' ', benefit_text: 'Mejor piel.' },
    }
    const unnamed = { ...question, words: withSpanish(question, { label: '' }) }
    const changed = changeOf(values, {
      ...values,
      questions: [unnamed],
      translations: texts,
    } as ServiceValues)
    expect(changed.translations).toEqual({
      es: {
        benefit_text: 'Mejor piel.',
        consent_text: 'De acuerdo.',
        questions: [{ id: 'skin', options: [{ option: 'Oily', label: 'Grasa' }] }],
      },
    })
  })

  test('a new service is offered within sixty days, two hours ahead, by whoever treats', () => {
    expect(bodyOf(complete)).toMatchObject({
      duration_minutes: 30,
      durations_minutes: [30],
      booking_window: { days: 60, count: 'calendar' },
      minimum_notice_minutes: 120,
      practitioners: [{ practitioner_id: DR_LEE }],
    })
  })
})

function withSpanish({ words }: QuestionValues, given: Partial<QuestionTexts>): QuestionValues['words'] {
  if (!words.es) throw new Error('Spanish is spoken')
  return { ...words, es: { ...words.es, ...given } }
}

/** Of a question with three options, of which the second one is not translated. */
function whereQuestion(): QuestionValues {
  const options = ['Face', 'Neck', 'Back']
  const labels = [
    { option: 'Face', label: 'Cara' },
    { option: 'Back', label: 'Espalda' },
  ]
  const question = { id: 'where', label: 'Where?', kind: 'choice' as const, required: true, options }
  const translations = { es: { questions: [{ id: 'where', options: labels }] } }
  const [values] = valuesOf({ ...service, questions: [question], translations }, 'USD').questions
  if (!values) throw new Error('the service has a question')
  return values
}

/** What is sent of the Spanish options, `Face=Cara`. */
function sentOf(question: QuestionValues): string[] | undefined {
  const [asked] = bodyOf({ ...complete, questions: [question] }).translations?.es?.questions ?? []
  return asked?.options?.map(({ option, label }) => `${option}=${label}`)
}

describe('what options are called in another language', () => {
  test.each<[string, string, string[] | undefined]>([
    ['stays where nothing changes', 'Face\nNeck\nBack', ['Face=Cara', 'Back=Espalda']],
    ['goes with them when they are turned', 'Back\nNeck\nFace', ['Back=Espalda', 'Face=Cara']],
    ['goes with them when one comes before them', 'Arm\nFace\nNeck\nBack', ['Face=Cara', 'Back=Espalda']],
    ['goes with them when the first one is taken away', 'Neck\nBack', ['Back=Espalda']],
    ['goes with them when one is blanked', '\nNeck\nBack', ['Back=Espalda']],
    ['is dropped with the one that gets another name', 'Cheek\nNeck\nBack', ['Back=Espalda']],
    ['is gone with all of them', 'Arm\nLeg', undefined],
  ])('%s', (_, options, sent) => expect(sentOf({ ...whereQuestion(), options })).toEqual(sent))

  test('goes by the line where the lines themselves were changed', () => {
    const question = whereQuestion()
    const words = withSpanish(question, { options: 'Espalda\nCuello\nCara' })
    expect(sentOf({ ...question, words })).toEqual(['Face=Espalda', 'Neck=Cuello', 'Back=Cara'])
    const longer = withSpanish(question, { options: 'Brazo\nCara\n\nEspalda' })
    expect(sentOf({ ...question, options: 'Arm\nFace\nNeck\nBack', words: longer })).toEqual([
      'Arm=Brazo',
      'Face=Cara',
      'Back=Espalda',
    ])
  })

  const field = 'questions.0.words.es.options'
  test.each<[string, string, string, string | undefined]>([
    [
      'a line left behind by its option',
      'Arm\nFace\nNeck\nBack',
      'Cara\nCuello\nEspalda',
      '“Cara” stands beside “Arm” now; put the lines in the order of the choices',
    ],
    ['lines that moved along', 'Arm\nFace\nNeck\nBack', 'Brazo\nCara\nCuello\nEspalda', undefined],
    [
      'a line left behind by a choice that was blanked',
      '\nNeck\nBack',
      '\nCuello\nEspalda',
      'There are more lines than choices',
    ],
    [
      'two of the same words',
      'Face\nNeck\nBack',
      'Cara\n cara \nEspalda',
      'Two choices are called “cara”; give each its own words',
    ],
    [
      'the words of one that is not translated',
      'Face\nNeck\nBack',
      'neck\n\nEspalda',
      'Two choices are called “Neck”; give each its own words',
    ],
  ])('%s: what is told at the field', (_, options, lines, flaw) => {
    const question = whereQuestion()
    const changed = { ...question, options, words: withSpanish(question, { options: lines }) }
    expect(flawsOfService({ ...complete, questions: [changed] })).toEqual(flaw ? { [field]: flaw } : {})
  })
})

describe('what keeps it from being saved', () => {
  test('a complete one may be saved', () => expect(flawsOfService(complete)).toEqual({}))

  test.each<[string, Partial<ServiceValues>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no length', { duration_minutes: '' }, 'duration_minutes'],
    ['half a minute', { buffer_after_minutes: 2.5 }, 'buffer_after_minutes'],
    ['a price without a number', { pricing: 'price', price_minor: '' }, 'price_minor'],
    [
      'a window that ends before it begins',
      {
        booking_window: { kind: 'dates', days: '', count: 'calendar', from: '2026-12-01', to: '2026-11-01' },
      },
      'booking_window.to',
    ],
    ['a pool of nothing', { pools: [{ pool: 'Room', resource_ids: [] }] }, 'pools.0.resource_ids'],
    [
      'a choice of nothing',
      {
        questions: [{ id: 'q', label: 'Which?', kind: 'choice', required: false, options: ' \n', words: {} }],
      },
      'questions.0.options',
    ],
  ])('%s is told at its field', (_, values, field) => {
    expect(Object.keys(flawsOfService({ ...complete, ...values }))).toEqual([field])
  })

  test('a price that is not asked for does not stand in the way', () =>
    expect(flawsOfService({ ...complete, pricing: 'free', price_minor: '' })).toEqual({}))
})
