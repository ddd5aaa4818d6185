/** Conversations of the Chatwoot fake: messages, states, the flood guard (chatwoot/contract.md, API). */
import type { z } from 'zod'
import type { Callback } from './callbacks.ts'
import { type chatwootCallbacks, newMessage } from './chatwoot-callbacks.ts'
import type { chatwootContacts } from './chatwoot-contacts.ts'
import {
  apiMessage,
  type ChatwootChannel,
  type ChatwootContact,
  type ChatwootConversation,
  type ChatwootMessage,
  canReply,
  freshPubsubToken,
  hookConversation,
  INBOX,
} from './chatwoot-inbox.ts'
import {
  Assign,
  CreateConversation,
  CreateMessage,
  invalid,
  notFound,
  SetAttributes,
  ToggleStatus,
  ToggleTyping,
} from './chatwoot-requests.ts'
import { contractJson } from './contract.ts'
import type { Outbox } from './person.ts'
import { parsedBody, type VendorAnswer, type VendorRequest } from './server.ts'

/** contract.md, Errors: 200 messages a minute per conversation. */
const MESSAGES_PER_MINUTE = 200
/** Chatwoot's messages finder: the last twenty, or up to a hundred after an id. */
const LATEST = 20
const AFTER = 100

export function chatwootConversations(inbox: {
  channel: ChatwootChannel
  now(): Temporal.Instant
  contacts: ReturnType<typeof chatwootContacts>
  outbox: Outbox
  compose: ReturnType<typeof chatwootCallbacks>
  isApproved(name: string, language: string): boolean
  tell(callback: Callback): void
}) {
  const { channel, now, contacts, outbox, compose } = inbox
  const all: ChatwootConversation[] = []
  const notes: { conversationId: number; text: string }[] = []

  const find = (id: unknown) => all.find((conversation) => conversation.id === Number(id))

  function open(contact: ChatwootContact, status: ChatwootConversation['status'] = 'pending') {
    const conversation: ChatwootConversation = {
      ...{ id: 207 + all.length, contact, status, messages: [], lastInboundAt: null },
      ...{ isAssignedToStaff: false, createdAt: now(), pubsubToken: freshPubsubToken() },
    }
    all.push(conversation)
    return conversation
  }

  function isFlooded({ messages }: ChatwootConversation): boolean {
    const minuteAgo = now().epochMilliseconds - 60_000
    return messages.filter(({ at }) => at.epochMilliseconds > minuteAgo).length >= MESSAGES_PER_MINUTE
  }

  function createMessage(conversation: ChatwootConversation, given: CreateMessage, isBot: boolean) {
    const { content, content_type = 'text', content_attributes = {}, private: isPrivate = false } = given
    const message = newMessage({
      ...{ content, contentType: content_type, contentAttributes: content_attributes, isPrivate },
      ...{ author: isBot ? 'bot' : 'staff', at: now() },
    })
    conversation.messages.push(message)
    inbox.tell(compose.created({ conversation, message }))
    if (isPrivate) {
      notes.push({ conversationId: conversation.id, text: content })
      return apiMessage(conversation, message)
    }
    // The answer says "sent"; what the channel makes of it is told afterwards.
    const shown = apiMessage(conversation, message)
    handToChannel(conversation, message, given)
    return shown
  }

  function handToChannel(conversation: ChatwootConversation, message: ChatwootMessage, given: CreateMessage) {
    const error = channelError(conversation, given)
    const { template_params: template, content_attributes: attributes } = given
    const parameters = Object.entries(template?.processed_params?.body ?? {})
    const to = String(conversation.contact.id)
    outbox.add(
      {
        ...{ vendorMessageId: String(message.id), to, threadId: String(conversation.id) },
        text: given.content,
        choices: (attributes?.items ?? []).map(({ title, value }) => ({ id: value, title })),
        template: template
          ? {
              ...{ name: template.name, language: template.language },
              parameters: parameters.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value),
            }
          : null,
        ...{ messageId: attributes?.fd_msg_id ?? null, at: message.at },
      },
      error ? null : to,
    )
    if (error) inbox.tell(compose.deliveryFailed({ conversation, message, error }))
  }

  /** What the channel says afterwards; Chatwoot has answered 200 by then (contract.md, API, WhatsApp template). */
  function channelError(conversation: ChatwootConversation, given: CreateMessage): string | null {
    const { template_params: template } = given
    if (template && channel === 'Channel::Whatsapp') {
      const isKnown = inbox.isApproved(template.name, template.language)
      return isKnown ? null : 'Template not found or invalid template name'
    }
    if (!canReply(conversation, channel, now())) return '131047: Re-engagement message'
    const items = given.content_attributes?.items ?? []
    // whatsapp/contract.md, Send: up to 3 buttons with 20 characters, up to 10 rows with 24.
    const titleMax = items.length <= 3 ? 20 : 24
    const isTooMuch = items.length > 10 || items.some(({ title }) => title.length > titleMax)
    return channel === 'Channel::Whatsapp' && isTooMuch ? '131009: Parameter value is not valid' : null
  }

  function answerMessage(conversation: ChatwootConversation, request: VendorRequest, isBot: boolean) {
    const parsed = CreateMessage.safeParse(parsedBody(request))
    if (!parsed.success) return invalidBody(parsed.error)
    if (isFlooded(conversation)) {
      return { status: 422, body: contractJson('chatwoot', 'api.error.422.create_message.json') }
    }
    const message = createMessage(conversation, parsed.data, isBot)
    const { echo_id } = parsed.data
    return { status: 200, body: { ...message, ...(echo_id && { echo_id }) } }
  }

  function list({ messages, ...rest }: ChatwootConversation, { query }: VendorRequest): VendorAnswer {
    const [after, before] = [Number(query.get('after') ?? 0), Number(query.get('before') ?? 0)]
    const older = before ? messages.filter(({ id }) => id < before) : messages
    const chosen = after ? older.filter(({ id }) => id > after).slice(0, AFTER) : older.slice(-LATEST)
    const payload = chosen.map((message) => apiMessage({ messages, ...rest }, message))
    return { status: 200, body: { meta: { labels: [], agent_last_seen_at: null }, payload } }
  }

  function create(request: VendorRequest, isBot: boolean): VendorAnswer {
    const parsed = CreateConversation.safeParse(parsedBody(request))
    if (!parsed.success) return invalidBody(parsed.error)
    const contact = contacts.find(parsed.data.contact_id)
    if (!contact || Number(parsed.data.inbox_id) !== INBOX.id) return notFound()
    const conversation = open(contact, parsed.data.status)
    inbox.tell(compose.conversationCreated({ conversation }))
    const first = parsed.data.message && createMessage(conversation, parsed.data.message, isBot)
    return { status: 200, body: show(conversation, first) }
  }

  function show(conversation: ChatwootConversation, first?: ReturnType<typeof apiMessage>) {
    const { messages: _, ...rest } = hookConversation(conversation, channel, now())
    const last = conversation.messages.at(-1)
    const messages = first ? [first] : last ? [apiMessage(conversation, last)] : []
    return { ...rest, account_id: 1, messages, last_non_activity_message: messages[0] ?? null }
  }

  /** contract.md, API, handoff: a bot that opens a pending one hands it over, and `success` is null then. */
  function toggleStatus(conversation: ChatwootConversation, request: VendorRequest, isBot: boolean) {
    const parsed = ToggleStatus.safeParse(parsedBody(request))
    if (!parsed.success) return invalidBody(parsed.error)
    const { status } = parsed.data
    const isHandoff = isBot && conversation.status === 'pending' && status === 'open'
    if (conversation.status !== status) inbox.tell(compose.status({ conversation, status }))
    // api.toggle_status.response.json
    const payload = {
      ...{ success: isHandoff ? null : true, conversation_id: conversation.id },
      ...{ current_status: conversation.status, snoozed_until: parsed.data.snoozed_until ?? null },
    }
    return { status: 200, body: { meta: {}, payload } }
  }

  function assign(conversation: ChatwootConversation, request: VendorRequest): VendorAnswer {
    const parsed = Assign.safeParse(parsedBody(request))
    if (!parsed.success) return invalidBody(parsed.error)
    conversation.isAssignedToStaff = 'assignee_id' in parsed.data
    return { status: 200, body: parsed.data }
  }

  function acknowledge(schema: z.ZodType, request: VendorRequest): VendorAnswer {
    const parsed = schema.safeParse(parsedBody(request))
    return parsed.success ? { status: 200, body: {} } : invalidBody(parsed.error)
  }

  function answer(call: string, request: VendorRequest, isBot: boolean): VendorAnswer {
    if (call === 'POST conversations') return create(request, isBot)
    const [, method, id, action] = /^(\w+) conversations\/(\d+)(?:\/(\w+))?$/.exec(call) ?? []
    const conversation = find(id)
    if (!conversation) return notFound()
    if (method === 'GET' && action === 'messages') return list(conversation, request)
    if (method === 'GET' && !action) return { status: 200, body: show(conversation) }
    if (method !== 'POST') return notFound()
    if (action === 'messages') return answerMessage(conversation, request, isBot)
    if (action === 'toggle_status') return toggleStatus(conversation, request, isBot)
    if (action === 'toggle_typing_status') return acknowledge(ToggleTyping, request)
    if (action === 'custom_attributes') return acknowledge(SetAttributes, request)
    if (action === 'assignments') return assign(conversation, request)
    return notFound()
  }

  function ofContact(call: string): VendorAnswer {
    const contact = contacts.find(/^GET contacts\/(\d+)\//.exec(call)?.[1])
    if (!contact) return notFound()
    const payload = all.filter((one) => one.contact === contact).map((one) => show(one))
    return { status: 200, body: { payload: payload.reverse() } }
  }

  return { all, notes, find, open, answer, ofContact }
}

function invalidBody({ issues: [issue] }: z.ZodError): VendorAnswer {
  return invalid(`Validation failed: ${issue?.path.join('.')} ${issue?.message}`)
}
