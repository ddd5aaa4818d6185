import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ReceivedMessage } from '../conversations/conversation.ts'
import { receivedColumns } from '../conversations/find-conversations.ts'

/** More bubbles than this are not answered at once. */
const MOST = 20

/**
 * What the person wrote since anybody answered them, the assistant or one of the staff, here or in the vendor's own app; where
 * all is answered, what they wrote last. Oldest first; empty where they never wrote. That a person will answer, or that
 * messages have ended, is a notice and no answer.
 */
export async function findOpenMessages(tx: Tx, conversationId: string): Promise<ReceivedMessage[]> {
  const rows = await tx.many(sql<ReceivedMessage & { isOpen: boolean }>`
    select ${receivedColumns}, m.created_at > coalesce(greatest((
        select max(o.created_at)
        from messages o
        where o.clinic_id = ${tx.clinicId} and o.conversation_id = ${conversationId} and o.kind in ('reply', 'staff_message')
          and o.status not in ('failed', 'refused', 'withdrawn')
      ), (
        select max(s.created_at)
        from received_messages s
        where s.clinic_id = ${tx.clinicId} and s.conversation_id = ${conversationId} and s.author = 'staff'
      )), '-infinity') as "isOpen"
    from received_messages m
    where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${conversationId} and m.author = 'contact' and m.removed_at is null
    order by m.created_at desc, m.id desc
    limit ${MOST}`)
  const found = rows.toReversed()
  const open = found.filter(({ isOpen }) => isOpen)
  const messages = open.length > 0 ? open : found.slice(-1)
  return messages.map(({ isOpen: _, ...message }) => message)
}
