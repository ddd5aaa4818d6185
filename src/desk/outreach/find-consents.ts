import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import type { Consent } from './arbiter.ts'

/**
 * What a person agreed to or withdrew, and whoever was merged into them; oldest first, as the arbiter wants it. What somebody
 * unproven said counts in the conversation in which they said it: `about` names that one, or a message of it, or where one will
 * go that is not written yet. What was said from a number that only claims to be this person's counts for what goes to it.
 */
export function findConsents(
  tx: Tx,
  rootId: string,
  about: { messageId?: string; conversationId?: string | null; address?: string } = {},
): Promise<Consent[]> {
  return tx.many(sql<Consent>`
    with talk as (
      -- Of coalesce no index is asked (src/kit/merged.ts): for each message all that the clinic had ever received was read.
      select case when ${about.conversationId ?? null}::uuid is null then m.conversation_id else ${about.conversationId ?? null}::uuid end as id, '+' || ltrim(coalesce(c.address, m.to_address, ${about.address ?? null}::text), '+') as number
      from (values (1)) as one
      left join messages m on m.clinic_id = ${tx.clinicId} and m.id = ${about.messageId ?? null}
      left join conversations c on c.clinic_id = ${tx.clinicId}
        and c.id = case when ${about.conversationId ?? null}::uuid is null then m.conversation_id else ${about.conversationId ?? null}::uuid end
    )
    select k.purpose, k.channel, k.state, k.created_at as at, k.conversation_id as "conversationId",
      k.state = 'granted' and k.purpose = 'all' and k.text_shown is null as "isBare",
      -- In the order of our door: the vendors' clocks tell whole seconds.
      exists (
        select
        from received_messages m
        where m.clinic_id = k.clinic_id and m.conversation_id = talk.id and m.author = 'contact'
          and case when k.source ~ '^message:[0-9a-f-]{36}$' then m.id > substr(k.source, 9)::uuid else m.created_at > k.created_at end
      ) as "isFollowed"
    from consents k
    cross join talk
    where k.clinic_id = ${tx.clinicId} and (k.conversation_id is null and k.phone_e164 is null or k.conversation_id = talk.id or k.phone_e164 = talk.number)
      and k.contact_id = any(${partsOf(tx, rootId)})
    order by k.id`)
}
