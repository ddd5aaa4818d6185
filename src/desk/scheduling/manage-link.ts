/** A manage link lets whoever has it move or cancel one appointment, until some days after it. */
import type { Keyring } from '../../kit/crypto.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { readSignedIds, signIds } from '../../kit/signed-ids.ts'
import type { AppointmentStatus } from './appointment.ts'

/** People look up afterwards where they have been. */
const AFTERWARDS = { hours: 7 * 24 }

/**
 * The same for one appointment however often it is moved, so that every mail's link leads to it. Signed under the
 * clinic's name: at another clinic it is no link. When it ends is counted from the appointment as it stands.
 */
export function manageToken(keyring: Keyring, clinicId: ClinicId, appointmentId: string): string {
  return signIds(keyring, labelOf(clinicId), [appointmentId])
}

/** Where a patient moves or cancels an appointment, as messages give it to them. */
export type ManageLink = (visit: { clinicId: ClinicId; clinicSlug: string; appointmentId: string }) => string

export function manageLinks({ keyring, publicUrl }: { keyring: Keyring; publicUrl: string }): ManageLink {
  return ({ clinicId, clinicSlug, appointmentId }) =>
    `${publicUrl}/${clinicSlug}/manage/${manageToken(keyring, clinicId, appointmentId)}`
}

/** Whose link it is; undefined for one that was not made here, or was changed. */
export function readManageToken(keyring: Keyring, clinicId: ClinicId, token: string): string | undefined {
  return readSignedIds(keyring, labelOf(clinicId), token)[0]
}

export function hasEnded(appointment: { endAt: Temporal.Instant }, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, appointment.endAt.add(AFTERWARDS)) > 0
}

export type ChangeRefusal = 'not_live' | 'booked_elsewhere' | 'too_late'

/** Why a patient cannot move or cancel it by the link; null where they can. */
export function changeRefusalOf(
  appointment: { status: AppointmentStatus; startAt: Temporal.Instant; isOwn: boolean },
  service: { changeNoticeMinutes: number } | undefined,
  now: Temporal.Instant,
): ChangeRefusal | null {
  if (!appointment.isOwn || !service) return 'booked_elsewhere'
  if (appointment.status !== 'booked' && appointment.status !== 'pending') return 'not_live'
  const latest = appointment.startAt.subtract({ minutes: service.changeNoticeMinutes })
  return Temporal.Instant.compare(now, latest) >= 0 ? 'too_late' : null
}

function labelOf(clinicId: ClinicId): string {
  return `manage-link:${clinicId}`
}
