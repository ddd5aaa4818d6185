import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { closesChannelOnly } from '../outreach/judge-message.ts'
import type { ComposedText } from '../wording/compose-text.ts'
import { composeStep, type Said, type StepOutside } from './compose-step.ts'
import { isSpoken, type Step } from './definition.ts'
import { fallTogether, noticeFirst } from './find-companions.ts'
import { findOtherProcedures, NOT_THEIR_PROCEDURE } from './find-other-procedures.ts'
import type { Tried } from './find-step-route.ts'
import type { StepRecord } from './find-steps.ts'
import { findSubjects } from './find-subjects.ts'
import { offsetFrom, stopsOf, usualTimeOf } from './journey.ts'
import { findObstacle } from './judge-obstacle.ts'
import type { Brief } from './writing.ts'

export interface StepPreview {
  /** Null where the person can be reached nowhere, and of a step that says nothing. */
  text: (ComposedText & { address: string; isRecomposed: boolean; previewedAt: Temporal.Instant }) | null
  /** The assistant has yet to word it: `text` is the approved one, under the hash of what it is worded from. */
  brief: Brief | null
  /** Why the arbiter would refuse it as things are now, or why it would be skipped: `no_address`, `not_their_procedure`. */
  obstacle: string | null
  /** When it would go out by its name alone: later, but in the night. Null where it goes out then. */
  movedFrom: Temporal.Instant | null
  /** When this person usually answers, where the step is due then for that; by their own clock. */
  usually: Temporal.PlainTime | null
  /** The step in whose message it goes along. */
  withStepId: string | null
  stops: { event: string; meaning: string }[]
}

/**
 * What these steps will send, by the step's id; those that are over are left out. Their texts are kept under the hash
 * of their inputs, where sending finds them. The first look at a step marks its text as the one that was shown, and
 * later looks compare with that: the same look twice answers the same. `showStep` moves the mark.
 */
export async function previewSteps(
  tx: Tx,
  input: { outside: StepOutside; steps: readonly StepRecord[]; only?: string },
): Promise<Map<string, StepPreview>> {
  const previews = new Map<string, StepPreview>()
  const composed = new Map<string, ReturnType<typeof composeStep>>()
  const coming = input.steps.filter(isToCome).flatMap((record) => {
    const step = record.definition.steps.find(({ key }) => key === record.stepKey)
    return step ? [{ ...record, step }] : []
  })
  const others = await findOtherProcedures(tx, coming)
  for (const { id, definition } of coming) {
    if (others.has(id)) previews.set(id, { ...SKIPPED, stops: stopsOf(definition) })
  }
  const theirs = coming.filter(({ id }) => !others.has(id))
  const habits = await findHabits(tx, theirs)
  for (const group of groupsOf(theirs)) {
    const [head] = group
    if (!head || (input.only && !group.some(({ id }) => id === input.only))) continue
    // Steps of one visit say the same until it is there, so each text is composed once.
    const key = group.map(({ journeyKey, version, step, id }) =>
      step.do === 'notice' ? step.template : `${journeyKey} ${version} ${step.key} ${id}`,
    )
    const compose: Compose = (outside, after) =>
      once(composed, `${head.appointmentId ?? head.contactId} ${key} ${JSON.stringify(after)}`, () =>
        composeStep(tx, { steps: group, outside, after }),
      )
    const { said, obstacle } = isSpoken(head.step)
      ? await foresee(tx, { head, outside: input.outside, compose })
      : SILENT
    for (const each of group) {
      const isHead = each === head
      // A text that several reminders share was composed for the first of them.
      const isSaid = said && 'ids' in said && (group.length === 1 || said.ids.includes(each.id))
      previews.set(each.id, {
        text: said && 'text' in said && isSaid ? textOf(each, said, tx.clock.now()) : null,
        brief: said && 'brief' in said && isSaid ? said.brief : null,
        obstacle,
        movedFrom: said && 'text' in said ? movedFrom(each, said) : null,
        usually: usualTimeOf(each, habits.get(each.contactId) ?? UNKNOWN),
        withStepId: isHead ? null : head.id,
        stops: stopsOf(each.definition),
      })
    }
  }
  await markFirstLooks(tx, { steps: input.steps, previews })
  return previews
}

const SKIPPED = {
  ...{ text: null, brief: null, movedFrom: null, usually: null, withStepId: null },
  obstacle: NOT_THEIR_PROCEDURE,
} satisfies Partial<StepPreview>

type Habit = { timeZone: string; usualMinute: number | null }
const UNKNOWN: Habit = { timeZone: 'UTC', usualMinute: null }

/** When those people usually answer who have a step that may move to it. */
async function findHabits(tx: Tx, coming: readonly Coming[]): Promise<Map<string, Habit>> {
  const ids = new Set(coming.flatMap(({ step, contactId }) => (step.isLearned ? [contactId] : [])))
  if (ids.size === 0) return new Map()
  const subjects = await findSubjects(
    tx,
    [...ids].map((contactId) => ({ contactId, appointmentId: null })),
  )
  return new Map(subjects.map((subject) => [subject.contactId, subject]))
}

/** With a message its text stands. */
function isToCome({ status, messageId }: StepRecord): boolean {
  return status === 'planned' || (status === 'due' && !messageId)
}

type Coming = StepRecord & { step: Step }

/** Those that will be one message, the one that speaks first. */
function groupsOf(coming: readonly Coming[]): Coming[][] {
  const groups: Coming[][] = []
  const taken = new Set<string>()
  for (const step of coming) {
    if (taken.has(step.id)) continue
    const companions = coming.filter((other) => !taken.has(other.id) && fallTogether(step, other))
    const group = noticeFirst([step, ...companions])
    for (const { id } of group) taken.add(id)
    groups.push(group)
  }
  return groups
}

/** A step at its time. */
export type Foreseeable = Parameters<typeof findObstacle>[1]

export type Compose = (outside: StepOutside, after: readonly Tried[]) => ReturnType<typeof composeStep>

export interface Foreseen {
  said: Said | { skip: string } | null
  obstacle: string | null
}
export const SILENT: Foreseen = { said: null, obstacle: null }

/**
 * The message as it will go: where the arbiter will refuse it for its channel alone the next way is looked for, as `tryNextWay` does
 * when that has happened. Where none is left it is the one that was tried last, with why it does not go.
 */
export async function foresee(
  tx: Tx,
  { head, outside, compose }: { head: Foreseeable; outside: StepOutside; compose: Compose },
): Promise<Foreseen> {
  const after: Tried[] = []
  let last: Foreseen | null = null
  for (;;) {
    // What goes on by another way is said as it was approved.
    const said = await compose(after.length > 0 ? { ...outside, writer: null } : outside, after)
    if ('skip' in said) return last ?? { said, obstacle: said.skip }
    const obstacle = await findObstacle(tx, head, said)
    last = { said, obstacle }
    if (!obstacle || !closesChannelOnly(obstacle, said.channel)) return last
    const wasWindowClosed = obstacle === 'window_closed' && !said.template
    after.push({ channel: said.channel, address: said.to.address, wasWindowClosed })
  }
}

function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key) ?? find()
  known.set(key, found)
  return found
}

function textOf(step: StepRecord, { to, text }: Said, now: Temporal.Instant): StepPreview['text'] {
  return {
    ...text,
    address: to.address,
    isRecomposed: step.previewedHash !== null && step.previewedHash !== text.hash,
    previewedAt: step.previewedAt ?? now,
  }
}

function movedFrom({ step, definition, dueAt }: Coming, { recipient }: Said): Temporal.Instant | null {
  const { visit, timeZone } = recipient
  if (!visit || definition.anchor === 'enrolled' || step.from === 'previous' || step.window) return null
  const anchorAt = definition.anchor === 'appointment.start' ? visit.start_at : visit.end_at
  const exact = offsetFrom(anchorAt, step.offset, timeZone)
  return Temporal.Instant.compare(dueAt, exact) < 0 ? exact : null
}

async function markFirstLooks(
  tx: Tx,
  { steps, previews }: { steps: readonly StepRecord[]; previews: ReadonlyMap<string, StepPreview> },
): Promise<void> {
  const looks = steps
    .filter((step) => step.previewedHash === null)
    .map(({ id }) => ({ id, hash: shownHash(previews.get(id)) }))
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

/** What is still to be written was not shown. */
function shownHash(preview: StepPreview | undefined): string | undefined {
  return preview?.brief ? undefined : preview?.text?.hash
}
