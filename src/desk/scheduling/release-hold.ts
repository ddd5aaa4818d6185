import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, system } from '../../kit/events.ts'
import { type FreedBecause, giveUpPlace, noteFreed } from './free-place.ts'

/** Gives the place back, for whoever shows the token. False where the hold is gone already. */
export async function releaseHold(
  tx: Tx,
  actor: Actor,
  hold: { id: string; token: string },
): Promise<boolean> {
  const released = await tx.one(sql<HoldRow>`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${hold.id} and token_hash = ${sha256Hex(hold.token)}
    returning id, service_id, start_at, end_at`)
  if (!released) return false
  await free(tx, actor, released, 'hold_released')
  return true
}

/** Deletes a hold whose time is over, at the app's clock. Null where it was booked, released or prolonged meanwhile. */
export async function expireHold(tx: Tx, id: string): Promise<boolean> {
  const expired = await tx.one(sql<HoldRow>`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${id} and expires_at <= ${tx.clock.now()}
    returning id, service_id, start_at, end_at`)
  if (!expired) return false
  await free(tx, system, expired, 'hold_expired')
  return true
}

interface HoldRow {
  id: string
  service_id: string
  start_at: Temporal.Instant
  end_at: Temporal.Instant
}

async function free(tx: Tx, actor: Actor, hold: HoldRow, because: FreedBecause): Promise<void> {
  const freed = await giveUpPlace(tx, hold.id)
  // Somebody took an expired place before the sweeper came.
  if (!freed) return
  await noteFreed(tx, actor, {
    ...freed,
    serviceId: hold.service_id,
    startAt: hold.start_at,
    endAt: hold.end_at,
    because,
    contactId: null,
    appointmentId: null,
  })
}
