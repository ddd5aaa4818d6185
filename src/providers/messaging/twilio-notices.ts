/** Twilio's form bodies as notices: a message that came in, or what became of one of ours. */

import { isE164 } from '../../kit/phone.ts'
import type { Attachment, MessagingFailure, MessagingNotice, Read } from './port.ts'
import { twilioFailure } from './twilio-failures.ts'
import { clean, type Delivery, receivedAt, unreadable } from './wire.ts'

/** Whose notices are wanted. */
export interface TwilioAccount {
  account_sid: string
  phone_number: string
  messaging_service_sid?: string
}

/** The name of our message id in the query of a status address. */
const MESSAGE_PARAMETER = 'message'

export function readTwilio(delivery: Delivery, own?: TwilioAccount): Read {
  if (delivery.contentType && !delivery.contentType.toLowerCase().includes('x-www-form-urlencoded')) {
    return unreadable(null, 'The delivery is no form; choose “HTTP POST” beside the address at Twilio.')
  }
  const form = new URLSearchParams(new TextDecoder().decode(delivery.rawBody))
  const field = (name: string) => clean(form.get(name) ?? '')
  const sid = field('MessageSid') || field('SmsSid')
  if (sid === '') {
    return unreadable(
      field('CallSid') ? 'call' : null,
      'The delivery is not of a message; enter this address at Twilio under Messaging and not under Voice.',
    )
  }
  const status = field('MessageStatus')
  const foreign = own && foreignTo(own, field)
  if (foreign)
    return kept({ kind: 'ignored', trigger: status ? `status/${status}` : 'message', why: foreign })
  if (status) return kept(readStatus({ sid, status, field, url: delivery.url }))
  return kept(readMessage({ sid, field, at: receivedAt(delivery) }))
}

type Field = (name: string) => string

function kept(notice: MessagingNotice): Read {
  return { ok: true, notices: [notice] }
}

/** A number as Twilio writes it, however it was entered: `+1 (512) 555-0100` is `+15125550100`. */
export function asDialled(number: string): string {
  return number.replace(/[\s().-]/g, '')
}

function foreignTo(own: TwilioAccount, field: Field): string | null {
  if (field('AccountSid') !== own.account_sid)
    return `It is of another Twilio account, ${field('AccountSid')}`
  // A service may hold several numbers; without one there is ours alone.
  const ours = field('MessageStatus') ? field('From') : field('To')
  const service = field('MessagingServiceSid')
  if (ours === asDialled(own.phone_number) || (service !== '' && service === own.messaging_service_sid))
    return null
  return `It is of another sender of this Twilio account, ${service || ours}`
}

function readMessage({
  sid,
  field,
  at,
}: {
  sid: string
  field: Field
  at: Temporal.Instant
}): MessagingNotice {
  const from = field('From')
  if (from === '' || from.includes(':')) {
    return {
      kind: 'ignored',
      trigger: 'message',
      why: 'It is no SMS; other channels have a connection of their own',
    }
  }
  return {
    kind: 'message',
    vendorMessageId: sid,
    thread: { id: null, channel: 'sms', account: field('To') },
    from: { id: from, aliases: [], phone: isE164(from) ? from : null, name: null, email: null },
    at,
    text: field('Body'),
    attachments: attachmentsOf(field),
    choice: null,
    repliesTo: null,
    optOut: OPT_OUTS.get(field('OptOutType').toUpperCase()) ?? null,
    isUnsupported: false,
    canReply: null,
  }
}

const OPT_OUTS = new Map<string, 'stop' | 'start' | 'help'>([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
])

function attachmentsOf(field: Field): Attachment[] {
  // Twilio takes ten; the number is not to be believed.
  const count = Math.min(Number(field('NumMedia')) || 0, 10)
  return Array.from({ length: count }, (_, i) => {
    const [url, contentType] = [field(`MediaUrl${i}`) || null, field(`MediaContentType${i}`) || null]
    return { kind: kindOf(contentType), url, mediaId: null, contentType, fileName: null, transcript: null }
  }).filter(({ url }) => url !== null)
}

function kindOf(contentType: string | null): Attachment['kind'] {
  const [type] = contentType?.split('/') ?? []
  if (type === 'image' || type === 'audio' || type === 'video') return type
  if (contentType?.includes('vcard')) return 'contact'
  return type === 'application' || type === 'text' ? 'document' : 'other'
}

const STATUSES = new Map<string, 'sent' | 'delivered' | 'read' | 'failed'>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
])

function readStatus({
  sid,
  status,
  field,
  url,
}: {
  sid: string
  status: string
  field: Field
  url: string
}): MessagingNotice {
  const known = STATUSES.get(status)
  if (!known) {
    return { kind: 'ignored', trigger: `status/${status.slice(0, 50)}`, why: 'It has not left Twilio yet' }
  }
  const code = field('ErrorCode')
  const failure: MessagingFailure = twilioFailure(Number(code)) ?? 'failed'
  return {
    kind: 'status',
    vendorMessageId: sid,
    messageId: URL.parse(url)?.searchParams.get(MESSAGE_PARAMETER) || null,
    status: known,
    // `RawDlrDoneDate` is the carrier's own, in no known zone.
    at: null,
    failure: known === 'failed' ? { code: failure, vendorCode: code || null } : null,
  }
}
