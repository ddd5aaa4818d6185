/** A visit that was booked elsewhere brings no service of ours, only a name: it is of the service that bears this name. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * A relation of `name, service_id, procedure`: every name that the clinic's services bear, in any language, each once, as `asNamed`
 * spells it. Of two services of one name one that is still offered comes before one that is archived, then the one whose first name
 * it is, then the one that stands first.
 */
export function namedServices(tx: Pick<Tx, 'clinicId'>): RawBuilder<unknown> {
  return sql`
    select distinct on (borne.name) borne.name, s.id as service_id, s.procedure
    from services s
    cross join lateral (
      select lower(s.name) as name, true as is_first
      union all
      select lower(words ->> 'name'), false
      from jsonb_each(s.translations) as translated(language, words)
    ) borne
    where s.clinic_id = ${tx.clinicId} and borne.name is not null
    order by borne.name, s.archived_at nulls first, borne.is_first desc, s.position, s.id`
}

/** The service name of an appointment as `namedServices` has it: small letters, no spaces around it. */
export function asNamed(alias: string): RawBuilder<string> {
  return sql`lower(trim(${sql.ref(`${alias}.service_name`)}))`
}
