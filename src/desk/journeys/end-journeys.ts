/** A journey is over when its last step is; whoever came to its end may go on with what follows. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { enrollContacts } from './enroll-contacts.ts'
import { journeyCompleted } from './events.ts'
import { findSubjects } from './find-subjects.ts'
import { findJourney } from './start-journeys.ts'

/** Ends those of these enrollments in which nothing is left to do. */
export async function endJourneys(tx: Tx, enrollmentIds: readonly string[]): Promise<void> {
  const ended = await tx.many(
    sql<{
      id: string
      contact_id: string
      appointment_id: string | null
      key: string
      follows: string | null
    }>`
      update enrollments e
      set status = 'done', end_reason = 'steps_taken', ended_at = ${tx.clock.now()}
      from journeys j, journey_versions v
      where e.clinic_id = ${tx.clinicId} and e.id = any(${enrollmentIds as string[]}) and e.status = 'live'
        and j.clinic_id = e.clinic_id and j.id = e.journey_id
        and v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
        and not exists (
          select
          from touchpoints t
          where t.clinic_id = e.clinic_id and t.enrollment_id = e.id and t.status in ('planned', 'due', 'holdout'))
      returning e.id, e.contact_id, e.appointment_id, j.key, v.definition ->> 'follows' as follows`,
  )
  for (const { id: enrollmentId, contact_id, appointment_id, key: journey, follows } of ended) {
    await record(tx, journeyCompleted, {
      actor: system,
      contactId: contact_id,
      appointmentId: appointment_id,
      payload: { journey, enrollmentId, follows },
    })
  }
}

/** With `journey.completed`: a sequence that ended without a booking leads to the drip (REQUIREMENTS B8). */
export const followJourney: Handler = {
  name: 'followJourney',
  async run(tx, event: HappenedEvent<{ follows: string | null }>) {
    const { follows } = event.payload
    if (!follows || !event.contactId) return
    const journey = await findJourney(tx, follows)
    if (!journey) return
    const subjects = await findSubjects(tx, [{ contactId: event.contactId, appointmentId: null }])
    await enrollContacts(tx, journey, subjects, { triggerEventId: event.id })
  },
}

const OUTCOMES: Record<string, 'sent' | 'skipped' | 'failed'> = {
  'message.sent': 'sent',
  'message.refused': 'skipped',
  'message.withdrawn': 'skipped',
  'message.failed': 'failed',
}

/** With the end of a step's message: the steps in it end the same way, with the arbiter's or the vendor's reason. */
export const endStepWithItsMessage: Handler = {
  name: 'endStepWithItsMessage',
  async run(
    tx,
    event: HappenedEvent<{ messageId: string; kind: string; reason?: string; insteadOf?: string }>,
  ) {
    const status = OUTCOMES[event.type]
    // Other messages are of no journey and need no look-up.
    if (!status || (event.payload.kind !== 'reminder' && event.payload.kind !== 'journey_step')) return
    // Before the steps, as whoever stops journeys takes them; of two messages that end at the same time the later sees the earlier.
    tx.send(sql`
      select
      from enrollments
      where clinic_id = ${tx.clinicId} and id = any(array(
        select enrollment_id
        from touchpoints
        where clinic_id = ${tx.clinicId} and message_id = ${event.payload.messageId}))
      order by id
      for no key update`)
    // An array is looked up once: joined, on tables too young for statistics, it was read through for each step of the clinic.
    const ended = await tx.many(sql<{ enrollment_id: string; is_last: boolean }>`
      update touchpoints t
      set status = ${status}, reason = ${event.payload.reason ?? null}, updated_at = ${tx.clock.now()}
      where t.clinic_id = ${tx.clinicId} and t.status = 'due' and t.id = any(array(
        select id
        from touchpoints
        where clinic_id = ${tx.clinicId} and message_id = ${event.payload.messageId}
        for update))
      returning t.enrollment_id, not exists (
        select
        from touchpoints other
        where other.clinic_id = t.clinic_id and other.enrollment_id = t.enrollment_id and other.id <> t.id
          and other.status in ('planned', 'due', 'holdout')) as is_last`)
    if (status === 'sent' && event.payload.insteadOf) await moveToNextWay(tx, event.payload)
    const over = ended.filter(({ is_last }) => is_last).map(({ enrollment_id }) => enrollment_id)
    if (over.length > 0) await endJourneys(tx, over)
  },
}

/** A step that was told as sent before its message failed after all is now where another way has brought it. */
async function moveToNextWay(
  tx: Tx,
  { messageId, insteadOf }: { messageId: string; insteadOf?: string },
): Promise<void> {
  await tx.run(sql`
    update touchpoints
    set message_id = ${messageId}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and status = 'sent' and message_id in (
      select id
      from messages
      where clinic_id = ${tx.clinicId} and status = 'failed' and id <> ${messageId} and (id = ${insteadOf} or instead_of = ${insteadOf}))`)
}
