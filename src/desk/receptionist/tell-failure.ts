import type { Tx } from '../../kit/db.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { assistant } from './begin-turn.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { wordHandOff } from './hand-off.ts'
import { speechOf } from './speech.ts'

/**
 * The assistant itself has failed: the conversation is left to a person, and whoever wrote reads that one will answer. Nothing
 * of what failed is looked at again, since it would fail again. Once, until a person has given the conversation back.
 */
export async function tellFailure(tx: Tx, conversationId: string): Promise<void> {
  const conversation = await lockConversation(tx, conversationId)
  const clinic = await findClinic(tx)
  if (!conversation || !clinic) return
  if (!(await handOver(tx, assistant, { conversationId, reason: 'assistant_failed' }))) return
  const settings = await findReceptionistSettings(tx)
  const language = (conversation.language ?? clinic.locale).startsWith('es') ? 'es' : 'en'
  const now = tx.clock.now()
  const words = await wordHandOff({ tx, now, clinic, speech: speechOf(language, clinic) }, settings)
  await queueMessage(tx, assistant, {
    contactId: conversation.contactId,
    appointmentId: null,
    appointmentSequence: null,
    kind: 'handoff_notice',
    purpose: 'transactional',
    channel: conversation.channel,
    to: { name: '', address: conversation.address },
    text: { hash: null, subject: null, body: words.filter(Boolean).join('\n\n') },
    invitation: null,
    author: { kind: 'assistant', id: null },
    conversationId,
    dedupeKey: `assistant_failed:${conversationId}:${now.epochMilliseconds}`,
  })
}
