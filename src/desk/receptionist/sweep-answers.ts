/** Answers conversations whose wait for further bubbles is over. */
import { sql } from 'kysely'
import type { Desk } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import { lanes } from '../../kit/in-background.ts'

/** At once in this process: with a model an answer may take seconds, and others do not wait for it. */
const AT_ONCE = 64
/** How long a sweep waits for what it began; what takes longer goes on beside the next sweeps. */
const WATCHED_MS = 20

/** What is being answered right now, so that it is not begun again. */
export type InFlight = Set<string>

/**
 * Returns how many it began. Several nodes sweep at once: the conversation's lock gives each answer to one of them, and one
 * that a killed process left is due still. With `atOnce` it begins so many at a time and ends when all are answered.
 */
export async function sweepAnswers(
  desk: Desk,
  options: {
    answer: (conversation: { clinicId: ClinicId; id: string }) => Promise<void>
    inFlight: InFlight
    atOnce?: number
  },
): Promise<number> {
  const { answer, inFlight, atOnce } = options
  const inTurn = lanes(atOnce ?? AT_ONCE)
  const room = AT_ONCE - inFlight.size
  if (room <= 0) return 0
  const due = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string }>`
      select clinic_id, id
      from conversations
      where answer_due_at <= ${tx.clock.now()} and id <> all(${[...inFlight]}::uuid[])
      order by answer_due_at
      limit ${room}`),
  )
  let failed = 0
  const begun = due.map(async (row) => {
    const clinicId = mintClinicId(row.clinic_id)
    inFlight.add(row.id)
    try {
      await inTurn(() => answer({ clinicId, id: row.id }))
    } catch (error) {
      // The database went away: it is due still, and the next pass finds it.
      failed += 1
      desk.log.error('answer.interrupted', { clinicId, conversationId: row.id }, error)
    } finally {
      inFlight.delete(row.id)
    }
  })
  const answered = Promise.all(begun)
  await (atOnce ? answered : watched(answered))
  return due.length - failed
}

async function watched(answered: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WATCHED_MS)
  })
  await Promise.race([answered, enough])
  clearTimeout(timer)
}
