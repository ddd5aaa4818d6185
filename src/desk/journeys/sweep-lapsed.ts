/** Finds patients who have not come again in the time in which people do (REQUIREMENTS B1). */

import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Desk, record, system } from '../../kit/events.ts'
import { mintClinicId } from '../../kit/ids.ts'
import { rootOf } from '../../kit/merged.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { patientLapsed } from './events.ts'

const BATCH = 200

/**
 * Records who has lapsed in one clinic: their last visit is longer ago than its service's rebooking window, nothing is
 * booked, and it was not said of this visit before. One statement finds all of them.
 */
export async function findLapsed(tx: Tx): Promise<number> {
  const now = tx.clock.now()
  const lapsed = await tx.many(
    sql<{ contact_id: string; appointment_id: string; service_id: string; end_at: Temporal.Instant }>`
      with last as (
        select distinct on (root.id) root.id as contact_id, a.id as appointment_id, a.service_id, a.end_at, s.rebooking_window_days
        from appointments a
        join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
        join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
        join services s on s.clinic_id = a.clinic_id and s.id = a.service_id
        where a.clinic_id = ${tx.clinicId} and a.status = 'fulfilled'
        order by root.id, a.end_at desc
      )
      select contact_id, appointment_id, service_id, end_at
      from last
      where rebooking_window_days is not null and end_at <= ${now}::timestamptz - make_interval(days => rebooking_window_days)
        and end_at > ${now}::timestamptz - make_interval(days => rebooking_window_days + 60)
        and not exists (
          select
          from appointments ahead
          join contacts c on c.clinic_id = ahead.clinic_id and c.id = ahead.contact_id
          where ahead.clinic_id = ${tx.clinicId} and coalesce(c.merged_into_id, c.id) = last.contact_id and ahead.end_at > last.end_at
            and ahead.status in ('pending', 'booked', 'arrived', 'fulfilled'))
        and not exists (
          select
          from events e
          where e.clinic_id = ${tx.clinicId} and e.appointment_id = last.appointment_id and e.type = ${patientLapsed.type})
      order by contact_id
      limit ${BATCH}`,
  )
  if (lapsed.length === 0) return 0
  await lockContacts(
    tx,
    lapsed.map(({ contact_id }) => contact_id),
  )
  for (const { contact_id, appointment_id, service_id, end_at } of lapsed) {
    await record(tx, patientLapsed, {
      actor: system,
      contactId: contact_id,
      appointmentId: appointment_id,
      payload: { serviceId: service_id, lastVisitAt: end_at.toString() },
    })
  }
  return lapsed.length
}

/** Once a day and clinic is often enough: people come again after weeks. */
export async function sweepLapsed(desk: Desk): Promise<number> {
  const clinics = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string }>`
      update lapse_checks
      set due_at = ${desk.clock.now().add({ hours: 24 })}
      where due_at <= ${desk.clock.now()}
      returning clinic_id`),
  )
  let found = 0
  for (const { clinic_id } of clinics) {
    const clinicId = mintClinicId(clinic_id)
    for (let more = BATCH; more === BATCH; found += more) {
      more = await desk.database.inClinic(clinicId, (tx) => findLapsed(tx))
    }
  }
  return found
}
