/** The WhatsApp Cloud API on this machine, as strict as whatsapp/contract.md says it is. */
import { systemClock } from '../../src/kit/clock.ts'
import { type Callback, CallbackPost, deliverEach, type Transport } from './callbacks.ts'
import { Faults } from './faults.ts'
import { invalidParameter, metaSignature, node, refuseStranger, unknownObject } from './meta.ts'
import { Outbox, type Person, playPerson } from './person.ts'
import { parsedBody, startVendorServer, type VendorAnswer, type VendorRequest } from './server.ts'
import { freshWamid, type WhatsAppPerson, whatsAppCallbacks, whatsAppPerson } from './whatsapp-callbacks.ts'
import { BSUID, contentOf, WhatsAppMarkRead, WhatsAppMessage, whatsAppError } from './whatsapp-requests.ts'
import { listTemplates, refuseByTemplate, type WhatsAppTemplate } from './whatsapp-templates.ts'

export interface WhatsAppOptions {
  clock?: { now(): Temporal.Instant }
  /** Where callbacks go; may be set later. */
  webhookUrl?: string | null
  /** How callbacks get there; over the network unless told, and may be set later. */
  transport?: Transport
  /** Tells `sent` and `delivered` of each message by itself, and `read` when a played person reads it. */
  tellsStatuses?: boolean
  /** Where a closed window is told: in the answer, or afterwards by a failed status (status.failed_131047.json). */
  closedWindow?: 'in_answer' | 'by_status'
}

export type WhatsAppFake = Awaited<ReturnType<typeof startWhatsApp>>

const credentials = {
  phone_number_id: '106540352242922',
  waba_id: '102290129340398',
  access_token: 'EAAJB0Zb7Qexample',
  app_secret: '0123456789abcdef0123456789abcdef',
  verify_token: 'meatyhamhock',
}
const DISPLAY_PHONE = '15125550100'
const WINDOW_HOURS = 24
/** contract.md, Send: about one message in 6 s to one user; Meta allows a burst of 45 that borrows from what follows. */
const PAIR = { everyMs: 6000, burst: 45 }

export async function startWhatsApp(options: WhatsAppOptions = {}) {
  const { clock = systemClock, tellsStatuses = false, closedWindow = 'in_answer' } = options
  const faults = new Faults()
  const outbox = new Outbox()
  const people = new Map<string, WhatsAppPerson>()
  const lastInbound = new Map<string, Temporal.Instant>()
  const pairFreeAt = new Map<string, number>()
  const templates: WhatsAppTemplate[] = []
  const state = {
    webhookUrl: options.webhookUrl ?? null,
    transport: options.transport,
    /** User ids that are not on WhatsApp any more: 131026. */
    unreachable: new Set<string>(),
    /** User ids that stopped marketing: 131050. */
    withoutMarketing: new Set<string>(),
  }

  const post = new CallbackPost(faults, state, ({ body }) => ({
    'x-hub-signature-256': metaSignature(credentials.app_secret, body),
  }))
  const compose = whatsAppCallbacks(
    {
      wabaId: credentials.waba_id,
      phoneNumberId: credentials.phone_number_id,
      displayPhone: DISPLAY_PHONE,
    },
    () => clock.now(),
  )
  const send = (callback: Callback) => {
    if (!state.webhookUrl) throw new Error('webhookUrl is not set')
    return post.post(callback, state.webhookUrl)
  }
  const deliver = deliverEach(compose, send)

  function meet(person: WhatsAppPerson): WhatsAppPerson {
    people.set(person.userId, person)
    if (person.waId) people.set(person.waId, person)
    return person
  }

  /** They have written, so that the window is open for 24 hours (contract.md, 24-hour window). */
  function hears(person: WhatsAppPerson): void {
    lastInbound.set(meet(person).userId, clock.now())
  }

  function answerSend(request: VendorRequest): VendorAnswer {
    const body = parsedBody(request)
    if (body !== null && typeof body === 'object' && 'status' in body) {
      const read = WhatsAppMarkRead.safeParse(body)
      return read.success ? { status: 200, body: { success: true } } : invalidParameter(read.error)
    }
    const parsed = WhatsAppMessage.safeParse(body)
    if (!parsed.success) return invalidParameter(parsed.error)
    const message = parsed.data
    const person = recipientOf(message)
    const refusal = refusePair(person) ?? refuseWindow(message, person) ?? refuseTemplate(message, person)
    return refusal ?? accept(message, person)
  }

  /** `to` goes before `recipient` (contract.md, Identity change; Meta's page on business-scoped user ids). */
  function recipientOf(message: WhatsAppMessage): WhatsAppPerson {
    const id = (message.to ?? message.recipient ?? '').replace('+', '')
    const known = people.get(id)
    if (known) return known
    if (BSUID.test(id)) return { name: '', waId: null, userId: id, username: null }
    return meet(whatsAppPerson({ name: '', phone: id }))
  }

  // send.error.131056_pair_rate.json
  function refusePair({ userId }: WhatsAppPerson): VendorAnswer | null {
    const now = clock.now().epochMilliseconds
    const freeAt = Math.max(pairFreeAt.get(userId) ?? 0, now)
    if (freeAt - now >= PAIR.burst * PAIR.everyMs) {
      return whatsAppError(
        131056,
        'Message failed to send because there were too many messages sent from this phone number to the same ' +
          'phone number in a short period of time.',
      )
    }
    pairFreeAt.set(userId, freeAt + PAIR.everyMs)
    return null
  }

  function isWindowOpen({ userId }: WhatsAppPerson): boolean {
    const last = lastInbound.get(userId)
    return last !== undefined && clock.now().since(last).total('hours') < WINDOW_HOURS
  }

  function refuseWindow(message: WhatsAppMessage, person: WhatsAppPerson): VendorAnswer | null {
    if (message.type === 'template' || closedWindow === 'by_status' || isWindowOpen(person)) return null
    return whatsAppError(131047)
  }

  /** contract.md, 24-hour window and errors: the 132000s, and 131050. */
  function refuseTemplate(message: WhatsAppMessage, { userId }: WhatsAppPerson): VendorAnswer | null {
    const refusal = refuseByTemplate(templates, message)
    if (refusal || message.type !== 'template') return refusal
    const { name, language } = message.template
    const found = templates.find((one) => one.name === name && one.language === language.code)
    const isMarketing = found?.category === 'MARKETING'
    return isMarketing && state.withoutMarketing.has(userId) ? whatsAppError(131050) : null
  }

  function accept(message: WhatsAppMessage, person: WhatsAppPerson): VendorAnswer {
    const id = freshWamid()
    const content = contentOf(message)
    const input = message.to ?? message.recipient ?? ''
    const messageId = message.biz_opaque_callback_data ?? null
    const failure = failureOf(message, person)
    // A BSUID in `to` is answered 200 and reaches nobody (chatwoot/chatwoot pull 15150).
    const isLost = message.to !== undefined && BSUID.test(message.to)
    const sent = { ...content, vendorMessageId: id, to: input, threadId: null, messageId, at: clock.now() }
    outbox.add(sent, failure || isLost ? null : person.userId)
    if (failure) tellSoon({ id, to: person, status: 'failed', code: failure, tracker: messageId })
    else if (tellsStatuses && !isLost) {
      tellSoon({ id, to: person, status: 'sent', tracker: messageId })
      tellSoon({ id, to: person, status: 'delivered', tracker: messageId })
    }
    // send.response.200.json; a BSUID is answered with user_id (Meta's page on business-scoped user ids).
    const contact = message.to ? { input, wa_id: person.waId ?? input } : { input, user_id: person.userId }
    return {
      status: 200,
      body: { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] },
    }
  }

  /** What is told only afterwards, by a status. */
  function failureOf(message: WhatsAppMessage, person: WhatsAppPerson): number | null {
    if (state.unreachable.has(person.userId)) return 131026
    if (message.type !== 'template') return isWindowOpen(person) ? null : 131047
    const { name, language } = message.template
    const template = templates.find((one) => one.name === name && one.language === language.code)
    // contract.md: Meta does not deliver marketing templates to +1 US numbers. Canada's +1 is not told apart here.
    return template?.category === 'MARKETING' && person.waId?.startsWith('1') ? 131049 : null
  }

  /** In the order in which it is called: a status waits for the one before it. */
  let telling: Promise<unknown> = Promise.resolve()
  function tellSoon(status: Parameters<typeof compose.status>[0]): void {
    if (!state.webhookUrl) return
    const before = telling
    telling = new Promise<void>((resolve) => {
      post.postSoon(async () => {
        await before
        await deliver.status(status).finally(resolve)
      })
    })
  }

  const server = await startVendorServer({
    faults,
    isSending: (request) => request.method === 'POST',
    answer(request) {
      const refusal = refuseStranger(request, credentials.access_token)
      if (refusal) return refusal
      const [, version = '', id = '', edge, ...rest] = request.path.split('/')
      if (!/^v\d{2}\.0$/.test(version) || rest.length > 0) return unknownObject(id)
      const phone = {
        display_phone_number: '+1 512-555-0100',
        verified_name: 'Bright Smile Clinic',
        quality_rating: 'GREEN',
      }
      if (id === credentials.phone_number_id) {
        if (request.method === 'POST' && edge === 'messages') return answerSend(request)
        if (request.method === 'GET' && edge === undefined) return node(request, phone, id)
      }
      if (id === credentials.waba_id && request.method === 'GET') {
        if (edge === undefined) return node(request, { name: 'Bright Smile Clinic' }, id)
        if (edge === 'message_templates') return listTemplates(templates, request)
        if (edge === 'phone_numbers') {
          return { status: 200, body: { data: [{ ...phone, id: credentials.phone_number_id }] } }
        }
      }
      // contract.md, Inbound types: media id → GET /{media-id} → short-lived url.
      if (request.method === 'GET' && edge === undefined && id.startsWith('9')) {
        const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}`
        return node(request, { messaging_product: 'whatsapp', url, mime_type: 'image/jpeg' }, id)
      }
      return unknownObject(id)
    },
  })

  /** Somebody new on WhatsApp, who writes and reads. */
  function emulate(given: Parameters<typeof whatsAppPerson>[0] = {}): Person & { who: WhatsAppPerson } {
    const who = meet(whatsAppPerson(given))
    const heard = (callback: Callback) => {
      hears(who)
      return send(callback)
    }
    const played = playPerson({
      ...{ name: who.name, id: who.userId, outbox },
      write: (text) => heard(compose.text({ from: who, text })),
      tap(choice, { vendorMessageId, choices }) {
        const isOfList = choices.length > 3
        return heard(compose.choice({ from: who, choice, isOfList, repliesTo: vendorMessageId }))
      },
      sendPicture: (caption) => heard(compose.image({ from: who, caption, mediaId: freshMediaId() })),
      onRead({ vendorMessageId, messageId }) {
        if (!tellsStatuses) return
        tellSoon({ id: vendorMessageId, to: who, status: 'read', tracker: messageId })
      },
    })
    return { ...played, who }
  }

  return {
    ...{ vendor: 'whatsapp' as const, credentials: { ...credentials }, url: server.url },
    ...{ requests: server.requests, sent: outbox.sent, faults, state, templates },
    ...{ compose, deliver, hears, emulate },
    post: send,
    prepare: (callback: Callback, url = 'https://foyer.test/webhooks/whatsapp') =>
      post.prepare(callback, url),
    flush: () => post.flush(),
    idle: () => post.idle(),
    async close() {
      await server.close()
      await post.idle()
    },
  }
}

let media = 0
const freshMediaId = () => `9${String(++media).padStart(15, '0')}`
