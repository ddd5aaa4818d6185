/**
 * SQL for people who were merged. Under row-level security PostgreSQL takes `coalesce` for something that could tell of hidden
 * rows, asks no index with it and reads the whole table (`contain_leaked_vars`; among 5,000 contacts 1 ms, not 0.03): so what is
 * looked up by is written with `case`.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './db.ts'

/** The id of what counts of a contact or patient profile: of one that was merged into another, that one's. */
export function rootOf(alias: string): RawBuilder<string> {
  return sql.raw(
    `case when ${alias}.merged_into_id is null then ${alias}.id else ${alias}.merged_into_id end`,
  )
}

/** An array of the contact that counts and of all that were merged into it, whichever of them `contactId` is. */
export function partsOf(tx: Pick<Tx, 'clinicId'>, contactId: string | null): RawBuilder<string[]> {
  return sql`array(
    select part.id
    from contacts known
    join contacts part on part.clinic_id = known.clinic_id and (part.id = ${rootOf('known')} or part.merged_into_id = ${rootOf('known')})
    where known.clinic_id = ${tx.clinicId} and known.id = ${contactId})`
}
