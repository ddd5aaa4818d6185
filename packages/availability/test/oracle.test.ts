import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainSlots, findSlots, type Question } from '../src/index.ts'
import { oracle } from './oracle.ts'
import { cutQuestions, questions } from './questions.ts'

interface Case {
  name: string
  input: Question
  expected?: string[]
  expectedCount?: number
  expectedFirst?: string
  expectedLast?: string
  expectedSha256OfJoinedByNewline?: string
}

const cases = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/slots/cases.json', import.meta.url), 'utf8'),
) as Case[]

// FOYER_DEEP=1 asks many more, and others each time; FOYER_SEED=<n> asks those of a failed run again.
const isDeep = Boolean(process.env.FOYER_DEEP)
const seed = Number(process.env.FOYER_SEED ?? (isDeep ? Date.now() % 2 ** 31 : 20_261_121))
const deepMilliseconds = 900_000

function runs(often: number, deep: number): fc.Parameters<unknown> {
  return { seed, numRuns: isDeep ? deep : often }
}

describe('the cases of the research', () => {
  test.each(cases)('the oracle knows: $name', ({ input, ...answer }) => {
    expectAnswer(
      oracle(input).map(({ start }) => start),
      answer,
    )
  })

  test.each(cases)('the engine knows: $name', ({ input, ...answer }) => {
    expectAnswer(startsOf(input), answer)
  })
})

describe(`random questions, seed ${seed}`, () => {
  test(
    'the engine answers as the oracle does',
    () => {
      fc.assert(
        fc.property(questions(), (question) => {
          expect(findSlots(question)).toEqual(oracle(question))
        }),
        runs(500, 20_000),
      )
    },
    deepMilliseconds,
  )

  test(
    'a question asked in parts has the same answer',
    () => {
      fc.assert(
        fc.property(cutQuestions(), ({ question, cuts }) => {
          const edges = [question.from, ...cuts, question.to]
          const parts = cuts.concat(question.to).flatMap((to, part) => {
            return findSlots({ ...question, from: edges[part] ?? to, to })
          })
          expect(parts).toEqual(findSlots(question))
        }),
        runs(200, 5_000),
      )
    },
    deepMilliseconds,
  )

  test(
    'what is explained as offered is what is offered, and all else has a reason',
    () => {
      fc.assert(
        fc.property(questions(), (question) => {
          const { candidates, days } = explainSlots(question)
          const offered = candidates.filter(({ isOffered }) => isOffered)
          expect(offered.map(({ start }) => start)).toEqual(startsOf(question))
          for (const { isOffered, reasons } of candidates) expect(reasons.length === 0).toBe(isOffered)
          expect(days.reduce((sum, day) => sum + day.offered, 0)).toBe(offered.length)
          expect(days.reduce((sum, day) => sum + day.candidates, 0)).toBe(candidates.length)
        }),
        runs(200, 5_000),
      )
    },
    deepMilliseconds,
  )

  test('a question is left as it was', () => {
    fc.assert(
      fc.property(questions(), (question) => {
        const before = structuredClone(question)
        findSlots(question)
        explainSlots(question)
        expect(question).toEqual(before)
      }),
      runs(100, 1_000),
    )
  })
})

describe('the zone of the computer', () => {
  const asked = [
    ...cases.map(({ input }) => input),
    ...fc.sample(questions(), { seed, numRuns: isDeep ? 150 : 40 }),
  ]

  test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Sydney'])(
    '%s changes no answer',
    (timeZone) => {
      const answers = runIn(timeZone, 'answer-questions.ts', asked)
      expect(answers).toEqual(asked.map(startsOf))
    },
  )

  test.each(['America/New_York', 'Pacific/Apia'])('%s changes nothing that `slots` prints', (timeZone) => {
    const [first] = cases.filter(({ name }) => name.includes('whole day has 25 hourly slots'))
    expect(runIn(timeZone, '../bin/slots.ts', first?.input)).toEqual(first?.expected)
  })
})

function startsOf(question: Question): string[] {
  return findSlots(question).map(({ start }) => start)
}

function expectAnswer(starts: string[], answer: Omit<Case, 'name' | 'input'>): void {
  if (answer.expected) {
    expect(starts).toEqual(answer.expected)
    return
  }
  expect(starts).toHaveLength(answer.expectedCount ?? -1)
  expect([starts.at(0), starts.at(-1)]).toEqual([answer.expectedFirst, answer.expectedLast])
  const digest = createHash('sha256').update(starts.join('\n')).digest('hex')
  expect(digest).toBe(answer.expectedSha256OfJoinedByNewline)
}

/** Runs a file of ours in a process whose zone is another, and reads what it prints. */
function runIn(timeZone: string, file: string, input: unknown): unknown {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, [path], {
    input: JSON.stringify(input),
    env: { ...process.env, TZ: timeZone },
    encoding: 'utf8',
    maxBuffer: 64 * 1_024 * 1_024,
  })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return JSON.parse(stdout)
}
