import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { VendorTemplate } from './vendor-template.ts'

/**
 * Keeps a vendor's list of templates as it was read just now: what it no longer holds is gone. No event: nothing follows from
 * it.
 */
export async function keepTemplates(
  tx: Tx,
  { connectionId, templates }: { connectionId: string; templates: readonly VendorTemplate[] },
): Promise<void> {
  const now = tx.clock.now()
  // Two that read at once follow one another: the row's lock comes first.
  await tx.run(sql`
    update connections
    set templates_read_at = ${now}, templates_error = null, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
  await tx.run(sql`
    delete from vendor_templates
    where clinic_id = ${tx.clinicId} and connection_id = ${connectionId}`)
  // Meta has one of a name and language; an old copy of Chatwoot's may have the same twice.
  await tx.run(sql`
    insert into vendor_templates (clinic_id, connection_id, name, language, category, status, reason, pattern, gaps, is_named, needs, updated_at)
    select ${tx.clinicId}::uuid, ${connectionId}::uuid, t.name, t.language, t.category, t.status, t.reason, t.pattern,
      array(select jsonb_array_elements_text(t.gaps)), t."isNamed", t.needs, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb)
      as t(name text, language text, category text, status text, reason text, pattern text, gaps jsonb, "isNamed" boolean, needs text)
    on conflict do nothing`)
}

/** The vendor did not tell: what was read before stays, and `error` says why it may be old. */
export async function noteTemplatesUnread(
  tx: Tx,
  { connectionId, error }: { connectionId: string; error: string },
): Promise<void> {
  await tx.run(sql`
    update connections
    set templates_error = ${error}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
}
