import { expect, test } from 'vitest'
import type { Appointment } from '../api.ts'
import { clinicTime } from '../clinic-time.ts'
import { layOutDay, neighbour } from './day-layout.ts'

const time = clinicTime('America/Chicago', 'en-US')
const DAY = '2026-11-23'

/** A visit from one wall time of Chicago to another. */
function visit(id: string, from: string, to: string, practitioner: string | null = 'Dr. Lee'): Appointment {
  return {
    id,
    start_at: `${DAY}T${from}:00-06:00`,
    end_at: `${DAY}T${to}:00-06:00`,
    practitioner: practitioner && { id: practitioner, name: practitioner },
  } as Appointment
}

const lanes = (appointments: Appointment[]) =>
  Object.fromEntries(
    layOutDay(appointments, DAY, time).placed.map(({ appointment, lane, lanes }) => [
      appointment.id,
      `${lane + 1} of ${lanes}`,
    ]),
  )

test('visits one after the other have the whole width', () => {
  expect(lanes([visit('a', '09:00', '09:30'), visit('b', '09:30', '10:00')])).toEqual({
    a: '1 of 1',
    b: '1 of 1',
  })
})

test('visits at the same time stand side by side, and a lane that is free again is used again', () => {
  const day = [visit('a', '09:00', '10:00'), visit('b', '09:15', '09:30'), visit('c', '09:30', '10:00')]
  expect(lanes(day)).toEqual({ a: '1 of 2', b: '2 of 2', c: '2 of 2' })
})

test('visits of different practitioners do not share a width', () => {
  const day = [visit('a', '09:00', '10:00', 'Dr. Lee'), visit('b', '09:00', '10:00', 'Dr. Shah')]
  expect(lanes(day)).toEqual({ a: '1 of 1', b: '1 of 1' })
})

test('who has no practitioner stands in a column of their own, the last one', () => {
  const { columns } = layOutDay([visit('a', '09:00', '10:00', null), visit('b', '09:00', '10:00')], DAY, time)
  expect(columns.map(({ id }) => id)).toEqual(['Dr. Lee', 'nobody'])
})

test('the day is drawn from eight to six, and longer where a visit is earlier or later', () => {
  const hours = (day: Appointment[]) => {
    const { from, to } = layOutDay(day, DAY, time)
    return [from / 60, to / 60]
  }
  expect(hours([visit('a', '09:00', '10:00')])).toEqual([8, 18])
  expect(hours([visit('a', '06:30', '07:00'), visit('b', '19:00', '19:10')])).toEqual([6, 20])
})

test('a visit over midnight is cut at the end of the day', () => {
  const late = { ...visit('a', '23:30', '23:45'), end_at: '2026-11-24T00:30:00-06:00' }
  const [placed] = layOutDay([late], DAY, time).placed
  expect([placed?.start, placed?.end]).toEqual([23 * 60 + 30, 24 * 60])
})

test('arrow keys go by time within a column and to the nearest time in the next', () => {
  const { placed } = layOutDay(
    [
      visit('early', '08:00', '08:30', 'Dr. Lee'),
      visit('late', '15:00', '15:30', 'Dr. Lee'),
      visit('noon', '12:00', '12:30', 'Dr. Shah'),
      visit('three', '15:15', '15:30', 'Dr. Shah'),
    ],
    DAY,
    time,
  )
  const to = (id: string, direction: 'up' | 'down' | 'left' | 'right') =>
    neighbour(placed, id, direction)?.appointment.id
  expect(to('early', 'down')).toBe('late')
  expect(to('late', 'right')).toBe('three')
  expect(to('noon', 'left')).toBe('late')
  expect(to('early', 'up')).toBeUndefined()
  expect(to('early', 'left')).toBeUndefined()
})
