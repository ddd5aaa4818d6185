import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { JourneyDefinition } from './definition.ts'

/** Why a step is skipped whose care plan is not of the service any more; told in words by the dashboard. */
export const NOT_THEIR_PROCEDURE = 'not_their_procedure'

interface OfVisit {
  id: string
  definition: Pick<JourneyDefinition, 'trigger'>
  appointmentId: string | null
}

/**
 * The ids of those steps whose journey takes in visits of certain procedures, and whose visit is of a service that is none of them by
 * now: staff have corrected it since (docs/decisions/0028). A visit without a service of its own keeps what it began with.
 */
export async function findOtherProcedures(tx: Tx, steps: readonly OfVisit[]): Promise<Set<string>> {
  const bound = steps.flatMap(({ id, definition, appointmentId }) => {
    const procedures = definition.trigger.filter?.procedures
    return procedures && appointmentId ? [{ id, appointmentId, procedures }] : []
  })
  if (bound.length === 0) return new Set()
  const rows = await tx.many(sql<{ id: string }>`
    select bound.id
    from jsonb_to_recordset(${JSON.stringify(bound)}::jsonb) as bound(id uuid, "appointmentId" uuid, procedures text[])
    join appointments a on a.clinic_id = ${tx.clinicId} and a.id = bound."appointmentId"
    join services s on s.clinic_id = a.clinic_id and s.id = a.service_id
    where s.procedure is null or s.procedure <> all(bound.procedures)`)
  return new Set(rows.map(({ id }) => id))
}
