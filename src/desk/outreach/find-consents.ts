import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Consent } from './arbiter.ts'

/** What a person agreed to or withdrew, and whoever was merged into them; oldest first, as the arbiter wants it. */
export function findConsents(tx: Tx, rootId: string): Promise<Consent[]> {
  return tx.many(sql<Consent>`
    select purpose, channel, state, created_at as at
    from consents
    where clinic_id = ${tx.clinicId} and contact_id in (select id from contacts where clinic_id = ${tx.clinicId} and (id = ${rootId} or merged_into_id = ${rootId}))
    order by id`)
}
