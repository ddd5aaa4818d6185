import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, type Handler, type HappenedEvent, record } from '../../kit/events.ts'
import { slotFreed } from './events.ts'
import { giveUpPlace } from './give-up-place.ts'
import { placeVendorAppointments } from './keep-place.ts'

export type FreedBecause = 'cancelled' | 'moved' | 'noshow'

export interface FreedSlot {
  serviceId: string | null
  /** Who has the time now, first whom it was with, and which rooms and devices. */
  practitionerIds: string[]
  resourceIds: string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  because: FreedBecause
  /** Whose it was. */
  contactId: string | null
  appointmentId: string | null
}

/** What was booked elsewhere at a time that was taken here takes it as soon as it is free; what took place has no use for it. */
export async function placeConflicting(tx: Tx, practitionerIds: readonly string[]): Promise<void> {
  const conflicting = await tx.many(sql<{ id: string }>`
    select id
    from appointments
    where clinic_id = ${tx.clinicId} and is_conflicting and status in ('pending', 'booked', 'arrived')
      and practitioner_id = any(${practitionerIds}::uuid[])
    order by id`)
  if (conflicting.length > 0) {
    await placeVendorAppointments(
      tx,
      conflicting.map((row) => row.id),
    )
  }
}

/**
 * What follows from a place that an appointment gave up: what was booked elsewhere takes it, and a time to come is told,
 * for those who wait. A hold's place had been free before and is told to nobody.
 */
export async function noteFreed(tx: Tx, actor: Actor, slot: FreedSlot): Promise<void> {
  await placeConflicting(tx, slot.practitionerIds)
  if (!slot.serviceId || Temporal.Instant.compare(slot.startAt, tx.clock.now()) <= 0) return
  await record(tx, slotFreed, {
    actor,
    contactId: slot.contactId,
    appointmentId: slot.appointmentId,
    payload: {
      serviceId: slot.serviceId,
      practitionerIds: slot.practitionerIds,
      startAt: slot.startAt.toString(),
      endAt: slot.endAt.toString(),
      because: slot.because,
    },
  })
}

/** Of several whom it was with comes first: theirs the place is when it is offered. */
export function firstOf(practitionerId: string | null, ids: readonly string[]): string[] {
  return ids.toSorted((a, b) => Number(b === practitionerId) - Number(a === practitionerId))
}

const BECAUSE: Record<string, FreedBecause> = {
  'appointment.cancelled': 'cancelled',
  'appointment.no_show': 'noshow',
  'appointment.absorbed': 'moved',
}

/** With what ends an appointment. */
export const freePlace: Handler = {
  name: 'freePlace',
  async run(tx, event: HappenedEvent) {
    if (!event.appointmentId) return
    const appointment = await tx.one(sql<{
      service_id: string | null
      practitioner_id: string | null
      start_at: Temporal.Instant
      end_at: Temporal.Instant
    }>`
      update appointments
      set is_conflicting = false
      where clinic_id = ${tx.clinicId} and id = ${event.appointmentId}
      returning service_id, practitioner_id, start_at, end_at`)
    const freed = await giveUpPlace(tx, event.appointmentId)
    if (!appointment || !freed) return
    await noteFreed(tx, event.actor, {
      ...freed,
      practitionerIds: firstOf(appointment.practitioner_id, freed.practitionerIds),
      serviceId: appointment.service_id,
      startAt: appointment.start_at,
      endAt: appointment.end_at,
      because: BECAUSE[event.type] ?? 'cancelled',
      contactId: event.contactId,
      appointmentId: event.appointmentId,
    })
  },
}
