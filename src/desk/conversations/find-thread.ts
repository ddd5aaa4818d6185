import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ReceivedAttachment } from './conversation.ts'

/** A line of the conversation, whoever wrote it. */
export interface ThreadLine {
  id: string
  /** `staff`: in the vendor's own app. `note`: seen by staff only. `user`: one of the staff, here. */
  author: 'contact' | 'assistant' | 'system' | 'user' | 'staff' | 'note'
  authorId: string | null
  body: string
  attachments: ReceivedAttachment[]
  /** Which of the offered the person tapped. */
  choice: { id: string | null; title: string } | null
  /** What was offered with it. */
  choices: { id: string; title: string }[]
  /** Of what goes out: queued, held, sending, sent, failed, refused, withdrawn. Null for what came in. */
  status: string | null
  /** Why it is not out, as a code. */
  reason: string | null
  vendorCode: string | null
  /** Kept in the Outbox, since no vendor carries it. */
  isKept: boolean
  deliveredAt: Temporal.Instant | null
  readAt: Temporal.Instant | null
  isRemoved: boolean
  at: Temporal.Instant
}

/** The latest lines, oldest first. `before` is a line's id: what stands above it. `after`: what came since. */
export async function findThread(
  tx: Tx,
  query: { conversationId: string; before?: string; after?: string; limit: number },
): Promise<ThreadLine[]> {
  const before = query.before ?? null
  const after = query.after ?? null
  const lines = await tx.many(sql<ThreadLine>`
    select *
    from (
      select m.id, m.author, m.author_id as "authorId",
        case when m.removed_at is null then m.body else '' end as body,
        case when m.removed_at is null then m.attachments else '[]' end as attachments, m.choice, '[]'::jsonb as choices,
        null::text as status, null::text as reason, null::text as "vendorCode", false as "isKept",
        null::timestamptz as "deliveredAt", null::timestamptz as "readAt", m.removed_at is not null as "isRemoved", m.created_at as at
      from received_messages m
      where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${query.conversationId}
        and (${before}::uuid is null or m.id < ${before}) and (${after}::uuid is null or m.id > ${after})
      union all
      select m.id, m.author_kind, m.author_id, m.body, '[]'::jsonb, null::jsonb, m.choices, m.status, m.reason, m.vendor_code,
        m.carrier is not distinct from 'outbox', m.delivered_at, m.read_at, false, m.created_at
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${query.conversationId}
        and (${before}::uuid is null or m.id < ${before}) and (${after}::uuid is null or m.id > ${after})
    ) line
    order by id desc
    limit ${query.limit}`)
  // Bubbles that were worked off at the same time stand in the order in which they came.
  return lines.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1))
}
