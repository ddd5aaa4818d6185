/** A Chatwoot of the clinic, one of its inboxes a connection; whatever channel is behind the inbox. */

import { equalConstantTime, hmacSha256Hex } from '../../kit/crypto.ts'
import { type ChatwootAccess, chatwootCaller, checkBot } from './chatwoot-api.ts'
import { chatwootDeliveryId, readChatwoot } from './chatwoot-notices.ts'
import { type ChatwootWay, findMessage, findThreads, openThread } from './chatwoot-threads.ts'
import { fits, numbered } from './choices.ts'
import { failure } from './failures.ts'
import { readMetaTemplates } from './meta-templates.ts'
import type {
  ChatChannel,
  InboundRequest,
  MessagingPort,
  MessagingVendor,
  OutgoingChatMessage,
  Outside,
} from './port.ts'
import { type Delivery, Id, Line, Part, type Raw } from './wire.ts'

export type ChatwootCredentials = {
  base_url: string
  account_id: string
  inbox_id: string
  bot_token: string
  admin_token?: string
  webhook_secret: string
}

export const chatwoot: MessagingVendor<ChatwootCredentials> = {
  vendor: 'chatwoot',
  credentialFields: [
    {
      name: 'base_url',
      label: 'Address of your Chatwoot',
      isSecret: false,
      hint: 'As in the browser, up to the first slash: https://chat.example.com',
    },
    {
      name: 'account_id',
      label: 'Account ID',
      isSecret: false,
      hint: 'The number after /accounts/ in the address',
    },
    {
      name: 'inbox_id',
      label: 'Inbox ID',
      isSecret: false,
      hint: 'Settings > Inboxes > the inbox; the number after /inboxes/ in the address',
    },
    {
      name: 'bot_token',
      label: 'Access Token',
      isSecret: true,
      hint: 'Settings > Bots > your bot > Edit',
    },
    {
      name: 'webhook_secret',
      label: 'Webhook Secret',
      isSecret: true,
      hint: 'At the same place; shown to administrators',
    },
    {
      name: 'admin_token',
      label: 'Administrator’s access token',
      isSecret: true,
      hint: 'Profile settings > Access token. To write to people first, list templates and look up what went out',
      isOptional: true,
    },
  ],
  verify,
  deliveryId: ({ headers, rawBody }) => chatwootDeliveryId(rawBody) ?? headers['x-chatwoot-delivery'] ?? null,
  read: (delivery: Delivery, own?: ChatwootCredentials) => readChatwoot(delivery, own),
  accepted: { body: '', contentType: 'text/plain' },
  open: openChatwoot,
}

const SIGNATURE_AGE_SECONDS_MAX = 300

/** `X-Chatwoot-Signature: sha256=` and the hex of HMAC-SHA256 over `<timestamp>.<raw body>` (chatwoot/chatwoot#13573). */
function verify(
  { webhook_secret }: ChatwootCredentials,
  request: InboundRequest,
  now: Temporal.Instant,
): boolean {
  const timestamp = request.headers['x-chatwoot-timestamp'] ?? ''
  const [, given] = /^sha256=([0-9a-f]{64})$/.exec(request.headers['x-chatwoot-signature'] ?? '') ?? []
  if (webhook_secret === '' || given === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  const ageSeconds = now.epochMilliseconds / 1000 - Number(timestamp)
  if (Math.abs(ageSeconds) > SIGNATURE_AGE_SECONDS_MAX) return false
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), request.rawBody])
  return equalConstantTime(hmacSha256Hex(webhook_secret, signed), given)
}

function openChatwoot(access: ChatwootAccess, { http }: Outside): MessagingPort {
  const way: ChatwootWay = { call: chatwootCaller(access, http), access }
  const { call } = way
  const askInbox = () => {
    const path = `inboxes/${encodeURIComponent(access.inbox_id)}`
    return call({ path, as: 'administrator', deed: 'ask' })
  }

  return {
    async send(message) {
      const body = composeMessage(message)
      const threadId = message.threadId ?? (await openThread(way, message.to))
      const path = `conversations/${encodeURIComponent(threadId)}/messages`
      const { id } = Part({ id: Id }).parse(await call({ path, as: 'bot', deed: 'send', body }))
      if (id === null) throw failure('outcome_unknown', { detail: 'the answer has no message id' })
      return { vendorMessageId: id }
    },

    async lookUp({ messageId, to, threadId }, since) {
      // Listing messages is not for bots.
      if (!access.admin_token) return { found: 'unknown' }
      const threads = threadId === null ? await findThreads(way, to) : [threadId]
      for (const thread of threads) {
        const found = await findMessage(way, { threadId: thread, messageId, since })
        if (found === 'unknown') return { found }
        if (found !== null) return { found: 'sent', vendorMessageId: found }
      }
      return { found: 'not_sent' }
    },

    async check() {
      await checkBot(access, http)
      const here = `${new URL(access.base_url).host}, account ${access.account_id}, inbox ${access.inbox_id}`
      if (!access.admin_token) return { label: here }
      const { name } = Part({ name: Line }).parse(await askInbox())
      return { label: name === null ? here : `${name} (${here})` }
    },

    // What Chatwoot has fetched of Meta and sends by: it fetches every three hours, or at “Sync templates”.
    ...(access.admin_token && {
      templates: async () => readMetaTemplates((await askInbox()).message_templates),
    }),

    async handOver({ threadId, to }) {
      const path = `conversations/${encodeURIComponent(threadId)}/toggle_status`
      const body = { status: to === 'person' ? 'open' : 'pending' }
      await call({ path, as: 'bot', deed: 'ask', body, idempotent: true })
    },
  }
}

// message.rb of Chatwoot.
const TEXT_LENGTH_MAX = 150_000
/** Chatwoot makes WhatsApp's buttons of up to three and a list of more, with WhatsApp's limits. */
const BUTTONS = { count: 3, titleLength: 20 }
const ROWS = { count: 10, titleLength: 24 }
const BODY_LENGTH_MAX = 1024
/** Elsewhere Chatwoot sends the text and drops what was offered with it. */
const BUTTONED: readonly ChatChannel[] = ['whatsapp', 'widget']

function composeMessage({ messageId, content, channel = 'whatsapp' }: OutgoingChatMessage): Raw {
  const message = { message_type: 'outgoing', private: false }
  // Kept by Chatwoot as it is and told again with every event of the message; `source_id` would keep it from going out.
  const attributes = { fd_msg_id: messageId }
  if (content.kind === 'template') {
    const { name, language, category, parameters, parameterNames, text } = content
    const body = Object.fromEntries(
      parameters.map((parameter, i) => [parameterNames?.[i] ?? String(i + 1), parameter]),
    )
    return {
      ...{ ...message, content: text, content_type: 'text', content_attributes: attributes },
      template_params: {
        ...{ name, language, category: category.toUpperCase() },
        processed_params: parameters.length > 0 ? { body } : {},
      },
    }
  }
  const { text, choices } = content
  const limits = choices.length > BUTTONS.count ? ROWS : BUTTONS
  const isOffered =
    BUTTONED.includes(channel) && choices.length > 0 && text !== '' && text.length <= BODY_LENGTH_MAX
  if (isOffered && fits(choices, limits)) {
    const items = choices.map(({ id, title }) => ({ title, value: id }))
    return {
      ...{ ...message, content: text, content_type: 'input_select' },
      content_attributes: { ...attributes, items },
    }
  }
  const written = numbered(text, choices)
  if (text === '' || written.length > TEXT_LENGTH_MAX) {
    throw failure('content_refused', { detail: `a text has 1 to ${TEXT_LENGTH_MAX} characters` })
  }
  return { ...message, content: written, content_type: 'text', content_attributes: attributes }
}
