import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { ReceivedAttachment } from './conversation.ts'
import { messageEchoed } from './events.ts'
import { summaryOf } from './receive-message.ts'
import { takeOver } from './take-over-conversation.ts'

export interface NoteEcho {
  conversationId: string
  vendorMessageId: string
  at: Temporal.Instant
  text: string
  attachments: readonly ReceivedAttachment[]
  /** Seen by staff only. */
  isPrivate: boolean
}

/**
 * Keeps what staff wrote in the vendor's own app. To the person it is an answer, so whoever wrote it has the conversation, unless
 * it was given back or closed since; a private note changes nothing. False for what came before.
 */
export async function noteEcho(tx: Tx, actor: Actor, input: NoteEcho): Promise<boolean> {
  const { conversationId, isPrivate } = input
  const now = tx.clock.now()
  const id = uuidv7(now)
  const kept = await tx.one(sql<{ contact_id: string; channel: string }>`
    with kept as (
      insert into received_messages (clinic_id, id, conversation_id, contact_id, author, vendor_message_id, body, attachments, occurred_at, created_at)
      select clinic_id, ${id}::uuid, id, contact_id, ${isPrivate ? 'note' : 'staff'}, ${input.vendorMessageId}, ${input.text},
        ${JSON.stringify(input.attachments)}::jsonb, ${input.at}::timestamptz, ${now}::timestamptz
      from conversations
      where clinic_id = ${tx.clinicId} and id = ${conversationId}
      on conflict on constraint received_messages_once do nothing
      returning contact_id
    )
    update conversations
    set last_message_at = case when ${isPrivate} then last_message_at else greatest(last_message_at, ${input.at}::timestamptz) end,
      last_text = case when ${isPrivate} then last_text else ${summaryOf(input)} end, updated_at = ${now}
    from kept
    where conversations.clinic_id = ${tx.clinicId} and conversations.id = ${conversationId}
    returning kept.contact_id, conversations.channel`)
  if (!kept) return false
  if (isPrivate) return true
  await takeOver(tx, actor, { conversationId, assigneeId: null, at: input.at })
  await record(tx, messageEchoed, {
    actor,
    contactId: kept.contact_id,
    occurredAt: input.at,
    payload: { conversationId, messageId: id, channel: kept.channel as 'whatsapp' },
  })
  return true
}
