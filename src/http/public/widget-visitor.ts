/**
 * A visitor of a clinic's site is known by a token that only Foyer can make. Whom the site itself knows comes with the
 * site's own proof; nobody becomes a user by saying so.
 */
import { randomUUID } from 'node:crypto'
import { equalConstantTime, hmacSha256Hex, type Keyring } from '../../kit/crypto.ts'
import type { ClinicId } from '../../kit/ids.ts'

/** Renewed with each visit. A user's is made anew on each page, by the site's proof. */
const LASTS = { visitor: { hours: 180 * 24 }, user: { hours: 24 } }
const LONGEST = 600

/** `visitor:<uuid>` or `user:<the site's id>`: the address of the conversation. */
export type VisitorId = `visitor:${string}` | `user:${string}`

export interface VisitorTokens {
  issue(clinicId: ClinicId, visitor: VisitorId, now: Temporal.Instant): string
  /** Null for a token that is forged, over, or another clinic's. */
  read(clinicId: ClinicId, token: string, now: Temporal.Instant): VisitorId | null
}

/** `<visitor and expiry, base64url>.<HMAC under a key that belongs to this clinic>` */
export function visitorTokens(keyring: Keyring): VisitorTokens {
  const labelOf = (clinicId: ClinicId) => `widget:${clinicId}`
  return {
    issue(clinicId, visitor, now) {
      const expiresAt = now.add(isUser(visitor) ? LASTS.user : LASTS.visitor)
      const claims = JSON.stringify([visitor, Math.floor(expiresAt.epochMilliseconds / 1000)])
      const body = Buffer.from(claims).toString('base64url')
      return `${body}.${keyring.sign(labelOf(clinicId), body)}`
    },
    read(clinicId, token, now) {
      const [body = '', signature = '', ...rest] = token.length > LONGEST ? [] : token.split('.')
      if (rest.length > 0 || !keyring.verify(labelOf(clinicId), body, signature)) return null
      const [visitor, expiry] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [VisitorId, number]
      return expiry * 1000 > now.epochMilliseconds ? visitor : null
    },
  }
}

export function newVisitor(): VisitorId {
  return `visitor:${randomUUID()}`
}

export function isUser(visitor: VisitorId): boolean {
  return visitor.startsWith('user:')
}

/** Whether the site vouches for its user: HMAC-SHA256 of the id under the connection's secret, in hex of either case. */
export function isVouchedFor({ userId, hash }: { userId: string; hash: string }, secret: string): boolean {
  return equalConstantTime(hmacSha256Hex(secret, userId), hash.toLowerCase())
}
