import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { preferenceCorrected, preferenceErased } from './events.ts'

interface Row {
  contact_id: string
  kind: string
}

/** Puts right what was learned: the new value counts, the messages stay as they are. False where there is none of this id. */
export async function correctPreference(
  tx: Tx,
  actor: Actor,
  { id, value }: { id: string; value: string },
): Promise<boolean> {
  const row = await tx.one(sql<Row>`
    update preferences
    set corrected_value = ${value}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id} and not is_erased
    returning contact_id, kind`)
  if (!row) return false
  await record(tx, preferenceCorrected, {
    actor,
    contactId: row.contact_id,
    payload: { preferenceId: id, kind: row.kind },
  })
  return true
}

/** Forgets it with its evidence: it is in no later prompt, and what shows it again is not learned again. */
export async function erasePreference(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const row = await tx.one(sql<Row>`
    update preferences
    set is_erased = true, corrected_value = null, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id} and not is_erased
    returning contact_id, kind`)
  if (!row) return false
  await tx.run(sql`
    delete from preference_evidence
    where clinic_id = ${tx.clinicId} and preference_id = ${id}`)
  await record(tx, preferenceErased, {
    actor,
    contactId: row.contact_id,
    payload: { preferenceId: id, kind: row.kind },
  })
  return true
}
