/** A contact is a person who writes to us; phone and e-mail say who it is. */
import type { Actor } from '../../kit/events.ts'

export type IdentifierKind = 'phone' | 'email'

export interface Identifier {
  kind: IdentifierKind
  /** E.164, or the e-mail address in lower case. */
  value: string
  rawText: string | null
  source: string
  standing: Standing
  createdAt: Temporal.Instant
}

/**
 * How an identifier came to its contact (docs/decisions/0023). `own`: with the contact itself, or from staff. `claimed`: typed
 * in beside what the contact was known by, which anybody can do who knows that. `confirmed`: staff said that it is theirs.
 */
export type Standing = 'own' | 'claimed' | 'confirmed'

/** Of what is added to a contact who is known by something else. */
export function standingBy(actor: Actor): Standing {
  return actor.kind === 'user' ? 'own' : 'claimed'
}

/** The `source` of identifiers that a person only told in a chat: that somebody says a number does not make it theirs. */
export const TOLD_IN_CHAT = 'told_in_chat'

/** Every way to reach somebody, and `all`: what a consent may speak of. */
export const CONSENT_CHANNELS = [
  'all',
  'email',
  'sms',
  'whatsapp',
  'instagram',
  'facebook',
  'widget',
  'other',
] as const

/** What a booking tells of a person. */
export interface Evidence {
  name: string
  /** E.164; null where there was none or it is no number. */
  phone: string | null
  /** As it was typed. */
  phoneRaw: string | null
  email: string | null
}

/** A contact that one of the identifiers led to. Always a root: merges have been followed. */
export interface KnownContact {
  contactId: string
  displayName: string
  phones: string[]
  emails: string[]
}

export type Recognition =
  | { is: 'nobody_yet' }
  | { is: 'known'; contactId: string; by: IdentifierKind }
  /** Both identifiers lead to somebody, and nothing speaks against their being one person. */
  | { is: 'two_halves'; contactId: string; otherContactId: string }
  | { is: 'conflict'; phoneContactId: string; emailContactId: string }

/**
 * Who is it? The phone decides, then the e-mail (REQUIREMENTS D4). Where they lead to two contacts, these are one
 * person only if each lacks what the other has and both bear the booking's name; all else is for staff to decide.
 */
export function recognize(
  evidence: Evidence,
  found: { byPhone: KnownContact | null; byEmail: KnownContact | null },
): Recognition {
  const { byPhone, byEmail } = found
  if (!byPhone && !byEmail) return { is: 'nobody_yet' }
  if (byPhone && (!byEmail || byEmail.contactId === byPhone.contactId)) {
    return { is: 'known', contactId: byPhone.contactId, by: 'phone' }
  }
  if (byEmail && !byPhone) return { is: 'known', contactId: byEmail.contactId, by: 'email' }
  if (!byPhone || !byEmail) return { is: 'nobody_yet' }
  const areHalves = byPhone.emails.length === 0 && byEmail.phones.length === 0
  const name = nameKey(evidence.name)
  if (areHalves && nameKey(byPhone.displayName) === name && nameKey(byEmail.displayName) === name) {
    return { is: 'two_halves', contactId: byPhone.contactId, otherContactId: byEmail.contactId }
  }
  return { is: 'conflict', phoneContactId: byPhone.contactId, emailContactId: byEmail.contactId }
}

/** A name without case, accents and spacing: two spellings with one key are one name. Never empty. */
export function nameKey(name: string): string {
  const key = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // A name of emoji alone is still somebody's.
  return key || name.normalize('NFKC').trim() || '?'
}
