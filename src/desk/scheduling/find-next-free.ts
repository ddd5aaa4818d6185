/** Other times for whoever was refused one. */
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { findService } from '../services/find-services.ts'
import { type AvailabilityQuery, findAvailability } from './find-availability.ts'
import type { WantedSlot } from './place.ts'

const OFFERED = 5
const SOUGHT = { hours: 14 * 24 }

export interface NextFreeQuery {
  wanted: WantedSlot
  /** What is being moved does not stand in its own way. */
  exceptId?: string | null
  /** Staff are offered what they may book: within the notice and beyond the limits too. */
  byStaff?: boolean
}

/**
 * Five starts within two weeks of what was wanted: with the practitioners who were wanted, then with anybody of the
 * service. Fewer where there are not so many.
 */
export async function findNextFree(
  tx: Tx,
  clinic: Clinic,
  { wanted, exceptId, byStaff }: NextFreeQuery,
): Promise<Temporal.Instant[]> {
  const service = await findService(tx, wanted.serviceId)
  if (!service || service.archivedAt) return []
  const from = latest([tx.clock.now(), earliest(wanted.startAts)])
  const { durationMinutes } = wanted
  const query: AvailabilityQuery = { service, from, to: from.add(SOUGHT), durationMinutes, exceptId, byStaff }
  const free = await findAvailability(tx, clinic, query)
  const { practitionerIds } = wanted
  const isWithWanted = (ids: string[]) => practitionerIds?.some((id) => ids.includes(id)) ?? true
  return [
    ...free.filter((each) => isWithWanted(each.practitionerIds)),
    ...free.filter((each) => !isWithWanted(each.practitionerIds)),
  ]
    .slice(0, OFFERED)
    .map(({ startAt }) => startAt)
}

function earliest(instants: readonly Temporal.Instant[]): Temporal.Instant {
  return instants.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b))
}

function latest(instants: readonly Temporal.Instant[]): Temporal.Instant {
  return instants.reduce((a, b) => (Temporal.Instant.compare(a, b) >= 0 ? a : b))
}
