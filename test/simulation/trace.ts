/** Everything that is known of one person, in the order in which it came to be known. */
import type { Violation } from './invariants.ts'
import type { Rows } from './ledger.ts'

/** Who of the simulation it befell; null where that cannot be said. */
export async function findWhom(
  rows: Rows,
  { clinicId, contactId }: Pick<Violation, 'clinicId' | 'contactId'>,
): Promise<{ clinicId: string; number: number } | null> {
  const [found] = await rows(
    `
    select p.number
    from simulation.people p
    join contact_identifiers i on i.clinic_id = p.clinic_id and i.value in (p.phone, p.email, p.whatsapp)
    join contacts c on c.clinic_id = i.clinic_id and c.id = i.contact_id
    where p.clinic_id = $1 and (c.id = $2 or c.merged_into_id = $2)
    limit 1`,
    [clinicId, contactId],
  )
  return found && clinicId ? { clinicId, number: found.number } : null
}

const LINES_MAX = 80

export async function findTrace(
  rows: Rows,
  { clinicId, contactId }: Pick<Violation, 'clinicId' | 'contactId'>,
): Promise<string[]> {
  if (!clinicId || !contactId) return []
  const lines: { at: string; line: string }[] = await rows(
    `
    with root as (
      select coalesce(merged_into_id, id) as id
      from contacts
      where clinic_id = $1 and id = $2
    ), family as (
      select c.id
      from contacts c, root
      where c.clinic_id = $1 and (c.id = root.id or c.merged_into_id = root.id)
    ), numbers as (
      select value
      from contact_identifiers
      where clinic_id = $1 and contact_id in (select id from family)
    )
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, line
    from (
      select e.recorded_at as at, e.id::text as rank, e.type || ' ' || coalesce(e.appointment_id::text, '') || ' ' || left(e.payload::text, 160) as line
      from events e
      where e.clinic_id = $1 and e.contact_id in (select id from family)
      union all
      select turn.at, 'n' || lpad(turn.n::text, 12, '0'),
        turn.of || ' ' || coalesce(t.step_key || ' ' || j.key, m.kind || ' ' || m.channel, '') || ' ' || turn.id || ': ' || coalesce(turn.was || ' → ', '') || turn.now
          || coalesce(' (' || coalesce(t.reason, m.reason) || ')', '') || coalesce(' due ' || t.due_at::text, '')
      from simulation.turns turn
      left join touchpoints t on turn.of = 'touchpoint' and t.clinic_id = turn.clinic_id and t.id = turn.id
      left join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
      left join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
      left join messages m on turn.of = 'message' and m.clinic_id = turn.clinic_id and m.id = turn.id
      where turn.clinic_id = $1 and coalesce(t.contact_id, m.contact_id) in (select id from family)
      union all
      select s.at, 's', 'wrote (' || s.word || ')'
      from simulation.said s
      where s.clinic_id = $1 and s.phone in (select value from numbers)
      union all
      select r.at, 'r', 'reached by ' || r.channel || ' ' || r.message_id || ': ' || left(r.text, 100)
      from simulation.reached r
      where r.clinic_id = $1 and r.address in (select value from numbers)
    ) lines
    order by lines.at, rank`,
    [clinicId, contactId],
  )
  return lines.slice(-LINES_MAX).map(({ at, line }) => `${at} ${line}`)
}

export async function findDigest(rows: Rows): Promise<string> {
  const [{ digest }] = await rows(`
    select coalesce(md5(string_agg(concat_ws(' ', of, clinic_id, id, was, now, at), E'\\n' order by at, of, id, n)), '') as digest
    from simulation.turns`)
  return digest
}
