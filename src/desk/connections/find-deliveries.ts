import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Delivery } from './connection.ts'

const columns = sql`
  id, connection_id as "connectionId", status, trigger, reason, attempts, repeats,
  appointment_id as "appointmentId", received_at as "receivedAt", processed_at as "processedAt"`

/** The deliveries of a connection, the newest first. */
export function findDeliveries(
  tx: Tx,
  filter: { connectionId: string; limit: number; offset: number },
): Promise<Delivery[]> {
  return tx.many(sql<Delivery>`
    select ${columns}
    from inbound_deliveries
    where clinic_id = ${tx.clinicId} and connection_id = ${filter.connectionId}
    order by id desc
    limit ${filter.limit} offset ${filter.offset}`)
}

/** One delivery with what was sent, as text. */
export async function findDelivery(tx: Tx, id: string): Promise<(Delivery & { body: string }) | undefined> {
  const row = await tx.one(sql<Delivery & { rawBody: Buffer }>`
    select ${columns}, raw_body as "rawBody"
    from inbound_deliveries
    where clinic_id = ${tx.clinicId} and id = ${id}`)
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
