/** Chatwoot's webhooks: what happens in its inbox, told in the shapes of test/fixtures/messaging/chatwoot. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Callback } from './callbacks.ts'
import {
  ACCOUNT,
  type ChatwootAttachment,
  type ChatwootChannel,
  type ChatwootConversation,
  type ChatwootMessage,
  hookContact,
  hookConversation,
  hookMessage,
  INBOX,
  inboxName,
} from './chatwoot-inbox.ts'

/** chatwoot/contract.md, Signature: over the timestamp, a point and the raw bytes. */
export function chatwootSignature(secret: string, timestamp: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`
}

/** chatwoot/contract.md, Signature: Rails escapes `<>&` (and the two line separators of Unicode). */
export function railsJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A thing that happens in a conversation; composing it makes it happen in the fake's inbox too. */
interface Happening {
  conversation: ChatwootConversation
  at?: Temporal.Instant
}

let lastMessageId = 88_000
export const freshMessageId = () => ++lastMessageId

export function newMessage(given: Partial<ChatwootMessage> & { at: Temporal.Instant }): ChatwootMessage {
  return {
    ...{ id: freshMessageId(), content: null, type: 1, contentType: 'text', contentAttributes: {} },
    ...{ isPrivate: false, status: 'sent', sourceId: null, author: null, attachments: [] },
    ...given,
  }
}

export function chatwootCallbacks(channel: ChatwootChannel, now: () => Temporal.Instant) {
  function callback(event: string, body: object, vendorMessageId = ''): Callback {
    return {
      body: railsJson({ ...body, event }),
      contentType: 'application/json',
      // contract.md, Signature: the same across retries of one job.
      headers: { 'x-chatwoot-delivery': randomUUID() },
      vendorMessageId,
    }
  }

  function told(event: string, conversation: ChatwootConversation, message: ChatwootMessage): Callback {
    return callback(event, hookMessage(conversation, message, channel, now()), String(message.id))
  }

  function inbound({ conversation, at = now() }: Happening, given: Partial<ChatwootMessage>): Callback {
    const sourceId = channel === 'Channel::Whatsapp' ? `wamid.${randomUUID()}` : randomUUID()
    const message = newMessage({ type: 0, author: 'contact', sourceId, ...given, at })
    conversation.messages.push(message)
    conversation.lastInboundAt = at
    // contract.md, API: a resolved one reopens as pending, a snoozed one as open.
    if (conversation.status === 'resolved') conversation.status = 'pending'
    if (conversation.status === 'snoozed') conversation.status = 'open'
    return told('message_created', conversation, message)
  }

  function outgoing({ conversation, at = now() }: Happening, given: Partial<ChatwootMessage>): Callback {
    const message = newMessage({ ...given, at })
    conversation.messages.push(message)
    return told('message_created', conversation, message)
  }

  return {
    text: (said: Happening & { text: string }) => inbound(said, { content: said.text }),
    /** What is tapped comes as its title only (contract.md, Payload rules). */
    choice: (said: Happening & { choice: { title: string } }) =>
      inbound(said, { content: said.choice.title }),
    image: (said: Happening & { caption?: string }) =>
      inbound(said, { content: said.caption || null, attachments: [picture()] }),
    /** Staff write in Chatwoot: they have the conversation from now on. */
    staffReply(said: Happening & { text: string }): Callback {
      said.conversation.status = 'open'
      said.conversation.isAssignedToStaff = true
      return outgoing(said, { content: said.text, author: 'staff' })
    },
    privateNote: (said: Happening & { text: string }) =>
      outgoing(said, { content: said.text, author: 'staff', isPrivate: true }),
    /** Staff write in the phone's app (contract.md, Payload rules: external_echo). */
    phoneReply: (said: Happening & { text: string }) =>
      outgoing(said, { content: said.text, contentAttributes: { external_echo: true } }),
    /** Chatwoot's own greeting or out-of-office words. */
    greeting: (said: Happening & { text: string }) => outgoing(said, { content: said.text, type: 3 }),
    /** What a bot or somebody by the API sent, as told afterwards. */
    created: (said: Happening & { message: ChatwootMessage }) =>
      told('message_created', said.conversation, said.message),
    updated: (said: Happening & { message: ChatwootMessage }) =>
      told('message_updated', said.conversation, said.message),
    /** The channel failed it (webhook.message_updated.delivery_failed.json). */
    deliveryFailed(said: Happening & { message: ChatwootMessage; error: string }): Callback {
      said.message.status = 'failed'
      said.message.contentAttributes = {
        ...said.message.contentAttributes,
        external_error: said.error,
      }
      return told('message_updated', said.conversation, said.message)
    },
    /** contract.md, Payload rules: `changed_attributes` is null in practice. */
    status({ conversation, status }: Happening & { status: ChatwootConversation['status'] }): Callback {
      conversation.status = status
      return callback('conversation_status_changed', {
        ...hookConversation(conversation, channel, now()),
        changed_attributes: null,
      })
    },
    conversationCreated: ({ conversation }: Happening) =>
      callback('conversation_created', hookConversation(conversation, channel, now())),
    contactUpdated: ({ conversation }: Happening) =>
      callback('contact_updated', {
        ...hookContact(conversation.contact),
        changed_attributes: [{ email: { previous_value: null, current_value: conversation.contact.email } }],
      }),
    widgetTriggered: ({ conversation }: Happening) =>
      callback('webwidget_triggered', {
        ...{ id: 9000 + conversation.id, contact: hookContact(conversation.contact) },
        ...{ inbox: { id: INBOX.id, name: inboxName(channel) }, account: ACCOUNT },
        ...{ current_conversation: null, source_id: conversation.contact.sourceId },
        event_info: { referer: 'https://clinic.example/book', widget_language: 'en' },
      }),
  }
}

let attachments = 4400
function picture(): ChatwootAttachment {
  attachments += 1
  const dataUrl = `https://chat.clinic.example/rails/active_storage/blobs/redirect/${attachments}/photo.jpg`
  return { id: attachments, fileType: 'image', contentType: 'image/jpeg', dataUrl }
}
