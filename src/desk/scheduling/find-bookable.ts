import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Assignment, Limits, Mode } from '../services/service.ts'

/** What a booking has to know of its service and clinic, in one look. */
export interface Bookable {
  serviceId: string
  name: string
  mode: Mode
  durationMinutes: number
  durationsMinutes: number[]
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  seats: number
  assignment: Assignment
  requiresConfirmation: boolean
  limits: Limits | null
  /** Who may be booked for it, by priority. */
  performers: { id: string; weight: number; priority: number; limits: Limits | null; timeZone: string }[]
  /** How many do it, those included who cannot be booked at present: who does it with `all` must all be there. */
  staffSize: number
  /** Units in the clinic's order; none where all are archived, and then nothing can be booked. */
  pools: { pool: string; units: { id: string; kind: 'room' | 'device' }[] }[]
  /** ISO 3166-1 alpha-2. */
  country: string
  timeZone: string
}

/** Undefined for a service that is offered no longer, unless `archived` says that its appointments are meant. */
export function findBookable(
  tx: Tx,
  serviceId: string,
  archived: 'with' | 'without' = 'without',
): Promise<Bookable | undefined> {
  return tx.one(sql<Bookable>`
    select s.id as "serviceId", s.name, s.mode, s.duration_minutes as "durationMinutes", s.durations_minutes as "durationsMinutes",
      s.buffer_before_minutes as "bufferBeforeMinutes", s.buffer_after_minutes as "bufferAfterMinutes", s.seats, s.assignment,
      s.requires_confirmation as "requiresConfirmation", s.limits, clinic.country, clinic.time_zone as "timeZone",
      (select coalesce(json_agg(json_build_object('id', p.id, 'weight', sp.weight, 'priority', sp.priority, 'limits', p.limits,
          'timeZone', case when exists (
            select
            from weekly_hours h
            where h.clinic_id = p.clinic_id and h.practitioner_id = p.id) then coalesce(p.time_zone, clinic.time_zone)
            else clinic.time_zone end)
          order by sp.priority desc, p.position, p.id), '[]')
        from service_practitioners sp
        join practitioners p on p.clinic_id = sp.clinic_id and p.id = sp.practitioner_id
        where sp.clinic_id = s.clinic_id and sp.service_id = s.id and p.is_bookable and p.archived_at is null) as performers,
      (select count(*)
        from service_practitioners sp
        where sp.clinic_id = s.clinic_id and sp.service_id = s.id) as "staffSize",
      (select coalesce(json_agg(json_build_object('pool', pool, 'units', units) order by pool), '[]')
        from (
          select sr.pool, coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind) order by r.position, r.id)
              filter (where r.archived_at is null), '[]') as units
          from service_resources sr
          join resources r on r.clinic_id = sr.clinic_id and r.id = sr.resource_id
          where sr.clinic_id = s.clinic_id and sr.service_id = s.id
          group by sr.pool
        ) pools) as pools
    from services s
    join clinics clinic on clinic.clinic_id = s.clinic_id
    where s.clinic_id = ${tx.clinicId} and s.id = ${serviceId} and (s.archived_at is null or ${archived === 'with'})`)
}
