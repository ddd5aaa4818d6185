import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { journeyStopped } from './events.ts'

/** Ends what is live for an appointment; what was planned is cancelled in the same transaction as its cause. */
export async function stopJourneys(
  tx: Tx,
  input: { appointmentId: string; cause: string; onlyThoseWithExit?: boolean },
): Promise<void> {
  const now = tx.clock.now()
  const stopped = await tx.many(sql<{ id: string; contact_id: string; cancelled: number }>`
    with stopped as (
      update enrollments e
      set status = 'stopped', end_reason = ${input.cause}, ended_at = ${now}
      from journeys j
      where e.clinic_id = ${tx.clinicId} and e.appointment_id = ${input.appointmentId} and e.status = 'live'
        and j.clinic_id = e.clinic_id and j.id = e.journey_id
        and (${!input.onlyThoseWithExit} or ${input.cause} = any(j.exits))
      returning e.id, e.contact_id
    ), cancelled as (
      update touchpoints t
      set status = 'cancelled', reason = ${input.cause}, updated_at = ${now}
      from stopped
      where t.clinic_id = ${tx.clinicId} and t.enrollment_id = stopped.id and t.status in ('planned', 'due')
      returning t.enrollment_id
    )
    select stopped.id, stopped.contact_id, (select count(*) from cancelled where enrollment_id = stopped.id) as cancelled
    from stopped`)
  for (const enrollment of stopped) {
    await record(tx, journeyStopped, {
      actor: system,
      contactId: enrollment.contact_id,
      appointmentId: input.appointmentId,
      payload: { enrollmentId: enrollment.id, cause: input.cause, cancelled: enrollment.cancelled },
    })
  }
}

/** With an event that is an exit of a journey. */
export const stopJourneysOnExit: Handler = {
  name: 'stopJourneysOnExit',
  async run(tx, event: HappenedEvent) {
    if (!event.appointmentId) return
    await stopJourneys(tx, { appointmentId: event.appointmentId, cause: event.type, onlyThoseWithExit: true })
  },
}
