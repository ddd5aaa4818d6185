import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../src/kit/clock.ts'
import { call, startWebhook, type Webhook } from './calls.ts'
import { contractJson, contractText } from './contract.ts'
import { startTwilio, type TwilioFake } from './twilio.ts'
import { twilioSignature } from './twilio-callbacks.ts'

describe('the Twilio fake', () => {
  const clock = new TestClock('2026-11-21T15:04:05Z')
  const ANA = '+15125550147'
  let fake: TwilioFake
  let hook: Webhook
  beforeEach(async () => {
    clock.set('2026-11-21T15:04:05Z')
    hook = await startWebhook()
    fake = await startTwilio({ clock, webhookUrl: hook.url })
  })
  afterEach(async () => {
    await fake.close()
    await hook.close()
  })

  const account = () => `${fake.url}/2010-04-01/Accounts/${fake.credentials.account_sid}`
  function headers(password = fake.credentials.auth_token) {
    const pair = Buffer.from(`${fake.credentials.account_sid}:${password}`).toString('base64')
    return { authorization: `Basic ${pair}` }
  }
  const send = (form: Record<string, string>, password?: string) =>
    call(`${account()}/Messages.json`, { form, headers: headers(password) })
  const file = (code: number) => contractJson('twilio', `rest.error.${code}.json`)
  const message = { To: ANA, From: '+15125550100', Body: 'Hello' }

  test('rest.message_create.request.txt is taken, its answer has the shape of the contract’s', async () => {
    const form = Object.fromEntries(
      new URLSearchParams(contractText('twilio', 'rest.message_create.request.txt')),
    )
    const { status, body } = await send(form)
    expect(status).toBe(201)
    const wanted = contractJson('twilio', 'rest.message_create.response.201.json')
    expect(Object.keys(body).sort()).toEqual(Object.keys(wanted).sort())
    expect(body).toMatchObject({ status: 'accepted', num_segments: '0', body: form.Body, to: ANA })
  })

  test.each<[string, Record<string, string>, number]>([
    ['an unknown parameter', { ...message, Text: 'Hello' }, 20001],
    ['no recipient', { From: message.From, Body: 'Hello' }, 21604],
    ['a national number', { ...message, To: '5125550147' }, 21211],
    ['a number with letters', { ...message, To: '+1512555XXXX' }, 21211],
    ['no body', { To: ANA, From: message.From }, 21602],
    ['a body of 1601 characters', { ...message, Body: 'x'.repeat(1601) }, 21617],
    ['no sender', { To: ANA, Body: 'Hello' }, 21603],
    ['a sender and a service', { ...message, MessagingServiceSid: `MG${'a'.repeat(32)}` }, 21603],
    ['somebody else’s number', { ...message, From: '+15125550999' }, 21659],
    ['a validity of 36001 s', { ...message, ValidityPeriod: '36001' }, 20001],
    ['a validity of no time', { ...message, ValidityPeriod: '0' }, 20001],
    ['a callback that is no URL', { ...message, StatusCallback: '/status' }, 21609],
  ])('%s is refused', async (_, form, code) => {
    expect(await send(form)).toMatchObject({ status: 400, body: { code, status: 400 } })
    expect(fake.sent).toEqual([])
  })

  test('its own errors are those of the contract’s files', async () => {
    expect(await send(message, 'wrong')).toEqual({ status: 401, body: file(20003) })
    const elsewhere = await call(`${account()}/Nothing.json`, { headers: headers() })
    expect(elsewhere).toEqual({ status: 404, body: file(20404) })
    fake.state.landlines.add('+15125550100')
    expect(await send({ ...message, To: '+15125550100' })).toEqual({ status: 400, body: file(21614) })
  })

  test('STOP blocks, START lifts it, and the webhook is told of both', async () => {
    const ana = fake.emulate({ phone: ANA })
    await ana.writes('Cancel')
    expect(await send(message)).toEqual({ status: 400, body: file(21610) })
    await ana.writes('yes')
    expect((await send(message)).status).toBe(201)
    expect(hook.received.map(({ body }) => new URLSearchParams(body).get('OptOutType'))).toEqual([
      ...['STOP', 'START'],
    ])
    expect(fake.state.autoReplies).toEqual([
      { to: ANA, keyword: 'STOP' },
      { to: ANA, keyword: 'START' },
    ])
  })

  test('without Advanced Opt-Out the same happens and the webhook does not say it', async () => {
    const plain = await startTwilio({ clock, webhookUrl: hook.url, hasAdvancedOptOut: false })
    await plain.deliver.text({ from: ANA, text: 'STOP' })
    expect(plain.state.optedOut.has(ANA)).toBe(true)
    expect(new URLSearchParams(hook.received[0]?.body).has('OptOutType')).toBe(false)
    await plain.close()
  })

  test('statuses go to the message’s own address, signed for it, and never fall back in rank', async () => {
    const StatusCallback = `${hook.url}?message=1`
    const { body } = await send({ ...message, StatusCallback })
    await fake.deliver.status(body.sid, 'delivered')
    await fake.deliver.status(body.sid, 'sent')
    const signed = hook.received.map(({ body: form, headers: given }) => {
      const ours = twilioSignature(fake.credentials.auth_token ?? '', StatusCallback, form)
      return ours === given['x-twilio-signature']
    })
    expect(signed).toEqual([true, true])
    const listed = await call(`${account()}/Messages/${body.sid}.json`, { headers: headers() })
    expect(listed.body.status).toBe('delivered')
  })

  test('messages are listed by recipient and day, newest first, in pages', async () => {
    for (const Body of ['one', 'two', 'three']) await send({ ...message, Body })
    await send({ ...message, To: '+15125550199' })
    const list = (query: Record<string, string>) =>
      call(`${account()}/Messages.json?${new URLSearchParams(query)}`, { headers: headers() })
    const { body } = await list({ To: ANA, 'DateSent>': '2026-11-21', PageSize: '2' })
    expect(body.messages.map((each: { body: string }) => each.body)).toEqual(['three', 'two'])
    const next = await call(`${fake.url}${body.next_page_uri}`, { headers: headers() })
    expect(next.body.messages.map((each: { body: string }) => each.body)).toEqual(['one'])
    expect(next.body.next_page_uri).toBe(null)
    expect((await list({ To: ANA, 'DateSent>': '2026-11-22' })).body.messages).toEqual([])
    expect(await list({ Recipient: ANA })).toMatchObject({ status: 400 })
  })
})
