import type { Tx } from '../../kit/db.ts'
import type { Verdict } from '../outreach/arbiter.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { type Addressed, isTalking, judgeMessage } from '../outreach/judge-message.ts'
import { findTalkEnd } from '../outreach/lock-message.ts'
import { STEP_KIND } from '../outreach/message.ts'
import type { Said } from './compose-step.ts'
import type { JourneyDefinition, Step } from './definition.ts'

/** A step at its time. */
export interface Foreseeable {
  step: Step
  dueAt: Temporal.Instant
  definition: JourneyDefinition
  contactId: string
}

/** What else of care and marketing goes to this person; the caps count it. */
export interface Beside {
  /** When it goes out, or did. */
  otherAt: readonly Temporal.Instant[]
  /** When what goes before this step does. */
  coming: readonly Temporal.Instant[]
  /** What the clinic allows; not given: see `CAPS`. */
  marketingPerWeek?: number | undefined
}

export interface Held {
  /** When it begins to go out. */
  until: Temporal.Instant
  because: Extract<Verdict, { verdict: 'hold' }>['reason']
}

export interface Fate {
  /** Why the arbiter would refuse it; null where it goes out. */
  obstacle: string | null
  /** Null where it goes out when it is due, or not at all. */
  held: Held | null
}

const NOTHING_BESIDE: Beside = { otherAt: [], coming: [] }

/** Why the arbiter would refuse a step at its time as things are now; null where it would go out, at once or later. */
export async function findObstacle(tx: Tx, about: Foreseeable, said: Said): Promise<string | null> {
  return (await judgeStep(tx, about, said)).obstacle
}

/**
 * What becomes of a step at its time as things are now, by the same judgement and the same consents as when it is sent. What is
 * held is judged again when that is over, as it will be: the answer is when it goes out, or why it never does.
 */
export async function judgeStep(
  tx: Tx,
  about: Foreseeable,
  said: Said,
  { coming, ...others }: Beside = NOTHING_BESIDE,
): Promise<Fate> {
  const { contactId, dueAt } = about
  const { conversationId, to } = said
  const [consents, talkEndsAt] = await Promise.all([
    findConsents(tx, contactId, { conversationId, address: to.address }),
    findTalkEnd(tx, contactId),
  ])
  const now = tx.clock.now()
  const writtenAt = Temporal.Instant.compare(dueAt, now) > 0 ? dueAt : now
  const message = { ...addressed(about, said), writtenAt }
  const sent = { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0, ...others }
  let held: Held | null = null
  for (;;) {
    const at = held?.until ?? writtenAt
    const isPersonTalking = isTalking(talkEndsAt, at)
    const verdict = judgeMessage({ ...message, isPersonTalking }, { now: at, consents, sent, coming })
    if (verdict.verdict === 'send') return { obstacle: null, held }
    if (verdict.verdict === 'refuse') return { obstacle: verdict.reason, held: null }
    held = { until: verdict.until, because: verdict.reason }
  }
}

function addressed(
  { step, definition }: Foreseeable,
  { channel, to, recipient, template }: Said,
): Omit<Addressed, 'isPersonTalking'> {
  const { visit, ownZone, clinicZone, clinicPhone } = recipient
  return {
    kind: step.do === 'notice' ? step.template : STEP_KIND,
    purpose: definition.purpose,
    channel,
    address: to.address,
    ownZone,
    clinicZone,
    clinicPhone,
    appointment: visit && { status: visit.status, startAt: visit.start_at, sequence: visit.sequence },
    speaksOfSequence: visit?.sequence ?? null,
    author: 'system',
    // Nobody knows who will have written by then.
    talk: null,
    isTemplate: template !== null,
  }
}
