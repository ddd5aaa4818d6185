import type { Tx } from '../../kit/db.ts'
import type { Links } from '../actions/action.ts'
import { findConversation, findUnanswered } from '../conversations/find-conversations.ts'
import { beginTurn } from './begin-turn.ts'
import type { DraftGround } from './draft.ts'
import { findGateFacts } from './find-gate-facts.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import type { Gathered } from './gather.ts'
import { type Deed, SILENCE } from './turn.ts'

/** The question that is being answered. */
export interface DraftFor {
  conversationId: string
  /** The last message that the model has read. */
  upTo: string
}

/** Null where nothing may be shown; see `mayDraft`. `reads` is what the model has looked up for this answer. */
export async function findDraftGround(
  tx: Tx,
  question: DraftFor,
  { links, secret, reads }: { links: Links; secret: string; reads: readonly Deed[] },
): Promise<DraftGround | null> {
  const gathered = await findOpenQuestion(tx, question)
  if (!gathered) return null
  const settings = await findReceptionistSettings(tx)
  const turn = await beginTurn(tx, gathered, { links, settings })
  turn.deeds.push(...reads)
  const { isIntroduced } = gathered.conversation
  return {
    intro: isIntroduced ? '' : turn.speech.say('intro', { clinic: turn.clinic.name }),
    facts: await findGateFacts(turn, { said: SILENCE, by: 'model' }, secret),
  }
}

/** Not where a person has taken the conversation meanwhile, more came in, or it was answered. */
export async function mayDraft(tx: Tx, question: DraftFor): Promise<boolean> {
  return (await findOpenQuestion(tx, question)) !== null
}

/** Locks nothing: the answer itself looks again, under the lock (decision 0017). */
async function findOpenQuestion(tx: Tx, { conversationId, upTo }: DraftFor): Promise<Gathered | null> {
  const conversation = await findConversation(tx, conversationId)
  if (conversation?.status !== 'assistant') return null
  const messages = await findUnanswered(tx, conversation)
  return messages.at(-1)?.id === upTo ? { conversation, messages } : null
}
