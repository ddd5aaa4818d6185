import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ComposedText } from '../wording/compose-text.ts'

/** Why a message of a journey was sent: the step that speaks first, and what its text was written from. */
export interface MessageStep {
  messageId: string
  journeyId: string
  journey: string
  stepKey: string
  /** Null of a notice about the visit. */
  objective: string | null
  origin: ComposedText['origin']
  because: ComposedText['because']
}

/** By message; those that no journey sent are left out. */
export async function findMessageSteps(
  tx: Tx,
  messageIds: readonly string[],
): Promise<Map<string, MessageStep>> {
  if (messageIds.length === 0) return new Map()
  const rows = await tx.many(sql<MessageStep>`
    select distinct on (m.id) m.id as "messageId", j.id as "journeyId", j.name as journey, t.step_key as "stepKey", step.objective,
      text.origin, text.because
    from messages m
    join touchpoints t on t.clinic_id = m.clinic_id and t.message_id = m.id
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
    join composed_texts text on text.clinic_id = m.clinic_id and text.hash = m.text_hash
    left join lateral (
      select each ->> 'objective' as objective
      from jsonb_array_elements(v.definition -> 'steps') each
      where each ->> 'key' = t.step_key
    ) step on true
    where m.clinic_id = ${tx.clinicId} and m.id = any(${messageIds as string[]})
    order by m.id, t.outcome is not distinct from 'went_along', t.due_at, t.id`)
  return new Map(rows.map((row) => [row.messageId, row]))
}
