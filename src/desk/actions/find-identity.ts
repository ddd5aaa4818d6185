import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Conversation, provesPhone } from '../conversations/conversation.ts'

/** The `source` of identifiers that a person only told: that somebody says a number does not make it theirs. */
export const TOLD_IN_CHAT = 'told_in_chat'

/** The reason of a merge that rests on what was told. */
export const CLAIMED = 'booked_in_chat_under_known_number'

export interface Identity {
  /** Theirs by what the channel proves; what is kept under it may be shown to them. */
  isProven: boolean
  /** E.164, proven by the channel; null where it proves none. */
  phone: string | null
  /** The contact was joined with another one by what was told in a chat: nothing shows that they are one person. */
  isClaimed: boolean
}

/**
 * Whether the channel itself proves who writes. The number counts that the channel's own contact has from the channel: one
 * that was told, or that came with a merge, is a claim.
 */
export async function findIdentity(tx: Tx, conversation: Conversation): Promise<Identity> {
  const row = await tx.one(sql<{ phone: string | null; isClaimed: boolean }>`
    select (
        select i.value
        from contact_identifiers i
        where i.clinic_id = c.clinic_id and i.contact_id = c.contact_id and i.kind = 'phone' and i.source <> ${TOLD_IN_CHAT}
        order by (regexp_replace(c.address, '\\D', '', 'g') = regexp_replace(i.value, '\\D', '', 'g')) desc, i.id
        limit 1) as phone,
      exists (
        select
        from contact_merges m
        where m.clinic_id = c.clinic_id and m.from_contact_id = c.contact_id and m.reason = ${CLAIMED}) as "isClaimed"
    from conversations c
    where c.clinic_id = ${tx.clinicId} and c.id = ${conversation.id}`)
  const phone = provesPhone(conversation.channel) ? (row?.phone ?? null) : null
  return { isProven: phone !== null, phone, isClaimed: row?.isClaimed ?? false }
}
