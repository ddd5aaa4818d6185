/** People write in bubbles: the answer waits until they seem to be done, and answers them all at once. */
import { understand } from '@foyer/understanding'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler, HappenedEvent } from '../../kit/events.ts'
import type { Conversation, ReceivedMessage } from '../conversations/conversation.ts'
import { findUnanswered } from '../conversations/find-conversations.ts'
import { lockConversation } from '../conversations/lock-conversation.ts'

/** Milliseconds, from the last bubble on. */
export const WAITS_MS = { tap: 100, complete: 800, short: 2_500, unfinished: 6_000 }
/** Nobody waits longer than this for bubbles that go on coming, counted from the first. */
const LONGEST_MS = 15_000
const SHORT_WORDS = 2

/** How long to wait for more after this message. A short one that answers a question is complete. */
export function waitAfter(message: {
  text: string
  isTap: boolean
  isAsked: boolean
  isUnfinished: boolean
}): number {
  if (message.isTap) return WAITS_MS.tap
  if (message.isUnfinished) return WAITS_MS.unfinished
  const text = message.text.trim()
  const isClosed = /[.!?…]$/.test(text)
  const words = text.split(/\s+/).length
  return words <= SHORT_WORDS && !isClosed && !message.isAsked ? WAITS_MS.short : WAITS_MS.complete
}

/** With `message.received`: sets when the conversation is answered, on the app's clock. */
export const planAnswer: Handler = {
  name: 'planAnswer',
  async run(tx, event: HappenedEvent<{ conversationId: string; messageId: string }>) {
    const { conversationId, messageId } = event.payload
    const message = await tx.one(sql<{ body: string; choice: unknown; asked: string | null }>`
      select m.body, m.choice, c.memory ->> 'asked' as asked
      from received_messages m
      join conversations c on c.clinic_id = m.clinic_id and c.id = m.conversation_id
      where m.clinic_id = ${tx.clinicId} and m.id = ${messageId}`)
    if (!message) return
    const now = tx.clock.now()
    const wait = waitAfter({
      text: message.body,
      isTap: message.choice !== null,
      isAsked: message.asked !== null,
      isUnfinished: isUnfinished(message.body, now),
    })
    const due = now.add({ milliseconds: wait })
    tx.send(sql`
      update conversations c
      set answer_due_at = least(${due}::timestamptz, coalesce((
        select min(m.created_at) + make_interval(secs => ${LONGEST_MS / 1000})
        from received_messages m
        where m.clinic_id = c.clinic_id and m.conversation_id = c.id and m.author = 'contact'
          and (c.answered_up_to is null or m.id > c.answered_up_to)), ${due}::timestamptz))
      where c.clinic_id = ${tx.clinicId} and c.id = ${conversationId}`)
  },
}

function isUnfinished(text: string, now: Temporal.Instant): boolean {
  const question = { services: [], practitioners: [], offer: null, state: {}, language: null }
  return understand({ ...question, text, now: now.toString(), timeZone: 'UTC', country: 'US' }).isUnfinished
}

export interface Gathered {
  conversation: Conversation
  /** Oldest first; never empty. */
  messages: ReceivedMessage[]
}

/**
 * What is to be answered now, everything locked that an answer changes. Null where there is nothing: answered meanwhile, or
 * another bubble came and its wait is not over.
 */
export async function gather(tx: Tx, conversationId: string): Promise<Gathered | null> {
  const conversation = await lockConversation(tx, conversationId)
  if (!conversation) return null
  const { answerDueAt } = conversation
  if (!answerDueAt || Temporal.Instant.compare(answerDueAt, tx.clock.now()) > 0) return null
  const messages = await findUnanswered(tx, conversation)
  if (messages.length > 0) return { conversation, messages }
  // What was to be answered was taken back by who wrote it.
  tx.send(sql`
    update conversations
    set answer_due_at = null
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  return null
}

/** The same bubbles again, after a model was asked; null where they were answered meanwhile or others came behind them. */
export async function gatherUpTo(tx: Tx, conversationId: string, upTo: string): Promise<Gathered | null> {
  const conversation = await lockConversation(tx, conversationId)
  if (!conversation) return null
  const messages = await findUnanswered(tx, conversation)
  return messages.at(-1)?.id === upTo ? { conversation, messages } : null
}
