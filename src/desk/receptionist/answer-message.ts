/**
 * From bubbles to an answer: gather → who is it → understand → red flags, opt-out and what else rules alone decide → a model's
 * proposal or the offline receptionist → execute → gate → send. By rules it is one transaction: a crash repeats it whole, and
 * never twice.
 */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Asking, Links } from '../actions/action.ts'
import { isLate } from '../conversations/conversation.ts'
import { findConversation } from '../conversations/find-conversations.ts'
import { findThread } from '../conversations/find-thread.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { answerByModel } from './answer-by-model.ts'
import type { ModelProposal } from './ask-model.ts'
import { assistant, beginTurn } from './begin-turn.ts'
import { buildContext, HISTORY, type ModelContext, topicsOf } from './build-context.ts'
import { decideByRules } from './decide-by-rules.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { type Gathered, gather, gatherUpTo } from './gather.ts'
import { asksToMoveReminded } from './heed-reminder-reply.ts'
import { learnPreferences } from './learn-preferences.ts'
import { askerOf, findShortage } from './model-budget.ts'
import type { Shortage } from './model-share.ts'
import { noticeInterest } from './notice-interest.ts'
import { isAnswerToOurs, noticeHotLead, replyOffline } from './offline-receptionist.ts'
import { signalsOf } from './preference.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import { type Reply, type Sent, sendReply } from './send-reply.ts'
import { lastMessageId, type Turn } from './turn.ts'

export interface Answered {
  is: 'answered'
  turn: Turn
  reply: Reply
  sent: Sent
  /** Why no model was asked where one would have been. */
  unasked?: Shortage
}

/** For a model: nothing was written, and the answer is still to be given. */
export interface OpenQuestion {
  is: 'question'
  context: ModelContext
  asking: Asking
  upTo: string
}

/** While the model is asked nobody else asks it; a killed process gives the conversation back after this. */
const LEASE = { seconds: 15 }

/** Null where there is nothing to answer now. */
export async function answerMessage(
  tx: Tx,
  { links, conversationId, mayAskModel }: { links: Links; conversationId: string; mayAskModel: boolean },
): Promise<Answered | OpenQuestion | null> {
  const gathered = await gather(tx, conversationId)
  return gathered && answerGathered(tx, await leaveLate(tx, gathered), { links, mayAskModel })
}

/** Nobody was there to answer for an hour: a person does, and only a STOP and an emergency are still heeded. */
async function leaveLate(tx: Tx, gathered: Gathered): Promise<Gathered> {
  const { id: conversationId } = gathered.conversation
  const last = gathered.messages.at(-1)
  if (!last || !isLate(last.occurredAt, tx.clock.now())) return gathered
  await handOver(tx, assistant, { conversationId, reason: 'late_message' })
  const conversation = await findConversation(tx, conversationId)
  return conversation ? { ...gathered, conversation } : gathered
}

/** `settings`: those of the clinic, unless it is only tried what others would do. */
export async function answerGathered(
  tx: Tx,
  gathered: Gathered,
  input: { links: Links; mayAskModel: boolean; settings?: ReceptionistSettings },
): Promise<Answered | OpenQuestion> {
  const { links, mayAskModel, settings = await findReceptionistSettings(tx) } = input
  const turn = await beginTurn(tx, gathered, { links, settings })
  const decided = await decideByRules(turn, settings)
  const isOpen = !decided && mayAskModel && isForModel(turn, settings)
  const unasked = isOpen ? await findShortageOf(turn, settings) : null
  if (isOpen && !unasked) return askLater(turn, settings)
  const reply = decided ?? (await answerByRules(turn, settings))
  const sent = await sendReply(turn, reply, unasked ? { unasked } : {})
  await learn(turn)
  await noticeInterest(turn)
  return { is: 'answered', turn, reply, sent, ...(unasked && { unasked }) }
}

/**
 * After the model was asked, without a transaction: everything is looked at again. Null where somebody answered meanwhile, or
 * more came in, which is then answered together.
 */
export async function answerWithProposal(
  tx: Tx,
  input: {
    links: Links
    conversationId: string
    upTo: string
    proposal: ModelProposal | null
    secret: string
  },
): Promise<Answered | null> {
  const gathered = await gatherUpTo(tx, input.conversationId, input.upTo)
  return gathered && answerGatheredWithProposal(tx, gathered, input)
}

/** `settings` as above. */
export async function answerGatheredWithProposal(
  tx: Tx,
  gathered: Gathered,
  input: { links: Links; proposal: ModelProposal | null; secret: string; settings?: ReceptionistSettings },
): Promise<Answered> {
  const { links, proposal, secret, settings = await findReceptionistSettings(tx) } = input
  const turn = await beginTurn(tx, gathered, { links, settings })
  const decided = await decideByRules(turn, settings)
  const proposed = !decided && proposal ? await answerByModel(turn, proposal, settings) : null
  let reply = decided ?? proposed ?? (await answerByRules(turn, settings))
  const sent = await sendReply(turn, reply, {
    secret,
    otherwise: async () => {
      reply = await answerByRules(turn, settings)
      return reply
    },
  })
  await learn(turn)
  await noticeInterest(turn)
  return { is: 'answered', turn, reply, sent }
}

function isForModel(turn: Turn, settings: ReceptionistSettings): boolean {
  if (!settings.usesModel || turn.deeds.length > 0 || !turn.text || isAnswerToOurs(turn)) return false
  return !asksToMoveReminded(turn)
}

function findShortageOf({ tx, clinic, asking }: Turn, settings: ReceptionistSettings) {
  return findShortage(tx, { settings, timeZone: clinic.timeZone, asker: askerOf(asking) })
}

async function askLater(turn: Turn, settings: ReceptionistSettings): Promise<OpenQuestion> {
  const { tx, asking, now } = turn
  const { id: conversationId } = asking.conversation
  const thread = await findThread(tx, { conversationId, limit: HISTORY.lines })
  const context = buildContext(turn, { settings, thread })
  await tx.run(sql`
    update conversations
    set answer_due_at = ${now.add(LEASE)}
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  return { is: 'question', context, asking: { ...asking, topics: topicsOf(turn) }, upTo: lastMessageId(turn) }
}

async function answerByRules(turn: Turn, settings: ReceptionistSettings): Promise<Reply> {
  const said = await replyOffline(turn, settings)
  await noticeHotLead(turn)
  // Whoever was handed over is told so even where the arbiter holds other replies back.
  const { status } = turn.asking.conversation
  const isLeft =
    status === 'waiting' || turn.deeds.some(({ call, result }) => call.name === 'hand_to_human' && result.ok)
  return { said, kind: isLeft ? 'handoff_notice' : 'reply', by: 'rules' }
}

/** Only of who they are for certain or say themselves to be: nobody writes another person's preferences. */
async function learn({ tx, asking, reading }: Turn): Promise<void> {
  const { contactId, isClaimed, messageId, channel } = asking
  if (isClaimed || !messageId || reading.redFlag) return
  await learnPreferences(tx, { contactId, messageId, signals: signalsOf(reading, { channel }) })
}
