import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { TOLD_IN_CHAT } from './contact.ts'
import { contactIdentified } from './events.ts'
import { learnIdentifiers } from './learn-identifiers.ts'
import { mergeContacts } from './merge-contacts.ts'
import { lockContacts } from './recognize-contact.ts'

/**
 * A message came from this very number, so that it is the writer's: what they had only told counts as proven from now on, and
 * who was known by the channel's own id alone is the contact of that number. Where both are known otherwise they stay two. The
 * caller holds the lock on the contact; returns the root that it is now.
 */
export async function proveNumber(
  tx: Tx,
  actor: Actor,
  input: { contactId: string; phone: string; channel: string },
): Promise<string> {
  const { contactId, phone, channel } = input
  const kept = await tx.one(sql<{ id: string; source: string; root: string }>`
    select i.id, i.source, coalesce(part.merged_into_id, part.id) as root
    from contact_identifiers i
    join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
    where i.clinic_id = ${tx.clinicId} and i.kind = 'phone' and i.value = ${phone}`)
  if (!kept) {
    await learnIdentifiers(tx, actor, { contactId, phone, phoneRaw: phone, email: null, source: channel })
    return contactId
  }
  if (kept.source === TOLD_IN_CHAT) {
    await tx.run(sql`
      update contact_identifiers
      set source = ${channel}
      where clinic_id = ${tx.clinicId} and id = ${kept.id}`)
    const payload = { kind: 'phone' as const, identifierId: kept.id, reason: `proven_by_${channel}` }
    await record(tx, contactIdentified, { actor, contactId: kept.root, payload })
  }
  if (kept.root === contactId || !(await isKnownByNothing(tx, contactId))) return contactId
  await lockContacts(tx, [kept.root])
  await mergeContacts(tx, actor, {
    fromContactId: contactId,
    intoContactId: kept.root,
    reason: 'channel_shows_the_number',
    evidence: { phone, channel },
  })
  return kept.root
}

async function isKnownByNothing(tx: Tx, contactId: string): Promise<boolean> {
  const row = await tx.one(sql`
    select
    from contacts c
    where c.clinic_id = ${tx.clinicId} and c.id = ${contactId} and not c.is_provisional and not exists (
      select
      from contact_identifiers i
      join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = c.clinic_id and (part.id = c.id or part.merged_into_id = c.id))`)
  return row !== undefined
}
