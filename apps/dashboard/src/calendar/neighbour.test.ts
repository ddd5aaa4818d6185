import { expect, test } from 'vitest'
import { type Direction, firstFrom, neighbour } from './neighbour.ts'

const at = (key: string, column: number, hour: number, lane = 0) => ({
  key,
  column,
  start: hour * 60,
  end: hour * 60 + 30,
  lane,
})
const day = [
  at('early', 0, 8),
  at('late', 0, 15),
  at('beside', 0, 15, 1),
  at('noon', 2, 12),
  at('three', 2, 15.25),
]
const to = (key: string, direction: Direction) => neighbour(day, key, direction)?.key

test('arrow keys go by time within a column and to the nearest time in the next that is not empty', () => {
  expect(to('early', 'down')).toBe('late')
  expect(to('late', 'down')).toBe('beside')
  expect(to('late', 'right')).toBe('three')
  expect(to('noon', 'left')).toBe('late')
  expect(to('early', 'up')).toBeUndefined()
  expect(to('early', 'left')).toBeUndefined()
  expect(to('nobody', 'down')).toBeUndefined()
})

test('Tab leads to what comes next at this time of the day, else to the first', () => {
  expect(firstFrom(day, 9 * 60)?.key).toBe('noon')
  expect(firstFrom(day, 8 * 60 + 10)?.key).toBe('early')
  expect(firstFrom(day, 23 * 60)?.key).toBe('early')
  expect(firstFrom([], 0)).toBeUndefined()
})
