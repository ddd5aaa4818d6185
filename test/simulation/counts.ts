/** What became of everything, by name. */
import type { Ledger } from './ledger.ts'

export async function findCounts(ledger: Ledger): Promise<Record<string, number>> {
  const rows: { name: string; count: string }[] = await ledger.rows(`
    select 'visits: ' || status as name, count(*) from appointments group by status
    union all
    select 'message ' || kind || ': ' || status || coalesce(' ' || reason, ''), count(*) from messages group by kind, status, reason
    union all
    select 'step of ' || j.key || ': ' || t.status || coalesce(' ' || t.reason, ''), count(*)
    from touchpoints t
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    group by j.key, t.status, t.reason
    union all
    select 'texts that reached a phone', count(*) from simulation.reached`)
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}
