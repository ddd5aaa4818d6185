import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ChatChannel } from '../conversations/conversation.ts'

/** A message that shows what was learned of its writer. */
export interface Receipt {
  id: string
  conversationId: string
  channel: ChatChannel
  body: string
}

/** By id; those that the person took back are not among them. */
export async function findReceipts(
  tx: Tx,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, Receipt>> {
  const rows = await tx.many(sql<Receipt>`
    select r.id, r.conversation_id as "conversationId", c.channel, r.body
    from received_messages r
    join conversations c on c.clinic_id = r.clinic_id and c.id = r.conversation_id
    where r.clinic_id = ${tx.clinicId} and r.id = any(${[...messageIds]}::uuid[]) and r.removed_at is null`)
  return new Map(rows.map((row) => [row.id, row]))
}
