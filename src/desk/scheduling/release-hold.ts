import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { placeConflicting } from './free-place.ts'
import { giveUpPlace } from './give-up-place.ts'

/** Gives the place back, for whoever shows the token. False where the hold is gone already. */
export async function releaseHold(tx: Tx, hold: { id: string; token: string }): Promise<boolean> {
  const released = await tx.run(sql`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${hold.id} and token_hash = ${sha256Hex(hold.token)}`)
  if (released === 0) return false
  await free(tx, hold.id)
  return true
}

/** Deletes a hold whose time is over, at the app's clock. False where it was booked, released or prolonged meanwhile. */
export async function expireHold(tx: Tx, id: string): Promise<boolean> {
  const expired = await tx.run(sql`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${id} and expires_at <= ${tx.clock.now()}`)
  if (expired === 0) return false
  await free(tx, id)
  return true
}

/** Nobody is told: the place had been free before somebody looked at it, and those who wait were asked then. */
async function free(tx: Tx, holdId: string): Promise<void> {
  const freed = await giveUpPlace(tx, holdId)
  // Somebody took an expired place before the sweeper came.
  if (freed) await placeConflicting(tx, freed.practitionerIds)
}
