import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { isUuid } from '../../kit/ids.ts'

/** What whoever holds a place shows. */
export interface HoldKey {
  id: string
  token: string
}

export interface PageHold {
  id: string
  serviceId: string
  practitionerId: string | null
  startAt: Temporal.Instant
  durationMinutes: number
  expiresAt: Temporal.Instant
}

/** The place that is kept for this form; undefined once that is over. */
export async function findPageHold(tx: Tx, { id, token }: HoldKey): Promise<PageHold | undefined> {
  if (!isUuid(id)) return undefined
  return tx.one(sql<PageHold>`
    select id, service_id as "serviceId", practitioner_id as "practitionerId", start_at as "startAt",
      (extract(epoch from end_at - start_at) / 60)::int as "durationMinutes", expires_at as "expiresAt"
    from holds
    where clinic_id = ${tx.clinicId} and id = ${id} and token_hash = ${sha256Hex(token)} and purpose = 'page'
      and expires_at > ${tx.clock.now()}`)
}
