import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { Service } from '../services/service.ts'
import { findFreeTime } from './find-availability.ts'

/**
 * Who works at that time and has it free, at any minute: whoever books by hand is held to no grid, notice, booking window
 * or limit. Null where nobody does: staff may still book whoever is not taken.
 */
export async function findFreePractitioners(
  tx: Tx,
  clinic: Clinic,
  wanted: { service: Service; startAt: Temporal.Instant; durationMinutes?: number },
): Promise<string[] | null> {
  const service: Service = { ...wanted.service, intervalMinutes: 1, offsetMinutes: 0, shortGapMinutes: null }
  const free = await findFreeTime(tx, clinic, { ...wanted, service, byStaff: true })
  return free?.practitionerIds ?? null
}
