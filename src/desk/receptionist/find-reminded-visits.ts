import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Entitled, isTheirs } from '../actions/find-own-appointments.ts'
import { type Conversation, provesPhone } from '../conversations/conversation.ts'
import { announcesVisit, endsVisit, type MessageKind, TALK_KINDS } from '../outreach/message.ts'
import type { AppointmentStatus } from '../scheduling/appointment.ts'

/** A visit to come of which the clinic reminded this number. */
export interface RemindedVisit {
  id: string
  status: AppointmentStatus
  startAt: Temporal.Instant
  sequence: number
  /** The version that they were told of; null: not known, so the present one. */
  toldSequence: number | null
  /** They said that they will come at this time. */
  isConfirmed: boolean
  /** BCP 47, of whoever is expected; null: as the clinic's. */
  locale: string | null
}

export interface Reminder {
  visits: RemindedVisit[]
  /** When the last of these messages was sent. */
  sentAt: Temporal.Instant
  /** When anything else was last said to them before; null: nothing lately. */
  talkedAt: Temporal.Instant | null
}

/** How long a reminder is what an answer is read as an answer to. */
const ANSWERED_WITHIN = { hours: 72 }
/** More of the clinic's messages to one number in that time are not looked at. */
const LOOKED_AT = 20

/** What asks by itself for a yes or a no: it says when the person is expected. */
const EXPECTS: readonly MessageKind[] = ['confirmation', 'reminder', 'rescheduled']

interface Row {
  kind: MessageKind | 'staff_in_app'
  appointmentId: string | null
  sequence: number | null
  at: Temporal.Instant
}

/**
 * The visits that are the subject of what is written now: the last thing that this person was told before message
 * `messageId` was when they are expected, in this conversation or beside it by text message to the number that the channel
 * proves. What nobody carried out reminded nobody. Null where something else was said last, or all of them are past. A visit
 * that was cancelled or moved since is among them: the answer has to say so. One that is booked with another number by now is
 * not: whoever has the former one is told nothing more of it (docs/decisions/0023).
 */
export async function findReminder(
  tx: Tx,
  { entitled, messageId }: { entitled: Entitled; messageId: string },
): Promise<Reminder | null> {
  const rows = await findSent(tx, { conversation: entitled.conversation, messageId })
  const told = new Map<string, number | null>()
  let sentAt: Temporal.Instant | null = null
  let talkedAt: Temporal.Instant | null = null
  for (const { kind, appointmentId, sequence, at } of rows) {
    if (!isNoticeOfVisit(kind)) {
      talkedAt = at
      break
    }
    if (!appointmentId || !EXPECTS.includes(kind as MessageKind)) continue
    sentAt ??= at
    if (!told.has(appointmentId)) told.set(appointmentId, sequence)
  }
  const visits = await findRemindedVisits(tx, entitled, told)
  return sentAt && visits.length > 0 ? { visits, sentAt, talkedAt } : null
}

/** Those of these visits that are to come, booked or cancelled; by start. */
export async function findRemindedVisits(
  tx: Tx,
  entitled: Entitled,
  told: ReadonlyMap<string, number | null>,
): Promise<RemindedVisit[]> {
  if (told.size === 0) return []
  const rows = await tx.many(sql<Omit<RemindedVisit, 'toldSequence'>>`
    select a.id, a.status, a.start_at as "startAt", a.sequence,
      a.attendance_confirmed_sequence is not distinct from a.sequence as "isConfirmed", a.attendee_locale as locale
    from appointments a
    where a.clinic_id = ${tx.clinicId} and a.id = any(${[...told.keys()]}::uuid[]) and a.start_at > ${tx.clock.now()}
      and a.status in ('pending', 'booked', 'cancelled') and a.absorbed_into_id is null
      and (${entitled.phone}::text is null or ${isTheirs(tx, entitled)})
    order by a.start_at, a.id`)
  return rows.map((row) => ({ ...row, toldSequence: told.get(row.id) ?? null }))
}

function isNoticeOfVisit(kind: Row['kind']): boolean {
  if (kind === 'staff_in_app' || kind === 'waitlist_offer' || kind === 'waitlist_lost') return false
  return announcesVisit(kind) || endsVisit(kind) || kind === 'calendar_correction'
}

/** What reached this person here, the latest first. */
function findSent(
  tx: Tx,
  { conversation, messageId }: { conversation: Conversation; messageId: string },
): Promise<Row[]> {
  const { id, channel, address, connectionId } = conversation
  const number = provesPhone(channel) ? `+${address.replace(/^\+/, '')}` : null
  const since = tx.clock.now().subtract(ANSWERED_WITHIN)
  return tx.many(sql<Row>`
    with heard as (
      select created_at
      from received_messages
      where clinic_id = ${tx.clinicId} and id = ${messageId}
    )
    select *
    from (
      select m.id, m.kind, m.appointment_id as "appointmentId", m.appointment_sequence as sequence, coalesce(m.sent_at, m.sending_since) as at
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.status in ('sending', 'sent') and m.kind <> all(${TALK_KINDS})
        and (m.conversation_id = ${id} or m.conversation_id is null and m.channel = 'sms' and m.to_address = ${number})
        -- Played without a vendor's account, what is kept is what they read.
        and (m.carrier is distinct from 'outbox' or exists (
          select
          from connections k
          where k.clinic_id = m.clinic_id and k.id = ${connectionId} and k.settings ->> 'is_local' = 'yes'))
      union all
      -- What was said in the conversation counts from when it was said, also while it is on its way.
      select m.id, m.kind, null, null, m.created_at
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${id} and m.kind = any(${TALK_KINDS})
        and m.status not in ('failed', 'refused', 'withdrawn')
      union all
      select r.id, 'staff_in_app', null, null, r.created_at
      from received_messages r
      where r.clinic_id = ${tx.clinicId} and r.conversation_id = ${id} and r.author = 'staff'
    ) said
    where at > ${since} and at <= (select created_at from heard)
    order by at desc, id desc
    limit ${LOOKED_AT}`)
}
