import type { Tx } from '../../kit/db.ts'
import { findRoutes, type Route } from '../outreach/find-routes.ts'
import { chooseChannel } from '../outreach/message.ts'
import type { Outside } from './compose-notice.ts'
import type { ToSay } from './compose-step.ts'
import type { Recipient } from './find-recipient.ts'

/** A notice about a visit goes where such notices go; everything else where this person likes to be written to. */
export async function findStepRoute(
  tx: Tx,
  { head, recipient, outside }: { head: ToSay; recipient: Recipient; outside: Outside },
): Promise<Route | null> {
  const { step } = head
  if (step.do === 'notice') {
    const way = chooseChannel(step.template, { ...recipient, carried: outside.carried })
    return way && { ...way, conversationId: null, template: null }
  }
  const [route = null] = await findRoutes(tx, {
    contactId: head.contactId,
    email: recipient.email,
    phone: recipient.phone,
    purpose: head.definition.purpose,
    only: step.do === 'message' ? step.channels : undefined,
    carried: outside.carried,
  })
  return route
}
