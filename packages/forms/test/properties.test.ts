import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  buildResponse,
  type EnableWhen,
  type Filled,
  filledOf,
  type Item,
  lintQuestionnaire,
  openForm,
  pathOf,
  placeOf,
  type Questionnaire,
  readQuestionnaire,
  readResponse,
  type Value,
  validateResponse,
} from '../src/index.ts'

const COLOURS = ['red', 'green', 'blue']

const VALUES: Partial<Record<Item['type'], fc.Arbitrary<Value>>> = {
  boolean: fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  integer: fc.integer({ min: -5, max: 5 }).map((valueInteger) => ({ valueInteger })),
  decimal: fc.integer({ min: -50, max: 50 }).map((tenths) => ({ valueDecimal: tenths / 10 })),
  string: fc.stringMatching(/^[a-zß ]{0,6}x$/).map((valueString) => ({ valueString })),
  date: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => ({ valueDate: date.toISOString().slice(0, 10) })),
  choice: fc.constantFrom(...COLOURS).map((code) => ({ valueCoding: { code } })),
}
const QUESTION_TYPES = Object.keys(VALUES) as (keyof typeof VALUES)[]

/** Conditions look at earlier questions only, so there are no circles. */
const question = (linkId: string, earlier: Item[]): fc.Arbitrary<Item> =>
  fc
    .record({
      type: fc.constantFrom(...QUESTION_TYPES),
      repeats: fc.boolean(),
      enableBehavior: fc.constantFrom('all' as const, 'any' as const),
      enableWhen: fc.array(
        earlier.length > 0 ? fc.constantFrom(...earlier).chain(conditionOn) : fc.constant(null),
        { maxLength: 2 },
      ),
    })
    .map(({ type, repeats, enableBehavior, enableWhen }) => {
      const conditions = enableWhen.filter((one) => one !== null)
      return {
        linkId,
        type,
        text: linkId,
        // Twice the same choice is no answer.
        ...(repeats && type !== 'choice' ? { repeats } : {}),
        ...(type === 'choice' ? { answerOption: COLOURS.map((code) => ({ valueCoding: { code } })) } : {}),
        ...(conditions.length > 0 ? { enableWhen: conditions, enableBehavior } : {}),
      }
    })

function conditionOn(item: Item): fc.Arbitrary<EnableWhen> {
  const values = VALUES[item.type]
  if (!values) throw new Error('no values')
  const isOrdered = ['integer', 'decimal', 'date'].includes(item.type)
  return fc.oneof(
    fc
      .boolean()
      .map((answerBoolean): EnableWhen => ({ question: item.linkId, operator: 'exists', answerBoolean })),
    fc
      .record({
        operator: fc.constantFrom<EnableWhen['operator']>(
          '=',
          '!=',
          ...(isOrdered ? (['<', '>', '<=', '>='] as const) : []),
        ),
        value: values,
      })
      .map(({ operator, value }): EnableWhen => {
        const [[key, content] = ['', null]] = Object.entries(value)
        return { question: item.linkId, operator, [key.replace('value', 'answer')]: content }
      }),
  )
}

/** Up to eight questions, some in groups, of which some repeat. */
const questionnaire: fc.Arbitrary<Questionnaire> = fc
  .array(fc.constantFrom('alone', 'group', 'repeating'), { minLength: 1, maxLength: 4 })
  .chain((kinds) => {
    const grow = (left: typeof kinds, items: Item[], earlier: Item[]): fc.Arbitrary<Item[]> => {
      const [kind, ...rest] = left
      if (!kind) return fc.constant(items)
      const first = question(`q${earlier.length}`, earlier)
      if (kind === 'alone') return first.chain((item) => grow(rest, [...items, item], [...earlier, item]))
      return first.chain((one) =>
        question(`q${earlier.length + 1}`, [...earlier, one]).chain((two) => {
          const group: Item = {
            linkId: `g${items.length}`,
            type: 'group',
            text: 'A group',
            ...(kind === 'repeating' ? { repeats: true } : {}),
            item: [one, two],
          }
          return grow(rest, [...items, group], [...earlier, one, two])
        }),
      )
    }
    return grow(kinds, [], [])
  })
  .map((item) => ({
    resourceType: 'Questionnaire',
    status: 'active',
    url: 'https://clinic.example/q',
    version: '1',
    item,
  }))

/** Every place that could be answered, with a value for it, in any order; some of them are not asked in the end. */
function answersTo(asked: Questionnaire): fc.Arbitrary<[place: string, value: Value][]> {
  const places: fc.Arbitrary<[string, Value]>[] = []
  for (const item of asked.item ?? []) {
    const groups = item.type === 'group' ? (item.repeats ? [0, 1, 4] : [0]) : [null]
    for (const group of groups) {
      for (const each of group === null ? [item] : (item.item ?? [])) {
        for (const index of each.repeats ? [0, 1] : [0]) {
          const place = placeOf([
            ...(group === null ? [] : [[item.linkId, group] as const]),
            [each.linkId, index],
          ])
          const values = VALUES[each.type]
          if (values) places.push(values.map((value) => [place, value]))
        }
      }
    }
  }
  return fc.tuple(...places).chain((all) => fc.shuffledSubarray(all, { minLength: 0 }))
}

const filledForms = questionnaire.chain((asked) => answersTo(asked).map((answers) => ({ asked, answers })))
const ABOUT = { status: 'completed', language: 'en' } as const

test('the questionnaires made here are fit to be asked', () => {
  fc.assert(
    fc.property(questionnaire, (asked) => {
      expect(lintQuestionnaire(asked)).toEqual([])
      expect(readQuestionnaire(JSON.parse(JSON.stringify(asked)))).toEqual({ ok: true, value: asked })
    }),
  )
})

test('in whatever order answers are given, the response is the same, and it is right', () => {
  fc.assert(
    fc.property(filledForms, ({ asked, answers }) => {
      const form = openForm(asked)
      const response = buildResponse(form, Object.fromEntries(answers), ABOUT)
      expect(validateResponse(form, response)).toEqual([])
      expect(buildResponse(form, Object.fromEntries(answers.toReversed()), ABOUT)).toEqual(response)
    }),
    { numRuns: 500 },
  )
})

test('through JSON and back nothing is lost or added', () => {
  fc.assert(
    fc.property(filledForms, ({ asked, answers }) => {
      const form = openForm(asked)
      const response = buildResponse(form, Object.fromEntries(answers), ABOUT)
      const read = readResponse(JSON.parse(JSON.stringify(response)))
      expect(read).toEqual({ ok: true, value: response })
      const filled = filledOf(response)
      expect(buildResponse(form, filled, ABOUT)).toEqual(response)
      for (const place of Object.keys(filled)) expect(placeOf(pathOf(place))).toBe(place)
    }),
    { numRuns: 300 },
  )
})

test('an answer to what is not asked makes a response wrong', () => {
  fc.assert(
    fc.property(filledForms, ({ asked, answers }) => {
      const form = openForm(asked)
      const filled: Filled = Object.fromEntries(answers)
      const asIfAllWereAsked = openForm({ ...asked, item: withoutConditions(asked.item ?? []) })
      const everything = buildResponse(asIfAllWereAsked, filled, ABOUT)
      const kept = buildResponse(form, filled, ABOUT)
      const isSame = JSON.stringify(everything) === JSON.stringify(kept)
      const issues = validateResponse(form, everything)
      expect(issues.length === 0).toBe(isSame)
      if (!isSame) expect(issues.every(({ code }) => code === 'disabled')).toBe(true)
    }),
    { numRuns: 300 },
  )
})

function withoutConditions(items: Item[]): Item[] {
  return items.map(({ enableWhen: _, item, ...rest }) => ({
    ...rest,
    ...(item ? { item: withoutConditions(item) } : {}),
  }))
}

test('whatever is given in place of a response is read or refused, and never breaks the reader', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      for (const item of [
        value,
        [value],
        [{ linkId: 'a', answer: [value] }],
        [{ linkId: 'a', item: value }],
      ]) {
        const read = readResponse({ resourceType: 'QuestionnaireResponse', status: 'completed', item })
        if (read.ok) {
          const form = openForm({
            resourceType: 'Questionnaire',
            status: 'active',
            item: [{ linkId: 'a', type: 'string' }],
          })
          validateResponse(form, read.value)
        } else expect(read.pointer).toMatch(/^\//)
        const asked = readQuestionnaire({ resourceType: 'Questionnaire', status: 'draft', item })
        if (asked.ok) lintQuestionnaire(asked.value, { languages: ['es'] })
      }
    }),
    { numRuns: 300 },
  )
})
