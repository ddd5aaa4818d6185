import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatwoot } from './chatwoot.ts'
import { instagram } from './instagram.ts'
import type { MessagingVendor } from './port.ts'
import { twilio } from './twilio.ts'
import { whatsapp } from './whatsapp.ts'

const vendors = [chatwoot, whatsapp, instagram, twilio] as unknown as MessagingVendor[]

// Words of the wires, so that what is drawn gets past the door.
const key = fc.constantFrom(
  ...[
    'object',
    'entry',
    'changes',
    'value',
    'field',
    'metadata',
    'phone_number_id',
    'messages',
    'statuses',
    'type',
  ],
  ...[
    'id',
    'from',
    'text',
    'body',
    'messaging',
    'sender',
    'recipient',
    'message',
    'mid',
    'timestamp',
    'event',
  ],
  ...[
    'conversation',
    'account',
    'inbox',
    'message_type',
    'content_attributes',
    'attachments',
    'errors',
    'code',
  ],
)
const word = fc.constantFrom(
  ...['whatsapp_business_account', 'instagram', 'message_created', 'message_updated', 'incoming', 'outgoing'],
  ...[
    'text',
    'image',
    'location',
    'contacts',
    'reaction',
    'system',
    'interactive',
    'failed',
    '\0',
    '1697043223',
  ],
)
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: 'medium' },
    word,
    fc.double(),
    fc.constantFrom(null, true, false),
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(key, tie('body'), { maxKeys: 8 }),
  ),
}))
const object = fc.dictionary(key, body, { maxKeys: 10 })

test.each(vendors)('$vendor reads whatever comes without throwing', ({ read, deliveryId }) => {
  const url = 'https://foyer.example/webhooks/x/1?message=m'
  const json = fc.tuple(object, fc.constantFrom('whatsapp_business_account', 'instagram', 'message_created'))
  fc.assert(
    fc.property(json, ([drawn, name]) => {
      const rawBody = Buffer.from(JSON.stringify({ ...drawn, object: name, event: name }))
      expect(read({ rawBody, contentType: 'application/json', url })).toHaveProperty('ok')
      expect(() => deliveryId({ rawBody, headers: {} })).not.toThrow()
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (rawBody) => {
      for (const contentType of ['application/x-www-form-urlencoded', 'application/json', null]) {
        expect(read({ rawBody, contentType, url })).toHaveProperty('ok')
      }
      expect(() => deliveryId({ rawBody, headers: {} })).not.toThrow()
    }),
  )
})
