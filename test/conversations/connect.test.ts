/** Settings > Connections for channels: what a vendor asks for, what is kept of it, and what a check says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { startTwilio } from '../vendors/twilio.ts'

let desk: TestDesk
let twilio: Awaited<ReturnType<typeof startTwilio>>

beforeAll(async () => {
  twilio = await startTwilio({})
  desk = await openDesk({ listens: true, vendorUrls: { twilio: twilio.url } })
})
afterAll(async () => {
  await desk.close()
  await twilio.close()
})

const connect = (body: object) => desk.api('POST', '/api/connections', { body })
const connectTwilio = async (more: object = {}) =>
  (await connect({ vendor: 'twilio', name: 'Texts', credentials: { ...twilio.credentials, ...more } })).body
    .connection.id as string
const listed = async (id: string) =>
  (await desk.api('GET', '/api/connections')).body.connections.find((one: { id: string }) => one.id === id)
const check = (id: string) => desk.api('POST', `/api/connections/${id}/check`)

test('every vendor says what it asks for and where that stands', async () => {
  const { body } = await desk.api('GET', '/api/connections/vendors')
  expect(body.vendors.map(({ vendor }: { vendor: string }) => vendor)).toEqual([
    'calcom',
    'chatwoot',
    'whatsapp',
    'instagram',
    'twilio',
    'widget',
  ])
  const of = (name: string) => body.vendors.find(({ vendor }: { vendor: string }) => vendor === name)
  expect(of('twilio').fields).toContainEqual({
    name: 'auth_token',
    label: 'Auth token',
    hint: expect.stringContaining('Twilio Console'),
    is_secret: true,
    is_optional: false,
  })
  expect(of('widget')).toMatchObject({ fields: [], can_check: false })
})

test('what is missing or unknown is refused by its name, and nothing is kept', async () => {
  const before = await desk.rows('select count(*) from connections')
  const { phone_number: _, ...rest } = twilio.credentials
  const wrong: [object, string][] = [
    [{ credentials: rest }, '/credentials/phone_number'],
    [{ credentials: { ...twilio.credentials, phone_number: '  ' } }, '/credentials/phone_number'],
    [{ credentials: { ...twilio.credentials, api_key: 'x' } }, '/credentials/api_key'],
    [{ credentials: { ...twilio.credentials, auth_token: 'two\nlines' } }, '/credentials/auth_token'],
    [{ secret: 'a secret of sixteen letters' }, '/secret'],
    [{}, '/credentials/account_sid'],
  ]
  for (const [body, pointer] of wrong) {
    const refused = await connect({ vendor: 'twilio', name: 'Texts', ...body })
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer }]])
  }
  const calcom = await connect({ vendor: 'calcom', name: 'x', credentials: { token: 'x' } })
  expect(calcom.body.errors).toMatchObject([{ pointer: '/credentials/token' }])
  const chatwoot = { account_id: '1', inbox_id: '1', bot_token: 'x', webhook_secret: 'y' }
  const nowhere = await connect({
    vendor: 'chatwoot',
    name: 'x',
    credentials: { ...chatwoot, base_url: 'chat.example.com' },
  })
  expect(nowhere.body.errors).toMatchObject([{ pointer: '/credentials/base_url' }])
  expect(await desk.rows('select count(*) from connections')).toEqual(before)
})

test('secrets are sealed and never shown; the rest is', async () => {
  const made = await connect({ vendor: 'twilio', name: 'Texts', credentials: twilio.credentials })
  expect(made.status).toBe(201)
  expect(made.body.connection.secret).toBeNull()
  const { account_sid, phone_number, auth_token } = twilio.credentials
  const known = await listed(made.body.connection.id)
  expect(known).toMatchObject({
    settings: { account_sid, phone_number },
    webhook_url: `${desk.address}/webhooks/twilio/${made.body.connection.id}`,
    snippet: null,
  })
  expect(JSON.stringify(known)).not.toContain(auth_token)
  const [row] = await desk.rows('select * from connections where id = $1', [made.body.connection.id])
  expect(JSON.stringify(row)).not.toContain(auth_token)
})

test('a check names the account, and is remembered', async () => {
  const id = await connectTwilio()
  const checked = await check(id)
  expect(checked.body.label).toBeTruthy()
  expect(checked.body.connection).toMatchObject({ check_error: null, check_remedy: null })
  expect((await listed(id)).checked_at).toBe(desk.clock.now().toString({ smallestUnit: 'millisecond' }))
})

describe('a number', () => {
  const settingsOf = async (id: string) => (await listed(id)).settings
  const change = (id: string, credentials: object) =>
    desk.api('PUT', `/api/connections/${id}/credentials`, { body: { credentials } })

  test.each(['+1 512 555 0100', '+1 (512) 555-0100', '001 512-555-0100', '\u00a0+1.512.555.0100 '])(
    'entered as %j is kept as Twilio calls it',
    async (entered) => {
      const id = await connectTwilio({ phone_number: entered })
      expect((await settingsOf(id)).phone_number).toBe('+15125550100')
      expect((await check(id)).body.connection).toMatchObject({ check_error: null })
    },
  )

  test.each(['512 555 0100', '+1 512', '12345', 'our number', '+15125550100000000'])(
    '%j is none with its country code, and is refused with words, also as a change',
    async (entered) => {
      const credentials = { ...twilio.credentials, phone_number: entered }
      const refused = await connect({ vendor: 'twilio', name: 'Texts', credentials })
      expect(refused).toMatchObject({
        status: 422,
        body: {
          errors: [{ pointer: '/credentials/phone_number', detail: expect.stringContaining('+15125550100') }],
        },
      })
      const id = await connectTwilio()
      expect((await change(id, { phone_number: entered })).status).toBe(422)
      expect((await settingsOf(id)).phone_number).toBe('+15125550100')
    },
  )

  test('that the account does not have is said by a check, which asks Twilio for that very one', async () => {
    const id = await connectTwilio({ phone_number: '+1 512 555 0177' })
    expect((await check(id)).body.connection).toMatchObject({
      check_error: 'number_not_found',
      check_remedy: expect.stringMatching(/no such number that takes text messages/),
    })
    await change(id, { phone_number: '+1 512 555 0100' })
    expect((await check(id)).body.connection).toMatchObject({ check_error: null })
    twilio.state.takesTexts = false
    expect((await check(id)).body.connection).toMatchObject({ check_error: 'number_not_found' })
    twilio.state.takesTexts = true
  })

  test('of WhatsApp is Meta’s id of it, not the number itself', async () => {
    const credentials = {
      ...{ phone_number_id: '+1 512 555 0100', waba_id: '102290129340398' },
      ...{ access_token: 'token', app_secret: 'secret', verify_token: 'words' },
    }
    const refused = await connect({ vendor: 'whatsapp', name: 'WhatsApp', credentials })
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '/credentials/phone_number_id',
            detail: expect.stringContaining('not the number itself'),
          },
        ],
      },
    })
    const made = await connect({
      ...{ vendor: 'whatsapp', name: 'WhatsApp' },
      credentials: { ...credentials, phone_number_id: '106540352 242922' },
    })
    expect((await settingsOf(made.body.connection.id)).phone_number_id).toBe('106540352242922')
  })
})

test('a wrong credential is said by a check, changed without the others, and right afterwards', async () => {
  const id = await connectTwilio({ auth_token: 'f'.repeat(32) })
  expect((await check(id)).body.connection).toMatchObject({
    check_error: 'sign_in_failed',
    check_remedy: 'The vendor does not accept these credentials. Change them here.',
  })
  const change = (credentials: object) =>
    desk.api('PUT', `/api/connections/${id}/credentials`, { body: { credentials } })
  expect((await change({ auth_token: '' })).status).toBe(422)
  const changed = await change({ auth_token: twilio.credentials.auth_token })
  // What was found before says nothing of the new one.
  expect(changed.body.connection).toMatchObject({ checked_at: null, check_error: null })
  expect(changed.body.connection.settings.account_sid).toBe(twilio.credentials.account_sid)
  expect((await check(id)).body.connection.check_error).toBeNull()
  const told = await desk.rows(`select type from events where payload ->> 'connectionId' = $1 order by id`, [
    id,
  ])
  expect(told.map(({ type }) => type)).toEqual(['connection.created', 'connection.secret_changed'])
})

test('what is optional is taken away by an empty text', async () => {
  const id = await connectTwilio({ messaging_service_sid: 'MG0123456789abcdef0123456789abcdef' })
  expect((await listed(id)).settings).toHaveProperty('messaging_service_sid')
  await desk.api('PUT', `/api/connections/${id}/credentials`, {
    body: { credentials: { messaging_service_sid: '' } },
  })
  expect((await listed(id)).settings).not.toHaveProperty('messaging_service_sid')
})

test('a vendor that cannot be reached is said to be so', async () => {
  const made = await connect({
    vendor: 'chatwoot',
    name: 'Chatwoot',
    credentials: {
      base_url: 'http://127.0.0.1:9',
      account_id: '1',
      inbox_id: '1',
      bot_token: 'x',
      webhook_secret: 'y',
    },
  })
  expect((await check(made.body.connection.id)).body.connection).toMatchObject({
    check_error: 'unreachable',
    check_remedy: expect.stringContaining('try again'),
  })
})

test('the website chat has a line for the page, and nothing else to enter', async () => {
  const made = await connect({ vendor: 'widget', name: 'Website' })
  expect(made.body.connection).toMatchObject({ secret: null, webhook_url: null })
  const known = await listed(made.body.connection.id)
  const slug = (await desk.api('GET', '/api/clinic')).body.clinic.slug
  expect(known.snippet).toBe(`<script src="${desk.address}/widget.js" data-clinic="${slug}" async></script>`)
  expect((await check(made.body.connection.id)).body.connection.check_error).toBeNull()
})

test('what proves who a visitor is, is made anew and shown once', async () => {
  const { id } = (await connect({ vendor: 'widget', name: 'Website' })).body.connection
  const { status, body } = await desk.api('POST', `/api/connections/${id}/secret`)
  expect(status).toBe(200)
  expect(body.connection).toEqual({ id, secret: expect.stringMatching(/^whsec_/), webhook_url: null })
})

test('Cal.com tells by its own test; it is asked nothing, and its secret is made here', async () => {
  const { id } = desk.clinic.calcom
  expect(await check(id)).toMatchObject({ status: 409, body: { type: '/problems/not-checkable' } })
  expect((await desk.api('POST', `/api/connections/${id}/secret`)).body.connection.secret).toMatch(/^whsec_/)
  const other = await connectTwilio()
  expect((await desk.api('POST', `/api/connections/${other}/secret`)).status).toBe(409)
})

test('another clinic checks and changes nothing of ours', async () => {
  const id = await connectTwilio()
  const as = (await desk.openClinic('Lakeside')).keys.owner
  expect((await desk.api('POST', `/api/connections/${id}/check`, { as })).status).toBe(404)
  const body = { credentials: { auth_token: 'stolen' } }
  expect((await desk.api('PUT', `/api/connections/${id}/credentials`, { as, body })).status).toBe(404)
})
