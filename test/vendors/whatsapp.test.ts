import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../src/kit/clock.ts'
import { call, startWebhook, type Webhook } from './calls.ts'
import { contractJson } from './contract.ts'
import { startWhatsApp, type WhatsAppFake } from './whatsapp.ts'
import { type WhatsAppPerson, whatsAppPerson } from './whatsapp-callbacks.ts'

describe('the WhatsApp fake', () => {
  const clock = new TestClock('2026-11-21T15:04:05Z')
  let fake: WhatsAppFake
  let hook: Webhook
  let ana: WhatsAppPerson
  beforeEach(async () => {
    clock.set('2026-11-21T15:04:05Z')
    hook = await startWebhook()
    fake = await startWhatsApp({ clock, webhookUrl: hook.url })
    ana = whatsAppPerson({ phone: '+15125550147' })
    fake.hears(ana)
  })
  afterEach(async () => {
    await fake.close()
    await hook.close()
  })

  const authorization = () => `Bearer ${fake.credentials.access_token}`
  const send = (json: unknown, headers: Record<string, string> = { authorization: authorization() }) =>
    call(`${fake.url}/v23.0/${fake.credentials.phone_number_id}/messages`, { json, headers })
  const file = (name: string) => contractJson('whatsapp', name)
  const text = { ...file('send.text.request.json') }

  test.each([
    'send.text.request.json',
    'send.interactive_buttons.request.json',
    'send.interactive_list.request.json',
    'send.mark_read_typing.request.json',
  ])('%s is taken', async (name) => {
    expect(await send(file(name))).toMatchObject({ status: 200 })
  })

  test('the answer has the shape of send.response.200.json', async () => {
    const { body } = await send(text)
    expect(Object.keys(body)).toEqual(Object.keys(file('send.response.200.json')))
    expect(body.contacts).toEqual([{ input: '15125550147', wa_id: '15125550147' }])
    expect(fake.sent).toMatchObject([{ text: text.text.body, vendorMessageId: body.messages[0].id }])
  })

  const button = (title: string, id = title) => ({ type: 'reply', reply: { id, title } })
  const buttons = (all: object[]) => {
    const body = file('send.interactive_buttons.request.json')
    return { ...body, interactive: { ...body.interactive, action: { buttons: all } } }
  }
  const list = (rows: object[], more: object = {}) => {
    const body = file('send.interactive_list.request.json')
    const action = { button: 'Times', sections: [{ title: 'Friday', rows }], ...more }
    return { ...body, interactive: { ...body.interactive, action } }
  }
  const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `${i}`, title: `${i}:00` }))

  test.each<[string, unknown]>([
    ['an unknown field', { ...text, priority: 'high' }],
    ['no type', { ...text, type: undefined }],
    ['another product', { ...text, messaging_product: 'instagram' }],
    ['an unknown kind of recipient', { ...text, recipient_type: 'business_scoped_user_id' }],
    ['nobody', { ...text, to: undefined }],
    ['a number with spaces', { ...text, to: '+1 512 555 0147' }],
    ['an empty text', { ...text, text: { body: '' } }],
    ['a text of 4097 characters', { ...text, text: { body: 'x'.repeat(4097) } }],
    ['a number where a text belongs', { ...text, text: { body: 7 } }],
    ['four buttons', buttons(['1', '2', '3', '4'].map((title) => button(title)))],
    ['no button', buttons([])],
    ['a title of 21 characters', buttons([button('x'.repeat(21))])],
    ['two buttons of one title', buttons([button('Friday', '1'), button('Friday', '2')])],
    ['two buttons of one id', buttons([button('Friday', '1'), button('Monday', '1')])],
    ['eleven rows', list(rows(11))],
    ['a row of 25 characters', list([{ id: '1', title: 'x'.repeat(25) }])],
    ['a description of 73 characters', list([{ id: '1', title: '1', description: 'x'.repeat(73) }])],
    ['a list’s button of 21 characters', list(rows(2), { button: 'x'.repeat(21) })],
    ['a body that is no JSON object', 'hello'],
  ])('%s is refused with code 100', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: 100 } } })
    expect(fake.sent).toEqual([])
  })

  test('a wrong token, or none, is answered with send.error.190_token_expired.json', async () => {
    for (const headers of [{ authorization: 'Bearer wrong' }, {}] as Record<string, string>[]) {
      const expected = { status: 401, body: file('send.error.190_token_expired.json') }
      expect(await send(text, headers)).toEqual(expected)
    }
  })

  test('another number’s id is not found', async () => {
    const headers = { authorization: authorization() }
    const answer = await call(`${fake.url}/v23.0/1/messages`, { json: text, headers })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } })
  })

  test('the window closes 24 hours after the last inbound message and opens with the next', async () => {
    clock.advance({ hours: 23, minutes: 59 })
    expect((await send(text)).status).toBe(200)
    clock.advance({ minutes: 1 })
    expect(await send(text)).toMatchObject({ status: 400, body: { error: { code: 131047 } } })
    fake.hears(ana)
    expect((await send(text)).status).toBe(200)
  })

  test('a closed window can be told by a status instead, as status.failed_131047.json', async () => {
    const other = await startWhatsApp({ clock, webhookUrl: hook.url, closedWindow: 'by_status' })
    const headers = { authorization: authorization() }
    const url = `${other.url}/v23.0/${other.credentials.phone_number_id}/messages`
    expect((await call(url, { json: text, headers })).status).toBe(200)
    await other.idle()
    const [told] = hook.received.map(({ body }) => JSON.parse(body))
    const status = told.entry[0].changes[0].value.statuses[0]
    expect(status).toMatchObject({ status: 'failed', errors: [{ code: 131047 }] })
    expect(status.biz_opaque_callback_data).toBe(text.biz_opaque_callback_data)
    await other.close()
  })

  test('templates are known by name, language and number of parameters', async () => {
    const body = file('send.template.request.json')
    const code = async () => (await send(body)).body.error?.code
    expect(await code()).toBe(132001)
    const known = { name: 'appointment_reminder', language: 'en_US', category: 'UTILITY' } as const
    fake.templates.push({ ...known, language: 'en', parameters: 2 })
    expect(await code()).toBe(132001)
    fake.templates.splice(0, 1, { ...known, parameters: 3 })
    expect(await code()).toBe(132000)
    fake.templates.splice(0, 1, { ...known, parameters: 2, status: 'PAUSED' })
    expect(await code()).toBe(132015)
    fake.templates.splice(0, 1, { ...known, parameters: 2 })
    clock.advance({ hours: 48 })
    expect(await code()).toBeUndefined()
    expect(fake.sent[0]?.template?.parameters).toEqual(['Ana', 'Fri, Nov 27 at 10:00 AM'])
  })

  test('marketing is held back from US numbers and from those who stopped it', async () => {
    const body = file('send.template.request.json')
    const known = { name: 'appointment_reminder', language: 'en_US', parameters: 2 }
    fake.templates.push({ ...known, category: 'MARKETING' })
    await send(body)
    await fake.idle()
    expect(hook.received[0]?.body).toContain('131049')
    fake.state.withoutMarketing.add(ana.userId)
    expect((await send(body)).body.error.code).toBe(131050)
  })

  test('45 messages to one person may burst; then one goes every six seconds', async () => {
    for (let i = 0; i < 45; i += 1) expect((await send(text)).status).toBe(200)
    const refused = await send(text)
    expect(refused.body.error).toMatchObject({
      ...contractJson('whatsapp', 'send.error.131056_pair_rate.json').error,
      fbtrace_id: expect.any(String),
    })
    clock.advance({ seconds: 6 })
    expect((await send(text)).status).toBe(200)
    expect((await send(text)).body.error.code).toBe(131056)
  })

  test('a business-scoped id reaches by `recipient`; in `to` it is taken and lost', async () => {
    const ben = fake.emulate({ isPhoneHidden: true })
    fake.hears(ben.who)
    const { to: _, ...rest } = text
    await send({ ...rest, recipient: ben.who.userId })
    expect(await ben.reads()).toMatchObject({ text: text.text.body })
    expect((await send({ ...rest, to: ben.who.userId })).status).toBe(200)
    expect(ben.unread()).toEqual([])
  })

  test('statuses are told in order where they are asked for, and read when it is read', async () => {
    const other = await startWhatsApp({ clock, webhookUrl: hook.url, tellsStatuses: true })
    const eva = other.emulate()
    await eva.writes('Hi')
    const headers = { authorization: authorization() }
    const url = `${other.url}/v23.0/${other.credentials.phone_number_id}/messages`
    await call(url, { json: { ...text, to: eva.who.waId }, headers })
    await eva.reads()
    await other.idle()
    const told = hook.received
      .slice(1)
      .map(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses[0])
    expect(told.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read'])
    await other.close()
  })
})
