import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, system } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import type { Purpose } from '../outreach/message.ts'
import type { Outside } from './compose-notice.ts'
import type { Step } from './journey.ts'
import { notifyPatient } from './notify-patient.ts'

interface DueRow {
  enrollment_id: string
  step_key: string
  appointment_id: string | null
  due_at: Temporal.Instant
  status: string
  message_id: string | null
  purpose: Purpose
  steps: Step[]
  root_id: string
}

/**
 * Takes one step of a journey: queues its message. A step that was cancelled meanwhile does nothing, and one that a
 * later step of the same journey has caught up with (the server was away) is skipped, so that the patient gets one
 * message instead of two.
 */
export async function takeStep(tx: Tx, input: Outside & { touchpointId: string }): Promise<void> {
  const due = await lockDue(tx, input.touchpointId)
  // With a message it ends as that does.
  if (due?.status !== 'due' || due.message_id) return
  const outcome = await messageFor(tx, { ...input, due })
  if ('messageId' in outcome) {
    await tx.run(sql`
      update touchpoints
      set message_id = coalesce(${outcome.messageId}::uuid, message_id), updated_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and id = ${input.touchpointId}`)
    return
  }
  await endTouchpoint(tx, { id: input.touchpointId, status: 'skipped', reason: outcome.skip })
}

async function messageFor(
  tx: Tx,
  input: Outside & { touchpointId: string; due: DueRow },
): Promise<{ messageId: string | null } | { skip: string }> {
  const { due } = input
  const step = due.steps.find((candidate) => candidate.key === due.step_key)
  if (!step || !due.appointment_id) return { skip: 'nothing_to_say' }
  const later = await tx.one(sql`
    select 1
    from touchpoints
    where clinic_id = ${tx.clinicId} and enrollment_id = ${due.enrollment_id} and status in ('planned', 'due')
      and due_at > ${due.due_at} and due_at <= ${tx.clock.now()}`)
  if (later) return { skip: 'later_step_is_due' }
  const notified = await notifyPatient(tx, system, {
    appointmentId: due.appointment_id,
    kind: step.template,
    purpose: due.purpose,
    carried: input.carried,
    manageLink: input.manageLink,
    dedupeKey: `touchpoint:${input.touchpointId}`,
  })
  return notified.ok ? { messageId: notified.messageId } : { skip: notified.reason }
}

async function lockDue(tx: Tx, touchpointId: string): Promise<DueRow | undefined> {
  const owner = await tx.one(sql<{ root_id: string }>`
    select coalesce(c.merged_into_id, c.id) as root_id
    from touchpoints t
    join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
    where t.clinic_id = ${tx.clinicId} and t.id = ${touchpointId}`)
  if (!owner) return undefined
  await lockContacts(tx, [owner.root_id])
  return tx.one(sql<DueRow>`
    select t.enrollment_id, t.step_key, t.appointment_id, t.due_at, t.status, t.message_id, j.purpose, v.steps, ${owner.root_id}::uuid as root_id
    from touchpoints t
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
    where t.clinic_id = ${tx.clinicId} and t.id = ${touchpointId}
    for update of t`)
}

async function endTouchpoint(
  tx: Tx,
  input: { id: string; status: 'sent' | 'skipped' | 'failed'; reason: string | null },
): Promise<void> {
  const row = await tx.one(sql<{ enrollment_id: string }>`
    update touchpoints
    set status = ${input.status}, reason = ${input.reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${input.id} and status = 'due'
    returning enrollment_id`)
  if (!row) return
  await tx.run(sql`
    update enrollments
    set status = 'done', end_reason = 'steps_taken', ended_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${row.enrollment_id} and status = 'live'
      and not exists (
        select
        from touchpoints
        where clinic_id = ${tx.clinicId} and enrollment_id = ${row.enrollment_id} and status in ('planned', 'due'))`)
}

const OUTCOMES: Record<string, 'sent' | 'skipped' | 'failed'> = {
  'message.sent': 'sent',
  'message.refused': 'skipped',
  'message.withdrawn': 'skipped',
  'message.failed': 'failed',
}

/** With the end of a step's message: the step ends the same way, with the arbiter's or the vendor's reason. */
export const endStepWithItsMessage: Handler = {
  name: 'endStepWithItsMessage',
  async run(tx, event: HappenedEvent<{ messageId: string; kind: string; reason?: string }>) {
    const status = OUTCOMES[event.type]
    // The steps of journeys are the only reminders; other messages need no look-up.
    if (!status || event.payload.kind !== 'reminder') return
    const touchpoint = await tx.one(sql<{ id: string }>`
      select id
      from touchpoints
      where clinic_id = ${tx.clinicId} and message_id = ${event.payload.messageId}`)
    if (touchpoint)
      await endTouchpoint(tx, { id: touchpoint.id, status, reason: event.payload.reason ?? null })
  },
}
