/** What was learned of a person, in words. */
import type { Practitioner, Schemas } from '../api.ts'
import { WEEKDAYS } from '../settings/hours/weekly-hours.ts'
import { LANGUAGE_WORDS, QUESTION_WORDS } from '../settings/receptionist/receptionist-words.ts'
import { CHANNEL_WORDS, CHANNELS, humanize } from '../words.ts'

export type Preference = Schemas['Preference']

export const KIND_WORDS: Record<Preference['kind'], string> = {
  time_of_day: 'Time of day',
  weekday: 'Weekday',
  practitioner: 'With whom',
  channel: 'How they write',
  language: 'Language',
  price_sensitivity: 'Price',
  content: 'Asks about',
}

const TIMES_OF_DAY: Record<string, string> = {
  morning: 'Mornings',
  afternoon: 'Afternoons',
  evening: 'Evenings',
}

const wordsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** What it may be put right to; what can only be so or not has nothing else. */
export function valuesOf(
  { kind, value }: Pick<Preference, 'kind' | 'value'>,
  practitioners: readonly Practitioner[],
): { value: string; label: string }[] {
  switch (kind) {
    case 'time_of_day':
      return wordsOf(TIMES_OF_DAY)
    case 'weekday':
      return WEEKDAYS.map((label, day) => ({ value: String(day), label }))
    case 'practitioner':
      return practitioners
        .filter(({ id, archived_at }) => archived_at === null || id === value)
        .map(({ id, name }) => ({ value: id, label: name }))
    case 'channel':
      return CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_WORDS[channel] ?? channel }))
    case 'language':
      return wordsOf(LANGUAGE_WORDS)
    case 'price_sensitivity':
      return [{ value: 'asks_price', label: 'Asks for prices' }]
    case 'content':
      return wordsOf(QUESTION_WORDS)
  }
}

export function valueInWords(
  preference: Pick<Preference, 'kind' | 'value'>,
  practitioners: readonly Practitioner[],
): string {
  const known = valuesOf(preference, practitioners).find(({ value }) => value === preference.value)
  if (known) return known.label
  return preference.kind === 'practitioner' ? 'One of the practitioners' : humanize(preference.value)
}
