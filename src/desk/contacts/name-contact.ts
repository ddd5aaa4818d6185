import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * Somebody who was known by no name has said it. A name that stands is never replaced: whoever writes from a friend's phone
 * would rename the friend.
 */
export function nameContact(
  tx: Tx,
  input: { contactId: string; name: string; placeholders: readonly string[] },
): void {
  tx.send(sql`
    update contacts
    set display_name = ${input.name}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${input.contactId} and display_name = any(${input.placeholders})`)
}
