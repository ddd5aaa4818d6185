import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record, system } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { taskOpened } from './events.ts'

export interface OpenTask {
  contactId: string | null
  appointmentId: string | null
  /** The step that asks for it; the same step asks once. */
  touchpointId: string | null
  title: string
  detail: string | null
  isUrgent?: boolean
}

/** Asks staff to do something. Null where this step has asked already. */
export async function openTask(tx: Tx, input: OpenTask): Promise<string | null> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const opened = await tx.run(sql`
    insert into staff_tasks (clinic_id, id, contact_id, appointment_id, touchpoint_id, title, detail, is_urgent, created_at)
    values (${tx.clinicId}, ${id}, ${input.contactId}, ${input.appointmentId}, ${input.touchpointId}, ${input.title}, ${input.detail},
      ${input.isUrgent ?? false}, ${now})
    on conflict on constraint staff_tasks_once do nothing`)
  if (opened === 0) return null
  await record(tx, taskOpened, {
    actor: system,
    contactId: input.contactId,
    appointmentId: input.appointmentId,
    payload: { taskId: id, isUrgent: input.isUrgent ?? false },
  })
  return id
}
