/** A service as its form holds it, and as the API takes it. Fields go by the API's names, so its problems find them. */
import type { Schemas, Service } from '../../api.ts'
import { type FieldNumber, numberOrNull } from '../field-number.ts'
import { type LimitValues, limitsOf, limitValuesOf } from '../limits.ts'
import { amountOf, minorOf } from './money.ts'
import {
  type QuestionTranslations,
  questionTranslationsOf,
  type TextTranslations,
  textTranslationsOf,
  translationsFrom,
} from './translation-values.ts'

export type NewService = Schemas['NewService']
export type ServiceChange = Schemas['ServiceChange']
export type QuestionKind = Schemas['Question']['kind']

export interface QuestionValues {
  id: string
  label: string
  kind: QuestionKind
  required: boolean
  /** One on each line. */
  options: string
  words: QuestionTranslations
}

export interface WindowValues {
  kind: 'open' | 'days' | 'dates'
  days: FieldNumber
  count: 'calendar' | 'business'
  from: string
  to: string
}

export interface ServiceValues {
  name: string
  description: string
  mode: Service['mode']
  duration_minutes: FieldNumber
  /** Beside the usual one. */
  durations_minutes: number[]
  interval_minutes: FieldNumber
  offset_minutes: FieldNumber
  buffer_before_minutes: FieldNumber
  buffer_after_minutes: FieldNumber
  minimum_notice_minutes: number
  change_notice_minutes: number
  booking_window: WindowValues
  limits: LimitValues
  seats: FieldNumber
  assignment: Service['assignment']
  short_gap_minutes: FieldNumber
  requires_confirmation: boolean
  pricing: 'unsaid' | 'free' | 'price'
  /** In whole units of the currency. */
  price_minor: FieldNumber
  currency: string
  consultation_text: string
  benefit_text: string
  questions: QuestionValues[]
  consent_text: string
  /** Those of the questions stand with them. */
  translations: TextTranslations
  rebooking_window_days: FieldNumber
  procedure: Service['procedure']
  is_public: boolean
  color: string | null
  practitioners: Service['practitioners']
  pools: Service['pools']
}

/** What a new service begins with, beyond what the API itself supposes. */
export function newServiceValues(clinic: {
  default_booking_duration: number
  currency: string
  practitionerIds: string[]
}): ServiceValues {
  return {
    name: '',
    description: '',
    mode: 'visit',
    duration_minutes: clinic.default_booking_duration,
    durations_minutes: [],
    interval_minutes: '',
    offset_minutes: 0,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    minimum_notice_minutes: 120,
    change_notice_minutes: 1440,
    booking_window: { ...openWindow, kind: 'days' },
    limits: limitValuesOf(null),
    seats: 1,
    assignment: 'any',
    short_gap_minutes: '',
    requires_confirmation: false,
    pricing: 'unsaid',
    price_minor: '',
    currency: clinic.currency,
    consultation_text: '',
    benefit_text: '',
    questions: [],
    consent_text: '',
    translations: textTranslationsOf(),
    rebooking_window_days: '',
    procedure: null,
    is_public: true,
    color: null,
    practitioners: clinic.practitionerIds.map(performer),
    pools: [],
  }
}

export const performer = (practitioner_id: string) => ({ practitioner_id, weight: 100, priority: 2 })

const openWindow: WindowValues = { kind: 'open', days: 60, count: 'calendar', from: '', to: '' }

/** `currency`: proposed where the service has none. */
export function valuesOf(service: Service, currency: string): ServiceValues {
  return {
    ...service,
    description: service.description ?? '',
    durations_minutes: service.durations_minutes.filter((minutes) => minutes !== service.duration_minutes),
    interval_minutes: service.interval_minutes ?? '',
    short_gap_minutes: service.short_gap_minutes ?? '',
    booking_window: windowValuesOf(service.booking_window),
    limits: limitValuesOf(service.limits),
    pricing: service.is_free ? 'free' : service.price_minor === null ? 'unsaid' : 'price',
    price_minor:
      service.price_minor === null ? '' : amountOf(service.price_minor, service.currency ?? currency),
    currency: service.currency ?? currency,
    consultation_text: service.consultation_text ?? '',
    benefit_text: service.benefit_text ?? '',
    questions: service.questions.map((question) => ({
      ...question,
      options: (question.options ?? []).join('\n'),
      words: questionTranslationsOf(question, service.translations),
    })),
    consent_text: service.consent_text ?? '',
    translations: textTranslationsOf(service.translations),
    rebooking_window_days: service.rebooking_window_days ?? '',
  }
}

function windowValuesOf(window: Service['booking_window']): WindowValues {
  if (window === null) return openWindow
  return 'days' in window
    ? { ...openWindow, kind: 'days', days: window.days, count: window.count ?? 'calendar' }
    : { ...openWindow, kind: 'dates', from: window.from, to: window.to }
}

/** Of values without flaws. */
export function bodyOf(values: ServiceValues): NewService {
  const duration = numberOrNull(values.duration_minutes) ?? 0
  return {
    name: values.name.trim(),
    description: textOrNull(values.description),
    mode: values.mode,
    duration_minutes: duration,
    durations_minutes: [...new Set([duration, ...values.durations_minutes])].sort((a, b) => a - b),
    interval_minutes: numberOrNull(values.interval_minutes),
    offset_minutes: numberOrNull(values.offset_minutes) ?? 0,
    buffer_before_minutes: numberOrNull(values.buffer_before_minutes) ?? 0,
    buffer_after_minutes: numberOrNull(values.buffer_after_minutes) ?? 0,
    minimum_notice_minutes: values.minimum_notice_minutes,
    change_notice_minutes: values.change_notice_minutes,
    booking_window: windowOf(values.booking_window),
    limits: limitsOf(values.limits),
    seats: numberOrNull(values.seats) ?? 1,
    assignment: values.assignment,
    short_gap_minutes: numberOrNull(values.short_gap_minutes) || null,
    requires_confirmation: values.requires_confirmation,
    is_free: values.pricing === 'free',
    ...priceOf(values),
    consultation_text: textOrNull(values.consultation_text),
    benefit_text: textOrNull(values.benefit_text),
    questions: values.questions.map(questionOf),
    consent_text: textOrNull(values.consent_text),
    translations: translationsFrom(
      values.translations,
      values.questions.map((question) => ({ ...question, options: questionOf(question).options ?? [] })),
    ),
    rebooking_window_days: numberOrNull(values.rebooking_window_days),
    procedure: values.procedure,
    is_public: values.is_public,
    color: values.color,
    practitioners: values.practitioners,
    pools: values.pools.map(({ pool, resource_ids }) => ({ pool: pool.trim(), resource_ids })),
  }
}

function priceOf({ pricing, price_minor, currency }: ServiceValues) {
  const amount = pricing === 'price' ? numberOrNull(price_minor) : null
  return amount === null
    ? { price_minor: null, currency: null }
    : { price_minor: minorOf(amount, currency), currency }
}

function windowOf({ kind, days, count, from, to }: WindowValues): Service['booking_window'] {
  if (kind === 'open') return null
  return kind === 'dates' ? { from, to } : { days: numberOrNull(days) ?? 0, count }
}

function questionOf({ id, label, kind, required, options }: QuestionValues): Schemas['Question'] {
  const question = { id, label: label.trim(), kind, required }
  return kind === 'choice' ? { ...question, options: optionsOf(options) } : question
}

export function optionsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function textOrNull(text: string): string | null {
  return text.trim() || null
}

/** Only what was changed: two people may have a service open. */
export function changeOf(before: ServiceValues, after: ServiceValues): ServiceChange {
  const [known, wanted] = [bodyOf(before), bodyOf(after)]
  const keys = Object.keys(wanted) as (keyof NewService)[]
  const changed = keys.filter((key) => JSON.stringify(wanted[key]) !== JSON.stringify(known[key]))
  // The price and its currency, the usual length and all lengths: each means nothing without the other.
  const together: (keyof NewService)[][] = [
    ['price_minor', 'currency'],
    ['duration_minutes', 'durations_minutes'],
  ]
  for (const pair of together) if (pair.some((key) => changed.includes(key))) changed.push(...pair)
  return Object.fromEntries(changed.map((key) => [key, wanted[key]]))
}
