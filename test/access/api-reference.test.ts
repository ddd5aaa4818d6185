/** The API as a page to read: all of it, from nowhere else, without a script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf, typeOf } from '../../src/http/schema-words.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { operationsOf } from './route-cases.ts'

let desk: TestDesk
let page: string
let response: Response

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  response = await desk.foyer.request('/api/reference')
  page = await response.text()
})
afterAll(() => desk.close())

test('is there for everybody, as HTML', () => {
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  expect(page).toContain('<h1>Foyer API</h1>')
})

test('names every route with the roles that may ask it', async () => {
  for (const { method, path, permission } of await operationsOf(desk)) {
    expect(page).toContain(`${method}</span> <code>${path}</code>`)
    if (permission) expect(page).toContain(`<code>${permission}</code>: owner, admin`)
  }
  expect(page).toContain('<code>appointments:write</code>: owner, admin, front desk</p>')
})

test('asks nothing of anybody else, and keeps to the policy that it is sent with', () => {
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i)
  expect(page).not.toMatch(/(src|action)=/i)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
})

test('leads nowhere that is not there', () => {
  const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(100)
  for (const target of targets) expect(ids, target).toContain(target)
  expect(ids.size).toBe([...page.matchAll(/\sid="/g)].length)
})

test('an address that is none leads to it', async () => {
  const { body } = await desk.api('GET', '/api/nothing')
  expect(body.detail).toContain('/api/reference')
})

describe('a type in words', () => {
  test.each([
    [{ $ref: '#/components/schemas/Slot' }, 'Slot'],
    [{ type: 'string' }, 'string'],
    [{ type: 'string', format: 'uuid' }, 'uuid'],
    [{ type: 'string', maxLength: 80 }, 'string, at most 80 characters'],
    [{ type: ['integer', 'null'], minimum: 5, maximum: 60 }, 'integer 5–60 or null'],
    [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer from 0'],
    [{ type: 'integer', minimum: Number.MIN_SAFE_INTEGER }, 'integer'],
    [{ type: 'string', enum: ['room', 'device'] }, 'room | device'],
    [{ type: 'array', items: { type: 'string', format: 'date' } }, 'list of date'],
    [{ anyOf: [{ $ref: '#/components/schemas/Clinic' }, { type: 'null' }] }, 'Clinic or null'],
    [{ type: 'boolean', const: true }, 'true'],
    [{}, 'anything'],
  ])('%j is %s', (schema, words) => {
    expect(typeOf(schema)).toBe(words)
  })

  test('the members of objects inside are told with their way', () => {
    const inner = { type: 'object', properties: { date: { type: 'string' } }, required: ['date'] }
    const schema = {
      type: 'object',
      properties: { days: { type: 'array', items: inner }, at: inner },
      required: ['days'],
    }
    expect(rowsOf(schema).map(({ name, required }) => [name, required])).toEqual([
      ['days', true],
      ['days[].date', true],
      ['at', false],
      ['at.date', true],
    ])
  })
})
