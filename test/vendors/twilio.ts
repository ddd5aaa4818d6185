/** Twilio's SMS on this machine, as strict as twilio/contract.md says it is. */
import { systemClock } from '../../src/kit/clock.ts'
import { type Callback, CallbackPost, deliverEach, type Transport } from './callbacks.ts'
import { Faults } from './faults.ts'
import { freshPhone, Outbox, type Person, playPerson } from './person.ts'
import { startVendorServer, type VendorAnswer, type VendorRequest } from './server.ts'
import { freshSid, type TwilioStatus, twilioCallbacks, twilioSignature } from './twilio-callbacks.ts'
import {
  keywordOf,
  type MessageParameters,
  readParameters,
  twilioDate,
  twilioError,
} from './twilio-requests.ts'

export interface TwilioOptions {
  clock?: { now(): Temporal.Instant }
  /** Where inbound messages go; may be set later. Statuses go where each message says. */
  webhookUrl?: string | null
  /** How callbacks get there; over the network unless told, and may be set later. */
  transport?: Transport
  /** Tells queued, sent and delivered of each message by itself. */
  tellsStatuses?: boolean
  /** Advanced Opt-Out puts OptOutType into the webhook; without it the body must be matched. Default true. */
  hasAdvancedOptOut?: boolean
  /** Whether we send through a messaging service (then its SID is among the credentials). */
  hasMessagingService?: boolean
}

export type TwilioFake = Awaited<ReturnType<typeof startTwilio>>

interface Message {
  sid: string
  parameters: MessageParameters
  status: TwilioStatus
  at: Temporal.Instant
  errorCode: number | null
}

const ACCOUNT_SID = `AC${'a'.repeat(32)}`
const SERVICE_SID = `MG${'a'.repeat(32)}`
const AUTH_TOKEN = '12345678901234567890123456789012'
const PHONE_NUMBER = '+15125550100'

/** contract.md, SMS, Status callback: apply by rank; the last ones are terminal. */
const RANK: Record<TwilioStatus, number> = {
  ...{ accepted: 0, scheduled: 0, queued: 1, sending: 2, sent: 3 },
  ...{ delivered: 4, undelivered: 4, failed: 4, canceled: 4, read: 5 },
}

export async function startTwilio(options: TwilioOptions = {}) {
  const { clock = systemClock, tellsStatuses = false, hasAdvancedOptOut = true } = options
  const faults = new Faults()
  const outbox = new Outbox()
  const messages = new Map<string, Message>()
  const state = {
    webhookUrl: options.webhookUrl ?? null,
    transport: options.transport,
    /** Who texted STOP: 21610. */
    optedOut: new Set<string>(),
    /** Numbers that are not mobile: 21614. */
    landlines: new Set<string>(),
    /** Whether our number is one for text messages, and not for calls alone. */
    takesTexts: true,
    /** Numbers that carriers fail, by the code of the status that tells it (30003, 30005, …). */
    failing: new Map<string, number>(),
    /** What Twilio itself answered to STOP, START and HELP. */
    autoReplies: [] as { to: string; keyword: string }[],
  }
  const credentials: Record<string, string> = {
    ...{ account_sid: ACCOUNT_SID, auth_token: AUTH_TOKEN, phone_number: PHONE_NUMBER },
    ...(options.hasMessagingService && { messaging_service_sid: SERVICE_SID }),
  }

  const post = new CallbackPost(faults, state, ({ body }, url) => ({
    'x-twilio-signature': twilioSignature(AUTH_TOKEN, url, body),
  }))
  const compose = twilioCallbacks({
    accountSid: ACCOUNT_SID,
    phoneNumber: PHONE_NUMBER,
    messagingServiceSid: options.hasMessagingService ? SERVICE_SID : null,
  })
  const send = (callback: Callback, url = state.webhookUrl) => {
    if (!url) throw new Error('webhookUrl is not set')
    return post.post(callback, url)
  }
  const { text, image } = compose
  const deliver = {
    ...deliverEach({ image }, send),
    /** With what Twilio makes of STOP, START and HELP before the webhook is called (contract.md, Opt-out). */
    text: (texted: { from: string; text: string; sid?: string }) => send(text(withKeyword(texted))),
    /** Where the message asked for statuses; only upward in rank, and nothing after a terminal one. */
    status: tell,
  }

  function withKeyword(texted: { from: string; text: string; sid?: string }) {
    const keyword = keywordOf(texted.text)
    if (keyword === null) return texted
    if (keyword === 'STOP') state.optedOut.add(texted.from)
    if (keyword === 'START') state.optedOut.delete(texted.from)
    state.autoReplies.push({ to: texted.from, keyword })
    return hasAdvancedOptOut ? { ...texted, optOut: keyword } : texted
  }

  async function tell(sid: string, status: TwilioStatus, code?: number) {
    const message = messages.get(sid)
    if (!message) throw new Error(`no message ${sid}`)
    if (RANK[status] > RANK[message.status] || status === message.status) {
      message.status = status
      message.errorCode = code ?? null
    }
    const url = message.parameters.StatusCallback
    if (!url) return []
    return send(compose.status({ sid, to: message.parameters.To, status, code, at: clock.now() }), url)
  }

  async function tellAll(sid: string, failure: number | undefined): Promise<void> {
    await tell(sid, 'queued')
    await tell(sid, 'sent')
    await (failure === undefined ? tell(sid, 'delivered') : tell(sid, 'undelivered', failure))
  }

  function create(request: VendorRequest): VendorAnswer {
    const type = request.headers['content-type']?.split(';')[0]
    if (type !== 'application/x-www-form-urlencoded') return twilioError(21604)
    const numbers = { phoneNumber: PHONE_NUMBER, messagingServiceSid: SERVICE_SID }
    const read = readParameters(request.body, numbers)
    if (!read.ok) return read.answer
    const { parameters } = read
    const { To } = parameters
    if (state.landlines.has(To)) return twilioError(21614, `'To' number: ${To}, is not a mobile number`)
    if (state.optedOut.has(To)) return twilioError(21610)
    const sid = freshSid('SM')
    const status = parameters.MessagingServiceSid ? 'accepted' : 'queued'
    const message: Message = { sid, parameters, status, at: clock.now(), errorCode: null }
    messages.set(sid, message)
    const failure = state.failing.get(To)
    const sent = {
      ...{ vendorMessageId: sid, to: To, threadId: null, text: parameters.Body, choices: [] },
      ...{ template: null, messageId: null, at: message.at },
    }
    outbox.add(sent, failure === undefined ? To : null)
    if (tellsStatuses || failure !== undefined) post.postSoon(() => tellAll(sid, failure))
    return { status: 201, body: present(message) }
  }

  // contract.md, SMS: list by To + date. Newest first, as Twilio lists.
  function list({ query }: VendorRequest): VendorAnswer {
    const known = ['To', 'From', 'DateSent', 'DateSent>', 'DateSent<', 'PageSize', 'Page', 'PageToken']
    const unknown = [...query.keys()].find((key) => !known.includes(key))
    if (unknown) return twilioError(20001, `${unknown} is not known here`)
    const isWanted = ({ parameters, at }: Message) =>
      (query.get('To') ?? parameters.To) === parameters.To &&
      (query.get('From') ?? PHONE_NUMBER) === PHONE_NUMBER &&
      isWithin(at, query)
    const all = [...messages.values()].filter(isWanted).reverse()
    const size = Number(query.get('PageSize') ?? 50)
    const page = Number(query.get('Page') ?? 0)
    const base = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`
    const pageUri = (n: number) => {
      const next = new URLSearchParams(query)
      next.set('Page', String(n))
      next.set('PageSize', String(size))
      return `${base}?${next}`
    }
    const start = page * size
    return {
      status: 200,
      body: {
        ...{ messages: all.slice(start, start + size).map(present), page, page_size: size, start },
        ...{ end: Math.min(start + size, all.length) - 1, uri: pageUri(page), first_page_uri: pageUri(0) },
        next_page_uri: start + size < all.length ? pageUri(page + 1) : null,
        previous_page_uri: page > 0 ? pageUri(page - 1) : null,
      },
    }
  }

  const server = await startVendorServer({
    faults,
    isSending: ({ method, path }) => method === 'POST' && path.endsWith('/Messages.json'),
    answer(request) {
      const basic = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')
      if (request.headers.authorization !== `Basic ${basic}`) return twilioError(20003)
      const [, rest = ''] = request.path.split(`/2010-04-01/Accounts/${ACCOUNT_SID}`)
      if (request.method === 'POST' && rest === '/Messages.json') return create(request)
      if (request.method === 'GET' && rest === '/Messages.json') return list(request)
      if (request.method === 'GET' && rest === '.json') {
        const account = {
          sid: ACCOUNT_SID,
          friendly_name: 'Bright Smile Clinic',
          status: 'active',
          type: 'Full',
        }
        return { status: 200, body: account }
      }
      if (request.method === 'GET' && rest === '/IncomingPhoneNumbers.json') {
        return {
          status: 200,
          body: { incoming_phone_numbers: listNumbers(request.query.get('PhoneNumber')) },
        }
      }
      const message = messages.get(/^\/Messages\/(SM\w+)\.json$/.exec(rest)?.[1] ?? '')
      return message && request.method === 'GET'
        ? { status: 200, body: present(message) }
        : twilioError(20404)
    },
  })

  /** Twilio, IncomingPhoneNumber resource: all of the account, or those that match `PhoneNumber`, where `*` is any digits. */
  function listNumbers(pattern: string | null) {
    const number = {
      ...{ phone_number: PHONE_NUMBER, friendly_name: '(512) 555-0100', account_sid: ACCOUNT_SID },
      capabilities: { voice: true, sms: state.takesTexts, mms: true, fax: false },
    }
    const wanted = new RegExp(`^${(pattern ?? '*').replace('+', '\\+').replaceAll('*', '.*')}$`)
    return wanted.test(PHONE_NUMBER) ? [number] : []
  }

  /** Somebody with a mobile phone, who texts and reads. */
  function emulate(given: { name?: string; phone?: string } = {}): Person & { phone: string } {
    const phone = given.phone ?? freshPhone()
    const played = playPerson({
      ...{ name: given.name ?? 'Ana Souza', id: phone, outbox },
      write: (words) => deliver.text({ from: phone, text: words }),
      tap: (choice) => deliver.text({ from: phone, text: choice.title }),
      sendPicture: (caption) => deliver.image({ from: phone, text: caption }),
    })
    return { ...played, phone }
  }

  return {
    ...{ vendor: 'twilio' as const, credentials, url: server.url, requests: server.requests },
    ...{ sent: outbox.sent, faults, state, compose, deliver, emulate, post: send },
    prepare: (callback: Callback, url = 'https://foyer.test/webhooks/twilio?t=1') =>
      post.prepare(callback, url),
    flush: () => post.flush(),
    idle: () => post.idle(),
    async close() {
      await server.close()
      await post.idle()
    },
  }
}

/** rest.message_create.response.201.json; `num_segments` is 0 with a service (contract.md, SMS, Send). */
function present({ sid, parameters, status, at, errorCode }: Message) {
  const uri = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${sid}`
  const date = twilioDate(at)
  const isOfService = parameters.MessagingServiceSid !== undefined
  return {
    ...{ account_sid: ACCOUNT_SID, api_version: '2010-04-01', body: parameters.Body, date_created: date },
    ...{ date_sent: date, date_updated: date, direction: 'outbound-api', error_code: errorCode },
    ...{ error_message: null, from: parameters.From ?? PHONE_NUMBER, num_media: '0' },
    ...{ num_segments: isOfService ? '0' : '1', price: null, price_unit: null },
    ...{ messaging_service_sid: parameters.MessagingServiceSid ?? null, sid, status },
    ...{ subresource_uris: { media: `${uri}/Media.json` }, to: parameters.To, uri: `${uri}.json` },
  }
}

/** `DateSent`, `DateSent>` and `DateSent<` are days in UTC or instants, the day itself included. */
function isWithin(at: Temporal.Instant, query: URLSearchParams): boolean {
  const text = at.toString()
  const compare = (bound: string) => text.slice(0, 10).localeCompare(bound.slice(0, 10))
  const [on, after, before] = ['DateSent', 'DateSent>', 'DateSent<'].map((name) => query.get(name))
  return (!on || compare(on) === 0) && (!after || compare(after) >= 0) && (!before || compare(before) <= 0)
}
