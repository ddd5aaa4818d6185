/** The ways in which somebody can be written to without being asked first, most wanted first. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { windowClosesAt } from '../conversations/conversation.ts'
import { type Consent, consentFor } from './arbiter.ts'
import { findConsents } from './find-consents.ts'
import type { SentTemplate } from './lock-message.ts'
import type { Channel, Purpose } from './message.ts'

export interface Route {
  channel: Channel
  address: string
  conversationId: string | null
  /** An approved template, where the channel takes nothing else now. */
  template: SentTemplate | null
}

interface Wanted {
  contactId: string
  email: string | null
  phone: string | null
  purpose: Purpose
  /** Only these, most wanted first. */
  only?: readonly Channel[] | undefined
  carried: readonly Channel[]
}

/**
 * First where this person likes to be written to, then the conversation in which they wrote last while its window is
 * open, then text message and mail; ways that they have closed for this purpose are left out.
 */
export async function findRoutes(tx: Tx, wanted: Wanted): Promise<Route[]> {
  const { email, phone, only, carried, purpose } = wanted
  const [talks, liked, consents] = [
    await findTalks(tx, wanted.contactId),
    await findLikedChannel(tx, wanted.contactId),
    await findConsents(tx, wanted.contactId),
  ]
  const now = tx.clock.now()
  const chats = talks.flatMap(({ id, channel, address, last_inbound_at }): Route[] => {
    const closesAt = windowClosesAt(channel, last_inbound_at, 'system')
    if (channel === 'widget' || (closesAt && Temporal.Instant.compare(now, closesAt) >= 0)) return []
    return [{ channel, address, conversationId: id, template: null }]
  })
  const numbers: Route[] = [
    ...(phone ? [{ channel: 'sms' as const, address: phone, conversationId: null, template: null }] : []),
    ...(email ? [{ channel: 'email' as const, address: email, conversationId: null, template: null }] : []),
  ]
  const routes = [...chats, ...numbers.toSorted((a, b) => rank(carried, b) - rank(carried, a))]
    .filter(({ channel }) => !only || only.includes(channel))
    .filter(({ channel }) => isAllowed(consents, { purpose, channel }))
  const order = (channel: Channel) => (only ? only.indexOf(channel) : channel === liked ? -1 : 0)
  return routes.toSorted((a, b) => order(a.channel) - order(b.channel))
}

/** What really carries comes before what only keeps it in the Outbox. */
function rank(carried: readonly Channel[], { channel }: Route): number {
  return carried.includes(channel) ? 1 : 0
}

function isAllowed(
  consents: readonly Consent[],
  { purpose, channel }: { purpose: Purpose; channel: Channel },
) {
  const consent = consentFor(consents, { purpose, channel })
  return consent?.state !== 'withdrawn' && (purpose !== 'marketing' || consent?.state === 'granted')
}

function findTalks(tx: Tx, contactId: string) {
  return tx.many(sql<{
    id: string
    channel: Channel
    address: string
    last_inbound_at: Temporal.Instant | null
  }>`
    select talk.id, talk.channel, talk.address, talk.last_inbound_at
    from conversations talk
    join contacts c on c.clinic_id = talk.clinic_id and c.id = talk.contact_id
    where talk.clinic_id = ${tx.clinicId} and (c.id = ${contactId} or c.merged_into_id = ${contactId})
    order by talk.last_inbound_at desc nulls last, talk.id
    limit 5`)
}

/** Learned from where they write; a correction of staff counts before what was learned. */
async function findLikedChannel(tx: Tx, contactId: string): Promise<Channel | null> {
  const liked = await tx.one(sql<{ value: Channel }>`
    select coalesce(p.corrected_value, p.value) as value
    from preferences p
    join contacts c on c.clinic_id = p.clinic_id and c.id = p.contact_id
    where p.clinic_id = ${tx.clinicId} and p.kind = 'channel' and not p.is_erased and (c.id = ${contactId} or c.merged_into_id = ${contactId})
    order by p.corrected_value is not null desc, (
      select count(*) filter (where e.supports) - count(*) filter (where not e.supports)
      from preference_evidence e
      where e.clinic_id = p.clinic_id and e.preference_id = p.id) desc, p.id
    limit 1`)
  return liked?.value ?? null
}
