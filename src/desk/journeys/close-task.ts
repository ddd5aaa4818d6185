import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { taskClosed } from './events.ts'

/** Says that a task is done; `gone` where there is none, `done` where somebody was quicker. */
export async function closeTask(
  tx: Tx,
  actor: Actor,
  { taskId }: { taskId: string },
): Promise<'closed' | 'done' | 'gone'> {
  const task = await tx.one(sql<{ status: string; contact_id: string | null; appointment_id: string | null }>`
    select status, contact_id, appointment_id
    from staff_tasks
    where clinic_id = ${tx.clinicId} and id = ${taskId}
    for update`)
  if (!task) return 'gone'
  if (task.status === 'done') return 'done'
  const now = tx.clock.now()
  await tx.run(sql`
    update staff_tasks
    set status = 'done', done_by = ${actor.id}, done_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${taskId}`)
  await record(tx, taskClosed, {
    actor,
    contactId: task.contact_id,
    appointmentId: task.appointment_id,
    payload: { taskId },
  })
  return 'closed'
}
