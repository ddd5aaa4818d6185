import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import type { Consent } from './arbiter.ts'
import { findConsents } from './find-consents.ts'
import { findStopChannel } from './find-stop-channel.ts'
import type { StopAddress } from './stop-link.ts'

/** `but_visits`: all that is not about a visit itself. */
export const STOP_CHOICES = ['marketing', 'but_visits', 'all'] as const
export type StopChoice = (typeof STOP_CHOICES)[number]

const ENDED = {
  marketing: ['marketing'],
  but_visits: ['care', 'marketing'],
  all: ['all'],
} as const satisfies Record<StopChoice, readonly Consent['purpose'][]>

/**
 * What a person ends by the link of a mail, on the channels of `findStopChannel`. What is ended already adds nothing to the proof of consent; what
 * waits to be sent is taken back with it. False: there is no such person here.
 */
export async function stopMessages(
  tx: Tx,
  {
    contactId,
    mailboxId,
    choice,
    textShown,
  }: Pick<StopAddress, 'contactId' | 'mailboxId'> & {
    choice: StopChoice
    textShown: string
  },
): Promise<boolean> {
  const known = await tx.one(sql<{ root: string }>`
    select coalesce(merged_into_id, id) as root
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  if (!known) return false
  // Before the entries are read: a second click waits here, and finds what the first has written.
  await lockContacts(tx, [known.root])
  const consents = await findConsents(tx, known.root)
  const channel = await findStopChannel(tx, { contactId, mailboxId })
  for (const purpose of ENDED[choice]) {
    if (isEnded(consents, { purpose, channel })) continue
    await recordConsent(
      tx,
      { kind: 'contact', id: known.root },
      { contactId: known.root, purpose, channel, state: 'withdrawn', source: 'mail_link', textShown },
    )
  }
  return true
}

/** Said before, and nothing of it granted again since. */
function isEnded(
  consents: readonly Consent[],
  { purpose, channel }: Pick<Consent, 'purpose' | 'channel'>,
): boolean {
  const last = consents.findLastIndex(
    (entry) =>
      entry.state === 'withdrawn' &&
      (entry.channel === 'all' || entry.channel === channel) &&
      (entry.purpose === 'all' || entry.purpose === purpose),
  )
  const overlaps = (entry: Consent) =>
    purpose === 'all' || entry.purpose === 'all' || entry.purpose === purpose
  return (
    last !== -1 && !consents.slice(last + 1).some((entry) => entry.state === 'granted' && overlaps(entry))
  )
}
