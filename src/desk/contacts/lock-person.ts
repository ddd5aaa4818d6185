import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { lockContacts } from './recognize-contact.ts'

/** The root of this contact, locked as a booking locks it; undefined where there is no such person in the clinic. */
export async function lockPerson(tx: Tx, contactId: string): Promise<string | undefined> {
  const known = await tx.one(sql<{ root: string }>`
    select coalesce(merged_into_id, id) as root
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  if (known) await lockContacts(tx, [known.root])
  return known?.root
}
