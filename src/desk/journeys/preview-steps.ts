import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Consent, decide } from '../outreach/arbiter.ts'
import { findConsents } from '../outreach/find-consents.ts'
import type { NoticeKind } from '../outreach/message.ts'
import type { ComposedText } from '../wording/compose-text.ts'
import { composeNotice, findVisit, type Notice, type Outside, type Visit } from './compose-notice.ts'
import type { StepRecord } from './find-steps.ts'
import { offsetFrom, stopsOf } from './journey.ts'

export interface StepPreview {
  /** Null where the person can be reached nowhere. */
  text: (ComposedText & { address: string; isRecomposed: boolean; previewedAt: Temporal.Instant }) | null
  /** Why the arbiter would refuse it as things are now, or `no_address`. */
  obstacle: string | null
  /** When it would go out by its name alone: later, but in the night. Null where it goes out then. */
  movedFrom: Temporal.Instant | null
  stops: { event: string; meaning: string }[]
}

/**
 * What these steps will send, by the step's id; those that are over are left out. Their texts are kept under the hash
 * of their inputs, where sending finds them. The first look at a step marks its text as the one that was shown, and
 * later looks compare with that: the same look twice answers the same. `showStep` moves the mark.
 */
export async function previewSteps(
  tx: Tx,
  input: Outside & { steps: readonly StepRecord[] },
): Promise<Map<string, StepPreview>> {
  const previews = new Map<string, StepPreview>()
  const notices = new Map<string, Promise<Foreseen | null>>()
  const consents = new Map<string, Promise<Consent[]>>()
  for (const step of input.steps.filter(isToCome)) {
    const { appointmentId, template, contactId } = step
    if (!appointmentId || !template) continue
    const { carried, manageLink } = input
    const about = { appointmentId, kind: template, carried, manageLink }
    const foreseen = await once(notices, `${appointmentId} ${template}`, () => foresee(tx, about))
    if (!foreseen) continue
    const agreed = await once(consents, contactId, () => findConsents(tx, contactId))
    previews.set(step.id, {
      text: foreseen.notice && textOf(step, foreseen.notice, tx.clock.now()),
      obstacle: obstacleTo(step, { ...foreseen, consents: agreed, now: tx.clock.now() }),
      movedFrom: movedFrom(step, foreseen.visit),
      stops: stopsOf(step),
    })
  }
  await markFirstLooks(tx, { steps: input.steps, previews })
  return previews
}

/** With a message its text stands. */
function isToCome({ status, messageId }: StepRecord): boolean {
  return status === 'planned' || (status === 'due' && !messageId)
}

interface Foreseen {
  visit: Visit
  kind: NoticeKind
  notice: Notice | null
}

async function foresee(
  tx: Tx,
  about: Outside & { appointmentId: string; kind: NoticeKind },
): Promise<Foreseen | null> {
  const visit = await findVisit(tx, about.appointmentId)
  return visit ? { visit, kind: about.kind, notice: await composeNotice(tx, visit, about) } : null
}

/** Steps of one visit say the same until it is there, so each text is composed once. */
function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key) ?? find()
  known.set(key, found)
  return found
}

function textOf(step: StepRecord, { address, text }: Notice, now: Temporal.Instant): StepPreview['text'] {
  return {
    ...text,
    address,
    isRecomposed: step.previewedHash !== null && step.previewedHash !== text.hash,
    previewedAt: step.previewedAt ?? now,
  }
}

function movedFrom(step: StepRecord, visit: Visit): Temporal.Instant | null {
  if (!step.offset || step.anchor === 'enrolled') return null
  const anchorAt = step.anchor === 'appointment.start' ? visit.start_at : visit.end_at
  const exact = offsetFrom(anchorAt, step.offset, visit.time_zone)
  return Temporal.Instant.compare(step.dueAt, exact) < 0 ? exact : null
}

function obstacleTo(
  step: StepRecord,
  { visit, kind, notice, consents, now }: Foreseen & { consents: Consent[]; now: Temporal.Instant },
): string | null {
  if (!notice) return 'no_address'
  const verdict = decide({
    now: Temporal.Instant.compare(step.dueAt, now) > 0 ? step.dueAt : now,
    kind,
    purpose: step.purpose,
    channel: notice.text.channel,
    zones: [visit.time_zone],
    consents,
    // Nobody knows what else will have been sent by then.
    sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0 },
    appointment: { status: visit.status, startAt: visit.start_at, sequence: visit.sequence },
    speaksOfSequence: visit.sequence,
    author: 'system',
    talk: null,
    isTemplate: false,
    // Nor whom somebody will be talking with.
    isPersonTalking: false,
  })
  return verdict.verdict === 'refuse' ? verdict.reason : null
}

async function markFirstLooks(
  tx: Tx,
  { steps, previews }: { steps: readonly StepRecord[]; previews: ReadonlyMap<string, StepPreview> },
): Promise<void> {
  const looks = steps
    .filter((step) => step.previewedHash === null)
    .map(({ id }) => ({ id, hash: previews.get(id)?.text?.hash }))
    .filter(({ hash }) => hash)
  if (looks.length === 0) return
  // A step that is taken or stopped at this moment is left alone: whoever reads waits for nobody.
  await tx.run(sql`
    update touchpoints
    set previewed_hash = look.hash, previewed_at = ${tx.clock.now()}
    from (
      select id
      from touchpoints
      where clinic_id = ${tx.clinicId} and id = any(${looks.map(({ id }) => id)}) and previewed_hash is null
        and status in ('planned', 'due') and message_id is null
      for update skip locked
    ) free
    join jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as look(id uuid, hash text) on look.id = free.id
    where touchpoints.clinic_id = ${tx.clinicId} and touchpoints.id = free.id`)
}
