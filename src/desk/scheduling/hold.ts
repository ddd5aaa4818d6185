/** A hold keeps a place for somebody who has not decided yet, for minutes. */
import { randomBytes } from 'node:crypto'
import { sha256Hex } from '../../kit/crypto.ts'

export type HoldPurpose = 'page' | 'waitlist' | 'staff'

export const HOLD_MINUTES = 5

/** What its holder shows; only its hash is kept. 256 random bits. */
export function mintToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: sha256Hex(token) }
}
