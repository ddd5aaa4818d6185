/** Reads vendors' templates again, every hour and when something says that the kept list is old. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { mintClinicId } from '../../kit/ids.ts'
import { askTemplates } from './ask-templates.ts'
import type { OpenVendor } from './ask-vendor.ts'
import { TEMPLATE_VENDORS } from './connection.ts'

const EVERY = { hours: 1 }
/** Vendors asked at a time. */
const BATCH = 8

/**
 * Returns how many it read. A claim puts the next reading off by an hour before the vendor is asked: no two nodes ask for the
 * same connection, and one whose node is killed meanwhile is read an hour later.
 */
export async function sweepTemplates(desk: Desk, open: OpenVendor): Promise<number> {
  const due = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string }>`
      update connections
      set templates_due_at = ${tx.clock.now().add(EVERY)}
      from (
        select clinic_id, id
        from connections
        where status = 'active' and vendor = any(${[...TEMPLATE_VENDORS]})
          and (templates_due_at is null or templates_due_at <= ${tx.clock.now()})
        limit ${BATCH}
        for update skip locked
      ) ripe
      where connections.clinic_id = ripe.clinic_id and connections.id = ripe.id
      returning connections.clinic_id, connections.id`),
  )
  await Promise.all(
    due.map(async ({ clinic_id, id: connectionId }) => {
      const clinicId = mintClinicId(clinic_id)
      try {
        await askTemplates(desk.database, { clinicId, connectionId, open })
      } catch (error) {
        // A seal that no secret opens, or a bug: the others are read all the same.
        desk.log.error('templates.not_read', { clinicId, connectionId }, error)
      }
    }),
  )
  return due.length
}
