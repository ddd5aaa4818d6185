import type { Tx } from '../../kit/db.ts'
import { findCarried } from '../outreach/find-carried.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { findRoutes, isOpenWay, isSameWay, type Route } from '../outreach/find-routes.ts'
import { type Channel, type NoticeKind, waysFor } from '../outreach/message.ts'
import { languageOf } from '../wording/default-templates.ts'
import { render, type Values } from '../wording/template.ts'
import type { Visit } from './compose-notice.ts'
import { findNoticeTemplate } from './find-notice-templates.ts'
import type { Tried } from './find-step-route.ts'

/**
 * Where a notice about a visit goes: first by mail, which brings the calendar, else as text message. When that way was closed or
 * did not arrive (`after`) it goes on as messages of journeys do: WhatsApp while its window is open or by the approved template that
 * the clinic has chosen, text message, mail, each where the person has not closed it. Null where no way is left.
 */
export async function findNoticeRoute(
  tx: Tx,
  visit: Visit,
  notice: { kind: NoticeKind; after?: readonly Tried[]; carried: readonly Channel[]; values: Values },
): Promise<Route | null> {
  const { kind, after = [], carried: forAll, values } = notice
  const { contact_id: contactId, attendee_email: email, attendee_phone_e164: phone } = visit
  const carried = await findCarried(tx, forAll)
  const ways = waysFor(kind, { email, phone, carried }).map(
    (way): Route => ({ ...way, conversationId: null, template: null }),
  )
  if (after.length === 0) return ways[0] ?? null
  const purpose = 'transactional'
  const chosen = await findNoticeTemplate(tx, kind)
  const approved = chosen && {
    name: chosen.template,
    language: languageOf(visit.attendee_locale ?? visit.clinic_locale),
    parameters: chosen.parameters.map((text) => ({ text, value: render(text, values) })),
  }
  const [consents, chats] = await Promise.all([
    findConsents(tx, contactId),
    findRoutes(tx, { contactId, email: null, phone, purpose, only: ['whatsapp'], carried: forAll, approved }),
  ])
  const texts = ways.filter(({ channel }) => channel === 'sms')
  const mails = ways.filter(({ channel }) => channel === 'email')
  const left = [...chats, ...texts, ...mails]
    .filter(({ channel }) => isOpenWay(consents, { purpose, channel }))
    .filter(
      (route) => !after.some((way) => isSameWay(way, route) && !(way.wasWindowClosed && route.template)),
    )
  return left[0] ?? null
}
