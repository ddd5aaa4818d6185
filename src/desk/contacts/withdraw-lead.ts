import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { leadWithdrawn } from './events.ts'
import { findLead } from './find-lead.ts'
import { lockPerson } from './lock-person.ts'

/**
 * Forgets that a person asked, with what they asked about. Where nothing waits it changes nothing. Refused once they have fallen
 * silent: a journey may have taken them in, and its texts name what they asked about.
 */
export async function withdrawLead(
  tx: Tx,
  actor: Actor,
  { contactId }: { contactId: string },
): Promise<{ ok: true } | { ok: false; reason: 'no_contact' | 'quiet' }> {
  const root = await lockPerson(tx, contactId)
  if (!root) return { ok: false, reason: 'no_contact' }
  const withdrawn = await tx.run(sql`
    delete from leads
    where clinic_id = ${tx.clinicId} and contact_id = any(${partsOf(tx, root)}) and look_at is not null`)
  if (withdrawn > 0) await record(tx, leadWithdrawn, { actor, contactId: root, payload: {} })
  else if (await findLead(tx, root)) return { ok: false, reason: 'quiet' }
  return { ok: true }
}
