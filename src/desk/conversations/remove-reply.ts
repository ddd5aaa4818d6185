import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { replyRemoved } from './events.ts'

/** Forgets a saved text; what was sent with it stays. False where there is none of this id. */
export async function removeReply(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const removed = await tx.run(sql`
    delete from saved_replies
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  if (removed === 0) return false
  await record(tx, replyRemoved, { actor, payload: { replyId: id } })
  return true
}
