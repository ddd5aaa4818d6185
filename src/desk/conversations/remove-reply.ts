import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** Forgets a saved text; what was sent with it stays. False where there is none of this id. */
export async function removeReply(tx: Tx, id: string): Promise<boolean> {
  const removed = await tx.run(sql`
    delete from saved_replies
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  return removed > 0
}
