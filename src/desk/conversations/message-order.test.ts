import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUuid, uuidv7 } from '../../kit/ids.ts'
import { epochMsOf, idBehind, idBetween } from './message-order.ts'

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

test('an id between two others, and behind one, is a UUIDv7 in that order', () => {
  const moment = fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 })
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 5 }), (ms, later) => {
      const first = uuidv7(at(ms))
      const second = uuidv7(at(ms + later))
      const between = idBetween(first, second)
      const earlier = idBetween(null, first)
      const behind = idBehind(second)
      expect([earlier, first, between, second, behind].toSorted()).toEqual([
        earlier,
        first,
        between,
        second,
        behind,
      ])
      expect(new Set([earlier, first, between, second, behind]).size).toBe(5)
      for (const id of [between, earlier, behind]) {
        expect(isUuid(id)).toBe(true)
        expect(id[14]).toBe('7')
        expect(id[19]).toMatch(/[89ab]/)
      }
    }),
  )
})

test('many find room before one that came later', () => {
  const last = uuidv7(at(1_800_000_000_000))
  const ids = [idBetween(null, last)]
  for (let i = 0; i < 40; i++) ids.push(idBetween(ids.at(-1) ?? null, last))
  expect([...ids, last]).toEqual([...ids, last].toSorted())
  expect(new Set(ids).size).toBe(41)
})

test('an id says when it was made', () => {
  expect(Math.abs(epochMsOf(uuidv7(at(1_999_000_000_000))) - 1_999_000_000_000)).toBeLessThan(2)
})
