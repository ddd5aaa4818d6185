import { expect, test } from 'vitest'
import {
  type Body,
  changeAt,
  extensionValue,
  FLAG,
  type Item,
  moveAt,
  newItem,
  questionsBefore,
  spanishOf,
  withExtension,
  withSpanish,
} from './fhir.ts'

const item = (linkId: string, below: Item[] = []): Item => ({
  linkId,
  type: below.length > 0 ? 'group' : 'string',
  ...(below.length > 0 ? { item: below } : {}),
})

test('a translation is read, changed and taken away, and other extensions stay', () => {
  const other = { url: 'https://example.com/other', valueString: 'x' }
  const beside = withSpanish({ extension: [other] }, 'Hola')
  expect(spanishOf(beside)).toBe('Hola')
  const changed = withSpanish(beside, 'Adiós')
  expect(spanishOf(changed)).toBe('Adiós')
  expect(changed?.extension).toHaveLength(2)
  expect(withSpanish(changed, '')).toEqual({ extension: [other] })
  expect(withSpanish(withSpanish(undefined, 'Hola'), '')).toBeUndefined()
})

test('a question inside a group is changed, moved and removed, and nothing else is', () => {
  const items = [item('a'), item('b', [item('c'), item('d')])]
  expect(changeAt(items, [1, 0], (one) => ({ ...one, text: 'New' }))).toEqual([
    item('a'),
    item('b', [{ ...item('c'), text: 'New' }, item('d')]),
  ])
  expect(changeAt(items, [1, 1], () => null)).toEqual([item('a'), item('b', [item('c')])])
  expect(moveAt(items, [1, 1], -1)).toEqual([item('a'), item('b', [item('d'), item('c')])])
  expect(moveAt(items, [0], -1)).toEqual(items)
})

test('a new question has a name that no other has', () => {
  const body: Body = { resourceType: 'Questionnaire', item: [item('question_2')] }
  expect(newItem(body, 'choice')).toMatchObject({ linkId: 'question_3', answerOption: [{}, {}] })
})

test('what staff are told is written, changed and taken away, and other extensions stay', () => {
  const other = { url: 'https://example.com/other', valueString: 'x' }
  const flagged = withExtension({ ...item('a'), extension: [other] }, FLAG, { valueString: 'Allergy' })
  expect(extensionValue(flagged, FLAG)).toBe('Allergy')
  const changed = withExtension(flagged, FLAG, { valueString: 'Keloids' })
  expect(changed.extension).toEqual([other, { url: FLAG, valueString: 'Keloids' }])
  expect(withExtension(changed, FLAG, null)).toEqual({ ...item('a'), extension: [other] })
  expect(withExtension(withExtension(item('a'), FLAG, { valueString: 'x' }), FLAG, null)).toEqual(item('a'))
})

test('a condition looks at questions that come before: not at itself, at what is below it, or at a text', () => {
  const text = { ...item('t'), type: 'display' }
  const body: Body = {
    resourceType: 'Questionnaire',
    item: [text, item('a'), item('b', [item('c')]), item('d')],
  }
  const before = (linkId: string) => questionsBefore(body, item(linkId)).map((one) => one.linkId)
  expect(['a', 'b', 'c', 'd'].map(before)).toEqual([[], ['a'], ['a'], ['a', 'c']])
})
