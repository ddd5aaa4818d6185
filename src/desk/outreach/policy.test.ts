/** The hours of each region as a table, so that a change of the rules is a change of a line here (compliance: quiet hours). */
import { describe, expect, test } from 'vitest'
import type { Purpose } from './message.ts'
import { candidatesOf, isFederalHoliday, windowOn } from './policy.ts'
import { isOpen, nextOpening } from './quiet-hours.ts'

/** A Wednesday, a Saturday and a Sunday without a holiday. */
const DAYS = { weekday: '2026-08-19', saturday: '2026-08-22', sunday: '2026-08-23' } as const
type Day = keyof typeof DAYS

const open = (region: string, day: Day | string, time: string, purpose: Purpose = 'marketing') =>
  isOpen(
    Temporal.PlainDateTime.from(`${day in DAYS ? DAYS[day as Day] : day}T${time}`)
      .toZonedDateTime('America/New_York')
      .toInstant(),
    ['America/New_York'],
    purpose,
    [region],
  )

/** Marketing: the last closed minute, the first open, the last open, the first closed; null: no minute of that day. */
const HOURS: Record<string, [weekday: string, saturday: string, sunday: string | null]> = {
  'US-AK': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-AL': ['09:00-20:00', '09:00-20:00', null],
  'US-CA': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-CT': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-FL': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-IL': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-KY': ['10:00-20:00', '10:00-20:00', '12:00-20:00'],
  'US-LA': ['09:00-20:00', '09:00-20:00', null],
  'US-MA': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-MD': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-MS': ['09:00-20:00', '09:00-20:00', null],
  'US-NJ': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-NV': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-NY': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-OK': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  'US-RI': ['09:00-18:00', '10:00-17:00', '12:00-17:00'],
  'US-TX': ['09:00-20:00', '09:00-20:00', '12:00-20:00'],
  unknown: ['10:00-18:00', '10:00-17:00', null],
  ES: ['10:00-18:00', '10:00-17:00', null],
  CA: ['10:00-18:00', '10:00-17:00', null],
}

const minuteBefore = (time: string) =>
  Temporal.PlainTime.from(time).subtract({ minutes: 1 }).toString().slice(0, 5)

const edges = Object.entries(HOURS).flatMap(([region, [weekday, saturday, sunday]]) =>
  Object.entries({ weekday, saturday, sunday }).flatMap(([day, hours]): [string, Day, string, boolean][] => {
    if (hours === null) return ['09:00', '12:00', '17:00'].map((time) => [region, day as Day, time, false])
    const [from = '', to = ''] = hours.split('-')
    return [
      [region, day as Day, minuteBefore(from), false],
      [region, day as Day, from, true],
      [region, day as Day, minuteBefore(to), true],
      [region, day as Day, to, false],
    ]
  }),
)

describe('marketing', () => {
  test.each(edges)('%s on a %s at %s: %s', (region, day, time, expected) => {
    expect(open(region, day, time)).toBe(expected)
  })

  test('the table is no smaller than the issue asks for', () => {
    expect(edges.length).toBeGreaterThanOrEqual(200)
  })

  test.each([
    ['New Year', '2027-01-01'],
    ['Dr. King', '2027-01-18'],
    ['Washington', '2027-02-15'],
    ['Memorial Day', '2027-05-31'],
    ['Juneteenth, observed on the Friday', '2027-06-18'],
    ['July 4, observed on the Monday', '2027-07-05'],
    ['Labor Day', '2027-09-06'],
    ['Columbus', '2027-10-11'],
    ['Veterans Day', '2027-11-11'],
    ['Thanksgiving', '2026-11-26'],
    ['Christmas, observed on the Friday', '2027-12-24'],
  ])('none on %s', (_, day) => {
    expect(isFederalHoliday(Temporal.PlainDate.from(day))).toBe(true)
    expect(open('US-IL', day, '12:30')).toBe(false)
    expect(open('US-IL', day, '12:30', 'transactional')).toBe(true)
  })

  test.each(['2026-11-27', '2027-05-24', '2027-07-06', '2027-01-11', '2026-11-19'])(
    '%s is an ordinary day',
    (day) => {
      expect(isFederalHoliday(Temporal.PlainDate.from(day))).toBe(false)
    },
  )
})

describe.each<Purpose>(['transactional', 'care'])('%s', (purpose) => {
  test.each([
    ['07:59', false],
    ['08:00', true],
    ['20:59', true],
    ['21:00', false],
  ])('%s: %s, in every region and on every day', (time, expected) => {
    for (const region of Object.keys(HOURS)) {
      for (const day of Object.keys(DAYS)) expect(open(region, day, time, purpose), region).toBe(expected)
    }
  })
})

test('no listed region is stricter than what an unknown one gets', () => {
  for (const region of Object.keys(HOURS)) {
    for (const day of Object.values(DAYS)) {
      const date = Temporal.PlainDate.from(day)
      const strictest = windowOn(date, 'marketing', 'unknown')
      const own = windowOn(date, 'marketing', region)
      if (!strictest) continue
      // Sunday in Rhode Island begins at noon; nothing is sent to the unknown then.
      expect(own, region).not.toBeNull()
      expect(own?.opens, region).toBeLessThanOrEqual(strictest.opens)
      expect(own?.closes, region).toBeGreaterThanOrEqual(strictest.closes)
    }
  }
})

describe('where somebody may be', () => {
  const clinic = { clinicZone: 'America/Chicago', clinicPhone: '+13125550100' }
  test.each([
    [
      'their own zone is known',
      { ownZone: 'America/Denver', phone: '+13035550100' },
      ['America/Denver'],
      ['US-CO', 'US-IL'],
    ],
    [
      'a number from elsewhere',
      { ownZone: null, phone: '+14155550100' },
      ['America/Chicago', 'America/Los_Angeles'],
      ['US-CA', 'US-IL'],
    ],
    [
      'a state of two zones',
      { ownZone: null, phone: '+19155550100' },
      ['America/Chicago', 'America/Denver'],
      ['US-TX', 'US-IL'],
    ],
    ['toll-free', { ownZone: null, phone: '+18005550100' }, ['America/Chicago'], ['unknown']],
    ['another country', { ownZone: null, phone: '+34600000000' }, ['America/Chicago'], ['unknown']],
    ['no number', { ownZone: null, phone: null }, ['America/Chicago'], ['unknown']],
  ])('%s', (_, person, zones, regions) => {
    expect(candidatesOf({ ...clinic, ...person })).toEqual({ zones, regions })
  })

  test('nothing is known of the clinic either: the strictest', () => {
    expect(
      candidatesOf({ ownZone: null, clinicZone: 'UTC', phone: null, clinicPhone: null }).regions,
    ).toEqual(['unknown'])
  })
})

test('what cannot go out before a holiday weekend waits until it may, in every region of the person', () => {
  // Saturday evening before Labor Day; Alabama sends nothing on Sunday.
  const saturday = Temporal.Instant.from('2027-09-05T01:30:00Z')
  const until = nextOpening(saturday, ['America/Chicago'], 'marketing', ['US-AL', 'US-KY'])
  expect(until?.toZonedDateTimeISO('America/Chicago').toPlainDateTime().toString()).toBe(
    '2027-09-07T10:00:00',
  )
})
