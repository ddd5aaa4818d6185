import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import { mailboxIdOf, type StopAddress } from './stop-link.ts'

/**
 * How far the reader of a mailbox decides for the contact: everywhere from one that is the contact's, about mail alone from one
 * that somebody typed in beside what was known (docs/decisions/0023). A claim counts while nothing else is known.
 */
export async function findStopChannel(
  tx: Tx,
  { contactId, mailboxId }: Pick<StopAddress, 'contactId' | 'mailboxId'>,
): Promise<'all' | 'email'> {
  const known = await tx.many(sql<{ kind: string; value: string; is_claimed: boolean }>`
    select kind, value, standing = 'claimed' as is_claimed
    from contact_identifiers
    where clinic_id = ${tx.clinicId} and contact_id = any(${partsOf(tx, contactId)})`)
  const certain = known.filter(({ is_claimed }) => !is_claimed)
  const counting = certain.length > 0 ? certain : known
  const isTheirs = counting.some(
    ({ kind, value }) => kind === 'email' && mailboxIdOf(tx.clinicId, value) === mailboxId,
  )
  return isTheirs ? 'all' : 'email'
}
