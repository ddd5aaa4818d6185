import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { ChatChannel, Conversation, ConversationStatus, ReceivedMessage } from './conversation.ts'

/** The columns of a conversation `c`, its contact read through the root. */
export const conversationColumns = sql`
  c.id, coalesce(owner.merged_into_id, owner.id) as "contactId", c.connection_id as "connectionId", c.channel, c.address,
  c.thread_id as "threadId", c.status, c.assignee_id as "assigneeId", c.waiting_since as "waitingSince",
  c.waiting_reason as "waitingReason", c.language, c.memory, c.is_introduced as "isIntroduced",
  c.answer_due_at as "answerDueAt", c.answered_up_to as "answeredUpTo", c.last_message_at as "lastMessageAt",
  c.last_inbound_at as "lastInboundAt", c.last_text as "lastText", c.unread, c.created_at as "createdAt"`

export function findConversation(tx: Tx, id: string): Promise<Conversation | undefined> {
  return tx.one(sql<Conversation>`
    select ${conversationColumns}
    from conversations c
    join contacts owner on owner.clinic_id = c.clinic_id and owner.id = c.contact_id
    where c.clinic_id = ${tx.clinicId} and c.id = ${id}`)
}

export interface ListedConversation extends Conversation {
  contactName: string
  /** A visit that is to come, if there is one. */
  nextVisitAt: Temporal.Instant | null
  /** What the person wrote last. */
  lastHeard: string | null
}

export interface ConversationFilter {
  status?: ConversationStatus
  /** Those of this user. */
  assigneeId?: string
  isUnread?: boolean
  channel?: ChatChannel
  contactId?: string
  /** Beginnings of words that all stand in the conversation, in whatever lines; or a part of the person's name. */
  search?: string
  limit: number
  offset: number
}

/** Those that wait for a person first, of these what may be an emergency and then the longest waiting; then the latest. */
export function findConversations(tx: Tx, filter: ConversationFilter): Promise<ListedConversation[]> {
  // The page is chosen from the conversations alone; whose they are, and when they come, is asked for the few that are shown.
  return tx.many(sql<ListedConversation>`
    with page as materialized (
      select c.id
      from conversations c
      where c.clinic_id = ${tx.clinicId}
        and (${filter.status ?? null}::text is null or c.status = ${filter.status ?? null})
        and (${filter.assigneeId ?? null}::text is null or c.assignee_id = ${filter.assigneeId ?? null})
        and (${filter.isUnread ?? null}::boolean is null or (c.unread > 0) = ${filter.isUnread ?? null})
        and (${filter.channel ?? null}::text is null or c.channel = ${filter.channel ?? null})
        ${filter.contactId ? sql`and c.contact_id in (${partsOf(tx, sql`id = ${filter.contactId}`)})` : sql``}
        ${matching(tx, filter.search)}
      order by ${inOrder}
      limit ${filter.limit} offset ${filter.offset}
    )
    select ${conversationColumns}, root.display_name as "contactName", (
        select min(a.start_at)
        from appointments a
        join contacts part on part.clinic_id = a.clinic_id and part.id = a.contact_id
        where a.clinic_id = c.clinic_id and (part.id = root.id or part.merged_into_id = root.id)
          and a.start_at > ${tx.clock.now()} and a.status in ('pending', 'booked') and a.absorbed_into_id is null
      ) as "nextVisitAt", (
        select left(m.body, 200)
        from received_messages m
        where m.clinic_id = c.clinic_id and m.conversation_id = c.id and m.author = 'contact' and m.body <> ''
        order by m.id desc
        limit 1
      ) as "lastHeard"
    from page
    join conversations c on c.clinic_id = ${tx.clinicId} and c.id = page.id
    join contacts owner on owner.clinic_id = c.clinic_id and owner.id = c.contact_id
    join contacts root on root.clinic_id = owner.clinic_id and root.id = ${rootOf('owner')}
    order by ${inOrder}`)
}

const inOrder = sql`
  (c.status = 'waiting') desc, (c.status = 'waiting' and c.waiting_reason = 'emergency') desc,
  case when c.status = 'waiting' then c.waiting_since end, c.last_message_at desc, c.id`

function matching(tx: Tx, search: string | undefined): RawBuilder<unknown> {
  const typed = search?.trim()
  if (!typed) return sql``
  const name = typed.replace(/[\\%_]/g, '\\$&')
  return sql`
    and (c.contact_id in (${partsOf(tx, sql`display_name ilike '%' || ${name} || '%'`)}) or c.id in (
      select conversation_id
      from conversation_words
      where clinic_id = ${tx.clinicId} and words @@ (select query_of_words(${typed}))))`
}

/** The contacts that are `so`, and those that were merged into one of them. */
function partsOf(tx: Tx, so: RawBuilder<unknown>): RawBuilder<unknown> {
  const roots = sql`
    select id
    from contacts
    where clinic_id = ${tx.clinicId} and merged_into_id is null and ${so}`
  return sql`
    ${roots}
    union all
    select id
    from contacts
    where clinic_id = ${tx.clinicId} and merged_into_id in (${roots})`
}

export interface ConversationCounts {
  waiting: number
  unread: number
  mine: number
}

export async function countConversations(tx: Tx, userId: string | null): Promise<ConversationCounts> {
  const row = await tx.one(sql<ConversationCounts>`
    select count(*) filter (where status = 'waiting') as waiting,
      count(*) filter (where unread > 0 and status <> 'closed') as unread,
      count(*) filter (where assignee_id = ${userId} and status in ('waiting', 'person')) as mine
    from conversations
    where clinic_id = ${tx.clinicId}`)
  return row ?? { waiting: 0, unread: 0, mine: 0 }
}

export const receivedColumns = sql`
  m.id, m.conversation_id as "conversationId", m.author, m.author_id as "authorId", m.vendor_message_id as "vendorMessageId",
  m.body, m.attachments, m.choice, m.occurred_at as "occurredAt"`

/** What the person wrote since the assistant last answered, in the order in which it came to our door. */
export function findUnanswered(
  tx: Tx,
  conversation: Pick<Conversation, 'id' | 'answeredUpTo'>,
): Promise<ReceivedMessage[]> {
  return tx.many(sql<ReceivedMessage>`
    select ${receivedColumns}
    from received_messages m
    where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${conversation.id} and m.author = 'contact' and m.removed_at is null
      and (${conversation.answeredUpTo}::uuid is null or m.id > ${conversation.answeredUpTo})
    order by m.created_at, m.id`)
}
