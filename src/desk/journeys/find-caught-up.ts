import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { DueStep } from './take-step.ts'

/** Those that a later step of the same journey has caught up with. */
export async function findCaughtUp(tx: Tx, due: readonly DueStep[]): Promise<Set<string>> {
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
