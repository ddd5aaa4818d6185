import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, startWebhook, type Webhook } from './calls.ts'
import { metaSignature } from './meta.ts'
import { startTwilio } from './twilio.ts'
import { startWhatsApp, type WhatsAppFake } from './whatsapp.ts'
import { whatsAppPerson } from './whatsapp-callbacks.ts'

describe('what goes wrong on purpose', () => {
  let fake: WhatsAppFake
  let hook: Webhook
  beforeEach(async () => {
    hook = await startWebhook()
    fake = await startWhatsApp({ webhookUrl: hook.url })
  })
  afterEach(async () => {
    await fake.close()
    await hook.close()
  })

  const ana = whatsAppPerson({ phone: '+15125550147' })
  const say = (text: string) => fake.deliver.text({ from: ana, text })
  const heard = () =>
    hook.received.map(({ body }) => JSON.parse(body).entry[0].changes[0].value.messages[0].text.body)

  test('callbacks are signed over the very bytes, with what is not ASCII escaped', async () => {
    await say('Olá 🙂')
    const [{ body, headers } = { body: '', headers: {} }] = hook.received
    expect(body).toContain('Ol\\u00e1 \\ud83d\\ude42')
    expect(headers['x-hub-signature-256']).toBe(metaSignature(fake.credentials.app_secret, body))
  })

  test('they can come twice, late, out of order, unsigned or never', async () => {
    fake.faults.callbacks = { copies: 2 }
    expect(await say('twice')).toHaveLength(2)
    fake.faults.callbacks = { isReordered: true }
    expect(await say('first')).toEqual([])
    await say('second')
    fake.faults.callbacks = { isLost: true }
    await say('lost')
    fake.faults.callbacks = { isUnsigned: true, delayMs: 20 }
    await say('unsigned')
    expect(heard()).toEqual(['twice', 'twice', 'second', 'first', 'unsigned'])
    expect(hook.received[0]?.body).toBe(hook.received[1]?.body)
    expect(hook.received.at(-1)?.headers['x-hub-signature-256']).toBeUndefined()
  })

  test('a webhook that nobody serves is answered by nobody', async () => {
    fake.state.webhookUrl = 'http://127.0.0.1:9/'
    expect(await say('anybody?')).toEqual([{ status: 0, body: '', contentType: null }])
  })

  test('they can take a detour: signed for the public address, delivered where something listens', async () => {
    const calls: { url: string; body: string }[] = []
    fake.state.webhookUrl = 'https://clinic.example/webhooks/whatsapp/1'
    fake.state.transport = (url, { body }) => {
      calls.push({ url, body })
      return new Response('taken', { status: 202 })
    }
    expect(await say('Hi')).toMatchObject([{ status: 202, body: 'taken' }])
    expect(calls).toMatchObject([{ url: fake.state.webhookUrl }])
  })

  test('answers are lost, late or refused, for as many messages as asked for', async () => {
    fake.hears(ana)
    const json = { messaging_product: 'whatsapp', to: ana.waId, type: 'text', text: { body: 'Hello' } }
    const headers = { authorization: `Bearer ${fake.credentials.access_token}` }
    const url = `${fake.url}/v23.0/${fake.credentials.phone_number_id}/messages`
    const send = () => call(url, { json, headers })
    fake.faults.onSend({ kind: 'lose_answer' })
    await expect(send()).rejects.toThrow()
    expect(fake.sent).toHaveLength(1)
    fake.faults.onSend({ kind: 'lose_request' })
    await expect(send()).rejects.toThrow()
    expect(fake.sent).toHaveLength(1)
    fake.faults.onSend({ kind: 'refuse', status: 429, headers: { 'retry-after': '3' } }, 2)
    expect([await send(), await send()]).toMatchObject([{ status: 429 }, { status: 429 }])
    fake.faults.onSend({ kind: 'fail_after', status: 502 })
    expect(await send()).toMatchObject({ status: 502 })
    expect(await send()).toMatchObject({ status: 200 })
    expect(fake.sent).toHaveLength(3)
  })
})

describe('a played person', () => {
  test('reads what was sent to them one after the other, waits for more, and taps what is offered', async () => {
    const hook = await startWebhook()
    const fake = await startWhatsApp({ webhookUrl: hook.url })
    const [ana, ben] = [fake.emulate({ name: 'Ana' }), fake.emulate({ name: 'Ben', isPhoneHidden: true })]
    await Promise.all([ana.writes('Hi'), ben.writes('Hello')])
    const headers = { authorization: `Bearer ${fake.credentials.access_token}` }
    const url = `${fake.url}/v23.0/${fake.credentials.phone_number_id}/messages`
    const send = (to: object, content: object) =>
      call(url, {
        json: { messaging_product: 'whatsapp', recipient_type: 'individual', ...to, ...content },
        headers,
      })
    const reply = (title: string) => ({ type: 'reply', reply: { id: `id-${title}`, title } })
    const coming = ana.reads()
    const body = { text: 'When?' }
    const action = { buttons: [reply('Friday'), reply('Monday')] }
    await send({ to: ana.who.waId }, { type: 'interactive', interactive: { type: 'button', body, action } })
    expect(await coming).toMatchObject({ text: 'When?', choices: [{ title: 'Friday' }, { title: 'Monday' }] })
    expect(() => ana.taps('Sunday')).toThrow('Sunday is not offered; there is Friday, Monday')
    await ana.taps('Monday')
    const { messages } = JSON.parse(hook.received.at(-1)?.body ?? '{}').entry[0].changes[0].value
    expect(messages[0].interactive.button_reply).toEqual({ id: 'id-Monday', title: 'Monday' })
    await send({ recipient: ben.who.userId }, { type: 'text', text: { body: 'Hello Ben' } })
    expect(await ben.reads()).toMatchObject({ text: 'Hello Ben' })
    await expect(ana.reads(20)).rejects.toThrow('nothing more reached this person within 20 ms')
    await fake.close()
    await hook.close()
  })

  test('hundreds of people write at once in no time', async () => {
    const hook = await startWebhook()
    const fake = await startTwilio({ webhookUrl: hook.url })
    const people = Array.from({ length: 200 }, () => fake.emulate())
    const startedAt = performance.now()
    const answers = await Promise.all(people.map((person) => person.writes('Hi')))
    const perSecond = 200 / ((performance.now() - startedAt) / 1000)
    expect(answers.flat().every(({ status }) => status === 200)).toBe(true)
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(200)
    expect(perSecond).toBeGreaterThan(100)
    await fake.close()
    await hook.close()
  })
})
