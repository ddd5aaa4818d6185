import { describe, expect, test } from 'vitest'
import type { EnableWhen, Filled, Item, Operator, Questionnaire, Value } from '../src/index.ts'
import { enablementOf, openForm, pathOf } from '../src/index.ts'

const ask = (item: Item[]): Questionnaire => ({ resourceType: 'Questionnaire', status: 'active', item })

function isAsked(items: Item[], filled: Filled, place: string): boolean {
  return enablementOf(openForm(ask(items)), filled)(pathOf(place))
}

describe('one condition', () => {
  const cases: [Operator, Omit<EnableWhen, 'question' | 'operator'>, Item['type'], Value | null, boolean][] =
    [
      ['exists', { answerBoolean: true }, 'string', { valueString: 'x' }, true],
      ['exists', { answerBoolean: true }, 'string', null, false],
      ['exists', { answerBoolean: false }, 'string', null, true],
      ['exists', { answerBoolean: false }, 'string', { valueString: 'x' }, false],
      ['=', { answerBoolean: true }, 'boolean', { valueBoolean: true }, true],
      ['=', { answerBoolean: true }, 'boolean', { valueBoolean: false }, false],
      ['=', { answerBoolean: false }, 'boolean', null, false],
      ['!=', { answerBoolean: true }, 'boolean', { valueBoolean: false }, true],
      ['!=', { answerBoolean: true }, 'boolean', { valueBoolean: true }, false],
      ['!=', { answerBoolean: true }, 'boolean', null, true],
      ['>', { answerInteger: 17 }, 'integer', { valueInteger: 18 }, true],
      ['>', { answerInteger: 17 }, 'integer', { valueInteger: 17 }, false],
      ['>', { answerInteger: 17 }, 'integer', null, false],
      ['>=', { answerInteger: 17 }, 'integer', { valueInteger: 17 }, true],
      ['<', { answerDecimal: 2.5 }, 'decimal', { valueDecimal: 2.4 }, true],
      ['<', { answerDecimal: 2.5 }, 'decimal', { valueDecimal: 2.5 }, false],
      ['<=', { answerDecimal: 2.5 }, 'decimal', { valueDecimal: 2.5 }, true],
      ['<', { answerDate: '2000-01-01' }, 'date', { valueDate: '1999-12-31' }, true],
      ['<', { answerDate: '2000-01-01' }, 'date', { valueDate: '2000-01-01' }, false],
      // Known to the year alone: before or after is not known.
      ['<=', { answerDate: '2000-06-01' }, 'date', { valueDate: '2000' }, false],
      ['<', { answerDate: '2000-06-01' }, 'date', { valueDate: '1999' }, true],
      ['>', { answerTime: '11:11:11' }, 'time', { valueTime: '11:11:12' }, true],
      ['<=', { answerTime: '11:11:11' }, 'time', { valueTime: '11:11:11' }, true],
      // The same instant, written in two zones.
      [
        '=',
        { answerDateTime: '2026-11-23T15:00:00Z' },
        'dateTime',
        { valueDateTime: '2026-11-23T09:00:00-06:00' },
        true,
      ],
      [
        '=',
        { answerCoding: { system: 's', code: 'Y' } },
        'choice',
        { valueCoding: { system: 's', code: 'Y', display: 'Oui' } },
        true,
      ],
      [
        '=',
        { answerCoding: { system: 's', code: 'Y' } },
        'choice',
        { valueCoding: { system: 't', code: 'Y' } },
        false,
      ],
      ['=', { answerString: 'Y' }, 'choice', { valueCoding: { code: 'Y' } }, false],
      ['=', { answerString: 'red' }, 'open-choice', { valueString: 'red' }, true],
      [
        '>',
        { answerQuantity: { value: 70, unit: 'kg' } },
        'quantity',
        { valueQuantity: { value: 71, unit: 'kg' } },
        true,
      ],
      [
        '>',
        { answerQuantity: { value: 70, unit: 'kg' } },
        'quantity',
        { valueQuantity: { value: 71, unit: 'lb' } },
        false,
      ],
    ]
  test.each(cases)('%s %j asked of %s %j: %j', (operator, answer, type, value, expected) => {
    const items: Item[] = [
      { linkId: 'q', type },
      { linkId: 'then', type: 'string', enableWhen: [{ question: 'q', operator, ...answer }] },
    ]
    expect(isAsked(items, value ? { 'q:0': value } : {}, 'then:0')).toBe(expected)
  })
})

const yes = (question: string): EnableWhen => ({ question, operator: '=', answerBoolean: true })
const YES = { valueBoolean: true }

test('of several answers one that fits is enough, and none may fit for "is not"', () => {
  const items: Item[] = [
    { linkId: 'q', type: 'integer', repeats: true },
    { linkId: 'is', type: 'string', enableWhen: [{ question: 'q', operator: '=', answerInteger: 2 }] },
    { linkId: 'not', type: 'string', enableWhen: [{ question: 'q', operator: '!=', answerInteger: 2 }] },
  ]
  const filled = { 'q:0': { valueInteger: 1 }, 'q:1': { valueInteger: 2 } }
  expect(isAsked(items, filled, 'is:0')).toBe(true)
  expect(isAsked(items, filled, 'not:0')).toBe(false)
})

test.each([
  ['all', false],
  [undefined, false],
  ['any', true],
] as const)('with %s, one of two conditions holding: %s', (enableBehavior, expected) => {
  const items: Item[] = [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'b', type: 'boolean' },
    { linkId: 'c', type: 'string', enableWhen: [yes('a'), yes('b')], enableBehavior },
  ]
  expect(isAsked(items, { 'a:0': YES, 'b:0': { valueBoolean: false } }, 'c:0')).toBe(expected)
})

test('a chain falls with its first link: what is not asked counts as not answered', () => {
  const items: Item[] = [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'b', type: 'boolean', enableWhen: [yes('a')] },
    { linkId: 'c', type: 'boolean', enableWhen: [yes('b')] },
  ]
  const filled = { 'a:0': { valueBoolean: false }, 'b:0': YES, 'c:0': YES }
  expect(isAsked(items, filled, 'c:0')).toBe(false)
  expect(isAsked(items, { ...filled, 'a:0': YES }, 'c:0')).toBe(true)
})

test('an item of a group that is not asked is not asked', () => {
  const items: Item[] = [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'g', type: 'group', enableWhen: [yes('a')], item: [{ linkId: 'in', type: 'string' }] },
  ]
  expect(isAsked(items, {}, 'g:0/in:0')).toBe(false)
  expect(isAsked(items, { 'a:0': YES }, 'g:0/in:0')).toBe(true)
})

test('in a group that repeats, each repetition looks at its own answers', () => {
  const items: Item[] = [
    {
      linkId: 'g',
      type: 'group',
      repeats: true,
      item: [
        { linkId: 'a', type: 'boolean' },
        { linkId: 'b', type: 'string', enableWhen: [yes('a')] },
      ],
    },
    { linkId: 'after', type: 'string', enableWhen: [yes('a')] },
  ]
  const filled = { 'g:0/a:0': { valueBoolean: false }, 'g:1/a:0': YES }
  expect(isAsked(items, filled, 'g:0/b:0')).toBe(false)
  expect(isAsked(items, filled, 'g:1/b:0')).toBe(true)
  expect(isAsked(items, filled, 'after:0')).toBe(true)
})

test('what stands below a question is asked once that is answered, and may look at that very answer', () => {
  const items: Item[] = [
    {
      linkId: 'q',
      type: 'boolean',
      repeats: true,
      item: [{ linkId: 'since', type: 'date', enableWhen: [yes('q')] }],
    },
  ]
  expect(isAsked(items, {}, 'q:0/since:0')).toBe(false)
  const filled = { 'q:0': { valueBoolean: false }, 'q:1': YES }
  expect(isAsked(items, filled, 'q:0/since:0')).toBe(false)
  expect(isAsked(items, filled, 'q:1/since:0')).toBe(true)
})

test('a circle, which the lint refuses, ends', () => {
  const items: Item[] = [
    { linkId: 'a', type: 'boolean', enableWhen: [yes('b')] },
    { linkId: 'b', type: 'boolean', enableWhen: [yes('a')] },
  ]
  expect(isAsked(items, { 'a:0': YES, 'b:0': YES }, 'a:0')).toBe(false)
})
