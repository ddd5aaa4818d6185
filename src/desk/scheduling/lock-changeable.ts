import type { Tx } from '../../kit/db.ts'
import { findService } from '../services/find-services.ts'
import type { Service } from '../services/service.ts'
import { type LockedAppointment, lockAppointment } from './lock-appointment.ts'
import { type ChangeRefusal, changeRefusalOf } from './manage-link.ts'

/** The appointment, locked, where its patient may change it at this moment; else why not. */
export async function lockChangeable(
  tx: Tx,
  appointmentId: string,
): Promise<
  | { ok: true; appointment: LockedAppointment; service: Service }
  | { ok: false; reason: ChangeRefusal; isCancelled: boolean }
> {
  const appointment = await lockAppointment(tx, appointmentId)
  if (!appointment) return { ok: false, reason: 'booked_elsewhere', isCancelled: false }
  const service = appointment.serviceId ? await findService(tx, appointment.serviceId) : undefined
  const reason = changeRefusalOf(appointment, service, tx.clock.now())
  if (!reason && service) return { ok: true, appointment, service }
  return { ok: false, reason: reason ?? 'booked_elsewhere', isCancelled: appointment.status === 'cancelled' }
}
