import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'

export interface AcceptDelivery {
  connectionId: string
  rawBody: Uint8Array
  contentType: string | null
  /** As it was called, query included, where the vendor says something in it. */
  url?: string | null
  /** The vendor's own id of this delivery; without one the body's hash stands in. */
  dedupeKey?: string
  /** Set when the door already knows that the body cannot be read: it is kept as failed. */
  unreadable?: string
}

export interface Accepted {
  id: string
  isRepeat: boolean
}

/**
 * Keeps deliveries whose signature was right, each once: the same again counts as a repeat. One that failed is put back
 * in line, and so is one whose repeat may be news. Bytes are kept as they came. No two of them may be the same.
 */
export async function acceptDeliveries(tx: Tx, inputs: readonly AcceptDelivery[]): Promise<Accepted[]> {
  const now = tx.clock.now()
  const keys = inputs.map(dedupeKeyOf)
  const rows = await tx.many(sql<{ id: string; repeats: number; connection_id: string; dedupe_key: string }>`
    insert into inbound_deliveries (clinic_id, id, connection_id, dedupe_key, content_type, raw_body, url, status, reason, received_at)
    select ${tx.clinicId}::uuid, id, connection_id, dedupe_key, content_type, raw_body, url, status, reason, ${now}::timestamptz
    from unnest(${inputs.map(() => uuidv7(now))}::uuid[], ${inputs.map((one) => one.connectionId)}::uuid[], ${keys}::text[],
      ${inputs.map((one) => one.contentType)}::text[], ${inputs.map(bytesOf)}::bytea[], ${inputs.map((one) => one.url ?? null)}::text[],
      ${inputs.map((one) => (one.unreadable ? 'failed' : 'received'))}::text[], ${inputs.map((one) => one.unreadable ?? null)}::text[])
      as d(id, connection_id, dedupe_key, content_type, raw_body, url, status, reason)
    on conflict on constraint inbound_deliveries_once do update
    set repeats = inbound_deliveries.repeats + 1, repeated_at = excluded.received_at,
      status = case when ${isTakenAgain} then excluded.status else inbound_deliveries.status end,
      attempts = case when ${isTakenAgain} then 0 else inbound_deliveries.attempts end,
      retry_at = null
    returning id, repeats, connection_id, dedupe_key`)
  return inputs.map((input, index) => {
    const row = rows.find((one) => one.dedupe_key === keys[index] && one.connection_id === input.connectionId)
    if (!row) throw new Error('a kept delivery returned no row')
    return { id: row.id, isRepeat: row.repeats > 0 }
  })
}

const isTakenAgain = sql`(inbound_deliveries.status = 'failed'
  or inbound_deliveries.status = 'done' and inbound_deliveries.is_news_when_repeated)`

/** The vendor's own id of the delivery, else what makes two bodies the same. */
export function dedupeKeyOf(input: AcceptDelivery): string {
  return input.dedupeKey ?? sha256Hex(input.rawBody)
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

function bytesOf({ rawBody }: AcceptDelivery): Buffer {
  return Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength)
}
