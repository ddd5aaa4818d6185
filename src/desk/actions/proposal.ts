/** A proposal is what the person is asked to say yes to: one visit, with its service, day and time. */
import { sql } from 'kysely'
import { z } from 'zod'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'

export const Proposal = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('book'),
    serviceId: z.string(),
    /** ISO 8601 */
    startAt: z.string(),
    durationMinutes: z.number(),
    practitionerId: z.string().nullable(),
  }),
  z.strictObject({ do: z.literal('move'), appointmentId: z.string(), startAt: z.string() }),
  z.strictObject({ do: z.literal('cancel'), appointmentId: z.string() }),
])
export type Proposal = z.infer<typeof Proposal>

/** What of a conversation decides whether an action may be done; kept in its memory. */
export const Standing = z.strictObject({
  /** What was put to the person last, and after which of their messages. */
  offered: z.strictObject({ proposal: Proposal, hash: z.string(), afterMessageId: z.string() }).nullable(),
  /** Their yes: to which proposal, in which message. */
  confirmed: z.strictObject({ hash: z.string(), messageId: z.string() }).nullable(),
  /** The time that is kept while they decide. */
  hold: z
    .strictObject({
      id: z.string(),
      token: z.string(),
      serviceId: z.string(),
      startAt: z.string(),
      expiresAt: z.string(),
    })
    .nullable(),
})
export type Standing = z.infer<typeof Standing>

export const NOTHING_AGREED: Standing = { offered: null, confirmed: null, hold: null }

export function hashOf(proposal: Proposal): string {
  const { do: deed, ...of } = proposal
  const values = Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sha256Hex(JSON.stringify([deed, values]))
}

/** The standing after the proposal was put to the person, who must answer in a later message than this one. */
export function offer(standing: Standing, proposal: Proposal, afterMessageId: string): Standing {
  return {
    ...standing,
    offered: { proposal, hash: hashOf(proposal), afterMessageId },
    confirmed: null,
  }
}

/** The standing after a yes to what was offered; unchanged where nothing was. */
export function confirm(standing: Standing, messageId: string): Standing {
  const { offered } = standing
  return offered ? { ...standing, confirmed: { hash: offered.hash, messageId } } : standing
}

/**
 * Whether the person said yes to exactly this: offered in this conversation, and confirmed in a message of theirs that came
 * after the offer.
 */
export async function isConfirmed(
  tx: Tx,
  conversationId: string,
  { standing, proposal }: { standing: Standing; proposal: Proposal },
): Promise<boolean> {
  const { offered, confirmed } = standing
  const hash = hashOf(proposal)
  if (!offered || !confirmed || offered.hash !== hash || confirmed.hash !== hash) return false
  // Ids are UUIDs of version 7: their order is the order in which messages came.
  if (confirmed.messageId <= offered.afterMessageId) return false
  const said = await tx.one(sql`
    select 1
    from received_messages
    where clinic_id = ${tx.clinicId} and id = ${confirmed.messageId} and conversation_id = ${conversationId}
      and author = 'contact' and removed_at is null`)
  return said !== undefined
}
