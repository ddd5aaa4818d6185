import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Closure, WeeklyHours } from './hours.ts'

/** The hours of practitioners without their own. */
export function findClinicHours(tx: Tx): Promise<WeeklyHours[]> {
  return tx.many(sql<WeeklyHours>`
    select days, start_time as start, end_time as "end"
    from weekly_hours
    where clinic_id = ${tx.clinicId} and practitioner_id is null
    order by id`)
}

/** Dates on which the whole clinic has other hours or none; `from` and `to` (`YYYY-MM-DD`) are included. */
export function findClosures(tx: Tx, filter: { from?: string; to?: string } = {}): Promise<Closure[]> {
  const wanted: RawBuilder<unknown>[] = [sql`clinic_id = ${tx.clinicId}`, sql`practitioner_id is null`]
  if (filter.from) wanted.push(sql`date >= ${filter.from}`)
  if (filter.to) wanted.push(sql`date <= ${filter.to}`)
  return tx.many(sql<Closure>`
    select id, date, windows, name
    from schedule_overrides
    where ${sql.join(wanted, sql` and `)}
    order by date`)
}
