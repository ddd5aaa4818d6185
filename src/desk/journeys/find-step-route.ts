import type { Tx } from '../../kit/db.ts'
import { findCarried } from '../outreach/find-carried.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { findRoutes, isOpenWay, isSameWay, type Route } from '../outreach/find-routes.ts'
import { waysFor } from '../outreach/message.ts'
import { render, type Values } from '../wording/template.ts'
import type { Outside } from './compose-notice.ts'
import type { ToSay } from './compose-step.ts'
import type { Recipient } from './find-recipient.ts'

/** A way on which this step was tried and did not arrive. */
export interface Tried {
  channel: Route['channel']
  address: string
  /** The channel's window was closed to free text: an approved template on the same channel is another way. */
  wasWindowClosed: boolean
}

interface Wanted {
  head: ToSay
  recipient: Recipient
  outside: Outside
  /** What fills an approved template. Not given: none is used, as where several steps are one message, which it could not say. */
  values?: Values | undefined
  /** Ways that have failed; the next is looked for among what is open. */
  after?: readonly Tried[] | undefined
}

/**
 * A notice about a visit goes where such notices go; everything else where this person likes to be written to. Null where there is
 * no way, or none is left.
 */
export async function findStepRoute(tx: Tx, wanted: Wanted): Promise<Route | null> {
  const { after = [] } = wanted
  const routes =
    wanted.head.step.do === 'notice' ? await noticeRoutes(tx, wanted) : await stepRoutes(tx, wanted)
  const isTried = (route: Route) =>
    after.some((way) => isSameWay(way, route) && !(way.wasWindowClosed && route.template))
  return routes.find((route) => !isTried(route)) ?? null
}

/** Why `findStepRoute` has found none: nobody knows where to write, or every way is closed to this message. */
export async function whyNoRoute(
  tx: Tx,
  { head, recipient, outside }: Wanted,
): Promise<'no_address' | 'no_open_way'> {
  const { step, contactId } = head
  const { email, phone } = recipient
  const only = step.do === 'message' ? step.channels : undefined
  const isKnown = (email && (!only || only.includes('email'))) || (phone && (!only || only.includes('sms')))
  if (isKnown) return 'no_open_way'
  const about = { contactId, email, phone, only, carried: outside.carried, purpose: head.definition.purpose }
  const talks = await findRoutes(tx, { ...about, asIfOpen: true })
  return talks.length > 0 ? 'no_open_way' : 'no_address'
}

async function stepRoutes(tx: Tx, { head, recipient, outside, values }: Wanted): Promise<Route[]> {
  const { step, contactId, definition } = head
  return findRoutes(tx, {
    contactId,
    email: recipient.email,
    phone: recipient.phone,
    purpose: definition.purpose,
    only: step.do === 'message' ? step.channels : undefined,
    carried: outside.carried,
    approved: approvedOf(head, recipient, values),
  })
}

/** Text message before mail, as `channelsFor` has it; before both WhatsApp, where the step names a template for it. */
async function noticeRoutes(tx: Tx, wanted: Wanted): Promise<Route[]> {
  const { head, recipient, outside, values, after = [] } = wanted
  const { step, contactId, definition } = head
  if (step.do !== 'notice') return []
  const { purpose } = definition
  const [consents, carried, chats] = await Promise.all([
    findConsents(tx, contactId),
    findCarried(tx, outside.carried),
    step.whatsapp && values
      ? findRoutes(tx, {
          ...{ contactId, email: null, phone: recipient.phone, purpose, carried: outside.carried },
          only: ['whatsapp'],
          approved: approvedOf(head, recipient, values),
        })
      : [],
  ])
  const ways = waysFor(step.template, { ...recipient, carried }).map(
    (way): Route => ({ ...way, conversationId: null, template: null }),
  )
  const open = ways.filter(({ channel }) => isOpenWay(consents, { purpose, channel }))
  if (chats.length > 0 || open.length > 0 || after.length > 0) return [...chats, ...open]
  // All are closed: the arbiter refuses the first, and says why.
  return ways
}

function approvedOf({ step }: ToSay, { language }: Recipient, values: Values | undefined) {
  if (!values || !('whatsapp' in step) || !step.whatsapp) return undefined
  const { template: name, parameters } = step.whatsapp
  return {
    name,
    language,
    parameters: parameters.map((text) => ({ text, value: render(text, values) })),
  }
}
