import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * Does the work in earnest and undoes it, rows and events: what would come of it is known, and nothing of it stays. What the
 * caller recorded before is kept, and so is what follows.
 */
export async function dryRun<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  const recorded = tx.pending.length
  await tx.run(sql`savepoint dry_run`)
  try {
    return await work()
  } finally {
    await tx.run(sql`rollback to savepoint dry_run`)
    tx.pending.length = recorded
  }
}
