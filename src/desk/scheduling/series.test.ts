import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandRule, moveAlike } from './series.ts'

const chicago = 'America/Chicago'
const at = (text: string) => Temporal.ZonedDateTime.from(text).toInstant()

function localTimes(rrule: string, start: string, timeZone = chicago) {
  const expanded = expandRule({ rrule, startAt: at(`${start}[${timeZone}]`), timeZone })
  if (!expanded.ok) return expanded.reason
  return expanded.startAts.map((startAt) =>
    startAt.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
  )
}

describe('a rule', () => {
  test('keeps its hour over the night the clocks change', () => {
    const sundays = ['2026-10-25T01:30', '2026-11-01T01:30', '2026-11-08T01:30']
    expect(localTimes('FREQ=WEEKLY;COUNT=3', '2026-10-25T01:30')).toEqual(sundays)
    const springs = ['2027-03-08T10:00', '2027-03-15T10:00']
    expect(localTimes('RRULE:FREQ=WEEKLY;COUNT=2', '2027-03-08T10:00')).toEqual(springs)
  })

  test('leaves out an hour that a night does not have, and days that a month does not have', () => {
    const around = ['2027-03-13T02:30', '2027-03-15T02:30', '2027-03-16T02:30']
    expect(localTimes('FREQ=DAILY;COUNT=3', '2027-03-13T02:30')).toEqual(around)
    const ends = ['2027-01-31T10:00', '2027-03-31T10:00', '2027-05-31T10:00']
    expect(localTimes('FREQ=MONTHLY;COUNT=3', '2027-01-31T10:00')).toEqual(ends)
  })

  test('may name weekdays, intervals and an end', () => {
    const mondays = ['2027-01-04T09:00', '2027-01-06T09:00', '2027-01-18T09:00', '2027-01-20T09:00']
    expect(localTimes('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4', '2027-01-04T09:00')).toEqual(mondays)
    expect(localTimes('freq=weekly;until=20270119', '2027-01-05T10:00')).toHaveLength(3)
    const firsts = ['2027-01-05T10:00', '2027-02-02T10:00']
    expect(localTimes('FREQ=MONTHLY;BYDAY=1TU;COUNT=2', '2027-01-05T10:00')).toEqual(firsts)
  })

  test.each([
    ['FREQ=WEEKLY', 'endless_rule'],
    ['FREQ=DAILY;COUNT=61', 'too_many_visits'],
    ['FREQ=DAILY;UNTIL=20990101', 'too_many_visits'],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=3', 'start_not_in_rule'],
    ['FREQ=WEEKLY;COUNT=0', 'start_not_in_rule'],
    ['FREQ=SECONDLY;COUNT=3', 'not_a_rule'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=3', 'not_a_rule'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'not_a_rule'],
    ['COUNT=3', 'not_a_rule'],
    ['every Tuesday', 'not_a_rule'],
    ['FREQ=WEEKLY;COUNT=3\nDTSTART:20270105T100000', 'not_a_rule'],
  ])('%s from a Tuesday on: %s', (rrule, reason) => {
    expect(localTimes(rrule, '2027-01-05T10:00')).toBe(reason)
  })
})

test('whatever moves with another keeps its distance in dates, at the other’s hour', () => {
  const moved = moveAlike({
    startAt: at('2027-03-16T10:00[America/Chicago]'),
    from: at('2027-03-09T10:00[America/Chicago]'),
    to: at('2027-03-10T08:30[America/Chicago]'),
    timeZone: chicago,
  })
  expect(moved.equals(at('2027-03-17T08:30[America/Chicago]'))).toBe(true)

  const zones = fc.constantFrom('America/Chicago', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo')
  const instant = fc
    .integer({ min: at('2026-01-01T00:00[UTC]').epochMilliseconds / 60_000, max: 30_000_000 })
    .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000))
  fc.assert(
    fc.property(zones, instant, instant, (timeZone, from, to) => {
      expect(
        moveAlike({ startAt: from, from, to, timeZone }).toZonedDateTimeISO(timeZone).toPlainDateTime(),
      ).toEqual(to.toZonedDateTimeISO(timeZone).toPlainDateTime())
    }),
  )
})
