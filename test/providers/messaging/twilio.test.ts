import { describe, expect, test } from 'vitest'
import { describeMessagingVendor } from '../../../src/providers/messaging/conformance.ts'
import type { MessagingVendor } from '../../../src/providers/messaging/port.ts'
import { twilio } from '../../../src/providers/messaging/twilio.ts'
import { contractJson, contractText } from '../../vendors/contract.ts'
import { startTwilio } from '../../vendors/twilio.ts'
import { twilioSignature } from '../../vendors/twilio-callbacks.ts'
import { twilioError } from '../../vendors/twilio-requests.ts'
import { noticesOf, unread } from './golden.ts'
import { NOW, outgoing, withPort } from './outgoing.ts'
import { standIn } from './stage.ts'

const ANA = '+15125550147'
const vendor: MessagingVendor = twilio

for (const hasMessagingService of [false, true]) {
  describeMessagingVendor({
    name: hasMessagingService ? 'Twilio, through a messaging service,' : 'Twilio',
    vendor: twilio,
    async start(clock) {
      const fake = await startTwilio({ clock, hasMessagingService })
      return standIn(fake, {
        person: { id: ANA, threadId: null },
        refusal: (code) => twilioError(Number(code)),
        compose: (text) => fake.compose.text({ from: ANA, text }),
      })
    },
    tokenName: 'auth_token',
    secretName: 'auth_token',
    signatureHeader: 'x-twilio-signature',
    longestText: 'x'.repeat(1600),
    template: null,
    canLookUp: true,
    hasHandshake: false,
    // contract.md, SMS: the table. What it leaves open has several.
    failures: [
      ['21610', 'opted_out', false],
      ['21211', 'invalid_recipient', false],
      ['21217', 'invalid_recipient', false],
      ['21614', ['invalid_recipient', 'unreachable_person'], false],
      ['21612', ['unreachable_person', 'invalid_recipient'], false],
      ['21408', ['unreachable_person', 'account_blocked'], false],
      ['21606', ['account_blocked', 'not_found', 'failed'], false],
      ['21659', ['account_blocked', 'not_found', 'failed'], false],
      ['21603', ['account_blocked', 'not_found', 'failed'], false],
      ['21703', ['account_blocked', 'not_found', 'failed'], false],
      ['20003', 'sign_in_failed', false],
      ['20404', 'not_found', false],
      ['20429', 'rate_limited', true],
      ['30001', 'rate_limited', true],
      ['30022', 'rate_limited', true],
      ['99999', 'failed', false],
    ],
  })
}

const SID = 'SM0f5e3d2c1b0a99887766554433221100'
const message = {
  ...{ kind: 'message', vendorMessageId: SID, at: expect.any(String), text: '', attachments: [] },
  thread: { id: null, channel: 'sms', account: '+15125550100' },
  from: { id: ANA, aliases: [], phone: ANA, name: null, email: null },
  ...{ choice: null, repliesTo: null, optOut: null, isUnsupported: false, canReply: null },
}
const status = {
  ...{ kind: 'status', vendorMessageId: SID, messageId: 'msg_01JA', failure: null },
  // The wire tells the carrier's time only, and only at the end.
  at: expect.toBeOneOf([null, '2026-11-21T15:04:00Z']),
}
const media =
  'https://api.twilio.com/2010-04-01/Accounts/ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Messages/' +
  `${SID}/Media/ME33333333333333333333333333333333`

const goldens: [file: string, notice: object][] = [
  ['inbound.sms.txt', { ...message, text: 'C to confirm & thanks é' }],
  [
    'inbound.mms.txt',
    {
      ...message,
      attachments: [
        {
          ...{ kind: 'image', url: media, contentType: 'image/jpeg', fileName: null, transcript: null },
          mediaId: expect.toBeOneOf([null, 'ME33333333333333333333333333333333']),
        },
      ],
    },
  ],
  ['inbound.sms_stop_advanced_optout.txt', { ...message, text: 'STOP', optOut: 'stop' }],
  ['inbound.sms_start.txt', { ...message, text: 'START', optOut: 'start' }],
  ['inbound.sms_help.txt', { ...message, text: 'HELP', optOut: 'help' }],
  ['status.message_sent.txt', { ...status, status: 'sent' }],
  ['status.message_delivered.txt', { ...status, status: 'delivered' }],
  [
    'status.message_failed.txt',
    { ...status, status: 'failed', failure: { code: 'account_blocked', vendorCode: '30034' } },
  ],
  [
    'status.message_undelivered.txt',
    { ...status, status: 'failed', failure: { code: 'unreachable_person', vendorCode: '30003' } },
  ],
  // Nothing has gone out yet.
  ['status.message_queued.txt', { kind: 'ignored', trigger: expect.any(String), why: expect.any(String) }],
]

describe('Twilio’s payloads', () => {
  // contract.md, SMS: our message id in the query of the StatusCallback.
  const url = 'https://fd.example/hooks/twilio/status?message=msg_01JA'

  test('none is left out', () => {
    expect(unread('twilio', /^(inbound|status)\./, goldens)).toEqual([])
  })

  test.each(goldens)('%s', (file, notice) => {
    expect(noticesOf(twilio, 'twilio', file, url)).toEqual([notice])
  })

  // contract.md, SMS: the table, as statuses tell it.
  test.each([
    [30003, ['unreachable_person']],
    [30004, ['blocked']],
    [30005, ['unreachable_person', 'invalid_recipient']],
    [30006, ['unreachable_person', 'invalid_recipient']],
    [30007, ['blocked', 'content_refused']],
    [30008, ['failed', 'vendor_failed']],
    [30001, ['rate_limited']],
    [30022, ['rate_limited']],
    [30027, ['rate_limited']],
    [30034, ['account_blocked']],
    [30032, ['account_blocked']],
    [30410, ['vendor_failed']],
  ])('a status with error %i is told as %s', (code, failures) => {
    const body = contractText('twilio', 'status.message_failed.txt').replace('30034', String(code))
    const read = twilio.read({
      ...{ rawBody: new TextEncoder().encode(body), contentType: 'application/x-www-form-urlencoded', url },
    })
    expect(read).toMatchObject({
      notices: [{ failure: { code: expect.toBeOneOf(failures), vendorCode: String(code) } }],
    })
  })

  test('what answers a delivery is empty TwiML', () => {
    const empty = contractText('twilio', 'twiml.empty.xml').trim()
    const plain = (xml: string) =>
      xml.replace(/<\?xml[^>]*\?>/, '').replace('<Response></Response>', '<Response/>')
    expect(plain(twilio.accepted.body)).toBe(plain(empty))
    expect(twilio.accepted.contentType).toMatch(/^text\/xml/)
  })
})

interface Vector {
  name: string
  authToken: string
  url: string
  params?: Record<string, string | string[]>
  paramsFile?: string
  body?: string
  signature?: string
  signatureThatMustFail?: string
}

describe('Twilio’s signatures', () => {
  const { vectors } = contractJson('twilio', 'signature-vectors.json') as { vectors: Vector[] }

  function bodyOf({ params = {}, paramsFile, body }: Vector): string {
    if (paramsFile) return contractText('twilio', paramsFile)
    const pairs = Object.entries(params).flatMap(([key, value]) => [value].flat().map((each) => [key, each]))
    return body ?? new URLSearchParams(pairs).toString()
  }

  test.each(vectors)('$name', (vector) => {
    const body = bodyOf(vector)
    const isJson = vector.body !== undefined
    const signature = vector.signature ?? vector.signatureThatMustFail ?? ''
    const request = {
      ...{ rawBody: new TextEncoder().encode(body), headers: { 'x-twilio-signature': signature } },
      url: vector.url,
      contentType: isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    }
    const verdict = vendor.verify({ auth_token: vector.authToken }, request, Temporal.Instant.from(NOW))
    expect(verdict).toBe(vector.signature !== undefined)
    const ours = twilioSignature(vector.authToken, vector.url, isJson ? '' : body)
    expect(ours === signature).toBe(vector.signature !== undefined)
  })

  test('a JSON body that is not the one whose hash the signed URL names is refused', () => {
    const vector = vectors.find(({ body }) => body !== undefined)
    if (!vector) throw new Error('no JSON vector')
    const request = {
      ...{ rawBody: new TextEncoder().encode('{"a":2}'), contentType: 'application/json', url: vector.url },
      headers: { 'x-twilio-signature': vector.signature },
    }
    const now = Temporal.Instant.from(NOW)
    expect(vendor.verify({ auth_token: vector.authToken }, request, now)).toBe(false)
  })
})

describe('what is sent to Twilio', () => {
  test('rest.message_create.request.txt', async () => {
    const wanted = Object.fromEntries(
      new URLSearchParams(contractText('twilio', 'rest.message_create.request.txt')),
    )
    await withPort(
      twilio,
      (clock) => startTwilio({ clock, hasMessagingService: true }),
      async (port, fake, clock) => {
        await port.send(
          outgoing({
            ...{ to: ANA, text: wanted.Body, statusUrl: wanted.StatusCallback ?? null },
            expiresAt: clock.now().add({ seconds: Number(wanted.ValidityPeriod) }),
          }),
        )
        expect(Object.fromEntries(new URLSearchParams(fake.requests.at(-1)?.body))).toEqual(wanted)
      },
    )
  })

  test('what is good for more than ten hours stays within Twilio’s bounds, what is over is not sent', async () => {
    await withPort(
      twilio,
      (clock) => startTwilio({ clock }),
      async (port, fake, clock) => {
        await port.send(outgoing({ to: ANA, expiresAt: clock.now().add({ hours: 30 }) }))
        const period = new URLSearchParams(fake.requests.at(-1)?.body).get('ValidityPeriod')
        expect([null, '36000']).toContain(period)
        const over = outgoing({ to: ANA, expiresAt: clock.now().subtract({ minutes: 1 }) })
        await expect(port.send(over)).rejects.toMatchObject({ retryable: false, outcomeUnknown: false })
        expect(fake.sent).toHaveLength(1)
      },
    )
  })

  test('who texted STOP gets nothing until they text START', async () => {
    await withPort(
      twilio,
      (clock) => startTwilio({ clock, webhookUrl: 'http://127.0.0.1:9/' }),
      async (port, fake) => {
        await fake.deliver.text({ from: ANA, text: 'Stop' })
        await expect(port.send(outgoing({ to: ANA }))).rejects.toMatchObject({ code: 'opted_out' })
        await fake.deliver.text({ from: ANA, text: 'START' })
        await port.send(outgoing({ to: ANA }))
        expect(fake.sent).toHaveLength(1)
      },
    )
  })

  test('looking up tells the same words to the same person apart by their time', async () => {
    await withPort(
      twilio,
      (clock) => startTwilio({ clock }),
      async (port, _fake, clock) => {
        const message = outgoing({ to: ANA, text: 'Your visit is on Friday.' })
        await port.send(message)
        clock.advance({ hours: 48 })
        const since = clock.now().subtract({ minutes: 1 })
        expect(await port.lookUp(message, since)).toEqual({ found: 'not_sent' })
        const { vendorMessageId } = await port.send(message)
        expect(await port.lookUp(message, since)).toEqual({ found: 'sent', vendorMessageId })
      },
    )
  })
})
