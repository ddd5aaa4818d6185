import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Delivery, DeliveryStatus } from './connection.ts'

const columns = sql`
  d.id, d.connection_id as "connectionId", d.status, d.trigger, d.reason, d.attempts, d.repeats,
  d.appointment_id as "appointmentId", a.attendee_name as "patientName", d.received_at as "receivedAt",
  d.processed_at as "processedAt"`

const deliveries = sql`
  inbound_deliveries d
  left join appointments a on a.clinic_id = d.clinic_id and a.id = d.appointment_id`

/** The deliveries of a connection, the newest first. */
export function findDeliveries(
  tx: Tx,
  filter: { connectionId: string; status?: DeliveryStatus; limit: number; offset: number },
): Promise<Delivery[]> {
  const wanted: RawBuilder<unknown>[] = [
    sql`d.clinic_id = ${tx.clinicId}`,
    sql`d.connection_id = ${filter.connectionId}`,
  ]
  if (filter.status) wanted.push(sql`d.status = ${filter.status}`)
  return tx.many(sql<Delivery>`
    select ${columns}
    from ${deliveries}
    where ${sql.join(wanted, sql` and `)}
    order by d.id desc
    limit ${filter.limit} offset ${filter.offset}`)
}

/** One delivery with what was sent, as text. */
export async function findDelivery(tx: Tx, id: string): Promise<(Delivery & { body: string }) | undefined> {
  const row = await tx.one(sql<Delivery & { rawBody: Buffer }>`
    select ${columns}, d.raw_body as "rawBody"
    from ${deliveries}
    where d.clinic_id = ${tx.clinicId} and d.id = ${id}`)
  if (!row) return undefined
  const { rawBody, ...delivery } = row
  return { ...delivery, body: rawBody.toString('utf8') }
}

/** How many deliveries were refused for a wrong signature in the last 30 days, by connection. */
export async function countRefusals(tx: Tx): Promise<Map<string, number>> {
  const since = tx.clock
    .now()
    .subtract({ hours: 30 * 24 })
    .toString()
    .slice(0, 10)
  const rows = await tx.many(sql<{ connection_id: string; count: number }>`
    select connection_id, sum(count) as count
    from refused_deliveries
    where clinic_id = ${tx.clinicId} and day >= ${since}
    group by connection_id`)
  return new Map(rows.map((row) => [row.connection_id, row.count]))
}
