import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { PreferenceKind } from './preference.ts'

/** A preference that a text was written from, as it is known now. */
export interface UsedMemory {
  id: string
  kind: PreferenceKind
  value: string
}

/** By id; those that were erased are forgotten. */
export async function findMemories(tx: Tx, ids: readonly string[]): Promise<Map<string, UsedMemory>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx.many(sql<UsedMemory>`
    select id, kind, coalesce(corrected_value, value) as value
    from preferences
    where clinic_id = ${tx.clinicId} and id = any(${wanted}) and not is_erased`)
  return new Map(rows.map((row) => [row.id, row]))
}
