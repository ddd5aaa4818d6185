import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Requests, requestsOfOwner } from './requests.ts'
import { fillIn, type Operation, operationsOf } from './route-cases.ts'

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
    contact_id: ['x', '', NUL, `${uuidv7()}x`],
    search: ['x'.repeat(201)],
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
          const path = `${fillIn(operation, uuidv7())}?${name}=${encodeURIComponent(value)}`
          await owner.areRefused(operation, path, {}, [400])
        }
  })

  test.each(Object.entries(ODD).flatMap(([name, values]) => values.map((value) => [name, value])))(
    'that are odd are answered: %s=%j',
    async (name, value) => {
      for (const operation of operations.filter(({ query }) => query.includes(name ?? ''))) {
        const path = `${fillIn(operation, uuidv7())}?${name}=${encodeURIComponent(value ?? '')}`
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
