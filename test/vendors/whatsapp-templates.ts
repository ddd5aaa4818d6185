/**
 * The templates of a WhatsApp Business Account: how they are listed, and what a message by one of them has to hold. Fields
 * and statuses: Meta's reference “WhatsApp Business HSM” (Graph API v23.0) and whatsapp/contract.md, Templates.
 */

import { graphError } from './meta.ts'
import type { VendorAnswer, VendorRequest } from './server.ts'
import type { WhatsAppMessage } from './whatsapp-requests.ts'
import { contentOf, whatsAppError } from './whatsapp-requests.ts'

export interface WhatsAppTemplate {
  name: string
  language: string
  /** How many the body has; not needed where `body` is given. */
  parameters?: number
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION'
  /** Default APPROVED. */
  status?: WhatsAppTemplateStatus
  /** The text of the body, with `{{1}}` or `{{first_name}}`. */
  body?: string
  /** What stands beside the body, as Meta lists it: HEADER, FOOTER, BUTTONS. */
  others?: Record<string, unknown>[]
  rejectedReason?: string
}

export type WhatsAppTemplateStatus =
  | 'APPROVED'
  | 'IN_APPEAL'
  | 'PENDING'
  | 'REJECTED'
  | 'PENDING_DELETION'
  | 'DELETED'
  | 'DISABLED'
  | 'PAUSED'
  | 'LIMIT_EXCEEDED'

/** The gaps of a body, each once, in order. */
function gapsOf(template: WhatsAppTemplate): string[] {
  return [...new Set([...bodyOf(template).matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => gap ?? ''))]
}

function bodyOf({ body, parameters = 0 }: WhatsAppTemplate): string {
  return body ?? ['Hello', ...Array.from({ length: parameters }, (_, i) => `{{${i + 1}}}`)].join(' ')
}

function isNamed(template: WhatsAppTemplate): boolean {
  return gapsOf(template).some((gap) => !/^\d+$/.test(gap))
}

function nodeOf(template: WhatsAppTemplate, index: number): Record<string, unknown> {
  const { name, language, category, status = 'APPROVED', rejectedReason = 'NONE', others = [] } = template
  const gaps = gapsOf(template)
  const example = isNamed(template)
    ? { body_text_named_params: gaps.map((gap) => ({ param_name: gap, example: 'Ana' })) }
    : { body_text: [gaps.map(() => 'Ana')] }
  const body = { type: 'BODY', text: bodyOf(template), ...(gaps.length > 0 && { example }) }
  const header = others.filter(({ type }) => type === 'HEADER')
  const rest = others.filter(({ type }) => type !== 'HEADER')
  return {
    ...{ name, parameter_format: isNamed(template) ? 'NAMED' : 'POSITIONAL' },
    components: [...header, body, ...rest],
    ...{ language, status, category, rejected_reason: rejectedReason },
    ...{ sub_category: 'CUSTOM', previous_category: category, quality_score: { score: 'UNKNOWN', date: 0 } },
    id: String(1689556908120000 + index),
  }
}

const DEFAULT_FIELDS = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id']
const QUERY = ['fields', 'limit', 'after', 'before', 'access_token', 'status', 'name', 'language', 'category']
/** What a page holds where nothing is asked. */
const PAGE = 25

/** `GET /{waba_id}/message_templates`: cursors over pages, `next` where there is another one. */
export function listTemplates(templates: readonly WhatsAppTemplate[], request: VendorRequest): VendorAnswer {
  const { query } = request
  const strange = [...query.keys()].find((key) => !QUERY.includes(key))
  if (strange) return invalid(`(#100) Unknown parameter (${strange})`)
  const limit = Number(query.get('limit') ?? PAGE)
  if (!Number.isInteger(limit) || limit < 1) return invalid('(#100) Param limit must be a positive integer')
  const fields = query.get('fields')?.split(',') ?? DEFAULT_FIELDS
  const all = templates.map(nodeOf)
  const known = Object.keys(nodeOf({ name: 'x', language: 'en', category: 'UTILITY' }, 0))
  const unknown = fields.find((field) => !known.includes(field))
  if (unknown) return invalid(`(#100) Tried accessing nonexisting field (${unknown})`)
  const after = query.get('after')
  const from = after === null ? 0 : placeOf(after)
  if (from === null) return invalid('(#100) Invalid cursors values')
  const shown = all.slice(from, from + limit)
  const asked = [...new Set([...fields, 'id'])]
  const data = shown.map((node) => Object.fromEntries(asked.map((field) => [field, node[field]])))
  if (data.length === 0) return { status: 200, body: { data } }
  const end = from + shown.length
  const cursors = { before: cursorOf(from), after: cursorOf(end) }
  const next = new URL(`https://graph.facebook.com${request.path}?${query}`)
  next.searchParams.set('after', cursors.after)
  return {
    status: 200,
    body: { data, paging: { cursors, ...(end < all.length && { next: next.href }) } },
  }
}

const cursorOf = (place: number) => Buffer.from(`QVFIUk${place}`).toString('base64url')

function placeOf(cursor: string): number | null {
  const [, place] = /^QVFIUk(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return place === undefined ? null : Number(place)
}

const invalid = (message: string) => graphError({ status: 400, code: 100, message })

/** contract.md, 24-hour window and errors: 132000, 132001, 132012, 132015, 132016. Null where the template goes out. */
export function refuseByTemplate(
  templates: readonly WhatsAppTemplate[],
  message: WhatsAppMessage,
): VendorAnswer | null {
  const wanted = contentOf(message).template
  if (!wanted || message.type !== 'template') return null
  const found = templates.find(({ name, language }) => name === wanted.name && language === wanted.language)
  const status = found?.status ?? 'APPROVED'
  if (status === 'PAUSED') return whatsAppError(132015)
  if (status === 'DISABLED') return whatsAppError(132016)
  if (!found || status !== 'APPROVED') {
    return whatsAppError(132001, `template name (${wanted.name}) does not exist in ${wanted.language}`)
  }
  const gaps = gapsOf(found)
  const given = (message.template.components ?? []).flatMap((one) =>
    one.type === 'body' ? one.parameters : [],
  )
  if (gaps.length !== given.length) {
    return whatsAppError(
      132000,
      `body: number of localizable_params (${given.length}) does not match the expected number of params (${gaps.length})`,
    )
  }
  const names = given.map(({ parameter_name }) => parameter_name)
  if (!isNamed(found)) return names.some((name) => name !== undefined) ? whatsAppError(132012) : null
  // Meta takes named ones in any order, each by its name.
  if (names.includes(undefined)) {
    return graphError({
      ...{ status: 400, code: 100, message: '(#100) Invalid parameter' },
      details: 'Parameter name is missing or empty',
    })
  }
  return gaps.every((gap) => names.includes(gap)) ? null : whatsAppError(132012)
}
