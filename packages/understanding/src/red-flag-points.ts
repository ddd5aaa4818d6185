/**
 * What a message's words add up to: points of single words and of pairs of neighbours, learned from the lines of
 * `test/wording` and `test/fixtures` by `test/fit-red-flag-points.ts`. They hear what no rule foresaw, and outvote a rule
 * where all else is the small talk of booking.
 */
import { alarmingPairs } from './red-flag-points-alarming-pairs.ts'
import { calmingPairs } from './red-flag-points-calming-pairs.ts'
import { conceptPoints } from './red-flag-points-concepts.ts'
import { startPoints, wordPoints } from './red-flag-points-words.ts'

/** Words count by their beginnings: `sangrando` as `sangra`. */
const STEM = 6
/** By how much a sentence, and a clause, has to be clearer than a whole message. */
const SENTENCE = 0.5
const CLAUSE = 2

const points = new Map<string, number>()
for (const table of [wordPoints, alarmingPairs, calmingPairs, conceptPoints]) {
  for (const [tenths, features] of table) {
    for (const feature of features.split(/\s+/)) if (feature !== '') points.set(feature, tenths / 10)
  }
}

/** The log-odds of an emergency, of the message or of its gravest part. `plain` is what `plainText` makes. */
export function pointsOf(plain: string, concepts: ReadonlySet<string>): number {
  let total = Math.max(...partsOf(plain).map(({ words, less }) => sum(words) - less))
  for (const each of concepts) total += points.get(`@${each}`) ?? 0
  return total
}

/** The whole, and what could stand alone: who books at length and then collapses is heard. */
export function partsOf(plain: string): { words: string[]; less: number }[] {
  const parts = [{ words: wordsOf(plain), less: 0 }]
  for (const sentence of plain.split(' . ')) {
    const clauses = sentence.split(' , ')
    const words = wordsOf(sentence)
    if (words.length >= 3) parts.push({ words, less: SENTENCE })
    if (clauses.length === 1) continue
    for (const clause of clauses) {
      const alone = wordsOf(clause)
      if (alone.length >= 4) parts.push({ words: alone, less: CLAUSE })
    }
  }
  return parts
}

/** Beginnings of words; numbers as `#`, or `#fever` where one may be a temperature. */
export function wordsOf(plain: string): string[] {
  const words: string[] = []
  for (const word of plain.split(' ')) {
    if (word === '' || word === '.' || word === ',') continue
    words.push(isDigit(word) ? numberAs(Number.parseFloat(word)) : word.slice(0, STEM))
  }
  return words
}

/** A word, and each with the one before it. */
export function featuresOf(words: readonly string[]): Set<string> {
  const features = new Set<string>()
  for (const [i, word] of words.entries()) {
    features.add(word)
    if (i > 0) features.add(`${words[i - 1]}_${word}`)
  }
  return features
}

function sum(words: readonly string[]): number {
  let total = startPoints
  for (const feature of featuresOf(words)) total += points.get(feature) ?? 0
  return total
}

function isDigit(word: string): boolean {
  return word[0] !== undefined && word[0] >= '0' && word[0] <= '9'
}

function numberAs(number: number): string {
  return (number >= 38 && number < 43) || (number >= 100 && number <= 107) ? '#fever' : '#'
}
