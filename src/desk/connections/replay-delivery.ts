import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { deliveryReplayed } from './events.ts'

/** Puts a kept delivery back in line, whatever became of it. Processing it again changes nothing that it already changed. */
export async function replayDelivery(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const replayed = await tx.run(sql`
    update inbound_deliveries
    set status = 'received', retry_at = null, attempts = 0
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  if (replayed === 0) return false
  await record(tx, deliveryReplayed, { actor, payload: { deliveryId: id } })
  return true
}
