import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Practitioner } from './practitioner.ts'

const selectPractitioners = sql`
  select p.id, p.name, p.email, p.title, p.color, p.position, p.time_zone as "timeZone", p.is_bookable as "isBookable", p.limits,
    p.archived_at as "archivedAt",
    (select coalesce(json_agg(json_build_object('days', h.days, 'start', h.start_time, 'end', h.end_time) order by h.id), '[]')
      from weekly_hours h
      where h.clinic_id = p.clinic_id and h.practitioner_id = p.id) as hours,
    (select coalesce(json_agg(json_build_object('date', o.date, 'windows', o.windows, 'name', o.name) order by o.date), '[]')
      from schedule_overrides o
      where o.clinic_id = p.clinic_id and o.practitioner_id = p.id) as overrides,
    (select coalesce(json_agg(json_build_object('fromDate', t.from_date, 'toDate', t.to_date, 'timeZone', t.time_zone)
        order by t.from_date), '[]')
      from travels t
      where t.clinic_id = p.clinic_id and t.practitioner_id = p.id) as travels,
    (select coalesce(json_agg(s.id order by s.position, s.id), '[]')
      from service_practitioners sp
      join services s on s.clinic_id = sp.clinic_id and s.id = sp.service_id
      where sp.clinic_id = p.clinic_id and sp.practitioner_id = p.id and s.archived_at is null) as "serviceIds"
  from practitioners p`

/** In the clinic's order, with hours, days off and travel of all times. */
export function findPractitioners(
  tx: Tx,
  filter: { archived?: 'with' | 'without'; ids?: string[] } = {},
): Promise<Practitioner[]> {
  const wanted: RawBuilder<unknown>[] = [sql`p.clinic_id = ${tx.clinicId}`]
  if (filter.archived !== 'with') wanted.push(sql`p.archived_at is null`)
  if (filter.ids) wanted.push(sql`p.id = any(${filter.ids}::uuid[])`)
  return tx.many(sql<Practitioner>`
    ${selectPractitioners}
    where ${sql.join(wanted, sql` and `)}
    order by p.position, p.name, p.id`)
}

/** Archived ones too. */
export async function findPractitioner(tx: Tx, id: string): Promise<Practitioner | undefined> {
  const [practitioner] = await findPractitioners(tx, { ids: [id], archived: 'with' })
  return practitioner
}
