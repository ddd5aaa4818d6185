import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  buildResponse,
  expandValueSets,
  filledOf,
  type IssueCode,
  lintQuestionnaire,
  openForm,
  readQuestionnaire,
  readResponse,
  validateResponse,
} from '../src/index.ts'

const FOLDER = path.join(import.meta.dirname, '../../../test/fixtures/forms')

interface Pair {
  _source: string
  says: string
  questionnaire: unknown
  response: unknown
  isPartial?: boolean
  expected: { code: IssueCode; linkId: string; limit?: unknown }[]
  /** Errors of the questionnaire itself. */
  lint?: { code: string; linkId: string }[]
}

const pairs = globSync('*.json', { cwd: FOLDER })
  .sort()
  .map((name) => ({ name, pair: JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Pair }))

test('there are pairs of others and of ours, right ones and wrong ones', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(30)
  expect(pairs.filter(({ pair }) => /HL7/.test(pair._source)).length).toBeGreaterThanOrEqual(12)
  expect(pairs.filter(({ pair }) => pair.expected.length === 0).length).toBeGreaterThanOrEqual(12)
})

describe.each(pairs)('$name: $pair.says', ({ pair }) => {
  const asked = readQuestionnaire(pair.questionnaire)
  const given = readResponse(withoutId(pair.response))

  test('is judged as expected', () => {
    if (!asked.ok || !given.ok) throw new Error(JSON.stringify([asked, given]))
    const form = openForm(expandValueSets(asked.value))
    const issues = validateResponse(form, given.value, { isPartial: pair.isPartial })
    expect(issues.map(({ at: _, ...issue }) => issue)).toEqual(pair.expected)
  })

  test('and its questionnaire has the mistakes that it is known to have', () => {
    if (!asked.ok) throw new Error(asked.detail)
    const errors = lintQuestionnaire(asked.value).filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code, linkId }) => ({ code, linkId }))).toEqual(pair.lint ?? [])
  })
})

const right = pairs.filter(
  ({ pair }) => pair.expected.length === 0 && !pair.lint?.some(({ code }) => code === 'duplicate_link_id'),
)

test.each(right)('$name is the same once it was taken apart and put together', ({ pair }) => {
  const [asked, given] = [readQuestionnaire(pair.questionnaire), readResponse(withoutId(pair.response))]
  if (!asked.ok || !given.ok) throw new Error('not read')
  const form = openForm(expandValueSets(asked.value))
  const again = buildResponse(form, filledOf(given.value), { status: given.value.status, language: 'en' })
  expect(without('text', again.item)).toEqual(without('text', given.value.item))
})

/** Responses of others have one; those that a page sends have none. */
function withoutId(response: unknown): unknown {
  return without('id', response)
}

function without(name: string, value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === name ? undefined : each)))
}
