import { describe, expect, test } from 'vitest'
import { describeMessagingVendor } from '../../../src/providers/messaging/conformance.ts'
import { instagram } from '../../../src/providers/messaging/instagram.ts'
import { contractJson } from '../../vendors/contract.ts'
import { instagramError, startInstagram } from '../../vendors/instagram.ts'
import { together } from '../../vendors/meta.ts'
import { noticesOf, unread } from './golden.ts'
import { lastBody, outgoing, withPort } from './outgoing.ts'
import { standIn } from './stage.ts'

const ana = { igsid: '1535148674817116' }

describeMessagingVendor({
  name: 'Instagram',
  vendor: instagram,
  async start(clock) {
    const fake = await startInstagram({ clock })
    fake.hears(ana)
    return standIn(fake, {
      person: { id: ana.igsid, threadId: null },
      refusal: instagramError,
      compose: (text) => fake.compose.text({ from: ana, text }),
    })
  },
  tokenName: 'access_token',
  secretName: 'app_secret',
  signatureHeader: 'x-hub-signature-256',
  // contract.md, Instagram: 1000 bytes, so half as many of two bytes each.
  longestText: 'ş'.repeat(500),
  template: null,
  canLookUp: false,
  hasHandshake: true,
  // contract.md, Instagram, Errors.
  failures: [
    ['10/2534022', 'window_closed', false],
    ['10/2018278', 'window_closed', false],
    ['100/2534014', ['unreachable_person', 'invalid_recipient', 'not_found'], false],
    ['551', 'unreachable_person', false],
    ['10', 'sign_in_failed', false],
    ['190', 'sign_in_failed', false],
    ['613', 'rate_limited', true],
    ['4', 'rate_limited', true],
    ['32', 'rate_limited', true],
    ['999999', 'failed', false],
  ],
})

const thread = { id: null, channel: 'instagram', account: '17841400000000001' }
const from = { id: ana.igsid, aliases: [], phone: null, name: null, email: null }
const at = '2026-11-21T15:04:04.987Z'
const message = {
  ...{ kind: 'message', thread, from, at, text: '', attachments: [], choice: null, repliesTo: null },
  ...{ optOut: null, isUnsupported: false, canReply: null },
}
const attachment = { mediaId: null, contentType: null, fileName: null, transcript: null }

const goldens: [file: string, notice: object][] = [
  [
    'instagram.inbound.text.json',
    {
      ...message,
      vendorMessageId: 'aWdfZAG1faXRlbToxOk1lc3NhZA2VJRDox',
      text: 'Do you take new patients?',
    },
  ],
  [
    'instagram.inbound.image.json',
    {
      ...{ ...message, vendorMessageId: 'message-id-1' },
      attachments: [
        {
          ...{ ...attachment, kind: 'image' },
          url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=test',
        },
      ],
    },
  ],
  [
    'instagram.inbound.reply_to_mid.json',
    {
      ...{ ...message, vendorMessageId: 'message-id-2', text: 'This is message with replyto mid' },
      repliesTo: 'message-id-1',
    },
  ],
  [
    'instagram.inbound.story_reply.json',
    {
      ...{ ...message, vendorMessageId: 'message-id-1', text: 'This is the story reply' },
      attachments: [
        {
          ...{ ...attachment, kind: 'story', mediaId: expect.toBeOneOf([null, '17949487764033669']) },
          url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17949487764033669&signature=test',
        },
      ],
    },
  ],
  ['instagram.inbound.unsend.json', { kind: 'removed', vendorMessageId: 'message-id-to-delete', thread, at }],
  [
    'instagram.postback.json',
    {
      ...{ ...message, vendorMessageId: 'message-id-7', text: 'Book a visit' },
      choice: { id: 'BOOK', title: 'Book a visit' },
    },
  ],
  ['instagram.seen.json', { kind: 'seen', thread, from, upTo: 'message-id-9', at }],
  [
    'instagram.echo.json',
    {
      ...{ kind: 'echo', vendorMessageId: 'message-id-9', messageId: null, thread, to: from, at },
      ...{ text: 'Yes we do', attachments: [], author: 'staff', isPrivate: false },
    },
  ],
  // contract.md, Instagram: another app owns the thread, do not answer; dashboard tests are nobody's words.
  ['instagram.standby.json', { kind: 'ignored', trigger: expect.any(String), why: expect.any(String) }],
  [
    'instagram.dashboard_test_event.json',
    { kind: 'ignored', trigger: expect.any(String), why: expect.any(String) },
  ],
]

describe('Instagram’s payloads', () => {
  test('none is left out', () => {
    expect(unread('whatsapp', /^instagram\.(?!send\.)/, goldens)).toEqual([])
  })

  test.each(goldens)('%s', (file, notice) => {
    expect(noticesOf(instagram, 'whatsapp', file)).toEqual([notice])
  })

  test('a tapped quick reply tells its id and its title', async () => {
    const fake = await startInstagram()
    const choice = { id: 'slot_1', title: 'Fri 10:00' }
    const { rawBody, contentType, url } = fake.prepare(fake.compose.choice({ from: ana, choice }))
    const read = instagram.read({ rawBody, contentType, url })
    expect(read).toMatchObject({ ok: true, notices: [{ kind: 'message', text: 'Fri 10:00', choice }] })
    await fake.close()
  })

  test('one body with many entries is read whole, in order', async () => {
    const fake = await startInstagram()
    const said = ['one', 'two', 'three'].map((text) => fake.compose.text({ from: ana, text }))
    const { rawBody, contentType, url } = fake.prepare(together(...said))
    const read = instagram.read({ rawBody, contentType, url })
    expect(read).toMatchObject({ notices: [{ text: 'one' }, { text: 'two' }, { text: 'three' }] })
    await fake.close()
  })
})

describe('what is sent to Instagram', () => {
  const send = (given: { text: string; isWrittenByPerson: boolean; hoursLater: number }) =>
    withPort(
      instagram,
      (clock) => startInstagram({ clock }),
      async (port, fake, clock) => {
        fake.hears(ana)
        clock.advance({ hours: given.hoursLater })
        const { text, isWrittenByPerson } = given
        await port.send(outgoing({ to: ana.igsid, text, isWrittenByPerson }))
        return lastBody(fake)
      },
    )

  test('instagram.send.text.request.json', async () => {
    const text = 'Yes, we accept new patients.'
    const { messaging_type: type, ...body } = await send({ text, isWrittenByPerson: false, hoursLater: 0 })
    expect(body).toEqual(contractJson('whatsapp', 'instagram.send.text.request.json'))
    expect([undefined, 'RESPONSE']).toContain(type)
  })

  test('instagram.send.human_agent.request.json: a person still answers on the third day', async () => {
    const text = 'Dana here, sorry for the delay.'
    const body = await send({ text, isWrittenByPerson: true, hoursLater: 60 })
    expect(body).toEqual(contractJson('whatsapp', 'instagram.send.human_agent.request.json'))
  })

  test('the assistant does not pass for a person after 24 hours, and nobody does after 7 days', async () => {
    const closed = { code: 'window_closed', retryable: false, outcomeUnknown: false }
    await expect(send({ text: 'Hi', isWrittenByPerson: false, hoursLater: 25 })).rejects.toMatchObject(closed)
    await expect(send({ text: 'Hi', isWrittenByPerson: true, hoursLater: 169 })).rejects.toMatchObject(closed)
  })
})
