/** Puts held messages back in line when their hour has come. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'

const BATCH = 500

/** The name of the job that sends one message; see `story.ts`. */
export const SEND_MESSAGE = 'sendMessage'

/** Returns how many became due. */
export function sweepMessages(desk: Desk): Promise<number> {
  return desk.database.acrossClinics(async (tx) => {
    const due = await tx.many(sql<{ clinic_id: string; id: string }>`
      update messages
      set status = 'queued'
      from (
        select clinic_id, id
        from messages
        where status = 'held' and due_at <= ${tx.clock.now()}
        order by due_at
        limit ${BATCH}
        for update skip locked
      ) ripe
      where messages.clinic_id = ripe.clinic_id and messages.id = ripe.id
      returning messages.clinic_id, messages.id`)
    await tx.enqueue(due.map((row) => ({ name: SEND_MESSAGE, clinicId: row.clinic_id, id: row.id })))
    return due.length
  })
}
