import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { leadWithdrawn } from './events.ts'
import { findLead } from './find-lead.ts'
import { lockContacts } from './recognize-contact.ts'

/**
 * Forgets that a person asked, with what they asked about. Where nothing waits it changes nothing. Refused once they have fallen
 * silent: a journey may have taken them in, and its texts name what they asked about.
 */
export async function withdrawLead(
  tx: Tx,
  actor: Actor,
  { contactId }: { contactId: string },
): Promise<{ ok: true } | { ok: false; reason: 'no_contact' | 'quiet' }> {
  const known = await tx.one(sql<{ root: string }>`
    select coalesce(merged_into_id, id) as root
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  if (!known) return { ok: false, reason: 'no_contact' }
  await lockContacts(tx, [known.root])
  const withdrawn = await tx.run(sql`
    delete from leads
    where clinic_id = ${tx.clinicId} and contact_id = any(${partsOf(tx, known.root)}) and look_at is not null`)
  if (withdrawn > 0) await record(tx, leadWithdrawn, { actor, contactId: known.root, payload: {} })
  else if (await findLead(tx, known.root)) return { ok: false, reason: 'quiet' }
  return { ok: true }
}
