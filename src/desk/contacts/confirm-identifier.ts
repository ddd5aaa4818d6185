import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { IdentifierKind } from './contact.ts'
import { contactIdentified } from './events.ts'

/**
 * Staff know that this number or address is the person's own: whoever writes from the number may see all their visits from now
 * on. The same again changes nothing. False where the clinic has no identifier of this id.
 */
export async function confirmIdentifier(tx: Tx, actor: Actor, identifierId: string): Promise<boolean> {
  const kept = await tx.one(sql<{ kind: IdentifierKind; was: string; contact_id: string }>`
    with before as (
      select i.id, i.standing, coalesce(part.merged_into_id, part.id) as contact_id
      from contact_identifiers i
      join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = ${tx.clinicId} and i.id = ${identifierId}
      for update of i
    )
    update contact_identifiers i
    set standing = 'confirmed'
    from before
    where i.clinic_id = ${tx.clinicId} and i.id = before.id
    returning i.kind, before.standing as was, before.contact_id`)
  if (!kept) return false
  if (kept.was !== 'confirmed') {
    await record(tx, contactIdentified, {
      actor,
      contactId: kept.contact_id,
      payload: { kind: kept.kind, identifierId, reason: 'confirmed_by_staff' },
    })
  }
  return true
}
