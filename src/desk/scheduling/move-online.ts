import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { findFreeTime } from './find-availability.ts'
import { lockChangeable } from './lock-changeable.ts'
import type { ChangeRefusal } from './manage-link.ts'
import { minutesBetween, SlotTaken } from './place.ts'
import { moveOwn } from './reschedule-appointment.ts'

export interface MoveOnline {
  clinic: Clinic
  appointmentId: string
  startAt: Temporal.Instant
  /** Whom the page has shown for that time, and nobody else; null or not given: their own where free, else whoever is. */
  practitionerId?: string | null
}

/**
 * Moves a patient's appointment by its link, within the service's notice and to what the page offers; with the same
 * practitioner where that is possible. Where the clinic confirms each request, another time is a request again. Throws
 * `SlotTaken` where the time is offered no more.
 */
export async function moveOnline(
  tx: Tx,
  { clinic, appointmentId, startAt, practitionerId = null }: MoveOnline,
): Promise<{ ok: true } | { ok: false; reason: ChangeRefusal }> {
  const found = await lockChangeable(tx, appointmentId)
  if (!found.ok) return { ok: false, reason: found.reason }
  const { appointment, service } = found
  // The same form sent twice.
  if (appointment.startAt.equals(startAt)) return { ok: true }
  const durationMinutes = minutesBetween(appointment.startAt, appointment.endAt)
  const asked = { service, startAt, durationMinutes, practitionerId, exceptId: appointmentId }
  const free = await findFreeTime(tx, clinic, asked)
  if (!free) {
    const practitionerIds = practitionerId ? [practitionerId] : null
    const wanted = { serviceId: service.id, durationMinutes, practitionerIds, startAts: [startAt] }
    throw new SlotTaken('slot_taken', wanted)
  }
  const isSameFree = free.practitionerIds.some((id) => id === appointment.practitionerId)
  const actor = { kind: 'contact', id: appointment.contactId } as const
  const moved = await moveOwn(tx, actor, {
    appointment,
    startAt,
    ...(isSameFree ? {} : { practitionerId: free.practitionerIds[0] }),
    ...(service.requiresConfirmation ? { status: 'pending' } : {}),
  })
  return moved.ok ? { ok: true } : { ok: false, reason: 'booked_elsewhere' }
}
