import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { recordConsent } from '../contacts/record-consent.ts'

/**
 * The vendor has heard a word of its own list (Twilio's Advanced Opt-Out) and answered it itself: what it says of consent is
 * kept, with the message as proof, and nothing is sent in answer.
 */
export async function heedVendorKeyword(
  tx: Tx,
  actor: Actor,
  input: { conversationId: string; contactId: string; messageId: string; keyword: 'stop' | 'start' | 'help' },
): Promise<void> {
  const { conversationId, contactId, messageId, keyword } = input
  if (keyword !== 'help') {
    await recordConsent(tx, actor, {
      contactId,
      purpose: 'all',
      channel: 'all',
      state: keyword === 'stop' ? 'withdrawn' : 'granted',
      source: `message:${messageId}`,
    })
  }
  await tx.run(sql`
    update conversations
    set answered_up_to = ${messageId}, answer_due_at = null
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
}
