/** A place is the time that an appointment takes of its practitioners, rooms and devices, buffers included. */
import { sha256Hex } from '../../kit/crypto.ts'

export interface Place {
  /** The first one is who the appointment is with. */
  practitionerIds: string[]
  /** Rooms and devices. */
  resourceIds: string[]
}

/** Why a place is not to be had. `limit_reached`: the service or practitioner has as many as there shall be. */
export type PlaceRefusal = 'slot_taken' | 'limit_reached'

/** What was wanted, for whoever looks for other times. */
export interface WantedSlot {
  serviceId: string
  /** Null: anybody of the service. */
  practitionerIds: readonly string[] | null
  /** Several for a series: those that are not to be had. */
  startAts: Temporal.Instant[]
  durationMinutes: number
}

/**
 * Thrown by verbs that take a place and find it taken: thrown, so that nothing stays of what they wrote before. The door
 * answers 409 with the next free times.
 */
export class SlotTaken extends Error {
  override readonly name = 'SlotTaken'
  readonly reason: PlaceRefusal
  readonly wanted: WantedSlot

  constructor(reason: PlaceRefusal, wanted: WantedSlot) {
    super(reason)
    this.reason = reason
    this.wanted = wanted
  }
}

/** Starts of the service that are free next, for whoever was refused one; asked outside of the transaction. */
export type FindNextFree = (wanted: WantedSlot) => Promise<Temporal.Instant[]>

/** The time that is taken: the appointment and what is kept free around it. */
export function blockedTime(slot: {
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
}): { from: Temporal.Instant; to: Temporal.Instant } {
  return {
    from: slot.startAt.subtract({ minutes: slot.bufferBeforeMinutes }),
    to: slot.endAt.add({ minutes: slot.bufferAfterMinutes }),
  }
}

/**
 * The group of a session that several patients share: the same for all who book it, so that it needs no row of its own
 * and two who come first at once are in one. A UUID of version 8 (RFC 9562 §5.8).
 */
export function groupIdOf(session: {
  clinicId: string
  serviceId: string
  practitionerIds: readonly string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}): string {
  const { clinicId, serviceId, practitionerIds, startAt, endAt } = session
  const name = [clinicId, serviceId, ...practitionerIds.toSorted(), startAt, endAt].join(' ')
  const hex = sha256Hex(name)
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function minutesBetween(startAt: Temporal.Instant, endAt: Temporal.Instant): number {
  return Math.round((endAt.epochMilliseconds - startAt.epochMilliseconds) / 60_000)
}
