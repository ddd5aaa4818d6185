import { understand } from '@foyer/understanding'
import type { Tx } from '../../kit/db.ts'
import type { Asking, Links } from '../actions/action.ts'
import { attempt } from '../actions/attempt.ts'
import { findIdentity } from '../actions/find-identity.ts'
import { maySpeakForContact } from '../actions/opt-out.ts'
import { performAction } from '../actions/perform-action.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { findUnanswered } from '../conversations/find-conversations.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { assistant } from './begin-turn.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { wordHandOff } from './hand-off.ts'
import { speechOf } from './speech.ts'

const NOTHING: Asking['standing'] = { offered: null, confirmed: null, hold: null }

/**
 * The assistant itself has failed: the conversation is left to a person, and whoever wrote reads that one will answer. Nothing
 * of what failed is looked at again, since it would fail again, but for a plain "stop", which holds at once and is all that is
 * acknowledged then. Once, until a person has given the conversation back.
 */
export async function tellFailure(
  tx: Tx,
  { conversationId, links }: { conversationId: string; links: Links },
): Promise<void> {
  const conversation = await lockConversation(tx, conversationId)
  const clinic = await findClinic(tx)
  if (!conversation || !clinic) return
  const settings = await findReceptionistSettings(tx)
  const language = (conversation.language ?? clinic.locale).startsWith('es') ? 'es' : 'en'
  const now = tx.clock.now()
  const speech = speechOf(language, clinic)
  const unanswered = await findUnanswered(tx, conversation)
  const asking: Asking = {
    ...{ actor: assistant, caller: 'contact', topics: ['stop'], permits: settings, standing: NOTHING },
    ...{
      clinic,
      conversation,
      channel: conversation.channel,
      contactId: conversation.contactId,
      language,
      links,
    },
    ...(await findIdentity(tx, conversation)),
    messageId: unanswered.at(-1)?.id ?? null,
  }
  const isStopped = unanswered.some(({ body }) => saysStop(body, { now, clinic })) && (await stop(tx, asking))
  if (!(await handOver(tx, assistant, { conversationId, reason: 'assistant_failed' }))) return
  const phrase = maySpeakForContact(asking) ? 'opted_out' : 'opted_out_here'
  const words = isStopped
    ? [speech.say(phrase, { clinic: clinic.name })]
    : await wordHandOff({ tx, now, clinic, speech }, settings)
  await queueMessage(tx, assistant, {
    contactId: conversation.contactId,
    appointmentId: null,
    appointmentSequence: null,
    kind: isStopped ? 'opt_out_ack' : 'handoff_notice',
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

/** Of the words alone: whatever else is known of the person may be what has failed. */
function saysStop(text: string, { now, clinic }: { now: Temporal.Instant; clinic: Clinic }): boolean {
  const { timeZone, country } = clinic
  const alone = { services: [], practitioners: [], offer: null, state: {}, language: null }
  try {
    const { optOut } = understand({ ...alone, text, now: now.toString(), timeZone, country })
    return optOut?.is === 'certain' && !optOut.mayMeanCancel
  } catch {
    return false
  }
}

/** Whether it holds now; where this fails too, the person who is asked to answer reads it. */
function stop(tx: Tx, asking: Asking): Promise<boolean> {
  return attempt(
    tx,
    async () => (await performAction(tx, asking, { name: 'opt_out', input: {} })).ok,
    () => async () => false,
  )
}
