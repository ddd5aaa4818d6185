/** A delivery of the WhatsApp Cloud API as notices. */

import { isE164 } from '../../kit/phone.ts'
import { whatsappFailure } from './meta-failures.ts'
import { templateStatus } from './meta-templates.ts'
import type { Attachment, ChannelUser, MessagingNotice, Read, Thread } from './port.ts'
import {
  isWhatsapp,
  WhatsappBody,
  type WhatsappChange,
  type WhatsappContact,
  type WhatsappMedia,
  type WhatsappMessage,
  type WhatsappPreference,
  type WhatsappStatus,
  type WhatsappValue,
} from './whatsapp-payload.ts'
import { type Delivery, parseObject, receivedAt, unreadable } from './wire.ts'

/** Whose notices are wanted: one Meta app's webhook may carry those of other numbers and accounts too. */
export interface WhatsappAccount {
  phone_number_id: string
  waba_id: string
}

export function readWhatsapp(delivery: Delivery, own?: WhatsappAccount): Read {
  const body = parseObject(delivery.rawBody)
  if (!body)
    return unreadable(null, 'The delivery is no JSON object; check that Meta itself calls this address.')
  if (!isWhatsapp(body)) {
    return unreadable(
      typeof body.object === 'string' ? body.object.slice(0, 100) : null,
      'The delivery is not of WhatsApp; subscribe this address to the product “WhatsApp Business Account” at Meta.',
    )
  }
  const at = receivedAt(delivery)
  const notices = WhatsappBody.parse(body).entry.flatMap((entry) =>
    entry.changes.flatMap((change) => readChange(change, { wabaId: entry.id, own, at })),
  )
  return {
    ok: true,
    notices: notices.length > 0 ? notices : [ignored('empty', 'The delivery holds nothing')],
  }
}

interface Around {
  wabaId: string | null
  own: WhatsappAccount | undefined
  /** Stands in for a time that the wire does not tell. */
  at: Temporal.Instant
}

function readChange({ field, value }: WhatsappChange, around: Around): MessagingNotice[] {
  const trigger = field ?? 'unnamed'
  if (trigger === 'message_template_status_update') return [readTemplate(value, around)]
  const account = value.metadata.phone_number_id
  if (account === null) return [ignored(trigger, 'Nothing follows from this kind of notice')]
  if (around.own && account !== around.own.phone_number_id) {
    return [ignored(trigger, `It is for another number of this Meta app, ${account}`)]
  }
  const thread: Thread = { id: null, channel: 'whatsapp', account }
  const notices = [
    ...value.messages.map((message) => readMessage(message, { value, thread, at: around.at })),
    ...value.message_echoes.map((message) => readEcho(message, { value, thread, at: around.at })),
    ...value.statuses.map(readStatus),
    ...value.user_preferences.map((preference) => readPreference(preference, value, thread)),
    ...value.errors.map(() => ignored(trigger, 'WhatsApp tells of an error that belongs to no message')),
  ]
  return notices.length > 0 ? notices : [ignored(trigger, 'Nothing follows from this kind of notice')]
}

interface Surroundings {
  value: WhatsappValue
  thread: Thread
  at: Temporal.Instant
}

function readMessage(message: WhatsappMessage, { value, thread, at }: Surroundings): MessagingNotice {
  const trigger = `messages/${message.type ?? 'unnamed'}`
  if (message.type === 'system') return readSystem(message, { trigger, thread })
  const from = userOf(
    { waId: message.from, userId: message.from_user_id, parentId: message.from_parent_user_id },
    value.contacts,
  )
  if (message.id === null || from === null) return ignored(trigger, 'The message has no id or no sender')
  if (message.type === 'reaction') {
    const { message_id: to, emoji } = message.reaction
    if (to === null) return ignored(trigger, 'The reaction names no message')
    return { kind: 'reaction', thread, from, to, emoji, at: message.timestamp }
  }
  const choice = choiceOf(message)
  const attachments = attachmentsOf(message)
  const text = textOf(message) ?? choice?.title ?? ''
  return {
    kind: 'message',
    vendorMessageId: message.id,
    thread,
    from,
    at: message.timestamp ?? at,
    text,
    attachments,
    choice,
    repliesTo: message.context.id,
    optOut: null,
    // Besides `unsupported`, whatever Meta adds one day: staff see that something came.
    isUnsupported: text === '' && attachments.length === 0 && choice === null,
    canReply: null,
  }
}

function readSystem(
  message: WhatsappMessage,
  { trigger, thread }: { trigger: string; thread: Thread },
): MessagingNotice {
  const { system } = message
  const user = userOf({ waId: system.wa_id, userId: system.user_id, parentId: system.parent_user_id }, [])
  const previous = message.from_user_id ?? message.from
  if (!system.type?.startsWith('user_changed_') || user === null || previous === null) {
    return ignored(`${trigger}/${system.type ?? 'unnamed'}`, 'Nothing follows from this system message')
  }
  return { kind: 'identity', thread, previous, user, at: message.timestamp }
}

function readEcho(message: WhatsappMessage, { value, thread, at }: Surroundings): MessagingNotice {
  const to = userOf(
    { waId: message.to, userId: message.to_user_id, parentId: message.to_parent_user_id },
    value.contacts,
  )
  if (message.id === null) return ignored('smb_message_echoes', 'The message has no id')
  return {
    kind: 'echo',
    vendorMessageId: message.id,
    messageId: null,
    thread,
    to,
    at: message.timestamp ?? at,
    text: textOf(message) ?? '',
    attachments: attachmentsOf(message),
    // Only what was typed in the WhatsApp Business app comes here, never what the API has sent.
    author: 'staff',
    isPrivate: false,
  }
}

function readStatus(status: WhatsappStatus): MessagingNotice {
  const { id, status: said, errors, biz_opaque_callback_data: messageId, timestamp: at } = status
  if (id === null) return ignored('messages/status', 'The status names no message')
  const about = { kind: 'status', vendorMessageId: id, messageId, at } as const
  switch (said) {
    case 'sent':
    case 'delivered':
    case 'read':
      return { ...about, status: said, failure: null }
    case 'failed': {
      const code = errors[0]?.code ?? null
      const failure = (code && whatsappFailure({ code, subcode: null })) || 'failed'
      return {
        ...about,
        status: 'failed',
        failure: { code: failure, vendorCode: code === null ? null : String(code) },
      }
    }
    default:
      return ignored(`messages/status/${said ?? 'unnamed'}`, 'Nothing follows from this status')
  }
}

function readPreference(
  preference: WhatsappPreference,
  { contacts }: WhatsappValue,
  thread: Thread,
): MessagingNotice {
  const { wa_id: waId, user_id: userId, parent_user_id: parentId, value, category } = preference
  const from = userOf({ waId, userId, parentId }, contacts)
  if (from === null || category !== 'marketing_messages' || (value !== 'stop' && value !== 'resume')) {
    return ignored('user_preferences', 'It is no preference about marketing of a known person')
  }
  return { kind: 'preference', thread, from, marketing: value, at: preference.timestamp }
}

function readTemplate(value: WhatsappValue, { wabaId, own }: Around): MessagingNotice {
  const trigger = 'message_template_status_update'
  if (own && wabaId !== own.waba_id) {
    return ignored(trigger, `It is of another WhatsApp account of this Meta app, ${wabaId}`)
  }
  const { event: word, message_template_name: name, message_template_language: language } = value
  if (name === null || word === null) return ignored(trigger, 'It names no template or no status')
  const { reason, rejection_info, other_info } = value
  const reasons = [reason === 'NONE' ? null : reason, rejection_info.reason, other_info.description]
  return {
    ...{ kind: 'template', name, language, status: templateStatus(word), word },
    reason: reasons.filter(Boolean).join(': ') || null,
  }
}

/**
 * The business-scoped user id comes first: it stays where the number is hidden (users with a username), and the number is
 * then an alias. A parent id spans the numbers of one business portfolio.
 */
function userOf(
  ids: { waId: string | null; userId: string | null; parentId: string | null },
  contacts: WhatsappContact[],
): ChannelUser | null {
  const contact = contacts.find(
    ({ wa_id, user_id }) =>
      (ids.userId !== null && user_id === ids.userId) || (ids.waId !== null && wa_id === ids.waId),
  )
  const waId = ids.waId ?? contact?.wa_id ?? null
  const known = [ids.userId ?? contact?.user_id, waId, ids.parentId ?? contact?.parent_user_id].filter(
    (id) => typeof id === 'string',
  )
  const [id, ...aliases] = new Set(known)
  if (id === undefined) return null
  return {
    id,
    aliases,
    phone: waId !== null && isE164(`+${waId}`) ? `+${waId}` : null,
    name: contact?.profile.name ?? contact?.profile.username ?? null,
    email: null,
  }
}

function choiceOf({
  type,
  interactive,
  button,
}: WhatsappMessage): { id: string | null; title: string } | null {
  if (type === 'button') return button.text === null ? null : { id: button.payload, title: button.text }
  if (type !== 'interactive') return null
  const { id, title } = interactive.type === 'list_reply' ? interactive.list_reply : interactive.button_reply
  return title === null ? null : { id, title }
}

const MEDIA = ['image', 'audio', 'video', 'document', 'sticker'] as const

function mediaOf(message: WhatsappMessage): { kind: (typeof MEDIA)[number]; media: WhatsappMedia } | null {
  const kind = MEDIA.find((each) => each === message.type)
  return kind ? { kind, media: message[kind] } : null
}

function textOf(message: WhatsappMessage): string | null {
  return message.type === 'text' ? message.text.body : (mediaOf(message)?.media.caption ?? null)
}

const BARE = { url: null, mediaId: null, contentType: null, fileName: null, transcript: null }

function attachmentsOf(message: WhatsappMessage): Attachment[] {
  const found = mediaOf(message)
  if (found) {
    const { id: mediaId, mime_type: contentType, filename: fileName } = found.media
    return mediaId === null ? [] : [{ ...BARE, kind: found.kind, mediaId, contentType, fileName }]
  }
  if (message.type === 'location') {
    const { latitude, longitude, name, address } = message.location
    if (latitude === null || longitude === null) return []
    // RFC 5870.
    const url = `geo:${latitude},${longitude}`
    return [{ ...BARE, kind: 'location', url, fileName: name ?? address }]
  }
  if (message.type !== 'contacts') return []
  return message.contacts.map(({ name, phones }) => {
    const fileName = [name.formatted_name, ...phones.map(({ phone }) => phone)].filter(Boolean).join(', ')
    return { ...BARE, kind: 'contact', fileName: fileName || null }
  })
}

function ignored(trigger: string, why: string): MessagingNotice {
  return { kind: 'ignored', trigger, why }
}
