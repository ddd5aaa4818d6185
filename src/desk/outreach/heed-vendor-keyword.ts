import { findOptOut, isOptIn } from '@foyer/understanding'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { findConsents } from './find-consents.ts'
import { announcesVisit, type MessageKind } from './message.ts'

export interface HeedVendorKeyword {
  conversationId: string
  contactId: string
  messageId: string
  keyword: 'stop' | 'start' | 'help'
  /** What was written; the vendor's lists hold words of everyday, such as YES and CANCEL. */
  text: string
}

/**
 * The vendor has heard a word of its own list (Twilio's Advanced Opt-Out) and answered it itself: what it says of consent is
 * kept, with the message as proof, and nothing is sent in answer. But a YES to something that we had asked is answered too, and
 * a CANCEL of somebody who has a visit to come is left to staff, who find out what was meant.
 */
export async function heedVendorKeyword(tx: Tx, actor: Actor, input: HeedVendorKeyword): Promise<void> {
  const { conversationId, contactId, messageId, keyword, text } = input
  const isAnswer = keyword === 'start' && !isOptIn(text) && (await isAsked(tx, input))
  if (keyword !== 'help') {
    const claimed = await findClaimedNumber(tx, conversationId)
    await recordConsent(tx, actor, {
      contactId,
      purpose: 'all',
      channel: 'all',
      state: keyword === 'stop' ? 'withdrawn' : 'granted',
      source: `message:${messageId}`,
      ...(claimed ? { conversationId, phone: claimed } : {}),
    })
  }
  if (isAnswer) return
  if (keyword === 'stop' && findOptOut(text)?.mayMeanCancel && (await hasVisit(tx, contactId))) {
    await handOver(tx, actor, { conversationId, reason: 'not_understood' })
  }
  await tx.run(sql`
    update conversations
    set answered_up_to = ${messageId}, answer_due_at = null
    where clinic_id = ${tx.clinicId} and id = ${conversationId}`)
}

/** A number that somebody typed in beside what the contact is known by: whoever has it decides about what goes to it. */
async function findClaimedNumber(tx: Tx, conversationId: string): Promise<string | null> {
  const row = await tx.one(sql<{ value: string }>`
    select i.value
    from conversations c
    join contact_identifiers i on i.clinic_id = c.clinic_id and i.kind = 'phone' and i.value = '+' || ltrim(c.address, '+')
    where c.clinic_id = ${tx.clinicId} and c.id = ${conversationId} and i.standing = 'claimed'`)
  return row?.value ?? null
}

/** A reminder says when somebody is expected, and is answered as a question for so long. */
const ASKED_WITHIN = { hours: 72 }

/**
 * The assistant waits for a yes or a no, or the last thing that went to this number was about a visit to come. Whoever had
 * stopped messages takes them up again, and answers nothing.
 */
async function isAsked(
  tx: Tx,
  { conversationId, contactId }: { conversationId: string; contactId: string },
): Promise<boolean> {
  const consents = await findConsents(tx, contactId, { conversationId })
  if (consents.findLast(({ purpose }) => purpose === 'all')?.state === 'withdrawn') return false
  const row = await tx.one(sql<{ isOpen: boolean | null; kind: MessageKind | null }>`
    select c.memory -> 'standing' ->> 'offered' is not null
        or c.memory ->> 'asked' ~ '^(confirm|person|waitlist|question:.*)$' as "isOpen", (
        select m.kind
        from messages m
        where m.clinic_id = c.clinic_id and m.status in ('sending', 'sent')
          and (m.conversation_id = c.id or m.conversation_id is null and m.channel = 'sms' and m.to_address = '+' || ltrim(c.address, '+'))
          and coalesce(m.sent_at, m.sending_since) > ${tx.clock.now().subtract(ASKED_WITHIN)}
        order by coalesce(m.sent_at, m.sending_since) desc
        limit 1) as kind
    from conversations c
    where c.clinic_id = ${tx.clinicId} and c.id = ${conversationId}`)
  return row !== undefined && (row.isOpen === true || (row.kind !== null && announcesVisit(row.kind)))
}

async function hasVisit(tx: Tx, contactId: string): Promise<boolean> {
  const row = await tx.one(sql`
    select
    from appointments a
    where a.clinic_id = ${tx.clinicId} and a.contact_id = any(${partsOf(tx, contactId)})
      and a.status in ('pending', 'booked') and a.start_at > ${tx.clock.now()}
    limit 1`)
  return row !== undefined
}
