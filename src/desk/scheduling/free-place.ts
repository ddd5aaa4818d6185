import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, type Handler, type HappenedEvent, record } from '../../kit/events.ts'
import { slotFreed } from './events.ts'
import { placeVendorAppointments } from './keep-place.ts'

export type FreedBecause = 'cancelled' | 'moved' | 'noshow' | 'hold_expired' | 'hold_released'

export interface FreedSlot {
  serviceId: string | null
  /** Who has the time now, and which rooms and devices. */
  practitionerIds: string[]
  resourceIds: string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  because: FreedBecause
  /** Whose it was. */
  contactId: string | null
  appointmentId: string | null
}

interface FreedRow {
  resource_kind: string
  resource_id: string
}

/** Gives up everything that an appointment or a hold has. Undefined where it had nothing. */
export async function giveUpPlace(
  tx: Tx,
  id: string,
): Promise<Pick<FreedSlot, 'practitionerIds' | 'resourceIds'> | undefined> {
  const rows = await tx.many(sql<FreedRow>`
    delete from appointment_allocations
    where clinic_id = ${tx.clinicId} and appointment_id = ${id}
    returning resource_kind, resource_id`)
  if (rows.length === 0) return undefined
  return {
    practitionerIds: rows.filter((row) => row.resource_kind === 'practitioner').map((row) => row.resource_id),
    resourceIds: rows.filter((row) => row.resource_kind !== 'practitioner').map((row) => row.resource_id),
  }
}

/**
 * What follows from a place that is free again: what was booked elsewhere at the same time takes it, and a time to come
 * is told, for those who wait.
 */
export async function noteFreed(tx: Tx, actor: Actor, slot: FreedSlot): Promise<void> {
  const conflicting = await tx.many(sql<{ id: string }>`
    select id
    from appointments
    where clinic_id = ${tx.clinicId} and is_conflicting and practitioner_id = any(${slot.practitionerIds}::uuid[])
    order by id`)
  if (conflicting.length > 0) {
    await placeVendorAppointments(
      tx,
      conflicting.map((row) => row.id),
    )
  }
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
      start_at: Temporal.Instant
      end_at: Temporal.Instant
    }>`
      update appointments
      set is_conflicting = false
      where clinic_id = ${tx.clinicId} and id = ${event.appointmentId}
      returning service_id, start_at, end_at`)
    const freed = await giveUpPlace(tx, event.appointmentId)
    if (!appointment || !freed) return
    await noteFreed(tx, event.actor, {
      ...freed,
      serviceId: appointment.service_id,
      startAt: appointment.start_at,
      endAt: appointment.end_at,
      because: BECAUSE[event.type] ?? 'cancelled',
      contactId: event.contactId,
      appointmentId: event.appointmentId,
    })
  },
}
