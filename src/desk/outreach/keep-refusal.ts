import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import type { Channel } from './message.ts'

/**
 * A vendor refused a message because of what the person told the vendor: their own no is kept as that. What the vendor holds
 * back by itself (Meta's limits on marketing, WhatsApp error codes 131049 and 130472) says nothing of the person.
 */
export async function keepRefusal(
  tx: Tx,
  input: { contactId: string; channel: Channel; code: string | undefined; vendor: string },
): Promise<void> {
  const { contactId, channel, code, vendor } = input
  if (code !== 'opted_out' && code !== 'marketing_stopped') return
  await recordConsent(tx, system, {
    contactId,
    purpose: code === 'opted_out' ? 'all' : 'marketing',
    channel,
    state: 'withdrawn',
    source: `${vendor} refused the message: ${code}`,
  })
}
