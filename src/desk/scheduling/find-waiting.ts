import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'

/**
 * Those whom a place would suit, the longest waiting first, one for each contact: who has not been asked about it, nor let
 * the same time pass before, has no other offer to answer, and has no visit then, not even one that they have just
 * cancelled.
 */
export function findWaiting(
  tx: Tx,
  place: {
    /** The hold under which it is offered. */
    id: string
    serviceId: string
    practitionerIds: readonly string[]
    /** With whom it is offered. */
    practitionerId: string | null
    startAt: Temporal.Instant
    endAt: Temporal.Instant
    limit: number
  },
): Promise<{ entryId: string; contactId: string }[]> {
  return tx.many(sql<{ entryId: string; contactId: string }>`
    select id as "entryId", contact_id as "contactId"
    from (
      select distinct on (root.id) e.id, root.id as contact_id, e.created_at
      from waitlist_entries e
      join clinics clinic on clinic.clinic_id = e.clinic_id
      join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
      join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
      cross join lateral (select ${place.startAt}::timestamptz at time zone clinic.time_zone as start) local
      cross join lateral (
        select array(
          select part.id
          from contacts part
          where part.clinic_id = e.clinic_id and root.id in (part.id, part.merged_into_id)) as ids) parts
      where e.clinic_id = ${tx.clinicId} and e.service_id = ${place.serviceId} and e.status = 'waiting'
        and (e.practitioner_id is null or e.practitioner_id = any(${place.practitionerIds}::uuid[]))
        and local.start::date >= e.earliest_on and (e.latest_on is null or local.start::date <= e.latest_on)
        and extract(dow from local.start)::integer = any(e.days)
        and to_char(local.start, 'HH24:MI') >= e.from_time and to_char(local.start, 'HH24:MI') < e.to_time
        and not exists (
          select
          from waitlist_offers o
          where o.clinic_id = e.clinic_id
            and (o.contact_id = root.id and o.status = 'open' or o.hold_id = ${place.id} and o.entry_id = e.id))
        and not exists (
          -- A no is a no, and so is silence, however often the same time becomes free. Who was too late may have it now.
          select
          from waitlist_offers o
          join waitlist_entries asked on asked.clinic_id = o.clinic_id and asked.id = o.entry_id
          where o.clinic_id = e.clinic_id and o.contact_id = any(parts.ids) and o.status in ('declined', 'expired')
            and asked.service_id = e.service_id and o.start_at = ${place.startAt}
            and o.practitioner_id is not distinct from ${place.practitionerId}::uuid)
        and not exists (
          select
          from appointments a
          where a.clinic_id = e.clinic_id and a.contact_id = any(parts.ids)
            and a.start_at < ${place.endAt} and a.end_at > ${place.startAt} and a.absorbed_into_id is null)
      order by root.id, e.created_at, e.id
    ) suited
    order by created_at, id
    limit ${place.limit}`)
}
