/** The playground: what the assistant would answer, and why, step by step. Nothing of it stays. */
import { sql } from 'kysely'
import type { Database, Tx } from '../../kit/db.ts'
import { type ClinicId, uuidv7 } from '../../kit/ids.ts'
import { performAction } from '../actions/perform-action.ts'
import { selectActions } from '../actions/select-actions.ts'
import type { Conversation, ReceivedMessage } from '../conversations/conversation.ts'
import { findConversation } from '../conversations/find-conversations.ts'
import type { Reception } from './answer-conversation.ts'
import {
  type Answered,
  answerGathered,
  answerGatheredWithProposal,
  type OpenQuestion,
} from './answer-message.ts'
import { type Asked, askModel } from './ask-model.ts'
import { topicsOf } from './build-context.ts'
import { dryRun } from './dry-run.ts'
import type { Gathered } from './gather.ts'
import { noteModelCalls, takeModelCall, withinBudget } from './model-budget.ts'
import type { Shortage } from './model-share.ts'
import type { Choice } from './turn.ts'

export interface ExplainAnswer {
  clinicId: ClinicId
  /** As if it came in there next; null: from a stranger on the website. */
  conversationId: string | null
  text: string
}

export interface ExplainedStep {
  /** `ask`: only where the model was asked, or would have been if its questions were not used up. */
  step: 'who' | 'understand' | 'actions' | 'ask' | 'execute' | 'gate' | 'send'
  /** JSON; ids and codes beside the clinic's own words. */
  result: unknown
}

export interface Explained {
  steps: ExplainedStep[]
  /** Null: nothing is said. */
  answer: { kind: string; body: string; choices: Choice[] } | null
}

/**
 * Runs the pipeline as it answers people, the model included where the clinic uses one, and undoes it all, rows and events.
 * Only the questions to the model stay, counted against the clinic's budget. Undefined where the clinic has no such conversation.
 */
export async function explainAnswer(
  database: Database,
  { links, model, modelTimeoutMs }: Reception,
  input: ExplainAnswer,
): Promise<Explained | undefined> {
  const { clinicId } = input
  let scene: Scene | undefined
  /** As if the message had just come, for as long as the work lasts. */
  const tryOut = <T>(tx: Tx, work: (gathered: Gathered) => Promise<T>) =>
    dryRun(tx, async () => {
      scene ??= newScene(input, tx.clock.now())
      const gathered = await setScene(tx, scene)
      return gathered && work(gathered)
    })
  const begun = await database.inClinic(clinicId, (tx) =>
    tryOut(tx, (gathered) => answerGathered(tx, gathered, { links, mayAskModel: Boolean(model) })),
  )
  if (!begun || begun.is === 'answered')
    return begun && explain(begun, begun.unasked ? notAsked(begun.unasked) : null)
  if (!model) return undefined
  const asked = await ask(begun)
  const answered = await database.inClinic(clinicId, async (tx) => {
    await noteModelCalls(tx, { ...asked, timeZone: begun.asking.clinic.timeZone })
    const { proposal } = asked
    const secret = begun.context.system
    return tryOut(tx, (gathered) => answerGatheredWithProposal(tx, gathered, { links, proposal, secret }))
  })
  return answered && explain(answered, asked)

  function ask({ context, asking }: OpenQuestion): Promise<Asked> {
    const { timeZone } = asking.clinic
    const take = () => database.inClinic(clinicId, (tx) => takeModelCall(tx, { timeZone }))
    return askModel(withinBudget(model as NonNullable<typeof model>, take), {
      context,
      look: (call) =>
        database.inClinic(clinicId, async (tx) => {
          const looked = await tryOut(tx, () => performAction(tx, { ...asking }, call))
          return looked ?? { ok: false, reason: 'conversation_gone' }
        }),
      timeoutMs: modelTimeoutMs,
    })
  }
}

function explain({ turn, reply, sent }: Answered, asked: Asked | null): Explained {
  const { reading, asking } = turn
  const offered = selectActions({ ...asking, topics: topicsOf(turn) })
  const { isProven, isOwner, isClaimed, channel } = asking
  const removed = [...(sent.withheld ?? []), ...sent.gated.removed]
  return {
    steps: [
      { step: 'who', result: { isProven, isOwner, isClaimed, channel } },
      { step: 'understand', result: reading },
      { step: 'actions', result: { topics: topicsOf(turn), offered: offered.map(({ name }) => name) } },
      ...(asked ? [{ step: 'ask' as const, result: proposedIn(asked) }] : []),
      {
        step: 'execute',
        result: turn.deeds.map(({ call, result }) => ({
          action: call.name,
          input: call.input,
          result: result.ok ? result.output : { refused: result.reason },
        })),
      },
      { step: 'gate', result: { removed } },
      { step: 'send', result: { kind: reply.kind, by: reply.by, memory: turn.memory } },
    ],
    answer: sent.messageId ? { kind: reply.kind, body: sent.gated.text, choices: reply.said.choices } : null,
  }
}

function notAsked(failure: Shortage): Asked {
  return { proposal: null, failure, calls: 0, inputTokens: 0, outputTokens: 0 }
}

/** What the model wrote, looked up and wants done; `failure`: why its answer was of no use, a code. */
function proposedIn({ proposal, failure, calls }: Asked) {
  return {
    questions: calls,
    failure,
    wrote: proposal?.text ?? null,
    lookedUp: proposal?.reads.map(({ call }) => call.name) ?? [],
    wants: proposal?.writes.map(({ name, input }) => ({ action: name, input })) ?? [],
  }
}

/** What is written before each run, under the same ids: between two of them nothing of it is there. */
interface Scene {
  text: string
  messageId: string
  conversationId: string | null
  stranger: { contactId: string; connectionId: string; conversationId: string }
}

function newScene({ text, conversationId }: ExplainAnswer, now: Temporal.Instant): Scene {
  const stranger = { contactId: uuidv7(now), connectionId: uuidv7(now), conversationId: uuidv7(now) }
  return { text, conversationId, messageId: uuidv7(now), stranger }
}

async function setScene(tx: Tx, scene: Scene): Promise<Gathered | undefined> {
  const conversation = scene.conversationId
    ? await findConversation(tx, scene.conversationId)
    : await openStranger(tx, scene.stranger)
  if (!conversation) return undefined
  const message = await write(tx, conversation, scene)
  // Whoever tries a text wants the assistant's answer, whoever has the conversation.
  return { conversation: { ...conversation, status: 'assistant' }, messages: [message] }
}

async function write(
  tx: Tx,
  conversation: Conversation,
  { messageId: id, text: body }: Scene,
): Promise<ReceivedMessage> {
  const now = tx.clock.now()
  await tx.run(sql`
    insert into received_messages (clinic_id, id, conversation_id, contact_id, author, body, occurred_at, created_at)
    values (${tx.clinicId}, ${id}, ${conversation.id}, ${conversation.contactId}, 'contact', ${body}, ${now}, ${now})`)
  return {
    id,
    conversationId: conversation.id,
    author: 'contact',
    authorId: null,
    vendorMessageId: null,
    body,
    attachments: [],
    choice: null,
    occurredAt: now,
  }
}

/** Somebody new on the website, for as long as the savepoint lasts. */
async function openStranger(tx: Tx, stranger: Scene['stranger']): Promise<Conversation | undefined> {
  const now = tx.clock.now()
  const { contactId, connectionId, conversationId } = stranger
  await tx.run(sql`
    insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
    values (${tx.clinicId}, ${contactId}, 'Website visitor', 'widget', ${now}, ${now})`)
  await tx.run(sql`
    insert into connections (clinic_id, id, vendor, name, secret_sealed, created_at, updated_at)
    values (${tx.clinicId}, ${connectionId}, 'widget', 'Playground', '', ${now}, ${now})`)
  await tx.run(sql`
    insert into conversations (clinic_id, id, contact_id, connection_id, channel, address, last_message_at, created_at, updated_at)
    values (${tx.clinicId}, ${conversationId}, ${contactId}, ${connectionId}, 'widget', 'playground', ${now}, ${now}, ${now})`)
  return findConversation(tx, conversationId)
}
