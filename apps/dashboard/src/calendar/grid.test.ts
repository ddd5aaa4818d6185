import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Appointment, BusyTime, Practitioner, WorkingDay } from '../api.ts'
import { clinicTime } from '../clinic-time.ts'
import { dayGrid, type Happenings, weekGrid } from './grid.ts'

const time = clinicTime('America/Chicago', 'en-US')
const DAY = '2026-11-23'
const LEE = { id: 'lee', name: 'Dr. Lee' }
const SHAH = { id: 'shah', name: 'Dr. Shah' }

const practitioner = ({ id, name }: { id: string; name: string }, position = 0, more = {}) =>
  ({ id, name, title: null, position, is_bookable: true, archived_at: null, ...more }) as Practitioner
const STAFF = { practitioners: [practitioner(SHAH, 1), practitioner(LEE, 0)], rooms: [] }

/** A visit from one wall time of Chicago to another. */
function visit(id: string, from: string, to: string, more: Partial<Appointment> = {}): Appointment {
  return {
    id,
    start_at: `${DAY}T${from}:00-06:00`,
    end_at: `${DAY}T${to}:00-06:00`,
    status: 'booked',
    practitioner: LEE,
    resources: [],
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    ...more,
  } as Appointment
}

const happenings = (visits: Appointment[], more: Partial<Happenings> = {}): Happenings => ({
  visits,
  busyTimes: [],
  holds: [],
  workingDays: [],
  ...more,
})
const choice = { time, practitionerIds: [], isWholeDay: false }
const dayOf = (visits: Appointment[], more: Partial<Happenings> = {}, chosen = {}) =>
  dayGrid(DAY, 'practitioner', happenings(visits, more), STAFF, { ...choice, withOff: false, ...chosen })
const titles = ({ columns }: { columns: { title: string }[] }) => columns.map(({ title }) => title)
const hours = ({ from, to }: { from: number; to: number }) => [from / 60, to / 60]

const works = (id: string, ...windows: [string, string][]) => ({
  practitioner_id: id,
  windows: windows.map(([from, to]) => ({
    start_at: `${DAY}T${from}:00-06:00`,
    end_at: `${DAY}T${to}:00-06:00`,
  })),
})
const working = (...practitioners: ReturnType<typeof works>[]): WorkingDay[] => [
  { date: DAY, closed_for: null, practitioners },
]

test('practitioners have columns in the clinic’s order, with or without visits', () => {
  expect(titles(dayOf([]))).toEqual(['Dr. Lee', 'Dr. Shah'])
})

test('who is off that day has none, unless there is a visit or they are asked for', () => {
  const workingDays = working(works('lee', ['09:00', '17:00']), works('shah'))
  expect(titles(dayOf([], { workingDays }))).toEqual(['Dr. Lee'])
  expect(dayOf([], { workingDays }).offCount).toBe(1)
  expect(titles(dayOf([], { workingDays }, { withOff: true }))).toEqual(['Dr. Lee', 'Dr. Shah'])
  expect(titles(dayOf([], { workingDays }, { practitionerIds: ['shah'] }))).toEqual(['Dr. Shah'])
  const visits = [visit('a', '09:00', '10:00', { practitioner: SHAH })]
  expect(titles(dayOf(visits, { workingDays }))).toEqual(['Dr. Lee', 'Dr. Shah'])
})

test('a visit of somebody who is not on the list any more is shown all the same', () => {
  const visits = [visit('a', '09:00', '10:00', { practitioner: { id: 'old', name: 'Dr. Old' } })]
  expect(titles(dayOf(visits))).toEqual(['Dr. Lee', 'Dr. Shah', 'Dr. Old'])
})

test('who has no practitioner stands in a column of their own, the last one', () => {
  const grid = dayOf([visit('a', '09:00', '10:00', { practitioner: null })])
  expect(titles(grid)).toEqual(['Dr. Lee', 'Dr. Shah', 'No practitioner named'])
  expect(grid.cards[0]?.column).toBe(2)
})

test('by room each room has a column, and a visit in two rooms stands in both', () => {
  const rooms = ['r1', 'r2'].map((id) => ({
    id,
    kind: 'room' as const,
    name: id,
    position: 0,
    archived_at: null,
  }))
  const grid = dayGrid(
    DAY,
    'room',
    happenings([visit('a', '09:00', '10:00', { resources: rooms }), visit('b', '09:00', '10:00')]),
    { practitioners: [], rooms },
    { ...choice, withOff: false },
  )
  expect(titles(grid)).toEqual(['r1', 'r2', 'No room'])
  expect(grid.cards.map(({ key, column }) => [key, column])).toEqual([
    ['a', 0],
    ['a+1', 1],
    ['b', 2],
  ])
})

test('the day is drawn from eight to six, and longer where somebody works or comes earlier or later', () => {
  expect(hours(dayOf([]))).toEqual([8, 18])
  expect(hours(dayOf([visit('a', '06:30', '07:00'), visit('b', '19:00', '19:10')]))).toEqual([6, 20])
  expect(hours(dayOf([], { workingDays: working(works('lee', ['07:00', '20:30'])) }))).toEqual([7, 21])
  expect(hours(dayOf([], {}, { isWholeDay: true }))).toEqual([0, 24])
})

test('a visit over midnight is cut at the end of the day, and goes on at the beginning of the next', () => {
  const late = { ...visit('a', '23:30', '23:45'), end_at: '2026-11-24T00:30:00-06:00' }
  const [card] = dayOf([late]).cards
  expect([card?.start, card?.end]).toEqual([23 * 60 + 30, 24 * 60])
  const week = weekGrid([DAY, '2026-11-24'], happenings([late]), choice)
  expect(week.cards.map(({ key, column, start, end }) => [key, column, start, end])).toEqual([
    ['a', 0, 23 * 60 + 30, 24 * 60],
    ['a+1', 1, 0, 30],
  ])
})

test('a short visit is drawn long enough to be read and hit', () => {
  const [card] = dayOf([visit('a', '09:00', '09:05')]).cards
  expect([card?.start, card?.end]).toEqual([540, 555])
})

test('outside of somebody’s hours is shaded, lunch too; whose hours are unknown is not', () => {
  const workingDays = working(works('lee', ['09:00', '12:00'], ['13:00', '17:00']))
  const shades = dayOf([], { workingDays }).shades.map(({ column, start, end }) => [
    column,
    start / 60,
    end / 60,
  ])
  expect(shades).toEqual([
    [0, 8, 9],
    [0, 12, 13],
    [0, 17, 18],
  ])
})

test('in a week a day is open while anybody of those shown works', () => {
  const workingDays = working(works('lee', ['08:00', '12:00']), works('shah', ['11:00', '18:00']))
  expect(weekGrid([DAY], happenings([], { workingDays }), choice).shades).toEqual([])
  const lee = weekGrid([DAY], happenings([], { workingDays }), { ...choice, practitionerIds: ['lee'] })
  expect(lee.shades).toEqual([{ column: 0, start: 720, end: 1080 }])
})

test('buffers are drawn beside what takes place, not beside what was cancelled', () => {
  const kept = { buffer_before_minutes: 10, buffer_after_minutes: 5 }
  const [before, after] = dayOf([visit('a', '09:00', '10:00', kept)]).buffers
  expect([before?.start, before?.end, after?.start, after?.end]).toEqual([530, 540, 600, 605])
  expect(dayOf([visit('a', '09:00', '10:00', { ...kept, status: 'cancelled' })]).buffers).toEqual([])
})

test('blocked time stands in its practitioner’s column; what an outside calendar says cannot be moved', () => {
  const busy = (id: string, more: Partial<BusyTime>) =>
    ({
      id,
      practitioner_id: 'shah',
      resource_id: null,
      start_at: `${DAY}T12:00:00-06:00`,
      end_at: `${DAY}T13:00:00-06:00`,
      source: 'staff',
      title: 'Lunch',
      ...more,
    }) as BusyTime
  const { blocks } = dayOf([], {
    busyTimes: [
      busy('a', {}),
      busy('b', { source: 'google', title: null }),
      busy('c', { practitioner_id: null }),
    ],
  })
  expect(blocks.map(({ column, title, busy: own }) => [column, title, own !== null])).toEqual([
    [0, 'Lunch', false],
    [1, 'Lunch', true],
    [1, 'Busy', false],
    [1, 'Lunch', false],
  ])
})

const someVisits = fc.array(
  fc.record({
    start: fc.nat(95),
    length: fc.integer({ min: 1, max: 30 }),
    who: fc.constantFrom(LEE, SHAH, null),
  }),
  { maxLength: 40 },
)

test('whatever is booked, every visit stands on the grid, within its day and its hours', () => {
  fc.assert(
    fc.property(someVisits, (some) => {
      const midnight = Date.parse(`${DAY}T00:00:00-06:00`)
      const visits = some.map(({ start, length, who }, index) => ({
        ...visit(String(index), '00:00', '00:00', { practitioner: who }),
        start_at: new Date(midnight + start * 15 * 60_000).toISOString(),
        end_at: new Date(midnight + (start + length) * 15 * 60_000).toISOString(),
      }))
      const grid = dayOf(visits)
      expect(new Set(grid.cards.map(({ visit: { id } }) => id)).size).toBe(visits.length)
      for (const { start, end, column } of grid.cards) {
        expect(start).toBeGreaterThanOrEqual(grid.from)
        expect(end).toBeLessThanOrEqual(grid.to)
        expect(start).toBeLessThan(end)
        expect(column).toBeLessThan(grid.columns.length)
      }
    }),
  )
})

test('a visit that several hold together stands in every one’s column, and in the week of each', () => {
  const together = { practitioner_ids: ['lee', 'shah'] } as Partial<Appointment>
  const visits = [visit('a', '09:00', '10:00', together)]
  const workingDays = working(works('lee', ['09:00', '17:00']), works('shah'))
  // Also of one who has no hours that day.
  const grid = dayOf(visits, { workingDays })
  expect(grid.cards.map(({ key, column }) => [key, column])).toEqual([
    ['a', 0],
    ['a+1', 1],
  ])
  const weekOf = (id: string) =>
    weekGrid([DAY], happenings(visits), { ...choice, practitionerIds: [id] }).cards
  expect(weekOf('shah')).toHaveLength(1)
  expect(weekOf('chen')).toHaveLength(0)
})

test('a visit past midnight stands on both days, as the second one’s query gives it', () => {
  const late = visit('a', '23:30', '23:59', { end_at: '2026-11-24T00:30:00-06:00' })
  const next = dayGrid('2026-11-24', 'practitioner', happenings([late]), STAFF, { ...choice, withOff: false })
  expect(next.cards[0]).toMatchObject({ start: 0, end: 30 })
})
