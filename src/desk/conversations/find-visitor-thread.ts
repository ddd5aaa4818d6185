import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ConversationStatus } from './conversation.ts'

/** A conversation as the person who writes in it may know it. */
export interface VisitorConversation {
  id: string
  status: ConversationStatus
  /** The assistant is about to answer. */
  isTyping: boolean
  /** Staff have looked at everything the person wrote. */
  isSeen: boolean
  /** The last thing that the person wrote ended the messages. */
  isStopped: boolean
  language: string | null
  /** Under these the conversation's events are recorded: its first contact, and the one it was merged into. */
  contactIds: string[]
}

/** The conversation of one address on one account; undefined until the person has written. */
export function findVisitorConversation(
  tx: Tx,
  { connectionId, address }: { connectionId: string; address: string },
): Promise<VisitorConversation | undefined> {
  return tx.one(sql<VisitorConversation>`
    select c.id, c.status, c.answer_due_at is not null and c.status = 'assistant' as "isTyping", c.unread = 0 as "isSeen", c.language,
      exists (
        select
        from messages m
        where m.clinic_id = c.clinic_id and m.conversation_id = c.id and m.kind = 'opt_out_ack' and m.choices = '[]'::jsonb
          and m.created_at > c.last_inbound_at
      ) as "isStopped",
      array_remove(array[owner.id, owner.merged_into_id], null) as "contactIds"
    from conversations c
    join contacts owner on owner.clinic_id = c.clinic_id and owner.id = c.contact_id
    where c.clinic_id = ${tx.clinicId} and c.connection_id = ${connectionId} and c.address = ${address}`)
}

/** A line as the person may see it. */
export interface VisitorLine {
  id: string
  author: 'contact' | 'assistant' | 'system' | 'user' | 'staff'
  authorId: string | null
  /** The id that the person's own program gave it; null for what the clinic wrote. */
  key: string | null
  body: string
  choices: { id: string; title: string }[]
  at: Temporal.Instant
}

/**
 * The latest lines, oldest first, as far as they are the person's own or were really sent to them: never a note, and nothing
 * that the arbiter refuses or holds. `after` is a line's id.
 */
export async function findVisitorThread(
  tx: Tx,
  query: { conversationId: string; after?: string | null; limit: number },
): Promise<VisitorLine[]> {
  const { conversationId, after = null, limit } = query
  const lines = await tx.many(sql<VisitorLine>`
    select *
    from (
      select id, author, null::text as "authorId", case when author = 'contact' then vendor_message_id end as key, body,
        '[]'::jsonb as choices, created_at as at
      from received_messages
      where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId} and author in ('contact', 'staff')
        and removed_at is null and (${after}::uuid is null or id > ${after})
      union all
      select id, author_kind, author_id, null, body, choices, created_at
      from messages
      where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId} and status = 'sent'
        and (${after}::uuid is null or id > ${after})
    ) line
    order by id desc
    limit ${limit}`)
  return lines.toReversed()
}
