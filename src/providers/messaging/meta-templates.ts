/**
 * Templates as Meta lists them, and as Chatwoot keeps what Meta listed. Fields and values: Meta's reference of a WhatsApp
 * message template (`whats-app-business-hsm`) and of the webhook `message_template_status_update`.
 */

import { z } from 'zod'
import type { TemplateExtra, TemplateStatus, VendorTemplate } from './notice.ts'
import { isRecord, Line, List, Part, type Raw, Text } from './wire.ts'

/** What is asked of each; `id` comes unasked. */
export const TEMPLATE_FIELDS = [
  'name',
  'language',
  'category',
  'status',
  'rejected_reason',
  'parameter_format',
  'components',
].join(',')

const Button = Part({ type: Line, url: Text })
const Component = Part({
  type: Line,
  format: Line,
  text: Text,
  buttons: List(Button),
  cards: List(z.unknown()),
})
type Component = z.infer<typeof Component>

const Template = Part({
  name: Text,
  language: Text,
  category: Line,
  status: Line,
  rejected_reason: Line,
  parameter_format: Line,
  components: List(Component),
})

/** One of a list; null for what is no template with a body, such as a carousel's frame of an old version. */
export function readMetaTemplate(raw: unknown): VendorTemplate | null {
  if (!isRecord(raw)) return null
  const template = Template.parse(raw)
  const { name, language, components, rejected_reason: rejected } = template
  const pattern = components.find(({ type }) => isOf(type, 'BODY'))?.text ?? null
  if (name === null || language === null || pattern === null) return null
  return {
    name,
    language,
    category: categoryOf(template.category),
    status: templateStatus(template.status ?? '') ?? 'pending',
    reason: rejected === null || rejected === 'NONE' ? null : rejected,
    pattern,
    gaps: gapsOf(pattern),
    isNamed: isOf(template.parameter_format, 'NAMED'),
    needs: needsOf(components, template.category),
  }
}

/** The list in an answer of Meta's, or in an inbox of Chatwoot's. */
export function readMetaTemplates(list: unknown): VendorTemplate[] {
  return Array.isArray(list) ? list.flatMap((raw: Raw) => readMetaTemplate(raw) ?? []) : []
}

const STATUSES: Record<string, TemplateStatus> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  LIMIT_EXCEEDED: 'disabled',
  PENDING_DELETION: 'removed',
  DELETED: 'removed',
  ARCHIVED: 'removed',
}

/**
 * What Meta's word means here. Null where it changes nothing: `FLAGGED` is a warning and `LOCKED` forbids editing; both still
 * go out.
 */
export function templateStatus(word: string): TemplateStatus | null {
  return STATUSES[word.toUpperCase()] ?? null
}

function categoryOf(word: string | null): VendorTemplate['category'] {
  if (isOf(word, 'MARKETING')) return 'marketing'
  return isOf(word, 'AUTHENTICATION') ? 'authentication' : 'utility'
}

/** Numbers in their order, however the text uses them; names as they come. Each once. */
function gapsOf(pattern: string): string[] {
  const gaps = [...new Set([...pattern.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, gap]) => gap ?? ''))]
  return gaps.every((gap) => /^\d+$/.test(gap)) ? gaps.toSorted((a, b) => Number(a) - Number(b)) : gaps
}

/** Meta refuses a message that leaves any of these out (132000, 132012). */
function needsOf(components: readonly Component[], category: string | null): TemplateExtra | null {
  if (isOf(category, 'AUTHENTICATION')) return 'code'
  if (components.some(({ type, cards }) => isOf(type, 'CAROUSEL') || cards.length > 0)) return 'cards'
  const header = components.find(({ type }) => isOf(type, 'HEADER'))
  if (header && (!isOf(header.format ?? 'TEXT', 'TEXT') || hasGap(header.text))) return 'header'
  const buttons = components.flatMap((component) => component.buttons)
  const isFilled = buttons.some(
    ({ type, url }) => hasGap(url) || isOf(type, 'COPY_CODE') || isOf(type, 'OTP') || isOf(type, 'FLOW'),
  )
  return isFilled ? 'button' : null
}

function hasGap(text: string | null): boolean {
  return text !== null && /\{\{.+?\}\}/.test(text)
}

function isOf(word: string | null, wanted: string): boolean {
  return word?.toUpperCase() === wanted
}
