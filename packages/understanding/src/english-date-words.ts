/** English words for days, months, units and parts of them, as pieces of a date's pattern. */
import type { DateRule } from './date-phrases.ts'
import { numberOf, said } from './number-words.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
export const monthName =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z])\\.?)'
export const weekdayName =
  '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues?|wed|thu(?:rs?)?|fri)(?![a-z])|(?<!\\b(?:the|in|and|i|we|he|she|it|that|you|they|of) )(?:sat|sun)(?![a-z]|\\s?(?:down|there|on|in|screen|burn|tan|exposure|damage|spots?|light)\\b))'
export const dayPart = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|afternoons?|evenings?)'

export function weekdayNumber(name = ''): number {
  return weekdays.indexOf(name.slice(0, 3))
}

export function monthNumber(name = ''): number {
  return months.indexOf(name.slice(0, 3)) + 1
}

export function rule(source: string, read: DateRule['read']): DateRule {
  return { pattern: new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g'), read }
}

export type Unit = 'day' | 'week' | 'fortnight' | 'month'

export function countOf(text = 'a'): number | null {
  if (/few|several/.test(text)) return 3
  return numberOf(text.replace(/ of$/, ''))
}

export const count = `(?<count>${said.small}|(?:a )?few|several|a couple(?: of)?)`
export const unit = '(?<unit>day|week|fortnight|month)s?'
export const earlierOrLater = '(?<way>later|earlier|sooner|back|out|up)'
export const part =
  '(?<part>early|beginning|start|first (?:part|half)|mid|middle|late|later|end|rest|second half)'

export function partWord(word = ''): 'early' | 'mid' | 'late' {
  if (/^mid/.test(word)) return 'mid'
  return /^(late|end|rest|second)/.test(word) ? 'late' : 'early'
}
