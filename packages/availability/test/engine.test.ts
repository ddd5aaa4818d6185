import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import {
  type Explanation,
  explainSlots,
  findSlots,
  groupByDate,
  InvalidQuestion,
  type Question,
  workingDays,
} from '../src/index.ts'

/** A Monday, nine to twelve. */
const monday: Question = {
  timeZone: 'America/Chicago',
  now: '2026-06-01T00:00:00Z',
  from: '2026-06-15T05:00:00Z',
  to: '2026-06-16T05:00:00Z',
  durationMinutes: 60,
  schedule: [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '12:00' }],
}

const local = (question: Question) =>
  findSlots(question).map(({ start }) =>
    Temporal.Instant.from(start).toZonedDateTimeISO(question.timeZone).toPlainTime().toString().slice(0, 5),
  )

const reasonsOf = (explanation: Explanation) =>
  explanation.candidates.map(({ start, isOffered, reasons }) => [
    start.slice(11, 16),
    isOffered ? 'offered' : reasons.map(({ code }) => code).join(' '),
  ])

describe('what a clinic needs of it', () => {
  test('a room that is taken takes the hour with it, unless another of the pool is free', () => {
    const taken = { busy: [{ start: '2026-06-15T14:00:00Z', end: '2026-06-15T15:00:00Z' }] }
    expect(local({ ...monday, pools: [{ name: 'room', units: [taken] }] })).toEqual(['10:00', '11:00'])
    expect(local({ ...monday, pools: [{ name: 'room', units: [taken, {}] }] })).toHaveLength(3)
    expect(local({ ...monday, pools: [{ name: 'room', units: [taken, {}], needed: 2 }] })).toHaveLength(2)
    expect(local({ ...monday, pools: [{ name: 'room', units: [] }] })).toEqual([])
  })

  test('busy times as numbers are the same as busy times as text', () => {
    const busy = [{ start: '2026-06-15T14:00:00.000Z', end: '2026-06-15T15:10:00.000Z' }]
    const blocked = {
      starts: [Date.parse('2026-06-15T14:00:00Z')],
      ends: [Date.parse('2026-06-15T15:10:00Z')],
    }
    expect(findSlots({ ...monday, hosts: [{ blocked }] })).toEqual(
      findSlots({ ...monday, hosts: [{ busy }] }),
    )
    expect(findSlots({ ...monday, pools: [{ name: 'x', units: [{ blocked }] }] })).toEqual(
      findSlots({ ...monday, pools: [{ name: 'x', units: [{ busy }] }] }),
    )
  })

  test('the last seats of a group that stands are offered beside empty hours', () => {
    const group = { start: '2026-06-15T14:30:00Z', end: '2026-06-15T15:30:00Z', seatsTaken: 3 }
    const slots = findSlots({ ...monday, seats: 4, busy: [group] })
    expect(slots.map(({ start, seatsLeft }) => [start.slice(11, 16), seatsLeft])).toEqual([
      ['14:30', 1],
      ['16:00', 4],
    ])
    expect(findSlots({ ...monday, seats: 4, busy: [{ ...group, seatsTaken: 4 }] })).toHaveLength(1)
    const date = '2026-06-15'
    const closed = { ...monday, seats: 4, busy: [group], closures: [{ from: date, to: date }] }
    expect(findSlots(closed)).toEqual([])
    const until = (end: string) =>
      local({ ...monday, seats: 4, busy: [group], overrides: [{ date, windows: [{ start: '09:30', end }] }] })
    expect([until('10:00'), until('10:30')]).toEqual([[], ['09:30']])
  })

  test('gaps too short to sell are avoided where the stretch has better', () => {
    const question = { ...monday, slotIntervalMinutes: 15, shortGapMinutes: 30 }
    expect(local(question)).toEqual(['09:00', '09:30', '09:45', '10:00', '10:15', '10:30', '11:00'])
  })

  test('several lengths: each start says which fit', () => {
    const slots = findSlots({ ...monday, durationMinutes: [120, 60] })
    expect(slots.map(({ durations }) => durations)).toEqual([[60, 120], [60, 120], [60]])
  })

  test('dates are those of the zone asked for', () => {
    const groups = groupByDate(
      findSlots({ ...monday, schedule: [{ day: 1, start: '18:00', end: '21:00' }] }),
      'Asia/Tokyo',
    )
    expect([...groups.keys()]).toEqual(['2026-06-16'])
    expect(groups.get('2026-06-16')).toHaveLength(3)
  })

  test('working hours of dates, as a calendar shades them, on the night the clocks change', () => {
    const days = workingDays(
      {
        timeZone: 'America/Chicago',
        schedule: [{ days: [0, 6], start: '22:00', end: '06:00' }],
        overrides: [{ date: '2026-11-08', windows: [] }],
      },
      '2026-10-31',
      '2026-11-08',
    )
    expect(days.filter(({ windows }) => windows.length > 0)).toEqual([
      {
        date: '2026-10-31',
        windows: [{ start: '2026-11-01T03:00:00.000Z', end: '2026-11-01T12:00:00.000Z' }],
      },
      {
        date: '2026-11-01',
        windows: [{ start: '2026-11-02T04:00:00.000Z', end: '2026-11-02T12:00:00.000Z' }],
      },
      {
        date: '2026-11-07',
        windows: [{ start: '2026-11-08T04:00:00.000Z', end: '2026-11-08T12:00:00.000Z' }],
      },
    ])
  })
})

describe('why nothing is free', () => {
  test.each<[string, Partial<Question>, [string, string][]]>([
    [
      'it is too soon',
      { now: '2026-06-15T14:30:00Z', minimumNoticeMinutes: 60 },
      [
        ['14:00', 'too_soon'],
        ['15:00', 'too_soon'],
        ['16:00', 'offered'],
      ],
    ],
    [
      'somebody is busy, and a buffer is kept',
      {
        bufferAfter: 15,
        busy: [{ start: '2026-06-15T15:00:00Z', end: '2026-06-15T15:30:00Z' }],
      },
      [
        ['14:00', 'buffer'],
        ['15:00', 'busy'],
        ['16:00', 'offered'],
      ],
    ],
    [
      'it would end after hours',
      { durationMinutes: 90, slotIntervalMinutes: 60 },
      [
        ['14:00', 'offered'],
        ['15:00', 'offered'],
        ['16:00', 'ends_after_hours'],
      ],
    ],
    [
      'the day has enough of them',
      {
        limits: { count: { day: 1 } },
        bookings: [{ start: '2026-06-15T20:00:00Z', end: '2026-06-15T21:00:00Z' }],
      },
      [
        ['14:00', 'limit'],
        ['15:00', 'limit'],
        ['16:00', 'limit'],
      ],
    ],
    [
      'no room is free',
      {
        pools: [
          {
            name: 'laser',
            units: [{ busy: [{ start: '2026-06-15T15:00:00Z', end: '2026-06-15T17:00:00Z' }] }],
          },
        ],
      },
      [
        ['14:00', 'offered'],
        ['15:00', 'no_resource'],
        ['16:00', 'no_resource'],
      ],
    ],
    [
      'the date is beyond the booking window',
      { bookingWindow: { days: 10 } },
      [
        ['14:00', 'outside_booking_window'],
        ['15:00', 'outside_booking_window'],
        ['16:00', 'outside_booking_window'],
      ],
    ],
  ])('%s', (_, more, expected) => {
    expect(reasonsOf(explainSlots({ ...monday, ...more }))).toEqual(expected)
  })

  test('of several hosts it says whom', () => {
    const busy = [{ start: '2026-06-15T14:00:00Z', end: '2026-06-15T15:00:00Z', reason: 'Time off' }]
    const explanation = explainSlots({ ...monday, hosts: [{ busy }, { busy }] })
    expect(explanation.candidates[0]?.reasons.map(({ host, text }) => [host, text])).toEqual([
      [0, 'Time off'],
      [1, 'Time off'],
    ])
  })

  test('of a date without hours it says why', () => {
    const closures = [{ from: '2026-06-15', to: '2026-06-15', name: 'Flood' }]
    const week = { ...monday, from: '2026-06-13T05:00:00Z', to: '2026-06-17T05:00:00Z' }
    const overrides = [{ date: '2026-06-16', windows: [] }]
    const { days } = explainSlots({ ...week, closures, overrides })
    expect(days.map(({ date, closed }) => [date, closed?.code, closed?.text])).toEqual([
      ['2026-06-13', 'no_hours', 'Nobody works on this day of the week'],
      ['2026-06-14', 'no_hours', 'Nobody works on this day of the week'],
      ['2026-06-15', 'closure', 'Closed: Flood'],
      ['2026-06-16', 'override', 'Closed on this date'],
    ])
  })
})

describe('what it refuses, and what it says then', () => {
  test.each<[string, object]>([
    [
      'timeZone: "Mars/Olympus" is no time zone: give an IANA name as "Europe/Berlin"',
      { timeZone: 'Mars/Olympus' },
    ],
    ['from: "tomorrow" is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"', { from: 'tomorrow' }],
    [
      'from: "2026-06-15T05:00:00" is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"',
      { from: '2026-06-15T05:00:00' },
    ],
    [
      'from: "2026-02-30T05:00:00.000Z" is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"',
      { from: '2026-02-30T05:00:00.000Z' },
    ],
    ['to: lies before `from`', { to: '2026-06-14T05:00:00Z' }],
    ['to: lies more than three years after `from`: ask for less', { to: '2036-06-14T05:00:00Z' }],
    ['durationMinutes: is 0: give a whole number from 1 to 43200', { durationMinutes: 0 }],
    ['durationMinutes: is empty: give at least one', { durationMinutes: [] }],
    ['slotIntervalMinutes: is 0: give a whole number from 1 to 43200', { slotIntervalMinutes: 0 }],
    ['hosts: is empty: leave it out, or name at least one', { hosts: [] }],
    [
      'schedule[0].start: "9am" is no time of day: give "00:00" to "24:00"',
      { schedule: [{ days: [1], start: '9am', end: '10:00' }] },
    ],
    [
      'schedule[0].end: "24:30" is no time of day: give "00:00" to "24:00"',
      { schedule: [{ days: [1], start: '09:00', end: '24:30' }] },
    ],
    [
      'schedule[0].days: 7 is no weekday: 0 (Sunday) to 6',
      { schedule: [{ days: [7], start: '09:00', end: '10:00' }] },
    ],
    [
      'overrides[0].date: "2026-02-30" is no date: give "2027-03-01"',
      { overrides: [{ date: '2026-02-30', windows: [] }] },
    ],
    [
      'hosts[1].busy[0].end: "x" is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"',
      {
        hosts: [{}, { busy: [{ start: '2026-06-15T05:00:00Z', end: 'x' }] }],
      },
    ],
  ])('%s', (message, wrong) => {
    const ask = () => findSlots({ ...monday, ...wrong } as Question)
    expect(ask).toThrow(InvalidQuestion)
    expect(ask).toThrow(message)
  })

  test('on the command line: the message, and exit code 2', () => {
    const { status, stderr } = spawnSync(process.execPath, ['packages/availability/bin/slots.ts'], {
      input: JSON.stringify({ ...monday, to: 'never' }),
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr.trim()).toBe('to: "never" is no instant: give ISO 8601 as "2027-03-01T05:00:00Z"')
  })
})
