import { type Reactor, system } from '../../../kit/events.ts'
import { isInCalendar } from '../../outreach/find-messages.ts'
import type { Channel } from '../../outreach/message.ts'
import { findVisit } from '../compose-notice.ts'
import { notifyPatient } from '../notify-patient.ts'

/**
 * On `appointment.absorbed`: an entry that went out for the row that ended stands in the patient's calendar beside the
 * one that stays, under a UID of its own. It is taken out, with a word of why; one that lies in the past harms nobody.
 */
export const correctCalendar = (carried: readonly Channel[]): Reactor => ({
  name: 'correctCalendar',
  run: (desk, event) =>
    desk.database.inClinic(event.clinicId, async (tx) => {
      const visit = event.appointmentId ? await findVisit(tx, event.appointmentId) : undefined
      if (!visit || Temporal.Instant.compare(visit.end_at, tx.clock.now()) <= 0) return
      if (!(await isInCalendar(tx, visit.id))) return
      await notifyPatient(tx, system, {
        appointmentId: visit.id,
        kind: 'calendar_correction',
        purpose: 'transactional',
        carried,
        dedupeKey: `calendar_correction:${visit.id}`,
      })
    }),
})
