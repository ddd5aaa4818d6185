/** Turns steps whose time has come into jobs, and finds those whose job was lost. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'

const BATCH = 500

/** The name of the job that takes one step; see `story.ts`. */
export const TAKE_STEP = 'takeStep'

/** By then a job that still lives would have ended. */
const STUCK = { minutes: 15 }

/** Returns how many became due. Several nodes sweep at once: each row goes to one of them. */
export function sweepTouchpoints(desk: Desk): Promise<number> {
  return desk.database.acrossClinics(async (tx) => {
    const due = await tx.many(sql<{ clinic_id: string; id: string }>`
      update touchpoints
      set status = 'due', claimed_at = ${tx.clock.now()}
      from (
        select clinic_id, id
        from touchpoints
        where status = 'planned' and due_at <= ${tx.clock.now()}
          or status = 'due' and claimed_at < ${tx.clock.now().subtract(STUCK)}
        order by due_at
        limit ${BATCH}
        for update skip locked
      ) ripe
      where touchpoints.clinic_id = ripe.clinic_id and touchpoints.id = ripe.id
      returning touchpoints.clinic_id, touchpoints.id`)
    await tx.enqueue(due.map((row) => ({ name: TAKE_STEP, clinicId: row.clinic_id, id: row.id })))
    return due.length
  })
}
