/** The tokens of a connection go to the server for which they were entered, and to no other. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Channels, openChannels } from './channels.ts'

let channels: Channels
let stranger: Server
let address: string
let heard: (string | undefined)[] = []

beforeAll(async () => {
  channels = await openChannels()
  stranger = createServer((request, response) => {
    heard.push(request.headers.api_access_token as string | undefined)
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"error":"Resource could not be found"}')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
})
beforeEach(() => {
  heard = []
})
afterAll(async () => {
  await channels.close()
  stranger.closeAllConnections()
  await new Promise((resolve) => stranger.close(resolve))
})

const path = () => `/api/connections/${channels.connections.chatwoot}`
const change = (credentials: Record<string, string>) =>
  channels.desk.api('PUT', `${path()}/credentials`, {
    as: channels.desk.clinic.keys.admin,
    body: { credentials },
  })
const check = () => channels.desk.api('POST', `${path()}/check`, { body: {} })

test('another address without the tokens anew is refused, and no stranger’s server hears them', async () => {
  const changed = await change({ base_url: address })
  await check()
  expect(heard).toEqual([])
  expect((await check()).body.connection).toMatchObject({ check_error: null })
  expect(changed).toMatchObject({ status: 422, body: { errors: [{ pointer: '/credentials/base_url' }] } })
  expect(changed.body.detail).toMatch(/enter these anew/)
  const some = await change({ base_url: address, bot_token: 'another' })
  expect(some.status).toBe(422)
  expect(some.body.detail).not.toContain(channels.chatwoot.credentials.bot_token)
})

test('with all of them entered anew it is taken, and only these are told there', async () => {
  const own = { ...channels.chatwoot.credentials }
  const entered = { bot_token: 'new-bot', admin_token: 'new-admin', webhook_secret: 'new-secret-of-the-bot' }
  expect((await change({ base_url: address, ...entered })).status).toBe(200)
  await check()
  expect(heard.length).toBeGreaterThan(0)
  expect(heard.filter((token) => token !== 'new-bot' && token !== 'new-admin')).toEqual([])
  expect((await change(own)).status).toBe(200)
  expect((await check()).body.connection).toMatchObject({ check_error: null })
})

test('the same server by another path, and other credentials, are changed as ever', async () => {
  const own = channels.chatwoot.credentials.base_url
  expect((await change({ base_url: `${own}/` })).status).toBe(200)
  expect((await change({ inbox_id: channels.chatwoot.credentials.inbox_id ?? '' })).status).toBe(200)
})
