import { type Consent, decide } from '../outreach/arbiter.ts'
import { STEP_KIND } from '../outreach/message.ts'
import { candidatesOf } from '../outreach/policy.ts'
import type { Said } from './compose-step.ts'
import type { JourneyDefinition, Step } from './definition.ts'

/** Why the arbiter would refuse a step at its time as things are now; null where it would go out, or be held for a while. */
export function obstacleTo(
  { step, dueAt, definition }: { step: Step; dueAt: Temporal.Instant; definition: JourneyDefinition },
  { said, consents, now }: { said: Said | { skip: string }; consents: Consent[]; now: Temporal.Instant },
): string | null {
  if ('skip' in said) return said.skip
  const { visit, timeZone, phone, clinicPhone } = said.recipient
  const verdict = decide({
    now: Temporal.Instant.compare(dueAt, now) > 0 ? dueAt : now,
    kind: step.do === 'notice' ? step.template : STEP_KIND,
    purpose: definition.purpose,
    channel: said.channel,
    ...candidatesOf({ ownZone: timeZone, clinicZone: timeZone, phone, clinicPhone }),
    consents,
    // Nobody knows what else will have been sent by then.
    sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0 },
    appointment: visit && { status: visit.status, startAt: visit.start_at, sequence: visit.sequence },
    speaksOfSequence: visit?.sequence ?? null,
    author: 'system',
    talk: null,
    isTemplate: false,
    // Nor whom somebody will be talking with.
    isPersonTalking: false,
  })
  return verdict.verdict === 'refuse' ? verdict.reason : null
}
