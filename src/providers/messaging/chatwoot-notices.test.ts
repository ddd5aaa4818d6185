import { expect, test } from 'vitest'
import { chatwootDeliveryId, readChatwoot } from './chatwoot-notices.ts'

const RECEIVED_AT = Temporal.Instant.from('2026-11-21T15:04:06Z')
const own = { account_id: '1', inbox_id: '11' }

function conversation(overrides: object = {}) {
  return {
    ...{ id: 207, inbox_id: 11, channel: 'Channel::Whatsapp', status: 'pending', can_reply: true },
    contact_inbox: { source_id: '15125550147', pubsub_token: 'secret-of-the-contact' },
    meta: { sender: { id: 501, name: 'Ana Souza', phone_number: '+15125550147', type: 'contact' } },
    messages: [],
    ...overrides,
  }
}

function event(overrides: object = {}) {
  return {
    ...{ event: 'message_created', id: 88012, account: { id: 1 }, inbox: { id: 11 }, content: 'Hello' },
    ...{ message_type: 'incoming', private: false, created_at: '2026-11-21T15:04:05.287Z' },
    content_attributes: {},
    sender: { id: 501, name: 'Ana Souza', email: 'Ana@Example.com', phone_number: '+15125550147' },
    conversation: conversation(),
    ...overrides,
  }
}

function bytes(body: unknown) {
  return Buffer.from(JSON.stringify(body))
}

function read(body: unknown) {
  const delivery = { rawBody: bytes(body), contentType: 'application/json', url: '', receivedAt: RECEIVED_AT }
  const result = readChatwoot(delivery, own)
  return result.ok ? result.notices : []
}

function update(attributes: object, overrides: object = {}) {
  const ours = { message_type: 'outgoing', sender: { id: 3, type: 'agent_bot' } }
  return event({ ...ours, event: 'message_updated', content_attributes: attributes, ...overrides })
}

test('what another inbox of the same bot tells is kept and followed by nothing', () => {
  expect(read(event({ inbox: { id: 12 } }))).toMatchObject([{ kind: 'ignored' }])
  expect(read(event({ account: { id: 2 } }))).toMatchObject([{ kind: 'ignored' }])
  expect(read(event())).toMatchObject([{ kind: 'message', from: { id: '501', email: 'ana@example.com' } }])
})

test('the contact’s push token goes nowhere', () => {
  expect(JSON.stringify(read(event()))).not.toContain('secret-of-the-contact')
})

test('an update of an older message does not take the status of the latest', () => {
  const latest = { id: 88099, account_id: 1, status: 'read', updated_at: '2026-11-21T15:05:00Z' }
  const older = update({}, { conversation: conversation({ messages: [latest] }) })
  expect(read(older)).toMatchObject([{ kind: 'ignored' }])
  const itself = update({}, { conversation: conversation({ messages: [{ ...latest, id: 88012 }] }) })
  expect(read(itself)).toMatchObject([{ kind: 'status', status: 'read', vendorMessageId: '88012' }])
})

test.each([
  ['131047: Re-engagement message', 'window_closed', '131047'],
  ['21610 - Attempt to send to unsubscribed recipient', 'opted_out', '21610'],
  ['[HTTP 400] 21614 : Unable to create record', 'invalid_recipient', '21614'],
  ['Error code: 30003', 'unreachable_person', '30003'],
  ['190 - Session has expired', 'sign_in_failed', '190'],
  ['99999: Never heard of', 'failed', '99999'],
  ['Template not found or invalid template name', 'template_refused', null],
  ['Something else', 'failed', null],
])('“%s” is %s', (external_error, code, vendorCode) => {
  const [notice] = read(update({ external_error }))
  expect(notice).toMatchObject({ kind: 'status', status: 'failed', failure: { code, vendorCode } })
})

test('a tap in the website’s widget is a message with its choice, the same one at every later update', () => {
  const tapped = update({ submitted_values: [{ title: 'Fri 10:00', value: 'slot_1' }], fd_msg_id: 'msg_1' })
  const [notice] = read(tapped)
  expect(notice).toMatchObject({
    ...{ kind: 'message', text: 'Fri 10:00', repliesTo: '88012', vendorMessageId: '88012/tapped' },
    ...{ choice: { id: 'slot_1', title: 'Fri 10:00' }, from: { id: '501' } },
  })
})

test.each([
  ['a user', { sender: { id: 7, type: 'user' } }, 'staff'],
  ['the phone app', { sender: null, content_attributes: { external_echo: true } }, 'staff'],
  ['our bot', { sender: { id: 3, type: 'agent_bot' } }, 'us'],
  ['a rule', { sender: { id: 7, type: 'user' }, content_attributes: { automation_rule_id: 4 } }, 'vendor'],
  ['a campaign', { sender: { id: 7, type: 'user' }, additional_attributes: { campaign_id: 4 } }, 'vendor'],
  ['the greeting', { sender: null, message_type: 'template' }, 'vendor'],
])('what %s sends is told as such', (_, overrides, author) => {
  const [notice] = read(event({ message_type: 'outgoing', ...overrides }))
  expect(notice).toMatchObject({ kind: 'echo', author })
})

test('our id comes back with the echo', () => {
  const ours = { message_type: 'outgoing', sender: { id: 3, type: 'agent_bot' } }
  const [notice] = read(event({ ...ours, content_attributes: { fd_msg_id: 'msg_1' } }))
  expect(notice).toMatchObject({ kind: 'echo', messageId: 'msg_1', author: 'us' })
})

test('the number that was written from stands in where the contact has none, a username never does', () => {
  const sender = { id: 502, name: 'muhsin', phone_number: null }
  expect(read(event({ sender }))).toMatchObject([{ from: { phone: '+15125550147' } }])
  const hidden = conversation({ contact_inbox: { source_id: 'US.13491208655302741918' } })
  expect(read(event({ sender, conversation: hidden }))).toMatchObject([
    { from: { phone: null, aliases: ['US.13491208655302741918'] } },
  ])
})

test('a conversation event without an account belongs to the connection’s', () => {
  const body = { event: 'conversation_status_changed', ...conversation() }
  expect(read(body)).toMatchObject([{ kind: 'thread', state: 'assistant', thread: { account: '1:11' } }])
})

test('that a conversation began says nothing of who answers: it is told late, and as it stood later', () => {
  const body = { event: 'conversation_created', ...conversation() }
  expect(read(body)).toMatchObject([{ kind: 'ignored', trigger: 'conversation_created' }])
})

test('the contact’s phone field, which staff fill in, proves nothing beside the number that the channel tells', () => {
  const { sender } = event()
  const other = { ...sender, phone_number: '+13125552100' }
  expect(read(event({ sender: other }))).toMatchObject([{ from: { phone: '+15125550147' } }])
})

test('bot and webhook tell of one message under one id, and of two changes under two', () => {
  expect(chatwootDeliveryId(bytes(event()))).toBe(chatwootDeliveryId(bytes(event({ content: 'again' }))))
  const at = (updated_at: string) =>
    chatwootDeliveryId(
      bytes(update({}, { conversation: conversation({ messages: [{ id: 88012, updated_at }] }) })),
    )
  expect(at('2026-11-21T15:05:00Z')).not.toBe(at('2026-11-21T15:05:01Z'))
  expect(chatwootDeliveryId(bytes(update({})))).toBeNull()
})
