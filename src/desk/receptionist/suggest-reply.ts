/** What the assistant would answer, for staff to change and send as their own. Nothing of it is done, sent or kept. */
import type { Database, Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { performAction } from '../actions/perform-action.ts'
import { findAction } from '../actions/registry.ts'
import type { Conversation, WaitingReason } from '../conversations/conversation.ts'
import { findConversation } from '../conversations/find-conversations.ts'
import type { Reception } from './answer-conversation.ts'
import {
  type Answered,
  answerGathered,
  answerGatheredWithProposal,
  type OpenQuestion,
} from './answer-message.ts'
import { type Asked, askModel } from './ask-model.ts'
import { readMemory } from './chat-memory.ts'
import { dryRun } from './dry-run.ts'
import { findGateFacts } from './find-gate-facts.ts'
import { findOpenMessages } from './find-open-messages.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { gateText } from './gate.ts'
import type { Gathered } from './gather.ts'
import { noteModelCalls, takeModelCall, withinBudget } from './model-budget.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import type { Language, Phrase } from './speech.ts'
import type { Turn } from './turn.ts'

/**
 * What the assistant leaves to a person, beside the reasons for which it hands a conversation over: the person wrote nothing,
 * or no text; they want no more messages; it would book, move, cancel or write something down; it has nothing to say.
 */
export type SuggestionReason =
  | WaitingReason
  | 'no_message'
  | 'no_text'
  | 'opt_out'
  | 'would_act'
  | 'nothing_to_say'

export interface Suggestion {
  /** Gated against what is so now; null where nothing useful comes of it. */
  text: string | null
  /** Why there is no text, or what of the message it leaves unanswered; null: it answers all of it. */
  because: SuggestionReason | null
  /** Who worded it. */
  by: 'rules' | 'model'
}

/**
 * Answers what stands unanswered as if the conversation were the assistant's and the clinic let it do everything: staff do
 * what it may not. Only the questions to a model are counted, against the clinic's budget. Null where the clinic has no such
 * conversation.
 */
export async function suggestReply(
  database: Database,
  { links, model, modelTimeoutMs }: Reception,
  { clinicId, id }: { clinicId: ClinicId; id: string },
): Promise<Suggestion | null> {
  const begun = await database.inClinic(clinicId, (tx) =>
    begin(tx, { links, id, mayAskModel: Boolean(model) }),
  )
  if (!begun || !('is' in begun)) return begun
  if (!model) return null
  const { context, asking } = begun
  const { timeZone } = asking.clinic
  const take = () => database.inClinic(clinicId, (tx) => takeModelCall(tx, { timeZone }))
  const asked = await askModel(withinBudget(model, take), {
    context,
    look: (call) =>
      database.inClinic(clinicId, (tx) => dryRun(tx, () => performAction(tx, { ...asking }, call))),
    ...(modelTimeoutMs ? { timeoutMs: modelTimeoutMs } : {}),
  })
  return database.inClinic(clinicId, async (tx) => {
    await noteModelCalls(tx, { ...asked, timeZone })
    return conclude(tx, { links, id, asked, secret: context.system })
  })
}

async function begin(
  tx: Tx,
  { links, id, mayAskModel }: Pick<Reception, 'links'> & { id: string; mayAskModel: boolean },
): Promise<Suggestion | OpenQuestion | null> {
  const opened = await open(tx, id)
  if (!opened || 'because' in opened) return opened
  const { gathered, settings } = opened
  const answered = await dryRun(tx, () => answerGathered(tx, gathered, { links, mayAskModel, settings }))
  return answered.is === 'question' ? answered : suggestionOf(answered, gathered)
}

/** After the model was asked everything is looked at again. */
async function conclude(
  tx: Tx,
  { links, id, asked, secret }: Pick<Reception, 'links'> & { id: string; asked: Asked; secret: string },
): Promise<Suggestion | null> {
  const opened = await open(tx, id)
  if (!opened || 'because' in opened) return opened
  const { gathered, settings } = opened
  const { proposal } = asked
  const answered = await dryRun(tx, () =>
    answerGatheredWithProposal(tx, gathered, { links, proposal, secret, settings }),
  )
  return suggestionOf(answered, gathered, secret)
}

async function open(
  tx: Tx,
  id: string,
): Promise<{ gathered: Gathered; settings: ReceptionistSettings } | Suggestion | null> {
  const conversation = await findConversation(tx, id)
  if (!conversation) return null
  const messages = await findOpenMessages(tx, id)
  if (messages.length === 0) return nothing('no_message')
  const settings = await findReceptionistSettings(tx)
  return {
    gathered: { conversation: asTheAssistants(conversation), messages },
    settings: { ...settings, isOn: true, mayBook: true, mayMove: true, mayCancel: true },
  }
}

/** Where staff wrote meanwhile, what the assistant asked before is no longer what the person answers. */
function asTheAssistants(conversation: Conversation): Conversation {
  const isStaffs = conversation.status === 'person' || conversation.status === 'closed'
  const memory = isStaffs ? {} : conversation.memory
  // Staff need not say that an assistant speaks.
  return { ...conversation, status: 'assistant', isIntroduced: true, memory }
}

/** For these there is nothing to say but that somebody will answer, which staff are doing. */
const UNSPOKEN: readonly WaitingReason[] = [
  'asked_for_person',
  'emergency',
  'not_understood',
  'other_language',
  'language_off',
]
/** What the assistant says where it has no answer, or of itself. */
const NO_ANSWERS: readonly Phrase[] = [
  'help',
  'not_understood',
  'unknown_service',
  'attachment',
  'who_am_i',
  'no_answer',
  'ask_clinician',
  'symptom_left',
  'symptom_worse',
  'offer_person',
  'sorry_offer_person',
  'left_to_team',
  'too_many_open',
  'too_late',
  'booked_elsewhere',
]
/** Nobody keeps the time that the assistant would have kept. */
const FREE: Record<Language, string> = { en: '{moment} is free.', es: 'El {moment} está libre.' }

async function suggestionOf(
  { turn, reply, sent }: Answered,
  { conversation }: Gathered,
  secret = '',
): Promise<Suggestion> {
  const { by } = reply
  if (!turn.text) return nothing('no_text')
  const left = reasonOfHandOff(turn)
  if (left === 'emergency') return nothing(left)
  // One that was heeded when it came in is heeded no second time, and nothing is said to it.
  const isOptOut = turn.reading.optOut !== null && sent.gated.text === ''
  if (isOptOut || isDone(turn, 'opt_out')) return nothing('opt_out')
  if (wouldAct(turn)) return nothing('would_act')
  if (left && UNSPOKEN.includes(left)) return nothing(left)
  const { said, isWhole } = asStaffSayIt(turn, sent.gated.text)
  // Against what is so: what was tried is undone by now, and only what was looked up is still known.
  const { standing } = readMemory(conversation.memory)
  const deeds = turn.deeds.filter(({ call }) => findAction(call.name)?.isWriting === false)
  const now: Turn = { ...turn, deeds, asking: { ...turn.asking, standing } }
  const { text } = gateText(said, await findGateFacts(now, reply, secret))
  const because = left ?? (isWhole && text ? null : 'nothing_to_say')
  return { text: text || null, because, by }
}

function nothing(because: SuggestionReason): Suggestion {
  return { text: null, because, by: 'rules' }
}

function isDone({ deeds }: Turn, name: string): boolean {
  return deeds.some(({ call, result }) => call.name === name && result.ok)
}

/** More than to keep a time for a while, to tell staff, or to ask for them. */
function wouldAct({ deeds }: Turn): boolean {
  return deeds.some(({ call, result }) => {
    if (!result.ok || ['hold_slot', 'notify_hot_lead', 'hand_to_human'].includes(call.name)) return false
    return findAction(call.name)?.isWriting === true
  })
}

function reasonOfHandOff({ deeds }: Turn): WaitingReason | null {
  const asked = deeds.find(({ call, result }) => call.name === 'hand_to_human' && result.ok)
  const { reason = 'asked_for_person' } = (asked?.call.input ?? {}) as { reason?: WaitingReason }
  return asked ? reason : null
}

/** `isWhole`: nothing of it said that there is no answer. */
function asStaffSayIt({ speech, deeds }: Turn, text: string): { said: string; isWhole: boolean } {
  const unsaid = new Set(NO_ANSWERS.map((phrase) => speech.say(phrase)))
  const free = new Map(
    deeds.flatMap(({ call, result }) => {
      if (call.name !== 'hold_slot' || !result.ok) return []
      const { startAt } = result.output as { startAt: string }
      const moment = speech.moment(Temporal.Instant.from(startAt))
      return [[speech.say('time_kept', { moment }), FREE[speech.language].replace('{moment}', moment)]]
    }),
  )
  const paragraphs = text.split('\n\n')
  const kept = paragraphs.filter((paragraph) => !unsaid.has(paragraph))
  return {
    said: kept.map((paragraph) => free.get(paragraph) ?? paragraph).join('\n\n'),
    isWhole: kept.length === paragraphs.length,
  }
}
