import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'

export interface ChannelRow {
  channel: string
  /** Conversations that began there. */
  conversations: number
  /** Those of them that led to a booking, whenever that was. */
  conversationsBooked: number
  /** Bookings whose last touch was this channel. */
  bookings: number
  /** Bookings of people whom this channel brought first, by writing or by booking. */
  firstTouches: number
  kept: number
  cancelled: number
  noShows: number
}

/**
 * Which channel converts, and what becomes of its bookings (REQUIREMENTS A10). A booking's last touch is the conversation that
 * it was made in or from, else what its link said; its first touch is whatever the person did first, whoever they were merged
 * from: the conversation that they began, or the booking that they made.
 */
export function findChannelReport(
  tx: Tx,
  range: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<ChannelRow[]> {
  return tx.many(sql<ChannelRow>`
    with touches as (
      select a.status, coalesce(talk.channel, t.last_channel) as last_channel, coalesce(first_talk.channel, t.first_channel) as first_channel
      from attribution_touches t
      join appointments a on a.clinic_id = t.clinic_id and a.id = t.appointment_id
      join contacts booker on booker.clinic_id = t.clinic_id and booker.id = t.contact_id
      left join conversations talk on talk.clinic_id = t.clinic_id and talk.id = t.conversation_id
      left join lateral (
        select array_agg(id) as ids
        from contacts
        where clinic_id = t.clinic_id
          and (id = ${rootOf('booker')} or merged_into_id = ${rootOf('booker')})
      ) person on true
      left join lateral (
        select c.channel
        from conversations c
        where c.clinic_id = t.clinic_id and (c.contact_id = any(person.ids) or c.id = t.conversation_id)
          and c.created_at <= t.created_at and not exists (
            select
            from attribution_touches earlier
            where earlier.clinic_id = t.clinic_id and earlier.contact_id = any(person.ids) and earlier.created_at < c.created_at)
        order by c.created_at, c.id
        limit 1
      ) first_talk on true
      where t.clinic_id = ${tx.clinicId} and t.created_at >= ${range.from} and t.created_at <= ${range.to}
    ), talks as (
      select c.channel, exists (
          select
          from attribution_touches t
          where t.clinic_id = c.clinic_id and t.conversation_id = c.id) as is_booked
      from conversations c
      where c.clinic_id = ${tx.clinicId} and c.created_at >= ${range.from} and c.created_at <= ${range.to}
    )
    select channel, sum(conversations)::int as conversations, sum(conversations_booked)::int as "conversationsBooked",
      sum(bookings)::int as bookings, sum(first_touches)::int as "firstTouches", sum(kept)::int as kept,
      sum(cancelled)::int as cancelled, sum(no_shows)::int as "noShows"
    from (
      select channel, count(*) as conversations, count(*) filter (where is_booked) as conversations_booked, 0 as bookings,
        0 as first_touches, 0 as kept, 0 as cancelled, 0 as no_shows
      from talks
      group by channel
      union all
      select last_channel, 0, 0, count(*), 0, count(*) filter (where status in ('booked', 'arrived', 'fulfilled')),
        count(*) filter (where status = 'cancelled'), count(*) filter (where status = 'noshow')
      from touches
      group by last_channel
      union all
      select first_channel, 0, 0, 0, count(*), 0, 0, 0
      from touches
      group by first_channel
    ) counted
    group by channel
    order by bookings desc, conversations desc, channel`)
}
