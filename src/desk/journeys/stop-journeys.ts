import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { journeyStopped } from './events.ts'

/** What ran, and on which version. */
export interface StoppedJourney {
  journeyId: string
  version: number
}

/**
 * Ends what is live for an appointment, or only what has its `cause` among its exits or is planned around the visit's
 * time; what was planned is cancelled in the same transaction as its cause.
 */
export async function stopJourneys(
  tx: Tx,
  input: { appointmentId: string; cause: string; only?: 'with_exit' | 'around_visit' },
): Promise<StoppedJourney[]> {
  const now = tx.clock.now()
  const stopped = await tx.many(sql<StoppedJourney & { id: string; contact_id: string; cancelled: number }>`
    with stopped as (
      update enrollments e
      set status = 'stopped', end_reason = ${input.cause}, ended_at = ${now}
      from journeys j
      where e.clinic_id = ${tx.clinicId} and e.appointment_id = ${input.appointmentId} and e.status = 'live'
        and j.clinic_id = e.clinic_id and j.id = e.journey_id
        and (${input.only !== 'with_exit'} or ${input.cause} = any(j.exits))
        and (${input.only !== 'around_visit'} or j.anchor <> 'enrolled')
      returning e.id, e.contact_id, e.journey_id, e.version
    ), cancelled as (
      update touchpoints t
      set status = 'cancelled', reason = ${input.cause}, updated_at = ${now}
      from stopped
      where t.clinic_id = ${tx.clinicId} and t.enrollment_id = stopped.id and t.status in ('planned', 'due')
      returning t.enrollment_id
    )
    select stopped.id, stopped.contact_id, stopped.journey_id as "journeyId", stopped.version,
      (select count(*) from cancelled where enrollment_id = stopped.id) as cancelled
    from stopped`)
  for (const enrollment of stopped) {
    await record(tx, journeyStopped, {
      actor: system,
      contactId: enrollment.contact_id,
      appointmentId: input.appointmentId,
      payload: { enrollmentId: enrollment.id, cause: input.cause, cancelled: enrollment.cancelled },
    })
  }
  return stopped
}

/** With an event that is an exit of a journey. */
export const stopJourneysOnExit: Handler = {
  name: 'stopJourneysOnExit',
  async run(tx, event: HappenedEvent) {
    if (!event.appointmentId) return
    await stopJourneys(tx, { appointmentId: event.appointmentId, cause: event.type, only: 'with_exit' })
  },
}
