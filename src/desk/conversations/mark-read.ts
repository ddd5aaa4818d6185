import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** Somebody of the staff has seen it. No event: nothing follows from it, and every opening would fill the timeline. */
export async function markRead(tx: Tx, conversationId: string): Promise<boolean> {
  const found = await tx.run(sql`
    update conversations
    set unread = 0
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  return found > 0
}
