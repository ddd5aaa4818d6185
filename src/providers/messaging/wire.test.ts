import { expect, test } from 'vitest'
import { clean, Id, Line, Moment, parseObject } from './wire.ts'

test.each([
  ['1697043223', '2023-10-11T16:53:43Z'],
  [1731705721, '2024-11-15T21:22:01Z'],
  [1795273445.312457, '2026-11-21T15:04:05.312Z'],
  [1795273444987, '2026-11-21T15:04:04.987Z'],
  ['1795273444987', '2026-11-21T15:04:04.987Z'],
  ['2026-11-21T15:04:05.287Z', '2026-11-21T15:04:05.287Z'],
])('a time as %j is %s', (wire, instant) => {
  expect(Moment.parse(wire)?.toString()).toBe(instant)
})

test.each([undefined, null, '', 'soon', 0, -5, 1e300, true, {}, '2026-11-21T25:00:00Z', 'Tuesday'])(
  'a time as %j is none',
  (wire) => {
    expect(Moment.parse(wire)).toBeNull()
  },
)

test('an id is the same as a number and as a text', () => {
  expect(Id.parse(88012)).toBe('88012')
  expect(Id.parse('88012')).toBe('88012')
})

test('an id that is too long is none, for cut it could be another’s', () => {
  expect(Id.parse('1'.repeat(501))).toBeNull()
})

test('NUL characters and half emojis do not get through', () => {
  expect(clean('a\0b\ud83d')).toBe('ab\ufffd')
  expect(Line.parse(`${'x'.repeat(299)}🙂`)?.isWellFormed()).toBe(true)
})

test('a body that is no JSON object is none', () => {
  for (const body of ['', '[]', '"text"', 'null', '{', '1']) expect(parseObject(body)).toBeNull()
})
