import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSpot, moveSpot, resizeSpot } from './spot.ts'

const bounds = { from: 480, to: 1080, columns: 4 }
const visit = { column: 1, start: 600, end: 630 }

test('what is moved snaps to five minutes and stays as long as it is', () => {
  expect(moveSpot(visit, { column: 2, start: 633 }, bounds)).toEqual({ column: 2, start: 635, end: 665 })
  expect(moveSpot({ column: 0, start: 602, end: 622 }, { column: 0, start: 607 }, bounds)).toEqual({
    column: 0,
    start: 605,
    end: 625,
  })
})

test('what is moved stays within the hours and columns that are drawn', () => {
  expect(moveSpot(visit, { column: 9, start: 2000 }, bounds)).toEqual({ column: 3, start: 1050, end: 1080 })
  expect(moveSpot(visit, { column: -1, start: 0 }, bounds)).toEqual({ column: 0, start: 480, end: 510 })
})

test('what is resized begins as before and never vanishes', () => {
  expect(resizeSpot(visit, 671, bounds)).toEqual({ column: 1, start: 600, end: 670 })
  expect(resizeSpot(visit, 0, bounds)).toEqual({ column: 1, start: 600, end: 605 })
})

test('drawing goes upwards as well as downwards', () => {
  expect(drawSpot(0, 603, 641, bounds)).toEqual({ column: 0, start: 600, end: 645 })
  expect(drawSpot(0, 641, 603, bounds)).toEqual({ column: 0, start: 600, end: 645 })
  expect(drawSpot(0, 600, 600, bounds)).toEqual({ column: 0, start: 600, end: 605 })
})

test('wherever the pointer goes, nothing leaves the grid and everything ends after it begins', () => {
  const anywhere = fc.integer({ min: -3000, max: 5000 })
  fc.assert(
    fc.property(anywhere, anywhere, fc.integer({ min: -5, max: 50 }), (a, b, column) => {
      for (const spot of [
        moveSpot(visit, { column, start: a }, bounds),
        resizeSpot(visit, b, bounds),
        drawSpot(2, a, b, bounds),
      ]) {
        expect(spot.start).toBeGreaterThanOrEqual(bounds.from)
        expect(spot.end).toBeLessThanOrEqual(bounds.to)
        expect(spot.end - spot.start).toBeGreaterThanOrEqual(5)
        expect(spot.start % 5).toBe(0)
        expect(spot.column).toBeGreaterThanOrEqual(0)
        expect(spot.column).toBeLessThan(bounds.columns)
      }
    }),
  )
})
