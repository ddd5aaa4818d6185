import { type RawBuilder, sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import type { BookingReference } from '../../providers/bookings/notice.ts'

export interface NameAppointment {
  appointmentId: string
  vendor: string
  /** Names that hold now. */
  references: BookingReference[]
  /** Names that have been replaced; they stay searchable. */
  superseded: BookingReference[]
}

/**
 * Keeps the vendor's names of an appointment. A name belongs to one appointment: one that somebody else took in this
 * moment is a lost race. Deliveries that wait for one of the names are put back in line.
 */
export async function nameAppointment(tx: Tx, input: NameAppointment): Promise<void> {
  const now = tx.clock.now()
  const current = new Set(input.references.map(nameOf))
  const rows = [
    ...input.references.map((reference) => ({ ...reference, old: false })),
    ...input.superseded
      .filter((reference) => !current.has(nameOf(reference)))
      .map((r) => ({ ...r, old: true })),
  ]
  if (rows.length === 0) return
  const named = await tx.many(sql<{ kind: string; value: string; appointment_id: string }>`
    insert into appointment_references (clinic_id, vendor, kind, value, appointment_id, superseded_at, created_at)
    select distinct on (kind, value) ${tx.clinicId}::uuid, ${input.vendor}, kind, value, ${input.appointmentId}::uuid,
      case when old then ${now}::timestamptz end, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as name(kind text, value text, old boolean)
    cross join lateral (select ${lockOfName(tx, sql.ref('name.value'))}) locked
    on conflict (clinic_id, vendor, kind, value) do update
    set superseded_at = coalesce(appointment_references.superseded_at, excluded.superseded_at)
    returning kind, value, appointment_id`)
  // A calendar's uid may stand for a whole series: the first appointment keeps it.
  const isTaken = named.some((row) => row.kind !== 'ical_uid' && row.appointment_id !== input.appointmentId)
  if (isTaken) throw new LostRace('name was taken')
  await tx.run(sql`
    update inbound_deliveries
    set status = 'received', waits_for = null, retry_at = null
    where clinic_id = ${tx.clinicId} and status = 'waiting' and waits_for = any(${named.map((row) => row.value)})`)
}

/**
 * Keeps a delivery that waits for a name and the booking that brings it apart: either the one sees the other's rows,
 * or the other sees the one's. Ends with the transaction.
 */
export function lockOfName(tx: Tx, name: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock(hashtextextended(${tx.clinicId}::text || ${name}, 0))`
}

function nameOf(reference: BookingReference): string {
  return `${reference.kind} ${reference.value}`
}
