import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ChatChannel } from './conversation.ts'

export interface Talk {
  id: string
  connection_id: string
  channel: ChatChannel
  address: string
  last_inbound_at: Temporal.Instant | null
}

/**
 * The conversations in which a contact may be written to of themselves, where they wrote last first. Left out are those that only
 * something typed in has led to them (docs/decisions/0023): from a number that is neither `phone`, that of the visit which is
 * spoken of, nor the contact's for certain, and of whoever named the contact's number in a chat. Those of a website's chat are
 * read by nobody who has left it.
 */
export function findTalks(
  tx: Tx,
  { contactId, phone, limit = 5 }: { contactId: string; phone: string | null; limit?: number },
): Promise<Talk[]> {
  return tx.many(sql<Talk>`
    select talk.id, talk.connection_id, talk.channel, talk.address, talk.last_inbound_at
    from conversations talk
    join contacts c on c.clinic_id = talk.clinic_id and c.id = talk.contact_id
    where talk.clinic_id = ${tx.clinicId} and (c.id = ${contactId} or c.merged_into_id = ${contactId}) and talk.channel <> 'widget'
      and not exists (
        select
        from contact_merges m
        where m.clinic_id = talk.clinic_id and m.from_contact_id = talk.contact_id and m.reason = ${CLAIMED})
      and (talk.channel not in ('whatsapp', 'sms') or coalesce((
        select bool_or(i.value is not distinct from ${phone} or i.standing = 'confirmed' or i.standing = 'own' and not exists (
          select
          from contact_identifiers other
          join contacts part on part.clinic_id = other.clinic_id and part.id = other.contact_id
          where other.clinic_id = talk.clinic_id and other.kind = 'phone' and other.value <> i.value
            and (part.id = ${contactId} or part.merged_into_id = ${contactId})))
        from contact_identifiers i
        where i.clinic_id = talk.clinic_id and i.kind = 'phone' and (i.value = ${numberOf('talk.address')} or i.value in (
          select ${numberOf('k.value')}
          from channel_identities k
          where k.clinic_id = talk.clinic_id and k.connection_id = talk.connection_id and k.contact_id = talk.contact_id))
      ), true))
    order by talk.last_inbound_at desc nulls last, talk.id
    limit ${limit}`)
}

/** The reason of a merge that rests on what was told in a chat. */
export const CLAIMED = 'booked_in_chat_under_known_number'

/** What a channel calls somebody, as the number that it may be: `13125550100`, `whatsapp:+13125550100`. */
export function numberOf(column: string) {
  return sql`regexp_replace(${sql.ref(column)}, '^(whatsapp:)?[+]?', '+')`
}
