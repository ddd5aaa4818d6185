import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ReceivedMessage } from '../conversations/conversation.ts'
import type { ChatMemory } from './chat-memory.ts'

/** Answers to a question; what names a time, a visit or a service says by itself what was meant, however old it is. */
const ANSWER = /^(?:yes|no|none|q)(?:\||$)/

/**
 * Whether the message is a tap on an answer to a question that is no longer the last one: buttons stay on the screen. Where the
 * channel tells only the title, it is looked for in the message that was tapped, or in the last one that offered it.
 */
export async function isStaleTap(
  tx: Tx,
  conversationId: string,
  { message, choices }: { message: ReceivedMessage | undefined; choices: ChatMemory['choices'] },
): Promise<boolean> {
  if (!message?.choice) return false
  const id = message.choice.id ?? (await findOffered(tx, conversationId, message))
  return id !== null && ANSWER.test(id) && !choices.some((choice) => choice.id === id)
}

async function findOffered(
  tx: Tx,
  conversationId: string,
  { id, choice }: ReceivedMessage,
): Promise<string | null> {
  const title = choice?.title ?? ''
  const row = await tx.one(sql<{ id: string }>`
    select offered ->> 'id' as id
    from messages m
    cross join jsonb_array_elements(m.choices) as offered
    left join received_messages r on r.clinic_id = m.clinic_id and r.id = ${id}
    where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${conversationId} and lower(offered ->> 'title') = lower(${title})
    order by (m.vendor_message_id = r.replies_to) desc nulls last, m.id desc
    limit 1`)
  return row?.id ?? null
}
