import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'
import { queueMessage } from './queue-message.ts'

/**
 * A booking that was made on a page which the chat had opened is tied to its conversation (REQUIREMENTS A10), which shows it as
 * a line. From then on the assistant knows the visit as one that was made in this conversation. The same booking again adds
 * nothing; no conversation, no deed.
 */
export async function tellChatOfBooking(
  tx: Tx,
  booked: {
    conversationId: string
    appointmentId: string
    kind: 'confirmation' | 'request_received'
    text: string
  },
): Promise<void> {
  const { appointmentId } = booked
  const conversation = await lockConversation(tx, booked.conversationId)
  if (!conversation) return
  await tx.run(sql`
    update attribution_touches
    set conversation_id = ${conversation.id}
    where clinic_id = ${tx.clinicId} and appointment_id = ${appointmentId} and conversation_id is null`)
  await queueMessage(tx, system, {
    contactId: conversation.contactId,
    ...{ appointmentId, appointmentSequence: 0, kind: booked.kind, purpose: 'transactional' },
    channel: conversation.channel,
    to: { name: '', address: conversation.address },
    text: { hash: null, subject: null, body: booked.text },
    invitation: null,
    conversationId: conversation.id,
    dedupeKey: `chat-booking:${conversation.id}:${appointmentId}`,
  })
}
