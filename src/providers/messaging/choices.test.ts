import { expect, test } from 'vitest'
import { fits, numbered } from './choices.ts'

const limits = { count: 3, titleLength: 20 }
const choice = (title: string, id = title) => ({ id, title })

test('buttons hold what is within count and length', () => {
  expect(fits([choice('Fri 10:00'), choice('x'.repeat(20))], limits)).toBe(true)
  expect(fits([choice('x'.repeat(21))], limits)).toBe(false)
  expect(
    fits(
      ['a', 'b', 'c', 'd'].map((title) => choice(title)),
      limits,
    ),
  ).toBe(false)
})

test('buttons hold no title or id twice, none empty, none of two lines', () => {
  expect(fits([choice('Fri', '1'), choice('Fri', '2')], limits)).toBe(false)
  expect(fits([choice('Fri', '1'), choice('Mon', '1')], limits)).toBe(false)
  expect(fits([choice('')], limits)).toBe(false)
  expect(fits([choice('Fri\n10:00')], limits)).toBe(false)
})

test('without buttons the choices stand below the text with numbers', () => {
  expect(numbered('Which?', [choice('Fri\n10:00'), choice('Mon')])).toBe('Which?\n\n1. Fri 10:00\n2. Mon')
  expect(numbered('Hello', [])).toBe('Hello')
})
