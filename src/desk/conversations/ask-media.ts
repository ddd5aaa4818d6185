import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { OpenVendor } from '../connections/ask-vendor.ts'
import type { Vendor } from '../connections/connection.ts'
import type { ReceivedAttachment } from './conversation.ts'

export type Media =
  | { ok: true; content: Buffer; contentType: string | null; fileName: string | null }
  /** `not_found`: there is none of ours. Else a code of the messaging port. */
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'vendor'; code: string }

/**
 * What somebody sent beside their words, fetched from the vendor that keeps it. Nothing of it is kept here. `place` counts the
 * message's attachments from zero.
 */
export async function askMedia(
  database: Database,
  input: { clinicId: ClinicId; messageId: string; place: number; open: OpenVendor },
): Promise<Media> {
  const { clinicId, messageId, place, open } = input
  const found = await database.inClinic(clinicId, (tx) =>
    tx.one(sql<{
      connection_id: string
      vendor: Vendor
      secret_sealed: string
      attachment: ReceivedAttachment | null
    }>`
      select k.id as connection_id, k.vendor, k.secret_sealed, m.attachments -> ${place}::int as attachment
      from received_messages m
      join conversations c on c.clinic_id = m.clinic_id and c.id = m.conversation_id
      join connections k on k.clinic_id = c.clinic_id and k.id = c.connection_id and k.status = 'active'
      where m.clinic_id = ${tx.clinicId} and m.id = ${messageId} and m.removed_at is null`),
  )
  if (!found?.attachment) return { ok: false, reason: 'not_found' }
  const { connection_id: connectionId, vendor, secret_sealed: secretSealed, attachment } = found
  const { mediaId, url, contentType, fileName } = attachment
  const port = open({ clinicId, connectionId, vendor, secretSealed })
  const named = mediaId ? ({ mediaId, url: null } as const) : url ? ({ mediaId: null, url } as const) : null
  if (!port?.fetchMedia || !named) return { ok: false, reason: 'not_found' }
  try {
    const fetched = await port.fetchMedia(named)
    return { ok: true, content: fetched.content, contentType: fetched.contentType ?? contentType, fileName }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ok: false, reason: 'vendor', code: error.code ?? 'failed' }
  }
}
