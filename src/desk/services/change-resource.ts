import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { resourceChanged } from './events.ts'
import { findResource } from './find-resources.ts'
import type { Resource } from './resource.ts'
import { given } from './service.ts'

export interface ResourceChange {
  name?: string
  position?: number
  isArchived?: boolean
}

/** Changes what is given and leaves the rest. An archived room keeps its appointments and gets no new ones. */
export async function changeResource(
  tx: Tx,
  actor: Actor,
  id: string,
  change: ResourceChange,
): Promise<{ ok: true; resource: Resource } | { ok: false; reason: 'no_resource' }> {
  const { name, position, isArchived } = change
  const changed = await tx.run(sql`
    update resources
    set name = coalesce(${name ?? null}, name), position = coalesce(${position ?? null}::integer, position),
      archived_at = case ${isArchived ?? null}::boolean
        when true then coalesce(archived_at, ${tx.clock.now()})
        when false then null
        else archived_at
      end
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  const resource = await findResource(tx, id)
  if (changed === 0 || !resource) return { ok: false, reason: 'no_resource' }
  await record(tx, resourceChanged, {
    actor,
    payload: { resourceId: id, fields: Object.keys(given(change)) },
  })
  return { ok: true, resource }
}
