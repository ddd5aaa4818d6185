/** Waits and branches: what comes after them is planned when they are over. */

import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler, HappenedEvent } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { partsOf } from '../../kit/merged.ts'
import { endJourneys } from './end-journeys.ts'
import { findSubjects } from './find-subjects.ts'
import { type Planned, plan, stepsAfter } from './journey.ts'
import { type DueStep, selectDue, toDueStep } from './take-step.ts'

/** Ends a wait or branch and plans what it leads to; `goTo` null: the step behind it, `end`: none. */
export async function advanceJourney(
  tx: Tx,
  due: Omit<DueStep, 'contactId'> & { contactId: string },
  { outcome, goTo }: { outcome: string; goTo: string | null },
): Promise<void> {
  const now = tx.clock.now()
  const ended = await tx.run(sql`
    update touchpoints
    set status = 'done', outcome = ${outcome}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${due.id} and status in ('planned', 'due')`)
  if (ended === 0) return
  const [subject] = await findSubjects(tx, [due])
  const { definition } = due
  const next = stepsAfter(definition, due.step, goTo)
  const visit = subject?.visit
  const visitAt = definition.anchor === 'appointment.end' ? visit?.endAt : visit?.startAt
  const planned = subject
    ? plan(
        { ...definition, steps: next },
        {
          anchorAt: definition.anchor === 'enrolled' ? due.enrolledAt : (visitAt ?? due.enrolledAt),
          previousAt: now,
          timeZone: subject.timeZone,
          now,
          isQuieted: subject.hasPhone,
          usualMinute: subject.usualMinute,
        },
      )
    : []
  await addSteps(tx, due, planned)
  await endJourneys(tx, [due.enrollmentId])
}

async function addSteps(tx: Tx, due: DueStep, planned: readonly Planned[]): Promise<void> {
  if (planned.length === 0) return
  const now = tx.clock.now()
  const rows = planned.map(({ step, dueAt, skip }) => ({
    id: uuidv7(now),
    step_key: step.key,
    kind: step.do,
    waits_for: step.do === 'wait' ? step.until : null,
    due_at: dueAt.toString(),
    status: skip ? 'skipped' : 'planned',
    reason: skip,
  }))
  await tx.run(sql`
    insert into touchpoints (clinic_id, id, enrollment_id, step_key, kind, waits_for, contact_id, appointment_id, appointment_sequence, due_at, status,
      reason, created_at, updated_at)
    select ${tx.clinicId}, t.id, ${due.enrollmentId}, t.step_key, t.kind, t.waits_for, ${due.contactId}, ${due.appointmentId},
      ${due.appointmentSequence}::integer, t.due_at, t.status, t.reason, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(id uuid, step_key text, kind text, waits_for text, due_at timestamptz, status text, reason text)`)
}

/** With an event that somebody's journey waits for. What they write before the question has gone out answers nothing. */
export const advanceWaitingJourneys: Handler = {
  name: 'advanceWaitingJourneys',
  async run(tx, event: HappenedEvent) {
    if (!event.contactId) return
    const waiting = await tx.many(
      sql<Omit<DueStep, 'step'> & { step_key: string }>`
        ${selectDue}
        where t.clinic_id = ${tx.clinicId} and t.contact_id = any(${partsOf(tx, event.contactId)}) and t.waits_for = ${event.type}
          and t.status = 'planned' and e.status = 'live'
          and (t.waits_for <> 'message.received' or not exists (
            select
            from touchpoints asked
            where asked.clinic_id = t.clinic_id and asked.enrollment_id = t.enrollment_id and asked.kind in ('notice', 'message', 'form')
              and asked.status in ('planned', 'due') and asked.due_at <= t.due_at))
        for update of t`,
    )
    for (const row of waiting) {
      const due = toDueStep({ ...row, contactId: event.contactId })
      if (due) await advanceJourney(tx, due, { outcome: 'happened', goTo: null })
    }
  },
}
