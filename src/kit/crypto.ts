import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { invariant } from './problem.ts'

/** The shortest master secret taken, in characters: 256 bits even where somebody typed hex by halves. */
export const SECRET_LENGTH_MIN = 32

const KEY_BYTES = 32
// NIST SP 800-38D: 96-bit nonces and full 128-bit tags.
const IV_BYTES = 12
const TAG_BYTES = 16

/** A sealed value that does not open. The message names state and remedy, never the value. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  readonly code: 'seal_malformed' | 'seal_key_unknown' | 'seal_altered'

  constructor(code: SealBroken['code'], message: string) {
    super(message)
    this.code = code
  }
}

export interface Keyring {
  /**
   * Encrypts a text (any well-formed Unicode) to `v1.<key id>.<wrapped data key>.<iv>.<ciphertext and tag>`,
   * base64url. AES-256-GCM with a data key of its own, which is wrapped by the key of the current secret.
   * `context` says where the value lives (`clinic:<id>:connections.secret`; ids only): it authenticates both
   * layers, so that a value moved to another row does not open there.
   */
  seal(plaintext: string, context: string): string
  /** The text that was sealed under this context, or `SealBroken`. */
  open(sealed: string, context: string): string
  /** The value with its data key wrapped by the current secret's key; `null` where it already is. */
  rewrap(sealed: string, context: string): string | null
  /** HMAC-SHA256 as base64url, under a key of the current secret that belongs to this label alone. */
  sign(label: string, bytes: string | Uint8Array): string
  /** Whether `sign` gave this signature, under the current secret or a previous one. Takes constant time. */
  verify(label: string, bytes: string | Uint8Array, signature: string): boolean
  /** 32 bytes of the current secret for one purpose (HKDF-SHA256, RFC 5869). Never a key that seals or signs. */
  deriveKey(label: string): Buffer
}

/**
 * Keys from FOYER_SECRET (`current`) and FOYER_SECRET_PREVIOUS. To rotate: make the secret a previous one,
 * set a new current one, `rewrap` every sealed value, then drop the previous one.
 */
export function createKeyring(secrets: { current: string; previous?: string[] }): Keyring {
  const all = [secrets.current, ...(secrets.previous ?? [])]
  invariant(
    all.every((secret) => secret.length >= SECRET_LENGTH_MIN),
    'a master secret is shorter than 32 characters',
  )
  const current = wrappingKey(secrets.current)
  const keys = new Map(all.map(wrappingKey).map((key) => [key.id, key]))

  function unwrap(parts: SealedParts, context: string): Buffer {
    const key = keys.get(parts.keyId)
    if (!key) {
      throw new SealBroken(
        'seal_key_unknown',
        `This value was sealed with key ${parts.keyId}, which no configured secret gives; ` +
          'add the former FOYER_SECRET to FOYER_SECRET_PREVIOUS, or enter the value again',
      )
    }
    return decrypt(key.bytes, parts.wrappedKey, context)
  }

  return {
    seal(plaintext, context) {
      invariant(plaintext.isWellFormed(), 'a lone surrogate cannot be sealed: it would not come back')
      const dataKey = randomBytes(KEY_BYTES)
      const body = encrypt(dataKey, Buffer.from(plaintext), context)
      return formatSealed({ keyId: current.id, wrappedKey: encrypt(current.bytes, dataKey, context), body })
    },
    open(sealed, context) {
      const parts = parseSealed(sealed)
      return decrypt(unwrap(parts, context), parts.body, context).toString('utf8')
    },
    rewrap(sealed, context) {
      const parts = parseSealed(sealed)
      if (parts.keyId === current.id) return null
      const wrappedKey = encrypt(current.bytes, unwrap(parts, context), context)
      return formatSealed({ ...parts, keyId: current.id, wrappedKey })
    },
    sign: (label, bytes) => signature(secrets.current, label, bytes),
    verify: (label, bytes, given) =>
      all.map((secret) => equalConstantTime(signature(secret, label, bytes), given)).includes(true),
    deriveKey: (label) => derive(secrets.current, `derive:${label}`),
  }
}

/** HMAC-SHA256 in lower-case hex, as Cal.com, Chatwoot and Meta sign their webhooks. */
export function hmacSha256Hex(secret: string | Uint8Array, body: string | Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** `a === b`, in a time that tells nothing of where or by what length they differ. */
export function equalConstantTime(a: string, b: string): boolean {
  // Equal lengths for timingSafeEqual come from hashing; UTF-16 keeps strings apart that UTF-8 would merge.
  const digest = (text: string) => createHash('sha256').update(text, 'utf16le').digest()
  return timingSafeEqual(digest(a), digest(b))
}

type Encrypted = { iv: Buffer; ciphertextAndTag: Buffer }
type SealedParts = { keyId: string; wrappedKey: Encrypted; body: Encrypted }

function wrappingKey(secret: string): { id: string; bytes: Buffer } {
  const bytes = derive(secret, 'wrap')
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8), bytes }
}

function signature(secret: string, label: string, bytes: string | Uint8Array): string {
  return createHmac('sha256', derive(secret, `sign:${label}`))
    .update(bytes)
    .digest('base64url')
}

// The master secret is random by our own making or an operator's command, so HKDF needs no salt and no stretching.
function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `foyer:v1:${purpose}`, KEY_BYTES))
}

function encrypt(key: Buffer, plaintext: Buffer, context: string): Encrypted {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const ciphertextAndTag = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  return { iv, ciphertextAndTag }
}

function decrypt(key: Buffer, { iv, ciphertextAndTag }: Encrypted, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(ciphertextAndTag.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(ciphertextAndTag.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new SealBroken(
      'seal_altered',
      'This sealed value was altered or belongs to another place; enter it again, or restore it from a back-up',
    )
  }
}

function formatSealed({ keyId, wrappedKey, body }: SealedParts): string {
  const wrapped = Buffer.concat([wrappedKey.iv, wrappedKey.ciphertextAndTag])
  const encoded = [wrapped, body.iv, body.ciphertextAndTag].map((bytes) => bytes.toString('base64url'))
  return ['v1', keyId, ...encoded].join('.')
}

function parseSealed(sealed: string): SealedParts {
  const [version, keyId = '', ...encoded] = sealed.split('.')
  const [wrapped, iv, ciphertextAndTag] = encoded.map(decodeCanonical)
  const isSealed =
    version === 'v1' &&
    /^[\w-]{8}$/.test(keyId) &&
    encoded.length === 3 &&
    wrapped?.length === IV_BYTES + KEY_BYTES + TAG_BYTES &&
    iv?.length === IV_BYTES &&
    ciphertextAndTag &&
    ciphertextAndTag.length >= TAG_BYTES
  if (!isSealed) {
    throw new SealBroken('seal_malformed', 'This is not a value that was sealed here; enter it again')
  }
  return {
    keyId,
    wrappedKey: { iv: wrapped.subarray(0, IV_BYTES), ciphertextAndTag: wrapped.subarray(IV_BYTES) },
    body: { iv, ciphertextAndTag },
  }
}

// Buffer.from skips what is not base64url and ignores spare bits: two texts would open as one.
function decodeCanonical(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
