/** Sending by the WhatsApp Cloud API. */

import { isE164 } from '../../kit/phone.ts'
import { fits, numbered } from './choices.ts'
import { failure } from './failures.ts'
import { whatsappFailure } from './meta-failures.ts'
import { callGraph, type Graph, graphUrl } from './meta-graph.ts'
import { fetchMetaMedia } from './meta-media.ts'
import { readMetaTemplates, TEMPLATE_FIELDS } from './meta-templates.ts'
import type { MessagingPort, OutgoingChatMessage, OutgoingContent, Outside, VendorTemplate } from './port.ts'
import { Id, isRecord, Line, Part, type Raw, Text } from './wire.ts'

const TEXT_LENGTH_MAX = 4096
// Of what stands above buttons or a list (Meta, “Interactive reply buttons messages”).
const BODY_LENGTH_MAX = 1024
const BUTTONS = { count: 3, titleLength: 20 }
const ROWS = { count: 10, titleLength: 24 }
const LIST_BUTTON = 'Options'

export function openWhatsapp(
  credentials: { phone_number_id: string; waba_id: string; access_token: string },
  { http, baseUrl }: Outside,
): MessagingPort {
  const graph: Graph = {
    http,
    baseUrl: graphUrl(baseUrl, 'graph.facebook.com'),
    accessToken: credentials.access_token,
    failureOf: whatsappFailure,
  }
  const number = encodeURIComponent(credentials.phone_number_id)

  return {
    async send(message) {
      const body = {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...recipientOf(message.to),
        ...contentOf(message.content),
        biz_opaque_callback_data: message.messageId,
      }
      const answer = await callGraph(graph, { path: `${number}/messages`, deed: 'send', body })
      const [sent] = Array.isArray(answer.messages) ? answer.messages : []
      const vendorMessageId = Id.parse(isRecord(sent) ? sent.id : null)
      if (vendorMessageId === null)
        throw failure('outcome_unknown', { detail: 'the answer has no message id' })
      return { vendorMessageId }
    },

    // Meta lists no messages that were sent: the status notice tells, with our id in it.
    lookUp: async () => ({ found: 'unknown' }),

    async check() {
      const path = `${number}?fields=verified_name,display_phone_number`
      const answer = Phone.parse(await callGraph(graph, { path, deed: 'ask' }))
      const words = [answer.verified_name, answer.display_phone_number].filter(Boolean)
      return { label: words.join(' ') || credentials.phone_number_id }
    },

    templates: () => listTemplates(graph, credentials.waba_id),

    // The id is asked for an address that is good for five minutes (Meta, “Media”, Retrieve Media URL).
    async fetchMedia({ mediaId }) {
      if (mediaId === null) throw failure('not_found')
      const path = encodeURIComponent(mediaId)
      const media = Media.parse(await callGraph(graph, { path, deed: 'ask' }))
      if (media.url === null) throw failure('vendor_failed', { detail: 'the answer has no address' })
      const fetched = await fetchMetaMedia(graph, { url: media.url, token: credentials.access_token })
      return { ...fetched, contentType: media.mime_type ?? fetched.contentType }
    },
  }
}

const Phone = Part({ verified_name: Line, display_phone_number: Line })
const Media = Part({ url: Text, mime_type: Line })

const TEMPLATES_PER_PAGE = 100
/** A business has 6,000 templates at most (Meta, “Message templates”, limitations). */
const TEMPLATE_PAGES_MAX = 60

/** Page by page: by the cursor, since Meta's own address of the next page has the token in it. */
async function listTemplates(graph: Graph, wabaId: string): Promise<VendorTemplate[]> {
  const found: VendorTemplate[] = []
  let after: string | null = null
  for (let page = 0; page < TEMPLATE_PAGES_MAX; page++) {
    const query = new URLSearchParams({
      fields: TEMPLATE_FIELDS,
      limit: String(TEMPLATES_PER_PAGE),
      ...(after === null ? {} : { after }),
    })
    const path = `${encodeURIComponent(wabaId)}/message_templates?${query}`
    const answer = await callGraph(graph, { path, deed: 'ask' })
    found.push(...readMetaTemplates(answer.data))
    const { cursors, next } = Paging.parse(answer.paging)
    if (next === null || cursors.after === null || cursors.after === after) return found
    after = cursors.after
  }
  return found
}

const Paging = Part({ cursors: Part({ after: Id }), next: Text })

// `CC.` and up to 128 letters and digits, `CC.ENT.` for a parent id. In `to` it is taken for a number: accepted with an id
// and never delivered (chatwoot/chatwoot#15150), so it has a field of its own.
const BUSINESS_SCOPED_USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

function recipientOf(to: string): { to: string } | { recipient: string } {
  if (BUSINESS_SCOPED_USER_ID.test(to)) return { recipient: to }
  const digits = to.replace(/^\+/, '')
  if (!isE164(`+${digits}`)) throw failure('invalid_recipient')
  return { to: digits }
}

function contentOf(content: OutgoingContent): Raw {
  if (content.kind === 'template') return templateOf(content)
  const { text, choices } = content
  if (choices.length > 0 && text !== '' && text.length <= BODY_LENGTH_MAX) {
    const action = actionOf(choices)
    if (action) return { type: 'interactive', interactive: { ...action, body: { text } } }
  }
  const body = numbered(text, choices)
  if (text === '' || body.length > TEXT_LENGTH_MAX) {
    throw failure('content_refused', { detail: `a text has 1 to ${TEXT_LENGTH_MAX} characters` })
  }
  return { type: 'text', text: { preview_url: false, body } }
}

function actionOf(choices: { id: string; title: string }[]): Raw | null {
  if (fits(choices, BUTTONS)) {
    const buttons = choices.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }))
    return { type: 'button', action: { buttons } }
  }
  if (!fits(choices, ROWS)) return null
  const rows = choices.map(({ id, title }) => ({ id, title }))
  return { type: 'list', action: { button: LIST_BUTTON, sections: [{ title: LIST_BUTTON, rows }] } }
}

function templateOf(template: Extract<OutgoingChatMessage['content'], { kind: 'template' }>): Raw {
  const { name, language, parameters, parameterNames } = template
  const filled = parameters.map((text, i) => {
    const parameter_name = parameterNames?.[i]
    return { type: 'text', ...(parameter_name === undefined ? {} : { parameter_name }), text }
  })
  const body = { type: 'body', parameters: filled }
  return {
    type: 'template',
    template: {
      name,
      language: { policy: 'deterministic', code: language },
      ...(parameters.length > 0 && { components: [body] }),
    },
  }
}
