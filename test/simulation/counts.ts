/** What became of everything, by name. */
import type { Rows } from './ledger.ts'

export async function findCounts(ask: Rows): Promise<Record<string, number>> {
  const rows: { name: string; count: string }[] = await ask(`
    select 'visits: ' || status as name, count(*) from appointments group by status
    union all
    select 'message ' || kind || ' by ' || channel || ': ' || status || coalesce(' ' || reason, ''), count(*) from messages group by kind, channel, status, reason
    union all
    select 'step of ' || j.key || ': ' || t.status || coalesce(' ' || t.reason, ''), count(*)
    from touchpoints t
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
    group by j.key, t.status, t.reason
    union all
    select 'reached by ' || channel, count(*) from simulation.reached group by channel
    union all
    select 'people who turned out to be one', count(*) from contact_merges
    union all
    select 'forms completed', count(*) from events where type = 'form.completed'
    union all
    select 'lapsed', count(*) from events where type = 'patient.lapsed'
    union all
    select 'leads gone quiet', count(*) from events where type = 'lead.quiet'
    union all
    select 'sequences ended by ' || end_reason, count(*) from enrollments where not is_about_visit and end_reason is not null group by end_reason
    union all
    select 'sent on the second try or later by ' || channel, count(*) from messages where status = 'sent' and attempts > 1 group by channel`)
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}
