/** What counts toward limits. Asked by whoever offers a time and by whoever gives it, so that both count alike. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface CountedScope {
  serviceId: string | null
  practitionerIds: readonly string[]
  /** By start, the end excluded. */
  from: Temporal.Instant
  to: Temporal.Instant
  /** What is being placed does not count against itself. */
  exceptId: string | null
}

/**
 * A relation of `session, id, service_id, practitioner_id, start_at, end_at`: what was booked, asked for or missed, and
 * what is held at this moment. Appointments of one `session` are one: the seats of a group are one appointment of those
 * who hold it. Practitioners of the scope may hold it together with others.
 */
export function countedBookings(tx: Tx, scope: CountedScope): RawBuilder<unknown> {
  const { serviceId, practitionerIds, from, to, exceptId } = scope
  const concerns = sql`(one.service_id = ${serviceId} or one.practitioner_id = any(${practitionerIds}::uuid[]) or one.id in (
          select taken.appointment_id
          from appointment_allocations taken
          where taken.clinic_id = ${tx.clinicId} and taken.resource_id = any(${practitionerIds}::uuid[])
            and taken.blocked && tstzrange(${from}, ${to}, '[]')))`
  return sql`
    select distinct on (session) session, id, service_id, practitioner_id, start_at, end_at
    from (
      select one.id, one.service_id, one.practitioner_id, one.start_at, one.end_at,
        case when s.seats > 1 then ${sessionName({
          serviceId: sql`one.service_id`,
          practitionerId: sql`case when s.assignment <> 'all' then one.practitioner_id end`,
          startAt: sql`one.start_at`,
          endAt: sql`one.end_at`,
        })} else one.id::text end as session
      from (
        select one.id, one.service_id, one.practitioner_id, one.start_at, one.end_at
        from appointments one
        where one.clinic_id = ${tx.clinicId} and one.start_at >= ${from} and one.start_at < ${to} and ${concerns}
          and one.status in ('pending', 'booked', 'arrived', 'fulfilled', 'noshow') and one.absorbed_into_id is null
        union all
        -- What waits to be offered in the morning has no place: it is anybody's.
        select one.id, one.service_id, one.practitioner_id, one.start_at, one.end_at
        from holds one
        where one.clinic_id = ${tx.clinicId} and one.start_at >= ${from} and one.start_at < ${to} and ${concerns}
          and exists (
            select
            from appointment_allocations kept
            where kept.clinic_id = one.clinic_id and kept.appointment_id = one.id and kept.held_until > ${tx.clock.now()})
      ) one
      left join services s on s.clinic_id = ${tx.clinicId} and s.id = one.service_id
      where one.id is distinct from ${exceptId}::uuid
    ) seats
    order by session, id`
}

/** Of a group whose team is all who do it, `practitionerId` is null. */
export function sessionName(of: {
  serviceId: RawBuilder<unknown>
  practitionerId: RawBuilder<unknown>
  startAt: RawBuilder<unknown>
  endAt: RawBuilder<unknown>
}): RawBuilder<unknown> {
  const { serviceId, practitionerId, startAt, endAt } = of
  return sql`concat_ws(' ', ${serviceId}, ${practitionerId}, ${startAt}, ${endAt})`
}

export interface CountedBooking {
  serviceId: string | null
  /** All who hold it, whether or not they were asked for. */
  practitionerIds: string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}

export function findCountedBookings(tx: Tx, scope: CountedScope): Promise<CountedBooking[]> {
  return tx.many(sql<CountedBooking>`
    select counted.service_id as "serviceId", counted.start_at as "startAt", counted.end_at as "endAt",
      array(
        select taken.resource_id
        from appointment_allocations taken
        where taken.clinic_id = ${tx.clinicId} and taken.appointment_id = counted.id and taken.resource_kind = 'practitioner'
        union
        select counted.practitioner_id
        where counted.practitioner_id is not null) as "practitionerIds"
    from (${countedBookings(tx, scope)}) counted`)
}
