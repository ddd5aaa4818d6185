import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../src/kit/clock.ts'
import { call, startWebhook, type Webhook } from './calls.ts'
import { type ChatwootFake, startChatwoot } from './chatwoot.ts'
import { contractJson } from './contract.ts'

describe('the Chatwoot fake', () => {
  const clock = new TestClock('2026-11-21T15:04:05Z')
  let fake: ChatwootFake
  let hook: Webhook
  beforeEach(async () => {
    clock.set('2026-11-21T15:04:05Z')
    hook = await startWebhook()
    fake = await startChatwoot({ clock, webhookUrl: hook.url, tellsEvents: true, retryMs: 1 })
  })
  afterEach(async () => {
    await fake.close()
    await hook.close()
  })

  const file = (name: string) => contractJson('chatwoot', name)
  type Token = 'bot_token' | 'admin_token'
  const ask = (path: string, json?: unknown, token: Token = 'bot_token') =>
    call(`${fake.url}/api/v1/accounts/1/${path}`, {
      ...{ json, headers: { api_access_token: fake.credentials[token] ?? '' } },
    })
  const events = () => hook.received.map(({ body }) => JSON.parse(body))

  function anaWrote() {
    const conversation = fake.openConversation({ phone: '+15125550147' })
    fake.compose.text({ conversation, text: 'Hi' })
    return conversation
  }

  test.each([
    'api.create_message.text.request.json',
    'api.create_message.input_select.request.json',
    'api.create_message.private_note.request.json',
    'api.create_message.whatsapp_template.request.json',
  ])('%s is taken and told as an echo', async (name) => {
    const { id } = anaWrote()
    const { status, body } = await ask(`conversations/${id}/messages`, file(name))
    expect(status).toBe(200)
    const wanted = Object.keys(file('api.create_message.response.json'))
    expect(Object.keys(body).sort()).toEqual(wanted.sort())
    await fake.idle()
    expect(events()[0]).toMatchObject({ event: 'message_created', message_type: 'outgoing', id: body.id })
    expect(fake.sent).toHaveLength(name.includes('private') ? 0 : 1)
  })

  const text = file('api.create_message.text.request.json')
  const items = (all: unknown) => ({
    ...{ ...text, content_type: 'input_select', content_attributes: { items: all } },
  })
  test.each<[string, unknown]>([
    ['an unknown field', { ...text, body: 'Hi' }],
    ['source_id, which would keep it from the person', { ...text, source_id: 'x' }],
    ['an incoming message', { ...text, message_type: 'incoming' }],
    ['no content', { ...text, content: '' }],
    [
      'items that are no input_select',
      { ...text, content_attributes: { items: [{ title: 'a', value: 'b' }] } },
    ],
    ['items without a value', items([{ title: 'a' }])],
    ['no items', items([])],
    ['an unknown attribute', { ...text, content_attributes: { our_id: 1 } }],
    ['a template without a category', { ...text, template_params: { name: 'x', language: 'en' } }],
  ])('%s is refused with 422', async (_, body) => {
    const { id } = anaWrote()
    expect(await ask(`conversations/${id}/messages`, body)).toMatchObject({ status: 422 })
    expect(fake.sent).toEqual([])
  })

  test('a bot’s token opens what the contract lists and nothing else', async () => {
    const { id } = anaWrote()
    const refusal = { status: 401, body: { error: 'Access to this endpoint is not authorized for bots' } }
    for (const path of [`conversations/${id}/messages`, 'contacts/search?q=Ana', 'inboxes/11']) {
      expect(await ask(path)).toEqual(refusal)
      expect((await ask(path, undefined, 'admin_token')).status).toBe(200)
    }
    const wrong = await call(`${fake.url}/api/v1/accounts/1/conversations/1`, {
      headers: { api_access_token: 'wrong' },
    })
    expect(wrong).toEqual({ status: 401, body: file('api.error.401.json') })
    const gone = await ask('conversations/999/messages', text)
    expect(gone).toEqual({ status: 404, body: file('api.error.404.json') })
  })

  test('handing over opens a pending conversation, and the webhook says so', async () => {
    const conversation = anaWrote()
    const { body } = await ask(`conversations/${conversation.id}/toggle_status`, { status: 'open' })
    const wanted = file('api.toggle_status.response.json')
    expect(body).toEqual({ ...wanted, payload: { ...wanted.payload, conversation_id: conversation.id } })
    await fake.idle()
    expect(events()).toMatchObject([
      { event: 'conversation_status_changed', status: 'open', changed_attributes: null },
    ])
    await ask(`conversations/${conversation.id}/toggle_status`, { status: 'pending' })
    expect(conversation.status).toBe('pending')
  })

  test('a resolved conversation comes back pending, a snoozed one open', async () => {
    const conversation = anaWrote()
    conversation.status = 'resolved'
    await fake.deliver.text({ conversation, text: 'One more thing' })
    expect(conversation.status).toBe('pending')
    conversation.status = 'snoozed'
    await fake.deliver.text({ conversation, text: 'And another' })
    expect(conversation.status).toBe('open')
  })

  test('outside the window text fails afterwards and a known template goes out', async () => {
    const { id } = anaWrote()
    clock.advance({ hours: 24 })
    expect((await ask(`conversations/${id}/messages`, text)).body.status).toBe('sent')
    const template = file('api.create_message.whatsapp_template.request.json')
    await ask(`conversations/${id}/messages`, template)
    fake.state.templates.push({ name: 'appointment_reminder', language: 'en_US' })
    await ask(`conversations/${id}/messages`, template)
    await fake.idle()
    const failures = events().filter(({ event }) => event === 'message_updated')
    expect(failures.map((told) => told.content_attributes.external_error)).toEqual([
      '131047: Re-engagement message',
      'Template not found or invalid template name',
    ])
    expect(failures[0].conversation).toMatchObject({ can_reply: false, messages: [{ status: 'failed' }] })
  })

  test('more than 200 messages a minute in one conversation are refused', async () => {
    const { id } = anaWrote()
    for (let i = 1; i < 200; i += 1) await ask(`conversations/${id}/messages`, text)
    const flooded = { status: 422, body: file('api.error.422.create_message.json') }
    expect(await ask(`conversations/${id}/messages`, text)).toEqual(flooded)
    clock.advance({ seconds: 61 })
    expect((await ask(`conversations/${id}/messages`, text)).status).toBe(200)
  })

  test('search shows 15 a page, and a number is taken once', async () => {
    for (let i = 0; i < 16; i += 1) fake.openConversation({ name: `Ana ${i}` })
    const first = await ask('contacts/search?q=ana', undefined, 'admin_token')
    expect(first.body.payload).toHaveLength(15)
    expect(first.body.meta).toEqual({ count: 16, current_page: 1, has_more: true })
    const second = await ask('contacts/search?q=ana&page=2', undefined, 'admin_token')
    expect(second.body.payload).toHaveLength(1)
    const contact = file('api.contacts_create.request.json')
    const made = await ask('contacts', contact, 'admin_token')
    expect(Object.keys(made.body.payload.contact).sort()).toEqual(
      Object.keys(file('api.contacts_create.response.json').payload.contact).sort(),
    )
    const again = { status: 422, body: file('api.error.422.record_invalid.json') }
    expect(await ask('contacts', contact, 'admin_token')).toEqual(again)
    const found = await ask('contacts/filter', file('api.contacts_filter.request.json'), 'admin_token')
    expect(found.body.payload).toMatchObject([{ phone_number: '+15125550147' }])
    const malformed = await ask('contacts', { name: 'Ben', phone_number: '512 555' }, 'admin_token')
    expect(malformed.body.payload.contact.phone_number).toBe(null)
  })

  test('a webhook that fails is tried three times on 500, and the conversation is opened in the end', async () => {
    const conversation = anaWrote()
    hook.statuses.push(500, 200)
    await fake.deliver.text({ conversation, text: 'Hello?' })
    expect(hook.received).toHaveLength(2)
    expect(conversation.status).toBe('pending')
    hook.statuses.push(500, 429, 500)
    await fake.deliver.text({ conversation, text: 'Hello??' })
    expect(conversation.status).toBe('open')
    const deliveries = hook.received.slice(2).map(({ headers }) => headers['x-chatwoot-delivery'])
    expect(new Set(deliveries).size).toBe(1)
    conversation.status = 'pending'
    hook.statuses.push(503)
    await fake.deliver.text({ conversation, text: 'Hello???' })
    expect(hook.received).toHaveLength(6)
    expect(conversation.status).toBe('open')
  })

  test.each([
    ['incoming.whatsapp', 'text'],
    ['outgoing.human_agent', 'staffReply'],
    ['private_note', 'privateNote'],
  ] as const)('a webhook has the keys of webhook.message_created.%s.json', (name, happening) => {
    const conversation = anaWrote()
    if (happening === 'privateNote') fake.compose.staffReply({ conversation, text: 'Sure' })
    const { body } = fake.compose[happening]({ conversation, text: 'a < b & "c" – d' })
    expect(body).toContain('a \\u003c b \\u0026 \\"c\\" – d')
    expect(keysOf(JSON.parse(body))).toEqual(keysOf(file(`webhook.message_created.${name}.json`)))
  })
})

/** Every path of keys, arrays by their first element. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return keysOf(value[0], `${path}[]`)
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value)
    .flatMap(([key, inner]) =>
      inner && Object.keys(inner).length === 0 ? [`${path}.${key}`] : keysOf(inner, `${path}.${key}`),
    )
    .sort()
}
