/** Takes steps whose time has come, in batches, and finds those whose job was lost. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import { type Lanes, lanes } from '../../kit/in-background.ts'
import { askWriter } from './ask-writer.ts'
import type { StepOutside } from './compose-step.ts'
import { STUCK, takeSteps, type Unwritten } from './take-step.ts'

const BATCH = 500
/** Steps of one clinic in one transaction: so many contacts are locked at a time. */
const TOGETHER = 100

/** The name of the job that takes one step; see `story.ts`. */
export const TAKE_STEP = 'takeStep'

/** Questions to a model that this process has open; what takes seconds is in nobody's way. */
export const ASKED_AT_ONCE = 16
/** Whoever has not had their turn by then gets the approved text. */
const PATIENCE_MS = 60_000
/** How long a sweep waits for texts that it has written; what takes longer goes on beside the next sweeps. */
const WATCHED_MS = 20

interface Ripe {
  clinicId: ClinicId
  ids: string[]
}

/**
 * Returns how many were taken. A step stays planned until the transaction that takes it has committed: whoever dies before
 * leaves it to the next sweep, and of several nodes the contacts' locks let one take it. Those of a batch that failed are
 * left to a job each, so that one that cannot be taken stops no other. What a model words is taken once it has, beside the
 * sweeps. `outside` not given: all are left to jobs.
 */
export async function sweepTouchpoints(
  desk: Desk,
  outside?: StepOutside,
  asking: Lanes = lanes(ASKED_AT_ONCE),
): Promise<number> {
  let taken = 0
  // One after the other: those that are queued go out meanwhile.
  for (const batch of await findRipe(desk)) taken += await takeBatch(desk, { batch, outside, asking })
  return taken
}

async function takeBatch(
  desk: Desk,
  { batch, outside, asking }: { batch: Ripe; outside: StepOutside | undefined; asking: Lanes },
): Promise<number> {
  const { clinicId, ids } = batch
  if (!outside) return leaveToJobs(desk, { clinicId, ids })
  try {
    const { count, unwritten } = await desk.database.inClinic(clinicId, (tx) =>
      takeSteps(tx, { touchpointIds: ids, outside, asked: 0 }),
    )
    if (unwritten.length > 0) await takeWritten(desk, { clinicId, unwritten, outside, asking })
    return count
  } catch (error) {
    desk.log.error('steps.not_taken', { clinicId, count: ids.length }, error)
    return leaveToJobs(desk, { clinicId, ids })
  }
}

/** Begins to have them written and taken, and returns soon. */
async function takeWritten(
  desk: Desk,
  {
    clinicId,
    unwritten,
    outside,
    asking,
  }: { clinicId: ClinicId; unwritten: readonly Unwritten[]; outside: StepOutside; asking: Lanes },
): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  const begun = unwritten.map(async (step) => {
    try {
      await asking(() => writeAndTake(desk, { clinicId, step, outside, until }))
    } catch (error) {
      // The database went away: the step is claimed still, and given back when the claim is over.
      desk.log.error('step.not_written', { clinicId, touchpointId: step.id }, error)
    }
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const watched = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WATCHED_MS)
  })
  await Promise.race([Promise.all(begun), watched])
  clearTimeout(timer)
}

async function writeAndTake(
  { database, log }: Desk,
  {
    clinicId,
    step,
    outside,
    until,
  }: { clinicId: ClinicId; step: Unwritten; outside: StepOutside; until: number },
): Promise<void> {
  const { id } = step
  let left: Unwritten | undefined = step
  for (let asked = 1; left; asked++) {
    const { brief } = left
    const isInTime = performance.now() < until
    if (outside.writer && isInTime) {
      const { because } = await askWriter(database, outside.writer, { clinicId, brief })
      if (because?.reason)
        log.warn('step.as_approved', { clinicId, touchpointId: id, reason: because.reason })
    }
    const times = isInTime ? asked : Number.POSITIVE_INFINITY
    const taken = await database.inClinic(clinicId, (tx) =>
      takeSteps(tx, { touchpointIds: [id], outside, asked: times }),
    )
    left = taken.unwritten[0]
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
