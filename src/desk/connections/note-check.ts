import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** What came of a check, for whoever looks next; `error` is a code. No event: nothing follows from it. */
export async function noteCheck(
  tx: Tx,
  input: { connectionId: string; error: string | null },
): Promise<void> {
  const now = tx.clock.now()
  await tx.run(sql`
    update connections
    set checked_at = ${now}, check_error = ${input.error}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${input.connectionId}`)
}
