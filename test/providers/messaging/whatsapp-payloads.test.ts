import { describe, expect, test } from 'vitest'
import type { MessagingVendor } from '../../../src/providers/messaging/port.ts'
import { whatsapp } from '../../../src/providers/messaging/whatsapp.ts'
import { contractJson } from '../../vendors/contract.ts'
import { metaSignature, together } from '../../vendors/meta.ts'
import { startWhatsApp } from '../../vendors/whatsapp.ts'
import { whatsAppPerson } from '../../vendors/whatsapp-callbacks.ts'
import { noticesOf, type SignatureVector, seconds, unread } from './golden.ts'

const vendor: MessagingVendor = whatsapp
const account = '1122334455667'
const thread = { id: null, channel: 'whatsapp', account }
const parent = expect.toSatisfy(
  (aliases: string[]) => aliases.filter((alias) => alias !== 'US.ENT.11815799212886844830').length === 0,
)
const from = {
  ...{ id: 'US.13491208655302741918', aliases: expect.arrayContaining(['972987654321']) },
  ...{ phone: '+972987654321', name: 'Test Name', email: null },
}
const message = {
  ...{ kind: 'message', vendorMessageId: 'wamid.xyzxyz', thread, from, text: '', attachments: [] },
  ...{ choice: null, repliesTo: null, optOut: null, isUnsupported: false, canReply: null },
}
const attachment = {
  ...{ kind: 'document', url: null, mediaId: null, contentType: null, fileName: null, transcript: null },
}
const status = { kind: 'status', vendorMessageId: 'wamid.xyzxyz', messageId: null, failure: null }

const goldens: [file: string, notice: object][] = [
  ['inbound.text.json', { ...message, at: seconds(1697043223), text: 'Body Text' }],
  [
    'inbound.text_bsuid_only.json',
    {
      ...message,
      vendorMessageId: 'wamid.cloud-bsuid-only-message',
      from: { ...from, aliases: parent, phone: null, name: 'Muhsin' },
      at: seconds(1778579582),
      text: 'testing bsuid',
    },
  ],
  [
    'inbound.text_reply_context.json',
    { ...message, at: seconds(1697044746), text: 'replied text', repliesTo: 'wamid.xyzxyz==' },
  ],
  [
    'inbound.image.json',
    {
      ...message,
      at: seconds(1697043379),
      attachments: [{ ...attachment, kind: 'image', mediaId: '65463453', contentType: 'image/jpeg' }],
    },
  ],
  [
    'inbound.voice.json',
    {
      ...message,
      at: seconds(1697043473),
      attachments: [
        {
          ...attachment,
          ...{ kind: 'audio', mediaId: '1234567890987654321', contentType: 'audio/ogg; codecs=opus' },
        },
      ],
    },
  ],
  [
    'inbound.document.json',
    {
      ...message,
      ...{ at: seconds(1697043666), text: 'caption' },
      attachments: [
        {
          ...attachment,
          ...{ mediaId: '1234567890987654321', contentType: 'application/pdf', fileName: 'filename.pdf' },
        },
      ],
    },
  ],
  [
    'inbound.interactive_button_reply.json',
    {
      ...message,
      ...{ at: seconds(1698266730), text: 'title', repliesTo: 'wamid.xyzxyz' },
      choice: { id: 'callback_data', title: 'title' },
    },
  ],
  [
    'inbound.interactive_list_reply.json',
    {
      ...message,
      ...{ vendorMessageId: 'wamid.zyzxyz', at: seconds(1698266905), text: 'title' },
      ...{ choice: { id: 'callback_data', title: 'title' }, repliesTo: 'wamid.xyzxyz' },
    },
  ],
  [
    'inbound.template_quick_reply_button.json',
    {
      ...message,
      ...{ vendorMessageId: 'wamid.xsidjw', at: seconds(1698269027), text: 'title' },
      ...{ choice: { id: 'callback_data', title: 'title' }, repliesTo: 'wamid.xyzxyz==' },
    },
  ],
  [
    'inbound.reaction.json',
    { kind: 'reaction', thread, from, to: 'wamid.yzxyzx=', emoji: '😮', at: seconds(1697044456) },
  ],
  [
    'inbound.system_user_changed_number.json',
    {
      ...{ kind: 'identity', thread, previous: '972987654321', at: seconds(1753851315) },
      user: { id: '972912345678', aliases: [], phone: '+972912345678', name: null, email: null },
    },
  ],
  [
    'echo.smb_message_echo.json',
    {
      ...{ kind: 'echo', vendorMessageId: '<WHATSAPP_MESSAGE_ID>', messageId: null, thread },
      ...{ to: expect.objectContaining({ id: '<BSUID>' }), at: seconds(1697043223), text: 'Test message' },
      ...{ attachments: [], author: 'staff', isPrivate: false },
    },
  ],
  ['status.sent.json', { ...status, status: 'sent', at: seconds(1698266945) }],
  ['status.delivered.json', { ...status, status: 'delivered', at: seconds(1698266945) }],
  ['status.read.json', { ...status, status: 'read', at: seconds(1689380458) }],
  [
    'status.with_tracker.json',
    { ...status, status: 'sent', at: seconds(1698266945), messageId: 'some data' },
  ],
  ...(
    [
      ['status.failed.json', 'marketing_held_back', '130472'],
      ['status.failed_131026.json', 'unreachable_person', '131026'],
      ['status.failed_131047.json', 'window_closed', '131047'],
    ] as const
  ).map(([file, code, vendorCode]): [string, object] => [
    file,
    { ...status, status: 'failed', at: seconds(1689380458), failure: { code, vendorCode } },
  ]),
  [
    'user_preferences.stop.json',
    {
      ...{ kind: 'preference', thread: { ...thread, account: '106540352242922' }, marketing: 'stop' },
      ...{ from: expect.objectContaining({ phone: '+16505551234' }), at: seconds(1731705721) },
    },
  ],
  [
    'template_status.approved.json',
    {
      ...{
        kind: 'template',
        name: 'order_confirmation',
        language: 'en_US',
        status: 'approved',
        word: 'APPROVED',
      },
      reason: null,
    },
  ],
  [
    'template_status.rejected.json',
    {
      ...{ kind: 'template', name: 'abandoned_cart', language: 'en', status: 'rejected', word: 'REJECTED' },
      reason: expect.stringContaining('INVALID_FORMAT'),
    },
  ],
]

interface MetaVector extends SignatureVector {
  appSecret: string
  expectedHex?: string
}

describe('WhatsApp’s payloads', () => {
  test('none is left out', () => {
    expect(unread('whatsapp', /^(inbound|echo|status|template_status|user_preferences)\./, goldens)).toEqual(
      [],
    )
  })

  test.each(goldens)('%s', (file, notice) => {
    expect(noticesOf(whatsapp, 'whatsapp', file)).toEqual([notice])
  })

  const { vectors } = contractJson('whatsapp', 'signature-vectors.json')
  test.each(vectors as MetaVector[])('signature: $name', (vector) => {
    const signature =
      vector.headers?.['X-Hub-Signature-256'] ??
      vector.signatureThatMustFail ??
      `sha256=${vector.expectedHex}`
    const request = {
      ...{ rawBody: new TextEncoder().encode(vector.rawBody), url: 'https://fd.example/hooks' },
      ...{ headers: { 'x-hub-signature-256': signature }, contentType: 'application/json' },
    }
    const credentials = { app_secret: vector.appSecret }
    const now = Temporal.Instant.from('2026-11-21T15:04:05Z')
    expect(vendor.verify(credentials, request, now)).toBe(vector.signatureThatMustFail === undefined)
    expect(metaSignature(vector.appSecret, vector.rawBody) === signature).toBe(!vector.signatureThatMustFail)
  })

  test('what WhatsApp cannot show is told as such (131051)', () => {
    const body = contractJson('whatsapp', 'inbound.text.json')
    const [{ value }] = body.entry[0].changes
    const [{ text: _, ...rest }] = value.messages
    const errors = [{ code: 131051, title: 'Message type unknown' }]
    value.messages = [{ ...rest, type: 'unsupported', errors }]
    const rawBody = new TextEncoder().encode(JSON.stringify(body))
    const read = whatsapp.read({ rawBody, contentType: 'application/json', url: 'https://fd.example' })
    expect(read).toMatchObject({ notices: [{ kind: 'message', text: '', isUnsupported: true }] })
  })

  test('what cannot be read does not hide what stands beside it', () => {
    const body = contractJson('whatsapp', 'inbound.text.json')
    const [{ value }] = body.entry[0].changes
    value.messages.unshift(
      { id: 7, type: 'text' },
      { type: 'hologram', id: 'wamid.new', from: '1', timestamp: '1' },
    )
    body.entry[0].changes.unshift({ field: 'something_new', value: 3 })
    const rawBody = new TextEncoder().encode(JSON.stringify(body))
    const read = whatsapp.read({ rawBody, contentType: 'application/json', url: 'https://fd.example' })
    expect(read.ok && read.notices).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'message', text: 'Body Text' })]),
    )
  })

  test('one body with many entries is read whole, in order', async () => {
    const fake = await startWhatsApp()
    const people = [whatsAppPerson(), whatsAppPerson({ isPhoneHidden: true }), whatsAppPerson()]
    const said = people.map((person, i) => fake.compose.text({ from: person, text: `message ${i}` }))
    const told = fake.compose.status({ id: 'wamid.1', to: people[0] as (typeof people)[0], status: 'read' })
    const { rawBody, contentType, url } = fake.prepare(together(...said, told))
    const read = whatsapp.read({ rawBody, contentType, url })
    expect(read.ok && read.notices).toMatchObject([
      ...people.map((person, i) => ({ text: `message ${i}`, from: { id: person.userId } })),
      { kind: 'status', status: 'read' },
    ])
    await fake.close()
  })
})
