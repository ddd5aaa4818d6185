import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../kit/clock.ts'
import { createHttpClient, type HttpClient } from '../../kit/http-client.ts'
import { describeInbound } from './conformance-inbound.ts'
import type {
  InboundRequest,
  MessagingFailure,
  MessagingNotice,
  MessagingPort,
  MessagingVendor,
  OutgoingChatMessage,
} from './port.ts'

/** A message as the person at the far side has it. */
export interface ArrivedMessage {
  vendorMessageId: string
  to: string
  text: string
  choices: { id: string; title: string }[]
  template: { name: string; language: string; parameters: string[] } | null
}

/** How the vendor treats the next message. */
export type MessagingFault =
  /** Taken, but no answer comes. */
  | 'lose_answer'
  /** The line breaks before anything is taken. */
  | 'lose_request'
  /** Taken, and a gateway answers 502 with a page. */
  | 'gateway_error'
  /** Taken, and answered 200 with a page that is no answer of the vendor's. */
  | 'nonsense'
  /** Taken, and silent past the deadline. */
  | 'silence'
  /** Refused with 429 and `retry-after: 7`, without a word of the vendor's. */
  | 'too_many_requests'
  /** Refused with the error that the contract has under this number. */
  | { refuse: string }

/** A vendor and the hands on the far side of it. */
export interface MessagingStage {
  /** Of the vendor's host; null where the credentials hold it. */
  baseUrl: string | null
  credentials: Record<string, string>
  /** Somebody who has written just now, as a notice of theirs tells. */
  person: { id: string; threadId: string | null }
  arrived(): readonly ArrivedMessage[]
  answer(how: MessagingFault): void
  /** What the person writes, signed, as it would arrive at the door. */
  writes(text: string): InboundRequest
  /** The same delivery once more. */
  repeats(request: InboundRequest): InboundRequest
  close(): Promise<void>
}

export interface MessagingExpectations {
  name: string
  vendor: MessagingVendor
  start: (clock: TestClock) => Promise<MessagingStage>
  /** The name of the credential that opens the API, and of the one that signs. */
  tokenName: string
  secretName: string
  /** The header of the signature, lower-case. */
  signatureHeader: string
  /** The longest text that goes out as one message; null where the contract has no limit. */
  longestText: string | null
  /** A template that the vendor knows; null where the channel has none. */
  template: { name: string; language: string; parameters: string[] } | null
  /** Whether an outcome can be looked up, or is told by a status only. */
  canLookUp: boolean
  /** The vendor's number of each error, and what staff are told; several where the contract leaves it open. */
  failures: [vendorCode: string, code: MessagingFailure | MessagingFailure[], isRetryable: boolean][]
  /** Whether the vendor asks if the address is ours (Meta). */
  hasHandshake: boolean
}

const NOW = '2026-11-21T15:04:05Z'
/** Where nothing listens. */
const NOBODY = 'http://127.0.0.1:9'
const CHOICES = ['Fri 10:00', 'Fri 14:30', 'Mon 09:00', 'Mon 16:15', 'Tue 11:30', 'Wed 08:45', 'Thu 13:00']

/** What everything that calls itself a `MessagingVendor` must do. */
export function describeMessagingVendor(expected: MessagingExpectations) {
  const { vendor } = expected

  describe(`${expected.name} is a messaging vendor`, () => {
    const clock = new TestClock(NOW)
    let stage: MessagingStage
    let http: HttpClient
    let port: MessagingPort
    beforeAll(() => {
      http = createHttpClient({ allowPrivateAddresses: true, timeoutMs: 500, backOffMs: 5 })
    })
    beforeEach(async () => {
      clock.set(NOW)
      stage = await expected.start(clock)
      port = open()
      return () => stage.close()
    })
    afterAll(() => http.close())

    function open(credentials: Record<string, string> = {}, baseUrl = stage.baseUrl): MessagingPort {
      const all = { ...stage.credentials, ...credentials }
      return vendor.open(all, { http, clock, ...(baseUrl && { baseUrl }) })
    }

    const openTo = (url: string) => (stage.baseUrl ? open({}, url) : open({ base_url: url }))

    function words(text: string, titles: string[] = []): OutgoingChatMessage {
      const choices = titles.map((title, i) => ({ id: `slot_${i}`, title }))
      return {
        ...{ messageId: crypto.randomUUID(), to: stage.person.id, threadId: stage.person.threadId },
        ...{ content: { kind: 'text', text, choices }, isWrittenByPerson: false, expiresAt: null },
        statusUrl: null,
      }
    }

    const failureOf = (message: OutgoingChatMessage) =>
      port.send(message).then(
        () => expect.unreachable('it was taken'),
        (error: unknown) => error as Error,
      )

    test.each([
      ['Turkish', 'Randevunuz: 27 Kasım, 10:00 — görüşmek üzere'],
      ['Arabic', 'موعدك يوم الجمعة الساعة ١٠:٠٠'],
      ['emoji and lines', 'See you 👩‍⚕️ 🦷\n\nBright Smile & Co. <b>"5% off"</b>'],
    ])('a text in %s arrives as it was written, under the id that is told', async (_, text) => {
      const { vendorMessageId } = await port.send(words(text))
      expect(stage.arrived()).toHaveLength(1)
      expect(stage.arrived()[0]).toMatchObject({ vendorMessageId, text, choices: [], template: null })
    })

    test('who writes can be answered under the id that the notice tells', async () => {
      const read = vendor.read(stage.writes('Hi, can I come <today>? Olá 🙂'))
      expect(read).toMatchObject({ ok: true, notices: [{ kind: 'message', optOut: null, attachments: [] }] })
      const [notice] = read.ok ? read.notices : []
      const { from, thread, text } = notice as Extract<MessagingNotice, { kind: 'message' }>
      expect(text).toBe('Hi, can I come <today>? Olá 🙂')
      expect(from.id).toBe(stage.person.id)
      expect(thread.id).toBe(stage.person.threadId)
    })

    test.each([1, 2, 3, 4, 7, 10, 11, 14])(
      '%i choices all reach the person whole, and each can be told apart',
      async (count) => {
        const titles = Array.from({ length: count }, (_, i) => `${CHOICES[i % 7]} (${i + 1})`)
        await port.send(words('Which time works?', titles))
        expectOffered(titles)
      },
    )

    test.each([
      ['longer than a button', ['Friday 27 November, 10:00', 'Monday 30 November, 09:00']],
      ['longer than a row of a list', Array.from({ length: 5 }, (_, i) => `Friday 27 November, 1${i}:00 h`)],
      ['two that begin alike', ['Cleaning with Dr. Demir', 'Cleaning with Dr. Demirel']],
      ['the same twice', ['Friday 10:00', 'Friday 10:00']],
      ['with a line break', ['Friday\n10:00', 'Monday']],
    ])('titles %s reach the person whole', async (_, titles) => {
      await port.send(words('Which time works?', titles))
      expectOffered(titles)
    })

    test('a long question with choices arrives whole', async () => {
      const text = `${'Which time works for you? '.repeat(45)}`.trim().slice(0, 900)
      await port.send(words(text, CHOICES.slice(0, 3)))
      const [arrived] = stage.arrived()
      expect(arrived?.text.startsWith(text)).toBe(true)
      expectOffered(CHOICES.slice(0, 3))
    })

    function expectOffered(titles: string[]): void {
      expect(stage.arrived()).toHaveLength(1)
      const { text = '', choices = [] } = stage.arrived()[0] ?? {}
      expect(text.startsWith('Which time works')).toBe(true)
      const flat = (given: string) => given.replace(/\s+/g, ' ')
      if (choices.length > 0) {
        expect(choices.map(({ title }) => flat(title))).toEqual(titles.map(flat))
        expect(choices.map(({ id }) => id)).toEqual(titles.map((_, i) => `slot_${i}`))
      } else {
        for (const [i, title] of titles.entries()) {
          expect(flat(text)).toMatch(new RegExp(`\\b${i + 1}\\b`))
          expect(flat(text)).toContain(flat(title))
        }
      }
    }

    const { longestText, template } = expected
    test.runIf(longestText)('the longest text goes out, and one character more is refused', async () => {
      if (!longestText) return
      await port.send(words(longestText))
      expect(stage.arrived()[0]?.text).toBe(longestText)
      expect(await failureOf(words(`${longestText}x`))).toMatchObject({
        ...{ name: 'ProviderError', code: 'content_refused', retryable: false, outcomeUnknown: false },
      })
      expect(stage.arrived()).toHaveLength(1)
    })

    test.runIf(template)('a template arrives by name, language and parameters', async () => {
      if (!template) return
      const content = { kind: 'template', ...template, category: 'utility', text: 'Hi Ana' } as const
      await port.send({ ...words(''), content })
      expect(stage.arrived()[0]).toMatchObject({ template })
    })

    test.each(expected.failures)('error %s is told as %s', async (vendorCode, codes, isRetryable) => {
      stage.answer({ refuse: vendorCode })
      const error = await failureOf(words('Hello'))
      expect(error).toMatchObject({ name: 'ProviderError', outcomeUnknown: false, retryable: isRetryable })
      expect([codes].flat()).toContain((error as { code?: string }).code)
      expect(stage.arrived()).toHaveLength(0)
    })

    test('an error quotes neither the person nor the text', async () => {
      for (const [refuse] of expected.failures) {
        stage.answer({ refuse })
        const error = await failureOf(words('My tooth hurts'))
        expect(`${error.message} ${error.cause ?? ''}`).not.toContain(stage.person.id)
        expect(error.message).not.toContain('tooth')
      }
    })

    test.each(['lose_answer', 'gateway_error', 'nonsense', 'silence'] as const)(
      'after %s nobody knows, so it is looked up and never sent twice',
      async (fault) => {
        const message = words('Your visit is on Friday.')
        stage.answer(fault)
        expect(await failureOf(message)).toMatchObject({
          ...{ name: 'ProviderError', code: 'outcome_unknown', retryable: false, outcomeUnknown: true },
        })
        expect(stage.arrived()).toHaveLength(1)
        const vendorMessageId = stage.arrived()[0]?.vendorMessageId
        expect(await port.lookUp(message, clock.now().subtract({ minutes: 1 }))).toEqual(
          expected.canLookUp ? { found: 'sent', vendorMessageId } : { found: 'unknown' },
        )
      },
    )

    test('what never reached the vendor is found not sent, whatever else was sent', async () => {
      await port.send(words('Your visit is on Monday.'))
      const message = words('Your visit is on Friday.')
      stage.answer('lose_request')
      expect(await failureOf(message)).toMatchObject({ code: 'outcome_unknown', outcomeUnknown: true })
      expect(await port.lookUp(message, clock.now().subtract({ minutes: 1 }))).toEqual({
        found: expected.canLookUp ? 'not_sent' : 'unknown',
      })
      expect(stage.arrived()).toHaveLength(1)
    })

    test('a look-up that finds no vendor never says that nothing was sent', async () => {
      const cut = openTo(NOBODY)
      const looked = cut.lookUp(words('Hello'), clock.now()).catch((error: unknown) => error)
      expect(await looked).toMatchObject(
        expected.canLookUp ? { code: 'unreachable', retryable: true } : { found: 'unknown' },
      )
    })

    test('too many requests are tried again, after the time that the vendor asks for', async () => {
      stage.answer('too_many_requests')
      expect(await failureOf(words('Hello'))).toMatchObject({
        ...{ code: 'rate_limited', retryable: true, outcomeUnknown: false, retryAfterSeconds: 7 },
      })
      expect(stage.arrived()).toHaveLength(0)
    })

    test('a vendor that cannot be reached has surely not sent it', async () => {
      const cut = openTo(NOBODY)
      const failure = { name: 'ProviderError', code: 'unreachable', retryable: true, outcomeUnknown: false }
      await expect(cut.send(words('Hello'))).rejects.toMatchObject(failure)
      await expect(cut.check()).rejects.toMatchObject({ code: 'unreachable', retryable: true })
    })

    test('a wrong token is told apart, for sending and for checking', async () => {
      const wrong = open({ [expected.tokenName]: 'wrong' })
      const failure = { name: 'ProviderError', code: 'sign_in_failed', retryable: false }
      await expect(wrong.send(words('Hello'))).rejects.toMatchObject(failure)
      await expect(wrong.check()).rejects.toMatchObject(failure)
      expect(stage.arrived()).toHaveLength(0)
    })

    test('check names the account and sends nothing', async () => {
      expect((await port.check()).label).not.toBe('')
      expect(stage.arrived()).toHaveLength(0)
    })

    describeInbound(expected, () => ({ stage, clock }))
  })
}
