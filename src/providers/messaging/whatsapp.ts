/** WhatsApp by Meta's Cloud API, without a business solution provider in between. */

import { answerChallenge, verifyMeta } from './meta-graph.ts'
import type { MessagingVendor } from './port.ts'
import { openWhatsapp } from './whatsapp-api.ts'
import { readWhatsapp } from './whatsapp-notices.ts'
import type { Delivery } from './wire.ts'

export type WhatsappCredentials = {
  phone_number_id: string
  waba_id: string
  access_token: string
  app_secret: string
  verify_token: string
}

export const whatsapp: MessagingVendor<WhatsappCredentials> = {
  vendor: 'whatsapp',
  credentialFields: [
    {
      name: 'phone_number_id',
      label: 'Phone number ID',
      isSecret: false,
      hint: 'Meta app > WhatsApp > API setup; not the number itself',
      form: 'digits',
    },
    {
      name: 'waba_id',
      label: 'WhatsApp Business Account ID',
      isSecret: false,
      hint: 'Meta app > WhatsApp > API setup, beside the phone number ID',
      form: 'digits',
    },
    {
      name: 'access_token',
      label: 'Access token',
      isSecret: true,
      hint: 'Business settings > Users > System users > Generate token; the one under API setup lasts a day',
    },
    {
      name: 'app_secret',
      label: 'App secret',
      isSecret: true,
      hint: 'Meta app > App settings > Basic > Show',
    },
    {
      name: 'verify_token',
      label: 'Verify token',
      isSecret: true,
      hint: 'Any words of yours; enter the same at Meta app > WhatsApp > Configuration > Webhook',
    },
  ],
  verify: (credentials, request) => verifyMeta(credentials.app_secret, request),
  handshake: (credentials, query) => answerChallenge(credentials.verify_token, query),
  // Meta gives a delivery no id, and a repeat comes in the same bytes.
  deliveryId: () => null,
  read: (delivery: Delivery, own?: WhatsappCredentials) => readWhatsapp(delivery, own),
  accepted: { body: '', contentType: 'text/plain' },
  open: openWhatsapp,
}
