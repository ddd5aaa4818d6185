import type { Tx } from '../../kit/db.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { judgeMessage } from '../outreach/judge-message.ts'
import { STEP_KIND } from '../outreach/message.ts'
import type { Said } from './compose-step.ts'
import type { JourneyDefinition, Step } from './definition.ts'

/**
 * Why the arbiter would refuse a step at its time as things are now, by the same judgement and the same consents as when it is
 * sent; null where it would go out, or be held for a while.
 */
export async function findObstacle(
  tx: Tx,
  about: { step: Step; dueAt: Temporal.Instant; definition: JourneyDefinition; contactId: string },
  said: Said,
): Promise<string | null> {
  const { step, dueAt, definition, contactId } = about
  const { channel, conversationId, to, recipient, template } = said
  const { visit, ownZone, clinicZone, clinicPhone } = recipient
  const { address } = to
  const consents = await findConsents(tx, contactId, { conversationId, address })
  const now = tx.clock.now()
  const verdict = judgeMessage(
    {
      kind: step.do === 'notice' ? step.template : STEP_KIND,
      purpose: definition.purpose,
      channel,
      address,
      ownZone,
      clinicZone,
      clinicPhone,
      appointment: visit && { status: visit.status, startAt: visit.start_at, sequence: visit.sequence },
      speaksOfSequence: visit?.sequence ?? null,
      author: 'system',
      // Nobody knows who will have written by then, nor whom somebody will be talking with.
      talk: null,
      isTemplate: template !== null,
      isPersonTalking: false,
    },
    {
      now: Temporal.Instant.compare(dueAt, now) > 0 ? dueAt : now,
      consents,
      // Nor what else will have been sent.
      sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0 },
    },
  )
  return verdict.verdict === 'refuse' ? verdict.reason : null
}
