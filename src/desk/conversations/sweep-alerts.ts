/** Tells the next in line where a conversation waits for a person and nobody takes it. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { mintClinicId } from '../../kit/ids.ts'
import { alertStaff } from './alert-staff.ts'

const BATCH = 200

/** Returns how many were told. Several nodes sweep at once: each alert is one of theirs. */
export async function sweepAlerts(desk: Desk): Promise<number> {
  const { database } = desk
  const due = await database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string }>`
      select clinic_id, id
      from conversations
      where alert_due_at <= ${tx.clock.now()}
      order by alert_due_at
      limit ${BATCH}`),
  )
  for (const { clinic_id, id } of due) {
    try {
      await database.inClinic(mintClinicId(clinic_id), (tx) => alertStaff(tx, id))
    } catch (error) {
      desk.log.error('conversation.not_alerted', { clinicId: clinic_id, conversationId: id }, error)
    }
  }
  return due.length
}
