import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { closesChannelOnly } from '../outreach/judge-message.ts'
import type { ComposedText } from '../wording/compose-text.ts'
import { composeStep, type Said, type StepOutside } from './compose-step.ts'
import { isSpoken, type Step } from './definition.ts'
import { findBeside } from './find-beside.ts'
import { fallTogether, noticeFirst } from './find-companions.ts'
import { findOtherProcedures, NOT_THEIR_PROCEDURE } from './find-other-procedures.ts'
import type { Tried } from './find-step-route.ts'
import type { StepRecord } from './find-steps.ts'
import { findSubjects } from './find-subjects.ts'
import { offsetFrom, stopsOf, usualTimeOf } from './journey.ts'
import { type Beside, type Foreseeable, type Held, judgeStep } from './judge-obstacle.ts'
import type { Brief } from './writing.ts'

export interface StepPreview {
  /** Null where the person can be reached nowhere, and of a step that says nothing. */
  text: (ComposedText & { address: string; isRecomposed: boolean; previewedAt: Temporal.Instant }) | null
  /** The assistant has yet to word it: `text` is the approved one, under the hash of what it is worded from. */
  brief: Brief | null
  /** Why the arbiter would refuse it as things are now, or why it would be skipped: `no_address`, `not_their_procedure`. */
  obstacle: string | null
  /** Until when it waits, where it does not go out when it is due; of a message in the Outbox with what held it last. */
  held: { until: Held['until']; because: string } | null
  /** When it would go out by its name alone: later, but in the night. Null where it goes out then. */
  movedFrom: Temporal.Instant | null
  /** When this person usually answers, where the step is due then for that; by their own clock. */
  usually: Temporal.PlainTime | null
  /** The step in whose message it goes along. */
  withStepId: string | null
  stops: { event: string; meaning: string }[]
}

/**
 * What these steps will send, by the step's id, foreseen in the order of time; those that are over are left out, and of a message
 * that waits in the Outbox it is told until when. Their texts are kept under the hash of their inputs, where sending finds them. The
 * first look at a step marks its text as the one that was shown, and later looks compare with that: the same look twice answers the
 * same. `showStep` moves the mark.
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
  const groups = groupsOf(theirs)
  const beside = await findBeside(tx, theirs.filter(isCapped))
  const queue = [...upTo(groups, input.only)]
  for (const [place, group] of queue.entries()) {
    const [head] = group
    if (!head) continue
    // Steps of one visit say the same until it is there, so each text is composed once.
    const key = group.map(({ journeyKey, version, step, id }) =>
      step.do === 'notice' ? step.template : `${journeyKey} ${version} ${step.key} ${id}`,
    )
    const compose: Compose = (outside, after) =>
      once(composed, `${head.appointmentId ?? head.contactId} ${key} ${JSON.stringify(after)}`, () =>
        composeStep(tx, { steps: group, outside, after }),
      )
    const { said, obstacle, held } = isSpoken(head.step)
      ? await foresee(tx, { head, outside: input.outside, compose, beside: beside.of(head) })
      : SILENT
    const apart = said && 'apart' in said ? group.filter(({ id }) => said.apart.has(id)) : []
    const together = group.filter((each) => !apart.includes(each))
    queue.splice(place + 1, 0, ...groupsOf(apart))
    beside.note(together, obstacle ? null : (held?.until ?? head.dueAt))
    // Looked at only for the room that it takes.
    if (input.only && !group.some(({ id }) => id === input.only)) continue
    for (const each of together) {
      const isHead = each === head
      // A text that several reminders share was composed for the first of them.
      const isSaid = said && 'ids' in said && (group.length === 1 || said.ids.includes(each.id))
      const leftOut = said && 'leftOut' in said ? said.leftOut.get(each.id) : undefined
      previews.set(each.id, {
        text: said && 'text' in said && isSaid ? textOf(each, said, tx.clock.now()) : null,
        brief: said && 'brief' in said && isSaid ? said.brief : null,
        obstacle: leftOut ?? obstacle,
        held: leftOut ? null : held,
        movedFrom: said && 'text' in said ? movedFrom(each, said) : null,
        usually: usualTimeOf(each, habits.get(each.contactId) ?? UNKNOWN),
        withStepId: isHead || leftOut ? null : head.id,
        stops: stopsOf(each.definition),
      })
    }
  }
  await markFirstLooks(tx, { steps: input.steps, previews })
  for (const [id, held] of await findHeld(tx, input.steps)) previews.set(id, { ...QUEUED, held })
  return previews
}

const SKIPPED = {
  ...{ text: null, brief: null, held: null, movedFrom: null, usually: null, withStepId: null },
  obstacle: NOT_THEIR_PROCEDURE,
} satisfies Partial<StepPreview>

/** With a message its text stands, and is the message's. */
const QUEUED = {
  ...{ text: null, brief: null, obstacle: null, movedFrom: null, usually: null, withStepId: null, stops: [] },
} satisfies Partial<StepPreview>

/** Until when the messages of these steps wait, by the step's id. */
async function findHeld(
  tx: Tx,
  steps: readonly StepRecord[],
): Promise<Map<string, NonNullable<StepPreview['held']>>> {
  const queued = steps.filter(({ status, messageId }) => status === 'due' && messageId)
  if (queued.length === 0) return new Map()
  const rows = await tx.many(sql<{ id: string; until: Temporal.Instant; because: string }>`
    select t.id, m.due_at as until, m.reason as because
    from touchpoints t
    join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id
    where t.clinic_id = ${tx.clinicId} and t.id = any(${queued.map(({ id }) => id)}) and m.status = 'held'`)
  return new Map(rows.map(({ id, ...held }) => [id, held]))
}

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

/** Those that are asked for, and those before them that take room from them. */
function upTo(groups: readonly Coming[][], only: string | undefined): readonly Coming[][] {
  const place = groups.findIndex((group) => group.some(({ id }) => id === only))
  const asked = groups[place]
  if (!only || !asked) return only ? [] : groups
  const before = asked.some(isCapped) ? groups.slice(0, place) : []
  return [...before.filter((group) => group.some(isCapped)), asked]
}

function isCapped({ step, definition }: Coming): boolean {
  return isSpoken(step) && definition.purpose !== 'transactional'
}

export type Compose = (outside: StepOutside, after: readonly Tried[]) => ReturnType<typeof composeStep>

export interface Foreseen {
  said: Said | { skip: string } | null
  obstacle: string | null
  held: Held | null
}
export const SILENT: Foreseen = { said: null, obstacle: null, held: null }

/**
 * The message as it will go: where the arbiter will refuse it for its channel alone the next way is looked for, as `tryNextWay` does
 * when that has happened. Where none is left it is the one that was tried last, with why it does not go.
 */
export async function foresee(
  tx: Tx,
  {
    head,
    outside,
    compose,
    beside,
  }: { head: Foreseeable; outside: StepOutside; compose: Compose; beside?: Beside },
): Promise<Foreseen> {
  const after: Tried[] = []
  let last: Foreseen | null = null
  for (;;) {
    // What goes on by another way is said as it was approved.
    const said = await compose(after.length > 0 ? { ...outside, writer: null } : outside, after)
    if ('skip' in said) return last ?? { said, obstacle: said.skip, held: null }
    const { obstacle, held } = await judgeStep(tx, head, said, beside)
    last = { said, obstacle, held }
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
