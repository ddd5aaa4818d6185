/** Answers one conversation: by rules in one transaction, or with a model that is asked between two, while none is open. */
import type { Desk } from '../../kit/events.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Links } from '../actions/action.ts'
import { performAction } from '../actions/perform-action.ts'
import { answerMessage, answerWithProposal } from './answer-message.ts'
import { askModel, type ModelPort } from './ask-model.ts'
import { askerOf, noteModelCalls, takeModelCall, withinBudget } from './model-budget.ts'
import { showDraft } from './show-draft.ts'
import { tellFailure } from './tell-failure.ts'

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
 * assistant itself fails, a person is asked and the one who wrote is told: nobody is left without an answer, and it is not
 * tried for ever.
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
    const { links } = reception
    await database.inClinic(clinicId, (tx) => tellFailure(tx, { conversationId: id, links }))
  }
}

async function answer(
  desk: Desk,
  { links, model, modelTimeoutMs }: Reception,
  { clinicId, id }: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { database, log } = desk
  const begun = await database.inClinic(clinicId, (tx) =>
    answerMessage(tx, { links, conversationId: id, mayAskModel: Boolean(model) }),
  )
  if (begun?.is !== 'question' || !model) return
  const { context, asking, upTo } = begun
  const { system: secret } = context
  const question = { clinicId, conversationId: id, upTo, links, secret }
  const draft = asking.channel === 'widget' ? showDraft(desk, question) : null
  let isAnswered = false
  try {
    const { timeZone } = asking.clinic
    const asker = askerOf(asking)
    const take = () => database.inClinic(clinicId, (tx) => takeModelCall(tx, { timeZone, asker }))
    const asked = await askModel(withinBudget(model, take), {
      context,
      async look(call) {
        const result = await database.inClinic(clinicId, (tx) => performAction(tx, { ...asking }, call))
        draft?.learn({ call, result })
        return result
      },
      listener: draft,
      timeoutMs: modelTimeoutMs,
    })
    const { proposal, failure } = asked
    if (failure) log.warn('model.not_used', { clinicId, conversationId: id, reason: failure })
    await (failure ? draft?.end('withdrawn') : draft?.stop())
    const answered = await database.inClinic(clinicId, async (tx) => {
      await noteModelCalls(tx, { ...asked, timeZone })
      return answerWithProposal(tx, { links, conversationId: id, upTo, proposal, secret })
    })
    isAnswered = Boolean(answered?.sent.messageId)
  } finally {
    await draft?.end(isAnswered ? 'answered' : 'withdrawn')
  }
}
