/** An attempt is a part of a transaction that may fail and leave nothing behind, while the rest goes on. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * Runs `work`; where it throws an error that `heal` has an answer for, everything that it wrote and recorded is undone and
 * that answer is returned. Other errors end the transaction as ever.
 */
export async function attempt<T>(
  tx: Tx,
  work: () => Promise<T>,
  heal: (error: unknown) => (() => Promise<T>) | undefined,
): Promise<T> {
  const recorded = tx.pending.length
  tx.send(sql`savepoint attempt`)
  try {
    const done = await work()
    tx.send(sql`release savepoint attempt`)
    return done
  } catch (error) {
    const healed = heal(error)
    if (!healed) throw error
    await tx.run(sql`rollback to savepoint attempt`)
    tx.pending.length = recorded
    return healed()
  }
}
