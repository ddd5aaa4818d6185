/** What the WhatsApp Cloud API takes, and the errors that it names. Citations are to whatsapp/contract.md. */
import { z } from 'zod'
import { type GraphError, graphError } from './meta.ts'
import type { VendorAnswer } from './server.ts'

/** contract.md, Identity change in 2026: `CC.` and up to 128 alphanumerics, or `CC.ENT.…`. */
export const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/
const NUMBER = /^\+?[1-9]\d{6,14}$/

const common = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  /** A number. A BSUID in here is taken for one and lost without a word (chatwoot/chatwoot pull 15150). */
  to: z.union([z.string().regex(NUMBER), z.string().regex(BSUID)]).optional(),
  /** A BSUID (contract.md, Identity change: "Sending accepts a BSUID as recipient"). */
  recipient: z.string().regex(BSUID).optional(),
  /** contract.md, Send: our id, echoed in statuses. Meta's OpenAPI v23.0 allows 512 characters. */
  biz_opaque_callback_data: z.string().min(1).max(512).optional(),
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
}

const text = z.strictObject({
  ...common,
  type: z.literal('text'),
  // contract.md, Send: text ≤ 4096.
  text: z.strictObject({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
})

const replyButton = z.strictObject({
  type: z.literal('reply'),
  // contract.md, Send: title ≤ 20 characters. Meta's OpenAPI v23.0: id ≤ 256.
  reply: z.strictObject({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
})

const row = z.strictObject({
  id: z.string().min(1).max(200),
  // contract.md, Send: list title ≤ 24, description ≤ 72.
  title: z.string().min(1).max(24),
  description: z.string().min(1).max(72).optional(),
})

const areDistinct = (ids: string[]) => new Set(ids).size === ids.length

const buttons = z.strictObject({
  type: z.literal('button'),
  // Meta's reference of interactive reply buttons: body ≤ 1024 characters.
  body: z.strictObject({ text: z.string().min(1).max(1024) }),
  action: z.strictObject({
    // contract.md, Send: buttons ≤ 3.
    buttons: z
      .array(replyButton)
      .min(1)
      .max(3)
      .refine((all) => areDistinct(all.map(({ reply }) => reply.id)), 'button ids repeat')
      .refine((all) => areDistinct(all.map(({ reply }) => reply.title)), 'button titles repeat'),
  }),
})

const list = z.strictObject({
  type: z.literal('list'),
  body: z.strictObject({ text: z.string().min(1).max(4096) }),
  action: z.strictObject({
    // contract.md, Send: button text in list ≤ 20.
    button: z.string().min(1).max(20),
    sections: z
      .array(z.strictObject({ title: z.string().min(1).max(24).optional(), rows: z.array(row).min(1) }))
      .min(1)
      .max(10)
      // contract.md, Send: list ≤ 10 rows, over all sections.
      .refine((all) => all.flatMap(({ rows }) => rows).length <= 10, 'more than 10 rows')
      .refine((all) => areDistinct(all.flatMap(({ rows }) => rows.map(({ id }) => id))), 'row ids repeat')
      .refine((all) => all.length === 1 || all.every(({ title }) => title), 'a section lacks its title'),
  }),
})

const interactive = z.strictObject({
  ...common,
  type: z.literal('interactive'),
  interactive: z.discriminatedUnion('type', [buttons, list]),
})

// send.template.request.json
const template = z.strictObject({
  ...common,
  type: z.literal('template'),
  template: z.strictObject({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/),
    language: z.strictObject({
      policy: z.literal('deterministic').optional(),
      code: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
    }),
    components: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({
            type: z.literal('body'),
            parameters: z
              .array(
                z.strictObject({
                  type: z.literal('text'),
                  text: z.string().min(1),
                  // Of a template whose parameter_format is NAMED (Meta's reference of template components).
                  parameter_name: z
                    .string()
                    .regex(/^[a-z0-9_]+$/)
                    .optional(),
                }),
              )
              .min(1),
          }),
          z.strictObject({
            type: z.literal('button'),
            sub_type: z.enum(['quick_reply', 'url']),
            index: z.string().regex(/^\d$/),
            parameters: z
              .array(
                z.discriminatedUnion('type', [
                  z.strictObject({ type: z.literal('payload'), payload: z.string().min(1).max(128) }),
                  z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
                ]),
              )
              .length(1),
          }),
        ]),
      )
      .optional(),
  }),
})

export const WhatsAppMessage = z
  .discriminatedUnion('type', [text, interactive, template])
  .refine((message) => message.to !== undefined || message.recipient !== undefined, {
    message: 'The parameter to is required',
    path: ['to'],
  })
export type WhatsAppMessage = z.infer<typeof WhatsAppMessage>

// send.mark_read_typing.request.json
export const WhatsAppMarkRead = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
})

/** The text, what can be tapped and the template of a message. */
export function contentOf(message: WhatsAppMessage) {
  const nothing = { text: '', choices: [] as { id: string; title: string }[], template: null }
  if (message.type === 'text') return { ...nothing, text: message.text.body }
  if (message.type === 'template') {
    const { name, language, components = [] } = message.template
    const parameters = components.flatMap((one) =>
      one.type === 'body' ? one.parameters.map((each) => each.text) : [],
    )
    return { ...nothing, template: { name, language: language.code, parameters } }
  }
  const { body, action } = message.interactive
  const choices =
    'buttons' in action
      ? action.buttons.map(({ reply }) => reply)
      : action.sections.flatMap(({ rows }) => rows.map(({ id, title }) => ({ id, title })))
  return { ...nothing, text: body.text, choices }
}

/** contract.md, 24-hour window and errors: the table's codes by the words of Meta's list. */
const TITLES: Record<number, string> = {
  1: 'API Unknown',
  2: 'API Service',
  3: 'API Method',
  4: 'API Too Many Calls',
  10: 'Permission Denied',
  190: 'Access token has expired',
  200: 'API Permission',
  368: 'Temporarily blocked for policies violations',
  80007: 'Rate limit issues',
  130429: 'Rate limit hit',
  130472: "User's number is part of an experiment",
  131000: 'Something went wrong',
  131016: 'Service unavailable',
  131026: 'Message undeliverable',
  131031: 'Business Account locked',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131048: 'Spam rate limit hit',
  131049: 'Meta chose not to deliver',
  131050: 'User has stopped receiving marketing messages',
  131051: 'Unsupported message type',
  131052: 'Media download error',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  132000: 'Template Param Count Mismatch',
  132001: 'Template does not exist',
  132005: 'Template Hydrated Text Too Long',
  132007: 'Template Format Character Policy Violated',
  132012: 'Template Parameter Format Mismatch',
  132015: 'Template is Paused',
  132016: 'Template is Disabled',
  133010: 'Phone number not registered',
}

const STATUSES: Record<number, number> = {
  ...{ 2: 503, 190: 401, 10: 403, 200: 403, 368: 403, 131000: 500, 131016: 500 },
  ...{ 4: 429, 80007: 429, 130429: 429 },
}

export const titleOf = (code: number) => TITLES[code] ?? 'Unknown error'

export function whatsAppError(code: number, details?: string): VendorAnswer {
  const error: GraphError = {
    status: STATUSES[code] ?? 400,
    code,
    message: `(#${code}) ${titleOf(code)}`,
    details: details ?? `${titleOf(code)}.`,
  }
  return graphError(error)
}
