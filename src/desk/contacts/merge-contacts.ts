import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { contactMerged } from './events.ts'

export interface MergeContacts {
  fromContactId: string
  intoContactId: string
  reason: string
  evidence: Record<string, unknown>
}

/**
 * Makes two contacts one: `from` points at `into`, its rows stay where they are and are read through the root.
 * Whoever was merged into `from` before points at `into` as well, so that one step always leads to the root.
 * The caller holds the lock on both; merging a contact into itself or one that is merged already does nothing.
 */
export async function mergeContacts(tx: Tx, actor: Actor, input: MergeContacts): Promise<void> {
  if (input.fromContactId === input.intoContactId) return
  const now = tx.clock.now()
  const moved = await tx.run(sql`
    update contacts
    set merged_into_id = ${input.intoContactId}, is_provisional = false, updated_at = ${now}
    where clinic_id = ${tx.clinicId}
      and (id = ${input.fromContactId} and merged_into_id is null or merged_into_id = ${input.fromContactId})`)
  if (moved === 0) return
  // The same name among them is one patient: the others point at the one of `into`, in one step as well.
  await tx.run(sql`
    with family as (
      select p.id, p.name_key, first_value(p.id) over (
        partition by p.name_key
        order by (c.id = ${input.intoContactId}) desc, p.id) as kept_id
      from patient_profiles p
      join contacts c on c.clinic_id = p.clinic_id and c.id = p.contact_id
      where p.clinic_id = ${tx.clinicId} and p.merged_into_id is null
        and (c.id = ${input.intoContactId} or c.merged_into_id = ${input.intoContactId})
    )
    update patient_profiles twin
    set merged_into_id = family.kept_id, updated_at = ${now}
    from family
    where twin.clinic_id = ${tx.clinicId} and family.id <> family.kept_id
      and (twin.id = family.id or twin.merged_into_id = family.id)`)
  await tx.run(sql`
    insert into contact_merges (clinic_id, id, from_contact_id, into_contact_id, reason, evidence, actor_kind, actor_id, created_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${input.fromContactId}, ${input.intoContactId}, ${input.reason},
      ${JSON.stringify(input.evidence)}::jsonb, ${actor.kind}, ${actor.id}, ${now})`)
  await record(tx, contactMerged, {
    actor,
    contactId: input.intoContactId,
    payload: { fromContactId: input.fromContactId, intoContactId: input.intoContactId, reason: input.reason },
  })
}
