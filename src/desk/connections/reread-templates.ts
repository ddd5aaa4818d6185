import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** A hundred refused messages are one question to the vendor. */
const AT_MOST_EVERY = { minutes: 1 }

/** Something says that the kept list is old: a vendor's notice, or a message that was refused. It is read again soon. */
export async function rereadTemplates(tx: Tx, connectionId: string): Promise<void> {
  const now = tx.clock.now()
  await tx.run(sql`
    update connections
    set templates_due_at = least(templates_due_at, greatest(${now}::timestamptz, coalesce(templates_read_at, ${now}::timestamptz)
      + make_interval(mins => ${AT_MOST_EVERY.minutes}::int)))
    where clinic_id = ${tx.clinicId} and id = ${connectionId} and templates_due_at is not null`)
}
