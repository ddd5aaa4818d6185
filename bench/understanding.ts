/**
 * `npm run bench:understanding -- FILE.jsonl`: how much of what people write is understood without a model.
 *
 * First our own messages and red flags (test/fixtures/understanding, English and Spanish): figures for the half that
 * rules were developed on and for the half nobody looked at. Then, where FILE is there, the appointment services of the
 * Schema-Guided Dialogue corpus, each dialogue followed with nothing but our own previous state.
 */
import { existsSync, readFileSync } from 'node:fs'
import { understand } from '@foyer/understanding'
import { canonicalOf, readSpan, Tracker, type Turn } from '../packages/understanding/test/dialogues.ts'
import {
  type Half,
  type Message,
  measureMessages,
  measureRedFlags,
  questionOf,
  readLines,
  type Score,
} from '../packages/understanding/test/measure.ts'
import { conclude, machine, quantile, round, say, table } from './rig/report.ts'

const file = process.argv[2] ?? '../shared/data/dialogues/dev.jsonl'
const source = 'github.com/google-research-datasets/dstc8-schema-guided-dialogue (CC BY-SA 4.0)'
const halves: Half[] = ['develop', 'test']
const targets = {
  span: 98,
  utterance: 95,
  falseHits: 1,
  actsExact: 80,
  jointGoal: 70,
  redFlagRecall: 99,
  readingMs: 1,
}

say('Our own messages …')
const messages = measureMessages()
const fields = [...new Set(halves.flatMap((half) => Object.keys(messages[half])))]
table(
  ['field', 'develop', 'test'],
  fields.map((field) => [field, ...halves.map((half) => shown(messages[half][field]))]),
)

say('Red flags …')
const flags = measureRedFlags()
table(
  ['', 'develop', 'test', 'target'],
  [
    [
      'recall, English and Spanish',
      ...halves.map((half) => shown(flags[half].recallSpoken)),
      `≥ ${targets.redFlagRecall}`,
    ],
    ['recall, every language', ...halves.map((half) => shown(flags[half].recall)), ''],
    ['false alarms', ...halves.map((half) => shown(flags[half].falseAlarms)), ''],
  ],
)

say('Speed …')
const readingMs = measureSpeed()
table(
  ['a reading', 'ms', 'target'],
  [
    ['median', readingMs.median.toFixed(3), `< ${targets.readingMs}`],
    ['p95', readingMs.p95.toFixed(3), ''],
    ['p99', readingMs.p99.toFixed(3), ''],
  ],
)

const dialogues = existsSync(file) ? measureDialogues() : null
if (dialogues) {
  table(
    ['dialogues', '%', 'of', 'target'],
    [
      ['date, given its span', ...cells(dialogues.dateSpan), `≥ ${targets.span}`],
      ['time, given its span', ...cells(dialogues.timeSpan), `≥ ${targets.span}`],
      ['date, from the utterance', ...cells(dialogues.dateUtterance), `≥ ${targets.utterance}`],
      ['time, from the utterance', ...cells(dialogues.timeUtterance), `≥ ${targets.utterance}`],
      ['false hits on turns without either', ...cells(dialogues.falseHits), `≤ ${targets.falseHits}`],
      ['intent', ...cells(dialogues.intent), ''],
      ['user acts, exact set', ...cells(dialogues.acts), `≥ ${targets.actsExact}`],
      ['joint goal, own previous state', ...cells(dialogues.jointGoal), `≥ ${targets.jointGoal}`],
    ],
  )
} else {
  say(`No dialogues at ${file}: extract the appointment services of ${source}, and name the file.`)
}

const figures = {
  messages: percents(messages),
  redFlags: { develop: rates('develop'), test: rates('test') },
  readingMs,
}
conclude({
  bench: 'understanding',
  ok: isOk(),
  ...figures,
  dialogues:
    dialogues && Object.fromEntries(Object.entries(dialogues).map(([name, score]) => [name, percent(score)])),
  file: dialogues ? file : null,
  targets,
  machine: machine(),
})

function isOk(): boolean {
  const own =
    percent(flags.test.recallSpoken) >= targets.redFlagRecall && readingMs.median < targets.readingMs
  if (!dialogues) return own
  return (
    own &&
    Math.min(percent(dialogues.dateSpan), percent(dialogues.timeSpan)) >= targets.span &&
    Math.min(percent(dialogues.dateUtterance), percent(dialogues.timeUtterance)) >= targets.utterance &&
    percent(dialogues.falseHits) <= targets.falseHits &&
    percent(dialogues.acts) >= targets.actsExact &&
    percent(dialogues.jointGoal) >= targets.jointGoal
  )
}

function measureDialogues() {
  say(`Dialogues of ${file} …`)
  const score = () => ({ right: 0, all: 0 }) as Score
  const scores = {
    dateSpan: score(),
    timeSpan: score(),
    dateUtterance: score(),
    timeUtterance: score(),
    falseHits: score(),
    intent: score(),
    acts: score(),
    jointGoal: score(),
  }
  const trackers = new Map<string, Tracker>()
  const turns = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Turn)
  for (const turn of turns) {
    const key = `${turn.dialogue_id} ${turn.source_commit} ${turn.service}`
    const tracker = trackers.get(key) ?? new Tracker()
    trackers.set(key, tracker)
    const tracked = tracker.take(turn)
    for (const { slot, value } of turn.spans) {
      const canonical = turn.slots[slot]?.canonical
      if (!canonical || !/_(?:date|time)$/.test(slot)) continue
      const isDate = slot === 'appointment_date'
      count(isDate ? scores.dateSpan : scores.timeSpan, readSpan(slot, value) === canonical)
      count(
        isDate ? scores.dateUtterance : scores.timeUtterance,
        (isDate ? tracked.date : tracked.time) === canonical,
      )
    }
    if (!turn.slots.appointment_date && !turn.slots.appointment_time) {
      count(scores.falseHits, tracked.date !== null || tracked.time !== null)
    }
    if (turn.user_acts?.length) count(scores.acts, isSameSet(tracked.acts, turn.user_acts.map(nameOf)))
    count(scores.intent, tracked.intent === turn.active_intent)
    count(scores.jointGoal, isSameState(tracked.state, turn.state))
  }
  return scores
}

function nameOf({ act, slot }: { act: string; slot: string }): string {
  return act === 'INFORM' || act === 'REQUEST' ? `${act}(${slot})` : act
}

function isSameSet(a: string[], b: string[]): boolean {
  return [...new Set(a)].sort().join() === [...new Set(b)].sort().join()
}

/** Each slot that either side knows has the same value; the corpus lists all the words that were used for it. */
function isSameState(own: Record<string, string>, gold: Record<string, string[]>): boolean {
  return [...new Set([...Object.keys(own), ...Object.keys(gold)])].every((slot) => {
    const value = own[slot]
    return (
      value !== undefined &&
      (gold[slot] ?? []).some(
        (each) => each.toLowerCase() === value.toLowerCase() || canonicalOf(slot, each) === value,
      )
    )
  })
}

function measureSpeed(): { median: number; p95: number; p99: number } {
  const questions = readLines<Message>('messages.jsonl').map(questionOf)
  const times: number[] = []
  for (let pass = -2; pass < 5; pass++) {
    for (const question of questions) {
      const began = performance.now()
      understand(question)
      if (pass >= 0) times.push(performance.now() - began)
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => round(quantile(times, share), 3)
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function count(score: Score, isRight: boolean) {
  score.all++
  if (isRight) score.right++
}

function percent({ right, all }: Score): number {
  return round((100 * right) / all, 1)
}

function shown(score: Score | undefined): string {
  return score ? `${percent(score).toFixed(1)} (${score.right}/${score.all})` : ''
}

function cells(score: Score): [string, string] {
  return [percent(score).toFixed(1), String(score.all)]
}

function percents(scores: typeof messages) {
  return Object.fromEntries(
    halves.map((half) => [
      half,
      Object.fromEntries(Object.entries(scores[half]).map(([field, score]) => [field, percent(score)])),
    ]),
  )
}

function rates(half: Half) {
  return {
    recall: percent(flags[half].recall),
    recallSpoken: percent(flags[half].recallSpoken),
    falseAlarms: percent(flags[half].falseAlarms),
  }
}
