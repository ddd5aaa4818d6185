/** What each vendor's door answers when nothing can be kept: the status after which that vendor gives the delivery again. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLine } from '../cut-line.ts'
import { openDesk, type TestDesk } from '../desk.ts'

const line = openLine()
let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ via: line.via })
  await line.cut()
})
afterAll(async () => {
  await desk.close()
  await line.cut()
})

test.each([
  // Of Chatwoot's three paths the agent bot alone repeats, and after 429 and 500 only (contracts/chatwoot).
  ['chatwoot', 500],
  // After anything but 200, for seven days (contracts/whatsapp).
  ['whatsapp', 503],
  ['instagram', 503],
  // After 5xx where the address says so: `#rc=3&rp=5xx` (contracts/twilio).
  ['twilio', 503],
])('while the database is away %s is answered with %i', async (vendor, status) => {
  const response = await desk.foyer.request(`/webhooks/${vendor}/${randomUUID()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(response.status).toBe(status)
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await response.json()).toMatchObject({ type: '/problems/database-away', status })
})
