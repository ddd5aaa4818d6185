import type { Tx } from '../../kit/db.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { lockChangeable } from './lock-changeable.ts'
import type { ChangeRefusal } from './manage-link.ts'

/** Cancels a patient's appointment by its link, within the service's notice. A second time changes nothing. */
export async function cancelOnline(
  tx: Tx,
  { appointmentId, reason }: { appointmentId: string; reason: string | null },
): Promise<{ ok: true } | { ok: false; reason: ChangeRefusal }> {
  const found = await lockChangeable(tx, appointmentId)
  if (!found.ok) return found.isCancelled ? { ok: true } : { ok: false, reason: found.reason }
  const { appointment } = found
  const actor = { kind: 'contact', id: appointment.contactId } as const
  await cancelAppointment(tx, actor, { appointment, cause: 'cancelled', reason, vendorChangedAt: null })
  return { ok: true }
}
