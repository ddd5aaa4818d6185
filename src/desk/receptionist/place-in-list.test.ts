import { expect, test } from 'vitest'
import { placeOf } from './place-in-list.ts'

test.each([
  ['the first one', 0],
  ['la primera', 0],
  ['one', 0],
  ['Option 2, please', 1],
  ['#3', 2],
  ['quiero la segunda por favor', 1],
  ['3rd', 2],
  ['botox', null],
  ['the first of december', null],
  ['', null],
  ['one or two', null],
])('%s', (text, place) => {
  expect(placeOf(text)).toBe(place)
})
