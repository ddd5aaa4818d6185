import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { resourceCreated } from './events.ts'
import type { Resource, ResourceKind } from './resource.ts'

/** Adds a room or device. Services take it once it stands in one of their pools. */
export async function createResource(
  tx: Tx,
  actor: Actor,
  input: { kind: ResourceKind; name: string; position?: number },
): Promise<Resource> {
  const now = tx.clock.now()
  const { kind, name, position = 0 } = input
  const id = uuidv7(now)
  await tx.run(sql`
    insert into resources (clinic_id, id, kind, name, position, created_at)
    values (${tx.clinicId}, ${id}, ${kind}, ${name}, ${position}, ${now})`)
  await record(tx, resourceCreated, { actor, payload: { resourceId: id } })
  return { id, kind, name, position, archivedAt: null }
}
