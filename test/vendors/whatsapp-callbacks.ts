/** WhatsApp's webhook bodies, in the shapes of test/fixtures/messaging/whatsapp. */
import { randomBytes } from 'node:crypto'
import type { Callback } from './callbacks.ts'
import { epochSeconds, metaCallback } from './meta.ts'
import { freshPhone } from './person.ts'
import { titleOf } from './whatsapp-requests.ts'

/** Somebody on WhatsApp, as Meta knows them. */
export interface WhatsAppPerson {
  name: string
  /** Digits; null for somebody with a username who hides their number (inbound.text_bsuid_only.json). */
  waId: string | null
  /** The business-scoped user id. */
  userId: string
  username: string | null
}

export function whatsAppPerson(
  given: { name?: string; phone?: string; isPhoneHidden?: boolean } = {},
): WhatsAppPerson {
  const digits = (given.phone ?? freshPhone()).replace(/\D/g, '')
  return {
    name: given.name ?? 'Ana Souza',
    waId: given.isPhoneHidden ? null : digits,
    userId: `US.1349${digits}`,
    username: given.isPhoneHidden ? `user${digits}` : null,
  }
}

export const freshWamid = () => `wamid.${randomBytes(24).toString('base64')}`

interface Said {
  from: WhatsAppPerson
  at?: Temporal.Instant
  /** The id of the message that is answered. */
  repliesTo?: string
  /** Instead of a fresh one. */
  id?: string
}

export interface WhatsAppStatus {
  id: string
  to: WhatsAppPerson
  status: 'sent' | 'delivered' | 'read' | 'failed'
  /** Of the contract's table, where it failed. */
  code?: number
  /** What was sent as `biz_opaque_callback_data`. */
  tracker?: string | null
  at?: Temporal.Instant
}

export function whatsAppCallbacks(
  account: { wabaId: string; phoneNumberId: string; displayPhone: string },
  now: () => Temporal.Instant,
) {
  const { wabaId, phoneNumberId } = account
  const metadata = { display_phone_number: account.displayPhone, phone_number_id: phoneNumberId }

  const change = (field: string, value: object, vendorMessageId = ''): Callback =>
    metaCallback(
      {
        object: 'whatsapp_business_account',
        entry: [{ id: wabaId, changes: [{ value, field }] }],
      },
      vendorMessageId,
    )

  function inbound(said: Said, content: { type: string } & Record<string, unknown>): Callback {
    const { from, at = now(), id = freshWamid() } = said
    const message = {
      ...(said.repliesTo && { context: { from: account.displayPhone, id: said.repliesTo } }),
      ...(from.waId && { from: from.waId }),
      from_user_id: from.userId,
      ...{ id, timestamp: epochSeconds(at), ...content },
    }
    const value = { messaging_product: 'whatsapp', metadata, contacts: [contact(from)], messages: [message] }
    return change('messages', value, id)
  }

  return {
    text: (said: Said & { text: string }) => inbound(said, { text: { body: said.text }, type: 'text' }),
    /** A reply button that was tapped, or a row of a list. */
    choice: (said: Said & { choice: { id: string; title: string }; isOfList?: boolean }) =>
      inbound(said, {
        type: 'interactive',
        interactive: said.isOfList
          ? { type: 'list_reply', list_reply: said.choice }
          : { type: 'button_reply', button_reply: said.choice },
      }),
    /** The quick reply button of a template. */
    templateButton: (said: Said & { payload: string; title: string }) =>
      inbound(said, { type: 'button', button: { payload: said.payload, text: said.title } }),
    image: (said: Said & { caption?: string; mediaId: string }) =>
      inbound(said, {
        type: 'image',
        image: {
          ...(said.caption && { caption: said.caption }),
          ...{ mime_type: 'image/jpeg', sha256: '4654+8g=', id: said.mediaId },
        },
      }),
    voice: (said: Said & { mediaId: string }) =>
      inbound(said, {
        type: 'audio',
        audio: { mime_type: 'audio/ogg; codecs=opus', sha256: 'm04pFf2E=', id: said.mediaId, voice: true },
      }),
    reaction: (said: Said & { to: string; emoji: string }) =>
      inbound(said, { type: 'reaction', reaction: { message_id: said.to, emoji: said.emoji } }),
    changedNumber(said: Said & { waId: string }): Callback {
      const { from, at = now(), id = freshWamid() } = said
      const body = `User ${from.name} changed from ${from.waId} to ${said.waId}`
      const system = { body, wa_id: said.waId, type: 'user_changed_number' }
      const message = { from: from.waId, id, timestamp: epochSeconds(at), system, type: 'system' }
      return change('messages', { messaging_product: 'whatsapp', metadata, messages: [message] }, id)
    },
    /** Staff wrote in the phone app (echo.smb_message_echo.json). */
    staffEcho({ to, text, at = now(), id = freshWamid() }: StaffEcho): Callback {
      const echo = {
        from: account.displayPhone,
        ...(to.waId && { to: to.waId }),
        to_user_id: to.userId,
        ...{ id, timestamp: epochSeconds(at), type: 'text', text: { body: text } },
      }
      const value = {
        messaging_product: 'whatsapp',
        metadata,
        contacts: [contact(to)],
        message_echoes: [echo],
      }
      return change('smb_message_echoes', value, id)
    },
    status({ id, to, status, code, tracker, at = now() }: WhatsAppStatus): Callback {
      const told = {
        ...{ id, status, timestamp: epochSeconds(at) },
        ...(to.waId && { recipient_id: to.waId }),
        recipient_user_id: to.userId,
        ...(tracker && { biz_opaque_callback_data: tracker }),
        ...(status === 'failed' ? { errors: [statusError(code ?? 131000)] } : PRICED),
      }
      const value = { messaging_product: 'whatsapp', metadata, contacts: [contact(to)], statuses: [told] }
      return change('messages', value, id)
    },
    marketing({ from, value, at = now() }: Marketing): Callback {
      const preference = {
        ...(from.waId && { wa_id: from.waId }),
        user_id: from.userId,
        detail: `User requested to ${value} marketing messages`,
        ...{ category: 'marketing_messages', value, timestamp: Number(epochSeconds(at)) },
      }
      return change('user_preferences', {
        ...{ messaging_product: 'whatsapp', metadata, contacts: [contact(from)] },
        user_preferences: [preference],
      })
    },
    templateStatus: (told: { name: string; language: string; event: string; reason?: string }) =>
      change('message_template_status_update', {
        ...{ event: told.event, message_template_id: 1689556908129832, message_template_name: told.name },
        message_template_language: told.language,
        reason: told.reason ?? 'NONE',
        message_template_category: 'UTILITY',
      }),
  }
}

interface StaffEcho {
  to: WhatsAppPerson
  text: string
  at?: Temporal.Instant
  id?: string
}

interface Marketing {
  from: WhatsAppPerson
  value: 'stop' | 'resume'
  at?: Temporal.Instant
}

function contact({ name, waId, userId, username }: WhatsAppPerson) {
  return {
    profile: { name, ...(username && { username }) },
    ...(waId && { wa_id: waId }),
    user_id: userId,
  }
}

const PRICED = {
  conversation: { id: '7270432eae37498234f4444b35ffc5', origin: { type: 'service' } },
  pricing: { billable: true, pricing_model: 'PMP', category: 'service' },
}

function statusError(code: number) {
  return {
    ...{ code, title: titleOf(code), message: titleOf(code), error_data: { details: `${titleOf(code)}.` } },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
