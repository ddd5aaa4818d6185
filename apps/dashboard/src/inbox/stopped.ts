import type { Schemas } from '../api.ts'
import type { Conversation } from './inbox-queries.ts'

type Consent = Schemas['Consent']

/**
 * Whether the arbiter would refuse what staff write here: the newest entry that applies says no, and they have not written
 * since. Staff's answers are about the person's own visit or question, which is the purpose `transactional`.
 */
export function hasStopped(
  { channel, last_inbound_at }: Pick<Conversation, 'channel' | 'last_inbound_at'>,
  consents: readonly Consent[],
): boolean {
  const last = consents.findLast(
    (entry) =>
      (entry.purpose === 'all' || entry.purpose === 'transactional') &&
      (entry.channel === 'all' || entry.channel === channel),
  )
  if (last?.state !== 'withdrawn') return false
  return last_inbound_at === null || Date.parse(last_inbound_at) <= Date.parse(last.created_at)
}
