import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** So long before its end a token is renewed: a month for whatever goes wrong. */
const BEFORE_ITS_END = { hours: 30 * 24 }
const AT_MOST_EVERY = { hours: 24 }

/** The vendor gave another token, and with it shows that the credentials are right. */
export async function noteTokenRenewed(
  tx: Tx,
  { connectionId, expiresAt }: { connectionId: string; expiresAt: Temporal.Instant },
): Promise<void> {
  const now = tx.clock.now()
  const wished = expiresAt.subtract(BEFORE_ITS_END)
  const soonest = now.add(AT_MOST_EVERY)
  const dueAt = Temporal.Instant.compare(wished, soonest) > 0 ? wished : soonest
  await tx.run(sql`
    update connections
    set token_expires_at = ${expiresAt}, token_due_at = ${dueAt}, token_error = null, checked_at = ${now}, check_error = null,
      updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
}

/** The vendor gave none: the old token stays, and is renewed at the next try; `error` is a code. */
export async function noteTokenKept(
  tx: Tx,
  { connectionId, error }: { connectionId: string; error: string },
): Promise<void> {
  await tx.run(sql`
    update connections
    set token_error = ${error}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
}
