/** A preference is what a person showed that they like, with the messages that show it; never a fact of their health. */
import type { QuestionKind, Reading, TimeWish } from '@foyer/understanding'
import type { ChatChannel } from '../conversations/conversation.ts'

export const PREFERENCE_KINDS = [
  'time_of_day',
  'weekday',
  'practitioner',
  'channel',
  'language',
  'price_sensitivity',
  'content',
] as const
export type PreferenceKind = (typeof PREFERENCE_KINDS)[number]

export const TIMES_OF_DAY = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '18:00'],
  evening: ['17:00', '24:00'],
} as const
export type TimeOfDay = keyof typeof TIMES_OF_DAY

/** What a message shows: this value, and nothing of what it means for a person's health. */
export interface Signal {
  kind: PreferenceKind
  value: string
}

/** Of these a person has one at a time: another value speaks against the former. */
const EXCLUSIVE: readonly PreferenceKind[] = ['time_of_day', 'weekday', 'practitioner', 'language']

/** What people ask after shows what to tell them; what hurts, heals or is treated is not among it. */
const CONTENT: readonly QuestionKind[] = [
  'hours',
  'location',
  'parking',
  'payment',
  'insurance',
  'practitioner',
]

/** Read from the person's own words alone: nothing that was offered, answered or wished by somebody else. */
export function signalsOf(reading: Reading, { channel }: { channel: ChatChannel }): Signal[] {
  // A choice among what was offered says what was free, not what is liked.
  const isOwn = reading.choice === null && reading.yes !== true
  const { time, date, practitioner } = isOwn ? reading.slots : {}
  const [weekday, ...others] = date?.weekdays ?? []
  const part = time && partOf(time)
  return [
    ...(part ? [{ kind: 'time_of_day' as const, value: part }] : []),
    ...(weekday !== undefined && others.length === 0
      ? [{ kind: 'weekday' as const, value: String(weekday) }]
      : []),
    ...(practitioner ? [{ kind: 'practitioner' as const, value: practitioner }] : []),
    ...(reading.language === 'other' ? [] : [{ kind: 'language' as const, value: reading.language }]),
    { kind: 'channel' as const, value: channel },
    ...(reading.questions.includes('price')
      ? [{ kind: 'price_sensitivity' as const, value: 'asks_price' }]
      : []),
    ...reading.questions
      .filter((kind) => CONTENT.includes(kind))
      .map((kind) => ({ kind: 'content' as const, value: kind })),
  ]
}

export function contradicts(signal: Signal, other: Signal): boolean {
  return signal.kind === other.kind && signal.value !== other.value && EXCLUSIVE.includes(signal.kind)
}

function partOf(time: TimeWish): TimeOfDay | null {
  const from = 'at' in time ? time.at : (time.from ?? '00:00')
  const to = 'at' in time ? time.at : (time.to ?? '24:00')
  const part = (Object.keys(TIMES_OF_DAY) as TimeOfDay[]).find((name) => {
    const [start, end] = TIMES_OF_DAY[name]
    return from >= start && from < end && to <= end
  })
  return part ?? null
}

export interface Evidence {
  messageId: string
  supports: boolean
  at: Temporal.Instant
}

/** Half of what a message shows is left after this. */
const HALF_LIFE_DAYS = 180
/** What a person was asked about and confirmed, or staff put right. */
const CORRECTED = 0.95

/**
 * 0 to 1, as of now: rises with each message that shows it, falls with each that speaks against it, and fades with age.
 * One message alone is a half.
 */
export function confidenceOf(
  { evidence, isCorrected }: { evidence: readonly Evidence[]; isCorrected: boolean },
  now: Temporal.Instant,
): number {
  if (isCorrected) return CORRECTED
  const weight = ({ at }: Evidence) =>
    0.5 ** (Math.max(0, now.epochMilliseconds - at.epochMilliseconds) / (HALF_LIFE_DAYS * 86_400_000))
  const sum = (supports: boolean) =>
    evidence.filter((each) => each.supports === supports).reduce((total, each) => total + weight(each), 0)
  const support = sum(true)
  return support / (support + sum(false) + 1)
}
