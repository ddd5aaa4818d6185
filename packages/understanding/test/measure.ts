/**
 * Measures the reading of invented messages (`test/fixtures/understanding`, written by somebody who never saw the
 * rules). Lines are split by the SHA-256 of their text: first byte below 128 to develop on, the rest to test; lines of
 * the second half, and what fails among them, are never looked at. Red flags have files of their own for that.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  findRedFlag,
  type Offer,
  type Option,
  type Question,
  type Reading,
  type TimeWish,
  understand,
} from '../src/index.ts'

export type Half = 'develop' | 'test'

interface Expected {
  intent?: string
  also?: string
  service?: string
  practitioner?: string
  date?: string
  dates?: { from: string; to: string }
  time?: string
  time_range?: { from: string | null; to: string | null }
  part?: 'morning' | 'afternoon' | 'evening'
  name?: string
  phone?: string
  email?: string
  people?: number
  for_other?: boolean
  yes?: boolean
  choice?: number
  minutes_late?: number
  questions?: string[]
}

interface WrittenOption {
  start: string
  service?: string
  practitioner?: string
}

export interface Message {
  text: string
  language: 'en' | 'es' | 'other'
  previous: string | null
  offer:
    | { kind: 'times'; options: WrittenOption[] }
    | { kind: 'confirm'; option: WrittenOption }
    | { kind: 'ask'; slot: Extract<Offer, { kind: 'ask' }>['slot'] }
    | ({ kind: 'appointment' } & WrittenOption)
    | null
  expect: Expected
}

const fixtures = path.join(import.meta.dirname, '../../../test/fixtures/understanding')

export function readLines<T extends { text: string }>(file: string): (T & { half: Half })[] {
  return readFileSync(path.join(fixtures, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parsed = JSON.parse(line) as T
      return { ...parsed, half: halfOf(parsed.text) }
    })
}

function halfOf(text: string): Half {
  return (createHash('sha256').update(text).digest()[0] as number) < 128 ? 'develop' : 'test'
}

export interface Score {
  right: number
  all: number
}

type Scores = Record<Half, Record<string, Score>>

interface Emergencies {
  recall: Score
  /** In the languages that a clinic speaks here: English and Spanish. */
  recallSpoken: Score
  falseAlarms: Score
}

/**
 * Share of red flags found, and of calm messages that raise a false alarm: `develop` are the lines that words and points
 * were learned beside, `test` those written afterwards by somebody who saw neither.
 */
export function measureRedFlags(): Record<Half, Emergencies> {
  return {
    develop: emergenciesIn('red-flags.jsonl', 'calm.jsonl'),
    test: emergenciesIn('red-flags-unseen.jsonl', 'calm-unseen.jsonl'),
  }
}

function emergenciesIn(flags: string, calm: string): Emergencies {
  const score = (): Score => ({ right: 0, all: 0 })
  const found = { recall: score(), recallSpoken: score(), falseAlarms: score() }
  for (const { text, language } of readLines<{ text: string; language: string }>(flags)) {
    const isFound = findRedFlag(text) !== null
    count(found.recall, isFound)
    if (language === 'en' || language === 'es') count(found.recallSpoken, isFound)
  }
  for (const { text } of readLines(calm)) count(found.falseAlarms, findRedFlag(text) !== null)
  return found
}

function count(score: Score, isRight: boolean) {
  score.all++
  if (isRight) score.right++
}

/** The clinic of the fixtures, whose names serve as ids. */
export const clinic = {
  now: '2026-11-23T15:00:00Z',
  timeZone: 'America/Chicago',
  country: 'US',
  services: [
    'Botox',
    'Dermal Filler',
    'Laser Hair Removal',
    'Chemical Peel',
    'HydraFacial',
    'Hair Transplant Consultation',
    'Dental Hygiene',
    'General Consultation',
  ].map((name) => ({ id: name, name })),
  practitioners: ['Dr. Elif Demir', 'Dr. James Okafor', 'Nurse Maria Lopez'].map((name) => ({
    id: name,
    name,
  })),
}

export function questionOf(message: Message): Question {
  const blank = { ...clinic, offer: null, state: {}, language: null }
  const before = message.previous ? understand({ ...blank, text: message.previous }).language : 'other'
  return {
    ...blank,
    text: message.text,
    offer: offerOf(message),
    language: before === 'other' ? null : before,
  }
}

function offerOf({ offer }: Message): Offer | null {
  if (!offer) return null
  if (offer.kind === 'times') return { kind: 'times', options: offer.options.map(optionOf) }
  if (offer.kind === 'confirm') return { kind: 'confirm', option: optionOf(offer.option) }
  if (offer.kind === 'ask') return offer
  return { kind: 'appointment', option: optionOf(offer) }
}

function optionOf({ start, service, practitioner }: WrittenOption): Option {
  return { start, serviceId: service, practitionerId: practitioner }
}

/** Per field of `expect`, how many are read right. */
export function measureMessages(): Scores {
  const scores: Scores = { develop: {}, test: {} }
  for (const message of readLines<Message>('messages.jsonl')) {
    const reading = understand(questionOf(message))
    for (const [field, isRight] of Object.entries(judge(message, reading))) {
      scores[message.half][field] ??= { right: 0, all: 0 }
      count(scores[message.half][field] as Score, isRight)
    }
  }
  return scores
}

export function judge({ expect, language }: Message, reading: Reading): Record<string, boolean> {
  const { slots } = reading
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()
  const judged: Record<string, boolean> = { language: reading.language === language }
  const on = <T>(field: string, value: T | undefined, isRight: (value: T) => boolean) => {
    if (value !== undefined) judged[field] = isRight(value)
  }
  on('intent', expect.intent, (intent) => [intent, expect.also].includes(reading.intent.name))
  on('service', expect.service, (service) => slots.service === service)
  on('practitioner', expect.practitioner, (practitioner) => slots.practitioner === practitioner)
  on('date', expect.date, (date) => slots.date?.from === date && slots.date.to === date)
  on('dates', expect.dates, ({ from, to }) => slots.date?.from === from && slots.date.to === to)
  on('time', expect.time, (time) => slots.time !== undefined && 'at' in slots.time && slots.time.at === time)
  on('time range', expect.time_range, ({ from, to }) => isRange(slots.time, from, to))
  on('part of day', expect.part, (part) => isPart(slots.time, part))
  on('name', expect.name, (name) => same(slots.name, name))
  on('phone', expect.phone, (phone) => slots.phone === phone)
  on('email', expect.email, (email) => same(slots.email, email))
  on('people', expect.people, (people) => slots.people === people)
  on('for other', expect.for_other, (forOther) => (slots.forOther ?? false) === forOther)
  on('yes', expect.yes, (yes) => reading.yes === yes)
  on('choice', expect.choice, (choice) => reading.choice === choice)
  on('minutes late', expect.minutes_late, (minutes) => reading.minutesLate === minutes)
  on(
    'questions',
    expect.questions,
    (kinds) => [...kinds].sort().join() === labelled(reading.questions).sort().join(),
  )
  return judged
}

/** The labels know no `clinical`: it was told from `other` and from its neighbours after they were written. */
function labelled(questions: Reading['questions']): string[] {
  const kinds = questions.filter((kind) => kind !== 'clinical')
  return questions.length > 0 && kinds.length === 0 ? ['other'] : kinds
}

function isRange(time: TimeWish | undefined, from: string | null, to: string | null): boolean {
  return time !== undefined && 'from' in time && time.from === from && time.to === to
}

function isPart(time: TimeWish | undefined, part: 'morning' | 'afternoon' | 'evening'): boolean {
  if (!time || !('from' in time)) return false
  if (part === 'morning') return time.to !== null && time.to <= '12:00'
  if (part === 'afternoon')
    return time.from !== null && time.from >= '12:00' && (time.to ?? '19:00') <= '18:00'
  return time.from !== null && time.from >= '16:00'
}
