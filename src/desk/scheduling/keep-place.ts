import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { appointmentConflicting } from './events.ts'
import { type Bookable, findBookable } from './find-bookable.ts'
import { lockAppointment } from './lock-appointment.ts'
import { reclaimPlace } from './reclaim-place.ts'
import { takePlace } from './take-place.ts'
import { OWN_SOURCE } from './write-booking.ts'

/**
 * What was booked elsewhere takes its practitioner's time here. It is a fact, so it never fails: where somebody else has
 * the time it stands without a place, marked as conflicting, until the other one goes.
 */
export async function placeVendorAppointments(tx: Tx, appointmentIds: readonly string[]): Promise<void> {
  const rows = await tx.many(sql<{
    id: string
    contact_id: string
    start_at: Temporal.Instant
    others: string[] | null
  }>`
    with told as (
      select id, practitioner_id, during, status in ('pending', 'booked', 'arrived') and practitioner_id is not null as is_wanting
      from appointments
      where clinic_id = ${tx.clinicId} and id = any(${appointmentIds}::uuid[]) and source <> ${OWN_SOURCE}
    ), wanting as (
      select id, practitioner_id, during
      from told
      where is_wanting
    ), former as (
      delete from appointment_allocations taken
      using told
      where taken.clinic_id = ${tx.clinicId} and taken.appointment_id = told.id
      returning 1
    ), expired as (
      delete from appointment_allocations gone
      using appointment_allocations hold, wanting
      where hold.clinic_id = ${tx.clinicId} and hold.resource_id = wanting.practitioner_id and hold.blocked && wanting.during
        and hold.held_until <= ${tx.clock.now()} and gone.clinic_id = hold.clinic_id
        and gone.appointment_id = hold.appointment_id
      returning 1
    ), placed as (
      insert into appointment_allocations (clinic_id, appointment_id, resource_kind, resource_id, group_id, blocked)
      select ${tx.clinicId}::uuid, id, 'practitioner', practitioner_id, id, during
      from wanting
      where (select count(*) from former) + (select count(*) from expired) >= 0
      order by practitioner_id, id
      on conflict do nothing
      returning appointment_id
    )
    update appointments a
    set is_conflicting = not a.is_conflicting
    from told
    where a.clinic_id = ${tx.clinicId} and a.id = told.id
      and a.is_conflicting <> (told.is_wanting and told.id not in (select appointment_id from placed))
    returning a.id, a.contact_id, a.start_at, case when a.is_conflicting then array(
      select distinct taken.appointment_id
      from appointment_allocations taken
      where taken.clinic_id = a.clinic_id and taken.resource_id = a.practitioner_id and taken.blocked && a.during
        and taken.held_until is null) end as others`)
  for (const row of rows) {
    if (!row.others) continue
    await record(tx, appointmentConflicting, {
      actor: system,
      contactId: row.contact_id,
      appointmentId: row.id,
      payload: { startAt: row.start_at.toString(), withAppointmentIds: row.others },
    })
  }
}

/** With what makes an appointment live or moves it. Verbs of our own have taken the place already. */
export const keepPlace: Handler = {
  name: 'keepPlace',
  async run(tx, event: HappenedEvent<{ source?: string }>) {
    if (!event.appointmentId || event.payload.source === OWN_SOURCE) return
    await placeVendorAppointments(tx, [event.appointmentId])
  },
}

/** With the undoing of a no-show or a cancellation: the place that was given away is taken again, or nothing is undone. */
export const retakePlace: Handler = {
  name: 'retakePlace',
  async run(tx, event: HappenedEvent) {
    if (!event.appointmentId) return
    const appointment = await lockAppointment(tx, event.appointmentId)
    invariant(appointment, 'an appointment of an event vanished')
    if (!appointment.isOwn || !appointment.serviceId) {
      await placeVendorAppointments(tx, [appointment.id])
      return
    }
    const bookable = await findBookable(tx, appointment.serviceId, 'with')
    invariant(bookable, 'the service of an appointment vanished')
    const { startAt, endAt, bufferBeforeMinutes, bufferAfterMinutes } = appointment
    await reclaimPlace(tx, { appointmentId: appointment.id, startAt, endAt })
    await takePlace(tx, {
      appointmentId: appointment.id,
      bookable: { ...asItWas(bookable, appointment.practitionerId), bufferBeforeMinutes, bufferAfterMinutes },
      startAt,
      endAt,
      practitionerIds: appointment.practitionerId ? [appointment.practitionerId] : null,
      heldUntil: null,
      byStaff: event.actor.kind !== 'contact',
    })
  },
}

/** With whom it was, though they do the service no more, and with whoever is left of a team. */
function asItWas(bookable: Bookable, practitionerId: string | null): Bookable {
  const { performers, timeZone } = bookable
  const isKnown = !practitionerId || performers.some(({ id }) => id === practitionerId)
  const former = isKnown ? [] : [{ id: practitionerId, weight: 0, priority: 0, limits: null, timeZone }]
  const team = [...performers, ...former]
  return { ...bookable, performers: team, staffSize: team.length }
}
