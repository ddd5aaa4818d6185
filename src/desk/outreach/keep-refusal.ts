import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import type { Channel } from './message.ts'

/**
 * A vendor refused a message because of what the person told the vendor: their own no is kept as that. What the vendor holds
 * back by itself (Meta's limits on marketing, WhatsApp error codes 131049 and 130472) says nothing of the person. Of a number that
 * only claims to be theirs it says what may go to that number.
 */
export async function keepRefusal(
  tx: Tx,
  input: {
    messageId: string
    contactId: string
    channel: Channel
    code: string | undefined
    vendor: string
  },
): Promise<void> {
  const { messageId, contactId, channel, code, vendor } = input
  if (code !== 'opted_out' && code !== 'marketing_stopped') return
  const claimed = await tx.one(sql<{ value: string }>`
    select i.value
    from messages m
    join contact_identifiers i on i.clinic_id = m.clinic_id and i.kind = 'phone' and i.value = '+' || ltrim(m.to_address, '+')
    where m.clinic_id = ${tx.clinicId} and m.id = ${messageId} and i.standing = 'claimed'`)
  await recordConsent(tx, system, {
    contactId,
    purpose: code === 'opted_out' ? 'all' : 'marketing',
    channel,
    state: 'withdrawn',
    phone: claimed?.value ?? null,
    source: `${vendor} refused the message: ${code}`,
  })
}
