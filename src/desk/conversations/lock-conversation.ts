import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { Conversation } from './conversation.ts'
import { findConversation } from './find-conversations.ts'

/**
 * The conversation, with the lock on its contact, which booking, send, STOP and merge take too, and then on itself: of two
 * answers to one message the second finds it answered. Undefined where this clinic has none of this id.
 */
export async function lockConversation(tx: Tx, id: string): Promise<Conversation | undefined> {
  const owner = await tx.one(sql<{ root_id: string; merged_into_id: string | null }>`
    select root.id as root_id, root.merged_into_id
    from conversations c
    join contacts owner on owner.clinic_id = c.clinic_id and owner.id = c.contact_id
    join contacts root on root.clinic_id = owner.clinic_id and root.id = ${rootOf('owner')}
    where c.clinic_id = ${tx.clinicId} and c.id = ${id}
    for update of root`)
  if (!owner) return undefined
  if (owner.merged_into_id) throw new LostRace('contact was merged')
  await tx.run(sql`
    select
    from conversations
    where clinic_id = ${tx.clinicId} and id = ${id}
    for update`)
  return findConversation(tx, id)
}
