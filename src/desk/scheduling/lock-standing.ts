import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { BookingReference } from '../../providers/bookings/notice.ts'
import type { KnownAppointment, Standing } from './appointment.ts'
import { identifying } from './name-appointment.ts'

interface StandingRow {
  is_replaced_name: boolean
  merged_into_id: string | null
  superseded_at: Temporal.Instant | null
  id: string
  contact_id: string
  status: KnownAppointment['status']
  status_before_noshow: KnownAppointment['status'] | null
  start_at: Temporal.Instant
  end_at: Temporal.Instant
  sequence: number
  attendee_email: string | null
  vendor_changed_at: Temporal.Instant | null
  attendance_told_at: Temporal.Instant | null
}

/**
 * Reads what bears these names, and locks it together with its contact until the transaction ends. A message that
 * gives a uid is known by it alone, one that gives none by its id.
 */
export async function lockStanding(
  tx: Tx,
  vendor: string,
  references: BookingReference[],
  replaces: BookingReference[],
): Promise<Standing> {
  const names = [
    ...bestOf(references).map((reference) => ({ ...reference, replaced: false })),
    ...bestOf(replaces).map((reference) => ({ ...reference, replaced: true })),
  ]
  // One table first: a new booking bears no known name, and that is all. And what follows is held to these ids, since the
  // planner of a young database, which knows no table's size, would read the whole clinic: 50 ms at 600 appointments.
  const known = await tx.many(sql<{ appointment_id: string }>`
    select appointment_id
    from appointment_references
    where clinic_id = ${tx.clinicId} and vendor = ${vendor} and kind = any(${names.map((name) => name.kind)})
      and value = any(${names.map((name) => name.value)})`)
  if (known.length === 0) return { known: null, isOldName: false, replaced: null, isOldReplaced: false }
  const rows = await tx.many(sql<StandingRow>`
    select name.replaced as is_replaced_name, root.merged_into_id, r.superseded_at, a.id, root.id as contact_id, a.status,
      a.status_before_noshow, a.start_at, a.end_at, a.sequence, a.attendee_email, a.vendor_changed_at,
      a.attendance_told_at
    from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as name(kind text, value text, replaced boolean)
    join appointment_references r
      on r.clinic_id = ${tx.clinicId} and r.vendor = ${vendor} and r.kind = name.kind and r.value = name.value
    join appointments a on a.clinic_id = r.clinic_id and a.id = r.appointment_id
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    where a.clinic_id = ${tx.clinicId} and a.id = any(${known.map((row) => row.appointment_id)})
    order by root.id, a.id
    for update of root, a, r`)
  if (rows.some((row) => row.merged_into_id)) throw new LostRace('contact was merged')
  const own = rows.find((row) => !row.is_replaced_name)
  const old = rows.find((row) => row.is_replaced_name)
  return {
    known: own ? toKnown(own) : null,
    isOldName: own !== undefined && own.superseded_at !== null,
    replaced: old ? toKnown(old) : null,
    isOldReplaced: old !== undefined && old.superseded_at !== null,
  }
}

function bestOf(names: BookingReference[]): BookingReference[] {
  const uids = identifying(names)
  return uids.length > 0 ? uids : names.filter((name) => name.kind === 'id')
}

function toKnown(row: StandingRow): KnownAppointment {
  return {
    id: row.id,
    contactId: row.contact_id,
    status: row.status,
    statusBeforeNoShow: row.status_before_noshow,
    startAt: row.start_at,
    endAt: row.end_at,
    sequence: row.sequence,
    attendeeEmail: row.attendee_email,
    vendorChangedAt: row.vendor_changed_at,
    attendanceToldAt: row.attendance_told_at,
  }
}
