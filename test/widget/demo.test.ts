/** The demo clinic's channels, as `demo.json` names them. */
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demo, prepareDemo } from '../../src/demo.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { createLog } from '../../src/kit/log.ts'
import { testDatabase } from '../database.ts'

const URL_ONE = 'http://127.0.0.1:3000'
const secret = 'a test secret of at least thirty-two characters'

let database: Awaited<ReturnType<typeof testDatabase>>
let dataDir: string
let foyer: Foyer
let demo: Demo

async function start(publicUrl: string): Promise<Foyer> {
  const config = parseConfig({ FOYER_SECRET: secret, PUBLIC_URL: publicUrl, NODE_ENV: 'test' })
  return startFoyer({
    config: { ...config, secret },
    connection: database.connection,
    log: createLog({ level: 'silent' }),
    isMigrated: true,
    listens: false,
  })
}

const file = () => join(dataDir, 'demo.json')
const read = async () => JSON.parse(await readFile(file(), 'utf8')) as Demo

beforeAll(async () => {
  database = await testDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'foyer-demo-'))
  foyer = await start(URL_ONE)
  demo = (await prepareDemo(foyer, dataDir)) as Demo
})
afterAll(async () => {
  await foyer.stop()
  await database.drop()
  await rm(dataDir, { recursive: true })
})

async function connections(): Promise<{ vendor: string; settings: Record<string, string> }[]> {
  const answer = await foyer.request('/api/connections', {
    headers: { authorization: `Bearer ${demo.api_key}` },
  })
  return ((await answer.json()) as { connections: { vendor: string; settings: Record<string, string> }[] })
    .connections
}

test('a first start connects every channel, and shows no secret of it', async () => {
  expect(await read()).toEqual(demo)
  const found = await connections()
  expect(found.map(({ vendor }) => vendor).toSorted()).toEqual([
    'calcom',
    'chatwoot',
    'instagram',
    'twilio',
    'whatsapp',
    'widget',
  ])
  const secrets = [demo.chatwoot, demo.whatsapp, demo.instagram, demo.twilio, demo.widget].map(
    ({ secret }) => secret,
  )
  expect(new Set(secrets).size).toBe(5)
  for (const secret of secrets) expect(JSON.stringify(found)).not.toContain(secret)
  for (const { vendor, settings } of found) {
    if (vendor !== 'calcom' && vendor !== 'widget') expect(settings.is_local).toBe('yes')
  }
})

test('a delivery that is signed with the secret is taken, and one that is not is refused', async () => {
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] })
  const { pathname } = new URL(demo.whatsapp.webhook_url)
  const post = (key: string) =>
    foyer.request(pathname, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
      },
      body,
    })
  expect((await post(demo.whatsapp.secret)).status).toBe(200)
  expect((await post(demo.instagram.secret)).status).toBe(401)
})

test('the widget’s address takes a message, and its secret proves a user', async () => {
  const { pathname } = new URL(demo.widget.webhook_url)
  const hash = createHmac('sha256', demo.widget.secret).update('emma').digest('hex')
  const json = { 'content-type': 'application/json' }
  const session = await foyer.request(pathname.replace(/messages$/, 'session'), {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ user_id: 'emma', user_hash: hash }),
  })
  const { token } = (await session.json()) as { token: string }
  const answer = await foyer.request(pathname, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: randomUUID(), text: 'Hello' }),
  })
  expect(answer.status).toBe(202)
})

test('a demo.json of a former version is completed once, and nothing in it changes', async () => {
  const { widget: _, twilio: __, booking_url: ___, ...former } = demo
  await writeFile(file(), JSON.stringify(former))
  const before = (await connections()).length
  const completed = (await prepareDemo(foyer, dataDir)) as Demo
  expect(completed).toMatchObject(former)
  expect(completed.booking_url).toBe(demo.booking_url)
  expect(completed.widget.webhook_url).toBe(demo.widget.webhook_url)
  expect(completed.twilio.secret).toMatch(/^[0-9a-f]{32}$/)
  expect(await read()).toEqual(completed)
  expect((await connections()).length).toBe(before + 2)
  expect(await prepareDemo(foyer, dataDir)).toEqual(completed)
  expect((await connections()).length).toBe(before + 2)
})

test('started under another address, every address in it moves', async () => {
  const before = await read()
  const moved = await start('http://127.0.0.1:4000')
  const there = (await prepareDemo(moved, dataDir)) as Demo
  await moved.stop()
  const expected = JSON.parse(JSON.stringify(before).replaceAll(URL_ONE, 'http://127.0.0.1:4000'))
  expect(there).toEqual(expected)
  expect(await read()).toEqual(expected)
})
