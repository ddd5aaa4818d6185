import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { requestForm } from '../forms/request-form.ts'
import { queueMessages } from '../outreach/queue-message.ts'
import { composeText, keepText } from '../wording/compose-text.ts'
import { advanceJourney } from './advance-journey.ts'
import { approvedText, type Said, type StepOutside } from './compose-step.ts'
import { isSpoken, type JourneyDefinition, type Step } from './definition.ts'
import { endJourneys } from './end-journeys.ts'
import { findCaughtUp } from './find-caught-up.ts'
import { composeWithCompanions, findCompanions, noticeFirst } from './find-companions.ts'
import { findOtherProcedures, NOT_THEIR_PROCEDURE } from './find-other-procedures.ts'
import { isTrue } from './judge-condition.ts'
import { findObstacle } from './judge-obstacle.ts'
import { openTask } from './open-task.ts'
import type { Brief } from './writing.ts'

export interface DueStep {
  id: string
  enrollmentId: string
  journeyId: string
  journeyKey: string
  version: number
  step: Step
  definition: JourneyDefinition
  /** The root of whoever was merged. */
  contactId: string
  appointmentId: string | null
  appointmentSequence: number | null
  dueAt: Temporal.Instant
  enrolledAt: Temporal.Instant
}

/** A step that waits for its text; this process has claimed it. */
export interface Unwritten {
  id: string
  brief: Brief
}

/** By then a job, or whoever has a text written, would have ended. */
export const STUCK = { minutes: 15 }

/** So often the assistant is asked for one step, each time because its inputs changed meanwhile; then the approved text goes. */
const MOST_ASKED = 2

/** Takes one step of a journey, as `takeSteps` does; a text that is not written by now is the approved one. */
export async function takeStep(tx: Tx, input: StepOutside & { touchpointId: string }): Promise<void> {
  await takeSteps(tx, { touchpointIds: [input.touchpointId], outside: input, asked: MOST_ASKED })
}

/**
 * Takes steps of journeys whose time has come, under the locks of all their contacts; `count` is how many there were to take.
 * One that was cancelled meanwhile does nothing, and a message that a later one of the same journey has caught up with (the
 * server was away) is skipped, so that the patient gets one message instead of two; so is one of a care plan that the visit's service
 * is not of any more. Those whose text is still to be written are
 * claimed and left for the caller, who has it written and takes them again: then everything is looked at anew. `asked` is how
 * often the assistant was asked for these.
 */
export async function takeSteps(
  tx: Tx,
  {
    touchpointIds,
    outside,
    asked,
  }: { touchpointIds: readonly string[]; outside: StepOutside; asked: number },
): Promise<{ count: number; unwritten: Unwritten[] }> {
  const locked = await lockDue(tx, touchpointIds, { asked })
  const others = await findOtherProcedures(tx, locked)
  const skipped = locked.filter(({ id }) => others.has(id)).map((one) => skip(one, NOT_THEIR_PROCEDURE))
  await endSteps(tx, skipped)
  const due = locked.filter(({ id }) => !others.has(id))
  const unwritten = await speak(
    tx,
    due.filter(({ step }) => isSpoken(step)),
    { outside, asked },
  )
  for (const one of due) {
    const { step } = one
    if (step.do === 'task') {
      await openTask(tx, {
        contactId: one.contactId,
        appointmentId: one.appointmentId,
        touchpointId: one.id,
        title: step.title,
        detail: step.detail ?? null,
      })
      await endSteps(tx, [{ due: one, status: 'done', reason: null }])
    }
    // A wait whose event has not come.
    if (step.do === 'wait') await advanceJourney(tx, one, { outcome: 'timed_out', goTo: null })
    if (step.do === 'branch') {
      const goTo = (await isTrue(tx, step.when, one)) ? step.yes : step.no
      await advanceJourney(tx, one, { outcome: goTo, goTo })
    }
  }
  return { count: locked.length, unwritten }
}

/**
 * Queues the messages of these steps, which end as those do; what is not said ends here, with the reason. Returns what waits
 * for its text.
 */
async function speak(
  tx: Tx,
  due: readonly DueStep[],
  { outside, asked }: { outside: StepOutside; asked: number },
): Promise<Unwritten[]> {
  if (due.length === 0) return []
  const late = await findCaughtUp(tx, due)
  const companions = await findCompanions(tx, due)
  const spoken = new Set<string>()
  const groups: { due: DueStep; steps: DueStep[] }[] = []
  for (const one of due) {
    if (spoken.has(one.id) || late.has(one.id)) continue
    const along = (companions.get(one.id) ?? []).filter(({ id }) => !spoken.has(id) && !late.has(id))
    const steps = noticeFirst([one, ...along])
    for (const { id } of steps) spoken.add(id)
    groups.push({ due: one, steps })
  }
  // Each asks for itself, on the wire without waiting for the one before.
  const texts = await Promise.all(groups.map((group) => composeWithCompanions(tx, { ...group, outside })))
  const skipped = due.filter(({ id }) => late.has(id)).map((one) => skip(one, 'later_step_is_due'))
  const said: Spoken[] = []
  const unwritten: Unwritten[] = []
  for (const [place, { due: one, steps }] of groups.entries()) {
    const text = texts[place]
    if (!text || 'skip' in text) skipped.push(skip(one, text?.skip ?? 'nothing_to_say'))
    else if (!text.ids.includes(one.id)) skipped.push(skip(one, text.leftOut.get(one.id) ?? 'nothing_to_say'))
    else if (text.brief && asked < MOST_ASKED && (await isSendable(tx, one, text)))
      unwritten.push({ id: one.id, brief: text.brief })
    else {
      const head = steps.find(({ id }) => id === text.ids[0]) ?? one
      said.push({ due: one, text: await asApproved(tx, text, { asked }), head })
    }
  }
  await queue(tx, said)
  await endSteps(tx, skipped)
  await claim(tx, unwritten)
  return unwritten
}

async function isSendable(tx: Tx, due: DueStep, said: Said): Promise<boolean> {
  return (await findObstacle(tx, due, said)) === null
}

/** What nobody wrote is said as it was approved: for what will be refused anyway, nobody is asked. */
async function asApproved(tx: Tx, said: Said, { asked }: { asked: number }): Promise<Said> {
  const { brief } = said
  if (!brief) return said
  const isTooLate = asked >= MOST_ASKED
  const text = isTooLate
    ? await keepText(tx, approvedText(brief, 'not_in_time'))
    : await composeText(tx, brief.plain)
  return { ...said, text, brief: null }
}

/** No other sweep takes them while they are written; a killed process gives them back after `STUCK`. */
async function claim(tx: Tx, unwritten: readonly Unwritten[]): Promise<void> {
  if (unwritten.length === 0) return
  const now = tx.clock.now()
  await tx.run(sql`
    update touchpoints
    set status = 'due', claimed_at = ${now}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = any(${unwritten.map(({ id }) => id)})`)
}

interface Spoken {
  due: DueStep
  text: Said
  /** The step that speaks first. */
  head: DueStep
}

async function queue(tx: Tx, said: readonly Spoken[]): Promise<void> {
  for (const { due, text } of said) {
    if (!text.form) continue
    const { contactId, appointmentId } = due
    const { questionnaireId, requestId: id } = text.form
    await requestForm(tx, system, { questionnaireId, contactId, appointmentId, id })
  }
  const messageIds = await queueMessages(
    tx,
    system,
    said.map(({ due, text, head }) => ({
      contactId: due.contactId,
      appointmentId: due.appointmentId,
      appointmentSequence: due.appointmentSequence,
      kind: head.step.do === 'notice' ? head.step.template : 'journey_step',
      purpose: head.definition.purpose,
      channel: text.channel,
      to: text.to,
      text: text.text,
      invitation: null,
      conversationId: text.conversationId,
      template: text.template,
      dedupeKey: `touchpoint:${due.id}`,
    })),
  )
  const rows = said.flatMap(({ text, head }, place) => {
    const message_id = messageIds[place]
    return message_id ? text.ids.map((id) => ({ id, message_id, goes_along: id !== head.id })) : []
  })
  if (rows.length === 0) return
  await tx.run(sql`
    update touchpoints
    set status = 'due', claimed_at = null, message_id = said.message_id, updated_at = ${tx.clock.now()},
      outcome = case when said.goes_along then 'went_along' else outcome end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as said(id uuid, message_id uuid, goes_along boolean)
    where touchpoints.clinic_id = ${tx.clinicId} and touchpoints.id = said.id`)
}

/** Takes the locks, contacts first; in the order in which they became due. Left out is what is over. */
async function lockDue(
  tx: Tx,
  touchpointIds: readonly string[],
  { asked }: { asked: number },
): Promise<DueStep[]> {
  const owners = await tx.many(sql<{ id: string; root_id: string }>`
    select t.id, coalesce(c.merged_into_id, c.id) as root_id
    from touchpoints t
    join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
    where t.clinic_id = ${tx.clinicId} and t.id = any(${touchpointIds as string[]})`)
  if (owners.length === 0) return []
  await lockContacts(tx, [...new Set(owners.map(({ root_id }) => root_id))])
  const roots = new Map(owners.map(({ id, root_id }) => [id, root_id]))
  const rows = await tx.many(
    sql<
      Omit<DueStep, 'step' | 'contactId'> & {
        step_key: string
        status: string
        message_id: string | null
        claimed_at: Temporal.Instant | null
      }
    >`
      ${selectDue}
      where t.clinic_id = ${tx.clinicId} and t.id = any(${touchpointIds as string[]})
      order by t.due_at, t.id
      for update of t`,
  )
  const since = tx.clock.now().subtract(STUCK)
  // Another sweep claimed it between our look and our lock.
  const isOthers = (claimedAt: Temporal.Instant | null) =>
    asked === 0 && claimedAt !== null && Temporal.Instant.compare(claimedAt, since) >= 0
  return rows
    .filter(({ status, message_id }) => (status === 'planned' || status === 'due') && message_id === null)
    .filter(({ status, claimed_at }) => status === 'planned' || !isOthers(claimed_at))
    .flatMap(({ status: _, message_id: __, claimed_at: ___, ...row }) => {
      return toDueStep({ ...row, contactId: roots.get(row.id) ?? '' }) ?? []
    })
}

export const selectDue = sql`
  select t.id, t.enrollment_id as "enrollmentId", e.journey_id as "journeyId", e.key as "journeyKey", e.version, e.definition, t.step_key,
    t.appointment_id as "appointmentId", t.appointment_sequence as "appointmentSequence", t.due_at as "dueAt", e.enrolled_at as "enrolledAt", t.status, t.message_id, t.claimed_at
  from touchpoints t
  -- Looked up for each step: a planner that knows nothing of young tables would begin with all enrollments.
  cross join lateral (
    select one.journey_id, j.key, one.version, v.definition, one.enrolled_at, one.status
    from enrollments one
    join journeys j on j.clinic_id = one.clinic_id and j.id = one.journey_id
    join journey_versions v on v.clinic_id = one.clinic_id and v.journey_id = one.journey_id and v.version = one.version
    where one.clinic_id = t.clinic_id and one.id = t.enrollment_id
    offset 0
  ) e`

export function toDueStep({
  step_key: key,
  ...row
}: Omit<DueStep, 'step'> & { step_key: string }): DueStep | undefined {
  const step = row.definition.steps.find((candidate) => candidate.key === key)
  return step && { ...row, step }
}

interface Ended {
  due: DueStep
  status: 'done' | 'skipped'
  reason: string | null
}

function skip(due: DueStep, reason: string): Ended {
  return { due, status: 'skipped', reason }
}

/** Ends steps that say nothing, and a journey with its last. */
async function endSteps(tx: Tx, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  const rows = ended.map(({ due: { id }, status, reason }) => ({ id, status, reason }))
  await tx.run(sql`
    update touchpoints
    set status = ended.status, reason = ended.reason, updated_at = ${tx.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ended(id uuid, status text, reason text)
    where touchpoints.clinic_id = ${tx.clinicId} and touchpoints.id = ended.id and touchpoints.status in ('planned', 'due')`)
  await endJourneys(tx, [...new Set(ended.map(({ due }) => due.enrollmentId))])
}
