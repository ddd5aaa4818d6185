import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'

export interface AcceptDelivery {
  connectionId: string
  rawBody: Uint8Array
  contentType: string | null
  /** The vendor's own id of this delivery; without one the body's hash stands in. */
  vendorDeliveryId?: string
  /** Set when the door already knows that the body cannot be read: it is kept as failed. */
  unreadable?: string
}

/**
 * Keeps a delivery whose signature was right, once: the same again only counts a repeat, except that a delivery
 * which failed is put back in line. Bytes are kept as they came.
 */
export async function acceptDelivery(
  tx: Tx,
  input: AcceptDelivery,
): Promise<{ id: string; isRepeat: boolean }> {
  const now = tx.clock.now()
  const status = input.unreadable ? 'failed' : 'received'
  const row = await tx.one(sql<{ id: string; repeats: number }>`
    insert into inbound_deliveries (clinic_id, id, connection_id, dedupe_key, content_type, raw_body, status, reason, received_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${input.connectionId}, ${input.vendorDeliveryId ?? sha256Hex(input.rawBody)},
      ${input.contentType}, ${Buffer.from(input.rawBody)}, ${status}, ${input.unreadable ?? null}, ${now})
    on conflict on constraint inbound_deliveries_once do update
    set repeats = inbound_deliveries.repeats + 1,
      status = case when inbound_deliveries.status = 'failed' then excluded.status else inbound_deliveries.status end,
      attempts = case when inbound_deliveries.status = 'failed' then 0 else inbound_deliveries.attempts end,
      retry_at = null
    returning id, repeats`)
  if (!row) throw new Error('a kept delivery returned no row')
  return { id: row.id, isRepeat: row.repeats > 0 }
}

/** Counts a delivery whose signature was wrong. Nothing else of it is kept: anybody can send one. */
export async function countRefusedDelivery(
  tx: Tx,
  input: { connectionId: string; reason: string },
): Promise<void> {
  const day = tx.clock.now().toString().slice(0, 10)
  await tx.run(sql`
    insert into refused_deliveries (clinic_id, connection_id, day, reason)
    values (${tx.clinicId}, ${input.connectionId}, ${day}, ${input.reason})
    on conflict (clinic_id, connection_id, day, reason) do update set count = refused_deliveries.count + 1`)
}
