/** Takes steps whose time has come, in batches, and finds those whose job was lost. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import type { Outside } from './compose-notice.ts'
import { takeSteps } from './take-step.ts'

const BATCH = 500
/** Steps of one clinic in one transaction: so many contacts are locked at a time. */
const TOGETHER = 100

/** The name of the job that takes one step; see `story.ts`. */
export const TAKE_STEP = 'takeStep'

/** By then a job that still lives would have ended. */
const STUCK = { minutes: 15 }

interface Ripe {
  clinicId: ClinicId
  ids: string[]
}

/**
 * Returns how many were taken. A step stays planned until the transaction that takes it has committed: whoever dies before
 * leaves it to the next sweep, and of several nodes the contacts' locks let one take it. Those of a batch that failed are
 * left to a job each, so that one that cannot be taken stops no other. `outside` not given: all are left to jobs.
 */
export async function sweepTouchpoints(desk: Desk, outside?: Outside): Promise<number> {
  let taken = 0
  // One after the other: those that are queued go out meanwhile.
  for (const batch of await findRipe(desk)) taken += await takeBatch(desk, batch, outside)
  return taken
}

async function takeBatch(desk: Desk, { clinicId, ids }: Ripe, outside?: Outside): Promise<number> {
  if (!outside) return leaveToJobs(desk, { clinicId, ids })
  try {
    return await desk.database.inClinic(clinicId, (tx) => takeSteps(tx, { touchpointIds: ids, outside }))
  } catch (error) {
    desk.log.error('steps.not_taken', { clinicId, count: ids.length }, error)
    return leaveToJobs(desk, { clinicId, ids })
  }
}

/** Two statements, each with an index in the order in which it is asked: among a million rows as fast as among a hundred. */
async function findRipe(desk: Desk): Promise<Ripe[]> {
  const now = desk.clock.now()
  const rows = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string }>`
      (select clinic_id, id
        from touchpoints
        where status = 'planned' and due_at <= ${now}
        order by due_at
        limit ${BATCH})
      union all
      (select clinic_id, id
        from touchpoints
        where status = 'due' and claimed_at < ${now.subtract(STUCK)}
        order by claimed_at
        limit ${BATCH})`),
  )
  return [...Map.groupBy(rows, ({ clinic_id }) => clinic_id)].flatMap(([clinic, own]) => {
    const portions = Math.ceil(own.length / TOGETHER)
    return Array.from({ length: portions }, (_, place) => ({
      clinicId: mintClinicId(clinic),
      ids: own.slice(place * TOGETHER, (place + 1) * TOGETHER).map(({ id }) => id),
    }))
  })
}

/** Claimed by one node. */
function leaveToJobs(desk: Desk, { clinicId, ids }: Ripe): Promise<number> {
  const now = desk.clock.now()
  return desk.database.acrossClinics(async (tx) => {
    const due = await tx.many(sql<{ clinic_id: string; id: string }>`
      update touchpoints
      set status = 'due', claimed_at = ${now}
      from (
        select clinic_id, id
        from touchpoints
        where clinic_id = ${clinicId} and id = any(${ids}) and (status = 'planned' or status = 'due' and claimed_at < ${now.subtract(STUCK)})
        for update skip locked
      ) ripe
      where touchpoints.clinic_id = ripe.clinic_id and touchpoints.id = ripe.id
      returning touchpoints.clinic_id, touchpoints.id`)
    await tx.enqueue(due.map((row) => ({ name: TAKE_STEP, clinicId: row.clinic_id, id: row.id })))
    return due.length
  })
}
