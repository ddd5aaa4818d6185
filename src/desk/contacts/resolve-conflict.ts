import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { identityConflictResolved } from './events.ts'
import { mergeContacts } from './merge-contacts.ts'
import { lockContacts } from './recognize-contact.ts'

export const RESOLUTIONS = ['phone_contact', 'email_contact', 'all_one_person', 'another_person'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

interface OpenConflict {
  provisional_id: string
  phone_id: string
  email_id: string
  evidence: Record<string, unknown>
}

/**
 * Staff say who a provisional contact is: the one with the phone, the one with the e-mail, all three one person, or
 * somebody else. Refuses a conflict that is unknown or that somebody resolved before.
 */
export async function resolveConflict(
  tx: Tx,
  actor: Actor,
  input: { conflictId: string; resolution: Resolution },
): Promise<{ ok: true; contactId: string } | { ok: false; reason: 'not_found' | 'already_resolved' }> {
  const now = tx.clock.now()
  const claimed = await tx.one(sql<{ id: string }>`
    update identity_conflicts
    set status = 'resolved', resolution = ${input.resolution}, resolved_by = ${actor.id}, resolved_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${input.conflictId} and status = 'open'
    returning id`)
  const conflict = await findContactsOf(tx, input.conflictId)
  if (!conflict) return { ok: false, reason: 'not_found' }
  if (!claimed) return { ok: false, reason: 'already_resolved' }

  const { provisional_id: provisional, phone_id: byPhone, email_id: byEmail, evidence } = conflict
  await lockContacts(tx, [...new Set([provisional, byPhone, byEmail])])
  const merge = (fromContactId: string, intoContactId: string) =>
    mergeContacts(tx, actor, { fromContactId, intoContactId, reason: 'staff_decided', evidence })

  let contactId = provisional
  if (input.resolution === 'another_person') {
    await tx.run(sql`
      update contacts
      set is_provisional = false, updated_at = ${now}
      where clinic_id = ${tx.clinicId} and id = ${provisional}`)
  } else {
    contactId = input.resolution === 'email_contact' ? byEmail : byPhone
    await merge(provisional, contactId)
    if (input.resolution === 'all_one_person') await merge(byEmail, byPhone)
  }
  await tx.run(sql`
    update patient_profiles
    set hint = null, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and contact_id = ${provisional} and hint = 'identity_conflict'`)
  await record(tx, identityConflictResolved, {
    actor,
    contactId,
    payload: { conflictId: input.conflictId, resolution: input.resolution },
  })
  return { ok: true, contactId }
}

/** The three contacts of a conflict as they are now: each may have been merged since. */
function findContactsOf(tx: Tx, conflictId: string): Promise<OpenConflict | undefined> {
  return tx.one(sql<OpenConflict>`
    select coalesce(c.merged_into_id, c.id) as provisional_id, coalesce(p.merged_into_id, p.id) as phone_id,
      coalesce(e.merged_into_id, e.id) as email_id, k.evidence
    from identity_conflicts k
    join contacts c on c.clinic_id = k.clinic_id and c.id = k.provisional_contact_id
    join contacts p on p.clinic_id = k.clinic_id and p.id = k.phone_contact_id
    join contacts e on e.clinic_id = k.clinic_id and e.id = k.email_contact_id
    where k.clinic_id = ${tx.clinicId} and k.id = ${conflictId}`)
}
