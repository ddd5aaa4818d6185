import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { closeConversation } from './close-conversation.ts'
import type { ConversationStatus } from './conversation.ts'
import { handOver } from './hand-over-conversation.ts'
import { lockConversation } from './lock-conversation.ts'
import { releaseConversation } from './release-conversation.ts'
import { takeOver } from './take-over-conversation.ts'

export interface HeedVendorStatus {
  conversationId: string
  /** Who has the thread in the vendor's own inbox. `assistant`: its bot; `person`: its staff. */
  state: 'assistant' | 'person' | 'closed' | 'snoozed'
  /** When that was so, by the vendor's clock, which is taken to agree with ours. */
  at: Temporal.Instant
}

/**
 * Does what the vendor's own inbox says of who answers. Its news come late and in any order, our own among them: what was so
 * before somebody decided otherwise, here or there, changes nothing, nor does the end of a conversation in which was written
 * since. False for those.
 */
export async function heedVendorStatus(tx: Tx, actor: Actor, input: HeedVendorStatus): Promise<boolean> {
  const { conversationId, state, at } = input
  const conversation = await lockConversation(tx, conversationId)
  if (!conversation) return false
  const asOf = await findStatusAsOf(tx, conversationId)
  if (asOf && isBefore(at, asOf)) return false
  const { lastInboundAt } = conversation
  if (state === 'closed' && lastInboundAt && isBefore(at, lastInboundAt)) return false
  await follow(tx, actor, { ...input, status: conversation.status })
  // Also where nothing had to be done: news from before this one are old now.
  await tx.run(sql`
    update conversations
    set status_as_of = ${at}
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  return true
}

async function follow(
  tx: Tx,
  actor: Actor,
  { conversationId, state, at, status }: HeedVendorStatus & { status: ConversationStatus },
): Promise<void> {
  switch (state) {
    case 'person':
      // Our own hand-over comes back as this: whoever waits still waits.
      if (status !== 'assistant') return
      await handOver(tx, actor, { conversationId, reason: 'staff_wrote' })
      return tx.send(sql`
        update conversations
        set waiting_since = ${at}
        where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
    case 'assistant':
      await releaseConversation(tx, actor, conversationId, { at })
      return
    case 'closed':
      await closeConversation(tx, actor, conversationId, { at })
      return
    case 'snoozed':
      await takeOver(tx, actor, { conversationId, assigneeId: null, at })
  }
}

/** A hand-over is a decision too, and says since when somebody waits. */
async function findStatusAsOf(tx: Tx, conversationId: string): Promise<Temporal.Instant | null> {
  const row = await tx.one(sql<{ as_of: Temporal.Instant | null }>`
    select greatest(status_as_of, waiting_since) as as_of
    from conversations
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
  return row?.as_of ?? null
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
