import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { Channel, MessageKind, Purpose, ToldStatus } from './message.ts'

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
  textHash: string | null
  /** Whether it is the text that was last shown for its step; null where nobody looked. */
  isAsPreviewed: boolean | null
  hasInvitation: boolean
  status: ToldStatus
  reason: string | null
  carrier: string | null
  dueAt: Temporal.Instant | null
  sentAt: Temporal.Instant | null
  createdAt: Temporal.Instant
}

export interface MessageFilter {
  contactId?: string
  status?: ToldStatus
  channel?: Channel
  limit: number
  offset: number
}

/** True where the last that went out of an appointment's invitations, or may have gone out, put it into the calendar. */
export async function isInCalendar(tx: Tx, appointmentId: string): Promise<boolean> {
  const last = await tx.one(sql<{ method: 'REQUEST' | 'CANCEL' }>`
    select invitation_method as method
    from messages
    where clinic_id = ${tx.clinicId} and appointment_id = ${appointmentId} and invitation_method is not null
      and (status in ('sending', 'sent') or unknown_outcomes > 0
        or invitation_method = 'CANCEL' and status in ('queued', 'held'))
    order by appointment_sequence desc, id desc
    limit 1`)
  return last?.method === 'REQUEST'
}

/** Everything that was said or would have been said, the newest first. */
export function findMessages(tx: Tx, filter: MessageFilter): Promise<MessageRecord[]> {
  return tx.many(sql<MessageRecord>`
    select m.id, root.id as "contactId", root.display_name as "contactName", m.to_name as "toName", m.appointment_id as "appointmentId", m.kind,
      m.purpose, m.channel, m.to_address as "toAddress", m.subject, m.body, m.text_hash as "textHash",
      m.text_hash = t.previewed_hash as "isAsPreviewed", m.invitation is not null as "hasInvitation",
      ${toldStatus} as status, m.reason, m.carrier, m.due_at as "dueAt", m.sent_at as "sentAt", m.created_at as "createdAt"
    from messages m
    join contacts c on c.clinic_id = m.clinic_id and c.id = m.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    left join lateral (
      select previewed_hash
      from touchpoints
      where clinic_id = m.clinic_id and message_id = m.id
      -- Of steps that went together it is enough that one was looked at.
      order by previewed_hash = m.text_hash desc nulls last, id
      limit 1
    ) t on true
    where m.clinic_id = ${tx.clinicId}
      and (${filter.contactId ?? null}::uuid is null or root.id = ${filter.contactId ?? null})
      and (${filter.status ?? null}::text is null or ${toldStatus} = ${filter.status ?? null})
      and (${filter.channel ?? null}::text is null or m.channel = ${filter.channel ?? null})
    order by m.id desc
    limit ${filter.limit} offset ${filter.offset}`)
}

const toldStatus = sql`case when m.status = 'sent' and m.carrier = 'outbox' then 'kept' else m.status end`
