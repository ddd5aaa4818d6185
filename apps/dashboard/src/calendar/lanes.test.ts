import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layInLanes, type Span } from './lanes.ts'

const at = (name: string, start: number, end: number, column = 0) => ({ name, start, end, column })
type Named = ReturnType<typeof at>

const lanes = (spans: Named[], most?: number) =>
  Object.fromEntries(
    layInLanes(spans, most).placed.map(({ name, lane, lanes }) => [name, `${lane + 1} of ${lanes}`]),
  )

test('one after the other, each has the whole width', () => {
  expect(lanes([at('a', 0, 30), at('b', 30, 60)])).toEqual({ a: '1 of 1', b: '1 of 1' })
})

test('at the same time they stand side by side, and a lane that is free again is used again', () => {
  const day = [at('a', 0, 60), at('b', 15, 30), at('c', 30, 60)]
  expect(lanes(day)).toEqual({ a: '1 of 2', b: '2 of 2', c: '2 of 2' })
})

test('columns do not share a width', () => {
  expect(lanes([at('a', 0, 60, 0), at('b', 0, 60, 1)])).toEqual({ a: '1 of 1', b: '1 of 1' })
})

test('past the most lanes the rest is folded into a strip beside them', () => {
  const day = [at('a', 0, 60), at('b', 0, 60), at('c', 0, 60), at('d', 0, 30), at('e', 60, 90)]
  expect(lanes(day, 2)).toEqual({ a: '1 of 2', b: '2 of 2', e: '1 of 1' })
  const { placed, folds } = layInLanes(day, 2)
  expect(placed.map(({ name, hasFold }) => [name, hasFold])).toEqual([
    ['a', true],
    ['b', true],
    ['e', false],
  ])
  expect(folds.map(({ hidden, start, end }) => [hidden.map(({ name }) => name), start, end])).toEqual([
    [['c', 'd'], 0, 60],
  ])
})

const someSpans = fc.array(
  fc
    .record({ column: fc.nat(2), start: fc.nat(280), length: fc.integer({ min: 3, max: 40 }) })
    .map(({ column, start, length }): Span => ({ column, start: start * 5, end: (start + length) * 5 })),
  { maxLength: 60 },
)
const overlap = (a: Span, b: Span) => a.column === b.column && a.start < b.end && b.start < a.end

test('no two that overlap stand in the same place, and each lane is within its column', () => {
  fc.assert(
    fc.property(someSpans, (spans) => {
      const { placed, folds } = layInLanes(spans)
      expect(placed).toHaveLength(spans.length)
      expect(folds).toEqual([])
      for (const [index, a] of placed.entries()) {
        expect(a.lane).toBeLessThan(a.lanes)
        for (const b of placed.slice(index + 1)) {
          if (!overlap(a, b)) continue
          expect(a.lanes).toBe(b.lanes)
          expect(a.lane).not.toBe(b.lane)
        }
      }
    }),
  )
})

test('no more lanes than are busy at once, and what is alone has the whole width', () => {
  fc.assert(
    fc.property(someSpans, (spans) => {
      for (const span of layInLanes(spans).placed) {
        const alone = spans.filter((other) => overlap(span, other)).length === 1
        if (alone) expect(span.lanes).toBe(1)
        const busiest = Math.max(
          ...spans.map(
            ({ column, start }) =>
              spans.filter((other) => overlap(other, { column, start, end: start + 1 })).length,
          ),
        )
        expect(span.lanes).toBeLessThanOrEqual(busiest)
      }
    }),
  )
})

test('folding loses nobody and keeps to the most lanes', () => {
  fc.assert(
    fc.property(someSpans, fc.integer({ min: 2, max: 5 }), (spans, most) => {
      const { placed, folds } = layInLanes(spans, most)
      expect(placed.length + folds.reduce((sum, { hidden }) => sum + hidden.length, 0)).toBe(spans.length)
      for (const { lane, lanes } of placed) {
        expect(lanes).toBeLessThanOrEqual(most)
        expect(lane).toBeLessThan(lanes)
      }
    }),
  )
})
