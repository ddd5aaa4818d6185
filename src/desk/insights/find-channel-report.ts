import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface ChannelRow {
  channel: string
  /** Bookings whose last touch was this channel. */
  bookings: number
  /** Bookings of people whom this channel brought first. */
  firstTouches: number
  kept: number
  cancelled: number
  noShows: number
}

/** Which channel brings bookings, and what becomes of them (REQUIREMENTS A10). */
export function findChannelReport(
  tx: Tx,
  range: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<ChannelRow[]> {
  return tx.many(sql<ChannelRow>`
    select channel, count(*) filter (where is_last) as bookings, count(*) filter (where not is_last) as "firstTouches",
      count(*) filter (where is_last and status in ('booked', 'arrived', 'fulfilled')) as kept,
      count(*) filter (where is_last and status = 'cancelled') as cancelled,
      count(*) filter (where is_last and status = 'noshow') as "noShows"
    from (
      select t.last_channel as channel, true as is_last, a.status
      from attribution_touches t
      join appointments a on a.clinic_id = t.clinic_id and a.id = t.appointment_id
      where t.clinic_id = ${tx.clinicId} and t.created_at >= ${range.from} and t.created_at <= ${range.to}
      union all
      select t.first_channel, false, a.status
      from attribution_touches t
      join appointments a on a.clinic_id = t.clinic_id and a.id = t.appointment_id
      where t.clinic_id = ${tx.clinicId} and t.created_at >= ${range.from} and t.created_at <= ${range.to}
    ) touches
    group by channel
    order by bookings desc, channel`)
}
