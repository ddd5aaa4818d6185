/** A service is what patients come for: how long it takes, who does it, with which room, and by which rules it is booked. */
import type { CarePlanChoice } from './procedure.ts'
import { optionsAlike, type Translations } from './service-words.ts'

export type Mode = 'visit' | 'call' | 'video'

/** `one`: the patient chooses the practitioner. `any`: whoever is free. `all`: everybody together. */
export type Assignment = 'one' | 'any' | 'all'

export type Period = 'day' | 'week' | 'month' | 'year'

/** How many appointments, or minutes of them, may begin in a day, week (from Monday), month or year. */
export interface Limits {
  count?: Partial<Record<Period, number>>
  minutes?: Partial<Record<Period, number>>
}

/** So many days ahead (business days are Monday to Friday), or between two dates, both included. */
export type BookingWindow = { days: number; count?: 'calendar' | 'business' } | { from: string; to: string }

/** What is asked on the booking page. */
export interface Question {
  id: string
  label: string
  kind: 'text' | 'longtext' | 'choice' | 'phone' | 'email' | 'date' | 'checkbox'
  required: boolean
  options?: string[]
  /** What it is in the clinic's first language, where the above is a translation; never kept. */
  first?: { label: string; options?: string[] }
}

export interface Performer {
  practitionerId: string
  /** Of two with equal priority, who shall have twice as many appointments has twice the weight. */
  weight: number
  /** The higher one is asked first. */
  priority: number
}

/** Any one unit of it that is free is taken. */
export interface Pool {
  pool: string
  resourceIds: string[]
}

/** What staff decide about a service. Lengths are minutes. */
export interface ServiceFields {
  name: string
  description: string | null
  mode: Mode
  durationMinutes: number
  /** All that may be chosen, ascending; the usual one is among them. */
  durationsMinutes: number[]
  /** From one start to the next; null: as long as the service. */
  intervalMinutes: number | null
  offsetMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  minimumNoticeMinutes: number
  /** Until how long before the start a patient may still move or cancel by the link. */
  changeNoticeMinutes: number
  bookingWindow: BookingWindow | null
  limits: Limits | null
  /** How many people share one appointment. */
  seats: number
  assignment: Assignment
  shortGapMinutes: number | null
  /** What a patient books is a request until staff confirm it. */
  requiresConfirmation: boolean
  isFree: boolean
  priceMinor: number | null
  /** ISO 4217. */
  currency: string | null
  consultationText: string | null
  benefitText: string | null
  questions: Question[]
  consentText: string | null
  /** The texts above in other languages. */
  translations: Translations
  rebookingWindowDays: number | null
  /** Which care plan its visits have; null: nobody has said it yet. */
  procedure: CarePlanChoice | null
  isPublic: boolean
  position: number
  /** `#rrggbb`. */
  color: string | null
  practitioners: Performer[]
  pools: Pool[]
}

export interface Service extends ServiceFields {
  id: string
  slug: string
  /** Rises with each other consent text, of whatever language. */
  consentVersion: number
  archivedAt: Temporal.Instant | null
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
}

export const NEW_SERVICE: Omit<ServiceFields, 'name' | 'durationMinutes'> = {
  description: null,
  mode: 'visit',
  durationsMinutes: [],
  intervalMinutes: null,
  offsetMinutes: 0,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  changeNoticeMinutes: 0,
  bookingWindow: null,
  limits: null,
  seats: 1,
  assignment: 'any',
  shortGapMinutes: null,
  requiresConfirmation: false,
  isFree: false,
  priceMinor: null,
  currency: null,
  consultationText: null,
  benefitText: null,
  questions: [],
  consentText: null,
  translations: {},
  rebookingWindowDays: null,
  procedure: null,
  isPublic: true,
  position: 0,
  color: null,
  practitioners: [],
  pools: [],
}

export type ServiceRefusal =
  | {
      ok: false
      reason:
        | 'no_service'
        | 'unknown_practitioner'
        | 'unknown_resource'
        | 'resource_in_two_pools'
        | 'price_without_currency'
        | 'same_question_twice'
    }
  /** `place`: of the question among the words of that language. */
  | { ok: false; reason: 'options_alike'; language: string; place: number }

/** The lengths that may be chosen: ascending, each once, the usual one among them. */
export function durationsOf(usual: number, others: readonly number[]): number[] {
  return [...new Set([usual, ...others])].toSorted((a, b) => a - b)
}

/** What speaks against fields as such; whether their practitioners and rooms exist, the database knows. */
export function flawOf(fields: ServiceFields): ServiceRefusal | null {
  const units = fields.pools.flatMap((pool) => pool.resourceIds)
  if (new Set(units).size < units.length) return { ok: false, reason: 'resource_in_two_pools' }
  if ((fields.priceMinor === null) !== (fields.currency === null)) {
    return { ok: false, reason: 'price_without_currency' }
  }
  const questions = new Set(fields.questions.map((question) => question.id))
  if (questions.size < fields.questions.length) return { ok: false, reason: 'same_question_twice' }
  const alike = optionsAlike(fields)
  if (alike) return { ok: false, reason: 'options_alike', ...alike }
  return null
}

/** A change without the keys that say nothing. */
export function given<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}
