import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { requestForm } from '../forms/request-form.ts'
import { queueMessages } from '../outreach/queue-message.ts'
import { advanceJourney } from './advance-journey.ts'
import type { Outside } from './compose-notice.ts'
import { composeStep, type Said } from './compose-step.ts'
import { isSpoken, type JourneyDefinition, type Step } from './definition.ts'
import { endJourneys } from './end-journeys.ts'
import { findCompanions, noticeFirst } from './find-companions.ts'
import { isTrue } from './judge-condition.ts'
import { openTask } from './open-task.ts'

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

/** Takes one step of a journey, as `takeSteps` does. */
export async function takeStep(tx: Tx, input: Outside & { touchpointId: string }): Promise<void> {
  await takeSteps(tx, { touchpointIds: [input.touchpointId], outside: input })
}

/**
 * Takes steps of journeys whose time has come, under the locks of all their contacts; returns how many there were to take. One
 * that was cancelled meanwhile does nothing, and a message that a later one of the same journey has caught up with (the
 * server was away) is skipped, so that the patient gets one message instead of two.
 */
export async function takeSteps(
  tx: Tx,
  { touchpointIds, outside }: { touchpointIds: readonly string[]; outside: Outside },
): Promise<number> {
  const due = await lockDue(tx, touchpointIds)
  await speak(
    tx,
    due.filter(({ step }) => isSpoken(step)),
    outside,
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
  return due.length
}

/** Queues the messages of these steps, which end as those do; what is not said ends here, with the reason. */
async function speak(tx: Tx, due: readonly DueStep[], outside: Outside): Promise<void> {
  if (due.length === 0) return
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
  const texts = await Promise.all(groups.map(({ steps }) => composeStep(tx, { steps, outside })))
  const skipped = due.filter(({ id }) => late.has(id)).map((one) => skip(one, 'later_step_is_due'))
  const said: Spoken[] = []
  for (const [place, { due: one, steps }] of groups.entries()) {
    const text = texts[place]
    if (!text || 'skip' in text) skipped.push(skip(one, text?.skip ?? 'nothing_to_say'))
    else if (!text.ids.includes(one.id)) skipped.push(skip(one, 'form_completed'))
    else said.push({ due: one, text, head: steps.find(({ id }) => id === text.ids[0]) ?? one })
  }
  await queue(tx, said)
  await endSteps(tx, skipped)
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

/** Those that a later step of the same journey has caught up with. */
async function findCaughtUp(tx: Tx, due: readonly DueStep[]): Promise<Set<string>> {
  const rows = await tx.many(sql<{ id: string }>`
    select due.id
    from touchpoints due
    where due.clinic_id = ${tx.clinicId} and due.id = any(${due.map(({ id }) => id)}) and exists (
      select
      from touchpoints t
      where t.clinic_id = due.clinic_id and t.enrollment_id = due.enrollment_id and t.status in ('planned', 'due', 'sent')
        and t.kind in ('notice', 'message', 'form') and t.due_at > due.due_at and t.due_at <= ${tx.clock.now()}
      offset 0)`)
  return new Set(rows.map(({ id }) => id))
}

/** Takes the locks, contacts first; in the order in which they became due. Left out is what is over. */
async function lockDue(tx: Tx, touchpointIds: readonly string[]): Promise<DueStep[]> {
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
      Omit<DueStep, 'step' | 'contactId'> & { step_key: string; status: string; message_id: string | null }
    >`
      ${selectDue}
      where t.clinic_id = ${tx.clinicId} and t.id = any(${touchpointIds as string[]})
      order by t.due_at, t.id
      for update of t`,
  )
  return rows
    .filter(({ status, message_id }) => (status === 'planned' || status === 'due') && message_id === null)
    .flatMap(({ status: _, message_id: __, ...row }) => {
      return toDueStep({ ...row, contactId: roots.get(row.id) ?? '' }) ?? []
    })
}

export const selectDue = sql`
  select t.id, t.enrollment_id as "enrollmentId", j.id as "journeyId", j.key as "journeyKey", v.version, v.definition, t.step_key,
    t.appointment_id as "appointmentId", t.appointment_sequence as "appointmentSequence", t.due_at as "dueAt", e.enrolled_at as "enrolledAt", t.status, t.message_id
  from touchpoints t
  join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
  join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
  join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version`

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
