import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Channel, MessageKind, MessageStatus, Purpose } from './message.ts'

export interface MessageRecord {
  id: string
  contactId: string
  contactName: string
  toName: string
  appointmentId: string | null
  kind: MessageKind
  purpose: Purpose
  channel: Channel
  toAddress: string
  subject: string | null
  body: string
  hasInvitation: boolean
  status: MessageStatus
  reason: string | null
  carrier: string | null
  dueAt: Temporal.Instant | null
  sentAt: Temporal.Instant | null
  createdAt: Temporal.Instant
}

export interface MessageFilter {
  contactId?: string
  status?: MessageStatus
  channel?: Channel
  limit: number
  offset: number
}

/** Everything that was said or would have been said, the newest first. */
export function findMessages(tx: Tx, filter: MessageFilter): Promise<MessageRecord[]> {
  return tx.many(sql<MessageRecord>`
    select m.id, root.id as "contactId", root.display_name as "contactName", m.to_name as "toName", m.appointment_id as "appointmentId", m.kind,
      m.purpose, m.channel, m.to_address as "toAddress", m.subject, m.body, m.invitation is not null as "hasInvitation",
      m.status, m.reason, m.carrier, m.due_at as "dueAt", m.sent_at as "sentAt", m.created_at as "createdAt"
    from messages m
    join contacts c on c.clinic_id = m.clinic_id and c.id = m.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
    where m.clinic_id = ${tx.clinicId}
      and (${filter.contactId ?? null}::uuid is null or root.id = ${filter.contactId ?? null})
      and (${filter.status ?? null}::text is null or m.status = ${filter.status ?? null})
      and (${filter.channel ?? null}::text is null or m.channel = ${filter.channel ?? null})
    order by m.id desc
    limit ${filter.limit} offset ${filter.offset}`)
}
