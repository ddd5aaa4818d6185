import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Requests, requestsOfOwner } from './requests.ts'
import { CASES, caseOf, fillIn, noThings, type Operation, operationsOf, requestOf } from './route-cases.ts'

let desk: TestDesk
let operations: Operation[]
let owner: Requests

beforeAll(async () => {
  desk = await openDesk()
  operations = await operationsOf(desk)
  owner = await requestsOfOwner(desk)
})
afterAll(() => desk.close())

const NUL = String.fromCharCode(0)

/** Right but for its ids, which nobody has. */
const rightBody = (operation: Operation) =>
  requestOf(operation, noThings()).body as Record<string, unknown> | undefined

/** A right query but for one value. */
function pathWith(operation: Operation, name: string, value: string): string {
  const [path, query = ''] = requestOf(operation, noThings()).path.split('?')
  const params = new URLSearchParams(query)
  params.set(name, value)
  return `${path}?${params}`
}

describe('ids that are none', () => {
  test.each([
    ['a word', 'x'],
    ['a number', '1'],
    ['a blank', ' '],
    ['SQL', "' or '1'='1"],
    ['a way up', '../keys'],
    ['NUL', NUL],
    ['an id and NUL', `${uuidv7()}${NUL}`],
    ['an id and a blank', `${uuidv7()} `],
    ['an id in braces', `{${uuidv7()}}`],
    ['an id without dashes', uuidv7().replaceAll('-', '')],
    ['an override of direction', '\u202e'],
    ['emoji', '\ud83e\udd37'.repeat(20)],
    ['a text without end', 'x'.repeat(5_000)],
    ['a percent sign', '%'],
  ])('%s is answered with 400 or 404', async (_, id) => {
    for (const operation of operations.filter((one) => caseOf(one).id))
      await owner.areRefused(
        operation,
        fillIn(operation, id),
        { body: JSON.stringify(rightBody(operation)) },
        [400, 404],
      )
  })

  test('a broken escape in the address is no crash', async () => {
    for (const operation of operations.filter((one) => caseOf(one).id))
      await owner.areRefused(operation, operation.path.replace('{id}', '%E0%A4%A'), {
        body: JSON.stringify(rightBody(operation)),
      })
  })
})

describe('bodies', () => {
  const withBody = () => operations.filter((operation) => rightBody(operation) !== undefined)

  test('of more than a megabyte are refused with 413, with or without a length', async () => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const body = JSON.stringify({ ...rightBody(operation), note: 'x'.repeat(1024 * 1024) })
      await owner.areRefused(operation, fillIn(operation, uuidv7()), { body }, [413])
      if (!rightBody(operation)) continue
      const stream = new Blob([body]).stream()
      await owner.areRefused(operation, fillIn(operation, uuidv7()), { body: stream, duplex: 'half' }, [413])
    }
  })

  test.each([
    ['nothing', ''],
    ['half of JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"text"'],
    ['a number', '42'],
    ['a truth', 'true'],
    ['a list of objects', '[{}]'],
    ['more than JSON', '{}x'],
    ['JSON without bottom', '['.repeat(100_000)],
    ['a name of NUL', `{"${NUL}":1}`],
  ])('of %s are refused', async (_, body) => {
    for (const operation of withBody())
      await owner.areRefused(operation, fillIn(operation, uuidv7()), { body })
  })

  test.each([
    null,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; charset=utf-16',
  ])('that are broken are refused, sent as %s', async (type) => {
    for (const operation of withBody()) {
      const headers = { 'content-type': type ?? '' }
      const answered = await owner.send(operation, fillIn(operation, uuidv7()), {
        body: '{"unknown":1',
        headers,
      })
      expect(answered.status, operation.key).toBe(400)
    }
  })

  test('whose parts are of another type, missing, or unknown, are refused', async () => {
    for (const operation of withBody()) {
      const right = rightBody(operation) ?? {}
      const wrong = [
        ...Object.keys(right).flatMap((name) =>
          [{}, [], [right[name]], { toString: 'x' }, Number.NaN, 1e308, true].map((value) => ({
            ...right,
            [name]: value,
          })),
        ),
        ...(operation.key === 'POST /api/clinics' ? [] : [{ ...right, unknown: 1 }]),
      ]
      for (const body of wrong) {
        const sent = JSON.stringify(body)
        if (sent === JSON.stringify(right) || isEmptied(right, body)) continue
        const answered = await owner.send(operation, fillIn(operation, uuidv7()), { body: sent })
        // A number or null may be right where another was expected; a crash never is.
        const isAllowed = Object.values(body).every((value) => value === null || typeof value !== 'object')
        expect(answered.status, `${operation.key} ${sent}`).toBeLessThan(500)
        if (!isAllowed) await owner.areRefused(operation, fillIn(operation, uuidv7()), { body: sent })
      }
    }
  })

  test.each([
    ['NUL characters', `a${NUL}b`],
    ['half a surrogate pair', 'a\ud800b'],
    ['right-to-left and emoji', '\u202e\u0645\u0631\u0636\u0649 \ud83e\ude7a'],
    ['an empty text', ''],
    ['blanks', '   '],
    ['a text without end', 'x'.repeat(100_000)],
    ['SQL', "'; drop table contacts; --"],
    ['prototype', '__proto__'],
  ])('texts of %s are taken or refused, and never break anything', async (_, text) => {
    for (const operation of withBody()) {
      const right = rightBody(operation) ?? {}
      for (const name of [...Object.keys(right), ...optionalTexts(operation)]) {
        const answered = await owner.send(operation, fillIn(operation, uuidv7()), {
          body: JSON.stringify({ ...right, [name]: text }),
        })
        expect(answered.status, `${operation.key} ${name}: ${JSON.stringify(answered.body)}`).toBeLessThan(
          500,
        )
      }
    }
    // Nothing that was taken breaks what is read later.
    for (const operation of operations.filter(
      ({ method, path, key }) => method === 'GET' && !path.includes('{') && !CASES[key]?.refusal,
    )) {
      const answered = await owner.send(operation, requestOf(operation, noThings()).path, {})
      expect(answered.status, `${operation.key}: ${JSON.stringify(answered.body)}`).toBe(200)
    }
  })

  test.each([
    ['PATCH /api/clinic', { time_zone: 'Mars/Olympus' }],
    ['PATCH /api/clinic', { time_zone: '+02:00' }],
    ['PATCH /api/clinic', { locale: 'not a language' }],
    ['PATCH /api/clinic', { country: 'usa' }],
    ['PATCH /api/clinic', { phone: 'call us' }],
    ['PATCH /api/clinic', { email: 'desk' }],
    ['PATCH /api/clinic', { default_booking_duration: 0 }],
    ['PATCH /api/clinic', { default_booking_duration: 30.5 }],
    ['PATCH /api/clinic', { marketing_per_week: 0 }],
    ['PATCH /api/clinic', { marketing_per_week: 4 }],
    ['PATCH /api/clinic', { plan: 'enterprise' }],
    ['PATCH /api/clinic', { clinic_id: uuidv7() }],
    ['POST /api/clinics', { name: 'X', time_zone: 'Mars/Olympus' }],
    ['POST /api/clinics', { name: 'X', time_zone: 'America/Chicago', locale: 'not a language' }],
    ['POST /api/clinics', { name: 'X', time_zone: 'America/Chicago', country: 'usa' }],
    ['PUT /api/hours', { hours: [{ days: [7], start: '09:00', end: '17:00' }] }],
    ['PUT /api/hours', { hours: [{ days: [], start: '09:00', end: '17:00' }] }],
    ['PUT /api/hours', { hours: [{ days: [1], start: '24:00', end: '17:00' }] }],
    ['PUT /api/hours', { hours: [{ days: [1], start: '9:00', end: '17:00' }] }],
    ['POST /api/closures', { date: '0000-01-01' }],
    ['POST /api/closures', { date: '2026-02-30' }],
    ['POST /api/busy-times', { start_at: '0000-01-01T00:00:00Z', end_at: '9999-01-01T00:00:00Z' }],
    ['POST /api/practitioners', { name: 'X', time_zone: '' }],
    ['POST /api/resources', { kind: 'person', name: 'X' }],
    ['POST /api/keys', { name: 'k', role: 'root' }],
    ['POST /api/connections', { vendor: 'other', name: 'x' }],
    ['POST /api/connections', { vendor: 'calcom', name: 'x', secret: 'short' }],
    [
      'PUT /api/templates',
      { key: 'reminder', channel: 'sms', language: 'en', subject: null, body: '{{diagnosis}}' },
    ],
    [
      'PUT /api/templates',
      { key: 'reminder', channel: 'email', language: 'en', subject: null, body: 'Hello' },
    ],
  ])('%s refuses %j', async (key, body) => {
    const operation = operations.find((one) => one.key === key)
    if (!operation) throw new Error(`${key} is no route`)
    await owner.areRefused(operation, operation.path, { body: JSON.stringify(body) }, [400, 422])
  })
})

describe('queries', () => {
  const WRONG: Record<string, string[]> = {
    limit: ['-1', '0', '201', '1.5', 'x', '', '1e9', 'NaN', 'Infinity', '9'.repeat(400)],
    offset: ['-1', '1.5', 'x', '1e300', '1000001'],
    from: [
      'yesterday',
      '2026-13-01',
      '2026-02-30',
      '2026-11-23T25:00:00Z',
      '2026-11-23T10:00',
      '-1',
      ' ',
      NUL,
    ],
    to: ['tomorrow', '2026-00-00', '20261123', '2026-11-23T10:00:00+25:00', NUL],
    status: ['unknown', 'BOOKED', '', NUL],
    channel: ['fax', NUL],
    before: ['x', '', NUL],
    after: ['x', '', NUL],
    contact_id: ['x', '', NUL, `${uuidv7()}x`],
    search: ['x'.repeat(201)],
    archived: ['1', 'yes', '', NUL],
    has_conflict: ['false', '1', ''],
    service_id: ['x', '', NUL],
    practitioner_id: ['x', '', NUL],
    except_appointment_id: ['x', '', NUL],
    duration_minutes: ['-5', '0', '4', '1441', '30.5', 'x', 'NaN'],
    time_zone: ['Mars/Olympus', '+02:00', 'x'.repeat(61), NUL],
  }
  /** Odd, but of the form: to be answered, whatever with. */
  const ODD: Record<string, string[]> = {
    from: [
      '0000-01-01',
      '0001-01-01',
      '9999-12-31',
      '2026-11-23T10:00:00.1234567890123Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
    ],
    to: ['0000-01-01', '9999-12-31', '2026-11-23T10:00:00.1234567890123Z', '9999-12-31T23:59:59-23:59'],
    search: [
      NUL,
      `ana${NUL}`,
      '%',
      '_',
      '\\',
      "'",
      '\u202e',
      '\ud83e\ude7a',
      '+',
      '   ',
      '(',
      'a'.repeat(200),
      '1'.repeat(200),
    ],
  }

  test('a name that no list knows is missing here', () => {
    const known = new Set([...Object.keys(WRONG), ...Object.keys(ODD)])
    for (const { key, query } of operations)
      for (const name of query) expect(known.has(name), `${key} ${name}`).toBe(true)
  })

  test('that are wrong are refused with 400', async () => {
    for (const operation of operations)
      for (const name of operation.query)
        for (const value of WRONG[name] ?? []) {
          await owner.areRefused(operation, pathWith(operation, name, value), {}, [400])
        }
  })

  test.each(Object.entries(ODD).flatMap(([name, values]) => values.map((value) => [name, value])))(
    'that are odd are answered: %s=%j',
    async (name, value) => {
      for (const operation of operations.filter(({ query }) => query.includes(name ?? ''))) {
        const path = pathWith(operation, name ?? '', value ?? '')
        const answered = await owner.send(operation, path, {})
        expect(answered.status, `${path}: ${JSON.stringify(answered.body)}`).toBeLessThan(500)
      }
    },
  )

  test('that repeat a name are answered', async () => {
    for (const operation of operations)
      for (const name of operation.query) {
        const answered = await owner.send(operation, `${fillIn(operation, uuidv7())}?${name}=5&${name}=6`, {})
        expect(answered.status, `${operation.key} ${name}`).toBeLessThan(500)
      }
  })
})

/** No list may stand where some are meant: nothing wrong, as closing for the whole week is not. */
function isEmptied(right: Record<string, unknown>, body: Record<string, unknown>): boolean {
  return Object.entries(body).some(
    ([name, value]) => Array.isArray(right[name]) && Array.isArray(value) && value.length === 0,
  )
}

const SERVICE_TEXTS = [
  'description',
  'consultation_text',
  'benefit_text',
  'consent_text',
  'currency',
  'color',
]

/** Texts that a body may hold beside what its case holds. */
function optionalTexts({ key }: Operation): string[] {
  if (key === 'PATCH /api/clinic')
    return ['name', 'address', 'phone', 'email', 'locale', 'country', 'time_zone']
  if (key === 'POST /api/clinics') return ['locale', 'country']
  if (key === 'POST /api/contacts/{id}/consents') return ['text_shown']
  if (key === 'POST /api/connections') return ['secret']
  if (key.endsWith('/api/services') || key === 'PATCH /api/services/{id}') return SERVICE_TEXTS
  if (key === 'POST /api/practitioners') return ['email', 'title', 'time_zone', 'color']
  if (key === 'POST /api/closures') return ['name', 'to_date']
  if (key === 'POST /api/busy-times') return ['title']
  if (key === 'POST /api/appointments') return ['patient_name', 'notes', 'mode', 'contact_id']
  if (key === 'POST /api/waitlist') return ['from_time', 'to_time', 'latest_date']
  return []
}
