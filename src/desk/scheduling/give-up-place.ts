import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Place } from './place.ts'

interface FreedRow {
  resource_kind: string
  resource_id: string
}

/** Gives up everything that an appointment or a hold has. Undefined where it had nothing. */
export async function giveUpPlace(tx: Tx, id: string): Promise<Place | undefined> {
  const rows = await tx.many(sql<FreedRow>`
    delete from appointment_allocations
    where clinic_id = ${tx.clinicId} and appointment_id = ${id}
    returning resource_kind, resource_id`)
  if (rows.length === 0) return undefined
  return {
    practitionerIds: rows.filter((row) => row.resource_kind === 'practitioner').map((row) => row.resource_id),
    resourceIds: rows.filter((row) => row.resource_kind !== 'practitioner').map((row) => row.resource_id),
  }
}
