/**
 * `node packages/understanding/test/fit-red-flag-points.ts` writes src/red-flag-points-*.ts: a logistic regression over
 * words and pairs of words of the lines we hold (never of lines kept to measure with). The same lines give the same points.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { featuresOf, wordsOf } from '../src/red-flag-points.ts'
import { plainText } from '../src/red-flag-text.ts'
import { evidenceOf } from '../src/red-flags.ts'
import { type Message, readLines } from './measure.ts'

interface Line {
  words: string[]
  /** As `@chest`. */
  concepts: string[]
  isEmergency: boolean
  isOrdinary?: boolean
}

const PASSES = 12
const RATE = 0.3
const SHRINK = 0.01
/** In how many lines a word, and a pair, has to stand to be counted. */
const leastLines = { word: 2, pair: 2 }
const leastPoints = 0.2

const openings = [
  'hi quick question', 'is it normal that', 'should i be worried', 'idk if this is normal but', 'disculpe la molestia',
  'hello i had a treatment with you last week', 'hola buenas tardes', 'buenos dias doctora', 'hey sorry to bother',
  'i have an appointment tomorrow at 3 but', 'tengo cita manana pero', 'help', 'ayuda', 'i had filler last month and',
  'need to cancel my appointment', 'no voy a poder ir a mi cita', 'please answer', 'por favor',
] // biome-ignore format: a table
const closings = [
  'is that normal', 'should i come in', 'es normal', 'que hago', 'thanks', 'gracias', 'can i move my appointment',
  'should i still come', 'what should i do',
] // biome-ignore format: a table

let seed = 7
function random(): number {
  seed = (seed * 16807) % 2147483647
  return seed / 2147483647
}

function pick<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

export function fit(lines: Line[]): { points: Map<string, number>; start: number } {
  seed = 7
  const counts = new Map<string, number>()
  for (const line of lines) for (const each of countedIn(line)) counts.set(each, (counts.get(each) ?? 0) + 1)
  const isCommon = (feature: string) =>
    (counts.get(feature) ?? 0) >= (feature.includes('_') ? leastLines.pair : leastLines.word)
  const varied = [...lines, ...lines.flatMap((line) => variantsOf(line, lines))]
  const first = regress(varied, isCommon)
  const kept = new Set(
    [...first.points].filter(([, value]) => Math.abs(value) >= leastPoints).map(([each]) => each),
  )
  return regress(varied, (feature) => kept.has(feature))
}

/** What opens and closes any message, and what is asked besides an emergency, is to count for nothing. */
function variantsOf({ words, concepts, isEmergency }: Line, lines: Line[]): Line[] {
  const variants: string[][] = []
  if (random() < 0.5) variants.push([...wordsOf(pick(openings)), ...words])
  if (random() < 0.4) variants.push([...words, ...wordsOf(pick(closings))])
  const other = pick(lines)
  if (isEmergency && other.isOrdinary && other.words.length < 16)
    variants.push(random() < 0.5 ? [...other.words, ...words] : [...words, ...other.words])
  return variants.map((each) => ({ words: each, concepts, isEmergency }))
}

function countedIn({ words, concepts }: Line): string[] {
  return [...featuresOf(words), ...concepts]
}

/** Stochastic gradient descent with AdaGrad's rates. */
function regress(lines: Line[], isCounted: (feature: string) => boolean) {
  const ids = new Map<string, number>()
  const rows = lines.map((line) => {
    const features = countedIn(line).filter(isCounted)
    for (const each of features) if (!ids.has(each)) ids.set(each, ids.size)
    return { features: features.map((each) => ids.get(each) as number), target: line.isEmergency ? 1 : 0 }
  })
  const weights = new Float64Array(ids.size)
  const squares = new Float64Array(ids.size).fill(0.1)
  let start = 0
  let startSquares = 1
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(rows)
    for (const { features, target } of rows) {
      let score = start
      for (const id of features) score += weights[id] as number
      const error = 1 / (1 + Math.exp(-score)) - target
      startSquares += error * error
      start -= (RATE * error) / Math.sqrt(startSquares)
      for (const id of features) {
        const slope = error + SHRINK * (weights[id] as number)
        squares[id] = (squares[id] as number) + slope * slope
        weights[id] = (weights[id] as number) - (RATE * slope) / Math.sqrt(squares[id] as number)
      }
    }
  }
  return { points: new Map([...ids].map(([feature, id]) => [feature, weights[id] as number])), start }
}

function shuffle<T>(list: T[]) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
}

export function readTrainingLines(): Line[] {
  const wording = (file: string) =>
    readFileSync(path.join(import.meta.dirname, 'wording', file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('# '))
  const ordinary = readLines<Message>('messages.jsonl')
    .filter(
      ({ half, expect }) =>
        half === 'develop' && expect.intent !== 'emergency' && expect.also !== 'emergency',
    )
    .map(({ text }) => text)
  const emergencies = [...wording('emergencies.txt'), ...wording('emergencies-told.txt')]
  const calm = [...wording('calm.txt'), ...wording('calm-told.txt')]
  const lineOf = (text: string): Line => {
    const plain = plainText(text)
    const concepts = [...evidenceOf(plain).concepts].map((each) => `@${each}`)
    return { words: wordsOf(plain), concepts, isEmergency: false }
  }
  return [
    ...emergencies.map((text) => ({ ...lineOf(text), isEmergency: true })),
    ...calm.map(lineOf),
    ...ordinary.map((text) => ({ ...lineOf(text), isOrdinary: true })),
  ]
}

function write(file: string, head: string, points: [string, number][]) {
  const groups = new Map<number, string[]>()
  for (const [feature, value] of points) {
    const tenths = Math.round(value * 10)
    if (tenths !== 0) groups.set(tenths, [...(groups.get(tenths) ?? []), feature])
  }
  const body = [...groups]
    .sort(([a], [b]) => b - a)
    .map(([tenths, features]) => `  [${tenths}, \`${wrap(features.sort())}\`],`)
  writeFileSync(path.join(import.meta.dirname, '../src', file), `${head}\n${body.join('\n')}\n]\n`)
}

function wrap(features: string[]): string {
  const lines: string[] = []
  let line = '      '
  for (const each of features) {
    if (line.length + each.length > 108) {
      lines.push(line)
      line = '   '
    }
    line += line.trim() === '' ? each : ` ${each}`
  }
  return [...lines, line].join('\n').trim()
}

if (import.meta.main) {
  const { points, start } = fit(readTrainingLines())
  const note =
    '/** Made by `test/fit-red-flag-points.ts`: tenths of a point, and what counts them. Not to be edited. */'
  const entries = [...points]
  write(
    'red-flag-points-words.ts',
    `${note}\nexport const startPoints = ${start.toFixed(2)}\n\nexport const wordPoints: [number, string][] = [`,
    entries.filter(([feature]) => !feature.includes('_') && !feature.startsWith('@')),
  )
  write(
    'red-flag-points-concepts.ts',
    `${note}\nexport const conceptPoints: [number, string][] = [`,
    entries.filter(([feature]) => feature.startsWith('@')),
  )
  for (const side of ['alarming', 'calming']) {
    write(
      `red-flag-points-${side}-pairs.ts`,
      `${note}\nexport const ${side}Pairs: [number, string][] = [`,
      entries.filter(([feature, value]) => feature.includes('_') && value > 0 === (side === 'alarming')),
    )
  }
}
