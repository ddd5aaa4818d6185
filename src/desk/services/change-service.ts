import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { serviceChanged } from './events.ts'
import { findService } from './find-services.ts'
import { saveService } from './save-service.ts'
import { given, type Service, type ServiceFields, type ServiceRefusal } from './service.ts'

export type ServiceChange = Partial<ServiceFields> & { isArchived?: boolean }

/**
 * Changes what is given and leaves the rest. Appointments made before stay as they are, and so do those of an archived
 * service, which is only offered no longer. Who does it and its pools stay as they are unless they are given: an archived
 * member of a team or the only room is missed, not forgotten, until staff say what shall be instead.
 */
export async function changeService(
  tx: Tx,
  actor: Actor,
  id: string,
  change: ServiceChange,
): Promise<{ ok: true; service: Service } | ServiceRefusal> {
  // Two who change it at one moment take turns, and each reads what the other left.
  await tx.run(sql`select from services where clinic_id = ${tx.clinicId} and id = ${id} for no key update`)
  const known = await findService(tx, id)
  if (!known) return { ok: false, reason: 'no_service' }
  const { isArchived, ...changed } = given(change)
  const fields: ServiceFields = { ...known, ...changed }
  // Its only length was the usual one, and the usual one is another now.
  if (!changed.durationsMinutes && known.durationsMinutes.length === 1) fields.durationsMinutes = []
  const writes = {
    practitioners: changed.practitioners !== undefined,
    pools: changed.pools !== undefined,
  }
  const saved = await saveService(tx, { id, slug: known.slug, fields, known, isArchived, writes })
  if (!saved.ok) return saved
  await record(tx, serviceChanged, {
    actor,
    payload: { serviceId: id, fields: Object.keys(given(change)) },
  })
  const service = await findService(tx, id)
  invariant(service, 'a changed service vanished')
  return { ok: true, service }
}
