/** The playground: what the assistant would answer, and why, step by step. Nothing of it stays. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { Links } from '../actions/action.ts'
import { selectActions } from '../actions/select-actions.ts'
import type { Conversation, ReceivedMessage } from '../conversations/conversation.ts'
import { findConversation } from '../conversations/find-conversations.ts'
import { answerGathered } from './answer-message.ts'
import { topicsOf } from './build-context.ts'
import { dryRun } from './dry-run.ts'
import type { Gated } from './gate.ts'
import type { Choice } from './turn.ts'

export interface ExplainAnswer {
  /** As if it came in there next; null: from a stranger on the website. */
  conversationId: string | null
  text: string
  links: Links
}

export interface ExplainedStep {
  step: 'who' | 'understand' | 'actions' | 'execute' | 'gate' | 'send'
  /** JSON; ids and codes beside the clinic's own words. */
  result: unknown
}

export interface Explained {
  steps: ExplainedStep[]
  /** Null: nothing is said. */
  answer: { kind: string; body: string; choices: Choice[] } | null
}

/**
 * Runs the pipeline by its rules inside the transaction and undoes it all, rows and events. Undefined where the clinic has no
 * such conversation.
 */
export async function explainAnswer(tx: Tx, input: ExplainAnswer): Promise<Explained | undefined> {
  return dryRun(tx, async () => {
    const conversation = input.conversationId
      ? await findConversation(tx, input.conversationId)
      : await openStranger(tx)
    return conversation && explain(tx, { ...input, conversation })
  })
}

async function explain(
  tx: Tx,
  { conversation, text, links }: ExplainAnswer & { conversation: Conversation },
): Promise<Explained> {
  const message = await write(tx, conversation, text)
  // Whoever tries a text wants the assistant's answer, whoever has the conversation.
  const asked: Conversation = { ...conversation, status: 'assistant' }
  const answered = await answerGathered(
    tx,
    { conversation: asked, messages: [message] },
    { links, mayAskModel: false },
  )
  if (answered.is === 'question') return { steps: [], answer: null }
  const { turn, reply, sent } = answered
  const { reading, asking } = turn
  const offered = selectActions({ ...asking, topics: topicsOf(turn) })
  return {
    steps: [
      {
        step: 'who',
        result: { isProven: asking.isProven, isClaimed: asking.isClaimed, channel: asking.channel },
      },
      { step: 'understand', result: reading },
      { step: 'actions', result: { topics: topicsOf(turn), offered: offered.map(({ name }) => name) } },
      {
        step: 'execute',
        result: turn.deeds.map(({ call, result }) => ({
          action: call.name,
          input: call.input,
          result: result.ok ? result.output : { refused: result.reason },
        })),
      },
      { step: 'gate', result: { removed: sent.gated.removed } satisfies Pick<Gated, 'removed'> },
      { step: 'send', result: { kind: reply.kind, by: reply.by, memory: turn.memory } },
    ],
    answer: sent.messageId ? { kind: reply.kind, body: sent.gated.text, choices: reply.said.choices } : null,
  }
}

async function write(tx: Tx, conversation: Conversation, body: string): Promise<ReceivedMessage> {
  const now = tx.clock.now()
  const id = uuidv7(now)
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
async function openStranger(tx: Tx): Promise<Conversation | undefined> {
  const now = tx.clock.now()
  const [contactId, connectionId, conversationId] = [uuidv7(now), uuidv7(now), uuidv7(now)]
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
