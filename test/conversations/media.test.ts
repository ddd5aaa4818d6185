/** Pictures and files that only the vendor's token opens, opened by staff through Foyer. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'

const TOKEN = 'EAAG-a-token'
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10])

let desk: TestDesk
let meta: Server
let url: string
let connections: { whatsapp: string; instagram: string }
let heard: { path: string; authorization: string | undefined }[] = []
/** What Meta says of the media, and where it is. */
let media: { type: string; at: string; size: number }

beforeAll(async () => {
  meta = createServer((request, response) => {
    const path = request.url ?? ''
    heard.push({ path, authorization: request.headers.authorization })
    if (path.startsWith('/v23.0/gone')) {
      const body = {
        error: {
          message: 'Unsupported get request',
          type: 'GraphMethodException',
          code: 100,
          error_subcode: 33,
        },
      }
      return response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (path.startsWith('/v23.0/')) {
      const body = { messaging_product: 'whatsapp', url: media.at, mime_type: media.type }
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (path === '/moved') return response.writeHead(302, { location: '/bytes' }).end()
    if (path === '/away') return response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end()
    const content = media.size > 0 ? Buffer.alloc(media.size) : PICTURE
    response.writeHead(200, { 'content-type': media.type }).end(content)
  })
  await new Promise<void>((resolve) => meta.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(meta.address() as AddressInfo).port}`
  desk = await openDesk({ listens: true, vendorUrls: { whatsapp: url, instagram: url } })
  connections = {
    whatsapp: await connect('whatsapp', {
      phone_number_id: '1',
      waba_id: '2',
      access_token: TOKEN,
      app_secret: 's',
      verify_token: 'v',
    }),
    instagram: await connect('instagram', {
      ig_id: '3',
      access_token: TOKEN,
      app_secret: 's',
      verify_token: 'v',
    }),
  }
})
beforeEach(() => {
  heard = []
  media = { type: 'image/jpeg', at: `${url}/bytes`, size: 0 }
})
afterAll(async () => {
  await desk.close()
  meta.closeAllConnections()
  await new Promise((resolve) => meta.close(resolve))
})

async function connect(
  vendor: 'whatsapp' | 'instagram',
  credentials: Record<string, string>,
): Promise<string> {
  const { id } = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    createConnection(tx, system, { vendor, name: vendor, credentials, keyring: desk.foyer.keyring }),
  )
  return id
}

/** Somebody sends a picture; the thread's line of it. */
async function receive(
  channel: 'whatsapp' | 'instagram',
  attachment: { mediaId: string | null; url: string | null; fileName?: string },
) {
  const { conversationId } = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    receiveMessage(tx, system, {
      ...{ connectionId: connections[channel], channel, threadId: null, vendorMessageId: uuidv7() },
      writer: { id: `writer-${uuidv7()}`, aliases: [], phone: null, name: null },
      ...{ at: tx.clock.now(), text: '', choice: null, repliesTo: null },
      attachments: [{ kind: 'image', contentType: null, fileName: null, transcript: null, ...attachment }],
    }),
  )
  const { body } = await desk.api('GET', `/api/conversations/${conversationId}/thread?limit=20`)
  return body.lines[0]
}

/** As a browser asks: the bytes, and what stands around them. */
async function open(path: string, as = desk.clinic.keys.viewer) {
  const response = await fetch(`${desk.address}${path}`, {
    headers: as ? { authorization: `Bearer ${as}` } : {},
  })
  const content = Buffer.from(await response.arrayBuffer())
  const { headers, status } = response
  const problem =
    headers.get('content-type') === 'application/problem+json' ? JSON.parse(String(content)) : null
  return { status, headers, content, problem }
}

test('a picture of WhatsApp is opened by whoever may read messages, and kept by nobody', async () => {
  const line = await receive('whatsapp', { mediaId: '9001', url: null, fileName: 'Überweisung.jpg' })
  const { status, headers, content } = await open(line.attachments[0].url)
  expect(status).toBe(200)
  expect(content).toEqual(PICTURE)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-disposition': `inline; filename*=UTF-8''%C3%9Cberweisung.jpg`,
  })
  expect(heard.map(({ path }) => path)).toEqual(['/v23.0/9001', '/bytes'])
  expect(heard.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true)
})

test('an address of Instagram’s is followed without the token', async () => {
  const line = await receive('instagram', { mediaId: null, url: `${url}/moved` })
  const { status, content } = await open(`/api/media/${line.id}/0`)
  expect([status, content]).toEqual([200, PICTURE])
  expect(heard).toEqual([
    { path: '/moved', authorization: undefined },
    { path: '/bytes', authorization: undefined },
  ])
})

test('the token goes to nobody but Meta, and no address leads elsewhere', async () => {
  for (const at of [
    'https://evil.example/x',
    'http://lookaside.fbsbx.com/x',
    'https://fbsbx.com.evil.example/x',
    `${url}/away`,
  ]) {
    media.at = at
    const line = await receive('whatsapp', { mediaId: '9001', url: null })
    const { status, problem } = await open(line.attachments[0].url)
    expect([at, status, problem.type]).toEqual([at, 410, '/problems/media-gone'])
  }
})

test('what a browser would run, what is too large, and what the vendor keeps no longer is not opened, and why is said', async () => {
  for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'application/zip', '']) {
    media.type = type
    const line = await receive('whatsapp', { mediaId: '9001', url: null })
    expect((await open(line.attachments[0].url)).problem).toMatchObject({
      status: 415,
      type: '/problems/media-not-shown',
    })
  }
  media = { type: 'image/jpeg', at: `${url}/bytes`, size: 6 * 1024 * 1024 }
  const large = await receive('whatsapp', { mediaId: '9001', url: null })
  expect((await open(large.attachments[0].url)).problem).toMatchObject({
    status: 413,
    type: '/problems/media-too-large',
  })
  const gone = await receive('whatsapp', { mediaId: 'gone', url: null })
  expect((await open(gone.attachments[0].url)).problem).toMatchObject({ status: 410 })
})

test('nobody else opens it: without a key, from another clinic, or once it was taken back', async () => {
  const line = await receive('whatsapp', { mediaId: '9001', url: null })
  const path = line.attachments[0].url
  const other: TestClinic = await desk.openClinic('Lakeside')
  expect((await open(path, '')).status).toBe(401)
  expect((await open(path, other.keys.owner)).status).toBe(404)
  expect((await open(`/api/media/${line.id}/1`)).status).toBe(404)
  expect((await open('/api/media/x/0')).status).toBe(404)
  await desk.rows('update received_messages set removed_at = now() where id = $1', [line.id])
  expect((await open(path)).status).toBe(404)
  expect(heard).toEqual([])
})
