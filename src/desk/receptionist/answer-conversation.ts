/** Answers one conversation: by rules in one transaction, or with a model that is asked between two, while none is open. */
import type { Desk } from '../../kit/events.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Links } from '../actions/action.ts'
import { performAction } from '../actions/perform-action.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { answerMessage, answerWithProposal } from './answer-message.ts'
import { askModel, type ModelPort } from './ask-model.ts'
import { assistant } from './begin-turn.ts'
import { noteModelCalls } from './model-budget.ts'

/** What the receptionist takes from outside. */
export interface Reception {
  links: Links
  /** Null or not given: the rules answer everything. */
  model?: ModelPort | null
  /** Milliseconds for the whole talk with the model; default 8,000. */
  modelTimeoutMs?: number
}

/**
 * Answers what waits. Twice at once, one of the two finds nothing to do. Where the model fails, the rules answer; where the
 * assistant itself fails, a person is asked: nobody is left without an answer, and it is not tried for ever.
 */
export async function answerConversation(
  desk: Desk,
  reception: Reception,
  { clinicId, id }: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { database, log } = desk
  try {
    await answer(desk, reception, { clinicId, id })
  } catch (error) {
    log.error('conversation.not_answered', { clinicId, conversationId: id }, error)
    await database.inClinic(clinicId, (tx) =>
      handOver(tx, assistant, { conversationId: id, reason: 'assistant_failed' }),
    )
  }
}

async function answer(
  { database, log }: Desk,
  { links, model, modelTimeoutMs }: Reception,
  { clinicId, id }: { clinicId: ClinicId; id: string },
): Promise<void> {
  const begun = await database.inClinic(clinicId, (tx) =>
    answerMessage(tx, { links, conversationId: id, mayAskModel: Boolean(model) }),
  )
  if (begun?.is !== 'question' || !model) return
  const { context, asking, upTo } = begun
  const asked = await askModel(model, {
    context,
    look: (call) => database.inClinic(clinicId, (tx) => performAction(tx, { ...asking }, call)),
    ...(modelTimeoutMs ? { timeoutMs: modelTimeoutMs } : {}),
  })
  if (asked.failure) log.warn('model.not_used', { clinicId, conversationId: id, reason: asked.failure })
  await database.inClinic(clinicId, async (tx) => {
    const { timeZone } = asking.clinic
    await noteModelCalls(tx, { ...asked, timeZone, hasFailed: asked.failure !== null })
    const { proposal } = asked
    await answerWithProposal(tx, { links, conversationId: id, upTo, proposal, secret: context.system })
  })
}
