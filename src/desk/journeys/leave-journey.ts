import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { stopJourneys } from './stop-journeys.ts'

/** Why an enrollment ended that staff ended. */
export const TAKEN_OUT = 'taken_out'

/** Ends one enrollment: what is planned is cancelled. False where there is none of this id; one that is over stays as it is. */
export async function leaveJourney(
  tx: Tx,
  actor: Actor,
  { enrollmentId }: { enrollmentId: string },
): Promise<boolean> {
  const found = await tx.one(sql<{ contact_id: string }>`
    select coalesce(c.merged_into_id, c.id) as contact_id
    from enrollments e
    join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
    where e.clinic_id = ${tx.clinicId} and e.id = ${enrollmentId}`)
  if (!found) return false
  await lockContacts(tx, [found.contact_id])
  await stopJourneys(tx, { enrollmentId, cause: TAKEN_OUT, actor })
  return true
}
