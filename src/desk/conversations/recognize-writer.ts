import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { proveNumber } from '../contacts/prove-number.ts'
import { lockContacts, recognizeContact } from '../contacts/recognize-contact.ts'
import { type ChatChannel, provesPhone } from './conversation.ts'

/** Who writes, as the channel knows them. */
export interface Writer {
  /** Stable in this account. */
  id: string
  /** Further ids under which the same person may come. */
  aliases: readonly string[]
  /** E.164. */
  phone: string | null
  name: string | null
}

/** Shown until the person says their name. */
export const NAMELESS: Record<ChatChannel, string> = {
  widget: 'Website visitor',
  whatsapp: 'WhatsApp user',
  instagram: 'Instagram user',
  facebook: 'Facebook user',
  sms: 'Unknown sender',
  email: 'Unknown sender',
  other: 'Unknown sender',
}

/**
 * The contact of whoever writes, found or made, its lock held until the transaction ends. A person is known by the account's
 * own id for them. The phone counts only where the channel proves it, and then for good: what a visitor typed into a form
 * would let anybody write as somebody else.
 */
export async function recognizeWriter(
  tx: Tx,
  actor: Actor,
  input: { connectionId: string; channel: ChatChannel; writer: Writer },
): Promise<{ contactId: string; isNew: boolean }> {
  const { connectionId, channel, writer } = input
  const ids = [...new Set([writer.id, ...writer.aliases])]
  const known = await findByIds(tx, { connectionId, ids })
  const contact = known
    ? await lockKnown(tx, known)
    : await recognizeContact(tx, actor, {
        name: writer.name?.trim() || NAMELESS[channel],
        phone: provesPhone(channel) ? writer.phone : null,
        phoneRaw: writer.phone,
        email: null,
        timeZone: null,
        locale: null,
        source: channel,
      })
  const added = await tx.run(sql`
    insert into channel_identities (clinic_id, connection_id, value, contact_id, created_at)
    select ${tx.clinicId}::uuid, ${connectionId}::uuid, value, ${contact.contactId}::uuid, ${tx.clock.now()}::timestamptz
    from unnest(${ids}::text[]) as value
    on conflict do nothing`)
  // The same person's first two messages came at once, and the other one made the contact.
  if (!known && added < ids.length) throw new LostRace('the writer was recognized meanwhile')
  if (!writer.phone || !isSender(channel, ids, writer.phone)) return contact
  const contactId = await proveNumber(tx, actor, { ...contact, phone: writer.phone, channel })
  return { ...contact, contactId }
}

/** The number is the sender itself; beside a vendor's own contact it may be a field that staff fill in. */
function isSender(channel: ChatChannel, ids: readonly string[], phone: string): boolean {
  const digits = phone.replace(/^\+/, '')
  return provesPhone(channel) && ids.some((id) => id.replace(/^\+/, '') === digits)
}

/** Of ids that lead to two contacts the first one counts; the others are merged by whoever finds that out. */
async function findByIds(
  tx: Tx,
  { connectionId, ids }: { connectionId: string; ids: readonly string[] },
): Promise<string | undefined> {
  const row = await tx.one(sql<{ id: string }>`
    select coalesce(c.merged_into_id, c.id) as id
    from channel_identities i
    join contacts c on c.clinic_id = i.clinic_id and c.id = i.contact_id
    where i.clinic_id = ${tx.clinicId} and i.connection_id = ${connectionId} and i.value = any(${ids})
    order by array_position(${ids}::text[], i.value)
    limit 1`)
  return row?.id
}

async function lockKnown(tx: Tx, contactId: string): Promise<{ contactId: string; isNew: boolean }> {
  await lockContacts(tx, [contactId])
  return { contactId, isNew: false }
}
