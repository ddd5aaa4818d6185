import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { TEMPLATE_VENDORS } from '../connections/connection.ts'
import { findTemplates } from '../connections/find-templates.ts'
import type { VendorTemplate } from '../connections/vendor-template.ts'

/** What the clinic's WhatsApp accounts have of approved texts, as their vendors listed them last. */
export interface VendorTemplates {
  /** The latest. Null: one of them was not asked yet, or none is connected, so that nobody here knows which there are. */
  readAt: Temporal.Instant | null
  /** What the vendor said when it could not be asked last; a code. */
  error: string | null
  templates: VendorTemplate[]
}

/** Of all connections that have templates, one of each name and language; one that is sendable before one that is held back. */
export async function findVendorTemplates(tx: Tx): Promise<VendorTemplates> {
  const connections = await tx.many(
    sql<{ id: string; templates_read_at: Temporal.Instant | null; templates_error: string | null }>`
      select id, templates_read_at, templates_error
      from connections
      where clinic_id = ${tx.clinicId} and status = 'active' and vendor = any(${[...TEMPLATE_VENDORS]})
        and settings ->> 'is_local' is distinct from 'yes'
      order by id`,
  )
  const lists = await Promise.all(connections.map(({ id }) => findTemplates(tx, id)))
  const known = new Map<string, VendorTemplate>()
  for (const template of lists.flat()) {
    const key = `${template.name} ${template.language}`
    if (known.get(key)?.status !== 'approved') known.set(key, template)
  }
  const read = connections.flatMap(({ templates_read_at: at }) => at ?? [])
  const isComplete = read.length === connections.length
  return {
    readAt: isComplete ? (read.toSorted((a, b) => Temporal.Instant.compare(b, a))[0] ?? null) : null,
    error: connections.find(({ templates_error: error }) => error)?.templates_error ?? null,
    templates: [...known.values()],
  }
}
