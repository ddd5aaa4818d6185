import { expect, test } from 'vitest'
import { type Body, changeAt, type Item, moveAt, newItem, spanishOf, withSpanish } from './fhir.ts'

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
