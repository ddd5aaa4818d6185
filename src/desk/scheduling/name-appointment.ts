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
  const current = new Set(input.references.map(nameOf))
  const rows = [
    ...input.references.map((reference) => ({ ...reference, old: false })),
    ...input.superseded
      .filter((reference) => !current.has(nameOf(reference)))
      .map((reference) => ({ ...reference, old: true })),
  ]
  if (rows.length === 0) return
  const uids = identifying(rows)
  const named = await tx.many(sql<{ value: string; appointment_id: string }>`
    ${insertNames(tx, input, uids)}
    on conflict (clinic_id, vendor, value) where kind = 'uid' do update
    set superseded_at = coalesce(appointment_references.superseded_at, excluded.superseded_at)
    returning value, appointment_id`)
  if (named.some((row) => row.appointment_id !== input.appointmentId)) throw new LostRace('name was taken')
  const others = rows.filter((row) => !uids.includes(row))
  if (others.length > 0) {
    await tx.run(sql`
      ${insertNames(tx, input, others)}
      on conflict (clinic_id, vendor, kind, value, appointment_id) do update
      set superseded_at = coalesce(appointment_references.superseded_at, excluded.superseded_at)`)
  }
  await tx.run(sql`
    update inbound_deliveries
    set status = 'received', waits_for = null, retry_at = null
    where clinic_id = ${tx.clinicId} and status = 'waiting' and waits_for = any(${rows.map((row) => row.value)})`)
}

/**
 * The names that say which booking is meant: its uids. Only a vendor's message without any is told by its id. A
 * number repeats between two systems of one vendor; the calendar's uid outlives a reschedule, and a series may share one.
 */
export function identifying<Name extends BookingReference>(names: Name[]): Name[] {
  return names.filter((name) => name.kind === 'uid')
}

function insertNames(
  tx: Tx,
  input: NameAppointment,
  rows: (BookingReference & { old: boolean })[],
): RawBuilder<unknown> {
  const now = tx.clock.now()
  return sql`
    insert into appointment_references (clinic_id, vendor, kind, value, appointment_id, superseded_at, created_at)
    select distinct on (kind, value) ${tx.clinicId}::uuid, ${input.vendor}, kind, value, ${input.appointmentId}::uuid,
      case when old then ${now}::timestamptz end, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as name(kind text, value text, old boolean)
    cross join lateral (select ${lockOfName(tx, sql.ref('name.value'))}) locked`
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
