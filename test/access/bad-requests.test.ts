import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Requests, requestsOfOwner } from './requests.ts'
import { caseOf, fillIn, type Operation, operationsOf } from './route-cases.ts'

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
        { body: JSON.stringify(caseOf(operation).body) },
        [400, 404],
      )
  })

  test('a broken escape in the address is no crash', async () => {
    for (const operation of operations.filter((one) => caseOf(one).id))
      await owner.areRefused(operation, operation.path.replace('{id}', '%E0%A4%A'), {
        body: JSON.stringify(caseOf(operation).body),
      })
  })
})

describe('bodies', () => {
  const withBody = () => operations.filter((operation) => caseOf(operation).body !== undefined)

  test('of more than a megabyte are refused with 413, with or without a length', async () => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const body = JSON.stringify({ ...(caseOf(operation).body as object), note: 'x'.repeat(1024 * 1024) })
      await owner.areRefused(operation, fillIn(operation, uuidv7()), { body }, [413])
      if (caseOf(operation).body === undefined) continue
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
      const right = caseOf(operation).body as Record<string, unknown>
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
        if (sent === JSON.stringify(right)) continue
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
      const right = caseOf(operation).body as Record<string, unknown>
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
      ({ method, path }) => method === 'GET' && !path.includes('{'),
    )) {
      const answered = await owner.send(operation, operation.path, {})
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
    ['PATCH /api/clinic', { plan: 'enterprise' }],
    ['PATCH /api/clinic', { clinic_id: uuidv7() }],
    ['POST /api/clinics', { name: 'X', time_zone: 'Mars/Olympus' }],
    ['POST /api/clinics', { name: 'X', time_zone: 'America/Chicago', locale: 'not a language' }],
    ['POST /api/clinics', { name: 'X', time_zone: 'America/Chicago', country: 'usa' }],
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

/** Texts that a body may hold beside what its case holds. */
function optionalTexts({ key }: Operation): string[] {
  if (key === 'PATCH /api/clinic')
    return ['name', 'address', 'phone', 'email', 'locale', 'country', 'time_zone']
  if (key === 'POST /api/clinics') return ['locale', 'country']
  if (key === 'POST /api/contacts/{id}/consents') return ['text_shown']
  if (key === 'POST /api/connections') return ['secret']
  return []
}
