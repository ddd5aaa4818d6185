import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Resource } from './resource.ts'

/** Rooms and devices in the clinic's order. */
export function findResources(
  tx: Tx,
  filter: { archived?: 'with' | 'without'; ids?: string[] } = {},
): Promise<Resource[]> {
  const wanted: RawBuilder<unknown>[] = [sql`clinic_id = ${tx.clinicId}`]
  if (filter.archived !== 'with') wanted.push(sql`archived_at is null`)
  if (filter.ids) wanted.push(sql`id = any(${filter.ids}::uuid[])`)
  return tx.many(sql<Resource>`
    select id, kind, name, position, archived_at as "archivedAt"
    from resources
    where ${sql.join(wanted, sql` and `)}
    order by kind, position, name, id`)
}

/** Archived ones too. */
export async function findResource(tx: Tx, id: string): Promise<Resource | undefined> {
  const [resource] = await findResources(tx, { ids: [id], archived: 'with' })
  return resource
}
