/** However a message is made up, reading it takes no time: one that did would stop everybody's messages (OWASP: ReDoS). */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findOptOut, findRedFlag, isOptIn, type Offer, readDate, readTime, understand } from '../src/index.ts'
import { clinic } from './measure.ts'

const LONGEST = 4000
/** Some tens here; a shared machine takes several times that, and what doubles with each repetition takes minutes. */
const MOST_MS = 400
/** What reads a repetition in two ways doubles its work with each: these many take it far beyond. */
const REPEATS = 22

const times: Offer = {
  kind: 'times',
  options: [
    { start: '2026-11-24T10:00', practitionerId: 'Dr. Elif Demir' },
    { start: '2026-11-27T17:00', practitionerId: 'Dr. James Okafor' },
  ],
}
const offers: (Offer | null)[] = [
  null,
  times,
  { kind: 'confirm', option: { start: '2026-11-25T15:00', serviceId: 'Botox' } },
  { kind: 'ask', slot: 'name' },
  { kind: 'ask', slot: 'time' },
]
const readers: Record<string, (text: string, offer: Offer | null) => unknown> = {
  understand: (text, offer) => understand({ ...clinic, text, offer, state: {}, language: null }),
  findOptOut,
  isOptIn,
  findRedFlag,
  readDate: (text, offer) => readDate(text, { ...clinic, offer }),
  readTime: (text, offer) => readTime(text, { ...clinic, offer }),
}

/** The group that a `*`, `+` or `{…}` repeats: where it stands in its line, and what of it may come again. */
function repeatedIn(line: string): { at: number; phrases: string[] }[] {
  const found: { at: number; phrases: string[] }[] = []
  const open: number[] = []
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\') i += 1
    else if (line[i] === '(') open.push(i)
    else if (line[i] === ')') {
      const at = open.pop()
      if (at === undefined || !/^(?:[*+]|\{\d+,\d*\})/.test(line.slice(i + 1))) continue
      found.push({ at, phrases: phrasesOf(line.slice(at + 1, i)) })
    }
  }
  return found
}

/** Roughly what a pattern's alternatives are as text: optional parts left out, classes as one character. */
function phrasesOf(pattern: string): string[] {
  const plain = pattern
    .replace(/\(\?<?[=!][^)]*\)|\?<\w+>|\?:|\\b|[\^$]/g, '')
    .replace(/\([^()]*\)\?/g, '')
    .replace(/\[([^\]\\])[^\]]*\][*+?]?/g, '$1')
    .replace(/\\[wp](?:\{\w+\})?[*+]?/g, 'x')
    .replace(/\\d(?:\{[^}]*\})?[*+]?/g, '1')
    .replace(/\\s[*+]?/g, ' ')
    .replace(/.\?/g, '')
  const phrases = plain.split(/[()|]/).map((phrase) => phrase.replace(/[\\*+{}`'"]/g, ''))
  return [...new Set(phrases)].filter((phrase) => /\p{L}/u.test(phrase))
}

const lastWords = (pattern: string) =>
  [...new Set(phrasesOf(pattern).flatMap((phrase) => phrase.trim().split(/\s+/).slice(-2).join(' ')))].filter(
    Boolean,
  )

/**
 * Texts of 4,000 characters: each phrase that may come again, over and over; and many sentences of words that may stand before
 * a repetition with the repetition behind them.
 */
function adversarial(source: string): string[] {
  const alone = new Set<string>()
  const sentences = new Set<string>()
  for (const line of source.split('\n')) {
    for (const { at, phrases } of repeatedIn(line)) {
      const before = lastWords(line.slice(0, at))
      const leads = new Set([...before.slice(0, 6), ...before.slice(-6)])
      for (const phrase of phrases) {
        const again = (/^\s|\s$/.test(phrase) ? phrase : `${phrase} `).repeat(REPEATS)
        alone.add(again.repeat(Math.ceil(LONGEST / 4 / again.length)).slice(0, LONGEST / 4))
        for (const lead of leads) sentences.add(`${lead}${again.startsWith(' ') ? '' : ' '}${again}x. `)
      }
    }
  }
  return [...filled(alone), ...filled(sentences)]
}

function filled(parts: Iterable<string>): string[] {
  const texts = ['']
  for (const part of parts) {
    if ((texts.at(-1) ?? '').length + part.length > LONGEST) texts.push('')
    texts[texts.length - 1] += part
  }
  return texts.filter(Boolean).map((text) => text.padEnd(LONGEST, text).slice(0, LONGEST))
}

/** Milliseconds of this thread's own work, the least of five: the first time patterns are compiled too. */
function costOf(read: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  // What takes a second was no accident.
  for (let i = 0; i < 5 && least > MOST_MS && !(least > 1000 && i > 0); i++) {
    const began = process.threadCpuUsage()
    read()
    const { user, system } = process.threadCpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** `understand` holds all the others, which take their turns. */
function readersOf(turn: number) {
  const [whole, ...others] = Object.entries(readers)
  return [whole, others[turn % others.length]].filter((reader) => reader !== undefined)
}

const folder = path.join(import.meta.dirname, '../src')
const sourceOf = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.ts') && adversarial(sourceOf(file)).length > 0,
)

describe('a text that repeats the words of a pattern is read in no time', () => {
  test.each(files)(
    '%s',
    (file) => {
      const slow: [string, number, string][] = []
      for (const [turn, text] of adversarial(sourceOf(file)).entries()) {
        for (const [name, read] of readersOf(turn)) {
          const ms = costOf(() => read(text, offers[turn % offers.length] ?? null))
          if (ms > MOST_MS) slow.push([name, Math.round(ms), text.slice(0, 60)])
        }
      }
      expect(slow).toEqual([])
    },
    120_000,
  )
})
