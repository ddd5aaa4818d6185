/** An API key lets a partner's program in; it belongs to one clinic and has a role. */
import { randomBytes } from 'node:crypto'
import { sha256Hex } from '../../kit/crypto.ts'

export interface ApiKey {
  id: string
  name: string
  role: string
  /** The first characters, by which people tell keys apart. */
  prefix: string
  createdBy: string
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
}

const MARK = 'foyer_'

/** 256 random bits: no dictionary helps against the hash, so a fast one is enough. */
export function newApiKeyText(): string {
  return MARK + randomBytes(32).toString('base64url')
}

export function isApiKeyText(text: string): boolean {
  return text.startsWith(MARK) && text.length <= 100
}

export function apiKeyHash(text: string): string {
  return sha256Hex(text)
}

export function apiKeyPrefix(text: string): string {
  return text.slice(0, MARK.length + 6)
}
