import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { fitPools } from './choose-units.ts'
import { appointmentRescheduled, appointmentRoomChanged } from './events.ts'
import { findBookable } from './find-bookable.ts'
import { firstOf, noteFreed } from './free-place.ts'
import { type LockedAppointment, lockAppointment } from './lock-appointment.ts'
import { minutesBetween, type Place } from './place.ts'
import { reclaimPlace } from './reclaim-place.ts'
import { takePlace } from './take-place.ts'

export interface RescheduleAppointment {
  appointmentId: string
  /** What the caller has before their eyes; a newer one is refused as stale. */
  sequence?: number
  /** What is not given stays. */
  startAt?: Temporal.Instant
  durationMinutes?: number
  practitionerId?: string
  resourceIds?: readonly string[]
  /** Staff pass by limits and the service's lengths. */
  byStaff?: boolean
}

export type RescheduleRefusal = {
  ok: false
  reason:
    | 'no_appointment'
    | 'booked_elsewhere'
    | 'not_movable'
    | 'stale'
    | 'duration_not_offered'
    | 'no_practitioner'
    | 'no_resource'
}

/**
 * Moves an appointment that was made here: the old place is given up and the new one taken in one, or it stays as it was
 * and `SlotTaken` is thrown. Its `uid` stays, its `sequence` rises (RFC 5545, 3.8.7.4); another room alone is nothing that
 * the patient's calendar has to know.
 */
export async function rescheduleAppointment(
  tx: Tx,
  actor: Actor,
  input: RescheduleAppointment,
): Promise<{ ok: true; sequence: number } | RescheduleRefusal> {
  const appointment = await lockAppointment(tx, input.appointmentId)
  const refusal = refusalOf(appointment, input)
  if (!appointment || refusal) return { ok: false, reason: refusal ?? 'no_appointment' }
  return moveOwn(tx, actor, { ...input, appointment })
}

/** As `rescheduleAppointment`, for one that is locked and known to be movable. */
export async function moveOwn(
  tx: Tx,
  actor: Actor,
  input: Omit<RescheduleAppointment, 'appointmentId'> & {
    appointment: LockedAppointment
    /** Given up already. */
    former?: Place
    seriesVisit?: number
    /** Where the move is a request that staff have to confirm. Not given: as it was. */
    status?: 'pending'
  },
): Promise<{ ok: true; sequence: number } | RescheduleRefusal> {
  const { appointment } = input
  const { id, contactId } = appointment
  const bookable = await findBookable(tx, appointment.serviceId ?? '', 'with')
  invariant(bookable, 'the service of an appointment vanished')
  const currentMinutes = minutesBetween(appointment.startAt, appointment.endAt)
  const { startAt = appointment.startAt, durationMinutes = currentMinutes } = input
  // The length that it has may stay, also where the service has other lengths by now.
  const isOffered = input.byStaff || bookable.durationsMinutes.includes(durationMinutes)
  if (durationMinutes !== currentMinutes && !isOffered) {
    return { ok: false, reason: 'duration_not_offered' }
  }
  const wanted = input.practitionerId ?? appointment.practitionerId
  if (wanted && !bookable.performers.some((performer) => performer.id === wanted)) {
    return { ok: false, reason: 'no_practitioner' }
  }
  const endAt = startAt.add({ minutes: durationMinutes })
  const former = input.former ?? (await findPlace(tx, id))
  if (!fitPools(bookable.pools, input.resourceIds ?? [], former.resourceIds)) {
    return { ok: false, reason: 'no_resource' }
  }
  await reclaimPlace(tx, { appointmentId: id, startAt, endAt })
  const place = await takePlace(tx, {
    appointmentId: id,
    bookable,
    startAt,
    endAt,
    practitionerIds: wanted ? [wanted] : null,
    resourceIds: input.resourceIds,
    heldUntil: null,
    byStaff: input.byStaff,
  })
  const isOtherTime = !startAt.equals(appointment.startAt) || !endAt.equals(appointment.endAt)
  const isOtherPerson = wanted !== appointment.practitionerId
  const sequence = isOtherTime || isOtherPerson ? appointment.sequence + 1 : appointment.sequence
  const practitionerId = wanted ?? place.practitionerIds[0] ?? null
  const status = input.status ?? appointment.status
  await tx.run(sql`
    update appointments
    set start_at = ${startAt}, end_at = ${endAt}, practitioner_id = ${practitionerId}, sequence = ${sequence},
      status = ${status}, buffer_before_minutes = ${bookable.bufferBeforeMinutes}, buffer_after_minutes = ${bookable.bufferAfterMinutes},
      updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  const about = { actor, contactId, appointmentId: id }
  if (sequence === appointment.sequence) {
    const { resourceIds } = place
    if (isSameSet(former.resourceIds, resourceIds)) return { ok: true, sequence }
    await record(tx, appointmentRoomChanged, { ...about, payload: { resourceIds } })
    return { ok: true, sequence }
  }
  await record(tx, appointmentRescheduled, {
    ...about,
    payload: {
      fromStartAt: appointment.startAt.toString(),
      startAt: startAt.toString(),
      sequence,
      isPending: status === 'pending',
      ...(input.seriesVisit ? { seriesVisit: input.seriesVisit } : {}),
    },
  })
  await noteFreed(tx, actor, {
    ...about,
    ...former,
    practitionerIds: firstOf(appointment.practitionerId, former.practitionerIds),
    ...slotOf(appointment),
    because: 'moved',
  })
  return { ok: true, sequence }
}

/** Why an appointment cannot be moved here; null where it can. */
export function refusalOf(
  appointment: LockedAppointment | undefined,
  { sequence }: { sequence?: number },
): RescheduleRefusal['reason'] | null {
  if (!appointment) return 'no_appointment'
  if (!appointment.isOwn || !appointment.serviceId) return 'booked_elsewhere'
  if (appointment.status !== 'booked' && appointment.status !== 'pending') return 'not_movable'
  if (sequence !== undefined && sequence !== appointment.sequence) return 'stale'
  return null
}

async function findPlace(tx: Tx, appointmentId: string): Promise<Place> {
  const rows = await tx.many(sql<{ resource_kind: string; resource_id: string }>`
    select resource_kind, resource_id
    from appointment_allocations
    where clinic_id = ${tx.clinicId} and appointment_id = ${appointmentId}`)
  return {
    practitionerIds: rows.filter((row) => row.resource_kind === 'practitioner').map((row) => row.resource_id),
    resourceIds: rows.filter((row) => row.resource_kind !== 'practitioner').map((row) => row.resource_id),
  }
}

function slotOf({ serviceId, startAt, endAt }: LockedAppointment) {
  return { serviceId, startAt, endAt }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
