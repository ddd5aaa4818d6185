import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import {
  attachmentContext,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  openAttachment,
  sealAttachment,
  sniffType,
} from './attachment.ts'
import { findOpenedForm } from './find-form-requests.ts'
import { ATTACHMENT, hasExpired } from './form-request.ts'

export type AttachmentRefusal = {
  ok: false
  reason: 'not_found' | 'expired' | 'already_completed' | 'no_photo' | 'too_large' | 'too_many'
}

/** Keeps a file that came with an open form, sealed. What it is, is read from its bytes. */
export async function addAttachment(
  tx: Tx,
  keyring: Keyring,
  { requestId, bytes }: { requestId: string; bytes: Uint8Array },
): Promise<{ ok: true; attachment: { url: string; contentType: string; size: number } } | AttachmentRefusal> {
  const contentType = sniffType(bytes)
  if (bytes.byteLength > MAX_ATTACHMENT_BYTES) return { ok: false, reason: 'too_large' }
  if (!contentType) return { ok: false, reason: 'no_photo' }
  const form = await findOpenedForm(tx, requestId, 'for update')
  if (!form) return { ok: false, reason: 'not_found' }
  if (form.request.status === 'completed') return { ok: false, reason: 'already_completed' }
  const now = tx.clock.now()
  if (hasExpired(form.request, now)) return { ok: false, reason: 'expired' }
  const kept = await tx.one(sql<{ count: number }>`
    select count(*)::int as count
    from form_attachments
    where clinic_id = ${tx.clinicId} and request_id = ${requestId}`)
  if ((kept?.count ?? 0) >= MAX_ATTACHMENTS) return { ok: false, reason: 'too_many' }

  const id = uuidv7(now)
  const size = bytes.byteLength
  const { keySealed, content } = sealAttachment(keyring, bytes, attachmentContext(tx.clinicId, id))
  await tx.run(sql`
    insert into form_attachments (clinic_id, id, request_id, content_type, size_bytes, key_sealed, content, created_at)
    values (${tx.clinicId}, ${id}, ${requestId}, ${contentType}, ${size}, ${keySealed}, ${content}, ${now})`)
  return { ok: true, attachment: { url: `${ATTACHMENT}${id}`, contentType, size } }
}

/** A file as it came, for staff. */
export async function readAttachment(
  tx: Tx,
  keyring: Keyring,
  id: string,
): Promise<{ contentType: string; content: Buffer } | undefined> {
  const row = await tx.one(sql<{ content_type: string; key_sealed: string; content: Buffer }>`
    select content_type, key_sealed, content
    from form_attachments
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  if (!row) return undefined
  const sealed = { keySealed: row.key_sealed, content: row.content }
  return {
    contentType: row.content_type,
    content: openAttachment(keyring, sealed, attachmentContext(tx.clinicId, id)),
  }
}
