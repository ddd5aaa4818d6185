/** Puts held messages back in line when their hour has come, and finds those whose job was lost. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'

const BATCH = 500

/** The name of the job that sends one message; see `story.ts`. */
export const SEND_MESSAGE = 'sendMessage'

/** By then a job that still lives would have ended. */
const STUCK = { minutes: 15 }

/** Returns how many became due. */
export function sweepMessages(desk: Desk): Promise<number> {
  return desk.database.acrossClinics(async (tx) => {
    const due = await tx.many(sql<{ clinic_id: string; id: string }>`
      update messages
      set status = case when messages.status = 'held' then 'queued' else messages.status end, updated_at = ${tx.clock.now()}
      from (
        select * from (
          select clinic_id, id
          from messages
          where status = 'held' and due_at <= ${tx.clock.now()}
          order by due_at
          limit ${BATCH}
          for update skip locked) held
        union all
        select * from (
          select clinic_id, id
          from messages
          where status in ('queued', 'sending') and updated_at < ${tx.clock.now().subtract(STUCK)}
          order by updated_at
          limit ${BATCH}
          for update skip locked) stuck
      ) ripe
      where messages.clinic_id = ripe.clinic_id and messages.id = ripe.id
      returning messages.clinic_id, messages.id`)
    // Where a cap lets one of them go it is the older, and not whichever the update came upon first.
    const inLine = due.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    await tx.enqueue(inLine.map((row) => ({ name: SEND_MESSAGE, clinicId: row.clinic_id, id: row.id })))
    return due.length
  })
}
