import { describe, expect, test } from 'vitest'
import { chatwoot } from '../../../src/providers/messaging/chatwoot.ts'
import { describeMessagingVendor } from '../../../src/providers/messaging/conformance.ts'
import type { OutgoingContent } from '../../../src/providers/messaging/port.ts'
import { startChatwoot } from '../../vendors/chatwoot.ts'
import { contractJson } from '../../vendors/contract.ts'
import type { VendorAnswer } from '../../vendors/server.ts'
import { lastBody, outgoing, withPort } from './outgoing.ts'
import { standIn } from './stage.ts'

const reminder = { name: 'appointment_reminder', language: 'en_US', parameters: ['Ana', 'Fri 10:00'] }

const file = (status: number, name: string): VendorAnswer => ({
  status,
  body: contractJson('chatwoot', name),
})
const REFUSALS: Record<string, VendorAnswer> = {
  401: file(401, 'api.error.401.json'),
  '401 for bots': { status: 401, body: { error: 'Access to this endpoint is not authorized for bots' } },
  402: { status: 402, body: { error: 'Account limit exceeded. Upgrade to a higher plan' } },
  404: file(404, 'api.error.404.json'),
  '422 Too many messages': file(422, 'api.error.422.create_message.json'),
  '422 of content': { status: 422, body: { error: 'Validation failed: Content is too long' } },
  429: { status: 429, body: 'Retry later\n', headers: { 'retry-after': '30' } },
}

for (const hasAdminToken of [true, false]) {
  describeMessagingVendor({
    name: hasAdminToken ? 'Chatwoot' : 'Chatwoot, with the bot’s token only,',
    vendor: chatwoot,
    async start(clock) {
      const fake = await startChatwoot({ clock, hasAdminToken })
      fake.state.templates.push(reminder)
      const conversation = fake.openConversation({ phone: '+15125550147' })
      fake.compose.text({ conversation, text: 'Hi' })
      return standIn(fake, {
        person: { id: String(conversation.contact.id), threadId: String(conversation.id) },
        refusal: (code) => REFUSALS[code] as VendorAnswer,
        compose: (text) => fake.compose.text({ conversation, text }),
      })
    },
    tokenName: 'bot_token',
    secretName: 'webhook_secret',
    signatureHeader: 'x-chatwoot-signature',
    longestText: null,
    template: reminder,
    // contract.md, API: a bot's token may not list messages.
    canLookUp: hasAdminToken,
    hasHandshake: false,
    // contract.md, API, Errors.
    failures: [
      ['401', 'sign_in_failed', false],
      ['401 for bots', 'sign_in_failed', false],
      ['402', 'account_blocked', false],
      ['404', 'not_found', false],
      ['422 Too many messages', 'rate_limited', true],
      ['422 of content', 'content_refused', false],
      ['429', 'rate_limited', true],
    ],
  })
}

describe('what is sent to Chatwoot', () => {
  const bodyOf = (content: OutgoingContent) =>
    withPort(
      chatwoot,
      (clock) => startChatwoot({ clock }),
      async (port, fake) => {
        const { id, contact: who } = fake.openConversation()
        const message = outgoing({ to: String(who.id), threadId: String(id), content })
        await port.send(message)
        const { content_attributes: attributes, ...rest } = lastBody(fake)
        // contract.md, API: our id travels as fd_msg_id.
        expect(attributes.fd_msg_id).toBe(message.messageId)
        const { fd_msg_id: _, ...others } = attributes
        return { private: false, content_type: 'text', ...rest, content_attributes: others }
      },
    )

  test('api.create_message.text.request.json, but for the message it answers', async () => {
    const { content_attributes: _, ...wanted } = contractJson(
      'chatwoot',
      'api.create_message.text.request.json',
    )
    expect(await bodyOf({ kind: 'text', text: wanted.content, choices: [] })).toEqual({
      ...{ ...wanted, content_attributes: {} },
    })
  })

  test('api.create_message.input_select.request.json', async () => {
    const wanted = contractJson('chatwoot', 'api.create_message.input_select.request.json')
    const items: { title: string; value: string }[] = wanted.content_attributes.items
    const choices = items.map(({ title, value }) => ({ id: value, title }))
    expect(await bodyOf({ kind: 'text', text: wanted.content, choices })).toEqual({
      private: false,
      ...wanted,
    })
  })

  test('api.create_message.whatsapp_template.request.json, but for its button', async () => {
    const wanted = contractJson('chatwoot', 'api.create_message.whatsapp_template.request.json')
    const { name, language, category, processed_params: params } = wanted.template_params
    const parameters = Object.values(params.body) as string[]
    const body = await bodyOf({
      ...{ kind: 'template', name, language, category: 'utility', parameters, text: wanted.content },
    })
    expect(body).toMatchObject({ content: wanted.content, message_type: 'outgoing' })
    expect(body.template_params).toEqual({
      ...{ name, language, category, processed_params: { body: params.body } },
    })
  })

  test('api.toggle_status.request.json: the assistant hands over and gets it back', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock }),
      async (port, fake) => {
        const conversation = fake.openConversation()
        const threadId = String(conversation.id)
        await port.handOver?.({ threadId, to: 'person' })
        expect(lastBody(fake)).toEqual(contractJson('chatwoot', 'api.toggle_status.request.json'))
        expect(conversation.status).toBe('open')
        await port.handOver?.({ threadId, to: 'assistant' })
        expect(conversation.status).toBe('pending')
        await expect(port.handOver?.({ threadId: '999', to: 'person' })).rejects.toMatchObject({
          code: 'not_found',
        })
      },
    )
  })

  test('a first message finds or makes the contact and the conversation', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock, channel: 'Channel::TwilioSms' }),
      async (port, fake) => {
        const known = fake.openConversation({ phone: '+15125550147' }).contact
        await port.send(outgoing({ to: '+15125550147', text: 'Hello Ana' }))
        expect(fake.sent.at(-1)).toMatchObject({ to: String(known.id), text: 'Hello Ana' })
        const { vendorMessageId } = await port.send(outgoing({ to: '+15125550199', text: 'Hello Ben' }))
        expect(fake.sent.at(-1)).toMatchObject({ vendorMessageId, text: 'Hello Ben' })
        expect(fake.contacts.map(({ phone }) => phone)).toEqual(['+15125550147', '+15125550199'])
      },
    )
  })

  test('a first message whose answer is lost is not taken for unsent', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock, channel: 'Channel::TwilioSms' }),
      async (port, fake, clock) => {
        const message = outgoing({ to: '+15125550199' })
        fake.faults.onSend({ kind: 'lose_answer' })
        await expect(port.send(message)).rejects.toMatchObject({ code: 'outcome_unknown' })
        const { found } = await port.lookUp(message, clock.now().subtract({ minutes: 1 }))
        expect(found).not.toBe(fake.sent.length > 0 ? 'not_sent' : 'sent')
      },
    )
  })

  test('without an administrator’s token a first message is refused and says what is missing', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock, hasAdminToken: false }),
      async (port, fake) => {
        const error = await port.send(outgoing({ to: '+15125550199' })).catch((caught: unknown) => caught)
        expect(error).toMatchObject({ name: 'ProviderError', retryable: false, outcomeUnknown: false })
        expect(`${(error as Error).message}`).toMatch(/admin/i)
        expect(fake.sent).toEqual([])
      },
    )
  })

  test('looking up finds our message among many of a busy conversation', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock }),
      async (port, fake, clock) => {
        const conversation = fake.openConversation()
        const { id, contact: who } = conversation
        const message = outgoing({ to: String(who.id), threadId: String(id), messageId: 'ours' })
        const since = clock.now()
        const { vendorMessageId } = await port.send(message)
        for (let i = 0; i < 60; i += 1) {
          clock.advance({ seconds: 1 })
          fake.compose.text({ conversation, text: `and another thing ${i}` })
        }
        expect(await port.lookUp(message, since)).toEqual({ found: 'sent', vendorMessageId })
        expect(await port.lookUp({ ...message, messageId: 'other' }, since)).toEqual({ found: 'not_sent' })
      },
    )
  })

  test('no request carries the administrator’s token where the bot’s will do', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock }),
      async (port, fake) => {
        const { id, contact: who } = fake.openConversation()
        await port.send(outgoing({ to: String(who.id), threadId: String(id) }))
        expect(fake.requests.map(({ headers }) => headers.api_access_token)).toEqual([
          fake.credentials.bot_token,
        ])
      },
    )
  })
})
