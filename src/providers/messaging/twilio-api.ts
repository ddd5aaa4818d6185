/** Sending SMS by Twilio's REST API. */

import type { HttpRequest } from '../../kit/http-client.ts'
import { isE164 } from '../../kit/phone.ts'
import { numbered } from './choices.ts'
import { answerFailure, type Deed, exchange, failure } from './failures.ts'
import type { MessagingPort, OutgoingChatMessage, OutgoingContent, Outside } from './port.ts'
import { twilioFailure } from './twilio-failures.ts'
import { asDialled } from './twilio-notices.ts'
import { Id, isRecord, Line, Part, parseObject, type Raw, Text } from './wire.ts'

const TEXT_LENGTH_MAX = 1600
/** Seconds that Twilio keeps a message queued at most. */
const VALIDITY_SECONDS_MAX = 36_000
const LISTED_MAX = 100

interface TwilioSender {
  account_sid: string
  auth_token: string
  phone_number: string
  messaging_service_sid?: string
}

export function openTwilio(entered: TwilioSender, { http, clock, baseUrl }: Outside): MessagingPort {
  const sender = { ...entered, phone_number: asDialled(entered.phone_number) }
  const root = `${(baseUrl ?? 'https://api.twilio.com').replace(/\/+$/, '')}/2010-04-01/Accounts`
  const account = `${root}/${encodeURIComponent(sender.account_sid)}`
  const authorization = `Basic ${Buffer.from(`${sender.account_sid}:${sender.auth_token}`).toString('base64')}`

  async function call(request: HttpRequest, deed: Deed): Promise<Raw> {
    const headers = { authorization, ...request.headers }
    const response = await exchange(http, { ...request, headers }, deed)
    const answer = parseObject(response.body)
    if (response.ok) {
      if (answer) return answer
      throw failure(deed === 'send' ? 'outcome_unknown' : 'vendor_failed', {
        detail: 'the answer is no JSON',
      })
    }
    const code = typeof answer?.code === 'number' ? answer.code : null
    const detail = code === null ? null : `Twilio ${code}`
    const known = code === null ? null : twilioFailure(code)
    const general = answerFailure(response, deed, detail)
    if (known) throw failure(known, { detail, retryAfterSeconds: general.retryAfterSeconds })
    // Only 429 is known to have had no effect (Twilio's create has no idempotency key).
    throw deed === 'send' && response.status === 503 ? failure('outcome_unknown', { detail }) : general
  }

  /** Any other number of the account is another sender: what is written to it would only be kept (Twilio, IncomingPhoneNumber). */
  async function checkNumber(): Promise<void> {
    const query = new URLSearchParams({ PhoneNumber: sender.phone_number })
    const answer = await call({ url: `${account}/IncomingPhoneNumbers.json?${query}` }, 'ask')
    const listed = Array.isArray(answer.incoming_phone_numbers) ? answer.incoming_phone_numbers : []
    const ours = listed.filter(isRecord).find((item) => item.phone_number === sender.phone_number)
    const takesTexts = isRecord(ours?.capabilities) ? ours.capabilities.sms !== false : ours !== undefined
    if (!takesTexts)
      throw failure('number_not_found', { detail: 'Twilio lists no such active number with SMS' })
  }

  return {
    async send(message) {
      const form = composeForm(message, { sender, now: clock.now() })
      const answer = await call(
        {
          method: 'POST',
          url: `${account}/Messages.json`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: form.toString(),
        },
        'send',
      )
      const { sid } = Part({ sid: Id }).parse(answer)
      if (sid === null) throw failure('outcome_unknown', { detail: 'the answer has no message id' })
      return { vendorMessageId: sid }
    },

    async lookUp({ to, content }, since) {
      const query = new URLSearchParams({ To: to, PageSize: String(LISTED_MAX) })
      // Not filtered by date: what is still queued has no `DateSent`, and would look as if it had never come.
      const answer = await call({ url: `${account}/Messages.json?${query}` }, 'ask')
      const listed = Array.isArray(answer.messages) ? answer.messages.filter(isRecord) : []
      const recent = listed
        .map((item) => Listed.parse(item))
        .filter(({ date_created }) => isSince(date_created, since))
      const [found] = recent.filter((item) => isFrom(sender, item) && saysSame(item.body, content)).reverse()
      if (found?.sid) return { found: 'sent', vendorMessageId: found.sid }
      // Newest first: a page that ends before `since` holds all there is.
      return { found: recent.length < LISTED_MAX ? 'not_sent' : 'unknown' }
    },

    async check() {
      const answer = await call({ url: `${account}.json` }, 'ask')
      const { friendly_name, status } = Part({ friendly_name: Line, status: Line }).parse(answer)
      if (status !== null && status !== 'active') {
        throw failure('account_blocked', { detail: `Twilio says that the account is ${status}` })
      }
      await checkNumber()
      return { label: [friendly_name, sender.phone_number].filter(Boolean).join(', ') }
    },
  }
}

function composeForm(
  { to, content, expiresAt, statusUrl }: OutgoingChatMessage,
  { sender, now }: { sender: TwilioSender; now: Temporal.Instant },
): URLSearchParams {
  if (!isE164(to)) throw failure('invalid_recipient')
  // A curly quote would more than halve what a segment holds.
  const form = new URLSearchParams({ To: to, Body: bodyOf(content), SmartEncoded: 'true' })
  if (sender.messaging_service_sid) form.set('MessagingServiceSid', sender.messaging_service_sid)
  else form.set('From', sender.phone_number)
  if (statusUrl !== null) form.set('StatusCallback', statusUrl)
  if (expiresAt !== null) {
    const seconds = Math.floor(now.until(expiresAt).total('seconds'))
    if (seconds < 1) throw failure('failed', { detail: 'the message had expired before it was sent' })
    form.set('ValidityPeriod', String(Math.min(seconds, VALIDITY_SECONDS_MAX)))
  }
  return form
}

function bodyOf(content: OutgoingContent): string {
  if (content.kind === 'template') throw failure('template_refused', { detail: 'SMS has no templates' })
  const body = numbered(content.text, content.choices)
  if (content.text === '' || body.length > TEXT_LENGTH_MAX) {
    throw failure('content_refused', { detail: `a text has 1 to ${TEXT_LENGTH_MAX} characters` })
  }
  return body
}

const Listed = Part({
  sid: Id,
  body: Text,
  from: Id,
  messaging_service_sid: Id,
  direction: Line,
  date_created: Line,
})
type Listed = ReturnType<typeof Listed.parse>

/** Two machines' clocks may differ, and Twilio tells whole seconds. */
const CLOCK_SKEW_MS = 5_000

// RFC 2822: `Thu, 24 Aug 2023 05:01:45 +0000`.
function isSince(date: string | null, since: Temporal.Instant): boolean {
  const milliseconds = Date.parse(date ?? '')
  return !Number.isNaN(milliseconds) && milliseconds >= since.epochMilliseconds - CLOCK_SKEW_MS
}

function isFrom(sender: TwilioSender, { direction, from, messaging_service_sid }: Listed): boolean {
  if (direction !== null && !direction.startsWith('outbound')) return false
  return (
    from === sender.phone_number ||
    (messaging_service_sid !== null && messaging_service_sid === sender.messaging_service_sid)
  )
}

function saysSame(body: string | null, content: OutgoingContent): boolean {
  return (
    body !== null && content.kind === 'text' && plain(body) === plain(numbered(content.text, content.choices))
  )
}

/** With the characters replaced that Twilio's Smart Encoding replaces, since the list may show either. */
function plain(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replaceAll('\u2026', '...')
    .replace(/\s+/g, ' ')
    .trim()
}
