/** A Chatwoot with one inbox and an agent bot, as strict as chatwoot/contract.md says it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/kit/clock.ts'
import { type Answered, type Callback, CallbackPost, deliverEach, type Transport } from './callbacks.ts'
import { chatwootCallbacks, chatwootSignature } from './chatwoot-callbacks.ts'
import { chatwootContacts } from './chatwoot-contacts.ts'
import { chatwootConversations } from './chatwoot-conversations.ts'
import {
  ACCOUNT,
  BOT,
  type ChatwootChannel,
  type ChatwootConversation,
  INBOX,
  inboxName,
} from './chatwoot-inbox.ts'
import { isAllowedForBots, notFound, unauthorized } from './chatwoot-requests.ts'
import { Faults } from './faults.ts'
import { freshPhone, Outbox, type Person, playPerson } from './person.ts'
import { startVendorServer, type VendorAnswer, type VendorRequest } from './server.ts'

export interface ChatwootOptions {
  clock?: { now(): Temporal.Instant }
  /** Where webhooks go; may be set later. */
  webhookUrl?: string | null
  /** How callbacks get there; over the network unless told, and may be set later. */
  transport?: Transport
  /** What the inbox stands on. Default WhatsApp. */
  channel?: ChatwootChannel
  /** Tells by itself of each message that is sent and of each status that changes. */
  tellsEvents?: boolean
  /** Between the bot's three attempts; 3 s at Chatwoot. */
  retryMs?: number
  /** Whether an administrator's token is among the credentials: without one nothing can be looked up. Default true. */
  hasAdminToken?: boolean
}

export interface ChatwootTemplate {
  name: string
  language: string
  /** Default APPROVED. */
  status?: string
  category?: string
  /** Of the body. */
  text?: string
  parameter_format?: 'NAMED' | 'POSITIONAL'
}

/** What Chatwoot has fetched of Meta, kept as it came (whatsapp_cloud_service.rb#sync_templates). */
function syncedTemplate({
  status = 'APPROVED',
  category = 'UTILITY',
  text = 'Hello',
  ...rest
}: ChatwootTemplate) {
  return { ...rest, status, category, components: [{ type: 'BODY', text }], id: `t_${rest.name}` }
}

export type ChatwootFake = Awaited<ReturnType<typeof startChatwoot>>

const BOT_TOKEN = 'bZ1xY2wV3uT4sR5qP6oN7mL8'
const ADMIN_TOKEN = 'aQ9wE8rT7yU6iO5pA4sD3fG2'
const SECRET = 'pX2sVt7QmJ4rKd9wNzB6cHyA'
/** contract.md, Three delivery paths: the bot's attempts, only on 429 and 500. */
const ATTEMPTS = 3

export async function startChatwoot(options: ChatwootOptions = {}) {
  const { clock = systemClock, channel = 'Channel::Whatsapp', tellsEvents = false, retryMs = 3000 } = options
  const now = () => clock.now()
  const faults = new Faults()
  const outbox = new Outbox()
  const contacts = chatwootContacts(channel, now)
  const compose = chatwootCallbacks(channel, now)
  const state = {
    webhookUrl: options.webhookUrl ?? null,
    transport: options.transport,
    /** WhatsApp templates that the inbox has synced, as Meta lists them (Channel::Whatsapp#message_templates). */
    templates: [] as ChatwootTemplate[],
  }

  const post = new CallbackPost(faults, state, ({ body }) => {
    const timestamp = String(Math.floor(now().epochMilliseconds / 1000))
    return {
      'x-chatwoot-timestamp': timestamp,
      'x-chatwoot-signature': chatwootSignature(SECRET, timestamp, body),
    }
  })

  /** contract.md, Three delivery paths, agent bot: tried again on 429 and 500; in the end the conversation is opened. */
  async function send(callback: Callback): Promise<Answered[]> {
    if (!state.webhookUrl) throw new Error('webhookUrl is not set')
    const answers: Answered[] = []
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      answers.push(...(await post.post(callback, state.webhookUrl)))
      const status = answers.at(-1)?.status ?? 200
      if (status >= 200 && status < 300) return answers
      if (status !== 429 && status !== 500) break
      if (attempt < ATTEMPTS) await sleep(retryMs)
    }
    const { event, conversation: told } = JSON.parse(callback.body)
    const conversation = conversations.find(told?.id)
    if (event.startsWith('message_') && conversation?.status === 'pending') {
      compose.status({ conversation, status: 'open' })
    }
    return answers
  }
  const deliver = deliverEach(compose, send)

  const conversations = chatwootConversations({
    ...{ channel, now, contacts, outbox, compose },
    isApproved: (name, language) =>
      state.templates.some(
        (one) =>
          one.name === name &&
          one.language === language &&
          (one.status ?? 'approved').toLowerCase() === 'approved',
      ),
    tell(callback) {
      if (tellsEvents && state.webhookUrl) post.postSoon(() => send(callback))
    },
  })

  function answer(request: VendorRequest): VendorAnswer {
    const token = request.headers.api_access_token
    const isBot = token === BOT_TOKEN
    if (!isBot && token !== ADMIN_TOKEN) return unauthorized()
    const [, accountId, rest] = /^\/api\/v1\/accounts\/(\d+)(?:\/(.+))?$/.exec(request.path) ?? []
    const call = `${request.method} ${rest ?? ''}`
    if (isBot && !isAllowedForBots(call)) {
      return unauthorized('Access to this endpoint is not authorized for bots')
    }
    if (request.path === '/api/v1/profile') {
      return { status: 200, body: { id: 7, name: 'Dana Lee', email: 'dana@clinic.example', account_id: 1 } }
    }
    if (accountId !== String(ACCOUNT.id)) return notFound()
    if (call === 'GET ') return { status: 200, body: { ...ACCOUNT, locale: 'en', status: 'active' } }
    const inbox = {
      id: INBOX.id,
      name: inboxName(channel),
      channel_type: channel,
      channel_id: INBOX.channelId,
      // api/v1/models/_inbox.json.jbuilder of Chatwoot: of WhatsApp inboxes alone.
      ...(channel === 'Channel::Whatsapp' && { message_templates: state.templates.map(syncedTemplate) }),
    }
    if (call === 'GET inboxes') return { status: 200, body: { payload: [inbox] } }
    if (call === `GET inboxes/${INBOX.id}`) return { status: 200, body: inbox }
    if (call === `GET inboxes/${INBOX.id}/agent_bot`) return { status: 200, body: { agent_bot: BOT } }
    if (/^\w+ contacts\/\d+\/conversations$/.test(call)) return conversations.ofContact(call)
    if (call.includes(' contacts')) return contacts.answer(call, request)
    return conversations.answer(call, request, isBot)
  }

  const server = await startVendorServer({
    ...{ faults, answer },
    isSending({ method, path, body }) {
      if (method !== 'POST') return false
      // A conversation may be opened together with its first message, or without one.
      return path.endsWith('/messages') || (path.endsWith('/conversations') && body.includes('"message"'))
    },
  })

  /** Somebody new who opens a conversation; it is pending, as in every inbox with a bot (contract.md, API). */
  function openConversation(
    given: { name?: string; phone?: string | null; sourceId?: string } = {},
  ): ChatwootConversation {
    const { name = 'Ana Souza', phone = freshPhone(), sourceId } = given
    return conversations.open(contacts.add({ name, phone, ...(sourceId && { sourceId }) }))
  }

  /** Somebody new who writes in this inbox and reads what comes. */
  function emulate(
    given: Parameters<typeof openConversation>[0] = {},
  ): Person & { conversation: ChatwootConversation } {
    const conversation = openConversation(given)
    const played = playPerson({
      ...{ name: conversation.contact.name, id: String(conversation.contact.id), outbox },
      write: (text) => deliver.text({ conversation, text }),
      tap: (choice) => deliver.choice({ conversation, choice }),
      sendPicture: (caption) => deliver.image({ conversation, caption }),
    })
    return { ...played, conversation }
  }

  const credentials: Record<string, string> = {
    ...{ base_url: server.url, account_id: String(ACCOUNT.id), inbox_id: String(INBOX.id) },
    ...{ bot_token: BOT_TOKEN, webhook_secret: SECRET },
    ...(options.hasAdminToken !== false && { admin_token: ADMIN_TOKEN }),
  }

  return {
    ...{ vendor: 'chatwoot' as const, credentials, url: server.url, requests: server.requests },
    ...{ sent: outbox.sent, notes: conversations.notes, faults, state, compose, deliver, emulate },
    ...{ openConversation, contacts: contacts.all, post: send },
    prepare: (callback: Callback, url = 'https://foyer.test/webhooks/chatwoot') =>
      post.prepare(callback, url),
    flush: () => post.flush(),
    idle: () => post.idle(),
    async close() {
      await server.close()
      await post.idle()
    },
  }
}
