import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { KnownAppointment } from './appointment.ts'
import { OWN_SOURCE } from './write-booking.ts'

export interface LockedAppointment extends KnownAppointment {
  /** Made here; else it is moved and cancelled where it was made. */
  isOwn: boolean
  serviceId: string | null
  practitionerId: string | null
  seriesId: string | null
  /** As they were when it was booked. */
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
}

interface Row extends Omit<LockedAppointment, 'isOwn'> {
  source: string
  mergedIntoId: string | null
}

/** The appointment and its contact, locked until the transaction ends; none that turned out to be another one. */
export async function lockAppointment(tx: Tx, id: string): Promise<LockedAppointment | undefined> {
  const [appointment] = await lockAppointments(tx, [id])
  return appointment
}

/** By start. Locked in the order of contacts and ids, as by every other verb. */
export async function lockAppointments(tx: Tx, ids: readonly string[]): Promise<LockedAppointment[]> {
  const rows = await tx.many(sql<Row>`
    select a.id, root.id as "contactId", root.merged_into_id as "mergedIntoId", a.status,
      a.status_before_noshow as "statusBeforeNoShow", a.start_at as "startAt", a.end_at as "endAt", a.sequence,
      a.attendee_email as "attendeeEmail", a.vendor_changed_at as "vendorChangedAt", a.attendance_told_at as "attendanceToldAt",
      a.source, a.service_id as "serviceId", a.practitioner_id as "practitionerId", a.series_id as "seriesId",
      a.buffer_before_minutes as "bufferBeforeMinutes", a.buffer_after_minutes as "bufferAfterMinutes"
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    where a.clinic_id = ${tx.clinicId} and a.id = any(${ids}::uuid[]) and a.absorbed_into_id is null
    order by root.id, a.id
    for update of root, a`)
  if (rows.some((row) => row.mergedIntoId)) throw new LostRace('contact was merged')
  return rows
    .map(({ source, mergedIntoId: _, ...row }) => ({ ...row, isOwn: source === OWN_SOURCE }))
    .toSorted((a, b) => Temporal.Instant.compare(a.startAt, b.startAt))
}
