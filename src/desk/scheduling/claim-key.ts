import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { invariant } from '../../kit/problem.ts'

/** What the caller names one request by, so that the same again does nothing (Idempotency-Key). */
export interface RequestKey {
  key: string
  /** SHA-256 of the request, hexadecimal. */
  requestHash: string
}

/**
 * Claims the key for the appointment that is about to be made. `known`: this request was answered with that one before;
 * of two at once the second waits for the first. `key_reused`: the key stands for another request.
 */
export async function claimKey(
  tx: Tx,
  input: RequestKey & { appointmentId: string },
): Promise<{ is: 'claimed' } | { is: 'known'; appointmentId: string } | { is: 'key_reused' }> {
  const claimed = await tx.run(sql`
    insert into booking_keys (clinic_id, key, request_hash, appointment_id, created_at)
    values (${tx.clinicId}, ${input.key}, ${input.requestHash}, ${input.appointmentId}, ${tx.clock.now()})
    on conflict (clinic_id, key) do nothing`)
  if (claimed === 1) return { is: 'claimed' }
  const known = await tx.one(sql<{ request_hash: string; appointment_id: string }>`
    select request_hash, appointment_id
    from booking_keys
    where clinic_id = ${tx.clinicId} and key = ${input.key}`)
  invariant(known, 'a key that was taken vanished')
  return known.request_hash === input.requestHash
    ? { is: 'known', appointmentId: known.appointment_id }
    : { is: 'key_reused' }
}

/** Gives up what was claimed in this transaction: its request was refused, and may be sent again. */
export function releaseKey(tx: Tx, { key }: RequestKey): void {
  tx.send(sql`
    delete from booking_keys
    where clinic_id = ${tx.clinicId} and key = ${key}`)
}
