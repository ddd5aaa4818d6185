/** Twilio's SMS webhooks, in the shapes of test/fixtures/messaging/twilio, and how it signs them. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Callback } from './callbacks.ts'

/**
 * twilio/contract.md, Webhook signature: over the URL as it was called and the sorted parameters of the body. Values of
 * a repeated key are sorted and taken once, as twilio@6 does (signature-vectors.json).
 */
export function twilioSignature(authToken: string, url: string, body: string): string {
  const parameters = new URLSearchParams(body)
  const signed = [...new Set(parameters.keys())]
    .sort()
    .flatMap((key) => [...new Set(parameters.getAll(key))].sort().map((value) => `${key}${value}`))
  return createHmac('sha1', authToken)
    .update(url + signed.join(''))
    .digest('base64')
}

export const freshSid = (kind: 'SM' | 'MM' | 'ME') => `${kind}${randomBytes(16).toString('hex')}`

export type TwilioStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'read'

export interface TwilioAccount {
  accountSid: string
  phoneNumber: string
  messagingServiceSid: string | null
}

interface Texted {
  /** E.164. */
  from: string
  text: string
  /** Instead of a fresh one. */
  sid?: string
}

export function twilioCallbacks(account: TwilioAccount) {
  const service: Record<string, string> = account.messagingServiceSid
    ? { MessagingServiceSid: account.messagingServiceSid }
    : {}

  function form(parameters: Record<string, string>, sid: string): Callback {
    return {
      body: new URLSearchParams(parameters).toString(),
      contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
      // contract.md, SMS: constant across retries of one webhook.
      headers: { 'i-twilio-idempotency-token': randomUUID() },
      vendorMessageId: sid,
    }
  }

  // inbound.sms.txt
  function inbound({ from, text, sid = freshSid('SM') }: Texted, more: Record<string, string> = {}) {
    return form(
      {
        ...{ ToCountry: 'US', ToState: 'TX', SmsMessageSid: sid, NumMedia: '0', ToCity: 'AUSTIN' },
        ...{ FromZip: '78701', SmsSid: sid, FromState: 'TX', SmsStatus: 'received', FromCity: 'AUSTIN' },
        ...{ Body: text, FromCountry: 'US', To: account.phoneNumber, ...service, ToZip: '78701' },
        ...{ NumSegments: '1', MessageSid: sid, AccountSid: account.accountSid, From: from },
        ...{ ApiVersion: '2010-04-01', ...more },
      },
      sid,
    )
  }

  return {
    /** `optOut`: what Advanced Opt-Out makes of it (inbound.sms_stop_advanced_optout.txt). */
    text: (texted: Texted & { optOut?: 'STOP' | 'START' | 'HELP' }) =>
      inbound(texted, texted.optOut && { OptOutType: texted.optOut }),
    // inbound.mms.txt
    image(texted: Texted): Callback {
      const sid = texted.sid ?? freshSid('MM')
      const media = `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Messages/${sid}/Media`
      return inbound(
        { ...texted, sid },
        { NumMedia: '1', MediaContentType0: 'image/jpeg', MediaUrl0: `${media}/${freshSid('ME')}` },
      )
    },
    // status.message_*.txt
    status(told: { sid: string; to: string; status: TwilioStatus; code?: number; at: Temporal.Instant }) {
      const { sid, to, status, code, at } = told
      const isFinal = status === 'delivered' || status === 'undelivered'
      return form(
        {
          ...{ SmsStatus: status, MessageStatus: status },
          ...(code !== undefined && { ErrorCode: String(code) }),
          ...(isFinal && { RawDlrDoneDate: at.toString().replace(/\D/g, '').slice(2, 12) }),
          ...{ SmsSid: sid, ...service, MessageSid: sid, AccountSid: account.accountSid },
          ...{ From: account.phoneNumber, To: to, ApiVersion: '2010-04-01' },
        },
        sid,
      )
    },
  }
}
