/** A message as the arbiter and its carrier need it, locked with its contact. */

import { type RawBuilder, sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import type { Vendor } from '../connections/connection.ts'
import type { ConversationStatus } from '../conversations/conversation.ts'
import type { AppointmentStatus } from '../scheduling/appointment.ts'
import { type Case, TALK_LASTS, WAIT_LASTS } from './arbiter.ts'
import { DAY, WEEK } from './caps.ts'
import { type Channel, type MessageKind, type Purpose, TALK_KINDS } from './message.ts'

/** The connection that carries a message. */
export interface Via {
  connectionId: string
  vendor: Vendor
  /** Holds the credentials; see `secretContext`. */
  secretSealed: string
  threadId: string | null
  /** Without an account at the vendor: what it would carry is kept in the Outbox. */
  isLocal: boolean
}

export interface SentTemplate {
  name: string
  language: string
  category: 'utility' | 'marketing'
  /** As it was approved when the message was written; messages of before have none. */
  pattern?: string
  parameters: string[]
  /** What the vendor calls each parameter, where it does. */
  parameterNames?: string[] | null
}

export interface MessageRow {
  id: string
  contact_id: string
  root_id: string
  contact_time_zone: string | null
  appointment_id: string | null
  appointment_sequence: number | null
  kind: MessageKind
  purpose: Purpose
  channel: Channel
  to_address: string
  to_name: string
  subject: string | null
  body: string
  invitation: string | null
  invitation_method: 'REQUEST' | 'CANCEL' | null
  status: string
  /** Why it was held last; null: it was not. */
  reason: string | null
  sending_since: Temporal.Instant | null
  clinic_name: string
  clinic_email: string | null
  clinic_phone: string | null
  clinic_time_zone: string
  appointment_status: AppointmentStatus | null
  start_at: Temporal.Instant | null
  sequence: number | null
  attendee_time_zone: string | null
  author_kind: 'system' | 'assistant' | 'user'
  choices: { id: string; title: string }[]
  template: SentTemplate | null
  unknown_outcomes: number
  /** What ended the journey that says it, after the intent of a try before; see `stopJourneys`. */
  stopped_by: string | null
  /** The first message of the deed that this one does in another way. */
  instead_of: string | null
  created_at: Temporal.Instant
  talk_status: ConversationStatus | null
  last_inbound_at: Temporal.Instant | null
  address: string | null
  thread_id: string | null
  connection_id: string | null
  vendor: Vendor | null
  secret_sealed: string | null
  is_local: boolean | null
  /** See `talkEndsAt`. */
  talk_ends_at: Temporal.Instant | null
}

/**
 * Takes the locks on the contacts, in the order of ids, which booking, STOP and merge take too, and then on the messages. Of
 * several messages those are left out whose contact somebody else has locked, and the second of one contact: a batch waits
 * for nobody, and each sees what the one before has counted. A single one waits.
 */
export async function lockMessages(tx: Tx, ids: readonly string[]): Promise<MessageRow[]> {
  const owners = await tx.many(sql<{ id: string; root_id: string; merged_into_id: string | null }>`
    select m.id, root.id as root_id, root.merged_into_id
    from messages m
    join contacts c on c.clinic_id = m.clinic_id and c.id = m.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    where m.clinic_id = ${tx.clinicId} and m.id = any(${ids as string[]})
    order by root.id, m.id
    for update of root ${ids.length > 1 ? sql`skip locked` : sql``}`)
  // Merged while we waited for the lock: consents and caps are the other contact's now.
  if (owners.some((owner) => owner.merged_into_id)) throw new LostRace('contact was merged')
  const first = owners.filter(({ root_id }, place) => owners[place - 1]?.root_id !== root_id)
  if (first.length === 0) return []
  return tx.many(sql<MessageRow>`
    select m.id, m.contact_id, root.id as root_id, root.time_zone as contact_time_zone, m.appointment_id,
      m.appointment_sequence, m.kind, m.purpose, m.channel, m.to_address, m.to_name, m.subject, m.body, m.invitation,
      m.invitation_method, m.status, m.reason, m.sending_since, m.author_kind, m.choices, m.template, m.unknown_outcomes, m.instead_of, m.created_at,
      -- Before its first try it is withdrawn with its step.
      case when m.attempts > 0 then (
        select t.reason
        from touchpoints t
        where t.clinic_id = m.clinic_id and t.message_id = m.id and t.status = 'cancelled' and not exists (
          select
          from touchpoints other
          where other.clinic_id = m.clinic_id and other.message_id = m.id and other.status = 'due')
        limit 1
      ) end as stopped_by,
      talk.status as talk_status, talk.last_inbound_at, talk.address, talk.thread_id, carrier.id as connection_id, carrier.vendor, carrier.secret_sealed, carrier.is_local,
      ${talkEndsAt(tx, sql`root.id`)} as talk_ends_at, clinic.name as clinic_name, clinic.email as clinic_email, clinic.phone_e164 as clinic_phone,
      clinic.time_zone as clinic_time_zone, a.status as appointment_status, a.start_at, a.sequence, a.attendee_time_zone
    from jsonb_to_recordset(${JSON.stringify(first)}::jsonb) as owner(id uuid, root_id uuid)
    join messages m on m.clinic_id = ${tx.clinicId} and m.id = owner.id
    join contacts root on root.clinic_id = m.clinic_id and root.id = owner.root_id
    join clinics clinic on clinic.clinic_id = m.clinic_id
    left join appointments a on a.clinic_id = m.clinic_id and a.id = m.appointment_id
    left join conversations talk on talk.clinic_id = m.clinic_id and talk.id = m.conversation_id
    left join lateral (
      select id, vendor, secret_sealed, settings ->> 'is_local' = 'yes' as is_local
      from connections
      where clinic_id = m.clinic_id and status = 'active'
        -- What belongs to no conversation goes by the clinic's own number.
        and (id = talk.connection_id
          or talk.id is null and (m.channel = 'sms' and vendor = 'twilio' or m.channel = 'whatsapp' and vendor = 'whatsapp'))
      order by id
      limit 1
    ) carrier on true
    order by m.id
    for update of m`)
}

/**
 * When it is over, if nobody writes any more, that staff talk with this person or are awaited, on whatever channel; null: neither is
 * so. Whoever of the staff writes takes the conversation, so `status_as_of` is of their last word; what the system says in it counts
 * for nothing.
 */
function talkEndsAt(tx: Tx, rootId: RawBuilder<unknown>): RawBuilder<Temporal.Instant | null> {
  return sql`(
    select max(greatest(
      greatest(open.last_inbound_at, open.status_as_of) + make_interval(hours => ${TALK_LASTS.hours}),
      case when open.status = 'waiting' then greatest(open.last_inbound_at, open.waiting_since) + make_interval(hours => ${WAIT_LASTS.hours}) end))
    from conversations open
    where open.clinic_id = ${tx.clinicId} and open.status in ('person', 'waiting') and open.contact_id = any(array(
        select id from contacts where clinic_id = ${tx.clinicId} and (id = ${rootId} or merged_into_id = ${rootId}))))`
}

/** The same of a person to whom nothing is written yet. */
export async function findTalkEnd(tx: Tx, rootId: string): Promise<Temporal.Instant | null> {
  const row = await tx.one(
    sql<{ at: Temporal.Instant | null }>`select ${talkEndsAt(tx, sql`${rootId}::uuid`)} as at`,
  )
  return row?.at ?? null
}

export type SentCounts = Required<Case['sent']>

/**
 * What went to each of these contacts, or may have: also what nobody knows of, and what arrived though it was called failed. The
 * message that asks is left out, and what was said in conversations is no message of that kind.
 */
export async function countSent(
  tx: Tx,
  asking: readonly { id: string; root_id: string }[],
): Promise<Map<string, SentCounts>> {
  const now = tx.clock.now()
  const dayAgo = now.subtract(DAY)
  const rows = await tx.many(
    sql<{ root_id: string; marketing_per_week: number; transactional: number; others: string[] }>`
      select asking.root_id, clinic.marketing_per_week, sent.*
      from jsonb_to_recordset(${JSON.stringify(asking.map(({ id, root_id }) => ({ id, root_id })))}::jsonb) as asking(id uuid, root_id uuid)
      join clinics clinic on clinic.clinic_id = ${tx.clinicId}
      cross join lateral (
        select count(*) filter (where m.purpose = 'transactional' and m.sending_since > ${dayAgo}) as transactional,
          coalesce(jsonb_agg(m.sending_since) filter (where m.purpose <> 'transactional'), '[]') as others
        from messages m
        -- An array is looked up in the index of one contact's messages; a subquery may have all of them read for each.
        where m.clinic_id = ${tx.clinicId} and m.contact_id = any(array(
            select id from contacts where clinic_id = ${tx.clinicId} and (id = asking.root_id or merged_into_id = asking.root_id)))
          and (m.status in ('sending', 'sent') or m.unknown_outcomes > 0 or m.delivered_at is not null)
          and m.sending_since > ${now.subtract(WEEK)} and m.kind <> all(${TALK_KINDS}) and m.id <> asking.id
      ) sent`,
  )
  return new Map(
    rows.map(({ root_id, marketing_per_week: marketingPerWeek, transactional, others }) => {
      const otherAt = others.map((at) => Temporal.Instant.from(at))
      const ofDay = otherAt.filter((at) => Temporal.Instant.compare(at, dayAgo) > 0)
      const counts = { otherLastDay: ofDay.length, otherLastWeek: otherAt.length }
      return [root_id, { transactionalLastDay: transactional, ...counts, otherAt, marketingPerWeek }]
    }),
  )
}
