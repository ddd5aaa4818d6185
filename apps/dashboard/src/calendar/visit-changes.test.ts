import { expect, test } from 'vitest'
import type { Appointment } from '../api.ts'
import { clinicTime } from '../clinic-time.ts'
import { elapsedAxis } from './day-axis.ts'
import type { Card, Grid, GridColumn } from './grid.ts'
import { targetAt } from './grid-editing.ts'
import { asPatch, moveInWords, type Target } from './visit-changes.ts'

const time = clinicTime('America/Chicago', 'en-US')
const lee = { id: 'lee', name: 'Dr. Lee' }
const chen = { id: 'chen', name: 'Dr. Chen' }
const room = { id: 'r1', kind: 'room' as const, name: 'Room 1' }
const device = { id: 'd1', kind: 'device' as const, name: 'Laser' }
const before: Target = { startAt: '2026-11-23T16:00:00Z', minutes: 30, practitioner: lee, resources: [] }
const plain = (text: string) => text.replace(/\s/g, ' ')

test.each([
  [{ startAt: '2026-11-23T16:30:00Z', practitioner: chen }, 'Moved to 10:30 AM with Dr. Chen'],
  [{ startAt: '2026-11-24T16:30:00Z' }, /^Moved to Tue, Nov 24.*, 10:30 AM with Dr. Lee$/],
  [{ practitioner: null, startAt: '2026-11-23T17:00:00Z' }, 'Moved to 11:00 AM'],
  [{ minutes: 45 }, 'Now 45 minutes, until 10:45 AM'],
  [{ resources: [room] }, 'Moved to Room 1'],
])('%j is said as %s', (change, words) => {
  const said = plain(moveInWords(before, { ...before, ...change }, time) ?? '')
  if (typeof words === 'string') expect(said).toBe(words)
  else expect(said).toMatch(words)
})

test('where nothing is other than before, nothing is said to have moved', () => {
  expect(moveInWords(before, { ...before, startAt: '2026-11-23T16:00:00.000Z' }, time)).toBeNull()
  expect(
    moveInWords({ ...before, resources: [room, device] }, { ...before, resources: [device] }, time),
  ).toBeNull()
})

const visit = {
  id: 'a',
  start_at: '2026-11-23T16:02:00Z',
  duration_minutes: 30,
  practitioner: lee,
  resources: [device],
} as Appointment
const column = (more: Partial<GridColumn>) =>
  ({
    day: '2026-11-23',
    axis: elapsedAxis('2026-11-23', time),
    practitionerId: null,
    roomId: null,
    ...more,
  }) as GridColumn
const grid = {
  columns: [
    column({ practitionerId: 'lee', title: 'Dr. Lee' }),
    column({ practitionerId: 'chen', title: 'Dr. Chen' }),
    column({ roomId: 'r1', title: 'Room 1' }),
    column({ isRest: true, title: 'No practitioner named' }),
  ],
} as Grid
const card = { visit, column: 0, start: 602, end: 632 } as Card

test('a spot means a time and a practitioner; what it does not change stays to the minute', () => {
  expect(targetAt({ column: 1, start: 602, end: 632 }, card, grid)).toEqual({
    startAt: '2026-11-23T16:02:00Z',
    minutes: 30,
    practitioner: chen,
    resources: [device],
  })
  expect(targetAt({ column: 0, start: 630, end: 660 }, card, grid)).toMatchObject({
    startAt: '2026-11-23T16:30:00.000Z',
    practitioner: lee,
  })
})

test('a room takes the place of the room before, devices stay', () => {
  expect(targetAt({ column: 2, start: 602, end: 632 }, card, grid).resources).toEqual([device, room])
})

test('the column of those without a practitioner takes nobody’s practitioner away', () => {
  expect(targetAt({ column: 3, start: 602, end: 632 }, card, grid).practitioner).toEqual(lee)
})

test('in the column of another who holds it too, a visit stays with all of them', () => {
  const team = { ...visit, practitioner_ids: ['lee', 'chen'] } as Appointment
  const shared = { visit: team, column: 1, start: 602, end: 632 } as Card
  expect(targetAt({ column: 1, start: 630, end: 660 }, shared, grid).practitioner).toEqual(lee)
  expect(targetAt({ column: 0, start: 630, end: 660 }, shared, grid).practitioner).toEqual(lee)
})

test('on the screen a moved visit leaves its old column at once, and a team goes together', () => {
  const alone = { ...visit, practitioner_ids: ['lee'] } as Appointment
  expect(asPatch(alone, { ...before, practitioner: chen }).practitioner_ids).toEqual(['chen'])
  expect(asPatch(alone, before).practitioner_ids).toEqual(['lee'])
  const team = { ...visit, practitioner_ids: ['lee', 'chen'] } as Appointment
  expect(asPatch(team, before).practitioner_ids).toEqual(['lee', 'chen'])
})
