import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { TOLD_IN_CHAT } from '../contacts/contact.ts'
import { type Conversation, provesPhone } from '../conversations/conversation.ts'

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
 * Whether the channel itself proves who writes. The number counts from which they write, and one that the channel's own
 * contact has from elsewhere than a chat: what was told, or came with a merge, is a claim.
 */
export async function findIdentity(tx: Tx, conversation: Conversation): Promise<Identity> {
  const row = await tx.one(sql<{ phone: string | null; isClaimed: boolean }>`
    select (
        select i.value
        from contact_identifiers i
        join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
        where i.clinic_id = c.clinic_id and i.kind = 'phone' and (
          i.contact_id = c.contact_id and i.source <> ${TOLD_IN_CHAT}
          or coalesce(part.merged_into_id, part.id) = coalesce(owner.merged_into_id, owner.id) and (
            ltrim(c.address, '+') = ltrim(i.value, '+') or exists (
              select
              from channel_identities k
              where k.clinic_id = c.clinic_id and k.connection_id = c.connection_id and k.contact_id = c.contact_id
                and ltrim(k.value, '+') = ltrim(i.value, '+'))))
        order by (ltrim(c.address, '+') = ltrim(i.value, '+')) desc, i.id
        limit 1) as phone,
      exists (
        select
        from contact_merges m
        where m.clinic_id = c.clinic_id and m.from_contact_id = c.contact_id and m.reason = ${CLAIMED}) as "isClaimed"
    from conversations c
    join contacts owner on owner.clinic_id = c.clinic_id and owner.id = c.contact_id
    where c.clinic_id = ${tx.clinicId} and c.id = ${conversation.id}`)
  const phone = provesPhone(conversation.channel) ? (row?.phone ?? null) : null
  return { isProven: phone !== null, phone, isClaimed: row?.isClaimed ?? false }
}
