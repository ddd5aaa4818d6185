/** Ends holds whose time is over: places that nobody booked, and waves of offers that nobody answered. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import type { HoldPurpose } from './hold.ts'
import { expireHold } from './release-hold.ts'

const BATCH = 200

/** Asks the next ones about the place of a hold; their messages are of a later slice. */
export type OfferNextWave = (desk: Desk, hold: { clinicId: ClinicId; holdId: string }) => Promise<void>

/** Returns how many were over. Several nodes sweep at once: each hold is ended by one of them. */
export async function sweepHolds(desk: Desk, offerNextWave: OfferNextWave): Promise<number> {
  const { database } = desk
  const over = await database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string; purpose: HoldPurpose }>`
      select clinic_id, id, purpose
      from holds
      where expires_at <= ${tx.clock.now()}
      order by expires_at
      limit ${BATCH}`),
  )
  for (const { clinic_id, id, purpose } of over) {
    const clinicId = mintClinicId(clinic_id)
    try {
      if (purpose === 'waitlist') await offerNextWave(desk, { clinicId, holdId: id })
      else await database.inClinic(clinicId, (tx) => expireHold(tx, id))
    } catch (error) {
      // The row is as it was; the others do not wait for it.
      desk.log.error('hold.not_ended', { clinicId, holdId: id }, error)
    }
  }
  return over.length
}
