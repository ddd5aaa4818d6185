import { sql } from 'kysely'
import { type Keyring, SealBroken } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'

/** Where sealed values lie: a column of a clinic's table whose key is `clinic_id, id`. */
export interface SealedColumn {
  table: string
  column: string
  /** What its values are sealed with, as the verb that seals them says it. */
  context: (clinicId: string, id: string) => string
}

export interface RotatedBatch {
  /** Now under the current secret. */
  rewrapped: number
  /** Were already. */
  current: number
  /** Open with no secret that is configured; left as they are. */
  lost: string[]
  /** Where the next batch begins; null after the last one. */
  next: string | null
}

/**
 * Puts a batch of one clinic's sealed values under the current secret. A value that somebody changes meanwhile is
 * left to them: it is under the current secret already. Runs any number of times, from any place.
 */
export async function rotateSecrets(
  tx: Tx,
  keyring: Keyring,
  batch: { sealed: SealedColumn; after: string | null; limit: number },
): Promise<RotatedBatch> {
  const { sealed, limit } = batch
  const table = sql.table(sealed.table)
  const column = sql.ref(sealed.column)
  const rows = await tx.many(sql<{ id: string; value: string }>`
    select id, ${column} as value
    from ${table}
    where clinic_id = ${tx.clinicId} and ${column} is not null and (${batch.after}::uuid is null or id > ${batch.after}::uuid)
    order by id
    limit ${limit}`)
  const done: RotatedBatch = { rewrapped: 0, current: 0, lost: [], next: null }
  for (const { id, value } of rows) {
    const rewrapped = rewrap(keyring, value, sealed.context(tx.clinicId, id))
    if (rewrapped === 'lost') {
      done.lost.push(id)
    } else if (rewrapped === null) {
      done.current += 1
    } else {
      done.rewrapped += await tx.run(sql`
        update ${table}
        set ${column} = ${rewrapped}
        where clinic_id = ${tx.clinicId} and id = ${id} and ${column} = ${value}`)
    }
  }
  if (rows.length === limit) done.next = rows.at(-1)?.id ?? null
  return done
}

function rewrap(keyring: Keyring, value: string, context: string): string | null | 'lost' {
  try {
    return keyring.rewrap(value, context)
  } catch (error) {
    if (error instanceof SealBroken) return 'lost'
    throw error
  }
}
