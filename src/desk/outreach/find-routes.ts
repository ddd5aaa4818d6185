/** The ways in which somebody can be written to without being asked first, most wanted first. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { windowClosesAt } from '../conversations/conversation.ts'
import { findTalks, type Talk } from '../conversations/find-talks.ts'
import { type Consent, consentFor } from './arbiter.ts'
import { type Approved, fillApproved } from './fill-approved.ts'
import { findCarried } from './find-carried.ts'
import { findConsents } from './find-consents.ts'
import type { SentTemplate } from './lock-message.ts'
import type { Channel, Purpose } from './message.ts'

export interface Route {
  channel: Channel
  address: string
  conversationId: string | null
  /** An approved template, where the channel takes nothing else now. */
  template: SentTemplate | null
  /** The text of that template, with our gaps in place of its own. */
  wording?: string
}

interface Wanted {
  contactId: string
  email: string | null
  phone: string | null
  purpose: Purpose
  /** Only these, most wanted first. */
  only?: readonly Channel[] | undefined
  /** What this process carries for every clinic. */
  carried: readonly Channel[]
  /** What goes out on WhatsApp when its window is closed. Not given: nothing. */
  approved?: Approved | undefined
  /** Also those that are closed, to tell whether there is any. */
  asIfOpen?: boolean
}

/**
 * First where this person likes to be written to, then the conversation in which they wrote last while its window is
 * open, then an approved template on WhatsApp, then text message and mail; ways that they have closed for this purpose are
 * left out.
 */
export async function findRoutes(tx: Tx, wanted: Wanted): Promise<Route[]> {
  const { email, phone, only, purpose, asIfOpen = false } = wanted
  const [talks, liked, consents, carried] = await Promise.all([
    findTalks(tx, { contactId: wanted.contactId, phone }),
    findLikedChannel(tx, wanted.contactId),
    findConsents(tx, wanted.contactId),
    findCarried(tx, wanted.carried),
  ])
  const now = tx.clock.now()
  const isClosed = ({ channel, last_inbound_at }: Talk) => {
    const closesAt = windowClosesAt(channel, last_inbound_at, 'system')
    return !asIfOpen && closesAt !== null && Temporal.Instant.compare(now, closesAt) >= 0
  }
  const chats = talks.filter((talk) => !isClosed(talk)).map((talk) => ({ ...routeOf(talk), template: null }))
  const templated = await findTemplated(tx, { talks: talks.filter(isClosed), consents, wanted })
  const numbers: Route[] = [
    ...(phone ? [{ channel: 'sms' as const, address: phone, conversationId: null, template: null }] : []),
    ...(email ? [{ channel: 'email' as const, address: email, conversationId: null, template: null }] : []),
  ]
  const all = [...chats, ...templated, ...numbers.toSorted((a, b) => rank(carried, b) - rank(carried, a))]
  const routes = all
    .filter(({ channel }) => !only || only.includes(channel))
    .filter(({ channel }) => asIfOpen || isOpenWay(consents, { purpose, channel }))
    .filter((route, place, every) => every.findIndex((other) => isSameWay(other, route)) === place)
  const order = (channel: Channel) => (only ? only.indexOf(channel) : channel === liked ? -1 : 0)
  return routes.toSorted((a, b) => order(a.channel) - order(b.channel))
}

/** The same person at the same place: a number is one way, with a conversation or without. */
export function isSameWay(
  a: Pick<Route, 'channel' | 'address'>,
  b: Pick<Route, 'channel' | 'address'>,
): boolean {
  return a.channel === b.channel && a.address === b.address
}

/** What really carries comes before what only keeps it in the Outbox. */
function rank(carried: readonly Channel[], { channel }: Route): number {
  return carried.includes(channel) ? 1 : 0
}

/** The person has not closed it for this purpose, and for marketing has opened it. */
export function isOpenWay(
  consents: readonly Consent[],
  { purpose, channel }: { purpose: Purpose; channel: Channel },
): boolean {
  const consent = consentFor(consents, { purpose, channel })
  return consent?.state !== 'withdrawn' && (purpose !== 'marketing' || consent?.state === 'granted')
}

/**
 * WhatsApp with what Meta has approved: where they have written there, else to the number of whoever has said that the clinic may
 * write to them on WhatsApp, which Meta asks for (WhatsApp Business Messaging Policy, opt-in).
 */
async function findTemplated(
  tx: Tx,
  { talks, consents, wanted }: { talks: readonly Talk[]; consents: readonly Consent[]; wanted: Wanted },
): Promise<Route[]> {
  const { approved, purpose, phone } = wanted
  if (!approved) return []
  const known = talks.filter(({ channel }) => channel === 'whatsapp')
  const routes: Route[] = []
  for (const talk of known) {
    const filled = await fillApproved(tx, { connectionId: talk.connection_id, purpose, approved })
    if (filled) routes.push({ ...routeOf(talk), ...filled })
  }
  const optIn = consents.findLast(({ channel }) => channel === 'whatsapp')
  if (routes.length > 0 || !phone || optIn?.state !== 'granted') return routes
  const connection = await tx.one(sql<{ id: string }>`
    select id
    from connections
    where clinic_id = ${tx.clinicId} and vendor = 'whatsapp' and status = 'active'
    order by id
    limit 1`)
  const filled = connection && (await fillApproved(tx, { connectionId: connection.id, purpose, approved }))
  return filled ? [{ channel: 'whatsapp', address: phone, conversationId: null, ...filled }] : []
}

function routeOf({ id, channel, address }: Talk) {
  return { channel, address, conversationId: id }
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
