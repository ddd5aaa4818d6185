/** Ids in the address of a link: whoever has it was given it by us. It hides nothing, and does not end by itself. */
import type { Keyring } from './crypto.ts'

/** The ids, 16 bytes each, and our signature over them; both base64url. Under another label it is no link. */
export function signIds(keyring: Keyring, label: string, ids: readonly string[]): string {
  const bytes = Buffer.from(ids.join('').replaceAll('-', ''), 'hex')
  return `${bytes.toString('base64url')}.${keyring.sign(label, bytes)}`
}

/** The ids that `signIds` was given under this label; none for a token that was not made here, or was changed. */
export function readSignedIds(keyring: Keyring, label: string, token: string): string[] {
  const [encoded = '', signature = ''] = token.split('.')
  const bytes = Buffer.from(encoded, 'base64url')
  const isOurs = keyring.verify(label, bytes, signature)
  // base64url may be written in several ways, and one link has one address.
  if (!isOurs || `${bytes.toString('base64url')}.${signature}` !== token) return []
  const ids = bytes.toString('hex').match(/.{32}/g) ?? []
  return ids.map((id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}
