import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Case, Verdict } from './arbiter.ts'
import { DAY, outranking } from './caps.ts'
import { findConsents } from './find-consents.ts'
import { isTalking, judgeMessage } from './judge-message.ts'
import { countSent, type MessageRow } from './lock-message.ts'
import { TALK_KINDS } from './message.ts'

/** The arbiter's, or the event that ended what the message belongs to. */
export type Judgement = Verdict | { verdict: 'refuse'; reason: string }

/** Asks the arbiter about each of these locked messages, one of each contact, in statements of a fixed number but for consents. */
export async function judgeMessages(tx: Tx, rows: readonly MessageRow[]): Promise<Judgement[]> {
  const [counts, coming, overtaken, ...consents] = await Promise.all([
    countSent(tx, rows),
    findComing(tx, rows),
    findOvertaken(tx, rows),
    ...rows.map(({ id, root_id }) => findConsents(tx, root_id, { messageId: id })),
  ])
  return rows.map((row, place) => {
    const cause = overtaken.get(row.id)
    if (cause) return { verdict: 'refuse', reason: cause }
    return judge(row, {
      now: tx.clock.now(),
      consents: consents[place] ?? [],
      sent: counts.get(row.root_id) ?? NOTHING_SENT,
      coming: coming.get(row.root_id) ?? [],
    })
  })
}

const NOTHING_SENT: Case['sent'] = { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0, otherAt: [] }

function judge(row: MessageRow, known: Pick<Case, 'now' | 'consents' | 'sent' | 'coming'>): Verdict {
  const { talk_status: status, last_inbound_at: lastInboundAt, talk_ends_at: talkEndsAt } = row
  return judgeMessage(
    {
      kind: row.kind,
      purpose: row.purpose,
      channel: row.channel,
      address: row.to_address,
      ownZone: row.attendee_time_zone ?? row.contact_time_zone,
      clinicZone: row.clinic_time_zone,
      clinicPhone: row.clinic_phone,
      appointment: toAppointment(row),
      speaksOfSequence: row.appointment_sequence,
      writtenAt: row.created_at,
      author: row.author_kind,
      talk: status && { status, lastInboundAt },
      isTemplate: row.template !== null,
      isPersonTalking: isTalking(talkEndsAt, known.now),
    },
    known,
  )
}

function toAppointment(row: MessageRow) {
  if (!row.appointment_status || !row.start_at || row.sequence === null) return null
  return { status: row.appointment_status, startAt: row.start_at, sequence: row.sequence }
}

/**
 * When something that goes before is due to the contacts of these messages within a day: a step that is planned, or a message that
 * waits. By contact.
 */
async function findComing(tx: Tx, rows: readonly MessageRow[]): Promise<Map<string, Temporal.Instant[]>> {
  const now = tx.clock.now()
  const asking = rows.flatMap(({ root_id, purpose }) => {
    const before = outranking(purpose)
    return before.length > 0 ? [{ root_id, before }] : []
  })
  if (asking.length === 0) return new Map()
  const due = await tx.many(sql<{ root_id: string; at: Temporal.Instant }>`
    select asking.root_id, greatest(coming.at, ${now}) as at
    from jsonb_to_recordset(${JSON.stringify(asking)}::jsonb) as asking(root_id uuid, before text[])
    cross join lateral (
      select array(select id from contacts where clinic_id = ${tx.clinicId} and (id = asking.root_id or merged_into_id = asking.root_id)) as ids
    ) person
    cross join lateral (
      select t.due_at as at
      from touchpoints t
      join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
      where t.clinic_id = ${tx.clinicId} and t.contact_id = any(person.ids) and t.status in ('planned', 'due') and t.message_id is null
        and t.kind in ('notice', 'message', 'form') and t.due_at < ${now.add(DAY)} and e.status = 'live' and e.purpose = any(asking.before)
      union all
      select case when m.status = 'held' then m.due_at else ${now} end
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.contact_id = any(person.ids) and m.status in ('queued', 'held')
        and m.purpose = any(asking.before) and m.kind <> all(${TALK_KINDS}) and (m.status = 'queued' or m.due_at < ${now.add(DAY)})
    ) coming`)
  return new Map(
    [...Map.groupBy(due, ({ root_id }) => root_id)].map(([root, own]) => [root, own.map(({ at }) => at)]),
  )
}

/**
 * Of messages that carry on a step after its first had gone: what has ended its journey since, or would have. Nothing else takes
 * them back, since the step itself is over.
 */
async function findOvertaken(tx: Tx, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const again = rows.flatMap(({ id, instead_of, root_id }) =>
    instead_of ? [{ id, instead_of, root_id }] : [],
  )
  if (again.length === 0) return new Map()
  const found = await tx.many(sql<{ id: string; cause: string | null }>`
    select again.id, coalesce(case when e.status = 'stopped' then e.end_reason end, ended.type) as cause
    from jsonb_to_recordset(${JSON.stringify(again)}::jsonb) as again(id uuid, instead_of uuid, root_id uuid)
    join messages m on m.clinic_id = ${tx.clinicId} and (m.id = again.instead_of or m.instead_of = again.instead_of)
    join touchpoints t on t.clinic_id = m.clinic_id and t.message_id = m.id
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    left join lateral (
      select happened.type
      from events happened
      where happened.clinic_id = e.clinic_id and happened.id > again.instead_of and happened.type = any(e.exits)
        and case when e.is_about_visit then happened.appointment_id = e.appointment_id
          else happened.contact_id in (
            select id from contacts where clinic_id = e.clinic_id and (id = again.root_id or merged_into_id = again.root_id)) end
      order by happened.id
      limit 1
    ) ended on true`)
  // One that speaks for steps of several journeys is overtaken when all of them are.
  return new Map(
    [...Map.groupBy(found, ({ id }) => id)].flatMap(([id, own]) => {
      const causes = own.map(({ cause }) => cause)
      const [cause] = causes
      return cause && causes.every(Boolean) ? [[id, cause] as const] : []
    }),
  )
}
