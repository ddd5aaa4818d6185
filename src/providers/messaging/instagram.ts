/** Instagram direct messages by Meta's API with Instagram Login. */

import { openInstagram } from './instagram-api.ts'
import { readInstagram } from './instagram-notices.ts'
import { answerChallenge, verifyMeta } from './meta-graph.ts'
import type { MessagingVendor } from './port.ts'
import type { Delivery } from './wire.ts'

export type InstagramCredentials = {
  ig_id: string
  access_token: string
  app_secret: string
  verify_token: string
}

export const instagram: MessagingVendor<InstagramCredentials> = {
  vendor: 'instagram',
  credentialFields: [
    {
      name: 'ig_id',
      label: 'Instagram account ID',
      isSecret: false,
      hint: 'Meta app > Instagram > API setup with Instagram login > Generate access tokens, below the name',
    },
    {
      name: 'access_token',
      label: 'Access token',
      isSecret: true,
      hint: 'At the same place, Generate token; it lasts 60 days',
    },
    {
      name: 'app_secret',
      label: 'Instagram app secret',
      isSecret: true,
      hint: 'Meta app > Instagram > API setup with Instagram login, at the top; not the secret of the Meta app',
    },
    {
      name: 'verify_token',
      label: 'Verify token',
      isSecret: true,
      hint: 'Any words of yours; enter the same at API setup with Instagram login > Configure webhooks',
    },
  ],
  verify: (credentials, request) => verifyMeta(credentials.app_secret, request),
  handshake: (credentials, query) => answerChallenge(credentials.verify_token, query),
  // Meta gives a delivery no id, and a repeat comes in the same bytes.
  deliveryId: () => null,
  read: (delivery: Delivery, own?: InstagramCredentials) => readInstagram(delivery, own),
  accepted: { body: '', contentType: 'text/plain' },
  open: openInstagram,
}
