/** An attachment is a photo or paper that came with a form; it is kept under a key of its own, and that key is sealed. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Keyring, SealBroken } from '../../kit/crypto.ts'

export const MAX_ATTACHMENT_BYTES = 8_000_000
/** Photos are retaken; past this somebody fills our disk. */
export const MAX_ATTACHMENTS = 20

// NIST SP 800-38D, as kit/crypto.ts seals texts.
const IV_BYTES = 12
const TAG_BYTES = 16

/** Where the key lives: moved to another row it does not open. */
export function attachmentContext(clinicId: string, attachmentId: string): string {
  return `clinic:${clinicId}:form_attachments.${attachmentId}`
}

/**
 * The keyring seals texts; a photo would double in size as one, and every rotation of keys would carry it through memory.
 * So only its key is sealed, and the photo is encrypted under that.
 */
export function sealAttachment(
  keyring: Keyring,
  content: Uint8Array,
  context: string,
): { keySealed: string; content: Buffer } {
  const key = randomBytes(32)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  return {
    keySealed: keyring.seal(key.toString('base64url'), context),
    content: Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]),
  }
}

export function openAttachment(
  keyring: Keyring,
  sealed: { keySealed: string; content: Buffer },
  context: string,
): Buffer {
  const key = Buffer.from(keyring.open(sealed.keySealed, context), 'base64url')
  const { content } = sealed
  const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(content.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(content.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new SealBroken('seal_altered', 'This attachment was altered; restore it from a back-up')
  }
}

/** What a file is by its first bytes; null for what is no photo or PDF. Names and browsers may say anything. */
export function sniffType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16))
  const text = head.toString('latin1')
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'image/png'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  // ISO base media: what iPhones take photos in.
  if (text.slice(4, 8) === 'ftyp' && /^(heic|heix|hevc|heim|heis|mif1|msf1)/.test(text.slice(8)))
    return 'image/heic'
  return text.startsWith('%PDF-') ? 'application/pdf' : null
}
