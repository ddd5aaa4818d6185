/** SMS by Twilio. */

import type { MessagingVendor } from './port.ts'
import { openTwilio } from './twilio-api.ts'
import { readTwilio } from './twilio-notices.ts'
import { verifyTwilio } from './twilio-signature.ts'
import type { Delivery } from './wire.ts'

export type TwilioCredentials = {
  account_sid: string
  auth_token: string
  phone_number: string
  messaging_service_sid?: string
}

export const twilio: MessagingVendor<TwilioCredentials> = {
  vendor: 'twilio',
  credentialFields: [
    {
      name: 'account_sid',
      label: 'Account SID',
      isSecret: false,
      hint: 'Twilio Console > Account Dashboard; begins with AC',
    },
    {
      name: 'auth_token',
      label: 'Auth token',
      isSecret: true,
      hint: 'Twilio Console > Account Dashboard; the primary one of the account that owns the number',
    },
    {
      name: 'phone_number',
      label: 'Phone number',
      isSecret: false,
      hint: 'Phone Numbers > Manage > Active numbers, with country code: +15125550100',
      form: 'phone',
    },
    {
      name: 'messaging_service_sid',
      label: 'Messaging Service SID',
      isSecret: false,
      hint: 'Messaging > Services; begins with MG. Needed in the USA for A2P 10DLC',
      isOptional: true,
    },
  ],
  verify: (credentials, request) => verifyTwilio(credentials.auth_token, request),
  deliveryId({ headers, rawBody }) {
    const token = headers['i-twilio-idempotency-token']
    if (token) return token
    const form = new URLSearchParams(new TextDecoder().decode(rawBody))
    const sid = form.get('MessageSid')
    return sid ? `${sid}/${form.get('MessageStatus') ?? 'received'}` : null
  },
  read: (delivery: Delivery, own?: TwilioCredentials) => readTwilio(delivery, own),
  accepted: {
    body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    contentType: 'text/xml',
  },
  open: openTwilio,
}
