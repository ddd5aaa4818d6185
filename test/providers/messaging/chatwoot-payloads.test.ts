import { describe, expect, test } from 'vitest'
import { chatwoot } from '../../../src/providers/messaging/chatwoot.ts'
import type { MessagingVendor } from '../../../src/providers/messaging/port.ts'
import type { Callback } from '../../vendors/callbacks.ts'
import { type ChatwootFake, startChatwoot } from '../../vendors/chatwoot.ts'
import { chatwootSignature } from '../../vendors/chatwoot-callbacks.ts'
import type { ChatwootConversation } from '../../vendors/chatwoot-inbox.ts'
import { contractJson, contractText } from '../../vendors/contract.ts'
import { noticesOf, type SignatureVector, unread } from './golden.ts'

const vendor: MessagingVendor = chatwoot
const contact = { aliases: expect.any(Array), email: null }
const ana = { ...contact, id: '501', phone: '+15125550147', name: 'Ana Souza' }
const thread = { id: '207', channel: 'whatsapp', account: '1:11' }
const at = '2026-11-21T15:04:05.287Z'
const message = {
  ...{ kind: 'message', from: ana, at, attachments: [], choice: null, repliesTo: null, optOut: null },
  ...{ isUnsupported: false, canReply: true },
}
const echo = { kind: 'echo', messageId: null, thread, to: ana, at, attachments: [], isPrivate: false }
/** Fractions of a second as far as the wire has them. */
const updatedAt = expect.stringMatching(/^2026-11-21T15:04:05(\.312\d*)?Z$/)
const ignored = { kind: 'ignored', trigger: expect.any(String), why: expect.any(String) }

const goldens: [file: string, notice: object][] = [
  [
    'webhook.message_created.incoming.whatsapp.json',
    { ...message, vendorMessageId: '88012', thread, text: 'Hi, can I move my appointment to Friday?' },
  ],
  [
    'webhook.message_created.incoming.whatsapp_bsuid_no_phone.json',
    {
      ...{ ...message, vendorMessageId: '88013', thread: { ...thread, id: '208' }, text: 'hello' },
      from: { ...contact, id: '502', phone: null, name: 'muhsin' },
    },
  ],
  [
    'webhook.message_created.incoming.twilio_sms.json',
    {
      ...{ ...message, vendorMessageId: '88050', text: 'STOP' },
      thread: { id: '240', channel: 'sms', account: '1:14' },
    },
  ],
  [
    'webhook.message_created.incoming.instagram_image.json',
    {
      ...{ ...message, vendorMessageId: '88040', text: '' },
      thread: { id: '230', channel: 'instagram', account: '1:12' },
      from: { ...contact, id: '510', phone: null, name: 'Ana IG' },
      attachments: [
        {
          ...{ kind: 'image', contentType: 'image/jpeg', mediaId: expect.toBeOneOf([null, '4410']) },
          url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17949487764033669&signature=test',
          ...{ fileName: null, transcript: null },
        },
      ],
    },
  ],
  [
    'webhook.message_created.outgoing.agent_bot_echo.json',
    { ...echo, vendorMessageId: '88014', text: 'Hello! I can help with that.', author: 'us' },
  ],
  [
    'webhook.message_created.outgoing.human_agent.json',
    { ...echo, vendorMessageId: '88020', text: 'Sure, Friday 10:00 works.', author: 'staff' },
  ],
  // contract.md, Payload rules: the nested message is another, public one (issue 14023).
  [
    'webhook.message_created.private_note.json',
    {
      ...{ ...echo, vendorMessageId: '88021', text: 'Internal: patient prefers mornings' },
      ...{ author: 'staff', isPrivate: true },
    },
  ],
  [
    'webhook.message_updated.delivery_failed.json',
    {
      ...{ kind: 'status', vendorMessageId: '88022', messageId: null, status: 'failed' },
      ...{ at: expect.anything(), failure: { code: 'window_closed', vendorCode: '131047' } },
    },
  ],
  [
    'webhook.conversation_status_changed.pending_to_open.json',
    { kind: 'thread', thread, state: 'person', at: updatedAt },
  ],
  ['webhook.conversation_created.web_widget.json', ignored],
  ['webhook.contact_updated.json', ignored],
  ['webhook.webwidget_triggered.json', ignored],
]

describe('Chatwoot’s payloads', () => {
  test('none is left out', () => {
    expect(unread('chatwoot', /^webhook\./, goldens)).toEqual([])
  })

  test.each(goldens)('%s', (name, notice) => {
    expect(noticesOf(chatwoot, 'chatwoot', name)).toEqual([notice])
  })

  const incoming = 'webhook.message_created.incoming.whatsapp.json'

  /** A payload of the contract with something else in it. */
  function variant(name: string, ...changes: [from: string, to: string][]) {
    const changed = changes.reduce(
      (text, [from, to]) => {
        expect(text).toContain(from)
        return text.replaceAll(from, to)
      },
      contractText('chatwoot', name),
    )
    return chatwoot.read({
      ...{ rawBody: new TextEncoder().encode(changed), contentType: 'application/json' },
      url: 'https://fd.example/hooks',
    })
  }

  // contract.md, Payload rules: the channel; Twilio's WhatsApp is told by the contact's source_id.
  test.each([
    ['Channel::FacebookPage', 'facebook'],
    ['Channel::Instagram', 'instagram'],
    ['Channel::WebWidget', 'widget'],
    ['Channel::Sms', 'sms'],
    ['Channel::TwilioSms', 'sms'],
    ['Channel::Api', 'other'],
    ['Channel::SomethingNew', 'other'],
  ])('%s is %s', (channel, expected) => {
    const read = variant(incoming, ['Channel::Whatsapp', channel])
    expect(read).toMatchObject({ notices: [{ kind: 'message', thread: { channel: expected } }] })
  })

  test('WhatsApp by Twilio is WhatsApp', () => {
    const read = variant(
      incoming,
      ['Channel::Whatsapp', 'Channel::TwilioSms'],
      ['"source_id": "15125550147"', '"source_id": "whatsapp:+15125550147"'],
    )
    expect(read).toMatchObject({ notices: [{ thread: { channel: 'whatsapp' } }] })
  })

  test('what Chatwoot heard in a voice message comes along', () => {
    const read = variant(
      'webhook.message_created.incoming.instagram_image.json',
      ['"file_type": "image"', '"file_type": "audio"'],
      ['"extension": "jpg"', '"transcribed_text": "I would like to come on Friday"'],
    )
    const attachment = { kind: 'audio', transcript: 'I would like to come on Friday' }
    expect(read).toMatchObject({ notices: [{ text: '', attachments: [attachment] }] })
  })

  test.each(['sent', 'delivered', 'read'] as const)('a message that became %s is told so', (status) => {
    const read = variant(
      'webhook.message_updated.delivery_failed.json',
      ['"status": "failed"', `"status": "${status}"`],
      ['"external_error": "131047: Re-engagement message"', ''],
    )
    expect(read).toMatchObject({ notices: [{ kind: 'status', status, failure: null }] })
  })

  test('the secret of the widget’s socket is in no notice', () => {
    for (const [name] of goldens) {
      const told = JSON.stringify(noticesOf(chatwoot, 'chatwoot', name))
      expect(told).not.toContain('uY8Zk2mZb7yLxw1nqM4cTq1v')
    }
  })

  test.each([
    ['131026: Message undeliverable', 'unreachable_person', '131026'],
    ['131050: User has stopped receiving marketing messages', 'marketing_stopped', '131050'],
    ['Template not found or invalid template name', 'template_refused', null],
    ['Net::ReadTimeout', 'failed', null],
  ])('a failure that the channel calls "%s" is told as %s', async (error, code, vendorCode) => {
    const read = await happens((fake, conversation) => {
      const sent = fake.compose.staffReply({ conversation, text: 'Hi' })
      const told = conversation.messages.find(({ id }) => String(id) === sent.vendorMessageId)
      if (!told) throw new Error('the message is not there')
      return fake.compose.deliveryFailed({ conversation, message: told, error })
    })
    expect(read).toMatchObject({ notices: [{ status: 'failed', failure: { code, vendorCode } }] })
  })

  test('what staff write in the phone’s app is a takeover, what Chatwoot says by itself is none', async () => {
    const phone = await happens((fake, conversation) => fake.compose.phoneReply({ conversation, text: 'Hi' }))
    expect(phone).toMatchObject({ notices: [{ kind: 'echo', author: 'staff', isPrivate: false }] })
    const greeting = await happens((fake, conversation) =>
      fake.compose.greeting({ conversation, text: 'We are closed' }),
    )
    expect(greeting).toMatchObject({ notices: [{ kind: 'echo', author: 'vendor' }] })
  })

  test.each([
    ['pending', 'assistant'],
    ['open', 'person'],
    ['resolved', 'closed'],
    ['snoozed', 'snoozed'],
  ] as const)('a conversation that became %s is with %s', async (status, state) => {
    const read = await happens((fake, conversation) => fake.compose.status({ conversation, status }))
    expect(read).toMatchObject({ notices: [{ kind: 'thread', state }] })
  })

  async function happens(compose: (fake: ChatwootFake, conversation: ChatwootConversation) => Callback) {
    const fake = await startChatwoot()
    const conversation = fake.openConversation()
    fake.compose.text({ conversation, text: 'Hi' })
    const { rawBody, contentType, url } = fake.prepare(compose(fake, conversation))
    await fake.close()
    return chatwoot.read({ rawBody, contentType, url })
  }
})

interface ChatwootVector extends SignatureVector {
  secret: string
  timestamp: string
  rawBodyFile?: string
  signature?: string
}

describe('Chatwoot’s signatures', () => {
  const { vectors } = contractJson('chatwoot', 'signature-vectors.json') as { vectors: ChatwootVector[] }

  function requestOf(vector: ChatwootVector) {
    const body = vector.rawBodyFile ? contractText('chatwoot', vector.rawBodyFile) : vector.rawBody
    const signature =
      vector.headers?.['X-Chatwoot-Signature'] ?? vector.signature ?? vector.signatureThatMustFail ?? ''
    return {
      ...{ body, signature, rawBody: new TextEncoder().encode(body), url: 'https://fd.example/hooks' },
      headers: { 'x-chatwoot-timestamp': vector.timestamp, 'x-chatwoot-signature': signature },
      contentType: 'application/json',
    }
  }
  const told = (vector: ChatwootVector) =>
    Temporal.Instant.fromEpochMilliseconds(Number(vector.timestamp) * 1000)

  test.each(vectors)('$name', (vector) => {
    const request = requestOf(vector)
    const credentials = { webhook_secret: vector.secret }
    const isValid = vector.signatureThatMustFail === undefined
    expect(vendor.verify(credentials, request, told(vector))).toBe(isValid)
    const ours = chatwootSignature(vector.secret, vector.timestamp, request.body)
    expect(ours === request.signature).toBe(isValid)
  })

  test.each([-301, -299, 299, 301])('a delivery that is %i s away is taken within 300 s only', (seconds) => {
    const [vector] = vectors as [ChatwootVector]
    const verdict = vendor.verify(
      { webhook_secret: vector.secret },
      requestOf(vector),
      told(vector).add({ seconds }),
    )
    expect(verdict).toBe(Math.abs(seconds) < 300)
  })

  test('another timestamp with the same signature is refused', () => {
    const [vector] = vectors as [ChatwootVector]
    const request = requestOf(vector)
    const headers = { ...request.headers, 'x-chatwoot-timestamp': String(Number(vector.timestamp) + 1) }
    const credentials = { webhook_secret: vector.secret }
    expect(vendor.verify(credentials, { ...request, headers }, told(vector))).toBe(false)
  })
})
