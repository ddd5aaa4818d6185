/** The time that a patient chose on the page, kept while they fill in the form. */
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { Service } from '../services/service.ts'
import { findFreeTime } from './find-availability.ts'
import type { HoldKey } from './find-page-hold.ts'
import { type Hold, holdSlot, type WishRefusal } from './hold-slot.ts'
import { SlotTaken } from './place.ts'
import { releaseHold } from './release-hold.ts'

export interface HoldOnline {
  clinic: Clinic
  service: Service
  startAt: Temporal.Instant
  durationMinutes: number
  /** Whom the patient chose; null: anybody. */
  practitionerId: string | null
  /** What the same patient held before, and gives back. */
  former: HoldKey | null
}

/** Holds what the page offers at this moment, or throws `SlotTaken`. */
export async function holdOnline(tx: Tx, input: HoldOnline): Promise<{ ok: true; hold: Hold } | WishRefusal> {
  const { clinic, service, startAt, durationMinutes, practitionerId, former } = input
  if (former) await releaseHold(tx, former)
  const free = await findFreeTime(tx, clinic, { service, startAt, durationMinutes, practitionerId })
  const wanted = { serviceId: service.id, startAt, durationMinutes }
  if (!free) {
    const practitionerIds = practitionerId ? [practitionerId] : null
    throw new SlotTaken('slot_taken', { ...wanted, practitionerIds, startAts: [startAt] })
  }
  const practitionerIds = service.assignment === 'all' ? null : free.practitionerIds
  return holdSlot(tx, { ...wanted, practitionerIds, purpose: 'page' })
}
