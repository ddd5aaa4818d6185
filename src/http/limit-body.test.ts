import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Problem, problemResponse } from '../kit/problem.ts'
import { limitBody } from './limit-body.ts'

const MAX = 1000

const app = new Hono()
app.onError((error) => problemResponse(error as Problem))
app.use(limitBody(MAX))
app.all('/', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)))
const server = createAdaptorServer(app)

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

test.each([
  ['a body as long as may be', { bytes: MAX, isCounted: false }, '200 1000'],
  ['a longer body', { bytes: MAX + 1, isCounted: false }, '413'],
  ['a body in chunks, as long as may be', { bytes: MAX, isCounted: true }, '200 1000'],
  ['a longer body in chunks', { bytes: MAX + 1, isCounted: true }, '413'],
  ['a much longer body in chunks', { bytes: 300_000, isCounted: true }, '413'],
  ['an empty body', { bytes: 0, isCounted: false }, '200 0'],
])('%s', async (_, { bytes, isCounted }, told) => {
  const { status, text } = await send(Buffer.alloc(bytes, 'x'), isCounted ? {} : { 'content-length': bytes })
  expect(status === 200 ? `200 ${text}` : String(status)).toBe(told)
})

test('what goes beyond the length that was said is no part of the body, and no request', async () => {
  const { status, text } = await send(Buffer.alloc(MAX * 5, 'x'), { 'content-length': 10 })
  expect(['200 10', '400 ']).toContain(`${status} ${text}`)
})

test('a length that is no number is no way around it', async () => {
  const answers = ['1e1', '-1', 'ten'].map((length) =>
    send(Buffer.alloc(MAX + 1, 'x'), { 'content-length': length }),
  )
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([400, 400, 400])
})

function send(
  body: Buffer,
  headers: Record<string, string | number>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const sent = request(
      { host: '127.0.0.1', port, method: 'POST', headers, agent: false },
      async (answer) => {
        const chunks = await answer.toArray()
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
