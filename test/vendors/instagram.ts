/** Instagram messaging on this machine, as strict as whatsapp/contract.md, Instagram, says it is. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../../src/kit/clock.ts'
import { type Callback, CallbackPost, deliverEach, type Transport } from './callbacks.ts'
import { contractJson } from './contract.ts'
import { Faults } from './faults.ts'
import { freshMid, type InstagramPerson, instagramCallbacks } from './instagram-callbacks.ts'
import { graphError, invalidParameter, metaSignature, node, refuseStranger, unknownObject } from './meta.ts'
import { Outbox, type Person, playPerson } from './person.ts'
import { parsedBody, startVendorServer, type VendorAnswer, type VendorRequest } from './server.ts'

export interface InstagramOptions {
  clock?: { now(): Temporal.Instant }
  /** Where callbacks go; may be set later. */
  webhookUrl?: string | null
  /** How callbacks get there; over the network unless told, and may be set later. */
  transport?: Transport
  /** Tells each message that we sent as an echo, and `seen` when a played person reads it. */
  tellsEchoes?: boolean
}

export type InstagramFake = Awaited<ReturnType<typeof startInstagram>>

const credentials = {
  ig_id: '17841400000000001',
  access_token: 'IGAAJexample',
  app_secret: 'fedcba9876543210fedcba9876543210',
  verify_token: 'saltyhamhock',
}
const ERROR_TYPE = 'IGApiException'
const WINDOW_HOURS = 24
const HUMAN_AGENT_HOURS = 7 * 24
/** contract.md, Instagram: the token lives 60 days. Meta's reference of refresh_access_token: not before it is 24 hours old. */
const TOKEN_HOURS = { min: 24, max: 60 * 24 }

// contract.md, Instagram: text ≤ 1000 bytes UTF-8.
const text = z
  .string()
  .min(1)
  .refine((words) => Buffer.byteLength(words) <= 1000, 'longer than 1000 bytes')

// Meta's page on quick replies (Instagram API with Instagram login): ≤ 13, titles ≤ 20 characters, plain text.
const quickReply = z.strictObject({
  content_type: z.literal('text'),
  title: z.string().min(1).max(20),
  payload: z.string().min(1).max(1000),
})

const message = z.strictObject({ text, quick_replies: z.array(quickReply).min(1).max(13).optional() })
const recipient = z.strictObject({ id: z.string().regex(/^\d{5,20}$/) })

// instagram.send.text.request.json, instagram.send.human_agent.request.json
const InstagramMessage = z.union([
  z.strictObject({ recipient, message, messaging_type: z.literal('RESPONSE').optional() }),
  z.strictObject({
    ...{ recipient, message },
    messaging_type: z.literal('MESSAGE_TAG'),
    tag: z.literal('HUMAN_AGENT'),
  }),
])

/** contract.md, Instagram, Errors: the codes by name. */
const ERRORS: Record<string, { status: number; code: number; subcode?: number; message: string }> = {
  '10/2018278': {
    ...{ status: 403, code: 10, subcode: 2018278 },
    message: 'This message is sent outside of allowed window.',
  },
  '100/2534014': {
    ...{ status: 400, code: 100, subcode: 2534014 },
    message: 'The requested user cannot be found.',
  },
  10: { status: 403, code: 10, message: 'Application does not have permission for this action' },
  551: { status: 400, code: 551, message: "This person isn't available right now." },
  613: { status: 400, code: 613, message: 'Calls to this api have exceeded the rate limit.' },
  4: { status: 403, code: 4, message: 'Application request limit reached' },
  32: { status: 403, code: 32, message: 'Page request limit reached' },
}

/** The answer to `code` or `code/subcode` of the contract's list. */
export function instagramError(code: string): VendorAnswer {
  if (code === '10/2534022') {
    return { status: 403, body: contractJson('whatsapp', 'instagram.send.error.outside_window.json') }
  }
  if (code === '190') {
    return { status: 401, body: contractJson('whatsapp', 'send.error.190_token_expired.json') }
  }
  const error = ERRORS[code] ?? { status: 400, code: Number(code), message: 'An unknown error occurred' }
  return graphError({ ...error, type: ERROR_TYPE })
}

export async function startInstagram(options: InstagramOptions = {}) {
  const { clock = systemClock, tellsEchoes = false } = options
  const faults = new Faults()
  const outbox = new Outbox()
  const lastInbound = new Map<string, Temporal.Instant>()
  const state = {
    webhookUrl: options.webhookUrl ?? null,
    transport: options.transport,
    /** The only token that opens anything, and when it was made; null: some days ago. */
    token: { value: credentials.access_token, madeAt: null as Temporal.Instant | null },
  }

  const post = new CallbackPost(faults, state, ({ body }) => ({
    'x-hub-signature-256': metaSignature(credentials.app_secret, body),
  }))
  const compose = instagramCallbacks(credentials.ig_id, () => clock.now())
  const send = (callback: Callback) => {
    if (!state.webhookUrl) throw new Error('webhookUrl is not set')
    return post.post(callback, state.webhookUrl)
  }
  const deliver = deliverEach(compose, send)

  /** They have written: the window is open (contract.md, Instagram: 24 h, 7 days for a person with HUMAN_AGENT). */
  function hears({ igsid }: InstagramPerson): void {
    lastInbound.set(igsid, clock.now())
  }

  const tokenAgeHours = () => {
    const { madeAt } = state.token
    return madeAt ? clock.now().since(madeAt).total('hours') : 3 * TOKEN_HOURS.min
  }

  /**
   * `GET /refresh_access_token?grant_type=ig_refresh_token&access_token=…`, without a version (Meta's reference): another
   * token for 60 days. The one before is good for nothing then, which is the harder of the two cases.
   */
  function refreshToken({ method, query }: VendorRequest): VendorAnswer {
    if (method !== 'GET') {
      const message = `Unsupported request - method type: ${method.toLowerCase()}`
      return graphError({ status: 400, code: 100, message, type: ERROR_TYPE })
    }
    const strange = [...query.keys()].find((key) => key !== 'grant_type' && key !== 'access_token')
    if (strange || query.get('grant_type') !== 'ig_refresh_token') {
      const message = strange ? `Unknown parameter ${strange}` : 'Invalid grant_type'
      return graphError({ status: 400, code: 100, message, type: ERROR_TYPE })
    }
    if (query.get('access_token') !== state.token.value) return instagramError('190')
    if (tokenAgeHours() < TOKEN_HOURS.min) {
      const message = 'The access token is less than 24 hours old and cannot be refreshed yet'
      return graphError({ status: 400, code: 10, message, type: ERROR_TYPE })
    }
    state.token = { value: `IGAA${randomBytes(24).toString('base64url')}`, madeAt: clock.now() }
    const expires_in = TOKEN_HOURS.max * 3600 - 56
    return { status: 200, body: { access_token: state.token.value, token_type: 'bearer', expires_in } }
  }

  function answerSend(request: VendorRequest): VendorAnswer {
    const parsed = InstagramMessage.safeParse(parsedBody(request))
    if (!parsed.success) return invalidParameter(parsed.error, ERROR_TYPE)
    const { recipient: to, message: said } = parsed.data
    const last = lastInbound.get(to.id)
    // contract.md, Instagram: only reply to people who wrote first.
    if (!last) return instagramError('100/2534014')
    const hours = 'tag' in parsed.data ? HUMAN_AGENT_HOURS : WINDOW_HOURS
    if (clock.now().since(last).total('hours') >= hours) return instagramError('10/2534022')
    const mid = freshMid()
    outbox.add({
      ...{ vendorMessageId: mid, to: to.id, threadId: null, text: said.text, template: null },
      choices: (said.quick_replies ?? []).map(({ payload, title }) => ({ id: payload, title })),
      ...{ messageId: null, at: clock.now() },
    })
    if (tellsEchoes && state.webhookUrl) {
      post.postSoon(() => deliver.echo({ to: { igsid: to.id }, text: said.text, mid }))
    }
    // instagram.send.response.200.json
    return { status: 200, body: { recipient_id: to.id, message_id: mid } }
  }

  const server = await startVendorServer({
    faults,
    isSending: (request) => request.method === 'POST',
    answer(request) {
      if (tokenAgeHours() >= TOKEN_HOURS.max) return instagramError('190')
      if (request.path === '/refresh_access_token') return refreshToken(request)
      const refusal = refuseStranger(request, state.token.value)
      if (refusal) return refusal
      const [, version = '', id = '', edge, ...rest] = request.path.split('/')
      const isOurs = id === 'me' || id === credentials.ig_id
      if (!/^v\d{2}\.0$/.test(version) || !isOurs || rest.length > 0) return unknownObject(id)
      if (request.method === 'POST' && edge === 'messages') return answerSend(request)
      if (request.method === 'GET' && edge === undefined) {
        const fields = { user_id: credentials.ig_id, username: 'brightsmile', name: 'Bright Smile Clinic' }
        return node(request, fields, credentials.ig_id)
      }
      return unknownObject(`${id}/${edge}`)
    },
  })

  /** Somebody new on Instagram, who writes and reads. */
  function emulate(given: { name?: string; igsid?: string } = {}): Person & { who: InstagramPerson } {
    const who = { igsid: given.igsid ?? freshIgsid() }
    const heard = (callback: Callback) => {
      hears(who)
      return send(callback)
    }
    const played = playPerson({
      ...{ name: given.name ?? 'Ana Souza', id: who.igsid, outbox },
      write: (words) => heard(compose.text({ from: who, text: words })),
      tap: (choice) => heard(compose.choice({ from: who, choice })),
      sendPicture: () => heard(compose.image({ from: who })),
      onRead({ vendorMessageId: mid }) {
        if (tellsEchoes) post.postSoon(() => deliver.seen({ from: who, mid }))
      },
    })
    return { ...played, who }
  }

  return {
    ...{ vendor: 'instagram' as const, credentials: { ...credentials }, url: server.url },
    ...{ requests: server.requests, sent: outbox.sent, faults, state },
    ...{ compose, deliver, hears, emulate },
    post: send,
    prepare: (callback: Callback, url = 'https://foyer.test/webhooks/instagram') =>
      post.prepare(callback, url),
    flush: () => post.flush(),
    idle: () => post.idle(),
    async close() {
      await server.close()
      await post.idle()
    },
  }
}

let users = 0
const freshIgsid = () => `1535${String(++users).padStart(12, '0')}`
