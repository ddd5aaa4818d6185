import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import { type Conversation, provesPhone } from '../conversations/conversation.ts'
import { CLAIMED, numberOf } from '../conversations/find-talks.ts'

/** Who writes, as far as anything shows it (docs/decisions/0023). */
export interface Identity {
  /** They have the number `phone`: what was booked with it may be shown to them, moved and cancelled. */
  isProven: boolean
  /** E.164, proven by the channel; null where it proves none. */
  phone: string | null
  /** The number is the contact's for certain: all that is kept of the contact may be shown. */
  isOwner: boolean
  /** They came to this contact by what somebody told or typed in, which shows nothing. */
  isClaimed: boolean
}

interface Row {
  isMerged: boolean
  phone: string | null
  standing: string | null
  isShared: boolean | null
}

/**
 * What the channel itself proves of whoever writes: the number from which they write. Whose contact it stands at is another
 * question, since anybody can book with a number of their own and an address of somebody else's. The contact is theirs where
 * staff have confirmed the number, or where nothing is kept there that came with another one.
 */
export async function findIdentity(tx: Tx, conversation: Conversation): Promise<Identity> {
  const row = await tx.one(sql<Row>`
    select number.value as phone, number.standing,
      exists (
        select
        from contact_identifiers other
        where other.clinic_id = c.clinic_id and other.contact_id = any(family.ids) and other.kind = 'phone' and other.value <> number.value)
        or exists (
          select
          from appointments a
          where a.clinic_id = c.clinic_id and a.contact_id = any(family.ids) and a.attendee_phone_e164 is distinct from number.value) as "isShared",
      exists (
        select
        from contact_merges m
        where m.clinic_id = c.clinic_id and m.from_contact_id = c.contact_id and m.reason = ${CLAIMED}) as "isMerged"
    from conversations c
    join contacts own on own.clinic_id = c.clinic_id and own.id = c.contact_id
    cross join lateral (
      select array_agg(part.id) as ids
      from contacts part
      where part.clinic_id = c.clinic_id
        and (part.id = ${rootOf('own')} or part.merged_into_id = ${rootOf('own')})) family
    left join lateral (
      select i.value, i.standing
      from contact_identifiers i
      left join lateral (
        select true as is_shown
        from unnest(array(
          select k.value
          from channel_identities k
          where k.clinic_id = c.clinic_id and k.connection_id = c.connection_id and k.contact_id = c.contact_id) || c.address) as shown
        where ${numberOf('shown')} = i.value
        limit 1) shown on true
      where i.clinic_id = c.clinic_id and i.contact_id = any(family.ids) and i.kind = 'phone'
        -- Beside an id of the channel's own, the number is known by the channel that showed it.
        and (shown.is_shown or i.contact_id = c.contact_id and i.source = c.channel)
      order by ${numberOf('c.address')} = i.value desc, shown.is_shown desc nulls last, i.id
      limit 1) number on true
    where c.clinic_id = ${tx.clinicId} and c.id = ${conversation.id}`)
  const isMerged = row?.isMerged ?? false
  if (!row?.phone || !provesPhone(conversation.channel)) {
    return { isProven: false, phone: null, isOwner: false, isClaimed: isMerged }
  }
  const { phone, standing, isShared } = row
  const isOwner = standing === 'confirmed' || (standing === 'own' && !isShared)
  return { isProven: true, phone, isOwner, isClaimed: standing === 'claimed' }
}
