import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { VendorTemplate } from './vendor-template.ts'

const columns = sql`name, language, category, status, reason, pattern, gaps, is_named as "isNamed", needs`

/** Those of a connection, as they were read last, by name. */
export function findTemplates(tx: Tx, connectionId: string): Promise<VendorTemplate[]> {
  return tx.many(sql<VendorTemplate>`
    select ${columns}
    from vendor_templates
    where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and status <> 'removed'
    order by name, language`)
}

export function findTemplate(
  tx: Tx,
  { connectionId, name, language }: { connectionId: string; name: string; language: string },
): Promise<VendorTemplate | undefined> {
  return tx.one(sql<VendorTemplate>`
    select ${columns}
    from vendor_templates
    where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and name = ${name} and language = ${language}`)
}

/** What of a connection's templates goes out, and what its vendor holds back. */
export interface TemplateStanding {
  connectionId: string
  /** Approved ones. */
  approved: number
  heldBack: Pick<VendorTemplate, 'name' | 'language' | 'status' | 'reason'>[]
}

/** Of all connections of the clinic that have templates. */
export function findTemplateStandings(tx: Tx): Promise<TemplateStanding[]> {
  return tx.many(sql<TemplateStanding>`
    select connection_id as "connectionId", count(*) filter (where status = 'approved') as approved,
      coalesce(jsonb_agg(jsonb_build_object('name', name, 'language', language, 'status', status, 'reason', reason)
        order by name, language) filter (where status in ('rejected', 'paused', 'disabled')), '[]') as "heldBack"
    from vendor_templates
    where clinic_id = ${tx.clinicId}
    group by connection_id`)
}
