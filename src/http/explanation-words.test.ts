import type { Candidate, Reason } from '@foyer/availability'
import { describe, expect, test } from 'vitest'
import { NEW_PRACTITIONER, type Practitioner } from '../desk/services/practitioner.ts'
import { NEW_SERVICE, type Service } from '../desk/services/service.ts'
import { dayInWords, obstacleInWords, type Reading, reasonInWords } from './explanation-words.ts'

const at = Temporal.Instant.from('2026-11-23T15:00:00Z')
const reading: Reading = {
  timeZone: 'America/Chicago',
  locale: 'en-US',
  now: at,
  nameOf: (host) => ['Dr. Chen', 'Dr. Roy'][host] ?? '',
}
const start = '2026-11-23T16:00:00.000Z'
const span = { from: '2026-11-23T15:30:00.000Z', until: '2026-11-23T16:30:00.000Z' }
const text = ''

describe('why a start is not offered', () => {
  const busy: Reason = { code: 'busy', host: 0, ...span, text }
  const limit = { code: 'limit', kind: 'count', period: 'day', limit: 3, text } as const
  test.each<[Reason, string]>([
    [busy, 'Dr. Chen: busy until 10:30 AM'],
    [{ ...busy, until: '2026-11-25T16:00:00.000Z' }, 'Dr. Chen: busy until Wed, Nov 25, 10:00 AM'],
    [
      { code: 'buffer', host: 1, ...span, text },
      'Dr. Roy: the time around an appointment from 9:30 AM to 10:30 AM is kept free',
    ],
    [{ code: 'not_working', host: 0, text }, 'Dr. Chen: not working then'],
    [{ code: 'not_working', text }, 'Not working then'],
    [{ code: 'ends_after_hours', host: 0, text }, 'Dr. Chen: would end after working hours'],
    [
      { code: 'too_soon', until: '2026-11-24T15:00:00.000Z', text },
      'Too soon, the first start is Tue, Nov 24, 9:00 AM',
    ],
    [{ code: 'outside_booking_window', host: 0, text }, 'Dr. Chen: outside the dates that can be booked'],
    [{ ...limit, of: 'host', host: 0 }, 'Dr. Chen: the limit, 3 appointments a day, is reached'],
    [{ ...limit, of: 'service' }, 'The limit of this service, 3 appointments a day, is reached'],
    [{ ...limit, of: 'service', limit: 1 }, 'The limit of this service, 1 appointment a day, is reached'],
    [
      { ...limit, of: 'service', kind: 'minutes', period: 'week', limit: 90 },
      'The limit of this service, 90 minutes a week, is reached',
    ],
    [{ code: 'no_resource', pool: 'laser room', text }, 'No laser room is free'],
    [{ code: 'seats_taken', host: 1, text }, 'Dr. Roy: all seats are taken'],
    [{ code: 'short_gap', host: 0, text }, 'Dr. Chen: would leave a gap too short to book'],
    [{ code: 'off_grid', host: 0, text }, 'Dr. Chen: starts are offered at other minutes'],
  ])('%j', (reason, words) => {
    expect(reasonInWords(reason, start, reading)).toBe(words)
  })

  test('is said in the zone and the manner of whoever reads', () => {
    const berlin = { ...reading, timeZone: 'Europe/Berlin', locale: 'de-DE' }
    expect(reasonInWords(busy, start, berlin)).toBe('Dr. Chen: busy until 17:30')
  })

  test('of what is past is that it is past', () => {
    const past = reasonInWords({ code: 'too_soon', until: start, text }, '2026-11-23T14:00:00.000Z', reading)
    expect(past).toBe('Already past')
  })
})

describe('why a day has nothing', () => {
  const candidate = (...reasons: Reason[]): Candidate => ({ start, isOffered: false, reasons })
  const busy: Reason = { code: 'busy', host: 0, ...span, text }
  const afterHours: Reason = { code: 'ends_after_hours', host: 0, text }
  const noRoom: Reason = { code: 'no_resource', pool: 'room', text }
  const closed = { code: 'closure', name: 'Thanksgiving', text: 'Closed: Thanksgiving' } as const
  test.each<[string, Candidate[], string | null]>([
    ['something is offered', [candidate(busy), { start, isOffered: true, reasons: [] }], null],
    ['all are busy', [candidate(busy), candidate(busy), candidate(afterHours)], 'Fully booked'],
    ['most have no room', [candidate(busy), candidate(noRoom), candidate(noRoom)], 'No room is free'],
    ['the hours are too short', [candidate(afterHours)], 'No start fits into the working hours'],
    ['nobody works', [], 'No start fits into the working hours'],
    ['nothing is known', [candidate()], 'Nothing is free'],
  ])('%s', (_, candidates, words) => {
    expect(dayInWords(candidates, null, reading)).toBe(words)
  })

  test('is the name of the closure', () => {
    expect(dayInWords([], closed, reading)).toBe('Closed: Thanksgiving')
  })
})

describe('why nothing can be free on any day', () => {
  const chen = { ...NEW_PRACTITIONER, id: 'chen', name: 'Dr. Chen' } as Practitioner
  const performer = { practitionerId: 'chen', weight: 100, priority: 2 }
  const service = { ...NEW_SERVICE, name: 'Botox', practitioners: [performer], archivedAt: null } as Service
  test.each<[Partial<Parameters<typeof obstacleInWords>[0]>, string | null]>([
    [{}, null],
    [{ service: { ...service, archivedAt: at } }, 'Botox is not offered any more'],
    [
      { service: { ...service, practitioners: [] } },
      'Nobody does Botox yet: choose who does at Settings > Services',
    ],
    [{ practitioner: { ...chen, id: 'kim', name: 'Dr. Kim' } }, 'Dr. Kim does not do Botox'],
    [{ practitioner: chen, hosts: 0 }, 'Dr. Chen cannot be booked: switch it on at Settings > Practitioners'],
    [{ hosts: 0 }, 'Nobody who does Botox can be booked: switch it on at Settings > Practitioners'],
  ])('%#', (asked, words) => {
    expect(obstacleInWords({ service, practitioner: null, hosts: 1, ...asked })).toBe(words)
  })
})
