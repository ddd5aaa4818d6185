/** Finds patients who have not come again in the time in which people do (REQUIREMENTS B1). */

import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Desk, record, system } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import { rootOf } from '../../kit/merged.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { asNamed, namedServices } from '../services/named-service.ts'
import { patientLapsed } from './events.ts'

/** Visits that are looked at in one transaction; of those who all lapsed it takes two or three seconds, and holds their locks. */
const PORTION = 100
/** Whoever lapsed longer ago than this before anybody looked is left alone. */
const TOLD_WITHIN_DAYS = 60

/** Where a walk through the visits has come to. */
export interface LapseCursor {
  serviceId: string
  endAt: Temporal.Instant
  id: string
}

interface Seen {
  id: string
  service_id: string
  end_at: Temporal.Instant
  contact_id: string
  is_lapsed: boolean
}

/**
 * Records who has lapsed among the next visits of one clinic: their last visit is longer ago than its service's rebooking window,
 * nothing is booked, and it was not said of this visit before. One that was booked elsewhere is of the service that bears its name.
 * Only visits are looked at that became too long ago lately, service by service, so that a pass costs what two months brought and not
 * what the clinic has; those booked elsewhere are read for each service. `next` null: nothing is left.
 */
export async function findLapsed(
  tx: Tx,
  after: LapseCursor | null,
): Promise<{ found: number; next: LapseCursor | null }> {
  const seen = await look(tx, after)
  const lapsed = await lockLapsed(tx, seen)
  for (const { contact_id, id, service_id, end_at } of lapsed) {
    await record(tx, patientLapsed, {
      actor: system,
      contactId: contact_id,
      appointmentId: id,
      payload: { serviceId: service_id, lastVisitAt: end_at.toString() },
    })
  }
  const last = seen.length === PORTION ? seen.at(-1) : undefined
  return {
    found: lapsed.length,
    next: last ? { serviceId: last.service_id, endAt: last.end_at, id: last.id } : null,
  }
}

/** Of the visit `v` of the person `root`: nothing came after it, and it was not said of it before. */
const isLapsed = sql`(
  not exists (
        select
        from contacts part
        join appointments ahead on ahead.clinic_id = part.clinic_id and ahead.contact_id = part.id
        where part.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id) and (ahead.end_at, ahead.id) > (v.end_at, v.id)
          and ahead.status in ('pending', 'booked', 'arrived', 'fulfilled'))
      and not exists (
        select
        from events e
        where e.clinic_id = root.clinic_id and e.appointment_id = v.id and e.type = ${patientLapsed.type}))`

function look(tx: Tx, after: LapseCursor | null): Promise<Seen[]> {
  const now = tx.clock.now()
  /** Read along `appointments_last_visits`, no further than the portion. */
  const walk = (isOfIt: RawBuilder<unknown>) => sql`
    select each.id, each.end_at, each.contact_id
    from appointments each
    where each.clinic_id = ${tx.clinicId} and ${isOfIt} and each.status = 'fulfilled'
      and each.end_at <= ${now}::timestamptz - make_interval(days => s.rebooking_window_days)
      and each.end_at > ${now}::timestamptz - make_interval(days => s.rebooking_window_days + ${TOLD_WITHIN_DAYS}::integer)
      and (${after?.serviceId ?? null}::uuid is distinct from s.id or (each.end_at, each.id) > (${after?.endAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by each.end_at, each.id
    limit ${PORTION}`
  return tx.many(sql<Seen>`
    with named as materialized (${namedServices(tx)}), visits as materialized (
      select a.id, s.id as service_id, a.end_at, a.contact_id
      from (
        select id, rebooking_window_days, array(select name from named where service_id = services.id) as names
        from services
        where clinic_id = ${tx.clinicId} and rebooking_window_days is not null and (${after?.serviceId ?? null}::uuid is null or id >= ${after?.serviceId ?? null})
        order by id
      ) s
      cross join lateral (
        (${walk(sql`each.service_id = s.id`)})
        union all
        (${walk(sql`each.service_id is null and ${asNamed('each')} = any(s.names)`)})
      ) a
      order by s.id, a.end_at, a.id
      limit ${PORTION}
    )
    select v.id, v.service_id, v.end_at, root.id as contact_id,
      ${isLapsed} as is_lapsed
    from visits v
    join contacts c on c.clinic_id = ${tx.clinicId} and c.id = v.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    order by v.service_id, v.end_at, v.id`)
}

/** Under their locks: whoever has booked since they were looked at has not lapsed. */
async function lockLapsed(tx: Tx, seen: readonly Seen[]): Promise<Seen[]> {
  const lapsed = seen.filter(({ is_lapsed }) => is_lapsed)
  if (lapsed.length === 0) return []
  await lockContacts(tx, [...new Set(lapsed.map(({ contact_id }) => contact_id))])
  const still = await tx.many(sql<{ id: string }>`
    select v.id
    from appointments v
    join contacts c on c.clinic_id = v.clinic_id and c.id = v.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    where v.clinic_id = ${tx.clinicId} and v.id = any(${lapsed.map(({ id }) => id)}) and ${isLapsed}`)
  const ids = new Set(still.map(({ id }) => id))
  return lapsed.filter(({ id }) => ids.has(id))
}

/** Once a day and clinic is often enough: people come again after weeks. A clinic that fails waits until the next day, alone. */
export async function sweepLapsed(desk: Desk): Promise<number> {
  const clinics = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string }>`
      update lapse_checks
      set due_at = ${desk.clock.now().add({ hours: 24 })}
      where due_at <= ${desk.clock.now()}
      returning clinic_id`),
  )
  let sum = 0
  for (const { clinic_id } of clinics) {
    const clinicId = mintClinicId(clinic_id)
    try {
      sum += await sweepClinic(desk, clinicId)
    } catch (error) {
      desk.log.error('lapse_check.failed', { clinicId, sweeper: 'sweepLapsed' }, error)
    }
  }
  return sum
}

async function sweepClinic({ database }: Desk, clinicId: ClinicId): Promise<number> {
  let sum = 0
  let after: LapseCursor | null = null
  do {
    const { found, next } = await database.inClinic(clinicId, (tx) => findLapsed(tx, after))
    sum += found
    after = next
  } while (after)
  return sum
}
