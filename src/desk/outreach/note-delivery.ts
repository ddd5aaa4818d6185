import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { aboutMessage, type MessageOfEvent } from './about-message.ts'
import { messageDelivered, messageFailed, messageRead, messageSent } from './events.ts'
import { keepRefusal } from './keep-refusal.ts'
import { lockReceiver } from './lock-receiver.ts'

export interface DeliveryNote {
  /** The vendor's id of the message; ours counts where the wire carries it. */
  vendorMessageId: string
  messageId: string | null
  /** Whose id it is: two servers of one clinic count their messages each for itself. Not given: nobody else's. */
  connectionId?: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  at: Temporal.Instant
  failure: { code: string; vendorCode: string | null } | null
}

type Row = MessageOfEvent & {
  was_delivered: boolean
  was_read: boolean
  was: string
  status: string
  carrier: string
}

/**
 * What a vendor tells of a message that it has accepted. Notes come late, twice and in any order: what is read was delivered,
 * nothing is taken back by an earlier note, and a failure after delivery is none. A note that comes before our own call has been
 * answered, or after nobody knew whether it went out, is what says that it was sent. A refusal that is the person's own no is
 * kept as that. False for a message that is not ours.
 */
export async function noteDelivery(tx: Tx, note: DeliveryNote): Promise<boolean> {
  const { status, at, failure } = note
  const isDelivered = status === 'delivered' || status === 'read'
  // What a refusal teaches is written under the contact's lock, which comes before the message's everywhere.
  if (failure) await lockReceiver(tx, note)
  const row = await tx.one(sql<Row>`
    with before as (
      select id, status, delivered_at, read_at
      from messages
      where clinic_id = ${tx.clinicId} and (id = ${note.messageId}::uuid or ${isOfVendor(tx, note)})
      order by (id = ${note.messageId}::uuid) desc nulls last
      limit 1
      for update
    )
    update messages
    set delivered_at = case when ${isDelivered} then coalesce(messages.delivered_at, ${at}) else messages.delivered_at end,
      read_at = case when ${status === 'read'} then coalesce(messages.read_at, ${at}) else messages.read_at end,
      vendor_message_id = coalesce(messages.vendor_message_id, ${note.vendorMessageId}),
      vendor_code = coalesce(${failure?.vendorCode ?? null}, messages.vendor_code),
      status = case
        when ${status === 'failed'} and before.delivered_at is null and (messages.status = 'sent' or ${isUnsure}) then 'failed'
        when ${status !== 'failed'} and ${isUnsure} then 'sent'
        else messages.status
      end,
      sent_at = case when ${status !== 'failed'} then coalesce(messages.sent_at, ${at}) else messages.sent_at end,
      reason = case
        when ${status === 'failed'} and before.delivered_at is null then ${failure?.code ?? 'failed'}
        when ${status !== 'failed'} and ${isUnsure} then null
        else messages.reason
      end,
      unknown_outcomes = case when ${status === 'failed'} and before.delivered_at is null and ${isUnsure} then 0 else messages.unknown_outcomes end,
      carrier = coalesce(messages.carrier, (
        select k.vendor
        from conversations c
        join connections k on k.clinic_id = c.clinic_id and k.id = c.connection_id
        where c.clinic_id = messages.clinic_id and c.id = messages.conversation_id), messages.channel),
      updated_at = ${tx.clock.now()}
    from before
    where messages.clinic_id = ${tx.clinicId} and messages.id = before.id
    returning messages.id, messages.contact_id, messages.appointment_id, messages.kind, messages.channel, messages.instead_of,
      before.delivered_at is not null as was_delivered, before.read_at is not null as was_read, before.status as was, messages.status, messages.carrier`)
  if (!row) return false
  const about = { ...aboutMessage(row), occurredAt: at }
  if (row.status === 'sent' && row.was !== 'sent') {
    await record(tx, messageSent, { ...about, payload: { ...about.payload, carrier: row.carrier } })
  }
  if (row.status === 'failed' && row.was !== 'failed') {
    // What the person told the vendor is known before another way is looked for.
    const { contact_id: contactId, channel } = row
    await keepRefusal(tx, { messageId: row.id, contactId, channel, code: failure?.code, vendor: channel })
    await record(tx, messageFailed, {
      ...about,
      payload: { ...about.payload, reason: failure?.code ?? 'failed' },
    })
  }
  if (isDelivered && !row.was_delivered) await record(tx, messageDelivered, about)
  if (status === 'read' && !row.was_read) await record(tx, messageRead, about)
  return true
}

/** Whether it went out is what the note says. */
const isUnsure = sql`(messages.status = 'sending' or messages.status in ('held', 'failed') and messages.reason = 'outcome_unknown')`

function isOfVendor(tx: Tx, { vendorMessageId, ...note }: DeliveryNote) {
  const connectionId = note.connectionId ?? null
  return sql`vendor_message_id = ${vendorMessageId} and (${connectionId}::uuid is null or conversation_id is null or conversation_id in (
        select id
        from conversations
        where clinic_id = ${tx.clinicId} and connection_id = ${connectionId}))`
}
