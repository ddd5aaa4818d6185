/** A notice's template is the text that WhatsApp has approved for what is told of a visit, when nobody has written there for a day. */
import type { MessageKind, NoticeKind } from '../outreach/message.ts'
import type { ApprovedTemplate } from './definition.ts'

/** Notices of what happened to a visit. That of a calendar goes by mail alone, and an offer's time may be over. */
export const VISIT_NOTICES = [
  'confirmation',
  'request_received',
  'rescheduled',
  'cancellation',
  'rejection',
] as const satisfies readonly NoticeKind[]
export type VisitNotice = (typeof VISIT_NOTICES)[number]

export function isVisitNotice(kind: MessageKind): kind is VisitNotice {
  return (VISIT_NOTICES as readonly string[]).includes(kind)
}

export interface NoticeTemplate extends ApprovedTemplate {
  kind: VisitNotice
}
