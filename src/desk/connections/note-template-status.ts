import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rereadTemplates } from './reread-templates.ts'
import type { TemplateStatus } from './vendor-template.ts'

/**
 * What a vendor tells of one template counts at once: a paused one is not offered any more. Its text and category are not told
 * with it, so that the list is read again. `status` null: it still goes out. `language` null: in every language.
 */
export async function noteTemplateStatus(
  tx: Tx,
  told: {
    connectionId: string
    name: string
    language: string | null
    status: TemplateStatus | null
    reason: string | null
  },
): Promise<void> {
  const { connectionId, name, language, status, reason } = told
  if (status) {
    await tx.run(sql`
      update vendor_templates
      set status = ${status}, reason = ${status === 'approved' ? null : reason}, updated_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and name = ${name}
        and (${language}::text is null or language = ${language})`)
  }
  await rereadTemplates(tx, connectionId)
}
